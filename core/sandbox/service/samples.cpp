// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "http/httpmessage_p.h"
#include "samplecontent_p.h"
#include "samples_p.h"
#include "store/streamstore_p.h"
#include "streamservice_p.h"

#include <QtCore/QDateTime>
#include <QtCore/QRandomGenerator>

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Samples::Samples(StreamStore &store, StreamService &streams, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_streams(streams)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Samples::tick);
}

QList<QByteArray> Samples::paths()
{
    return { "events/orders"_ba, "state/users"_ba,       "logs/web"_ba,       "binary/frames"_ba,
             "chat/room-1"_ba,   "teams/alpha/board"_ba, "finished/report"_ba };
}

void Samples::start()
{
    const auto json = "application/json"_ba;
    const auto text = "text/plain; charset=utf-8"_ba;
    create("events/orders"_ba, json, SampleContent::firstOrders());
    create("state/users"_ba, json, SampleContent::firstUsers());
    create("logs/web"_ba, text, SampleContent::firstLog());
    create("binary/frames"_ba, "application/octet-stream"_ba, SampleContent::frame(0));
    create("chat/room-1"_ba, json, SampleContent::chat());
    create("teams/alpha/board"_ba, json, SampleContent::board());
    create("finished/report"_ba, text, SampleContent::report(), true);
    Q_EMIT wrote();
    m_timer.start(500ms);
}

void Samples::tick()
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    ++m_count;
    append("events/orders"_ba, SampleContent::order(m_count, now));
    if (m_count % 3 == 0) {
        append("state/users"_ba, SampleContent::userChange(m_count, now));
    }
    if (m_count % 2 == 0) {
        append("logs/web"_ba, SampleContent::logLine(m_count, now));
    }
    if (m_count % 5 == 0) {
        append("binary/frames"_ba, SampleContent::frame(m_count));
    }
    Q_EMIT wrote();
    m_timer.start(std::chrono::milliseconds(QRandomGenerator::global()->bounded(500, 1000)));
}

void Samples::create(const QByteArray &path, const QByteArray &contentType, const QByteArray &body,
                     bool closed)
{
    Q_ASSERT(paths().contains(path));
    if (m_store.find(path)) {
        return;
    }
    HttpRequest request { .method = Method::Put,
                          .headers = { { "content-type"_ba, contentType } },
                          .body = body };
    if (closed) {
        request.headers.append({ "stream-closed"_ba, "true"_ba });
    }
    m_streams.create(path, request, QDateTime::currentMSecsSinceEpoch());
}

void Samples::append(const QByteArray &path, const QByteArray &body)
{
    // Somebody may have closed or deleted the stream: it is theirs now.
    const StreamRecord *record = m_store.find(path);
    if (record && !record->closed && !record->softDeleted) {
        m_streams.append(path,
                         { .method = Method::Post,
                           .headers = { { "content-type"_ba, record->contentType } },
                           .body = body },
                         QDateTime::currentMSecsSinceEpoch());
    }
}

} // namespace DurableStreams::Server

#include "moc_samples_p.cpp"
