// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/messagestore.h"

#include <QFuture>
#include <QObject>

namespace Tailwater {

//! \brief Looks for the previous message of the same type and key, in a worker: from a row
//! backwards.
class PreviousOfKey : public QObject
{
    Q_OBJECT

public:
    explicit PreviousOfKey(QObject *parent = nullptr);
    ~PreviousOfKey() override;

    //! \brief True if \a message has a key.
    static bool hasKey(const Message &message);
    //! \brief Looks among the rows of \a snapshot before \a message; ends what was looked for
    //! before.
    void find(const StoreSnapshot &snapshot, const Message &message);
    void cancel();

Q_SIGNALS:
    //! \brief \a previous is null if there is none.
    void found(const Tailwater::Message &previous);

private:
    QFuture<Message> m_search;
    quint64 m_asked = 0;
};

} // namespace Tailwater
