// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "httpmessage_p.h"

#include <functional>
#include <llhttp.h>

namespace DurableStreams::Server {

//! \brief Reads HTTP/1.1 requests from bytes as they come, within limits. No I/O.
//!
//! Strict about everything that decides where a request ends: duplicate or malformed
//! Content-Length, Content-Length with Transfer-Encoding and broken chunks are errors, so that no
//! request is ever handled that was not sent complete.
class RequestParser
{
public:
    struct Limits
    {
        qsizetype target = 16 * 1024;
        qsizetype headers = 64 * 1024;
        qint64 body = 64 * 1024 * 1024;
    };
    enum class State {
        Idle, //!< between requests
        Partial, //!< more bytes are needed
        Complete, //!< take() the request before feeding more
        Failed, //!< error() says what to answer before closing
    };

    //! Asked at the end of the headers if a body follows: an answer refuses the request unread.
    using Gate = std::function<std::optional<HttpResponse>(const HttpRequest &request)>;

    explicit RequestParser(const Limits &limits, Gate gate = {});
    Q_DISABLE_COPY_MOVE(RequestParser)

    //! Reads until a request is complete; returns how many bytes were used.
    qsizetype feed(QByteArrayView bytes);
    State state() const { return m_state; }
    //! The complete request; the parser is ready for the next.
    HttpRequest take();
    //! The answer to a request that cannot be read.
    const HttpResponse &error() const { return m_error; }
    //! True from the end of the headers to the end of the request.
    bool isReadingBody() const { return m_state == State::Partial && m_headersDone; }
    //! True once, when the headers ask for `100 Continue` before the body is sent.
    bool takeContinue();

private:
    static RequestParser *self(llhttp_t *parser);
    static const llhttp_settings_t *callbacks();
    int addTarget(QByteArrayView piece);
    int addHeaderPiece(QByteArray &to, QByteArrayView piece);
    void finishHeader();
    int finishHeaders();
    int addBody(QByteArrayView piece);
    void finishTarget();
    int fail(const HttpResponse &error);
    int fail(int status, const QByteArray &sentence);
    void reset();

    Limits m_limits;
    Gate m_gate;
    llhttp_t m_parser;
    State m_state = State::Idle;
    HttpRequest m_request;
    QByteArray m_target;
    QByteArray m_name;
    QByteArray m_value;
    qsizetype m_headerSize = 0;
    HttpResponse m_error;
    bool m_headersDone = false;
    bool m_continueWanted = false;
};

} // namespace DurableStreams::Server
