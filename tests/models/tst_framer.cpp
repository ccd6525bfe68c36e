// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/framer.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using DurableStreams::Batch;
using DurableStreams::Offset;

namespace {

Batch textBatch(const QByteArray &bytes, const QByteArray &start, quint64 index = 0)
{
    Batch batch;
    batch.kind = Batch::Kind::Text;
    batch.bytes = bytes;
    batch.startOffset = Offset(start);
    batch.firstIndex = index;
    return batch;
}

Batch jsonBatch(const QByteArrayList &messages)
{
    Batch batch;
    batch.kind = Batch::Kind::Json;
    batch.bytes = "[";
    for (const QByteArray &message : messages) {
        batch.slices.append({ batch.bytes.size(), message.size() });
        batch.bytes += message + ", ";
    }
    batch.bytes += "]";
    return batch;
}

QByteArrayList rowsOf(const MessageStore &store)
{
    const StoreSnapshot snapshot = store.snapshot();
    QByteArrayList rows;
    for (quint64 id = snapshot.firstId(); id < snapshot.endId(); ++id) {
        rows.append(snapshot.message(id).toByteArray());
    }
    return rows;
}

} // namespace

class TestFramer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void splitsLines_data()
    {
        QTest::addColumn<QByteArrayList>("batches");
        QTest::addColumn<QByteArrayList>("rows");
        QTest::addColumn<QByteArray>("partial");
        QTest::newRow("one") << QByteArrayList { "a\n" } << QByteArrayList { "a\n" } << ""_ba;
        QTest::newRow("several") << QByteArrayList { "a\nb\n\nc\n" }
                                 << QByteArrayList { "a\n", "b\n", "\n", "c\n" } << ""_ba;
        QTest::newRow("unfinished") << QByteArrayList { "a\nb" } << QByteArrayList { "a\n" } << "b"_ba;
        QTest::newRow("over a border") << QByteArrayList { "a\nb", "c\nd\n" }
                                       << QByteArrayList { "a\n", "bc\n", "d\n" } << ""_ba;
        QTest::newRow("over three") << QByteArrayList { "a", "b", "c\n" } << QByteArrayList { "abc\n" }
                                    << ""_ba;
        QTest::newRow("end alone") << QByteArrayList { "a", "\n", "b\n" }
                                   << QByteArrayList { "a\n", "b\n" } << ""_ba;
        QTest::newRow("CRLF") << QByteArrayList { "a\r", "\nb\r\n" }
                              << QByteArrayList { "a\r\n", "b\r\n" } << ""_ba;
        QTest::newRow("character split") << QByteArrayList { "\xe2\x82", "\xac\n" }
                                         << QByteArrayList { "\xe2\x82\xac\n" } << ""_ba;
        QTest::newRow("NUL") << QByteArrayList { QByteArray("a\0b\n", 4) }
                             << QByteArrayList { QByteArray("a\0b\n", 4) } << ""_ba;
    }

    void splitsLines()
    {
        QFETCH(QByteArrayList, batches);
        QFETCH(QByteArrayList, rows);
        QFETCH(QByteArray, partial);
        MessageStore store;
        Framer framer(&store);
        int number = 0;
        for (const QByteArray &bytes : batches) {
            framer.add(textBatch(bytes, QByteArray::number(number++)), "text/plain", 0);
            framer.showPartial();
            store.publish();
        }
        QCOMPARE(rowsOf(store), rows);
        const Message last = store.snapshot().partial();
        QCOMPARE(last.toByteArray(), partial);
        QCOMPARE(last.isNull(), partial.isEmpty());
        QCOMPARE(last.flags.testFlag(RowFlag::Unfinished), !partial.isEmpty());
        // At the end of the stream the rows are all of its bytes.
        framer.finish();
        store.publish();
        QCOMPARE(rowsOf(store).join(), batches.join());
        QVERIFY(store.snapshot().partial().isNull());
    }

    void linesKnowWhereTheyBegan()
    {
        MessageStore store;
        Framer framer(&store);
        framer.add(textBatch("aa\nbb", "first", 100), "text/plain", 0);
        framer.add(textBatch("cc\ndd\n", "second"), "text/plain", 0);
        store.publish();
        const StoreSnapshot snapshot = store.snapshot();
        QCOMPARE(snapshot.message(2).toByteArray(), "bbcc\n"_ba);
        QCOMPARE(snapshot.message(2).startOffset, Offset("first"));
        QCOMPARE(snapshot.message(2).index, 103);
        QCOMPARE(snapshot.message(3).startOffset, Offset("second"));
        QCOMPARE(snapshot.message(3).index, 3);
    }

    // The stream was made anew as something else: the line that was open does not go on.
    void endsALineWhereTheTypeChanges()
    {
        MessageStore store;
        Framer framer(&store);
        framer.add(textBatch("one\ntw", "first"), "text/plain", 0);
        framer.showPartial();
        framer.add(jsonBatch({ "1", "2" }), "application/json", 0);
        store.publish();
        QCOMPARE(rowsOf(store), (QByteArrayList { "one\n", "tw", "1", "2" }));
        const StoreSnapshot snapshot = store.snapshot();
        QVERIFY(snapshot.message(2).flags.testFlag(RowFlag::Unfinished));
        QVERIFY(snapshot.message(3).isJson());
        QVERIFY(snapshot.partial().isNull());
    }

    void marksWhatIsNotUtf8()
    {
        MessageStore store;
        Framer framer(&store);
        framer.add(jsonBatch({ "\"a\"", "\"\xff\"", "\"\xe2\x82\xac\"" }), "application/json", 0);
        framer.add(textBatch("ok\nbad \xc0\xaf\nsplit \xe2\x82", "t"), "text/plain", 0);
        framer.add(textBatch("\xac\nok\n", "u"), "text/plain", 0);
        Batch bytes = textBatch("\xff\xfe", "v");
        bytes.kind = Batch::Kind::Bytes;
        framer.add(bytes, "application/octet-stream", 0);
        store.publish();
        const StoreSnapshot snapshot = store.snapshot();
        QList<bool> marked;
        for (quint64 id = snapshot.firstId(); id < snapshot.endId(); ++id) {
            marked.append(snapshot.message(id).flags.testFlag(RowFlag::NotUtf8));
        }
        QCOMPARE(marked, (QList { false, true, false, false, true, false, false, false }));
    }

    void keepsMessagesExact()
    {
        MessageStore store;
        Framer framer(&store);
        const QByteArrayList messages { "{\"a\":12345678901234567890}", "1e400", "{\"a\":1,\"a\":2}",
                                        "\"\\ud800\"", "[ ]" };
        framer.add(jsonBatch(messages), "application/json", 0);
        store.publish();
        QCOMPARE(rowsOf(store), messages);
        QVERIFY(store.snapshot().message(1).isJson());
    }

    void marksMalformed()
    {
        MessageStore store;
        Framer framer(&store);
        Batch batch = jsonBatch({});
        batch.bytes = "[{\"a\":1},oops";
        batch.malformed = true;
        framer.add(batch, "application/json", 0);
        store.publish();
        const Message message = store.snapshot().message(1);
        QCOMPARE(message.toByteArray(), batch.bytes);
        QVERIFY(message.flags.testFlag(RowFlag::Malformed));
        QVERIFY(!message.isJson());
    }

    void marksWhatEventsMayChange()
    {
        MessageStore store;
        Framer framer(&store);
        Batch batch = jsonBatch({ "{\n\"a\":1}", "{\"b\":2}" });
        batch.normalised = true;
        framer.add(batch, "application/json", 0);
        store.publish();
        QVERIFY(store.snapshot().message(1).flags.testFlag(RowFlag::Normalised));
        QVERIFY(!store.snapshot().message(2).flags.testFlag(RowFlag::Normalised));
    }

    void framesByType_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<Batch::Kind>("kind");
        QTest::addColumn<Framing>("framing");
        QTest::addColumn<RowKind>("expected");
        const auto by = Framing::ByContentType;
        QTest::newRow("ndjson without parameters") << "application/ndjson"_ba << Batch::Kind::Bytes << by
                                << RowKind::Line;
        QTest::newRow("ndjson") << "application/x-ndjson; charset=utf-8"_ba << Batch::Kind::Bytes << by
                                << RowKind::Line;
        QTest::newRow("text") << "text/csv"_ba << Batch::Kind::Text << by << RowKind::Line;
        QTest::newRow("binary") << "image/png"_ba << Batch::Kind::Bytes << by << RowKind::Chunk;
        QTest::newRow("text as chunks") << "text/plain"_ba << Batch::Kind::Text << Framing::Chunks
                                        << RowKind::Chunk;
        QTest::newRow("binary as lines") << "application/octet-stream"_ba << Batch::Kind::Bytes
                                         << Framing::Lines << RowKind::Line;
        QTest::newRow("binary as messages") << "application/octet-stream"_ba << Batch::Kind::Bytes
                                            << Framing::Messages << RowKind::Chunk;
    }

    void framesByType()
    {
        QFETCH(QByteArray, type);
        QFETCH(Batch::Kind, kind);
        QFETCH(Framing, framing);
        QFETCH(RowKind, expected);
        MessageStore store;
        Framer framer(&store);
        framer.setFraming(framing);
        Batch batch = textBatch("{\"a\":1}\n", "0");
        batch.kind = kind;
        framer.add(batch, type, 0);
        store.publish();
        QCOMPARE(store.snapshot().message(1).kind, expected);
    }

    void boundsAnEndlessLine()
    {
        MessageStore store;
        Framer framer(&store);
        const QByteArray piece(1 << 20, 'e');
        for (int i = 0; i < 20; ++i) {
            framer.add(textBatch(piece, "0", quint64(i) << 20), "text/plain", 0);
        }
        framer.showPartial();
        store.publish();
        const StoreSnapshot snapshot = store.snapshot();
        QCOMPARE(snapshot.rowCount(), 1);
        QVERIFY(snapshot.message(1).flags.testFlag(RowFlag::Unfinished));
        QCOMPARE(snapshot.partial().bytes.size(), Framer::shownPartial);
        QCOMPARE(qint64(snapshot.totalBytes()) + snapshot.partial().fullSize, qint64(20) << 20);
    }
};

QTEST_GUILESS_MAIN(TestFramer)
#include "tst_framer.moc"
