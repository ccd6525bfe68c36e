// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "readersuite.h"

using namespace ReaderSuite;

namespace {

const QByteArrayList allSignals { "connecting", "catching up", "live",   "mode",     "batch",
                                  "paused",     "reconnecting", "retry", "resumed",  "reset",
                                  "failed",     "finished" };

} // namespace

// When signals come, and what those who hear them may do.
class ReaderLifetimeTest : public Fixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void userCodeMayDeleteTheReader_data() { signalRows(); }
    void userCodeMayDeleteTheReader();
    void userCodeMayStopTheReader_data() { signalRows(); }
    void userCodeMayStopTheReader();
    void userCodeMayDeleteTheClient_data() { signalRows(); }
    void userCodeMayDeleteTheClient();
    void nothingComesAfterFinished();
    void whatWaitedIsDeliveredAfterANewStart();
    void pausedReadersHoldEverythingBack();
    void positionFollowsARestart();
    void aDeadlineEndsTheReader_data();
    void aDeadlineEndsTheReader();
    void aDeadlineThatIsKeptChangesNothing();

private:
    static void signalRows();
    void serveEverySignal();
    void whenever(StreamReader *reader, const QByteArray &name, const std::function<void()> &act);
};

void ReaderLifetimeTest::signalRows()
{
    QTest::addColumn<QByteArray>("name");
    for (const QByteArray &name : allSignals) {
        QTest::newRow(name.constData()) << name;
    }
}

// A stream that makes a reader emit each of its signals: read, followed, broken, resumed, refused,
// polled, and in the end replaced by another one.
void ReaderLifetimeTest::serveEverySignal()
{
    m_server->on("/v1/stream/s", [streams = std::make_shared<int>(0)](const Exchange &e) {
        if (isLive(e, "sse")) {
            if (++*streams == 3) {
                e.reply(Reply(406));
                return;
            }
            startEvents(e);
            e.chunk(*streams == 1 ? control("a") : dataEvent("[2]") + control("b"));
            e.drop(Drop::Rst);
        } else if (isLive(e, "long-poll")) {
            e.reply(json("[9]", "0"));
        } else {
            e.reply(value(e.request(), "offset") == "-1" ? json("[1]", "a") : json("[]", "b"));
        }
    });
}

// Acts when the signal comes, each time.
void ReaderLifetimeTest::whenever(StreamReader *reader, const QByteArray &name,
                                  const std::function<void()> &act)
{
    const auto onState = [&](State wanted) {
        connect(reader, &StreamReader::stateChanged, this, [act, wanted](State state) {
            if (state == wanted) {
                act();
            }
        });
    };
    if (name == "connecting") {
        onState(State::Connecting);
    } else if (name == "catching up") {
        onState(State::CatchingUp);
    } else if (name == "live") {
        onState(State::Live);
    } else if (name == "reconnecting") {
        onState(State::Reconnecting);
    } else if (name == "failed") {
        onState(State::Failed);
    } else if (name == "mode") {
        connect(reader, &StreamReader::liveModeChanged, this, act);
    } else if (name == "batch") {
        connect(reader, &StreamReader::batchReady, this, act);
    } else if (name == "paused") {
        connect(reader, &StreamReader::pausedChanged, this, [act](bool paused) {
            if (!paused) {
                act();
            }
        });
    } else if (name == "retry") {
        connect(reader, &StreamReader::retryScheduled, this, act);
    } else if (name == "resumed") {
        connect(reader, &StreamReader::resumed, this, act);
    } else if (name == "reset") {
        connect(reader, &StreamReader::streamReset, this, act);
    } else {
        connect(reader, &StreamReader::finished, this, act);
    }
}

void ReaderLifetimeTest::userCodeMayDeleteTheReader()
{
    QFETCH(QByteArray, name);
    serveEverySignal();
    QPointer<StreamReader> reader = read().release();
    connect(reader, &StreamReader::batchReady, reader, &StreamReader::pause);
    connect(reader, &StreamReader::pausedChanged, reader, &StreamReader::resume, Qt::QueuedConnection);
    whenever(reader, name, [reader] { delete reader; });
    reader->start();
    QTRY_VERIFY(!reader);
    m_server->forget();
    QCoreApplication::processEvents();
    QTRY_COMPARE(m_server->openRequests(), 0);
    QVERIFY(m_server->requests().isEmpty());
}

