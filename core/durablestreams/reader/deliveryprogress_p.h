// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "reader/runninghash_p.h"

#include <durablestreams/offset.h>

namespace DurableStreams {

//! \brief What makes a reader deliver everything exactly once although connections break.
//!
//! It knows the last confirmed offset, how much past it was delivered (messages of JSON, bytes of
//! everything else), and a hash of that. After a break the server is asked again from the confirmed
//! offset; exactly that much is skipped, and has to be the same as before.
class DeliveryProgress
{
public:
    //! \brief Nothing past \a offset was delivered.
    void startAt(const Offset &offset);

    //! \brief Everything before it was delivered and will not be asked for again.
    const Offset &confirmed() const { return m_confirmed; }
    //! \brief Where the next request reads on if nothing breaks.
    const Offset &next() const { return m_next; }
    //! \brief How much past confirmed() was delivered.
    quint64 delivered() const { return m_delivered; }
    //! \brief What comes in was delivered before.
    bool isReplaying() const { return m_toSkip > 0; }
    //! \brief What was skipped is not what was delivered: the past of the stream has changed.
    bool hasChanged() const { return m_changed; }

    //! \brief What was counted so far has left for the receiver.
    void handOut();
    //! \brief The connection is lost: the next one reads from confirmed(), and what was counted but not
    //! handed out is new again.
    void restart();
    //! \brief Takes note of one message; false if it was delivered before.
    bool addMessage(QByteArrayView message);
    //! \brief Takes note of bytes; returns how many at the front were delivered before.
    qsizetype addBytes(QByteArrayView bytes);
    //! \brief The server says that what came so far reaches up to \a offset.
    void confirm(const Offset &offset);

private:
    void skipped(quint64 count);

    Offset m_confirmed;
    Offset m_next;
    RunningHash m_hash;
    RunningHash m_handedOutHash;
    RunningHash m_replayed;
    quint64 m_delivered = 0;
    quint64 m_handedOut = 0;
    quint64 m_toSkip = 0;
    bool m_changed = false;
};

} // namespace DurableStreams
