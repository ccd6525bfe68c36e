// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFlags>
#include <QPointer>

namespace DurableStreams {
class StreamReader;
}

namespace Tailwater {

//! \brief Why a reader waits: it reads while there is no reason not to. Of the thread of the reader.
class ReaderHolds
{
public:
    enum class Reason {
        Guard = 0x1, //!< a long catch-up: the user is asked first
        Tap = 0x2, //!< who takes every row has no room
        Unseen = 0x4, //!< nobody came to see what was read
    };
    Q_DECLARE_FLAGS(Reasons, Reason)

    //! \brief From now on holds \a reader, for the reasons that there are.
    void setReader(DurableStreams::StreamReader *reader);
    void hold(Reason reason);
    void release(Reason reason);
    bool isHeldFor(Reason reason) const { return m_reasons.testFlag(reason); }

private:
    void apply();

    Reasons m_reasons;
    QPointer<DurableStreams::StreamReader> m_reader;
};

} // namespace Tailwater
