// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

namespace DurableStreams {

//! \brief Decodes the base64 of a binary `data` event as it arrives, cut anywhere (PROTOCOL
//! section 5.8).
//!
//! CR and LF are dropped. Everything else is strict: the standard alphabet, a length that is a
//! multiple of four, padding at the end only. Each event is encoded by itself: finish() it, then
//! restart().
class Base64Decoder
{
public:
    void restart() { *this = {}; }

    //! \brief Appends what \a input decodes to. False at the first byte that is not base64, and
    //! from then on; what came before it is in \a out.
    bool feed(QByteArrayView input, QByteArray &out);
    //! \brief There is no more input: false if it was cut short or broken.
    bool finish();
    //! \brief What is wrong, for developers; null if nothing is.
    const char *errorText() const { return m_errorText; }

private:
    char *takeOne(char c, char *out);
    char *endGroup(char *out);

    quint32 m_bits = 0; // of the group of four that is incomplete
    quint8 m_count = 0; // of its characters, padding included
    quint8 m_padding = 0;
    const char *m_errorText = nullptr;
};

} // namespace DurableStreams
