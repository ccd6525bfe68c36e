// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/filterrun.h"

#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace {

FilterExpression filter(const QString &text)
{
    return FilterExpression::parse(text).value();
}

} // namespace

class TestFilterRun : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<MessageStore> m_store;

    // Rows {"n":from} to {"n":to - 1}.
    StoreSnapshot add(int from, int to)
    {
        for (int n = from; n < to; ++n) {
            const QByteArray message = "{\"n\":" + QByteArray::number(n) + "}";
            m_store->append(message, RowKind::Message, RowFlag::Json);
        }
        m_store->publish();
        return m_store->snapshot();
    }

    // The numbers of the rows that were found.
    static QList<int> found(const FilterRun &run, const StoreSnapshot &snapshot)
    {
        QList<int> numbers;
        for (const quint64 id : run.matches().ids()) {
            const QByteArray bytes = snapshot.message(id).toByteArray();
            numbers.append(bytes.sliced(5).chopped(1).toInt());
        }
        return numbers;
    }

    static QList<int> multiples(int of, int from, int to)
    {
        QList<int> numbers;
        for (int n = from; n < to; ++n) {
            if (n % of == 0) {
                numbers.append(n);
            }
        }
        return numbers;
    }

    static bool finish(const FilterRun &run)
    {
        return QTest::qWaitFor([&] { return !run.isBusy(); }, 60s);
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning();
        m_store = std::make_unique<MessageStore>(StoreLimits {}, std::make_shared<MemoryBudget>());
        m_store->beginRun(DurableStreams::Offset::beginning(), 0, 0);
    }

    void findsAllOfThem()
    {
        FilterRun run(filter(u"/0}/"_s));
        const StoreSnapshot snapshot = add(0, 50'000);
        run.setSnapshot(snapshot);
        QVERIFY(run.isBusy());
        QVERIFY(finish(run));
        QCOMPARE(found(run, snapshot), multiples(10, 0, 50'000));
        QCOMPARE(run.matches().tested(), 50'000U);
        QCOMPARE(run.failure(), u""_s);
    }

    void followsTheTail()
    {
        FilterRun run(filter(u"/0}/"_s));
        run.setSnapshot(add(0, 30'000));
        for (int n = 30'000; n < 60'000; n += 1'000) {
            run.setSnapshot(add(n, n + 1'000));
            QCoreApplication::processEvents();
        }
        QVERIFY(finish(run));
        QCOMPARE(found(run, m_store->snapshot()), multiples(10, 0, 60'000));
        QCOMPARE(run.matches().tested(), 60'000U);
        run.setSnapshot(add(60'000, 60'001));
        QVERIFY(finish(run));
        QCOMPARE(run.matches().count(), 6'001);
    }

    void beginsWithTheNewest()
    {
        FilterRun run(filter(u"n"_s));
        QList<quint64> firsts;
        connect(&run, &FilterRun::added, this, [&](const FilterChunk &chunk) { firsts.append(chunk.first); });
        run.setSnapshot(add(0, 50'000));
        QVERIFY(finish(run));
        QVERIFY(!firsts.isEmpty());
        QVERIFY(std::is_sorted(firsts.crbegin(), firsts.crend()));
        QCOMPARE(firsts.last(), m_store->snapshot().firstId());
    }

    void beginsEmpty()
    {
        FilterRun run(filter(u"/0}/"_s));
        run.setSnapshot(m_store->snapshot());
        QVERIFY(finish(run));
        QCOMPARE(run.matches().count(), 0);
        run.setSnapshot(add(0, 100));
        QVERIFY(finish(run));
        QCOMPARE(run.matches().count(), 10);
    }

    void forgetsWhatWasTrimmed()
    {
        m_store = std::make_unique<MessageStore>(StoreLimits { 20'000, 1LL << 30 }, std::make_shared<MemoryBudget>());
        m_store->beginRun(DurableStreams::Offset::beginning(), 0, 0);
        FilterRun run(filter(u"/0}/"_s));
        for (int n = 0; n < 200'000; n += 5'000) {
            run.setSnapshot(add(n, n + 5'000));
            if (n % 20'000 == 0) {
                QCoreApplication::processEvents();
            }
        }
        QVERIFY(finish(run));
        const StoreSnapshot snapshot = m_store->snapshot();
        const int first = int(snapshot.firstId()) - 1; // ids count from 1, numbers from 0
        QVERIFY(first > 0);
        QCOMPARE(found(run, snapshot), multiples(10, first, 200'000));
    }

    void passesOverMarkers()
    {
        add(0, 10);
        m_store->appendMarker({ Marker::Type::CaughtUp });
        FilterRun run(filter(u"-zzz"_s));
        run.setSnapshot(add(10, 20));
        QVERIFY(finish(run));
        QCOMPARE(run.matches().count(), 20);
        QCOMPARE(run.matches().tested(), 20U);
    }

    void knowsNumberTimeAndOffset()
    {
        m_store->beginRun(DurableStreams::Offset("0000_0007"), 0, 5'000);
        add(0, 5);
        m_store->beginRun(DurableStreams::Offset("0000_0008"), 0, 9'000);
        const StoreSnapshot snapshot = add(5, 10);
        FilterRun byNumber(filter(u"index=3..4"_s));
        byNumber.setSnapshot(snapshot);
        FilterRun byTime(filter(u"time<1970-01-01T00:00:06Z"_s));
        byTime.setSnapshot(snapshot);
        FilterRun byOffset(filter(u"offset:*8"_s));
        byOffset.setSnapshot(snapshot);
        QVERIFY(finish(byNumber) && finish(byTime) && finish(byOffset));
        QCOMPARE(found(byNumber, snapshot), (QList<int> { 2, 3 }));
        QCOMPARE(found(byTime, snapshot), (QList<int> { 0, 1, 2, 3, 4 }));
        QCOMPARE(found(byOffset, snapshot), (QList<int> { 5, 6, 7, 8, 9 }));
    }

    void beginsAnewForAnotherStream()
    {
        FilterRun run(filter(u"/0}/"_s));
        run.setSnapshot(add(0, 1'000));
        QVERIFY(finish(run));
        QSignalSpy restarted(&run, &FilterRun::restarted);
        m_store->reset();
        m_store->beginRun(DurableStreams::Offset::beginning(), 0, 0);
        const StoreSnapshot snapshot = add(0, 50);
        run.setSnapshot(snapshot);
        QCOMPARE(restarted.size(), 1);
        QVERIFY(finish(run));
        QCOMPARE(found(run, snapshot), multiples(10, 0, 50));
    }

    void givesUpHostilePatterns()
    {
        const QByteArray hostile = QByteArray(60, 'a') + 'b';
        for (int i = 0; i < 2'000; ++i) {
            m_store->append(hostile, RowKind::Line);
        }
        m_store->publish();
        FilterRun run(filter(u"/(a+)+$/"_s));
        run.setSnapshot(m_store->snapshot());
        QVERIFY(finish(run));
        QVERIFY2(run.failure().contains(QLocale().toString(BytePattern::stepLimit)), qPrintable(run.failure()));
        QCOMPARE(run.matches().undecided(), FilterRun::undecidedLimit);
        // What could not be decided is not hidden.
        QCOMPARE(run.matches().count(), qsizetype(FilterRun::undecidedLimit));
    }

    void endsAtOnce()
    {
        const StoreSnapshot snapshot = add(0, 300'000);
        for (int i = 0; i < 50; ++i) {
            FilterRun run(filter(u"/[0-9]+5}/"_s));
            run.setSnapshot(snapshot);
            if (i % 2) {
                QCoreApplication::processEvents();
            }
        }
    }

    void findsNeighbours()
    {
        MatchList list;
        QVERIFY(!list.next(5) && !list.previous(5));
        list.add({ 10, 20, { 11, 15 }, 10 });
        list.add({ 20, 30, { 25 }, 10 });
        list.add({ 0, 10, { 3 }, 10 });
        QCOMPARE(QList<quint64>(list.ids().begin(), list.ids().end()), (QList<quint64> { 3, 11, 15, 25 }));
        QCOMPARE(list.next(11), std::optional<quint64>(15));
        QCOMPARE(list.next(25), std::nullopt);
        QCOMPARE(list.previous(11), std::optional<quint64>(3));
        QCOMPARE(list.previous(3), std::nullopt);
        QVERIFY(list.contains(15) && !list.contains(16));
        QCOMPARE(list.indexFrom(12), 2);
        QCOMPARE(list.indexFrom(26), 4);
        list.trim(12);
        QCOMPARE(list.count(), 2);
        QCOMPARE(list.first(), 12U);
        QCOMPARE(list.end(), 30U);
        list.trim(100);
        QCOMPARE(list.count(), 0);
        list.add({ 100, 110, { 105 }, 10 });
        QCOMPARE(list.count(), 1);
    }
};

QTEST_GUILESS_MAIN(TestFilterRun)
#include "tst_filterrun.moc"
