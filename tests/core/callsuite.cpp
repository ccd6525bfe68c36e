// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "callsuite.h"

namespace CallSuite {

Reply stored(const QByteArray &offset)
{
    return Reply(200).header("Stream-Next-Offset", offset).header("Producer-Epoch", "0");
}

void Fixture::setUp()
{
    QTest::failOnWarning();
    m_server = std::make_unique<FaultServer>();
    m_client = std::make_unique<Client>();
    RetryPolicy quick;
    quick.initialDelay = 1ms;
    quick.maxDelay = 4ms;
    QVERIFY(!m_client->setRetryPolicy(quick));
}

void Fixture::tearDown()
{
    m_client.reset();
    m_server.reset();
}

Stream Fixture::stream(const QByteArray &path) const
{
    return m_client->stream(m_server->url(path));
}

Result<StreamInfo> Fixture::wait(Call *call, std::chrono::milliseconds limit)
{
    Result<StreamInfo> result = std::unexpected(Error {});
    bool done = false;
    connect(call, &Call::finished, this, [&](const Result<StreamInfo> &value) {
        result = value;
        done = true;
    });
    if (!QTest::qWaitFor([&done] { return done; }, QDeadlineTimer(limit))) {
        QTest::qFail("the call did not finish", __FILE__, __LINE__);
    }
    return result;
}

} // namespace CallSuite

#include "moc_callsuite.cpp"
