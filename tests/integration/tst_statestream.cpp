// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "realserver.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/materializedstate.h>
#include <durablestreams/streamreader.h>

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <map>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

//! State Protocol streams as servers really hand them out: stored, read back, folded.
class TestStateStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();
    void foldsWhatWasStored();

private:
    static constexpr std::chrono::milliseconds Patience { 60'000 };

    std::unique_ptr<RealServer> m_server;
};

void TestStateStream::initTestCase_data()
{
    QTest::addColumn<bool>("reference");
    QTest::newRow("sandbox") << false;
    QTest::newRow("reference server") << true;
}

void TestStateStream::init()
{
    QTest::failOnWarning();
    QFETCH_GLOBAL(bool, reference);
    m_server = reference ? startReferenceServer() : startSandbox();
    QVERIFY(m_server);
}

void TestStateStream::cleanup()
{
    m_server.reset();
}

using Model = std::map<QByteArray, QByteArray>;

//! Random changes of \a count messages as one JSON array, folded by hand into \a model.
static QByteArray randomChanges(QRandomGenerator &random, int count, Model &model)
{
    // The reference server parses and writes again what it stores: numbers it cannot hold are for
    // the tests of the fold alone.
    static const QList<QByteArray> values { "1", "null", R"("x\"}")", "[]", R"({"a":[{"b":"]"}]})" };
    QByteArray text;
    for (int i = 0; i < count; ++i) {
        const QByteArray key = "key/" + QByteArray::number(random.bounded(50));
        const QByteArray value = values.at(random.bounded(values.size()));
        const int what = random.bounded(100);
        text += i == 0 ? '[' : ',';
        if (what == 0) {
            text += R"({"headers":{"control":"reset"}})";
            model.clear();
        } else if (what < 30) {
            text += R"({"type":"t","key":")" + key + R"(","headers":{"operation":"delete"}})";
            model.erase(key);
        } else {
            const QByteArray operation = what < 60 ? "insert"_ba : what < 80 ? "update"_ba : "upsert"_ba;
            text += R"({"type":"t","key":")" + key + R"(","value":)" + value
                + R"(,"headers":{"operation":")" + operation + R"("}})";
            model[key] = value;
        }
    }
    return text + ']';
}

void TestStateStream::foldsWhatWasStored()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    Model model;
    Client client;
    client.setBaseUrl(m_server->url());
    const Stream stream = client.stream(u"state"_s);
    const auto finish = [this](Call *call) {
        bool ok = false;
        connect(call, &Call::finished, this, [&ok](const auto &result) { ok = result.has_value(); });
        QTRY_VERIFY_WITH_TIMEOUT(ok, Patience);
    };
    finish(stream.create({ .contentType = "application/json",
                           .body = randomChanges(random, 500, model) }));

    // Half of it is there when the reader comes, half comes live.
    MaterializedState fold;
    StreamReader *reader = stream.read();
    connect(reader, &StreamReader::batchReady, this, [&fold](const Batch &batch) {
        for (qsizetype i = 0; i < batch.slices.size(); ++i) {
            fold.apply(batch.message(i));
        }
    });
    reader->start();
    QTRY_COMPARE_WITH_TIMEOUT(fold.messageCount(), 500u, Patience);
    for (quint64 count = 600; count <= 1000; count += 100) {
        finish(stream.append(randomChanges(random, 100, model)));
        QTRY_COMPARE_WITH_TIMEOUT(fold.messageCount(), count, Patience);
    }
    QCOMPARE(fold.size("t"), qsizetype(model.size()));
    for (const auto &[key, value] : model) {
        QCOMPARE(fold.value("t", key), value);
    }
    for (const auto &anomaly : fold.anomalies()) {
        QVERIFY(anomaly.kind != StateAnomaly::NotAStateMessage);
    }
}

QTEST_GUILESS_MAIN(TestStateStream)
#include "tst_statestream.moc"