void ReaderLifetimeTest::userCodeMayStopTheReader()
{
    QFETCH(QByteArray, name);
    serveEverySignal();
    const auto reader = read();
    connect(reader.get(), &StreamReader::batchReady, reader.get(), &StreamReader::pause);
    connect(reader.get(), &StreamReader::pausedChanged, reader.get(), &StreamReader::resume,
            Qt::QueuedConnection);
    Received got(reader.get());
    whenever(reader.get(), name, [&] { reader->stop(); });
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    const bool hadEnded = name == "failed" || name == "finished";
    QCOMPARE(reader->state(), hadEnded ? State::Failed : State::Stopped);
    const auto messages = got.messages;
    QTRY_COMPARE(m_server->openRequests(), 0);
    const auto requests = m_server->requests().size();
    for (int i = 0; i < 20; ++i) {
        QCoreApplication::processEvents();
    }
    QCOMPARE(m_server->requests().size(), requests);
    QCOMPARE(got.messages, messages);
    QCOMPARE(got.finished, 1);
}

void ReaderLifetimeTest::userCodeMayDeleteTheClient()
{
    QFETCH(QByteArray, name);
    serveEverySignal();
    QPointer<StreamReader> reader = m_client->stream(m_server->url("/v1/stream/s")).read();
    connect(reader, &StreamReader::batchReady, reader, &StreamReader::pause);
    connect(reader, &StreamReader::pausedChanged, reader, &StreamReader::resume, Qt::QueuedConnection);
    whenever(reader, name, [this] { m_client.reset(); });
    reader->start();
    QTRY_VERIFY(!m_client);
    QVERIFY(!reader);
    QTRY_COMPARE(m_server->openConnections(), 0);
}

// Three events in one segment, the first of which pauses the reader.
void ReaderLifetimeTest::nothingComesAfterFinished()
{
    m_server->on("/v1/stream/s", [](const Exchange &e) {
        if (isLive(e, "sse")) {
            startEvents(e);
            e.chunk(dataEvent("[1]") + control("b") + dataEvent("[2]") + control("c"));
        } else {
            e.reply(json("[]", "a"));
        }
    });
    const auto reader = read({ .live = LiveMode::Sse });
    Received got(reader.get());
    connect(reader.get(), &StreamReader::batchReady, reader.get(), [&] {
        if (!got.messages.isEmpty()) {
            reader->pause();
        }
    });
    reader->start();
    QTRY_COMPARE(got.messages, QByteArrayList({ "1" }));
    reader->stop();
    QCOMPARE(got.finished, 1);
    reader->resume();
    for (int i = 0; i < 20; ++i) {
        QCoreApplication::processEvents();
    }
    QCOMPARE(got.messages, QByteArrayList({ "1" }));
    QCOMPARE(reader->position().offset, Offset("b"_ba));
}

void ReaderLifetimeTest::whatWaitedIsDeliveredAfterANewStart()
{
    m_server->on("/v1/stream/s", [](const Exchange &e) {
        const QByteArray offset = value(e.request(), "offset");
        if (isLive(e, "sse") && offset == "a") {
            startEvents(e);
            e.chunk(dataEvent("[1]") + control("b") + dataEvent("[2]") + control("c"));
        } else if (isLive(e, "sse")) {
            startEvents(e);
            e.chunk((offset == "b" ? dataEvent("[2]") : QByteArray()) + dataEvent("[3]") + control("d"));
        } else {
            e.reply(json("[]", offset == "-1" ? "a"_ba : offset));
        }
    });
    const auto reader = read({ .live = LiveMode::Sse });
    Received got(reader.get());
    connect(reader.get(), &StreamReader::batchReady, reader.get(), [&] {
        if (got.messages.size() == 1) {
            reader->stop();
        }
    });
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    reader->start();
    QTRY_COMPARE(got.messages, QByteArrayList({ "1", "2", "3" }));
    QCOMPARE(reader->state(), State::Live);
}

