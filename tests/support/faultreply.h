// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayList>
#include <QtCore/QList>
#include <QtNetwork/QHttpHeaders>

#include <chrono>
#include <utility>

namespace TestSupport {

//! \brief How a connection ends: an orderly FIN, or a reset.
enum class Drop { Fin, Rst };

//! \brief A place in the bytes of a reply, counted on the wire.
struct Place
{
    enum class Part { Start, Body, Chunk, End };
    Part part = Part::Start;
    qint64 bytes = 0;
    int chunk = 0;
};

//! \brief Before the first byte of the status line.
constexpr Place beforeStatus() { return { Place::Part::Start, 0, 0 }; }
//! \brief After \a n bytes of everything, counted from the status line (interim answers included).
constexpr Place atByte(qint64 n) { return { Place::Part::Start, n, 0 }; }
//! \brief Behind the empty line that ends the header.
constexpr Place afterHeader() { return { Place::Part::Body, 0, 0 }; }
//! \brief \a n bytes behind the header; in a chunked body the framing counts.
constexpr Place inBody(qint64 n) { return { Place::Part::Body, n, 0 }; }
//! \brief \a n bytes into the data of chunk number \a index (from 0).
constexpr Place inChunk(int index, qint64 n) { return { Place::Part::Chunk, n, index }; }
//! \brief Behind the last byte.
constexpr Place atEnd() { return { Place::Part::End, 0, 0 }; }

//! \brief One scripted answer, and what goes wrong while it is sent.
//!
//! \code
//! server.on("/s", Reply(200, "[1,2,3]").header("Content-Type", "application/json"));
//! server.on("/s", Reply(200, body).chunked(1000).drop(inChunk(2, 17), Drop::Rst));
//! server.on("/s", Reply(204).drop(beforeStatus()));         // received, never answered
//! server.on("/s", Reply::raw("HTTP/1.1 200 OK\nbad: line\r\n\r\n"));
//! server.on("/s", Reply(200, body).splitEvery(1).pause(afterHeader(), 50ms).hang(inBody(3)));
//! \endcode
//!
//! Faults happen in the order of their places, those of one place in the order they were added.
class Reply
{
public:
    explicit Reply(int status = 200, const QByteArray &body = {});
    //! \brief Exactly these bytes instead of a rendered answer; faults apply as ever.
    static Reply raw(const QByteArray &bytes);

    Reply &header(const QByteArray &name, const QByteArray &value);
    //! \brief The request's own header of that \a name, if it has one.
    Reply &echo(const QByteArray &name);
    //! \brief An interim answer (100, 103 …) in front of the real one.
    Reply &interim(int status, const QByteArray &headerLines = {});
    Reply &httpVersion(const QByteArray &version);

    // How the body is framed; without any of these: Content-Length.
    //! \brief Transfer-Encoding chunked, cut every \a size bytes; 0: the body as one chunk.
    Reply &chunked(qsizetype size = 0);
    //! \brief Transfer-Encoding chunked with exactly these pieces as chunks; replaces the body.
    Reply &chunks(const QList<QByteArray> &pieces);
    //! \brief Header lines behind the last chunk, such as `X-Sum: 1\r\n`.
    Reply &trailers(const QByteArray &lines);
    //! \brief No length at all: the end of the connection ends the body.
    Reply &untilClose();
    //! \brief A Content-Length that is not true.
    Reply &contentLength(qint64 lie);
    //! \brief The body goes out compressed, with its Content-Encoding.
    Reply &gzip();

    // The connection.
    //! \brief `Connection: close`, and it closes.
    Reply &close();
    //! \brief `Keep-Alive: timeout=…`; the server itself never closes for idleness.
    Reply &keepAlive(std::chrono::seconds timeout);
    //! \brief Closes \a after the answer without having announced it.
    Reply &closeIdle(std::chrono::milliseconds after, Drop how = Drop::Fin);

    // Faults.
    Reply &drop(Place place, Drop how = Drop::Fin);
    Reply &pause(Place place, std::chrono::milliseconds time);
    //! \brief Sends nothing more and keeps the connection open.
    Reply &hang(Place place);
    //! \brief Sends at most \a bytes at once, each in a segment of its own.
    Reply &splitEvery(qsizetype bytes);
    //! \brief Answers as soon as the request's header is there, before its body.
    Reply &early();
    //! \brief Drops the connection when \a bodyBytes of the request's body have arrived; no answer.
    Reply &dropRequestAfter(qint64 bodyBytes, Drop how = Drop::Rst);

    // What the server works with.
    struct Action
    {
        enum class Kind { Drop, Pause, Hang };
        Kind kind = Kind::Drop;
        qint64 at = 0;
        Drop how = Drop::Fin;
        std::chrono::milliseconds time {};
    };
    struct Rendered
    {
        QByteArray bytes;
        QList<Action> actions;
        qsizetype split = 0;
        bool close = false;
    };
    //! \brief The bytes for a request of \a method with \a headers; for HEAD without the body.
    Rendered render(const QByteArray &method, const QHttpHeaders &headers = {}) const;
    bool answersEarly() const { return m_early; }
    qint64 requestLimit() const { return m_requestLimit; }
    Drop requestDrop() const { return m_requestDrop; }

private:
    enum class Framing { Length, Chunked, UntilClose, Raw };
    QByteArray headerBytes(qsizetype bodySize, const QHttpHeaders &request) const;

    int m_status = 200;
    QByteArray m_version = "HTTP/1.1";
    QByteArray m_body;
    QByteArray m_interim;
    QByteArray m_trailers;
    QList<QByteArray> m_chunks;
    QList<std::pair<QByteArray, QByteArray>> m_headers;
    QByteArrayList m_echoed;
    QList<std::pair<Place, Action>> m_faults;
    Framing m_framing = Framing::Length;
    qsizetype m_chunkSize = 0;
    qsizetype m_split = 0;
    qint64 m_lie = -1;
    qint64 m_requestLimit = -1;
    Drop m_requestDrop = Drop::Rst;
    bool m_gzip = false;
    bool m_close = false;
    bool m_early = false;
};

} // namespace TestSupport
