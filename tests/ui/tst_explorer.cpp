// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "explorer/streamshelf.h"
#include "explorer/streamtreemodel.h"

#include <durablestreams/registryevent.h>
#include <durablestreams/streamcatalog.h>

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
    void order_data();
    void order();
    void tree();
    void filter_data();
    void filter();
    void showsFavouritesAndRecent();
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
    StreamShelf shelf;
    StreamTreeModel model(&catalog, &shelf);
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
    StreamShelf shelf;
    StreamTreeModel model(&catalog, &shelf);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFlat(true);
    add(catalog, { "orders/2026", "chat/room-1", "chat/room-2" });
    model.setFilter(filter);
    QTEST(shape(model), "shown");
    QCOMPARE(model.shownCount(), qsizetype(shape(model).size()));
    QCOMPARE(model.totalCount(), 3);
}

void TestExplorer::showsFavouritesAndRecent()
{
    StreamCatalog catalog;
    StreamShelf shelf;
    StreamTreeModel model(&catalog, &shelf);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    add(catalog, { "a/1", "a/2", "b" });
    shelf.setFavourite("a/2", true);
    shelf.noteOpened("b");
    shelf.noteOpened("a/1");
    QCOMPARE(shape(model),
             QStringList({ u"Favourites"_s, u".a/2"_s, u"Recent"_s, u".a/1"_s, u".b"_s, u"a/"_s,
                           u".1"_s, u".2"_s, u"b"_s }));
    QVERIFY(model.index(0, 0).data(StreamTreeModel::IsStreamRole).toBool() == false);
    QCOMPARE(model.index(0, 0, model.index(0, 0)).data(StreamTreeModel::PathRole).toByteArray(),
             "a/2"_ba);
    // Both places of a stream are repainted.
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    shelf.noteActivity("a/2", { .live = true });
    QCOMPARE(changed.size(), 2);
    QVERIFY(model.indexOf("a/2").data(StreamTreeModel::LiveRole).toBool());
    // While filtering there are only hits, each once.
    model.setFilter(u"a"_s);
    QCOMPARE(shape(model), QStringList({ u"a/"_s, u".1"_s, u".2"_s }));
    QVERIFY(!model.indexOf("b").isValid());
    model.setFilter({});
    QVERIFY(model.indexOf("b").isValid());
    shelf.setFavourite("a/2", false);
    shelf.setRecent({});
    QCOMPARE(model.shownCount(), 3);
}

void TestExplorer::hidesReserved()
{
    StreamCatalog catalog;
    StreamShelf shelf;
    StreamTreeModel model(&catalog, &shelf);
    add(catalog, { "__registry__", "__presence__", "__ds/subscriptions/1", "__mine__" });
    QCOMPARE(model.totalCount(), 1);
    model.setShowsReserved(true);
    QCOMPARE(model.totalCount(), 4);
}

void TestExplorer::filtersManyStreams()
{
    StreamCatalog catalog;
    StreamShelf shelf;
    StreamTreeModel model(&catalog, &shelf);
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
