// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/filtermatcher.h"
#include "models/filter/filterrun.h"
#include "models/tailmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QRegularExpression>
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

// The rows of a tail under a filter, while rows come and go.
class TestTailFilter : public QObject
{
    Q_OBJECT

    std::unique_ptr<MessageStore> store;
    std::unique_ptr<TailModel> model;
    std::unique_ptr<QAbstractItemModelTester> tester;
    int next = 0;

    void makeStore(qsizetype rows)
    {
        tester.reset();
        model.reset();
        store = std::make_unique<MessageStore>(StoreLimits { rows, 1LL << 30 }, std::make_shared<MemoryBudget>());
        model = std::make_unique<TailModel>();
        tester = std::make_unique<QAbstractItemModelTester>(model.get(),
                                                            QAbstractItemModelTester::FailureReportingMode::QtTest);
        next = 0;
        store->beginRun(DurableStreams::Offset("0_7"), 0, 1'700'000'000'000);
    }
    void append(int rows)
    {
        for (int i = 0; i < rows; ++i) {
            const QByteArray message = "{\"n\":" + QByteArray::number(next++) + "}";
            store->append(message, RowKind::Message, RowFlag::Json);
        }
        show();
    }
    void show()
    {
        store->publish();
        model->setSnapshot(store->snapshot());
    }
    bool finish() const
    {
        return QTest::qWaitFor([this] { return !model->filterRun() || !model->filterRun()->isBusy(); }, 60s);
    }
    // The numbers of the rows shown, but for what says how much was trimmed.
    QList<int> shown() const
    {
        QList<int> numbers;
        for (int row = 0; row < model->rowCount(); ++row) {
            if (const Message message = model->messageAt(row); message.isData()) {
                numbers.append(message.toByteArray().sliced(5).chopped(1).toInt());
            }
        }
        return numbers;
    }
    // The same by a look at every row of what the model shows.
    QList<int> expected(const QString &text, quint64 from = 0) const
    {
        FilterMatcher matcher(filter(text));
        const StoreSnapshot &snapshot = model->snapshot();
        QList<int> numbers;
        for (quint64 id = std::max(from, snapshot.firstId()); id < snapshot.endId(); ++id) {
            const Message message = snapshot.message(id);
            if (message.isData() && matcher.match({ message.bytes, true }) == FilterVerdict::Yes) {
                numbers.append(message.toByteArray().sliced(5).chopped(1).toInt());
            }
        }
        return numbers;
    }

private Q_SLOTS:
    // The tester knows pixmaps, and without Qt Gui says once that it does not.
    void initTestCase()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"invalid type"_s));
        makeStore(100);
        append(1);
    }
    void init()
    {
        QTest::failOnWarning();
        makeStore(20'000);
    }
    void cleanup()
    {
        tester.reset();
        model.reset();
    }

    void hidesWhatDoesNotPass()
    {
        append(30'000);
        QCOMPARE(model->rowCount(), 1 + model->snapshot().rowCount());
        model->setFilter(filter(u"/7}/"_s));
        QVERIFY(finish());
        QVERIFY(model->hidesRows());
        QCOMPARE(shown(), expected(u"/7}/"_s));
        QCOMPARE(model->filteredRows(), quint64(model->snapshot().rowCount()));
        append(100);
        QVERIFY(finish());
        QCOMPARE(shown(), expected(u"/7}/"_s));
        model->setFilter({});
        QVERIFY(!model->hidesRows());
        QCOMPARE(shown(), expected({}));
    }

    // What is shown stays until there is something to show instead.
    void keepsRowsUntilTheFirstAreFound()
    {
        append(5'000);
        model->setFilter(filter(u"/7}/"_s));
        QCOMPARE(model->rowCount(), 5'000);
        QVERIFY(finish());
        QCOMPARE(model->rowCount(), 500);
        model->setFilter(filter(u"/70}/"_s));
        QCOMPARE(model->rowCount(), 500);
        QVERIFY(finish());
        QCOMPARE(model->rowCount(), 50);
    }

    void findsRowsByIdentity()
    {
        append(1'000);
        model->setFilter(filter(u"/7}/"_s));
        QVERIFY(finish());
        const quint64 id = model->idAt(3);
        QCOMPARE(model->messageAt(3).toByteArray(), "{\"n\":37}"_ba);
        QCOMPARE(model->rowOf(id), 3);
        QCOMPARE(model->rowOf(id + 1), -1);
        QCOMPARE(model->rowFrom(id + 1), 4);
        QCOMPARE(model->rowFrom(id - 1), 3);
        QCOMPARE(model->rowFrom(1'000'000), model->rowCount() - 1);
        QCOMPARE(model->rowsAfter(id), 96U);
        QCOMPARE(model->rowOfNumber(38), 3);
        QCOMPARE(model->rowOfNumber(39), -1);
    }

    void othersAreDimmedOrMarked()
    {
        append(1'000);
        model->setFilterMode(TailModel::FilterMode::Dim);
        model->setFilter(filter(u"/7}/"_s));
        QCOMPARE(model->matchOf(model->idAt(7)), TailModel::FilterMatch::Unknown);
        QVERIFY(finish());
        QCOMPARE(model->rowCount(), 1'000);
        QCOMPARE(model->matchOf(model->idAt(7)), TailModel::FilterMatch::Yes);
        QCOMPARE(model->matchOf(model->idAt(8)), TailModel::FilterMatch::No);
        QVERIFY(model->index(7, TailModel::PreviewColumn).data(Qt::AccessibleDescriptionRole).toString()
                != model->index(8, TailModel::PreviewColumn).data(Qt::AccessibleDescriptionRole).toString());
        model->setFilterMode(TailModel::FilterMode::Hide);
        QCOMPARE(model->rowCount(), 100);
        model->setFilterMode(TailModel::FilterMode::Mark);
        QCOMPARE(model->rowCount(), 1'000);
    }

    void clearedRowsStayCleared()
    {
        append(1'000);
        model->setFilter(filter(u"/7}/"_s));
        QVERIFY(finish());
        const quint64 from = model->snapshot().endId();
        model->clear();
        QCOMPARE(model->rowCount(), 0);
        append(1'000);
        QVERIFY(finish());
        QCOMPARE(shown(), expected(u"/7}/"_s, from));
        model->setFilter(filter(u"/8}/"_s));
        QVERIFY(finish());
        QCOMPARE(shown(), expected(u"/8}/"_s, from));
        model->undoClear();
        QCOMPARE(shown(), expected(u"/8}/"_s));
    }

    // A frozen view is filtered as it stands.
    void filtersWhatIsFrozen()
    {
        append(1'000);
        model->setFrozen(true);
        append(500);
        model->setFilter(filter(u"/7}/"_s));
        QVERIFY(finish());
        QCOMPARE(model->rowCount(), 100);
        model->setFrozen(false);
        QVERIFY(finish());
        QCOMPARE(model->rowCount(), 150);
    }

    // Held still before there was anything.
    void frozenFromTheStart()
    {
        model->setFrozen(true);
        append(10);
        QCOMPARE(model->rowCount(), 0);
        QCOMPARE(model->waiting(), 10U);
        model->setFrozen(false);
        QCOMPARE(model->rowCount(), 10);
    }

    void anotherStreamIsFilteredAnew()
    {
        append(1'000);
        model->setFilter(filter(u"/7}/"_s));
        QVERIFY(finish());
        store->reset();
        store->beginRun(DurableStreams::Offset("0_7"), 0, 1);
        next = 0;
        append(50);
        QVERIFY(finish());
        QCOMPARE(shown(), (QList<int> { 7, 17, 27, 37, 47 }));
    }

    void theUnfinishedLineComesWhenItIsDone()
    {
        append(10);
        model->setFilter(filter(u"n"_s));
        QVERIFY(finish());
        store->setPartial("{\"n\"", 4, RowKind::Line);
        show();
        QCOMPARE(model->rowCount(), 10);
        store->clearPartial();
        append(1);
        QVERIFY(finish());
        QCOMPARE(model->rowCount(), 11);
    }

    // A filter that is given up hides nothing, and holds nothing up.
    void givesUp()
    {
        const QByteArray hostile = QByteArray(60, 'a') + 'b';
        for (int i = 0; i < 2'000; ++i) {
            store->append(hostile, RowKind::Line);
        }
        show();
        QSignalSpy progressed(model.get(), &TailModel::filterProgressed);
        model->setFilter(filter(u"/(a+)+$/"_s));
        QVERIFY(finish());
        QVERIFY(!model->filterRun()->failure().isEmpty());
        QVERIFY(!progressed.isEmpty());
        QVERIFY(!model->hidesRows());
        QCOMPARE(model->rowCount(), 2'000);
        append(10);
        QCOMPARE(model->rowCount(), 2'010);
        QCOMPARE(model->matchOf(model->idAt(0)), TailModel::FilterMatch::Unknown);
    }

    void canBeCancelled()
    {
        append(15'000);
        model->setFilter(filter(u"/[0-9]+7}/"_s));
        model->cancelFilter();
        QCOMPARE(model->rowCount(), 15'000);
        QVERIFY(!model->filterRun()->isBusy());
        QVERIFY(!model->filterRun()->failure().isEmpty());
        append(10);
        QCOMPARE(model->rowCount(), 15'010);
        model->setFilter(filter(u"/7}/"_s));
        QVERIFY(finish());
        QCOMPARE(shown(), expected(u"/7}/"_s));
    }

    // Whatever happens in whatever order, the rows are those that a slow look finds.
    void survivesEverything_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 12; ++seed) {
            QTest::addRow("seed %u", seed) << seed;
        }
    }
    void survivesEverything()
    {
        QFETCH(quint32, seed);
        makeStore(3'000);
        QRandomGenerator random(seed);
        const QStringList filters { u"/7}/"_s, u"-1"_s, u"n>=2000"_s, u"zzz"_s, u"n"_s, {} };
        QString current;
        quint64 from = 0;
        for (int step = 0; step < 60; ++step) {
            switch (random.bounded(9)) {
            case 0:
                current = filters.at(random.bounded(int(filters.size())));
                model->setFilter(filter(current));
                break;
            case 1:
                model->setFilterMode(static_cast<TailModel::FilterMode>(random.bounded(3)));
                break;
            case 2:
                model->setFrozen(!model->isFrozen());
                break;
            case 3:
                if (random.bounded(4) == 0) {
                    model->clear();
                    from = model->snapshot().endId();
                } else if (random.bounded(2) == 0) {
                    model->undoClear();
                    from = 0;
                }
                break;
            case 4:
                store->appendMarker({ Marker::Type::CaughtUp });
                show();
                break;
            case 5:
                QCoreApplication::processEvents();
                break;
            default:
                append(random.bounded(700));
            }
        }
        QVERIFY(finish());
        const QString effective = model->hidesRows() ? current : QString();
        QCOMPARE(model->hidesRows(), !current.isEmpty() && model->filterMode() == TailModel::FilterMode::Hide);
        QCOMPARE(shown(), expected(effective, from));
        model->setFrozen(false);
        QVERIFY(finish());
        QCOMPARE(shown(), expected(effective, from));
    }

    // While somebody writes it, a filter that nothing passes leaves what is shown.
    void triesWhatIsWritten()
    {
        append(5'000);
        model->setFilter(filter(u"n>=4990"_s));
        QVERIFY(finish());
        QCOMPARE(model->rowCount(), 10);
        QSignalSpy resets(model.get(), &QAbstractItemModel::modelReset);
        model->tryFilter(filter(u"nowhere"_s));
        QVERIFY(finish());
        QVERIFY(model->isFilterTried());
        QCOMPARE(resets.count(), 0);
        QCOMPARE(shown(), expected(u"n>=4990"_s));
        // What comes meanwhile is of the filter that is shown.
        append(10);
        QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 20, 60s);
        QVERIFY(finish());
        QVERIFY(model->isFilterTried());
        model->settleFilter();
        QVERIFY(!model->isFilterTried());
        QCOMPARE(model->rowCount(), 0);
        QCOMPARE(resets.count(), 1);
        // What passes is shown at once.
        model->tryFilter(filter(u"n>=5009"_s));
        QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 1, 60s);
        QVERIFY(!model->isFilterTried());
        // Also if it comes later; and what is meant is not tried.
        model->tryFilter(filter(u"n=5012"_s));
        QVERIFY(finish());
        QVERIFY(model->isFilterTried());
        QCOMPARE(shown(), QList<int> { 5009 });
        append(5);
        QTRY_COMPARE_WITH_TIMEOUT(shown(), QList<int> { 5012 }, 60s);
        QVERIFY(!model->isFilterTried());
        model->tryFilter(filter(u"nowhere"_s));
        model->setFilter(filter(u"nothere"_s));
        QVERIFY(finish());
        QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 0, 60s);
        model->tryFilter({});
        QCOMPARE(model->rowCount(), 5'015);
    }

    // A row that the filter has not come to is none that there is no filter for.
    void tellsWhatIsPending()
    {
        using Match = TailModel::FilterMatch;
        append(10);
        const quint64 first = model->idAt(0);
        QCOMPARE(model->matchOf(first), Match::Unknown);
        model->setFilterMode(TailModel::FilterMode::Dim);
        model->setFilter(filter(u"n=3"_s));
        QVERIFY(finish());
        QTRY_COMPARE_WITH_TIMEOUT(model->matchOf(first), Match::No, 60s);
        QCOMPARE(model->matchOf(first + 3), Match::Yes);
        append(1);
        QCOMPARE(model->rowCount(), 11);
        QCOMPARE(model->matchOf(first + 10), Match::Pending); // it is dimmed from the beginning
        QTRY_COMPARE_WITH_TIMEOUT(model->matchOf(first + 10), Match::No, 60s);
        model->cancelFilter();
        QCOMPARE(model->matchOf(first + 10), Match::Unknown);
    }
};

QTEST_GUILESS_MAIN(TestTailFilter)
#include "tst_tailfilter.moc"
