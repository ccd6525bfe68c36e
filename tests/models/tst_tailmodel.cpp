// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/framer.h"
#include "models/tailmodel.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using DurableStreams::Offset;

class TestTailModel : public QObject
{
    Q_OBJECT

    std::unique_ptr<MessageStore> store;
    std::unique_ptr<TailModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;

    void append(int rows, qsizetype size = 60)
    {
        store->beginRun(Offset("0_7"), 0, 1'700'000'000'000);
        for (int i = 0; i < rows; ++i) {
            QByteArray payload = "{\"n\":" + QByteArray::number(store->totalRows() + 1) + ",\"v\":{\"t\":\"x\"},\"p\":\"";
            payload.append(std::max<qsizetype>(0, size - payload.size()), 'p');
            payload += "\"}";
            store->append(payload, RowKind::Message, RowFlag::Json);
        }
        publish();
    }
    void publish()
    {
        store->publish();
        model->setSnapshot(store->snapshot());
    }
    QString text(int row, int column) const
    {
        return model->data(model->index(row, column)).toString();
    }

private Q_SLOTS:
    // The tester knows pixmaps, and without Qt Gui says once that it does not.
    void initTestCase()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"invalid type"_s));
        store = std::make_unique<MessageStore>();
        model = std::make_unique<TailModel>();
        const QAbstractItemModelTester first(model.get());
        append(1);
    }
    void init()
    {
        QTest::failOnWarning();
        store = std::make_unique<MessageStore>(StoreLimits { 20'000, 1 << 30 });
        model = std::make_unique<TailModel>();
        tester = std::make_unique<QAbstractItemModelTester>(
            model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup()
    {
        tester.reset();
        model.reset();
    }

    // What calls itself JSON and is not, what is not UTF-8: said, and shown as it came.
    void marksWhatIsWrong()
    {
        store->append("{\"a\":tru}", RowKind::Message, RowFlag::Json);
        store->append("{\"a\":1e400,\"b\":\"\\ud800\"}", RowKind::Message, RowFlag::Json);
        store->append("\n", RowKind::Line, RowFlag::Json);
        store->append("{\n", RowKind::Line, RowFlag::Json);
        store->append("\"\xff\"", RowKind::Message, RowFlag::Json | RowFlag::NotUtf8);
        store->append("not JSON", RowKind::Line);
        store->append("bad  json\n", RowKind::Line, RowFlag::Json);
        publish();
        const auto marked = [this](int role) {
            QList<int> rows;
            for (int row = 0; row < model->rowCount(); ++row) {
                if (model->index(row, 0).data(role).toBool()) {
                    rows.append(row);
                }
            }
            return rows;
        };
        QCOMPARE(marked(TailModel::IsMalformedRole), (QList { 0, 3, 4, 6 }));
        QCOMPARE(marked(TailModel::IsNotUtf8Role), QList { 4 });
        QCOMPARE(text(0, TailModel::PreviewColumn), u"{\"a\":tru}"_s);
        QCOMPARE(text(6, TailModel::PreviewColumn), u"bad  json"_s); // as it came
    }

    // Values in the cells of a great message are looked for where it begins, and that is said.
    void looksIntoGreatMessagesALittle()
    {
        model->setUserColumns({ u"/first"_s, u"/last"_s, u"/pad"_s });
        const QByteArray small = "{\"first\":1,\"pad\":\"x\",\"last\":2}";
        const QByteArray great = "{\"first\":1,\"pad\":\"" + QByteArray(1 << 20, 'x') + "\",\"last\":2}";
        store->append(small, RowKind::Message, RowFlag::Json);
        store->append(great, 0, great.size(), RowKind::Message, RowFlag::Json);
        publish();
        QCOMPARE(text(0, TailModel::FirstUserColumn), u"1"_s);
        QCOMPARE(text(0, TailModel::FirstUserColumn + 1), u"2"_s);
        QCOMPARE(text(0, TailModel::FirstUserColumn + 2), u"x"_s);
        QCOMPARE(text(1, TailModel::FirstUserColumn), u"1"_s);
        QCOMPARE(text(1, TailModel::FirstUserColumn + 1), u"…"_s);
        QVERIFY(text(1, TailModel::FirstUserColumn + 2).startsWith(u"xxx"_s));
        QVERIFY(text(1, TailModel::FirstUserColumn + 2).endsWith(u"…"_s));
        QVERIFY(text(1, TailModel::FirstUserColumn + 2).size() < 300);
    }

    // A model that nobody looks at lets go of what the store dropped.
    void knowsWhatOnlyItHolds()
    {
        append(15'000);
        QVERIFY(!model->holdsDropped(store->snapshot()));
        for (int i = 0; i < 3; ++i) {
            append(1); // so that the model shows what is there
        }
        store->beginRun(Offset("0_8"), 0, 0);
        for (int i = 0; i < 30'000; ++i) {
            store->append("1", RowKind::Message, RowFlag::Json);
        }
        store->publish();
        QVERIFY(model->holdsDropped(store->snapshot()));
        model->setSnapshot(store->snapshot());
        QVERIFY(!model->holdsDropped(store->snapshot()));
        // What is frozen is kept on purpose.
        model->setFrozen(true);
        for (int i = 0; i < 30'000; ++i) {
            store->append("1", RowKind::Message, RowFlag::Json);
        }
        store->publish();
        QVERIFY(!model->holdsDropped(store->snapshot()));
    }

    void appendsInOneNotice()
    {
        QSignalSpy inserted(model.get(), &QAbstractItemModel::rowsInserted);
        append(500);
        append(300);
        QCOMPARE(model->rowCount(), 800);
        QCOMPARE(inserted.size(), 2);
        QCOMPARE(text(799, TailModel::NumberColumn), u"800"_s);
        QVERIFY(text(799, TailModel::PreviewColumn).startsWith(u"{\"n\":800,"_s));
        QCOMPARE(text(2, TailModel::OffsetColumn), u"0_7 +2"_s);
    }

    void trimsAndSaysSo()
    {
        append(19'000);
        const quint64 kept = model->idAt(18'990);
        append(9'000);
        QVERIFY(model->rowCount() <= 20'001);
        const auto marker = model->markerAt(0);
        QVERIFY(marker);
        QCOMPARE(marker->type, Marker::Type::Trimmed);
        QCOMPARE(marker->count, store->snapshot().trimmedRows());
        QCOMPARE(model->messageAt(1).number, marker->count + 1);
        QCOMPARE(model->messageAt(model->rowOf(kept)).number, 18'991);
        QVERIFY(text(0, TailModel::PreviewColumn).contains(QLocale().toString(marker->count)));
        QCOMPARE(model->rowOf(1), -1);
        append(30'000);
        QVERIFY(model->rowCount() <= 20'001);
        QCOMPARE(model->messageAt(model->rowCount() - 1).number, 58'000);
    }

    void freezes()
    {
        append(10);
        QSignalSpy waiting(model.get(), &TailModel::waitingChanged);
        model->setFrozen(true);
        append(25);
        QCOMPARE(model->rowCount(), 10);
        QCOMPARE(model->waiting(), 25);
        QVERIFY(!waiting.isEmpty());
        model->setFrozen(false);
        QCOMPARE(model->rowCount(), 35);
        QCOMPARE(model->waiting(), 0);
    }

    // What is frozen stays, also when the store has dropped it long since.
    void frozenRowsOutliveTheStore()
    {
        append(10);
        model->setFrozen(true);
        for (int i = 0; i < 5; ++i) {
            append(10'000);
        }
        QCOMPARE(model->rowCount(), 10);
        QVERIFY(text(3, TailModel::PreviewColumn).startsWith(u"{\"n\":4,"_s));
        model->setFrozen(false);
        QVERIFY(model->markerAt(0));
        QCOMPARE(model->messageAt(model->rowCount() - 1).number, 50'010);
    }

    // What only a frozen view keeps counts; where there is no room for it, the oldest rows go, and the
    // first row says so.
    void frozenRowsKeepWithinTheBudget()
    {
        const auto budget = std::make_shared<MemoryBudget>(32 << 20);
        store = std::make_unique<MessageStore>(StoreLimits { 40'000, 8 << 20 }, budget);
        tester.reset();
        model = std::make_unique<TailModel>(budget);
        tester = std::make_unique<QAbstractItemModelTester>(
            model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        append(35'000, 200);
        QCOMPARE(model->pinnedBytes(), 0);
        model->setFrozen(true);
        const int rows = model->rowCount();
        append(60'000, 200);
        // There is room.
        QVERIFY(model->pinnedBytes() > 4 << 20);
        QCOMPARE(budget->pinned(), model->pinnedBytes());
        QCOMPARE(model->rowCount(), rows);
        const quint64 lastId = model->idAt(model->rowCount() - 1);
        budget->setLimit(budget->used() + (3 << 20));
        append(1, 200);
        QCOMPARE(budget->over(), 0);
        QVERIFY(model->pinnedBytes() > 0);
        const auto marker = model->markerAt(0);
        QVERIFY(marker);
        QCOMPARE(marker->type, Marker::Type::Trimmed);
        QCOMPARE(marker->count, model->messageAt(1).number - 1);
        QVERIFY(model->rowCount() < rows);
        QCOMPARE(model->idAt(model->rowCount() - 1), lastId);
        QVERIFY(model->isFrozen());
        model->setFrozen(false);
        QCOMPARE(budget->pinned(), 0);
        model->setFrozen(true);
        append(60'000, 200);
        QVERIFY(budget->pinned() > 0);
        tester.reset();
        model.reset();
        QCOMPARE(budget->pinned(), 0);
    }

    void clearsTheViewOnly()
    {
        append(10);
        model->clear();
        QCOMPARE(model->rowCount(), 0);
        append(5);
        QCOMPARE(model->rowCount(), 5);
        QCOMPARE(text(0, TailModel::NumberColumn), u"11"_s);
        model->undoClear();
        QCOMPARE(model->rowCount(), 15);
        QCOMPARE(text(0, TailModel::NumberColumn), u"1"_s);
    }

    void finishesTheLastLineInPlace()
    {
        Framer framer(store.get());
        DurableStreams::Batch batch;
        batch.kind = DurableStreams::Batch::Kind::Text;
        const auto add = [&](const QByteArray &bytes) {
            batch.bytes = bytes;
            framer.add(batch, "text/plain", 0);
            framer.showPartial();
            publish();
        };
        QSignalSpy removed(model.get(), &QAbstractItemModel::rowsRemoved);
        QSignalSpy changed(model.get(), &QAbstractItemModel::dataChanged);
        add("one\ntw");
        QCOMPARE(model->rowCount(), 2);
        QCOMPARE(text(1, TailModel::PreviewColumn), u"tw"_s);
        QVERIFY(model->data(model->index(1, 0), TailModel::IsUnfinishedRole).toBool());
        add("o");
        QCOMPARE(model->rowCount(), 2);
        QCOMPARE(text(1, TailModel::PreviewColumn), u"two"_s);
        const quint64 id = model->idAt(1);
        add("!\nthree");
        QCOMPARE(model->rowCount(), 3);
        QCOMPARE(model->idAt(1), id);
        QCOMPARE(text(1, TailModel::PreviewColumn), u"two!"_s);
        QVERIFY(!model->data(model->index(1, 0), TailModel::IsUnfinishedRole).toBool());
        QVERIFY(removed.isEmpty());
        QVERIFY(changed.size() >= 2);
        framer.reset();
        publish();
        QCOMPARE(model->rowCount(), 2);
    }

    void showsMarkers()
    {
        append(2);
        store->appendMarker({ .type = Marker::Type::Closed });
        publish();
        QVERIFY(model->data(model->index(2, 0), TailModel::IsMarkerRole).toBool());
        QCOMPARE(text(2, TailModel::NumberColumn), QString());
        QVERIFY(text(2, TailModel::PreviewColumn).contains(u"end of stream"_s));
        QVERIFY(!model->messageAt(2).isData());
    }

    void hasColumnsOfTheUser()
    {
        append(3);
        model->setUserColumns({ u"/v/t"_s, u"/absent"_s });
        QCOMPARE(model->columnCount(), TailModel::FirstUserColumn + 2);
        QCOMPARE(text(1, TailModel::FirstUserColumn), u"x"_s);
        QCOMPARE(text(1, TailModel::FirstUserColumn + 1), QString());
        QCOMPARE(model->headerData(TailModel::FirstUserColumn, Qt::Horizontal, Qt::DisplayRole).toString(),
                 u"/v/t"_s);
    }

    void showsStateChanges()
    {
        store->append(R"({"type":"order","key":"7","value":1,"headers":{"operation":"delete"}})",
                      RowKind::Message, RowFlag::Json);
        publish();
        QCOMPARE(text(0, TailModel::OperationColumn), u"−"_s);
        QCOMPARE(text(0, TailModel::KeyColumn), u"order:7"_s);
        QCOMPARE(model->data(model->index(0, TailModel::OperationColumn), Qt::AccessibleTextRole).toString(),
                 u"delete"_s);
    }

    void startsOver()
    {
        append(10);
        store->reset();
        append(4);
        QCOMPARE(model->rowCount(), 4);
        QCOMPARE(text(0, TailModel::NumberColumn), u"1"_s);
        // Also while frozen: the rows are of another read.
        model->setFrozen(true);
        store->reset();
        append(2);
        QCOMPARE(model->rowCount(), 2);
    }
};

QTEST_GUILESS_MAIN(TestTailModel)
#include "tst_tailmodel.moc"
