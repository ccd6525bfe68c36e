// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/capturereader.h"
#include "models/capture/capturerun.h"
#include "models/capture/exportrun.h"
#include "models/tailsession.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <sandbox/sandbox.h>

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace {
constexpr auto patience = 30s;
}

//! A tail that is captured, against the sandbox.
class TestCaptureRun : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    DurableStreams::Sandbox server;
    std::unique_ptr<DurableStreams::Client> client;
    Connection connection;
    int streams = 0;
    QString path;

    bool finish(DurableStreams::Call *call)
    {
        std::optional<DurableStreams::Result<DurableStreams::StreamInfo>> result;
        connect(call, &DurableStreams::Call::finished, this, [&](const auto &r) { result = r; });
        return QTest::qWaitFor([&] { return result.has_value(); }, patience) && result->has_value();
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
    static bool isLive(const TailSession &session) { return session.status().state == TailState::Live; }
    //! Data, and the names of markers in brackets.
    QByteArrayList content() const
    {
        CaptureReader reader;
        if (!reader.open(path) || !reader.indexAll()) {
            return { "cannot be opened" };
        }
        QByteArrayList found;
        for (qsizetype block = 0; block < reader.index().blockCount(); ++block) {
            for (const CaptureRow &row : reader.rows(block)) {
                found.append(row.kind == RowKind::Marker ? '[' + Marker::fromBytes(row.bytes)->text().toUtf8() + ']'
                                                         : row.bytes);
            }
        }
        return found;
    }
    bool waitForEnd(CaptureRun *run) const
    {
        return QTest::qWaitFor([run] { return run->isFinished(); }, patience);
    }

private Q_SLOTS:
    void initTestCase()
    {
        DurableStreams::SandboxOptions options;
        options.folder = folder.filePath(u"streams"_s);
        const auto url = server.start(options);
        QVERIFY(url);
        connection.baseUrl = *url;
        client = std::make_unique<DurableStreams::Client>();
        client->setBaseUrl(*url);
    }
    void init()
    {
        QTest::failOnWarning();
        path = folder.filePath(u"%1.dscap"_s.arg(QLatin1StringView(QTest::currentTestFunction())));
    }

    // From a row, from all that is held, from what comes; whatever the view does meanwhile.
    void capturesFromAnyPoint_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<QByteArrayList>("rows");
        const QByteArray live = "[caught up, live from here]";
        QTest::newRow("held") << 1 << QByteArrayList { "1", "2", "3", live, "4", "5" };
        QTest::newRow("second row") << 2 << QByteArrayList { "2", "3", live, "4", "5" };
        QTest::newRow("now") << 5 << QByteArrayList { "4", "5" };
    }
    void capturesFromAnyPoint()
    {
        QFETCH(const int, from);
        QFETCH(const QByteArrayList, rows);
        const auto stream = create("application/json", "[1,2,3]");
        TailSession session(connection, stream.url());
        session.start(TailStart {});
        QTRY_VERIFY_WITH_TIMEOUT(isLive(session) && session.snapshot().rowCount() == 4, patience);
        CaptureRun run(&session, path, session.snapshot().firstId() + quint64(from) - 1);
        QVERIFY(finish(stream.append("[4]")));
        QVERIFY(finish(stream.append("[5]")));
        QTRY_VERIFY_WITH_TIMEOUT(session.snapshot().rowCount() == 6, patience);
        QTRY_COMPARE_WITH_TIMEOUT(run.progress().rows, quint64(rows.size() - (from == 5 ? 0 : 1)), patience);
        run.stop();
        QVERIFY(waitForEnd(&run));
        QVERIFY2(run.error().isEmpty(), qPrintable(run.error()));
        QCOMPARE(content(), rows);
        CaptureReader reader;
        QVERIFY(reader.open(path));
        QVERIFY(reader.isIndexed());
        QCOMPARE(reader.header().contentType, "application/json");
        QCOMPARE(reader.header().url, stream.url());
        QCOMPARE(reader.header().firstNumber, quint64(std::min(from, 4)));
        QVERIFY(finish(stream.append("[6]")));
        QTRY_VERIFY_WITH_TIMEOUT(session.snapshot().rowCount() == 7, patience);
        QCOMPARE(content(), rows); // it was stopped
    }

    // Asked for before anything is known of the stream.
    void beginsBeforeTheStream()
    {
        const auto stream = create("text/plain", "one\ntwo\nthr");
        TailSession session(connection, stream.url());
        CaptureRun run(&session, path, 1);
        session.start(TailStart {});
        QTRY_VERIFY_WITH_TIMEOUT(isLive(session) && !session.snapshot().partial().isNull(), patience);
        run.stop();
        QVERIFY(waitForEnd(&run));
        // The line that has no end yet was delivered as well.
        QCOMPARE(content(), QByteArrayList({ "one\n", "two\n", "[caught up, live from here]", "thr" }));
        CaptureReader reader;
        QVERIFY(reader.open(path));
        QCOMPARE(reader.header().contentType, "text/plain");
    }

    // Many more rows than the view holds: none is missing.
    void outlivesTheView()
    {
        QByteArray body = "[0";
        for (int i = 1; i < 50'000; ++i) {
            body += ",\"" + QByteArray::number(i) + QByteArray(100, 'x') + '"';
        }
        const auto stream = create("application/json", body + ']');
        TailSession session(connection, stream.url(), StoreLimits { 1000, 1 << 20 });
        CaptureRun run(&session, path, 1);
        session.start(TailStart { .guardBytes = 0, .guardRows = 0 });
        QTRY_VERIFY_WITH_TIMEOUT(isLive(session) && session.status().totalRows == 50'000, patience);
        QVERIFY(session.status().trimmedRows > 0);
        run.stop();
        QVERIFY(waitForEnd(&run));
        QByteArrayList rows = content();
        rows.removeIf([](const QByteArray &row) { return row.startsWith('['); });
        QCOMPARE(rows.size(), 50'000);
        for (int i = 1; i < 50'000; ++i) {
            const QByteArray begin = '"' + QByteArray::number(i) + 'x';
            QVERIFY(rows.at(i).startsWith(begin));
        }
    }

    // Nobody needs to be asked: what goes to a file needs no room in the view.
    void isNotHeldByTheGuard_data()
    {
        QTest::addColumn<bool>("before");
        QTest::newRow("begun before the rows") << true;
        QTest::newRow("begun while the catch-up is paused") << false;
    }
    void isNotHeldByTheGuard()
    {
        QFETCH(const bool, before);
        QByteArray half = "[0";
        for (int i = 1; i < 30'000; ++i) {
            half += ',' + QByteArray::number(i);
        }
        const auto stream = create("application/json", half + ']');
        QVERIFY(finish(stream.append(half + ']')));
        TailSession session(connection, stream.url());
        std::unique_ptr<CaptureRun> run;
        if (before) {
            run = std::make_unique<CaptureRun>(&session, path, 1);
        }
        session.start(TailStart { .guardRows = 10'000 });
        if (!before) {
            QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::CatchUpPaused, patience);
            run = std::make_unique<CaptureRun>(&session, path, 1);
        }
        QTRY_COMPARE_WITH_TIMEOUT(run->progress().rows, quint64(60'000), patience);
        QTRY_VERIFY_WITH_TIMEOUT(isLive(session), patience);
        run->stop();
        QVERIFY(waitForEnd(run.get()));
        QVERIFY2(run->error().isEmpty(), qPrintable(run->error()));
    }

    void keepsWhatHappened()
    {
        const auto stream = create("application/json", "[1]");
        TailSession session(connection, stream.url());
        session.start(TailStart {});
        QTRY_VERIFY_WITH_TIMEOUT(isLive(session), patience);
        CaptureRun run(&session, path, 1);
        session.stop();
        QTRY_VERIFY_WITH_TIMEOUT(session.status().state == TailState::Stopped, patience);
        QVERIFY(finish(stream.append("[2]")));
        session.resume();
        QTRY_VERIFY_WITH_TIMEOUT(isLive(session) && session.status().totalRows == 2, patience);
        run.stop();
        QVERIFY(waitForEnd(&run));
        QCOMPARE(content().size(), 4);
        QVERIFY(content().at(2).startsWith("[resumed"));
        QCOMPARE(content().last(), "2");
    }

    // Another read is another story: the capture ends, whole.
    void endsWhenReadAnew()
    {
        const auto stream = create("application/json", "[1,2]");
        TailSession session(connection, stream.url());
        session.start(TailStart {});
        QTRY_VERIFY_WITH_TIMEOUT(isLive(session), patience);
        CaptureRun run(&session, path, 1);
        session.start(TailStart {});
        QVERIFY(waitForEnd(&run));
        QVERIFY(run.error().isEmpty());
        QCOMPARE(content(), QByteArrayList({ "1", "2", "[caught up, live from here]" }));
    }

    void isWholeWhenTheTailGoes()
    {
        const auto stream = create("application/json", "[1,2]");
        auto session = std::make_unique<TailSession>(connection, stream.url());
        session->start(TailStart {});
        QTRY_VERIFY_WITH_TIMEOUT(isLive(*session), patience);
        {
            const CaptureRun kept(session.get(), path, 1);
            session.reset();
        }
        QCOMPARE(content().size(), 3);
        session = std::make_unique<TailSession>(connection, stream.url());
        session->start(TailStart {});
        QTRY_VERIFY_WITH_TIMEOUT(isLive(*session), patience);
        {
            const CaptureRun dropped(session.get(), path, 1);
        }
        QCOMPARE(content().size(), 3);
    }

    void saysWhenTheDiskIsFull()
    {
        const auto stream = create("application/json", '[' + QByteArray("\"" + QByteArray(9'000, 'x') + "\",").repeated(100) + "1]");
        TailSession session(connection, stream.url());
        session.start(TailStart {});
        QTRY_VERIFY_WITH_TIMEOUT(isLive(session), patience);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit before {};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit limit { 300'000, before.rlim_max };
        setrlimit(RLIMIT_FSIZE, &limit);
        CaptureRun run(&session, path, 1);
        const bool ended = waitForEnd(&run);
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
        QVERIFY(ended);
        QVERIFY2(run.error().contains(path), qPrintable(run.error()));
        QVERIFY(run.progress().rows > 0 && run.progress().rows < 100);
        QCOMPARE(quint64(content().size()), run.progress().rows);
        QVERIFY(isLive(session)); // the tail goes on
        QVERIFY(finish(stream.append("[2]")));
        QTRY_COMPARE_WITH_TIMEOUT(session.status().totalRows, 102, patience);
    }

    // A line may take long to end: what came of it is in the file all the while, and comes once.
    void writesWhatHasNotEnded()
    {
        const auto stream = create("text/plain");
        TailSession session(connection, stream.url());
        CaptureRun run(&session, path, 1);
        const auto header = [this] {
            CaptureReader reader;
            return reader.open(path) ? reader.header().url : QUrl();
        };
        QTRY_COMPARE_WITH_TIMEOUT(header(), stream.url(), patience); // before anything is read
        session.start(TailStart {});
        QTRY_VERIFY_WITH_TIMEOUT(isLive(session), patience);
        // In the middle of a character too, the rest of which may never come.
        QVERIFY(finish(stream.append("\xf0\x9f")));
        QTRY_COMPARE_WITH_TIMEOUT(content(), QByteArrayList({ "\xf0\x9f" }), patience);
        QVERIFY(finish(stream.append("\x98\x80one \xc3")));
        QTRY_COMPARE_WITH_TIMEOUT(content(), QByteArrayList({ "\xf0\x9f\x98\x80one \xc3" }), patience);
        QTRY_COMPARE_WITH_TIMEOUT(session.status().totalBytes, quint64(9), patience);
        QTRY_COMPARE_WITH_TIMEOUT(run.progress().rows, quint64(1), patience);
        QVERIFY(finish(stream.append("\xa9")));
        QTRY_COMPARE_WITH_TIMEOUT(content(), QByteArrayList({ "\xf0\x9f\x98\x80one \xc3\xa9" }), patience);
        // What is said between rows stands before it.
        session.stop();
        QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Stopped, patience);
        QVERIFY(finish(stream.append(" two")));
        session.resume();
        QTRY_COMPARE_WITH_TIMEOUT(content().last(), "\xf0\x9f\x98\x80one \xc3\xa9 two"_ba, patience);
        QVERIFY(content().size() <= 2);
        QVERIFY(finish(stream.append("\nthree")));
        QTRY_COMPARE_WITH_TIMEOUT(content().last(), "three"_ba, patience);
        run.stop();
        QVERIFY(waitForEnd(&run));
        QByteArrayList rows = content();
        rows.removeIf([](const QByteArray &row) { return row.startsWith('['); });
        QCOMPARE(rows, QByteArrayList({ "\xf0\x9f\x98\x80one \xc3\xa9 two\n", "three" }));
        CaptureReader reader;
        QVERIFY(reader.open(path));
        QVERIFY(reader.isIndexed());
        QCOMPARE(reader.header().contentType, "text/plain");
    }

    // Two in one file would destroy each other.
    void keepsItsFileToItself()
    {
        const auto stream = create("application/json", "[1,2]");
        TailSession session(connection, stream.url());
        session.start(TailStart {});
        QTRY_VERIFY_WITH_TIMEOUT(isLive(session), patience);
        auto run = std::make_unique<CaptureRun>(&session, path, 1);
        QTRY_COMPARE_WITH_TIMEOUT(run->progress().rows, quint64(2), patience);
        const auto other = create("application/json", "[3]");
        TailSession otherSession(connection, other.url());
        otherSession.start(TailStart {});
        QTRY_VERIFY_WITH_TIMEOUT(isLive(otherSession), patience);
        const QString link = folder.filePath(u"link.dscap"_s);
        QVERIFY(QFile::link(path, link));
        for (const QString &name : { path, link }) {
            CaptureRun second(&otherSession, name, 1);
            QVERIFY(waitForEnd(&second));
            QVERIFY2(second.error().contains(u"is being written by the capture of "_s + stream.url().toString()),
                     qPrintable(second.error()));
            ExportRun exported({ .path = name },
                               std::make_unique<SnapshotRows>(otherSession.snapshot(), "application/json"_ba));
            QTRY_VERIFY_WITH_TIMEOUT(exported.isFinished(), patience);
            QVERIFY2(exported.error().contains(u"is being written by"_s), qPrintable(exported.error()));
        }
        QVERIFY(finish(stream.append("[4]")));
        QTRY_COMPARE_WITH_TIMEOUT(run->progress().rows, quint64(3), patience);
        run->stop();
        QVERIFY(waitForEnd(run.get()));
        QCOMPARE(content(), QByteArrayList({ "1", "2", "[caught up, live from here]", "4" }));
        // It is anybody's when it has ended, also while that is still shown.
        CaptureRun third(&otherSession, path, 1);
        QTRY_COMPARE_WITH_TIMEOUT(third.progress().rows, quint64(1), patience);
        third.stop();
        QVERIFY(waitForEnd(&third));
        QVERIFY2(third.error().isEmpty(), qPrintable(third.error()));
        QCOMPARE(content().first(), "3"_ba);
    }

    void saysWhereItCannotWrite()
    {
        const auto stream = create("application/json", "[1]");
        TailSession session(connection, stream.url());
        session.start(TailStart {});
        QTRY_VERIFY_WITH_TIMEOUT(isLive(session), patience);
        CaptureRun run(&session, folder.filePath(u"no/such/folder.dscap"_s), 1);
        QVERIFY(waitForEnd(&run));
        QVERIFY(run.error().contains(u"folder.dscap"_s));
        QCOMPARE(run.progress().bytes, 0);
    }
};

QTEST_GUILESS_MAIN(TestCaptureRun)
#include "tst_capturerun.moc"
