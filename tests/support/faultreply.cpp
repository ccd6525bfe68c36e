// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "faultreply.h"

#include <QtCore/QHash>

#include <algorithm>
#include <zlib.h>

namespace TestSupport {

namespace {

QByteArray gzipped(const QByteArray &data)
{
    z_stream stream = {};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(qsizetype(deflateBound(&stream, uLong(data.size()))) + 32, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(data.constData()));
    stream.avail_in = uInt(data.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

QByteArray reason(int status)
{
    static const QHash<int, QByteArray> reasons {
        { 100, "Continue" },     { 103, "Early Hints" },         { 200, "OK" },
        { 201, "Created" },      { 204, "No Content" },          { 304, "Not Modified" },
        { 400, "Bad Request" },  { 401, "Unauthorized" },        { 404, "Not Found" },
        { 409, "Conflict" },     { 500, "Internal Server Error" }, { 503, "Service Unavailable" },
    };
    return reasons.value(status, "Status");
}

bool hasNoBody(int status)
{
    return status < 200 || status == 204 || status == 304;
}

} // namespace

Reply::Reply(int status, const QByteArray &body)
    : m_status(status)
    , m_body(body)
{
}

Reply Reply::raw(const QByteArray &bytes)
{
    Reply reply;
    reply.m_framing = Framing::Raw;
    reply.m_body = bytes;
    return reply;
}

Reply &Reply::header(const QByteArray &name, const QByteArray &value)
{
    m_headers.emplaceBack(name, value);
    return *this;
}

Reply &Reply::echo(const QByteArray &name)
{
    m_echoed.append(name);
    return *this;
}

Reply &Reply::interim(int status, const QByteArray &headerLines)
{
    m_interim += "HTTP/1.1 " + QByteArray::number(status) + ' ' + reason(status) + "\r\n"
        + headerLines + "\r\n";
    return *this;
}

Reply &Reply::httpVersion(const QByteArray &version)
{
    m_version = version;
    return *this;
}

Reply &Reply::chunked(qsizetype size)
{
    m_framing = Framing::Chunked;
    m_chunkSize = size;
    return *this;
}

Reply &Reply::chunks(const QList<QByteArray> &pieces)
{
    m_framing = Framing::Chunked;
    m_chunks = pieces;
    return *this;
}

Reply &Reply::trailers(const QByteArray &lines)
{
    m_trailers = lines;
    return *this;
}

Reply &Reply::untilClose()
{
    m_framing = Framing::UntilClose;
    m_close = true;
    return *this;
}

Reply &Reply::contentLength(qint64 lie)
{
    m_lie = lie;
    return *this;
}

Reply &Reply::gzip()
{
    m_gzip = true;
    return *this;
}

Reply &Reply::close()
{
    m_close = true;
    return header("Connection", "close");
}

Reply &Reply::keepAlive(std::chrono::seconds timeout)
{
    return header("Keep-Alive", "timeout=" + QByteArray::number(qint64(timeout.count())));
}

Reply &Reply::closeIdle(std::chrono::milliseconds after, Drop how)
{
    return pause(atEnd(), after).drop(atEnd(), how);
}

Reply &Reply::drop(Place place, Drop how)
{
    m_faults.emplaceBack(place, Action { Action::Kind::Drop, 0, how, {} });
    return *this;
}

Reply &Reply::pause(Place place, std::chrono::milliseconds time)
{
    m_faults.emplaceBack(place, Action { Action::Kind::Pause, 0, Drop::Fin, time });
    return *this;
}

Reply &Reply::hang(Place place)
{
    m_faults.emplaceBack(place, Action { Action::Kind::Hang, 0, Drop::Fin, {} });
    return *this;
}

Reply &Reply::splitEvery(qsizetype bytes)
{
    m_split = bytes;
    return *this;
}

Reply &Reply::early()
{
    m_early = true;
    return *this;
}

Reply &Reply::dropRequestAfter(qint64 bodyBytes, Drop how)
{
    m_requestLimit = bodyBytes;
    m_requestDrop = how;
    return *this;
}

QByteArray Reply::headerBytes(qsizetype bodySize, const QHttpHeaders &request) const
{
    QByteArray out = m_interim + m_version + ' ' + QByteArray::number(m_status) + ' '
        + reason(m_status) + "\r\n";
    for (const auto &[name, value] : m_headers) {
        out += name + ": " + value + "\r\n";
    }
    for (const QByteArray &name : m_echoed) {
        if (request.contains(name)) {
            out += name + ": " + request.value(name).toByteArray() + "\r\n";
        }
    }
    if (m_gzip) {
        out += "Content-Encoding: gzip\r\n";
    }
    if (m_framing == Framing::Chunked) {
        out += "Transfer-Encoding: chunked\r\n";
    } else if (m_lie >= 0) {
        out += "Content-Length: " + QByteArray::number(m_lie) + "\r\n";
    } else if (m_framing == Framing::Length && !hasNoBody(m_status)) {
        out += "Content-Length: " + QByteArray::number(bodySize) + "\r\n";
    }
    return out + "\r\n";
}

Reply::Rendered Reply::render(const QByteArray &method, const QHttpHeaders &headers) const
{
    Rendered result;
    result.split = m_split;
    result.close = m_close;
    QList<qint64> chunkStarts;
    qint64 headerSize = 0;
    if (m_framing == Framing::Raw) {
        result.bytes = m_body;
        const qsizetype end = m_body.indexOf("\r\n\r\n");
        headerSize = end < 0 ? 0 : end + 4;
    } else {
        QByteArray body = m_chunks.isEmpty() ? m_body : m_chunks.join();
        if (m_gzip) {
            body = gzipped(body);
        }
        result.bytes = headerBytes(body.size(), headers);
        headerSize = result.bytes.size();
        if (method == "HEAD" || (hasNoBody(m_status) && body.isEmpty())) {
            // A header and nothing else.
        } else if (m_framing == Framing::Chunked) {
            QList<QByteArray> pieces = m_gzip ? QList<QByteArray> {} : m_chunks;
            const qsizetype step = m_chunkSize > 0 ? m_chunkSize : std::max<qsizetype>(1, body.size());
            for (qsizetype i = 0; pieces.size() * step < body.size() && m_chunks.isEmpty(); i += step) {
                pieces.append(body.mid(i, step));
            }
            for (const QByteArray &piece : std::as_const(pieces)) {
                result.bytes += QByteArray::number(piece.size(), 16) + "\r\n";
                chunkStarts.append(result.bytes.size());
                result.bytes += piece + "\r\n";
            }
            result.bytes += "0\r\n" + m_trailers + "\r\n";
        } else {
            result.bytes += body;
        }
    }
    for (const auto &[place, fault] : m_faults) {
        Action action = fault;
        switch (place.part) {
        case Place::Part::Start:
            action.at = place.bytes;
            break;
        case Place::Part::Body:
            action.at = headerSize + place.bytes;
            break;
        case Place::Part::Chunk:
            action.at = chunkStarts.value(place.chunk, result.bytes.size()) + place.bytes;
            break;
        case Place::Part::End:
            action.at = result.bytes.size();
            break;
        }
        action.at = std::min<qint64>(action.at, result.bytes.size());
        result.actions.append(action);
    }
    std::ranges::stable_sort(result.actions, {}, &Action::at);
    return result;
}

} // namespace TestSupport
