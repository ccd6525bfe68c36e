// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "explorer/registryevents.h"
#include "explorer/streamcatalog.h"
#include "explorer/streamtreemodel.h"

#include <durablestreams/streaminfo.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;

class TestExplorer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void registryEvent_data();
    void registryEvent();
    void addresses_data();
    void addresses();
    void order_data();
    void order();
    void tree();
    void filter_data();
    void filter();
    void mergesSources();
    void hidesReserved();
    void filtersManyStreams();

private:
    static QStringList shape(const QAbstractItemModel &model, const QModelIndex &parent = {},
                             int depth = 0);
    static void add(StreamCatalog &catalog, const QByteArrayList &paths);
};

QStringList TestExplorer::shape(const QAbstractItemModel &model, const QModelIndex &parent,
                                int depth)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        rows << QString(depth, u'.') + index.data().toString();
        rows << shape(model, index, depth + 1);
    }
    return rows;
}

void TestExplorer::add(StreamCatalog &catalog, const QByteArrayList &paths)
{
    QSignalSpy changed(&catalog, &StreamCatalog::rowsChanged);
    for (const QByteArray &path : paths) {
        catalog.apply({ .path = path });
    }
    QVERIFY(changed.wait());
    QCOMPARE(changed.size(), 1);
}

void TestExplorer::registryEvent_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<std::optional<RegistryEvent>>("event");
    using Kind = RegistryEvent::Kind;
    const auto row = [](const char *name, const char *message,
                        const std::optional<RegistryEvent> &event) {
        QTest::newRow(name) << QByteArray(message) << event;
    };
    row("state protocol insert",
        R"({"type":"stream","key":"chat/room-1","value":{"path":"chat/room-1","contentType":"application/json","createdAt":1},"headers":{"operation":"insert"}})",
        RegistryEvent { Kind::Announced, "chat/room-1", "application/json" });
    row("state protocol upsert, key only",
        R"({"type":"stream","key":"a%20b","value":{},"headers":{"operation":"upsert"}})",
        RegistryEvent { Kind::Announced, "a%20b", "" });
    row("state protocol delete",
        R"({"type":"stream","key":"logs","headers":{"operation":"delete","offset":"1"}})",
        RegistryEvent { Kind::Removed, "logs", "" });
    row("the older shape, whole path",
        R"({"type":"created","path":"/v1/stream/x/y","contentType":"text/plain","timestamp":1})",
        RegistryEvent { Kind::Announced, "x/y", "text/plain" });
    row("the older shape, removed", R"({"type":"deleted","path":"/v1/stream/x"})",
        RegistryEvent { Kind::Removed, "x", "" });
    row("outside of the root", R"({"type":"created","path":"/v2/other"})",
        RegistryEvent { Kind::Announced, "/v2/other", "" });
    row("reset", R"({"headers":{"control":"reset"}})", RegistryEvent { Kind::Reset, "", "" });
    row("snapshot mark", R"({"headers":{"control":"snapshot-start"}})", std::nullopt);
    row("another type", R"({"type":"presence","key":"a","headers":{"operation":"insert"}})",
        std::nullopt);
    row("no object", "[1]", std::nullopt);
    row("no JSON", "{", std::nullopt);
}

void TestExplorer::registryEvent()
{
    QFETCH(const QByteArray, message);
    QFETCH(const std::optional<RegistryEvent>, event);
    QCOMPARE(readRegistryEvent(message, "/v1/stream"), event);
}

void TestExplorer::addresses_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("url");
    QTest::newRow("plain") << u"http://h:1/v1/stream"_s << "a/b"_ba << u"http://h:1/v1/stream/a/b"_s;
    QTest::newRow("encoded stays") << u"http://h/v1/stream/"_s << "a%2Fb%20c"_ba
                                   << u"http://h/v1/stream/a%2Fb%20c"_s;
    QTest::newRow("outside") << u"http://h/v1/stream"_s << "/v2/x"_ba << u"http://h/v2/x"_s;
}

void TestExplorer::addresses()
{
    QFETCH(const QString, base);
    QFETCH(const QByteArray, path);
    const QUrl url = streamUrl(QUrl(base), path);
    QTEST(url.toString(QUrl::FullyEncoded), "url");
    QCOMPARE(pathBelow(QUrl(base), url), path);
}

