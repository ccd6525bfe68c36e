// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "detail/diffview.h"

#include <QObject>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief What compares one row with another, for menus and for the list of commands. What cannot be
//! done with a row is disabled, and says why.
class DiffCommands : public QObject
{
    Q_OBJECT

public:
    explicit DiffCommands(DiffView *view, QObject *parent = nullptr);
    ~DiffCommands() override;

    const QList<QAction *> &actions() const { return m_actions; }
    //! \brief The row that the commands are about from now on.
    void setMessage(const Message &message);

Q_SIGNALS:
    //! \brief \a message is to be shown in the view, which knows what to compare it with.
    void diffRequested(const Tailwater::Message &message);

private:
    QAction *add(const char *id, const QString &text);
    QAction *addDiff(const char *id, const QString &text, DiffReference reference);

    DiffView *m_view;
    Message m_message;
    QList<QAction *> m_actions;
    QAction *m_withKey = nullptr;
    QAction *m_withPrevious = nullptr;
    QAction *m_pin = nullptr;
    QAction *m_withPinned = nullptr;
};

} // namespace Tailwater
