// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <support/faultserver.h>

#include <durablestreams/client.h>
#include <durablestreams/streamreader.h>

#include <QtTest/QTest>

#include <memory>

// What the tests of readers on the wire have in common.
namespace ReaderSuite {

using namespace DurableStreams;
using namespace TestSupport;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using TestSupport::Exchange;
using State = StreamReader::State;

//! \brief A JSON answer that ends at \a next.
Reply json(const QByteArray &body, const QByteArray &next, bool upToDate = true);
//! \brief A long-poll that waited in vain.
Reply noContent(const QByteArray &next, const QByteArray &cursor = "c"_ba);
//! \brief A parameter of the query, or empty.
QByteArray value(const Request &request, const QByteArray &name);
bool isLive(const Exchange &e, const QByteArray &mode);

// An event stream.
void startEvents(const Exchange &e, const QByteArray &headerLines = {});
QByteArray dataEvent(const QByteArray &data);
QByteArray control(const QByteArray &next, const QByteArray &more = ",\"upToDate\":true"_ba);

//! \brief What a reader delivers, in order.
class Received : public QObject
{
    Q_OBJECT

public:
    explicit Received(StreamReader *reader);

    QByteArrayList messages;
    QByteArray bytes;
    QList<Batch> batches;
    QList<Error> failures;
    QList<std::chrono::milliseconds> delays;
    QList<State> states;
    qsizetype messagesAtFinish = -1;
    int finished = 0;
    int resets = 0;
    int resumed = 0;

private:
    void take(const Batch &batch);

    StreamReader *m_reader;
};

//! \brief A server and a client with short delays, new for each test function.
class Fixture : public QObject
{
    Q_OBJECT

protected:
    void setUp();
    void tearDown();
    std::unique_ptr<StreamReader> read(const ReadOptions &options = {});

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<Client> m_client;
};

} // namespace ReaderSuite
