// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "reader/batchbuilder_p.h"
#include "reader/readerstate_p.h"
#include "request/exchange_p.h"
#include "wire/sseparser_p.h"

#include <QtCore/QObject>

namespace DurableStreams {

//! \brief What one request of a reader asks for.
struct ReadRequest
{
    ReadMode mode = ReadMode::CatchUp;
    QUrl url = {};
    Offset offset = {};
    QByteArray cursor = {};
    //! The answer may be 304 then.
    QByteArray etag = {};
    int attempt = 1;
    //! What the body is if the answer does not say.
    QByteArray contentType = {};
};

//! \brief One request of a reader: pulls its answer in slices and feeds it to a BatchBuilder.
//!
//! One turn of the event loop handles 256 KiB at most; while paused nothing is read, so that flow
//! control holds the server back. After close() no signal comes any more, and the connection deletes
//! itself when whatever is under way has returned: the receiver may be gone by then.
class ReaderConnection : public QObject
{
    Q_OBJECT

public:
    ReaderConnection(ClientPrivate *client, const ReadRequest &request, const ReadOptions &options,
                     BatchBuilder *builder);

    const ReadRequest &request() const { return m_request; }
    int status() const { return m_exchange->status(); }
    int attempt() const { return m_exchange->request().attempt; }
    StreamInfo info() const;

    void start();
    void setPaused(bool paused);
    void close();

Q_SIGNALS:
    //! \brief A good status has come, and what its headers say of the stream.
    void connected(const DurableStreams::ReadAnswer &head);
    //! \brief A control event; what came before it is in the builder.
    void controlled(const DurableStreams::ReadAnswer &answer);
    //! \brief A slice is done: batches may be taken.
    void sliceDone();
    //! \brief The body is complete, or the event stream ended.
    void ended();
    void failed(const DurableStreams::Error &error);
    //! \brief Nothing came within the time for the first control event.
    void silent(const DurableStreams::Error &error);
    //! \brief Text has to be read in another way.
    void heldTooMuch();

private:
    ExchangeRequest exchangeRequest() const;
    ReadAnswer head() const;
    void onHeaders();
    void beginEvents();
    void pump();
    qint64 readBody();
    qint64 readEvents();
    void handleToken(const SseToken &token);
    void handleControl(QByteArrayView json);
    void finish();
    void check(BatchBuilder::Status status);
    void failMalformed(const QString &text);
    Error error(ErrorCode code, const QString &text) const;
    void schedule();

    ReadRequest m_request;
    ReadOptions m_options;
    BatchBuilder *m_builder;
    Exchange *m_exchange;
    SseParser m_parser;
    QByteArray m_chunk;
    bool m_connected = false;
    bool m_dataSinceControl = false;
    bool m_gotControl = false;
    bool m_paused = false;
    bool m_closed = false;
    bool m_scheduled = false;
};

} // namespace DurableStreams
