// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/iothread.h"
#include "models/statustext.h"
#include "models/tailsession.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <sandbox/sandbox.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;
using DurableStreams::Offset;

namespace {

// For a busy machine.
constexpr auto patience = 30s;

QByteArrayList dataOf(const TailSession &session)
{
    const StoreSnapshot snapshot = session.snapshot();
    QByteArrayList rows;
    for (quint64 id = snapshot.firstId(); id < snapshot.endId(); ++id) {
        if (const Message message = snapshot.message(id); message.isData()) {
            rows.append(message.toByteArray());
        }
    }
    return rows;
}

QList<Marker::Type> markersOf(const TailSession &session)
{
    const StoreSnapshot snapshot = session.snapshot();
    QList<Marker::Type> markers;
    for (quint64 id = snapshot.firstId(); id < snapshot.endId(); ++id) {
        if (const Message message = snapshot.message(id); message.kind == RowKind::Marker) {
            markers.append(Marker::fromBytes(message.bytes)->type);
        }
    }
    return markers;
}

} // namespace

class TestTailSession : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    DurableStreams::Sandbox server;
    std::unique_ptr<DurableStreams::Client> client;
    Connection connection;
    int streams = 0;

    bool finish(DurableStreams::Call *call)
    {
        std::optional<DurableStreams::Result<DurableStreams::StreamInfo>> result;
        connect(call, &DurableStreams::Call::finished, this, [&](const auto &r) { result = r; });
        const bool finished = QTest::qWaitFor([&] { return result.has_value(); }, patience);
        if (finished && !result->has_value()) {
            qWarning("%s", qPrintable(result->error().message));
        }
        return finished && result->has_value();
    }
    DurableStreams::Stream create(const QByteArray &contentType, const QByteArray &body = {})
    {
        const DurableStreams::Stream stream = client->stream(u"test/%1"_s.arg(++streams));
        DurableStreams::CreateOptions options;
        options.contentType = contentType;
        return finish(stream.create(options)) && (body.isEmpty() || finish(stream.append(body)))
            ? stream
            : DurableStreams::Stream();
    }
    QByteArray numbers(int from, int count) const
    {
        QByteArrayList list;
        for (int i = 0; i < count; ++i) {
            list.append("{\"n\":" + QByteArray::number(from + i) + "}");
        }
        return "[" + list.join(",") + "]";
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(folder.isValid());
        const auto url = server.start({ .folder = folder.path() });
        QVERIFY(url);
        client = std::make_unique<DurableStreams::Client>();
        client->setBaseUrl(*url);
        connection.baseUrl = *url;
    }
    void init() { QTest::failOnWarning(); }

    void readsAndFollows()
    {
        const auto stream = create("application/json", "[{\"a\":12345678901234567890}, {\"b\":[1, 2]}]");
        QVERIFY(stream.isValid());
        TailSession session(connection, stream.url());
        session.start();
        QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Live, patience);
        QCOMPARE(dataOf(session), (QByteArrayList { "{\"a\":12345678901234567890}", "{\"b\":[1, 2]}" }));
        QCOMPARE(markersOf(session), QList { Marker::Type::CaughtUp });
        QCOMPARE(session.status().contentType, "application/json"_ba);
        QVERIFY(finish(stream.append("[{\"c\":3}]")));
        QTRY_COMPARE_WITH_TIMEOUT(dataOf(session).size(), 3, patience);
        QCOMPARE(dataOf(session).last(), "{\"c\":3}"_ba);
        QTRY_COMPARE_WITH_TIMEOUT(session.status().totalRows, 3, patience);
        QVERIFY(!session.status().nextOffset.isNull());
    }

    void beginsNow()
    {
        const auto stream = create("application/json", numbers(1, 10));
        TailSession session(connection, stream.url());
        session.start(Offset::now());
        QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Live, patience);
        QVERIFY(finish(stream.append("[7]")));
        QTRY_COMPARE_WITH_TIMEOUT(dataOf(session), QByteArrayList { "7" }, patience);
        QCOMPARE(markersOf(session).first(), Marker::Type::Begins);
    }

    void stopsAndGoesOnWithoutAGap()
    {
        const auto stream = create("application/json", numbers(1, 5));
        TailSession session(connection, stream.url());
        session.start();
        QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Live, patience);
        session.stop();
        QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Stopped, patience);
        QVERIFY(finish(stream.append(numbers(6, 5))));
        QCOMPARE(dataOf(session).size(), 5);
        session.resume();
        QTRY_COMPARE_WITH_TIMEOUT(dataOf(session).size(), 10, patience);
        QCOMPARE("[" + dataOf(session).join(",") + "]", numbers(1, 10));
        QVERIFY(markersOf(session).contains(Marker::Type::Resumed));
    }

    void goesOnByAnotherLiveMode()
    {
        const auto stream = create("application/json", numbers(1, 5));
        TailSession session(connection, stream.url());
        session.start();
        QTRY_COMPARE_WITH_TIMEOUT(session.status().liveMode, DurableStreams::LiveMode::Sse, patience);
        Connection other = connection;
        other.liveMode = DurableStreams::LiveMode::LongPoll;
        session.setConnection(other);
        QTRY_COMPARE_WITH_TIMEOUT(session.status().liveMode, DurableStreams::LiveMode::LongPoll, patience);
        QVERIFY(finish(stream.append(numbers(6, 5))));
        QTRY_COMPARE_WITH_TIMEOUT(dataOf(session).size(), 10, patience);
        QCOMPARE("[" + dataOf(session).join(",") + "]", numbers(1, 10));
        QCOMPARE(markersOf(session), QList { Marker::Type::CaughtUp });
    }

    void showsTheUnfinishedLine()
    {
        const auto stream = create("text/plain", "one\r\ntw");
        TailSession session(connection, stream.url());
        session.start();
        QTRY_COMPARE_WITH_TIMEOUT(session.snapshot().partial().toByteArray(), "tw"_ba, patience);
        QCOMPARE(dataOf(session), QByteArrayList { "one\r\n" });
        QVERIFY(finish(stream.append("o\nthree\n")));
        QTRY_COMPARE_WITH_TIMEOUT(dataOf(session), (QByteArrayList { "one\r\n", "two\n", "three\n" }),
                                  patience);
        QVERIFY(session.snapshot().partial().isNull());
    }

    void endsWithTheStream()
    {
        const auto stream = create("text/plain", "one\ntwo");
        QVERIFY(finish(stream.closeStream()));
        TailSession session(connection, stream.url());
        session.start();
        QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Closed, patience);
        QCOMPARE(dataOf(session), (QByteArrayList { "one\n", "two" }));
        QCOMPARE(markersOf(session).last(), Marker::Type::Closed);
    }

    void saysWhatIsNotThere()
    {
        TailSession session(connection, QUrl(connection.baseUrl.toString() + u"/absent"_s));
        session.start();
        QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::NotFound, patience);
        QVERIFY(session.status().error);
        QVERIFY(!stateSentence(session.status()).isEmpty());
        QVERIFY(isFailure(session.status().state));
    }

    void guardsALongCatchUp()
    {
        const auto stream = create("application/json", numbers(1, 50'000));
        QVERIFY(finish(stream.append(numbers(50'001, 50'000))));
        TailSession session(connection, stream.url());
        session.start(TailStart { .guardRows = 20'000 });
        QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::CatchUpPaused, patience);
        QVERIFY(session.status().totalRows < 100'000);
        session.continueCatchUp();
        QTRY_COMPARE_WITH_TIMEOUT(session.status().totalRows, 100'000, patience);
        QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Live, patience);
        const QByteArrayList rows = dataOf(session);
        for (int i = 0; i < rows.size(); ++i) {
            QCOMPARE(rows.at(i), "{\"n\":" + QByteArray::number(i + 1) + "}");
        }
    }

    void jumpsToNow()
    {
        const auto stream = create("application/json", numbers(1, 60'000));
        QVERIFY(finish(stream.append(numbers(60'001, 60'000))));
        TailSession session(connection, stream.url());
        session.start(TailStart { .guardRows = 20'000 });
        QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::CatchUpPaused, patience);
        session.jumpToNow();
        QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Live, patience);
        QVERIFY(finish(stream.append("[\"new\"]")));
        QTRY_COMPARE_WITH_TIMEOUT(dataOf(session).last(), "\"new\""_ba, patience);
        QVERIFY(markersOf(session).contains(Marker::Type::Jumped));
    }

    void showsAsSomethingElse()
    {
        const auto stream = create("text/plain", "a\nb\nc");
        TailSession session(connection, stream.url());
        session.start();
        QTRY_COMPARE_WITH_TIMEOUT(dataOf(session).size(), 2, patience);
        session.setFraming(Framing::Chunks);
        QTRY_COMPARE_WITH_TIMEOUT(dataOf(session), QByteArrayList { "a\nb\nc" }, patience);
        QCOMPARE(session.snapshot().message(session.snapshot().firstId()).kind, RowKind::Chunk);
    }

    void readsFiftyAtOnce()
    {
        const auto stream = create("application/json", numbers(1, 100));
        std::vector<std::unique_ptr<TailSession>> sessions;
        for (int i = 0; i < 50; ++i) {
            sessions.push_back(std::make_unique<TailSession>(connection, stream.url()));
            sessions.back()->start();
        }
        const auto all = [&](auto condition) { return std::ranges::all_of(sessions, condition); };
        QTRY_VERIFY_WITH_TIMEOUT(
            all([](const auto &s) { return s->status().state == TailState::Live; }), patience);
        QVERIFY(finish(stream.append("[1]")));
        QTRY_VERIFY_WITH_TIMEOUT(all([](const auto &s) { return s->status().totalRows == 101; }), patience);
    }

    void isQuietWhenNothingHappens()
    {
        const auto stream = create("application/json", "[1]");
        TailSession session(connection, stream.url());
        session.start();
        QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Live, patience);
        QTRY_COMPARE_WITH_TIMEOUT(session.status().eventsPerSecond, 0.0, patience);
        QSignalSpy published(&session, &TailSession::published);
        QSignalSpy rates(&session, &TailSession::ratesChanged);
        QTRY_VERIFY_WITH_TIMEOUT(rates.size() >= 2, patience);
        QVERIFY(published.size() <= 1);
    }

    // At the end of an application, whatever goes first.
    void outlivesTheThread()
    {
        const auto stream = create("application/json", numbers(1, 10));
        auto session = std::make_unique<TailSession>(connection, stream.url());
        session->start();
        QTRY_COMPARE_WITH_TIMEOUT(session->status().state, TailState::Live, patience);
        TailSession(connection, stream.url()).start();
        delete IoThread::instance();
        session->stop();
        session->resume();
        QCOMPARE(dataOf(*session).size(), 10);
        session.reset();
        // And the next one begins anew.
        TailSession next(connection, stream.url());
        next.start();
        QTRY_COMPARE_WITH_TIMEOUT(next.status().state, TailState::Live, patience);
    }

    // Sessions come and go at any moment of their reading.
    void mayBeDestroyedAtAnyTime()
    {
        const auto stream = create("application/json", numbers(1, 20'000));
        for (int i = 0; i < 60; ++i) {
            TailSession session(connection, stream.url());
            session.start(TailStart { .guardRows = 10'000 });
            const quint64 wanted = quint64(i % 6) * 3000;
            QTRY_VERIFY_WITH_TIMEOUT(session.snapshot().totalRows() >= wanted
                                         || session.status().state == TailState::CatchUpPaused,
                                     patience);
            if (i % 4 == 0) {
                session.jumpToNow();
            } else if (i % 4 == 1) {
                session.setFraming(Framing::Lines);
            }
        }
    }

    // Deleted, and created as something else: said first, then read from its beginning as what it is.
    void readsAStreamThatBecameAnother()
    {
        const auto stream = create("application/json", numbers(1, 10));
        TailSession session(connection, stream.url());
        session.start();
        QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Live, patience);
        QVERIFY(finish(stream.remove()));
        DurableStreams::CreateOptions options;
        options.contentType = "text/plain";
        QVERIFY(finish(stream.create(options)));
        DurableStreams::AppendOptions append;
        append.contentType = "text/plain";
        QVERIFY(finish(stream.append("one\ntwo\nthr", append)));
        QTRY_VERIFY_WITH_TIMEOUT(isFailure(session.status().state), patience);
        QCOMPARE(dataOf(session).size(), 10);
        session.start();
        QTRY_COMPARE_WITH_TIMEOUT(dataOf(session), (QByteArrayList { "one\n", "two\n" }), patience);
        QTRY_COMPARE_WITH_TIMEOUT(session.snapshot().partial().toByteArray(), "thr"_ba, patience);
        QTRY_COMPARE_WITH_TIMEOUT(session.status().contentType, "text/plain"_ba, patience);
    }

    // The server goes and comes: each row once, in order.
    void outlivesTheServer()
    {
        const auto stream = create("application/json", numbers(1, 10));
        TailSession session(connection, stream.url());
        session.start();
        QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Live, patience);
        const DurableStreams::SandboxOptions options = { .port = quint16(connection.baseUrl.port()),
                                                         .folder = folder.path() };
        for (int round = 1; round <= 5; ++round) {
            server.stop();
            QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Reconnecting, patience);
            QVERIFY(server.start(options));
            session.resume();
            QVERIFY(finish(stream.append(numbers(round * 10 + 1, 10))));
            QTRY_COMPARE_WITH_TIMEOUT(dataOf(session).size(), (round + 1) * 10, patience);
            QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Live, patience);
        }
        QCOMPARE("[" + dataOf(session).join(",") + "]", numbers(1, 60));
        QCOMPARE(markersOf(session).count(Marker::Type::Reconnected), 5);
    }
};

QTEST_GUILESS_MAIN(TestTailSession)
#include "tst_tailsession.moc"
