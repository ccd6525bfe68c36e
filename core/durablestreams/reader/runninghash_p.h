// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArrayView>

#include <cstring>
#include <utility>

namespace DurableStreams {

//! \brief A fast hash of bytes that come in pieces; the same however they are cut.
//!
//! Guards against accidents, not against adversaries.
class RunningHash
{
public:
    void add(QByteArrayView bytes)
    {
        const char *p = bytes.data();
        const char *const end = p + bytes.size();
        while (m_pendingSize != 0 && p != end) {
            addByte(*p++);
        }
        for (; end - p >= 8; p += 8) {
            quint64 word;
            std::memcpy(&word, p, 8);
            mix(word);
        }
        while (p != end) {
            addByte(*p++);
        }
    }
    //! \brief Adds everything but CR and LF, which an event stream may change between tokens.
    void addWithoutLineEnds(QByteArrayView bytes)
    {
        if (!bytes.contains('\n') && !bytes.contains('\r')) {
            add(bytes);
            return;
        }
        for (const char c : bytes) {
            if (c != '\n' && c != '\r') {
                addByte(c);
            }
        }
    }
    quint64 value() const
    {
        return (m_state ^ m_pending) * 0x9e3779b97f4a7c15U + m_words * 8 + quint64(m_pendingSize);
    }
    void reset() { *this = {}; }

private:
    void addByte(char c)
    {
        m_pending |= quint64(quint8(c)) << (8 * m_pendingSize);
        if (++m_pendingSize == 8) {
            mix(std::exchange(m_pending, 0));
            m_pendingSize = 0;
        }
    }
    void mix(quint64 word)
    {
        m_state = (m_state ^ word) * 0x9fb21c651e98df25U;
        m_state ^= m_state >> 32;
        ++m_words;
    }

    quint64 m_state = 0x2545f4914f6cdd1dU;
    quint64 m_pending = 0;
    quint64 m_words = 0;
    int m_pendingSize = 0;
};

} // namespace DurableStreams
