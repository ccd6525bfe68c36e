// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <support/faultserver.h>

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/streaminfo.h>

#include <QtTest/QTest>

#include <memory>

// What the tests of one-shot calls have in common.
namespace CallSuite {

using namespace DurableStreams;
using namespace TestSupport;
using TestSupport::Exchange;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! \brief The answer to an append, of a server that honours producers.
Reply stored(const QByteArray &offset = "0_1"_ba);

//! \brief A server and a client with short delays, new for each test function.
class Fixture : public QObject
{
    Q_OBJECT

protected:
    void setUp();
    void tearDown();
    Result<StreamInfo> wait(Call *call, std::chrono::milliseconds limit = 20s);
    Stream stream(const QByteArray &path = "/v1/stream/s"_ba) const;

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<Client> m_client;
};

} // namespace CallSuite