void TestExplorer::order_data()
{
    QTest::addColumn<QStringList>("sorted");
    QTest::newRow("numbers by value") << QStringList { u"a2"_s, u"a10"_s, u"a010b"_s };
    QTest::newRow("folders together") << QStringList { u"a"_s, u"a/z"_s, u"a-b"_s };
    QTest::newRow("without regard to case") << QStringList { u"alpha"_s, u"Beta"_s, u"gamma"_s };
    QTest::newRow("case decides last") << QStringList { u"A/b"_s, u"a/a"_s };
}

void TestExplorer::order()
{
    QFETCH(const QStringList, sorted);
    QStringList shuffled(sorted.rbegin(), sorted.rend());
    std::ranges::sort(shuffled, pathLessThan);
    QCOMPARE(shuffled, sorted);
}

void TestExplorer::tree()
{
    StreamCatalog catalog;
    StreamTreeModel model(&catalog);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    add(catalog, { "orders/2026", "orders/2025", "account/123/chat/room-1", "account/123/chat/room-2",
                   "top", "top/inner", "a%2Fb" });
    QCOMPARE(shape(model),
             QStringList({ u"a/b"_s, u"account/123/chat/"_s, u".room-1"_s, u".room-2"_s,
                           u"orders/"_s, u".2025"_s, u".2026"_s, u"top"_s, u"top/"_s, u".inner"_s }));
    QVERIFY(model.indexOf("orders/2026").isValid());
    QCOMPARE(model.indexOf("orders/2026").data(StreamTreeModel::PathRole).toByteArray(),
             "orders/2026"_ba);
    QVERIFY(!model.indexOf("account/").isValid());
    model.setFlat(true);
    QCOMPARE(model.rowCount(), 7);
}

void TestExplorer::filter_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QStringList>("shown");
    QTest::newRow("a word of a folder") << u"ORDERS"_s << QStringList { u"orders/2026"_s };
    QTest::newRow("two words, any order") << u"1 chat"_s << QStringList { u"chat/room-1"_s };
    QTest::newRow("letters in order, if no word fits") << u"crm2"_s
                                                       << QStringList { u"chat/room-2"_s };
    QTest::newRow("nothing") << u"xyz"_s << QStringList {};
}

void TestExplorer::filter()
{
    QFETCH(const QString, filter);
    StreamCatalog catalog;
    StreamTreeModel model(&catalog);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFlat(true);
    add(catalog, { "orders/2026", "chat/room-1", "chat/room-2" });
    model.setFilter(filter);
    QTEST(shape(model), "shown");
    QCOMPARE(model.shownCount(), qsizetype(shape(model).size()));
    QCOMPARE(model.totalCount(), 3);
}

void TestExplorer::mergesSources()
{
    StreamCatalog catalog;
    catalog.addByHand("mine");
    catalog.apply({ .path = "mine", .contentType = "application/json" });
    catalog.apply({ .path = "theirs" });
    QCOMPARE(catalog.entry("mine")->sources, StreamSource::Registry | StreamSource::Added);
    QCOMPARE(catalog.size(), 2);
    // After a reset of the registry the rows of the user stay.
    catalog.apply({ .kind = RegistryEvent::Kind::Reset, .path = {} });
    QCOMPARE(catalog.size(), 1);
    QCOMPARE(catalog.entry("mine")->sources, StreamSources(StreamSource::Added));
    QSignalSpy changed(&catalog, &StreamCatalog::entryChanged);
    DurableStreams::StreamInfo info;
    info.closed = true;
    catalog.note("mine", info);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(catalog.entry("mine")->state, StreamEntry::State::Closed);
    catalog.note("unknown", info);
    QCOMPARE(catalog.size(), 1);
}

void TestExplorer::hidesReserved()
{
    StreamCatalog catalog;
    StreamTreeModel model(&catalog);
    add(catalog, { "__registry__", "__presence__", "__ds/subscriptions/1", "__mine__" });
    QCOMPARE(model.totalCount(), 1);
    model.setShowsReserved(true);
    QCOMPARE(model.totalCount(), 4);
}

void TestExplorer::filtersManyStreams()
{
    StreamCatalog catalog;
    StreamTreeModel model(&catalog);
    QByteArrayList paths;
    for (int i = 0; i < 50'000; ++i) {
        paths.append("tenant-" + QByteArray::number(i % 100) + "/stream-" + QByteArray::number(i));
    }
    add(catalog, paths);
    QCOMPARE(model.shownCount(), 50'000);
    QCOMPARE(model.rowCount(), 100);
    model.setFilter(u"4999"_s);
    QCOMPARE(model.shownCount(), 15);
}

QTEST_MAIN(TestExplorer)
#include "tst_explorer.moc"
