// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/captureline.h"
#include "models/capture/capturewriter.h"
#include "models/capture/keptreplays.h"
#include "models/capture/replayflow.h"
#include "models/tailsession.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <sandbox/sandbox.h>

#include <QDateTime>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;
using Outcome = ReplayRun::Outcome;

namespace {
constexpr auto patience = 60s;
constexpr auto othersMayRead = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther
    | QFileDevice::WriteOther | QFileDevice::ExeGroup | QFileDevice::ExeOther;
}

//! Copies of what is replayed: there as long as they are needed, private, and no longer.
class TestKeptReplays : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> temporary;
    DurableStreams::Sandbox server;
    std::unique_ptr<DurableStreams::Client> client;
    Connection connection;
    QString folder;
    QByteArrayList numbers;
    int streams = 0;

    bool finish(DurableStreams::Call *call)
    {
        std::optional<DurableStreams::Result<DurableStreams::StreamInfo>> result;
        connect(call, &DurableStreams::Call::finished, this, [&](const auto &r) { result = r; });
        return QTest::qWaitFor([&] { return result.has_value(); }, patience) && result->has_value();
    }
    QUrl make(const QByteArray &body)
    {
        const DurableStreams::Stream stream = client->stream(u"s/%1"_s.arg(++streams));
        return finish(stream.create({ .contentType = "application/json", .body = body })) ? stream.url() : QUrl();
    }
    QUrl numbered() { return make('[' + numbers.join(',') + ']'); }
    QUrl newTarget() { return client->stream(u"to/%1"_s.arg(++streams)).url(); }
    QByteArrayList contentOf(const QUrl &url)
    {
        TailSession session(connection, url);
        session.start(TailStart { .guardBytes = 0, .guardRows = 0 });
        QByteArrayList rows;
        if (QTest::qWaitFor([&] { return session.status().state == TailState::Live; }, patience)) {
            SnapshotRows all(session.snapshot(), {});
            for (Message row = all.next(); !row.isNull(); row = all.next()) {
                if (row.isData()) {
                    rows.append(row.toByteArray());
                }
            }
        }
        return rows;
    }
    QStringList files() const { return QDir(folder).entryList(QDir::Files); }
    static bool isOver(const ReplayFlow &flow) { return flow.stage() == ReplayFlow::Stage::Ended; }
    //! Stops a flow after some rows.
    static bool stopHalfway(ReplayFlow *flow)
    {
        if (!QTest::qWaitFor([&] { return flow->progress().sent > 0 || isOver(*flow); }, patience)) {
            return false;
        }
        flow->cancel();
        return QTest::qWaitFor([&] { return isOver(*flow); }, patience) && flow->outcome() == Outcome::Cancelled;
    }
    ReplayJob slow(const QUrl &target) const
    {
        return { .connection = connection, .target = target, .create = true, .rowsPerSecond = 200 };
    }
    ReplayJob fast(const QUrl &target) const { return { .connection = connection, .target = target, .create = true }; }
    //! A copy as one is left that was stopped.
    QString leave(const QUrl &target, qint64 begunMs, int rows = 1)
    {
        const KeptReplays kept(folder);
        const auto hold = kept.add();
        if (!hold) {
            return {};
        }
        const QString capture = (*hold)->capture();
        CaptureWriter writer;
        if (!writer.open(capture, { .url = QUrl(u"http://host/s"_s), .contentType = "application/json" })
            || !writer.close()) {
            return {};
        }
        KeptReplays::describe(capture, { .stream = QUrl(u"http://host/s"_s), .rows = quint64(rows), .begunMs = begunMs });
        const auto identity = CaptureIdentity::of(capture);
        const ReplayState state { .source = identity->head, .target = captureUrl(target), .producerId = "p" };
        return state.save(capture) ? capture : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto url = server.start({});
        QVERIFY(url);
        connection = Connection::to(*url);
        client = std::make_unique<DurableStreams::Client>();
        client->setBaseUrl(*url);
        for (int i = 0; i < 3'000; ++i) {
            numbers.append(QByteArray::number(i));
        }
    }
    void init()
    {
        QTest::failOnWarning();
        temporary = std::make_unique<QTemporaryDir>();
        folder = temporary->filePath(u"replays"_s);
    }

    // Stopped, or killed: found again by the stream, or by the rows, and gone on with exactly once.
    void goesOnLater_data()
    {
        QTest::addColumn<bool>("some");
        QTest::addColumn<bool>("killed");
        QTest::newRow("a stream, stopped") << false << false;
        QTest::newRow("a stream, killed") << false << true;
        QTest::newRow("rows, stopped") << true << false;
        QTest::newRow("rows, killed") << true << true;
    }
    void goesOnLater()
    {
        QFETCH(const bool, some);
        QFETCH(const bool, killed);
        const QUrl from = numbered();
        const QUrl target = newTarget();
        const auto rowsOf = [&] {
            TailSession session(connection, from);
            session.start(TailStart { .guardBytes = 0, .guardRows = 0 });
            const bool live = QTest::qWaitFor([&] { return session.status().state == TailState::Live; }, patience);
            const StoreSnapshot rows = session.snapshot();
            return live ? std::make_shared<SnapshotRows>(
                              rows, "application/json"_ba,
                              SnapshotRows::Ranges { { rows.firstId() + 100, rows.firstId() + 2'099 } })
                        : nullptr;
        };
        ReplayFlow::Source source { .url = from, .connection = connection };
        source.rows = some ? rowsOf() : nullptr;
        QByteArray stateBefore;
        {
            ReplayFlow flow(source, slow(target), folder);
            QTRY_VERIFY_WITH_TIMEOUT(flow.progress().sent > 0, patience);
            QFile state(ReplayState::pathFor(flow.capture(), target));
            QVERIFY(state.open(QIODevice::ReadOnly));
            stateBefore = state.readAll();
            QVERIFY(stopHalfway(&flow));
            if (killed) {
                QFile old(ReplayState::pathFor(flow.capture(), target));
                QVERIFY(old.open(QIODevice::WriteOnly));
                old.write(stateBefore);
            }
        }
        KeptReplays(folder).tidy(); // as after a start
        const QList<KeptReplay> found = KeptReplays(folder).all(target);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().origin.stream, captureUrl(from));
        QCOMPARE(found.first().origin.rows, quint64(some ? 2'000 : 3'000));
        // Received anew, at other times.
        QCOMPARE(found.first().origin.rowsKey, some ? ReplayFlow::keyOf(*rowsOf()) : QByteArray());
        QVERIFY(KeptReplays(folder).all(newTarget()).isEmpty());
        for (const QString &name : files()) {
            QVERIFY2(!(QFile::permissions(QDir(folder).filePath(name)) & othersMayRead), qPrintable(name));
        }
        QVERIFY(!(QFile::permissions(folder) & othersMayRead));
        ReplayFlow again({ .capture = found.first().capture, .url = from }, fast(target), folder);
        QTRY_VERIFY_WITH_TIMEOUT(isOver(again), patience);
        QVERIFY2(again.outcome() == Outcome::Done, qPrintable(again.error()));
        QCOMPARE(contentOf(target), some ? numbers.sliced(100, 2'000) : numbers);
        QCOMPARE(files(), QStringList());
    }

    // Asked something, and left at that: nothing stays. Answered, the same copy is used.
    void dropsWhatWasNotBegun_data()
    {
        QTest::addColumn<bool>("answered");
        QTest::newRow("left") << false;
        QTest::newRow("answered") << true;
    }
    void dropsWhatWasNotBegun()
    {
        QFETCH(const bool, answered);
        const QUrl from = make("[1,2]");
        const QUrl target = make("[0]");
        auto flow = std::make_unique<ReplayFlow>(ReplayFlow::Source { .url = from, .connection = connection },
                                                 fast(target), folder);
        QTRY_VERIFY_WITH_TIMEOUT(isOver(*flow), patience);
        QVERIFY(flow->outcome() == Outcome::NotEmpty);
        KeptReplays(folder).tidy();
        QVERIFY(QFile::exists(flow->capture())); // it is held
        if (answered) {
            const QString copy = flow->takeCopy();
            flow.reset();
            QVERIFY(QFile::exists(copy));
            ReplayJob job = fast(target);
            job.append = true;
            ReplayFlow again({ .capture = copy, .url = from }, job, folder);
            QTRY_VERIFY_WITH_TIMEOUT(isOver(again), patience);
            QVERIFY2(again.outcome() == Outcome::Done, qPrintable(again.error()));
        }
        flow.reset();
        QCOMPARE(files(), QStringList());
        QCOMPARE(contentOf(target), answered ? QByteArrayList({ "0", "1", "2" }) : QByteArrayList { "0" });
    }

    // Two at once would be in each other's way.
    void isGoneOnWithOnce()
    {
        const QUrl from = numbered();
        const QUrl target = newTarget();
        ReplayFlow flow({ .url = from, .connection = connection }, slow(target), folder);
        QTRY_VERIFY_WITH_TIMEOUT(flow.progress().sent > 0, patience);
        QVERIFY(!KeptReplays::discard(flow.capture()));
        ReplayFlow second({ .capture = flow.capture(), .url = from }, fast(target), folder);
        QTRY_VERIFY_WITH_TIMEOUT(isOver(second), patience);
        QVERIFY(second.outcome() == Outcome::Failed);
        QVERIFY2(second.error().contains(u"Another window"_s), qPrintable(second.error()));
        QVERIFY(stopHalfway(&flow));
        QVERIFY(KeptReplays::discard(flow.capture()));
        QCOMPARE(files(), QStringList());
    }

    // Others wrote in between: said, since nothing puts the rows together again.
    void tellsOfOthers_data()
    {
        QTest::addColumn<bool>("others");
        QTest::newRow("nobody") << false;
        QTest::newRow("somebody") << true;
    }
    void tellsOfOthers()
    {
        QFETCH(const bool, others);
        const QUrl from = numbered();
        const QUrl target = newTarget();
        QString copy;
        {
            ReplayFlow flow({ .url = from, .connection = connection }, slow(target), folder);
            QVERIFY(stopHalfway(&flow));
            copy = flow.capture();
        }
        QVERIFY(!others || finish(client->stream(target).append("[\"stranger\"]")));
        ReplayFlow again({ .capture = copy, .url = from }, fast(target), folder);
        QTRY_VERIFY_WITH_TIMEOUT(isOver(again), patience);
        QVERIFY2(again.outcome() == Outcome::Done, qPrintable(again.error()));
        QCOMPARE(again.progress().othersBetween, others);
        QCOMPARE(contentOf(target).size(), 3'000 + (others ? 1 : 0));
    }

    void keepsAFewForAWhile()
    {
        const QUrl target(u"http://host/to"_s);
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        QStringList wanted;
        for (int i = 0; i < KeptReplays::most + 3; ++i) {
            const QString capture = leave(target, now - i);
            QVERIFY(!capture.isEmpty());
            if (i < KeptReplays::most) {
                wanted.append(capture);
            }
        }
        const QString old = leave(target, now - qint64(KeptReplays::mostDays + 1) * 24 * 3600 * 1000);
        // What a crash leaves: a copy that is not whole, and what belongs to none.
        QVERIFY(KeptReplays(folder).add());
        QFile stray(QDir(folder).filePath(u"gone.dscap.idx"_s));
        QVERIFY(stray.open(QIODevice::WriteOnly));
        stray.close();
        KeptReplays(folder).tidy();
        QStringList left;
        for (const KeptReplay &kept : KeptReplays(folder).all()) {
            left.append(kept.capture);
        }
        QCOMPARE(left, wanted);
        QCOMPARE(QDir(folder).entryList({ u"*.dscap"_s }, QDir::Files).size(), wanted.size());
        QVERIFY(!QFile::exists(stray.fileName()));
        QVERIFY(!QFile::exists(old));
    }
};

QTEST_GUILESS_MAIN(TestKeptReplays)
#include "tst_keptreplays.moc"
