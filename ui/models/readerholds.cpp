// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/readerholds.h"

#include <durablestreams/streamreader.h>

namespace Tailwater {

void ReaderHolds::setReader(DurableStreams::StreamReader *reader)
{
    m_reader = reader;
    apply();
}

void ReaderHolds::hold(Reason reason)
{
    m_reasons.setFlag(reason);
    apply();
}

void ReaderHolds::release(Reason reason)
{
    m_reasons.setFlag(reason, false);
    apply();
}

void ReaderHolds::apply()
{
    if (!m_reader) {
        return;
    }
    if (m_reasons) {
        m_reader->pause();
    } else {
        m_reader->resume();
    }
}

} // namespace Tailwater
