// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rows.h"

#include "models/capture/capturewriter.h"
#include "models/capture/exportrun.h"
#include "models/capture/rowexport.h"
#include "models/capture/rowsource.h"
#include "models/capture/writefault.h"
#include "models/datarows.h"
#include "models/messagestore.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <sys/resource.h>
#include <thread>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 30s;

//! Rows of a list; slow ones wait until they may go on.
class ListedRows : public RowSource
{
public:
    explicit ListedRows(const QList<CaptureRow> &rows, std::atomic_bool *gate = nullptr)
        : m_rows(rows)
        , m_gate(gate)
    {
    }
    Message next() override
    {
        while (m_gate && m_at == 1 && !*m_gate) {
            std::this_thread::yield();
        }
        if (m_at == m_rows.size()) {
            return {};
        }
        const CaptureRow &row = m_rows.at(m_at++);
        return Rows::messageOf(row, quint64(m_at));
    }
    void skip(quint64 rows) override { m_at += qsizetype(rows); }
    quint64 count() const override
    {
        return quint64(std::ranges::count_if(m_rows, [](const auto &row) { return row.kind != RowKind::Marker; }));
    }
    QByteArray contentType() const override { return "application/json"; }

private:
    QList<CaptureRow> m_rows;
    std::atomic_bool *m_gate;
    qsizetype m_at = 0;
};

} // namespace

