// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDialog>
#include <QList>

#include <functional>

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

    //! \brief Tells in a few words why a command is disabled; empty: it is not known.
    void setWhyDisabled(const std::function<QString(const QAction *)> &why) { m_why = why; }
    //! \brief What is listed for the letters typed, best first; for tests.
    QStringList shown() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill(const QString &filter);
    void addItems(const QStringList &words, bool enabled);
    void runCurrent();

    QList<QAction *> m_commands;
    Show m_show;
    std::function<QString(const QAction *)> m_why;
    QLineEdit *m_filter;
    QTreeWidget *m_list;
};

} // namespace Tailwater
