// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/forkboundary.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using DurableStreams::Batch;
using DurableStreams::Offset;

namespace {

//! The messages 0, 1, … of a response from \a start, which ends at \a end if that is not empty.
Batch messages(int count, const char *start, const char *end)
{
    Batch batch;
    batch.kind = Batch::Kind::Json;
    batch.startOffset = Offset(start);
    for (int i = 0; i < count; ++i) {
        batch.bytes += QByteArray(i > 0 ? "," : "") + QByteArray::number(i);
        batch.slices.append({ i * 2, 1 });
    }
    if (*end) {
        batch.position.emplace();
        batch.position->offset = Offset(end);
    }
    return batch;
}

} // namespace

//! Where a fork's own part begins, in whatever pieces it is read.
class TestForkBoundary : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void places_data();
    void places();
    void countsForTheNextTime();
    void splits_data();
    void splits();
};

void TestForkBoundary::places_data()
{
    QTest::addColumn<ForkOrigin>("origin");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QList<Batch>>("batches");
    //! Messages before the mark; -1: there is none, -2: only the response is known.
    QTest::addColumn<int>("mark");
    const ForkOrigin fork { .boundary = Offset("5") };
    const ForkOrigin counted { .boundary = Offset("5"), .amount = 3 };
    QTest::newRow("no fork") << ForkOrigin {} << "-1"_ba << QList { messages(3, "-1", "5") } << -1;
    QTest::newRow("a response ends there")
        << fork << "-1"_ba << QList { messages(3, "-1", "5"), messages(1, "5", "6") } << 3;
    QTest::newRow("a response in pieces ends there")
        << fork << "-1"_ba << QList { messages(2, "-1", ""), messages(1, "-1", "5") } << 3;
    QTest::newRow("the second page ends there")
        << fork << "-1"_ba << QList { messages(2, "-1", "3"), messages(1, "3", "5") } << 3;
    QTest::newRow("in the middle of one")
        << fork << "-1"_ba << QList { messages(4, "-1", "6"), messages(1, "6", "7") } << -2;
    QTest::newRow("in the middle of one, counted before")
        << counted << "-1"_ba << QList { messages(4, "-1", "6") } << 3;
    QTest::newRow("between two pieces of one, counted before")
        << counted << "-1"_ba << QList { messages(3, "-1", ""), messages(2, "-1", "6") } << 3;
    QTest::newRow("counted, but not from the beginning")
        << counted << "2"_ba << QList { messages(4, "2", "6") } << -2;
    QTest::newRow("read from there") << fork << "5"_ba << QList { messages(1, "5", "6") } << 0;
    QTest::newRow("read from behind it") << fork << "6"_ba << QList { messages(1, "6", "7") } << -1;
    QTest::newRow("read from now") << fork << "now"_ba << QList { messages(1, "6", "7") } << -1;
    QTest::newRow("not there yet") << fork << "-1"_ba << QList { messages(2, "-1", "3") } << -1;
    QTest::newRow("nothing was inherited")
        << fork << "-1"_ba << QList { messages(0, "-1", "5"), messages(1, "5", "6") } << 0;
    QTest::newRow("counts as the server does")
        << ForkOrigin { .boundary = Offset("5"), .amount = 2 } << "-1"_ba
        << QList { messages(2, "-1", "3"), messages(1, "3", "5") } << 3;
}

void TestForkBoundary::places()
{
    QFETCH(const ForkOrigin, origin);
    QFETCH(const QByteArray, from);
    QFETCH(const QList<Batch>, batches);
    ForkBoundary boundary;
    boundary.begin(origin, Offset(from));
    int before = 0;
    int mark = -1;
    for (const Batch &batch : batches) {
        if (const auto place = boundary.placeIn(batch)) {
            QCOMPARE(mark, -1);
            mark = before + int(*place);
        }
        before += int(batch.slices.size());
        if (boundary.takeMissed()) {
            QCOMPARE(mark, -1);
            mark = -2;
        }
    }
    QTEST(mark, "mark");
}

void TestForkBoundary::countsForTheNextTime()
{
    ForkBoundary boundary;
    boundary.begin({ .boundary = Offset("5") }, Offset::beginning());
    boundary.placeIn(messages(2, "-1", "3"));
    QCOMPARE(boundary.amount(), quint64(0));
    boundary.placeIn(messages(1, "3", "5"));
    QCOMPARE(boundary.amount(), quint64(3));
    boundary.placeIn(messages(9, "5", "9"));
    QCOMPARE(boundary.amount(), quint64(3));
}

void TestForkBoundary::splits_data()
{
    QTest::addColumn<Batch>("batch");
    QTest::addColumn<int>("count");
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("rest");
    QTest::newRow("messages") << messages(3, "-1", "6") << 2 << "0 1"_ba << "2"_ba;
    QTest::newRow("none before") << messages(2, "-1", "6") << 0 << ""_ba << "0 1"_ba;
    QTest::newRow("all before") << messages(2, "-1", "6") << 2 << "0 1"_ba << ""_ba;
    Batch bytes;
    bytes.bytes = "abcde";
    QTest::newRow("bytes") << bytes << 2 << "ab"_ba << "cde"_ba;
    bytes.kind = Batch::Kind::Text;
    QTest::newRow("text") << bytes << 5 << "abcde"_ba << ""_ba;
}

void TestForkBoundary::splits()
{
    QFETCH(const Batch, batch);
    QFETCH(const int, count);
    const auto bytesOf = [](const Batch &part) {
        if (part.kind != Batch::Kind::Json) {
            return part.bytes;
        }
        QByteArrayList list;
        for (const QByteArrayView message : part.messages()) {
            list.append(message.toByteArray());
        }
        return list.join(' ');
    };
    const auto [first, rest] = ForkBoundary::split(batch, count);
    QTEST(bytesOf(first), "first");
    QTEST(bytesOf(rest), "rest");
    QCOMPARE(first.firstIndex, batch.firstIndex);
    QCOMPARE(rest.firstIndex, batch.firstIndex + quint64(count));
    QVERIFY(!first.position);
    QCOMPARE(rest.position, batch.position);
}

QTEST_GUILESS_MAIN(TestForkBoundary)
#include "tst_forkboundary.moc"
