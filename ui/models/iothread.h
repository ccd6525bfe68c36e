// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QThread>

namespace Tailwater {

//! \brief The one thread of the application for readers, splitting and the store.
//!
//! Started on first use, in the GUI thread; stopped when the application object goes. What lives in
//! it is reached by queued calls only.
class IoThread : public QObject
{
    Q_OBJECT

public:
    static IoThread *instance();
    ~IoThread() override;

    //! \brief Moves \a object, which has no parent, into the thread. It is deleted with deleteLater().
    void adopt(QObject *object);
    QThread *thread() { return &m_thread; }

Q_SIGNALS:
    //! \brief The thread has ended, and what was adopted is gone.
    void ended();

private:
    explicit IoThread(QObject *parent);

    QThread m_thread;
};

} // namespace Tailwater
