// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief The name of a file to be written, typed or chosen.
class FileField : public QWidget
{
    Q_OBJECT

public:
    explicit FileField(QWidget *parent = nullptr);
    ~FileField() override;

    QLineEdit *edit() const { return m_edit; }
    //! \brief As files are named inside, and whole: a name alone is one in the folder of what setPath() was told
    //! last. Empty if nothing is written.
    QString path() const;
    void setPath(const QString &path);
    //! \brief The kinds that the chooser shows, such as `Captures (*.dscap)`.
    void setNameFilter(const QString &filter) { m_filter = filter; }
    //! \brief What is wrong with it, in a sentence; empty if it can be tried.
    QString fault() const;
    //! \brief There is a file of this name already.
    bool exists() const;

Q_SIGNALS:
    void pathChanged();

private:
    void choose();

    QLineEdit *m_edit;
    QString m_filter;
    QString m_folder;
};

} // namespace Tailwater