class TestRowExport : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;

    static QByteArray exported(ExportFormat format, const QList<CaptureRow> &rows, const QStringList &columns = {})
    {
        RowExporter exporter(format, columns);
        QByteArray out = exporter.begin();
        quint64 id = 0;
        for (const CaptureRow &row : rows) {
            exporter.add(&out, Rows::messageOf(row, ++id));
        }
        return out + exporter.end();
    }
    static QByteArray content(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : "no file"_ba;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void formats_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("ndjson") << int(ExportFormat::Ndjson) << "{\"a\":1.10,\"b\":[1,2]}\n\"x, y\"\n"_ba;
        QTest::newRow("array") << int(ExportFormat::JsonArray)
                               << "[\n{ \"a\" : 1.10,\n \"b\":[1,2] },\n\"x, y\"\n]\n"_ba;
        QTest::newRow("raw") << int(ExportFormat::Raw)
                             << "{ \"a\" : 1.10,\n \"b\":[1,2] }\n\"x, y\"\n{broken\xff line\r\n\0\1"_ba;
    }
    void formats()
    {
        QFETCH(const int, format);
        QFETCH(const QByteArray, expected);
        const QList<CaptureRow> rows {
            Rows::marker({ .type = Marker::Type::Begins }),
            Rows::json("{ \"a\" : 1.10,\n \"b\":[1,2] }"),
            Rows::json("\"x, y\""),
            { RowKind::Message, RowFlag::Malformed, 1, DurableStreams::Offset("1"), 2, "{broken" },
            { RowKind::Line, RowFlag::NotUtf8, 1, DurableStreams::Offset("1"), 2, "\xff line\r\n" },
            { RowKind::Chunk, {}, 1, DurableStreams::Offset("1"), 2, "\0\1"_ba },
        };
        QCOMPARE(exported(ExportFormat(format), rows), expected);
    }

    void emptyOnes()
    {
        QCOMPARE(exported(ExportFormat::JsonArray, {}), "[\n]\n");
        QCOMPARE(exported(ExportFormat::Ndjson, {}), "");
        QCOMPARE(exported(ExportFormat::Csv, {}, { u"number"_s, u"/a"_s }), "number,/a\r\n");
    }

    // By the grammar of RFC 4180.
    void csvCells()
    {
        const QList<CaptureRow> rows {
            Rows::json("{\"a\":\"x,y\",\"b\":1e400}", 4),
            Rows::json("{\"a\":\"line\\nend \\\"q\\\" \\u00e9\"}", 5),
            { RowKind::Line, RowFlag::NotUtf8, 0, DurableStreams::Offset("o"), 9, "\xff\n" },
        };
        QCOMPARE(exported(ExportFormat::Csv, rows,
                          { u"number"_s, u"received"_s, u"offset"_s, u"index"_s, u"size"_s, u"/a"_s, u"/b"_s }),
                 "number,received,offset,index,size,/a,/b\r\n"
                 "1,2025-11-27T07:17:41.123Z,0000_0168,4,21,\"x,y\",1e400\r\n"
                 "2,2025-11-27T07:17:41.123Z,0000_0168,5,30,\"line\nend \"\"q\"\" \xC3\xA9\",\r\n"
                 "3,1970-01-01T00:00:00.000Z,o,9,2,,\r\n");
        QCOMPARE(exported(ExportFormat::Csv, rows.last(1), { u"message"_s }), "message\r\n/wo=\r\n");
    }

    void captureComesBack()
    {
        const QString path = folder.filePath(u"all.dscap"_s);
        ExportRun run({ .path = path, .format = ExportFormat::Capture, .url = QUrl(u"http://h/s"_s) },
                      std::make_unique<ListedRows>(Rows::hard()));
        QTRY_VERIFY_WITH_TIMEOUT(run.isFinished(), patience);
        QVERIFY2(run.error().isEmpty(), qPrintable(run.error()));
        QCOMPARE(run.progress().written, quint64(Rows::hard().size()) - 4);
        CaptureReader reader;
        QVERIFY(reader.open(path));
        QCOMPARE(reader.header().startedMs, Rows::hard().first().receivedMs); // not when it was exported
        CaptureRows rows(path);
        QVERIFY(rows.open());
        QCOMPARE(rows.count(), quint64(Rows::hard().size()) - 4); // markers are no rows
        for (const CaptureRow &expected : Rows::hard()) {
            const Message row = rows.next();
            QCOMPARE(row.bytes, expected.bytes);
            QCOMPARE(row.flags, expected.flags);
        }
        QVERIFY(rows.next().isNull());
        // Any place of it.
        const auto all = quint64(Rows::hard().size());
        for (quint64 skipped = 0; skipped <= all; ++skipped) {
            CaptureRows again(path);
            QVERIFY(again.open());
            again.skip(skipped);
            const Message row = again.next();
            QCOMPARE(row.isNull(), skipped == all);
            QVERIFY(row.isNull() || row.bytes == Rows::hard().at(qsizetype(skipped)).bytes);
        }
    }

    void countsWhatIsLeftOut()
    {
        const QString path = folder.filePath(u"left.ndjson"_s);
        ExportRun run({ .path = path, .format = ExportFormat::Ndjson },
                      std::make_unique<ListedRows>(QList<CaptureRow> {
                          Rows::json("1"), Rows::marker({}), { .kind = RowKind::Line, .bytes = "x\n" }, Rows::json("2") }));
        QTRY_VERIFY_WITH_TIMEOUT(run.isFinished(), patience);
        QCOMPARE(content(path), "1\n2\n");
        QCOMPARE(run.progress().leftOut, 1);
        QCOMPARE(run.progress().written, 2);
        QCOMPARE(run.progress().done, run.progress().total);
    }

    // What is cancelled leaves what was there before.
    void cancelLeavesNoTrace()
    {
        const QString path = folder.filePath(u"cancelled.json"_s);
        QFile before(path);
        QVERIFY(before.open(QIODevice::WriteOnly));
        before.write("before");
        before.close();
        std::atomic_bool gate = false;
        ExportRun run({ .path = path, .format = ExportFormat::JsonArray },
                      std::make_unique<ListedRows>(QList<CaptureRow> { Rows::json("1"), Rows::json("2") }, &gate));
        run.cancel();
        gate = true;
        QTRY_VERIFY_WITH_TIMEOUT(run.isFinished(), patience);
        QVERIFY(run.error().isEmpty());
        QCOMPARE(content(path), "before");
    }

    void saysWhyNot()
    {
        ExportRun nowhere({ .path = folder.filePath(u"no/such/folder"_s) }, std::make_unique<ListedRows>(QList<CaptureRow> {}));
        QTRY_VERIFY_WITH_TIMEOUT(nowhere.isFinished(), patience);
        QVERIFY(nowhere.error().contains(u"folder"_s));
        ExportRun nothing({ .path = folder.filePath(u"x"_s) }, std::make_unique<CaptureRows>(folder.filePath(u"missing"_s)));
        QTRY_VERIFY_WITH_TIMEOUT(nothing.isFinished(), patience);
        QVERIFY(nothing.error().contains(u"missing"_s));
    }

    // What has come of a line whose end has not, unless it is only the beginning of that.
    void endsWithAnUnfinishedLine_data()
    {
        QTest::addColumn<qsizetype>("size");
        QTest::addColumn<QByteArray>("written");
        QTest::newRow("whole") << qsizetype(3) << "one\ntwo"_ba;
        QTest::newRow("its beginning") << qsizetype(4) << "one\n"_ba;
    }

    void endsWithAnUnfinishedLine()
    {
        QFETCH(qsizetype, size);
        MessageStore store;
        store.beginRun(DurableStreams::Offset::beginning(), 0, 0);
        store.append("one\n", RowKind::Line);
        store.setPartial("two"_ba, size, RowKind::Line);
        QVERIFY(store.publish());
        SnapshotRows rows(store.snapshot(), "text/plain"_ba);
        QCOMPARE(rows.count(), quint64(2));
        RowExporter exporter(ExportFormat::Raw, {});
        QByteArray out = exporter.begin();
        for (Message row = rows.next(); !row.isNull(); row = rows.next()) {
            exporter.add(&out, row);
        }
        out += exporter.end();
        QTEST(out, "written");
    }

    // A line of a capture that nobody can read is no row of the stream.
    void damagedLines_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("raw") << int(ExportFormat::Raw) << "a\n"_ba;
        QTest::newRow("csv") << int(ExportFormat::Csv) << "received,message\r\n,oops\r\n"
                                                          "2025-11-27T07:17:41.123Z,\"a\n\"\r\n"_ba;
    }
    void damagedLines()
    {
        QFETCH(const int, format);
        QFETCH(const QByteArray, expected);
        CaptureRow line = Rows::json("a\n");
        line.kind = RowKind::Line;
        line.flags = {};
        QCOMPARE(exported(ExportFormat(format), { captureRowOf("oops"), line },
                          { u"received"_s, u"message"_s }),
                 expected);
    }

    void damagedLinesStayInCaptures()
    {
        QByteArray out;
        appendCaptureLine(&out, Rows::messageOf(captureRowOf("{\"text\":7}")));
        QCOMPARE(out, "{\"text\":7}\n"_ba);
    }

    void columnsHaveNames_data()
    {
        QTest::addColumn<QStringList>("columns");
        QTest::addColumn<bool>("known");
        QTest::newRow("all") << RowExporter::columnNames() << true;
        QTest::newRow("pointers") << QStringList { u"/a/b"_s, u"/"_s } << true;
        QTest::newRow("unknown") << QStringList { u"number"_s, u"foo"_s } << false;
        QTest::newRow("written otherwise") << QStringList { u"Number"_s } << false;
        QTest::newRow("a path of the filter") << QStringList { u"value.total"_s } << false;
        QTest::newRow("none") << QStringList {} << false;
    }
    void columnsHaveNames()
    {
        QFETCH(const QStringList, columns);
        QFETCH(const bool, known);
        const QString fault = RowExporter::columnsFault(columns);
        QCOMPARE(fault.isEmpty(), known);
        for (const QString &name : RowExporter::columnNames()) {
            QVERIFY2(known || fault.contains(name), qPrintable(fault)); // it says what there is
        }
    }

    // The disk takes some of it, and then no more.
    void saysWhyTheDiskTakesNoMore()
    {
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        rlimit before {};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit limit { 300'001, before.rlim_max };
        setrlimit(RLIMIT_FSIZE, &limit);
        const QString path = folder.filePath(u"full.bin"_s);
        CaptureRow row = Rows::json(QByteArray(100'000, 'x'));
        ExportRun run({ .path = path, .format = ExportFormat::Raw },
                      std::make_unique<ListedRows>(QList<CaptureRow>(10, row)));
        const bool ended = QTest::qWaitFor([&run] { return run.isFinished(); }, patience);
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
        QVERIFY(ended);
        QVERIFY2(run.error().contains(qt_error_string(EFBIG)), qPrintable(run.error()));
        QVERIFY(!QFile::exists(path));
    }

    void saysWhatToDo_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QString>("remedy");
        QTest::newRow("disk full") << ENOSPC << u"The disk is full."_s << u"Free some space"_s;
        QTest::newRow("quota") << EDQUOT << u"The disk is full."_s << u"on another disk"_s;
        QTest::newRow("forbidden") << EACCES << qt_error_string(EACCES) << u"Choose a folder"_s;
        QTest::newRow("read-only disk") << EROFS << qt_error_string(EROFS) << u"Choose a folder"_s;
        QTest::newRow("another") << EIO << qt_error_string(EIO) << u"Choose another"_s;
    }
    void saysWhatToDo()
    {
        QFETCH(const int, code);
        QFETCH(const QString, cause);
        QFETCH(const QString, remedy);
        const QString text = writeFault(qt_error_string(code));
        QVERIFY2(text.contains(cause), qPrintable(text));
        QVERIFY2(text.contains(remedy), qPrintable(text));
        QVERIFY(text.endsWith(u'.'));
    }

    // A marker between them, before them and after them.
    void countsRowsNotMarkers()
    {
        MessageStore store;
        store.appendMarker({ .type = Marker::Type::Begins });
        store.beginRun(DurableStreams::Offset::beginning(), 0, 0);
        store.append("1", RowKind::Message);
        store.append("2", RowKind::Message);
        store.appendMarker({ .type = Marker::Type::CaughtUp });
        store.beginRun(DurableStreams::Offset::beginning(), 2, 0);
        store.append("3", RowKind::Message);
        store.appendMarker({ .type = Marker::Type::Closed });
        QVERIFY(store.publish());
        const StoreSnapshot rows = store.snapshot();
        QCOMPARE(rows.rowCount(), 6);
        QCOMPARE(dataRows(rows), 3);
        QCOMPARE(SnapshotRows(rows, {}).count(), 3);
        QCOMPARE(SnapshotRows(rows, {}, { { 3, 5 } }).count(), 2);
        QCOMPARE(SnapshotRows(rows, {}, { { 1, 1 }, { 4, 4 }, { 6, 6 } }).count(), 0);
    }

    void rangesOfIds()
    {
        QCOMPARE(SnapshotRows::rangesOf({ 1, 2, 3, 7, 9, 10 }),
                 SnapshotRows::Ranges({ { 1, 3 }, { 7, 7 }, { 9, 10 } }));
        QVERIFY(SnapshotRows::rangesOf({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRowExport)
#include "tst_rowexport.moc"
