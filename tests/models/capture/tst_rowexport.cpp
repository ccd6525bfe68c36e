// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rows.h"

#include "models/capture/capturewriter.h"
#include "models/capture/exportrun.h"
#include "models/capture/rowexport.h"
#include "models/capture/rowsource.h"
#include "models/messagestore.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
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
    quint64 count() const override { return quint64(m_rows.size()); }
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
        CaptureRows rows(path);
        QVERIFY(rows.open());
        QCOMPARE(rows.count(), quint64(Rows::hard().size()));
        for (const CaptureRow &expected : Rows::hard()) {
            const Message row = rows.next();
            QCOMPARE(row.bytes, expected.bytes);
            QCOMPARE(row.flags, expected.flags);
        }
        QVERIFY(rows.next().isNull());
        // Any place of it.
        for (quint64 skipped = 0; skipped <= rows.count(); ++skipped) {
            CaptureRows again(path);
            QVERIFY(again.open());
            again.skip(skipped);
            const Message row = again.next();
            QCOMPARE(row.isNull(), skipped == rows.count());
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

    void rangesOfIds()
    {
        QCOMPARE(SnapshotRows::rangesOf({ 1, 2, 3, 7, 9, 10 }),
                 SnapshotRows::Ranges({ { 1, 3 }, { 7, 7 }, { 9, 10 } }));
        QVERIFY(SnapshotRows::rangesOf({}).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRowExport)
#include "tst_rowexport.moc"
