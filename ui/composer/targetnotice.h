// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief Says in the composer that what it sends goes to another stream than that of the tab shown.
class TargetNotice : public QWidget
{
    Q_OBJECT

public:
    explicit TargetNotice(QWidget *parent = nullptr);
    ~TargetNotice() override;

    //! \brief What is sent goes to \a own, in \a environment if that is worth a word; the tab shown is
    //! that of \a other.
    void setOther(const QString &own, const QString &other, const QString &environment = {});
    //! \brief The tab shown is that of the file \a title.
    void setFile(const QString &own, const QString &title);
    void clear();

Q_SIGNALS:
    //! \brief The user wants to write to the stream of the tab.
    void otherRequested();

private:
    QLabel *m_text;
    QToolButton *m_other;
};

} // namespace Tailwater
