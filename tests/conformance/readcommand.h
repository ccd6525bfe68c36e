// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/batch.h>
#include <durablestreams/stream.h>
#include <durablestreams/streamreader.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QObject>
#include <QtCore/QTimer>

//! \brief One `read`: collects chunks until the command's conditions are met. Deletes itself.
class ReadCommand : public QObject
{
    Q_OBJECT

public:
    ReadCommand(const DurableStreams::Stream &stream, const QJsonObject &command, QObject *parent);

    void start();

Q_SIGNALS:
    void succeeded(const QJsonObject &members);
    void failed(const DurableStreams::Error &error);

private:
    void onBatch(const DurableStreams::Batch &batch);
    void onFinished();
    void onTimeout();
    void succeed(bool upToDate);
    void fail(const DurableStreams::Error &error);
    void end();

    DurableStreams::StreamReader *m_reader = nullptr;
    QTimer m_timer;
    QJsonArray m_chunks;
    std::optional<DurableStreams::Error> m_lastFailure;
    qsizetype m_maxChunks = 100;
    bool m_isLive = false;
    bool m_waitsForUpToDate = false;
    bool m_done = false;
};
