// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtNetwork/QHttpHeaders>

#include <chrono>
#include <llhttp.h>
#include <optional>

namespace DurableStreams {

//! \brief The final status line and headers of a response.
struct ResponseHead
{
    int status = 0;
    QByteArray reason;
    QHttpHeaders headers;
};

//! \brief HTTP/1.x responses, bytes to events, with the framing of RFC 9112; pure.
//!
//! Strict: conflicting or repeated lengths, transfer codings other than chunked, bare line feeds,
//! folded headers, and heads or trailers without end are refused. Interim (1xx) responses are
//! skipped; 101 is refused, since nothing here asks to switch protocols. Trailers are read and
//! dropped. Bytes behind the end of the message are left alone.
class ResponseParser
{
public:
    //! \brief Told what was found, during feed() and finish().
    class Sink
    {
    public:
        virtual ~Sink() = default;
        virtual void headParsed(ResponseHead &&head) = 0;
        //! \brief A piece of the body inside the bytes that were fed. Small chunks come as one: they
        //! are moved together there, over the framing between them.
        virtual void bodyParsed(char *data, qsizetype size) = 0;
    };

    static constexpr qsizetype MaxHeadSize = 64 * 1024;
    static constexpr int MaxHeaders = 256;
    static constexpr int MaxInterim = 32;

    explicit ResponseParser(Sink *sink);
    ResponseParser(const ResponseParser &) = delete;
    ResponseParser &operator=(const ResponseParser &) = delete;

    //! \brief Expects a new message: the response to a HEAD request has no body.
    void start(bool headRequest);
    //! \brief Parses up to the end of the message and returns how many bytes that was.
    qsizetype feed(char *data, qsizetype size);
    //! \brief The connection ended; a message without a length is complete by that.
    void finish();

    bool isComplete() const { return m_complete; }
    bool hasFailed() const { return m_failed; }
    //! \brief A byte of the message has been seen.
    bool hasStarted() const { return m_started; }
    bool hasHead() const { return m_hasHead; }
    //! \brief How many bytes of the body follow in any case before anything else does; 0 if that is
    //! not known.
    qsizetype bodyLeft() const { return m_bodyLeft; }
    //! \brief Only the end of the connection ends the body.
    bool endsByClose() const { return m_endsByClose; }
    //! \brief With isComplete(): another request may follow on the connection.
    bool keepsAlive() const { return m_keepsAlive; }
    //! \brief How long the server says that it keeps an idle connection.
    std::optional<std::chrono::seconds> keepAliveTime() const { return m_keepAliveTime; }
    //! \brief Why the message was refused.
    QByteArray failure() const { return m_failure; }

private:
    friend struct ParserCallbacks;
    void addBody(char *data, qsizetype size);
    void giveBody();
    int fail(const char *why);
    int count(qsizetype bytes);
    int addHeader();
    int headComplete();
    int messageComplete();

    Sink *m_sink;
    llhttp_t m_parser;
    ResponseHead m_head;
    QByteArray m_name;
    QByteArray m_value;
    QByteArray m_failure;
    std::optional<std::chrono::seconds> m_keepAliveTime;
    const char *m_bodyEnd = nullptr; //!< Of the piece that was found last.
    char *m_body = nullptr; //!< Found and moved together, but not given to the sink yet.
    qsizetype m_bodySize = 0;
    qsizetype m_bodyLeft = 0;
    qsizetype m_counted = 0;
    int m_fields = 0;
    int m_interim = 0;
    bool m_headRequest = false;
    bool m_started = false;
    bool m_hasHead = false;
    bool m_endsByClose = false;
    bool m_complete = false;
    bool m_keepsAlive = false;
    bool m_failed = false;
};

} // namespace DurableStreams
