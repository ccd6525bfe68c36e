// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What comes before the first row of a replay: whether the stream is there, and takes what was captured.

#include "models/capture/replayworker.h"

#include "models/capture/captureline.h"
#include "models/connectionclient.h"
#include "models/framer.h"
#include "models/marker.h"

#include <durablestreams/batch.h>
#include <durablestreams/call.h>
#include <durablestreams/streamreader.h>
#include <durablestreams/wire/contenttype_p.h>

#include <QUuid>

#include <algorithm>

namespace Tailwater {

using DurableStreams::ErrorCode;
using Outcome = ReplayRun::Outcome;

namespace {

constexpr qint64 pacedSpanMs = 20;

bool isJsonType(const QByteArray &contentType)
{
    return DurableStreams::contentKind(contentType) == DurableStreams::Batch::Kind::Json;
}

// Without parameters, which say how it is written: `text/plain; charset=utf-8` is text/plain.
QByteArray essenceOf(const QByteArray &contentType)
{
    return contentType.split(';').constFirst().trimmed().toLower();
}

} // namespace

void ReplayWorker::start()
{
    if (m_ended) {
        return;
    }
    if (m_job.connection.readOnly) {
        fail(tr("This connection is read-only. Choose another server, or allow writing in the settings of the "
                "connection."));
        return;
    }
    if (const auto opened = m_rows.open(); !opened) {
        fail(opened.error());
        return;
    }
    m_progress.total = m_rows.count();
    m_kept = ReplayState::load(m_job.capture, m_job.target, m_rows.identity());
    if (m_kept) {
        m_progress.sent = m_kept->sent;
        m_progress.leftOut = m_kept->leftOut;
    }
    m_client = new ConnectionClient(m_job.connection, ConnectionClient::Writes::Allowed, this);
    m_stream = m_client->stream(m_job.target);
    connect(m_stream.head(), &DurableStreams::Call::finished, this, &ReplayWorker::onHead);
}

void ReplayWorker::onHead(const InfoResult &result)
{
    if (m_ended) {
        return;
    }
    if (result) {
        if (result->closed) {
            fail(tr("The stream is closed: nothing can be appended to it. Choose another stream."));
            return;
        }
        m_progress.othersBetween = m_kept && !m_kept->end.isEmpty() && !result->nextOffset.isNull()
            && result->nextOffset.token() != m_kept->end;
        if (m_job.append || m_kept) {
            begin(result->contentType);
        } else {
            lookInside(*result);
        }
        return;
    }
    if (result.error().code != ErrorCode::NotFound || !m_job.create) {
        fail(result.error());
        return;
    }
    // One is not made in place of the one that has the rows before: it would have only those after.
    if (m_kept) {
        end(Outcome::Failed,
            { tr("The stream is not there any more, so that this replay cannot go on where it ended."),
              result.error(), true });
        return;
    }
    DurableStreams::CreateOptions options;
    options.contentType = m_rows.contentType();
    connect(m_stream.create(options), &DurableStreams::Call::finished, this, &ReplayWorker::onCreated);
}

// Whether there is anything, by the first bytes of it.
void ReplayWorker::lookInside(const DurableStreams::StreamInfo &info)
{
    DurableStreams::ReadOptions options;
    options.live = DurableStreams::LiveMode::Off;
    options.malformed = DurableStreams::MalformedPolicy::DeliverRaw;
    DurableStreams::StreamReader *reader = m_stream.read(options);
    connect(reader, &DurableStreams::StreamReader::batchReady, this,
            [this, reader, at = info.nextOffset](const DurableStreams::Batch &batch) {
                if (!batch.bytes.isEmpty()) {
                    m_held = tr("The stream exists and is not empty: the rows are appended behind what it holds, "
                                "after %1.")
                                 .arg(shortOffset(at));
                    reader->stop();
                }
            });
    connect(reader, &DurableStreams::StreamReader::finished, this, [this, reader, type = info.contentType] {
        const auto error = reader->error();
        reader->deleteLater();
        if (m_ended) {
            return;
        }
        if (error) {
            fail(*error);
        } else {
            begin(type);
        }
    });
    reader->start();
}

void ReplayWorker::onCreated(const InfoResult &result)
{
    if (m_ended) {
        return;
    }
    if (!result) {
        fail(result.error());
        return;
    }
    begin(result->contentType.isEmpty() ? m_rows.contentType() : result->contentType);
}

QString ReplayWorker::whyNotInto(const QByteArray &contentType) const
{
    const bool fromJson = isJsonType(m_rows.contentType());
    if (fromJson && !m_json) {
        return tr("Messages of a JSON stream can only be replayed into a JSON stream; this one is %1. Choose another "
                  "stream, or a path where there is none yet.")
            .arg(QString::fromLatin1(contentType));
    }
    if (m_json && !fromJson && !isJsonLines(m_rows.contentType())) {
        return tr("What was captured is %1, and cannot be replayed into a JSON stream. Choose another stream, or a "
                  "path where there is none yet.")
            .arg(QString::fromLatin1(m_rows.contentType()));
    }
    return {};
}

void ReplayWorker::begin(const QByteArray &contentType)
{
    m_contentType = contentType;
    m_json = isJsonType(contentType);
    if (const QString why = whyNotInto(contentType); !why.isEmpty()) {
        fail(why);
        return;
    }
    // Bytes may be appended to bytes of any other type, but not without a word about it; once for each replay.
    const bool otherBytes = !m_json && essenceOf(contentType) != essenceOf(m_rows.contentType());
    if (otherBytes && !m_job.otherType && !m_kept) {
        end(Outcome::OtherType,
            { (m_held.isEmpty() ? QString() : m_held + u' ') + tr("The stream is %1, what was captured is %2. The bytes are appended as they are; those who read the "
                 "stream may not understand them.")
                  .arg(QString::fromLatin1(contentType), QString::fromLatin1(m_rows.contentType())) });
        return;
    }
    if (!m_held.isEmpty()) {
        end(Outcome::NotEmpty, { m_held });
        return;
    }
    beginState();
    // Before anything is sent: a replay that cannot be gone on with is not begun.
    if (!keep(true)) {
        return;
    }
    m_sentBefore = m_state.sent;
    m_clock.start();
    makeProducer();
    m_ahead = m_rows.next();
    m_clockStartMs = m_ahead.receivedMs;
    planBatch();
}

void ReplayWorker::beginState()
{
    if (m_kept) {
        m_state = *m_kept;
        m_state.end.clear();
        m_rows.skip(m_state.rowsDone);
        return;
    }
    m_state.source = m_rows.identity().head;
    m_state.modifiedMs = m_rows.identity().modifiedNs / 1'000'000;
    m_state.target = captureUrl(m_job.target);
    m_state.producerId = "tailwater-replay-" + QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    m_state.plan.spanMs = m_job.speed > 0 ? pacedSpanMs : -1;
    if (m_job.rowsPerSecond > 0) {
        m_state.plan.batchRows = std::clamp<qint64>(m_job.rowsPerSecond / 4, 1, m_state.plan.batchRows);
    }
}

} // namespace Tailwater
