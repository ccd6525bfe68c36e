// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArrayView>

#include <memory>
#include <zlib.h>

namespace DurableStreams {

//! \brief Decodes the content codings gzip and deflate piece by piece; pure.
//!
//! Output is bounded by the room that is given for it, whatever the ratio: it is the caller's read
//! buffer that limits memory, so that a stream may be as long and as repetitive as it likes.
class ContentDecoder
{
public:
    //! \brief For the value of Content-Encoding; null if that coding is not supported.
    static std::unique_ptr<ContentDecoder> create(QByteArrayView coding);
    //! \brief Whether the value asks for no decoding at all.
    static bool isIdentity(QByteArrayView coding);

    ~ContentDecoder();
    ContentDecoder(const ContentDecoder &) = delete;
    ContentDecoder &operator=(const ContentDecoder &) = delete;

    struct Step
    {
        qsizetype consumed = 0;
        qsizetype produced = 0;
        bool good = true;
    };
    //! \brief Decodes from \a input into \a size bytes at \a output, as far as either goes.
    Step decode(QByteArrayView input, char *output, qsizetype size);
    //! \brief The coding has come to its end: the body is whole.
    bool atEnd() const { return m_atEnd; }
    //! \brief Output may be waiting although all input is consumed.
    bool hasPending() const { return m_pending; }
    bool hasBegun() const { return m_begun; }

private:
    explicit ContentDecoder(bool gzip);
    bool begin(QByteArrayView input);

    z_stream m_stream = {};
    bool m_gzip = false;
    bool m_begun = false;
    bool m_atEnd = false;
    bool m_pending = false;
    bool m_failed = false;
};

} // namespace DurableStreams
