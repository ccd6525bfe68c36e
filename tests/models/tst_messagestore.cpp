// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/messagestore.h"

#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using DurableStreams::Offset;

namespace {

QByteArray payloadOf(quint64 n, qsizetype size = 40)
{
    QByteArray payload = "{\"n\":" + QByteArray::number(n) + ",\"pad\":\"";
    payload.append(std::max<qsizetype>(0, size - payload.size()), 'x');
    return payload + "\"}";
}

} // namespace

class TestMessageStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void keepsBytes_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("NUL") << QByteArray("a\0b", 3);
        QTest::newRow("json") << "{\"a\":12345678901234567890}"_ba;
        QTest::newRow("invalid UTF-8") << QByteArray("\xff\xfe\xc0");
        QTest::newRow("page") << QByteArray(70'000, 'p');
        QTest::newRow("shared") << QByteArray(400'000, 's');
        QTest::newRow("longer than a page") << QByteArray(3 << 20, 'm');
    }

    void keepsBytes()
    {
        QFETCH(QByteArray, payload);
        MessageStore store;
        store.beginRun(Offset("0_1"), 0, 1000);
        store.append("before", RowKind::Message);
        store.append(payload, 0, payload.size(), RowKind::Line, RowFlag::Normalised);
        store.append("after", RowKind::Chunk);
        QVERIFY(store.publish());
        const StoreSnapshot snapshot = store.snapshot();
        QCOMPARE(snapshot.rowCount(), 3);
        QCOMPARE(snapshot.message(1).toByteArray(), "before"_ba);
        const Message message = snapshot.message(2);
        QCOMPARE(message.toByteArray(), payload);
        QCOMPARE(message.kind, RowKind::Line);
        QCOMPARE(message.flags, RowFlags(RowFlag::Normalised));
        QCOMPARE(message.number, 2);
        QCOMPARE(snapshot.message(3).toByteArray(), "after"_ba);
        QCOMPARE(snapshot.message(3).kind, RowKind::Chunk);
        QVERIFY(snapshot.message(0).isNull());
        QVERIFY(snapshot.message(4).isNull());
        QCOMPARE(snapshot.totalBytes(), quint64(payload.size() + 11));
    }

    // Over page borders, with batches of every size: each row knows its offset, index and time.
    void addressesRows()
    {
        MessageStore store;
        quint64 written = 0;
        QList<std::tuple<QByteArray, quint64, qint64>> expected;
        for (int batch = 0; written < 30'000; ++batch) {
            const QByteArray token = batch % 7 == 0 ? "odd"_ba
                                                    : "0000000000000000_" + QByteArray::number(batch).rightJustified(16, '0');
            const qint64 time = 1'000'000 + (batch % 5 == 0 ? -batch : batch) * 17;
            const auto first = quint64(batch % 3 == 0 ? 500 : 0);
            store.beginRun(Offset(token), first, time);
            for (quint64 i = 0; i < quint64(batch % 40); ++i) {
                store.append(payloadOf(written, 100), RowKind::Message, RowFlag::Json);
                expected.append({ token, first + i, time });
                ++written;
            }
        }
        store.publish();
        const StoreSnapshot snapshot = store.snapshot();
        QCOMPARE(snapshot.rowCount(), qsizetype(written));
        for (quint64 i = 0; i < written; ++i) {
            const Message message = snapshot.message(i + 1);
            const auto &[token, index, time] = expected.at(qsizetype(i));
            QCOMPARE(message.startOffset.token(), token);
            QCOMPARE(message.index, index);
            QCOMPARE(message.receivedMs, time);
            QCOMPARE(message.number, i + 1);
            QCOMPARE(message.toByteArray(), payloadOf(i, 100));
        }
    }

    void measuresLinesInBytes()
    {
        MessageStore store;
        store.beginRun(Offset("a"), 10, 0);
        const QByteArray line(3000, 'l');
        for (int i = 0; i < 1000; ++i) {
            store.append(line, RowKind::Line);
        }
        store.publish();
        QCOMPARE(store.snapshot().message(1).index, 10);
        QCOMPARE(store.snapshot().message(1000).index, quint64(10 + 999 * 3000));
    }

    void numbersDataOnly()
    {
        MessageStore store;
        store.reset(5);
        store.beginRun(Offset("a"), 0, 0);
        store.append("one", RowKind::Message);
        store.appendMarker({ .type = Marker::Type::Reconnected,
                             .offset = Offset("a"),
                             .gap = std::chrono::milliseconds(3200) });
        store.append("two", RowKind::Message);
        store.publish();
        const StoreSnapshot snapshot = store.snapshot();
        const quint64 first = snapshot.firstId();
        QCOMPARE(snapshot.message(first).number, 5);
        QCOMPARE(snapshot.message(first + 2).number, 6);
        QCOMPARE(snapshot.message(first + 2).index, 1);
        QCOMPARE(snapshot.totalRows(), 2);
        const Message marker = snapshot.message(first + 1);
        QVERIFY(!marker.isData());
        const auto read = Marker::fromBytes(marker.bytes);
        QVERIFY(read);
        QCOMPARE(read->gap, std::chrono::milliseconds(3200));
        QCOMPARE(read->offset, Offset("a"));
    }

    void publishesOnly()
    {
        MessageStore store;
        store.beginRun({}, 0, 0);
        store.append("one", RowKind::Message);
        QCOMPARE(store.snapshot().rowCount(), 0);
        QVERIFY(store.publish());
        QVERIFY(!store.publish());
        const StoreSnapshot before = store.snapshot();
        store.append("two", RowKind::Message);
        store.publish();
        QCOMPARE(before.rowCount(), 1);
        QCOMPARE(store.snapshot().rowCount(), 2);
    }

    void trims_data()
    {
        QTest::addColumn<qsizetype>("rows");
        QTest::addColumn<qint64>("bytes");
        QTest::newRow("rows") << qsizetype(20'000) << (qint64(1) << 40);
        QTest::newRow("bytes") << qsizetype(1 << 30) << qint64(4 << 20);
    }

    void trims()
    {
        QFETCH(qsizetype, rows);
        QFETCH(qint64, bytes);
        const auto budget = std::make_shared<MemoryBudget>();
        MessageStore store({ rows, bytes }, budget);
        store.beginRun(Offset("a"), 0, 0);
        StoreSnapshot old;
        for (quint64 i = 1; i <= 100'000; ++i) {
            store.append(payloadOf(i, 100), RowKind::Message);
            if (i == 10) {
                store.publish();
                old = store.snapshot();
            }
        }
        store.publish();
        const StoreSnapshot snapshot = store.snapshot();
        QVERIFY(snapshot.trimmedRows() > 0);
        QCOMPARE(snapshot.trimmedRows() + quint64(snapshot.rowCount()), 100'000);
        QVERIFY(snapshot.rowCount() <= rows);
        QVERIFY(snapshot.footprint() <= bytes);
        // A page at most is missing to the limit.
        QVERIFY(snapshot.rowCount() + MessagePage::maxRows > std::min<qsizetype>(rows, 20'000));
        QCOMPARE(snapshot.message(snapshot.firstId()).toByteArray(), payloadOf(snapshot.firstId(), 100));
        QVERIFY(snapshot.message(snapshot.firstId() - 1).isNull());
        QCOMPARE(old.message(3).toByteArray(), payloadOf(3, 100));
        QCOMPARE(budget->used(), snapshot.footprint());
    }

    void sharesTheBudget()
    {
        const auto budget = std::make_shared<MemoryBudget>(6 << 20);
        MessageStore small({}, budget);
        MessageStore big({}, budget);
        small.append(QByteArray(100'000, 's'), RowKind::Chunk);
        small.publish();
        for (int i = 0; i < 200; ++i) {
            big.append(QByteArray(100'000, 'b'), RowKind::Chunk);
            big.publish();
        }
        small.append("more", RowKind::Chunk);
        small.publish();
        QCOMPARE(small.snapshot().trimmedRows(), 0);
        QVERIFY(big.snapshot().trimmedRows() > 100);
        QVERIFY(budget->used() <= budget->limit() + MessagePage::maxCapacity);
    }

    // A store that nobody writes to gives back as well when others need room.
    void squeezesIdleStores()
    {
        const auto budget = std::make_shared<MemoryBudget>(8 << 20);
        MessageStore idle({}, budget);
        int asked = 0;
        idle.setSqueeze([&] { ++asked; });
        for (int i = 0; i < 70; ++i) {
            idle.append(QByteArray(100'000, 'i'), RowKind::Chunk);
        }
        idle.publish();
        QCOMPARE(idle.snapshot().trimmedRows(), 0);
        QCOMPARE(asked, 0);
        MessageStore busy({}, budget);
        for (int i = 0; i < 100; ++i) {
            busy.append(QByteArray(100'000, 'b'), RowKind::Chunk);
            busy.publish();
            if (std::exchange(asked, 0) > 0) {
                QVERIFY(idle.publish());
            }
            QVERIFY(budget->used() <= budget->limit() + MessagePage::maxCapacity);
        }
        QVERIFY(idle.snapshot().trimmedRows() > 0);
        QVERIFY(busy.snapshot().footprint() > budget->limit() / 3);
    }

    void overheadIsSmall()
    {
        MessageStore store;
        for (int batch = 0; batch < 1000; ++batch) {
            store.beginRun(Offset("0000000000000000_" + QByteArray::number(batch).rightJustified(16, '0')),
                           0, 1'700'000'000'000 + batch);
            for (int i = 0; i < 100; ++i) {
                store.append(payloadOf(1, 200), RowKind::Message);
            }
        }
        store.publish();
        const StoreSnapshot snapshot = store.snapshot();
        const double overhead = double(snapshot.footprint() - snapshot.payloadBytes()) / 100'000;
        QVERIFY2(overhead <= 16, qPrintable(QString::number(overhead)));
    }

    // A reader in another thread sees whole rows only, whatever the writer does meanwhile.
    void isReadWhileWritten()
    {
        MessageStore store({ 5000, 1 << 20 });
        std::atomic_bool done = false;
        QScopedPointer<QThread> writer(QThread::create([&] {
            for (quint64 i = 1; i <= 60'000; ++i) {
                if (i % 3 == 0) {
                    store.beginRun(Offset(QByteArray::number(i)), 0, qint64(i));
                }
                store.append(payloadOf(i, qsizetype(i % 90)), RowKind::Message);
                if (i % 50 == 0) {
                    store.publish();
                }
            }
            done = true;
        }));
        writer->start();
        quint64 seen = 0;
        while (!done) {
            const StoreSnapshot snapshot = store.snapshot();
            QVERIFY(snapshot.endId() >= seen);
            seen = snapshot.endId();
            snapshot.forEachPage(snapshot.firstId(), snapshot.endId(), [&](const auto &page, auto a, auto b) {
                for (auto row = a; row < b; ++row) {
                    const quint64 id = page->firstId() + quint64(row);
                    if (page->payload(row) != payloadOf(id, qsizetype(id % 90))) {
                        QTest::qFail(qPrintable(u"row %1"_s.arg(id)), __FILE__, __LINE__);
                        return false;
                    }
                }
                return true;
            });
        }
        writer->wait();
    }

    void resetGoesOnWithIds()
    {
        MessageStore store;
        store.append("one", RowKind::Message);
        store.publish();
        const quint64 end = store.snapshot().endId();
        const quint64 generation = store.snapshot().generation();
        store.reset();
        store.append("other", RowKind::Message);
        store.publish();
        const StoreSnapshot snapshot = store.snapshot();
        QVERIFY(snapshot.firstId() >= end);
        QVERIFY(snapshot.generation() > generation);
        QCOMPARE(snapshot.rowCount(), 1);
        QCOMPARE(snapshot.message(snapshot.firstId()).number, 1);
    }
};

QTEST_GUILESS_MAIN(TestMessageStore)
#include "tst_messagestore.moc"
