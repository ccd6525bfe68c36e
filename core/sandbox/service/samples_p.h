// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace DurableStreams::Server {

class StreamService;
class StreamStore;

//! \brief Sample streams of every kind, some of them live, so that there is something to look at.
class Samples : public QObject
{
    Q_OBJECT

public:
    Samples(StreamStore &store, StreamService &streams, QObject *parent = nullptr);

    //! Those of all sample streams.
    static QList<QByteArray> paths();
    //! Creates what does not exist and lets the live streams tick.
    void start();

Q_SIGNALS:
    //! Something was written and is to be committed.
    void wrote();

private:
    void create(const QByteArray &path, const QByteArray &contentType, const QByteArray &body,
                bool closed = false);
    void append(const QByteArray &path, const QByteArray &body);
    void tick();

    StreamStore &m_store;
    StreamService &m_streams;
    QTimer m_timer;
    quint32 m_count = 0;
};

} // namespace DurableStreams::Server
