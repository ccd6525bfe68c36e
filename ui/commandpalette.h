// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDialog>
#include <QList>

QT_BEGIN_NAMESPACE
class QAction;
class QLineEdit;
class QTreeWidget;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief Finds a command by what it is called, and runs it. Also the list of all shortcuts.
class CommandPalette : public QDialog
{
    Q_OBJECT

public:
    enum class Show { Enabled, WithShortcut };

    CommandPalette(const QList<QAction *> &commands, Show show, QWidget *parent = nullptr);
    ~CommandPalette() override;

    //! \brief What is listed for the letters typed, best first; for tests.
    QStringList shown() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill(const QString &filter);
    void runCurrent();

    QList<QAction *> m_commands;
    QLineEdit *m_filter;
    QTreeWidget *m_list;
};

} // namespace Tailwater
