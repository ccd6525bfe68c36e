// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rows.h"

#include "models/capture/capturereader.h"
#include "models/capture/capturerun.h"
#include "models/capture/replayflow.h"
#include "models/capture/replayrun.h"
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
using Outcome = ReplayRun::Outcome;

namespace {

constexpr auto patience = 60s;

} // namespace

//! Captures that are appended to streams of the sandbox.
class TestReplay : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    std::unique_ptr<DurableStreams::Sandbox> server;
    std::unique_ptr<DurableStreams::Client> client;
    Connection connection;
    int files = 0;

    QUrl start(DurableStreams::Sandbox *sandbox, qint64 maxBody = 0)
    {
        DurableStreams::SandboxOptions options;
        if (maxBody > 0) {
            options.maxBodySize = maxBody;
        }
        const auto url = sandbox->start(options);
        return url ? *url : QUrl();
    }
    bool finish(DurableStreams::Call *call)
    {
        std::optional<DurableStreams::Result<DurableStreams::StreamInfo>> result;
        connect(call, &DurableStreams::Call::finished, this, [&](const auto &r) { result = r; });
        return QTest::qWaitFor([&] { return result.has_value(); }, patience) && result->has_value();
    }
    QUrl make(const QString &name, const QByteArray &type, const QByteArray &body = {}, bool closed = false)
    {
        const DurableStreams::Stream stream = client->stream(name);
        DurableStreams::CreateOptions options;
        options.contentType = type;
        const bool made = finish(stream.create(options)) && (body.isEmpty() || finish(stream.append(body)))
            && (!closed || finish(stream.closeStream()));
        return made ? stream.url() : QUrl();
    }
    //! The rows of data of a capture.
    static QByteArrayList rowsOf(const QString &path)
    {
        QByteArrayList rows;
        CaptureReader reader;
        if (!reader.open(path) || !reader.indexAll()) {
            return { "cannot be opened" };
        }
        for (qsizetype block = 0; block < reader.index().blockCount(); ++block) {
            for (const CaptureRow &row : reader.rows(block)) {
                if (row.kind != RowKind::Marker) {
                    rows.append(row.bytes);
                }
            }
        }
        return rows;
    }
    //! Captures a stream from its beginning to its end.
    QString capture(const QUrl &url, const Connection &from)
    {
        const QString path = folder.filePath(u"%1.dscap"_s.arg(++files));
        TailSession session(from, url);
        CaptureRun run(&session, path, 1);
        session.start(TailStart { .guardBytes = 0, .guardRows = 0 });
        const bool live = QTest::qWaitFor(
            [&] {
                return session.status().state == TailState::Live || session.status().state == TailState::Closed;
            },
            patience);
        run.stop();
        return live && QTest::qWaitFor([&] { return run.isFinished(); }, patience) ? path : QString();
    }
    QByteArrayList contentOf(const QUrl &url) { return rowsOf(capture(url, connection)); }
    //! A capture of numbered JSON messages.
    QString numbered(int count, qsizetype size)
    {
        QByteArray body;
        for (int i = 0; i < count; ++i) {
            body += (i == 0 ? "[[" : ",[") + QByteArray::number(i) + ",\"" + QByteArray(i % 7 == 0 ? size * 2 : size, 'x') + "\"]";
        }
        const QUrl url = make(u"numbers/%1"_s.arg(++files), "application/json", body + ']');
        return url.isEmpty() ? QString() : capture(url, connection);
    }
    Outcome replay(const ReplayJob &job, QString *error = nullptr)
    {
        ReplayRun run(job);
        if (!QTest::qWaitFor([&] { return run.outcome() != Outcome::Running; }, patience)) {
            return Outcome::Running;
        }
        if (error) {
            *error = run.error();
        }
        return run.outcome();
    }
    static QByteArray stateOf(const ReplayJob &job)
    {
        QFile file(ReplayState::pathFor(job.capture, job.target));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning();
        server = std::make_unique<DurableStreams::Sandbox>();
        const QUrl url = start(server.get());
        QVERIFY(!url.isEmpty());
        connection = Connection::to(url);
        client = std::make_unique<DurableStreams::Client>();
        client->setBaseUrl(url);
    }
    void cleanup()
    {
        client.reset();
        server.reset();
    }

    // Capture, replay, capture: the same bytes.
    void bytesStayTheSame_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("json") << "application/json"_ba << Rows::oddJson();
        QTest::newRow("text") << "text/plain"_ba << "lf\ncrlf\r\ncr\rcr\r\n\n\r\n\ttab\0nul \xe9 latin\nno end"_ba;
        QTest::newRow("json lines") << "application/ndjson"_ba << "{\"a\":1}\r\n{\"b\":1e999}\nnot json\n"_ba;
        QTest::newRow("binary") << "application/octet-stream"_ba << QByteArray(Rows::allBytes() + QByteArray(70'000, '\0') + Rows::allBytes());
    }
    void bytesStayTheSame()
    {
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, body);
        const QString first = capture(make(u"from"_s, type, body), connection);
        const ReplayJob job { .capture = first, .connection = connection,
                              .target = client->stream(u"to"_s).url(), .create = true };
        QString error;
        QVERIFY2(replay(job, &error) == Outcome::Done, qPrintable(error));
        const QString second = capture(job.target, connection);
        QByteArrayList before = rowsOf(first);
        QByteArrayList after = rowsOf(second);
        if (type == "application/octet-stream") {
            before = { before.join() }; // chunks may end elsewhere
            after = { after.join() };
        }
        QVERIFY(!before.join().isEmpty());
        QCOMPARE(after, before);
        CaptureReader reader;
        QVERIFY(reader.open(second));
        QCOMPARE(reader.header().contentType, type);
        QVERIFY(stateOf(job).isEmpty()); // nothing is left to go on with
    }

    // Stopped again and again, and each time the state that is kept is an old one: as after a crash.
    void goesOnExactlyOnce_data()
    {
        QTest::addColumn<qint64>("maxBody");
        QTest::addColumn<int>("rows");
        QTest::newRow("batches by number") << qint64(0) << 6'000;
        QTest::newRow("batches too large for the server") << qint64(20'000) << 3'000;
    }
    void goesOnExactlyOnce()
    {
        QFETCH(const qint64, maxBody);
        QFETCH(const int, rows);
        const QString path = numbered(rows, 100);
        QVERIFY(!path.isEmpty());
        DurableStreams::Sandbox other;
        const QUrl url = start(&other, maxBody);
        const Connection to = Connection::to(url);
        const ReplayJob job { .capture = path, .connection = to, .target = QUrl(url.toString() + u"/copy"_s),
                              .create = true, .rowsPerSecond = maxBody > 0 ? 2'000 : 40'000 };
        QByteArray old;
        int stops = 0;
        quint64 stored = 0;
        for (Outcome outcome = Outcome::Running; outcome != Outcome::Done; ++stops) {
            QVERIFY(stops < 1000);
            ReplayRun run(job);
            QSignalSpy progressed(&run, &ReplayRun::progressed);
            const auto enough = [&] {
                return run.outcome() != Outcome::Running
                    || (run.progress().sent > stored + 300 && !progressed.isEmpty());
            };
            QVERIFY(QTest::qWaitFor(enough, patience));
            stored = std::max(stored, run.progress().sent);
            if (run.outcome() == Outcome::Running) {
                run.cancel();
                QVERIFY(QTest::qWaitFor([&] { return run.outcome() != Outcome::Running; }, patience));
            }
            QVERIFY2(run.outcome() != Outcome::Failed, qPrintable(run.error()));
            outcome = run.outcome();
            if (outcome == Outcome::Cancelled) {
                const QByteArray now = stateOf(job);
                QVERIFY(!now.isEmpty());
                // Every other time the last one was never written.
                if (stops % 2 == 1 && !old.isEmpty()) {
                    QFile file(ReplayState::pathFor(job.capture, job.target));
                    QVERIFY(file.open(QIODevice::WriteOnly));
                    file.write(old);
                }
                old = now;
            }
        }
        QVERIFY(stops > 2);
        QCOMPARE(rowsOf(capture(job.target, to)), rowsOf(path));
    }

    // The answers are lost: the server is gone for a while, and what it had is not stored again.
    void survivesRestartOfServer()
    {
        const QString path = numbered(4'000, 100);
        auto other = std::make_unique<DurableStreams::Sandbox>();
        DurableStreams::SandboxOptions options;
        options.folder = folder.filePath(u"restarted"_s);
        const QUrl url = *other->start(options);
        options.port = quint16(url.port());
        const Connection to = Connection::to(url);
        ReplayRun run({ .capture = path, .connection = to, .target = QUrl(url.toString() + u"/copy"_s),
                        .create = true, .rowsPerSecond = 8'000 });
        QTRY_VERIFY_WITH_TIMEOUT(run.progress().sent > 0, patience);
        other->stop();
        QTRY_VERIFY_WITH_TIMEOUT(other->state() == DurableStreams::Sandbox::State::Stopped, patience);
        QTRY_VERIFY_WITH_TIMEOUT(run.progress().retrying, patience);
        QVERIFY(other->start(options));
        QTRY_VERIFY_WITH_TIMEOUT(run.outcome() != Outcome::Running, patience);
        QVERIFY2(run.outcome() == Outcome::Done, qPrintable(run.error()));
        QCOMPARE(rowsOf(capture(run.job().target, to)), rowsOf(path));
    }

    // The target was deleted, and perhaps made anew: to go on would leave out rows, to begin anew does not.
    void streamIsMadeAnew_data()
    {
        QTest::addColumn<bool>("madeAnew");
        QTest::newRow("deleted") << false;
        QTest::newRow("deleted and made anew") << true;
    }
    void streamIsMadeAnew()
    {
        QFETCH(const bool, madeAnew);
        const QString path = numbered(3'000, 100);
        ReplayJob job { .capture = path, .connection = connection, .target = client->stream(u"anew"_s).url(),
                        .create = true, .rowsPerSecond = 2'000 };
        {
            ReplayRun run(job);
            QTRY_VERIFY_WITH_TIMEOUT(run.progress().sent > 0, patience);
            run.cancel();
            QTRY_VERIFY_WITH_TIMEOUT(run.outcome() == Outcome::Cancelled, patience);
            // What is said is what the server holds: the answer under way was waited for.
            QCOMPARE(run.progress().unanswered, 0);
            QCOMPARE(quint64(contentOf(job.target).size()), run.progress().sent);
        }
        QVERIFY(finish(client->stream(u"anew"_s).remove()));
        QVERIFY(!madeAnew || !make(u"anew"_s, "application/json").isEmpty());
        job.rowsPerSecond = 0;
        {
            ReplayRun run(job);
            QTRY_VERIFY_WITH_TIMEOUT(run.outcome() != Outcome::Running, patience);
            QVERIFY(run.outcome() == Outcome::Failed);
            QVERIFY2(run.failure().onlyAnew, qPrintable(run.error()));
            QVERIFY2(run.error().contains(madeAnew ? u"created anew"_s : u"not there any more"_s),
                     qPrintable(run.error()));
        }
        // Nothing was written: neither rows, nor a stream for them.
        QCOMPARE(finish(client->stream(u"anew"_s).head()), madeAnew);
        QVERIFY(!madeAnew || contentOf(job.target).isEmpty());
        ReplayState::remove(job.capture, job.target);
        QString error;
        QVERIFY2(replay(job, &error) == Outcome::Done, qPrintable(error));
        QCOMPARE(contentOf(job.target), rowsOf(path));
    }

    // Bytes into a stream of another type: not without a word about it.
    void asksAboutAnotherType_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<bool>("asks");
        QTest::newRow("binary into text") << "application/octet-stream"_ba << "text/plain"_ba << true;
        QTest::newRow("text into binary") << "text/plain"_ba << "application/octet-stream"_ba << true;
        QTest::newRow("the same") << "text/plain"_ba << "text/plain"_ba << false;
        QTest::newRow("the same, written otherwise") << "text/plain"_ba << "Text/Plain; charset=utf-8"_ba << false;
    }
    void asksAboutAnotherType()
    {
        QFETCH(const QByteArray, from);
        QFETCH(const QByteArray, to);
        QFETCH(const bool, asks);
        const QString path = capture(make(u"type/from/%1"_s.arg(++files), from, "one\ntwo\n"), connection);
        ReplayJob job { .capture = path, .connection = connection,
                        .target = make(u"type/to/%1"_s.arg(++files), to) };
        if (asks) {
            ReplayRun run(job);
            QTRY_VERIFY_WITH_TIMEOUT(run.outcome() != Outcome::Running, patience);
            QVERIFY(run.outcome() == Outcome::OtherType);
            QVERIFY2(run.error().contains(QString::fromLatin1(from)), qPrintable(run.error()));
            QVERIFY2(run.error().contains(QString::fromLatin1(to)), qPrintable(run.error()));
            QVERIFY(contentOf(job.target).isEmpty());
            job.otherType = true;
        }
        QString error;
        QVERIFY2(replay(job, &error) == Outcome::Done, qPrintable(error));
        QCOMPARE(contentOf(job.target).join(), "one\ntwo\n");
    }

    // Behind what others wrote: not without a word about it, once.
    void asksAboutWhatIsThere_data()
    {
        QTest::addColumn<QByteArray>("there");
        QTest::newRow("nothing") << ""_ba;
        QTest::newRow("something") << "zero\n"_ba;
    }
    void asksAboutWhatIsThere()
    {
        QFETCH(const QByteArray, there);
        const QString path = capture(make(u"there/from/%1"_s.arg(++files), "text/plain", "one\ntwo\n"), connection);
        ReplayJob job { .capture = path, .connection = connection,
                        .target = make(u"there/to/%1"_s.arg(++files), "text/plain", there) };
        if (!there.isEmpty()) {
            ReplayRun run(job);
            QTRY_VERIFY_WITH_TIMEOUT(run.outcome() != Outcome::Running, patience);
            QVERIFY(run.outcome() == Outcome::NotEmpty);
            QVERIFY2(run.error().contains(u"is not empty"_s), qPrintable(run.error()));
            QCOMPARE(contentOf(job.target).join(), there);
            job.append = true;
        }
        QString error;
        QVERIFY2(replay(job, &error) == Outcome::Done, qPrintable(error));
        QCOMPARE(contentOf(job.target).join(), there + "one\ntwo\n");
    }

    // What is no row of the stream is not made one.
    void leavesOutDamagedLines()
    {
        const QString path = capture(make(u"damaged"_s, "text/plain", "one\ntwo\n"), connection);
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        file.write("oops\n");
        file.close();
        ReplayRun run({ .capture = path, .connection = connection, .target = make(u"to"_s, "text/plain") });
        QTRY_VERIFY_WITH_TIMEOUT(run.outcome() != Outcome::Running, patience);
        QVERIFY2(run.outcome() == Outcome::Done, qPrintable(run.error()));
        QCOMPARE(run.progress().sent, 2);
        QCOMPARE(run.progress().leftOut, 1);
        QCOMPARE(run.progress().total, 3);
        QCOMPARE(contentOf(run.job().target).join(), "one\ntwo\n");
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<bool>("closed");
        QTest::addColumn<bool>("readOnly");
        QTest::newRow("closed") << "application/json"_ba << true << false;
        QTest::newRow("another type") << "text/plain"_ba << false << false;
        QTest::newRow("no stream") << QByteArray() << false << false;
        QTest::newRow("read-only") << "application/json"_ba << false << true;
    }
    void refuses()
    {
        QFETCH(const QByteArray, type);
        QFETCH(const bool, closed);
        QFETCH(const bool, readOnly);
        const QString path = numbered(10, 10);
        ReplayJob job { .capture = path, .connection = connection, .target = client->stream(u"to"_s).url() };
        job.connection.readOnly = readOnly;
        if (!type.isEmpty()) {
            QVERIFY(!make(u"to"_s, type, {}, closed).isEmpty());
        }
        QString error;
        QVERIFY(replay(job, &error) == Outcome::Failed);
        QVERIFY(!error.isEmpty());
        QVERIFY(type.isEmpty() || contentOf(job.target).isEmpty());
    }

    // A row that is no message stays out of a JSON stream, and is counted.
    void leavesOutWhatIsNoMessage()
    {
        const QString path = capture(make(u"lines"_s, "application/ndjson", "{\"a\":1}\n\nnot json\n[2]\n"), connection);
        ReplayRun run({ .capture = path, .connection = connection, .target = make(u"to"_s, "application/json") });
        QTRY_VERIFY_WITH_TIMEOUT(run.outcome() != Outcome::Running, patience);
        QVERIFY2(run.outcome() == Outcome::Done, qPrintable(run.error()));
        QCOMPARE(run.progress().leftOut, 2);
        QCOMPARE(contentOf(run.job().target), QByteArrayList({ "{\"a\":1}", "[2]" }));
    }

    void plansByRowsAlone_data()
    {
        QTest::addColumn<QList<qint64>>("received");
        QTest::addColumn<qint64>("span");
        QTest::addColumn<QList<int>>("batches");
        const QList<qint64> times { 0, 5, 20, 21, 40, 100 };
        QTest::newRow("whenever") << times << qint64(-1) << QList<int> { 4, 2 };
        QTest::newRow("paced") << times << qint64(20) << QList<int> { 3, 2, 1 };
        QTest::newRow("each moment") << times << qint64(0) << QList<int> { 1, 1, 1, 1, 1, 1 };
    }
    void plansByRowsAlone()
    {
        QFETCH(const QList<qint64>, received);
        QFETCH(const qint64, span);
        QFETCH(const QList<int>, batches);
        const ReplayPlan plan { .batchBytes = 1000, .batchRows = 4, .spanMs = span };
        QList<int> found;
        qint64 first = 0;
        for (const qint64 time : received) {
            if (found.isEmpty() || !plan.fits(found.last(), found.last() * 10, first, 10, time)) {
                found.append(0);
                first = time;
            }
            ++found.last();
        }
        QCOMPARE(found, batches);
        QVERIFY(plan.fits(0, 0, 0, 5000, 0)); // alone, however large
        QVERIFY(!plan.fits(1, 500, 0, 501, 0));
    }

    // The state of another capture, or of one that has changed, is not gone on with.
    void keepsStatesApart()
    {
        const QString path = numbered(10, 10);
        const QUrl target(u"http://user:secret@host/v1/stream/a?token=secret"_s);
        ReplayState state { .source = CaptureIdentity::of(path)->head, .target = captureUrl(target),
                            .producerId = "p", .sequence = 7, .rowsDone = 99, .sent = 98 };
        QVERIFY(state.save(path));
        QVERIFY(ReplayState::load(path, target) == state);
        QVERIFY(!ReplayState::load(path, QUrl(u"http://host/v1/stream/b"_s)));
        QFile kept(ReplayState::pathFor(path, target));
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QVERIFY(!kept.readAll().contains("secret"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        file.write("{}\n");
        file.close();
        QVERIFY(!ReplayState::load(path, target));
        QVERIFY(ReplayState::find(path, target) == state); // to be told of
    }

    // From one server to another, and only some rows of it.
    void flowsFromStreamsAndRows()
    {
        const QUrl from = make(u"from"_s, "application/json", "[1,2,3,4,5]");
        DurableStreams::Sandbox other;
        const QUrl url = start(&other);
        const Connection to = Connection::to(url);
        const QString temporary = folder.filePath(u"temporary"_s);
        ReplayFlow copy({ .url = from, .connection = connection },
                        { .connection = to, .target = QUrl(url.toString() + u"/copy"_s), .create = true }, temporary);
        QTRY_VERIFY_WITH_TIMEOUT(copy.stage() == ReplayFlow::Stage::Ended, patience);
        QVERIFY2(copy.outcome() == Outcome::Done, qPrintable(copy.error()));
        QCOMPARE(rowsOf(capture(QUrl(url.toString() + u"/copy"_s), to)), QByteArrayList({ "1", "2", "3", "4", "5" }));

        TailSession session(connection, from);
        session.start(TailStart {});
        QTRY_VERIFY_WITH_TIMEOUT(session.snapshot().rowCount() >= 5, patience);
        const quint64 first = session.snapshot().firstId();
        const auto rows = std::make_shared<SnapshotRows>(
            session.snapshot(), "application/json",
            SnapshotRows::Ranges { { first + 1, first + 1 }, { first + 3, first + 4 } });
        ReplayFlow some({ .rows = rows, .url = from },
                        { .connection = to, .target = QUrl(url.toString() + u"/some"_s), .create = true }, temporary);
        QTRY_VERIFY_WITH_TIMEOUT(some.stage() == ReplayFlow::Stage::Ended, patience);
        QVERIFY2(some.outcome() == Outcome::Done, qPrintable(some.error()));
        QCOMPARE(rowsOf(capture(QUrl(url.toString() + u"/some"_s), to)), QByteArrayList({ "2", "4", "5" }));
        QVERIFY(QDir(temporary).isEmpty(QDir::Files)); // done with

        ReplayFlow missing({ .url = QUrl(connection.baseUrl.toString() + u"/nowhere"_s), .connection = connection },
                           { .connection = to, .target = QUrl(url.toString() + u"/never"_s), .create = true }, temporary);
        QTRY_VERIFY_WITH_TIMEOUT(missing.stage() == ReplayFlow::Stage::Ended, patience);
        QVERIFY(missing.outcome() == Outcome::Failed);
        QVERIFY(!missing.error().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
