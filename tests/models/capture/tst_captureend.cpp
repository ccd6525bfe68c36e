// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/captureend.h"
#include "models/capture/capturereader.h"
#include "models/capture/capturerun.h"
#include "models/capture/capturewriter.h"
#include "models/tailsession.h"
#include "rows.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <sandbox/sandbox.h>

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;
using DurableStreams::Offset;

namespace {

constexpr auto patience = 30s;

QByteArray bytesOf(const QString &path)
{
    CaptureReader reader;
    if (!reader.open(path) || !reader.indexAll()) {
        return "cannot be opened";
    }
    QByteArray bytes;
    for (qsizetype block = 0; block < reader.index().blockCount(); ++block) {
        for (const CaptureRow &row : reader.rows(block)) {
            if (row.kind != RowKind::Marker) {
                bytes += row.bytes + (row.kind == RowKind::Message ? "|" : "");
            }
        }
    }
    return bytes;
}

} // namespace

//! Captures that ended before their stream, and go on.
class TestCaptureEnd : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    QString path;

    void write(const QList<CaptureRow> &rows, const QByteArray &more = {})
    {
        CaptureWriter writer;
        QVERIFY(writer.open(path, { .url = QUrl(u"http://localhost/v1/stream/x"_s),
                                    .contentType = "text/plain", .firstNumber = 11 }));
        quint64 id = 0;
        for (const CaptureRow &row : rows) {
            QVERIFY(writer.add(Rows::messageOf(row, ++id)));
        }
        QVERIFY(writer.close());
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write(more), more.size());
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning();
        path = folder.filePath(u"file.dscap"_s);
        QFile::remove(path);
        QFile::remove(CaptureIndex::pathFor(path));
    }

    // Which part of a row the capture has not got.
    void rowsBehindAPlace_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("offset");
        QTest::addColumn<quint64>("index");
        QTest::addColumn<QByteArray>("rest");
        const auto row = [](const char *name, RowKind kind, const char *offset, quint64 index, const char *rest) {
            QTest::newRow(name) << int(kind) << QByteArray(offset) << index << QByteArray(rest);
        };
        row("a message before it", RowKind::Message, "7", 4, "");
        row("the message at it", RowKind::Message, "7", 5, "abcdef");
        row("a message behind it", RowKind::Message, "7", 9, "abcdef");
        row("another response", RowKind::Message, "8", 0, "abcdef");
        row("a line before it", RowKind::Line, "7", 0, "");
        row("a line behind it", RowKind::Line, "7", 5, "abcdef");
        row("a chunk across it", RowKind::Chunk, "7", 3, "cdef");
        row("a chunk that ends at it", RowKind::Chunk, "7", 0, "f");
        row("a chunk behind it", RowKind::Chunk, "7", 5, "abcdef");
        row("a marker", RowKind::Marker, "7", 0, "abcdef");
    }
    void rowsBehindAPlace()
    {
        QFETCH(const int, kind);
        QFETCH(const QByteArray, offset);
        QFETCH(const quint64, index);
        Message message;
        message.id = 1;
        message.kind = RowKind(kind);
        message.startOffset = Offset(offset);
        message.index = index;
        message.bytes = "abcdef";
        const CapturePlace place { Offset("7"), 5 };
        QTEST(place.restOf(message).toByteArray(), "rest");
        QVERIFY(place.restOf(message).isNull() || place.restOf(message).index >= index);
    }

    void tellsWhereItEnds_data()
    {
        QTest::addColumn<QList<CaptureRow>>("rows");
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<quint64>("last");
        QTest::addColumn<quint64>("index");
        QTest::addColumn<bool>("goesOn");
        const CaptureRow first { RowKind::Line, {}, 7, Offset("1"), 0, "one\n" };
        const CaptureRow second { RowKind::Line, {}, 7, Offset("2"), 4, "two\n" };
        const CaptureRow grows { RowKind::Line, RowFlag::Unfinished, 7, Offset("2"), 8, "thr" };
        const CaptureRow sse { RowKind::Line, RowFlag::Normalised, 7, Offset("2"), 4, "two\n" };
        const CaptureRow chunk { RowKind::Chunk, {}, 7, Offset("2"), 4, "bytes" };
        const CaptureRow nowhere { RowKind::Line, {}, 7, {}, 4, "two\n" };
        const CaptureRow message = Rows::json("{}", 3);
        const CaptureRow marker = Rows::marker({ .type = Marker::Type::CaughtUp });
        using Rows = QList<CaptureRow>;
        QTest::newRow("a line") << Rows { first, second } << ""_ba << 12ull << 8ull << true;
        QTest::newRow("a message") << Rows { message } << ""_ba << 11ull << 4ull << true;
        QTest::newRow("bytes") << Rows { first, chunk } << ""_ba << 12ull << 9ull << true;
        QTest::newRow("a marker") << Rows { first, second, marker } << ""_ba << 12ull << 8ull << true;
        QTest::newRow("a torn line") << Rows { first, second } << "{\"received\":7,\"off"_ba << 12ull << 8ull << true;
        QTest::newRow("a line that grows") << Rows { first, second, grows } << ""_ba << 12ull << 8ull << true;
        QTest::newRow("a line that grew, torn") << Rows { first, second, grows } << "{"_ba << 12ull << 8ull << true;
        QTest::newRow("normalised") << Rows { first, sse } << ""_ba << 12ull << 8ull << false;
        QTest::newRow("no offset") << Rows { first, nowhere } << ""_ba << 12ull << 8ull << false;
        QTest::newRow("damaged") << Rows { first } << "nonsense\n"_ba << 12ull << 0ull << false;
        QTest::newRow("nothing") << Rows {} << ""_ba << 10ull << 0ull << false;
        QTest::newRow("markers alone") << Rows { marker } << ""_ba << 10ull << 0ull << false;
    }
    void tellsWhereItEnds()
    {
        QFETCH(const QList<CaptureRow>, rows);
        QFETCH(const QByteArray, more);
        QFETCH(const bool, goesOn);
        write(rows, more);
        const auto end = captureEndOf(path);
        QVERIFY2(end, qPrintable(end.error_or(QString())));
        QTEST(end->lastNumber, "last");
        QCOMPARE(end->lastNumber + 1, end->header.firstNumber + end->dataRows);
        QCOMPARE(end->fault.isEmpty(), goesOn);
        const auto before = bytesOf(path);
        CaptureWriter writer;
        if (!goesOn) {
            return;
        }
        QTEST(end->place.index, "index");
        // It goes on behind what is whole.
        QVERIFY(writer.goOn(path, *end));
        QCOMPARE(writer.dataRows(), end->dataRows);
        QCOMPARE(writer.bytes(), end->size);
        const CaptureRow next { RowKind::Line, {}, 8, Offset("3"), 0, "new\n" };
        QVERIFY(writer.add(Rows::messageOf(next, 99)));
        QVERIFY(writer.close());
        QVERIFY(bytesOf(path).endsWith("new\n"));
        QVERIFY(before.startsWith(bytesOf(path).chopped(4)));
        CaptureReader reader;
        QVERIFY(reader.open(path));
        QVERIFY(reader.isIndexed()); // the index was kept, and fits
        QCOMPARE(reader.index().dataRows(), end->dataRows + 1);
        QCOMPARE(reader.tornBytes(), 0);
    }

    // What was looked at is not what is there.
    void leavesAnotherFileAlone()
    {
        write({ Rows::json("1", 0) });
        const auto end = captureEndOf(path);
        QVERIFY(end);
        write({ Rows::json("1", 0), Rows::json("2", 1) });
        CaptureWriter writer;
        const auto opened = writer.goOn(path, *end);
        QVERIFY(!opened);
        QVERIFY2(opened.error().contains(u"is not as it was"_s), qPrintable(opened.error()));
        QCOMPARE(bytesOf(path), "1|2|"_ba);
        QVERIFY(!captureEndOf(folder.filePath(u"nowhere.dscap"_s)));
    }

    // Whatever the file held when its program died, at the end it holds the stream, once.
    void goesOnWithoutAGap_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArrayList>("bodies");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("json") << "application/json"_ba << QByteArrayList { "[1,2,3]", "[4,5]", "[6]" }
                              << "1|2|3|4|5|6|"_ba;
        QTest::newRow("text") << "text/plain"_ba << QByteArrayList { "one\ntw", "o\r\nthree\nfo", "ur\n" }
                              << "one\ntwo\r\nthree\nfour\n"_ba;
        const QByteArray all = Rows::allBytes();
        QTest::newRow("binary") << "application/octet-stream"_ba
                                << QByteArrayList { all, all.first(100), all } << all + all.first(100) + all;
    }
    void goesOnWithoutAGap()
    {
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArrayList, bodies);
        QFETCH(const QByteArray, bytes);
        DurableStreams::Sandbox server;
        const auto url = server.start({});
        QVERIFY(url);
        DurableStreams::Client client;
        client.setBaseUrl(*url);
        const DurableStreams::Stream stream = client.stream(u"s"_s);
        const auto finish = [this](DurableStreams::Call *call) {
            std::optional<bool> ok;
            connect(call, &DurableStreams::Call::finished, this, [&](const auto &r) { ok = r.has_value(); });
            return QTest::qWaitFor([&] { return ok.has_value(); }, patience) && *ok;
        };
        DurableStreams::CreateOptions options;
        options.contentType = type;
        QVERIFY(finish(stream.create(options)));
        Connection connection;
        connection.baseUrl = *url;
        connection.liveMode = DurableStreams::LiveMode::LongPoll; // line ends as they are
        const QString whole = folder.filePath(u"whole.dscap"_s);
        {
            TailSession session(connection, stream.url());
            CaptureRun run(&session, whole, 1);
            session.start(TailStart {});
            QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Live, patience);
            quint64 before = 0;
            for (const QByteArray &body : bodies) {
                QVERIFY(finish(stream.append(body)));
                QTRY_VERIFY_WITH_TIMEOUT(session.status().totalBytes > before, patience);
                before = session.status().totalBytes;
            }
            QTRY_COMPARE_WITH_TIMEOUT(session.status().nextOffset.isNull(), false, patience);
            run.stop();
            QTRY_VERIFY_WITH_TIMEOUT(run.isFinished(), patience);
            QCOMPARE(bytesOf(whole), bytes);
        }
        QFile file(whole);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray content = file.readAll();
        // Cut anywhere behind the first row, as a crash or the power would.
        const qsizetype firstRow = content.indexOf("\"kind\"");
        const qsizetype begin = content.indexOf('\n', firstRow) + 1;
        int went = 0;
        for (qsizetype cut = begin; cut <= content.size(); cut += std::max<qsizetype>(1, (content.size() - begin) / 12)) {
            QFile part(path);
            QVERIFY(part.open(QIODevice::WriteOnly | QIODevice::Truncate));
            QCOMPARE(part.write(content.first(cut)), cut);
            part.close();
            const auto end = captureEndOf(path);
            QVERIFY(end);
            QVERIFY2(end->fault.isEmpty(), qPrintable(end->fault));
            TailSession session(connection, stream.url());
            CaptureRun run(&session, path, 1, nullptr, *end, true);
            session.start(TailStart { .offset = end->place.offset });
            QTRY_COMPARE_WITH_TIMEOUT(session.status().state, TailState::Live, patience);
            run.stop();
            QTRY_VERIFY_WITH_TIMEOUT(run.isFinished(), patience);
            QVERIFY2(run.error().isEmpty(), qPrintable(run.error()));
            QCOMPARE(bytesOf(path), bytes);
            ++went;
        }
        QVERIFY(went > 5);
    }
};

QTEST_GUILESS_MAIN(TestCaptureEnd)
#include "tst_captureend.moc"