void ReaderLifetimeTest::pausedReadersHoldEverythingBack()
{
    std::optional<Exchange> events;
    const auto serve = [&events](const Exchange &e) {
        if (isLive(e, "sse")) {
            startEvents(e);
            e.chunk(control("a"));
            events = events ? events : e;
        } else {
            e.reply(json("[]", "a"));
        }
    };
    m_server->on("/v1/stream/s", serve);
    m_server->on("/v1/stream/other", serve);
    const ReadOptions options { .live = LiveMode::Sse, .sseIdle = 200ms, .sseFirstControl = 10s };
    const auto reader = read(options);
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.batches.size(), 2);
    reader->pause();
    QVERIFY(reader->isPaused());
    const auto known = got.failures.size();
    // One that is not paused tells when the watchdog has run out of patience.
    const std::unique_ptr<StreamReader> other(
        m_client->stream(m_server->url("/v1/stream/other")).read(options, this));
    Received gotByOther(other.get());
    other->start();
    events->chunk(dataEvent("[1]") + control("b"));
    QTRY_VERIFY(gotByOther.failures.size() >= 3);
    QVERIFY(got.messages.isEmpty());
    QCOMPARE(got.failures.size(), known); // holding back is not silence
    reader->resume();
    QTRY_COMPARE(got.messages, QByteArrayList({ "1" }));
    // On the connection that it had.
    events->chunk(dataEvent("[2]") + control("c"));
    QTRY_COMPARE(got.messages, QByteArrayList({ "1", "2" }));
}

// After the stream was replaced, the old position is of no use to anybody.
void ReaderLifetimeTest::positionFollowsARestart()
{
    m_server->on("/v1/stream/s", { json("[1]", "0_300"), json("[]", "0_100") });
    const auto reader = read({ .live = LiveMode::LongPoll, .reset = ResetPolicy::FromBeginning });
    Received got(reader.get());
    Offset seen;
    connect(reader.get(), &StreamReader::streamReset, reader.get(), [&] {
        seen = reader->position().offset;
        reader->stop();
    });
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(seen, Offset::beginning());
}

void ReaderLifetimeTest::aDeadlineEndsTheReader_data()
{
    QTest::addColumn<LiveMode>("live");
    QTest::addColumn<Reply>("first");
    QTest::newRow("no answer") << LiveMode::Off << Reply(200).hang(beforeStatus());
    QTest::newRow("half an answer") << LiveMode::Off << json("[1,2]", "a").hang(inBody(3));
    QTest::newRow("between attempts") << LiveMode::Off << Reply(503).header("Retry-After", "600");
    QTest::newRow("a live tail") << LiveMode::LongPoll << json("[1]", "a");
}

void ReaderLifetimeTest::aDeadlineEndsTheReader()
{
    QFETCH(LiveMode, live);
    QFETCH(Reply, first);
    m_server->on("/v1/stream/s", { first, Reply(200).hang(beforeStatus()) });
    RequestOptions request;
    request.deadline = 300ms;
    const auto reader = read({ .live = live, .request = request });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(reader->state(), State::Failed);
    QCOMPARE(reader->error()->code, ErrorCode::Timeout);
    QVERIFY(reader->error()->message.contains(u"/v1/stream/s"));
    QTRY_COMPARE(m_server->openRequests(), 0);
    QCOMPARE(reader->position().offset,
             live == LiveMode::LongPoll ? Offset("a"_ba) : Offset::beginning());
}

void ReaderLifetimeTest::aDeadlineThatIsKeptChangesNothing()
{
    m_server->on("/v1/stream/s", json("[1]", "a"));
    RequestOptions request;
    request.deadline = 10min;
    const auto reader = read({ .live = LiveMode::Off, .request = request });
    Received got(reader.get());
    reader->start();
    QTRY_COMPARE(got.finished, 1);
    QCOMPARE(reader->state(), State::Ended);
    QVERIFY(!reader->error());
}

QTEST_GUILESS_MAIN(ReaderLifetimeTest)
#include "tst_readerlifetime.moc"
