// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/tailmodel.h"
#include "tail/tailview.h"

#include <QAccessible>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace Qt::StringLiterals;
using namespace Tailwater;

// The rules of following, as a person meets them.
class TestTailView : public QObject
{
    Q_OBJECT

    std::unique_ptr<MessageStore> store;
    std::unique_ptr<TailModel> model;
    std::unique_ptr<TailView> view;

    void append(int rows)
    {
        for (int i = 0; i < rows; ++i) {
            QByteArray payload = "{\"n\":" + QByteArray::number(store->totalRows() + 1) + "}";
            payload.append(60, ' ');
            store->append(payload, RowKind::Message, RowFlag::Json);
        }
        store->publish();
        view->keepPlace([this] { model->setSnapshot(store->snapshot()); });
    }
    bool atEnd() const
    {
        const QScrollBar *bar = view->verticalScrollBar();
        return bar->value() == bar->maximum();
    }
    void wheel(int delta)
    {
        const QPointF at = view->viewport()->rect().center();
        QWheelEvent event(at, view->viewport()->mapToGlobal(at), {}, { 0, delta }, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view->viewport(), &event);
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning();
        store = std::make_unique<MessageStore>(StoreLimits { 20'000, 1 << 30 });
        model = std::make_unique<TailModel>();
        view = std::make_unique<TailView>(model.get());
        view->resize(800, 400);
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
        append(500);
    }
    void cleanup()
    {
        view.reset();
        model.reset();
    }

    void followsFromTheStart()
    {
        QVERIFY(view->isFollowing());
        QVERIFY(atEnd());
        append(200);
        QVERIFY(atEnd());
        QCOMPARE(view->unseenRows(), 0);
        append(40'000);
        QVERIFY(atEnd());
        QVERIFY(view->isFollowing());
    }

    // Where the view happens to stand does not matter.
    void rule1FollowIsNeverInferredFromPixels()
    {
        wheel(120);
        QVERIFY(!view->isFollowing());
        view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum());
        QVERIFY(!view->isFollowing());
        append(1);
        QVERIFY(!atEnd());
        view->setFollowing(true);
        view->resize(800, 250);
        view->resize(800, 500);
        append(1);
        QVERIFY(view->isFollowing());
        QVERIFY(atEnd());
    }

    void rule2OnlyGesturesLeave_data()
    {
        QTest::addColumn<QString>("gesture");
        for (const char *gesture : { "wheel", "page up", "up", "home", "drag", "press a row", "select all", "show a row" }) {
            QTest::newRow(gesture) << QString::fromLatin1(gesture);
        }
    }

    void rule2OnlyGesturesLeave()
    {
        QFETCH(QString, gesture);
        QScrollBar *bar = view->verticalScrollBar();
        if (gesture == "wheel"_L1) {
            wheel(120);
        } else if (gesture == "page up"_L1) {
            QTest::keyClick(view.get(), Qt::Key_PageUp);
        } else if (gesture == "up"_L1) {
            QTest::keyClick(view.get(), Qt::Key_Up);
            QVERIFY(view->currentIndex().isValid());
            QVERIFY(view->currentIndex().row() > 490);
        } else if (gesture == "home"_L1) {
            QTest::keyClick(view.get(), Qt::Key_Home);
            QCOMPARE(bar->value(), 0);
            QCOMPARE(view->currentIndex().row(), 0);
        } else if (gesture == "drag"_L1) {
            bar->setSliderDown(true);
            bar->setSliderPosition(bar->maximum() / 2);
            bar->triggerAction(QAbstractSlider::SliderMove);
            bar->setSliderDown(false);
        } else if (gesture == "press a row"_L1) {
            QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, { 200, 100 });
            QVERIFY(view->currentIndex().isValid());
        } else if (gesture == "select all"_L1) {
            QTest::keyClick(view.get(), Qt::Key_A, Qt::ControlModifier);
            QCOMPARE(view->selectionModel()->selection().size(), 1);
        } else {
            QVERIFY(view->showRow(250));
            QCOMPARE(view->currentIndex().row(), 249);
        }
        QVERIFY(!view->isFollowing());
        const quint64 top = view->topRowId();
        append(300);
        QCOMPARE(view->topRowId(), top);
    }

    void rule2OtherGesturesDoNot()
    {
        wheel(-120);
        QVERIFY(view->isFollowing());
        QTest::mouseMove(view->viewport(), { 200, 100 });
        QTest::keyClick(view.get(), Qt::Key_A);
        QVERIFY(view->isFollowing());
        for (const Qt::Key key : { Qt::Key_Down, Qt::Key_PageDown, Qt::Key_Left, Qt::Key_Right }) {
            QTest::keyClick(view.get(), key);
            QVERIFY(view->isFollowing());
            QVERIFY(atEnd());
        }
    }

    void rule3EndBringsItBack_data()
    {
        QTest::addColumn<Qt::KeyboardModifier>("modifier");
        QTest::newRow("End") << Qt::NoModifier;
        QTest::newRow("Ctrl+End") << Qt::ControlModifier;
    }

    void rule3EndBringsItBack()
    {
        QFETCH(Qt::KeyboardModifier, modifier);
        QTest::keyClick(view.get(), Qt::Key_Home);
        QSignalSpy changed(view.get(), &TailView::followingChanged);
        QTest::keyClick(view.get(), Qt::Key_End, modifier);
        QVERIFY(view->isFollowing());
        QVERIFY(atEnd());
        QCOMPARE(changed.size(), 1);
        append(10);
        QVERIFY(atEnd());
    }

    // By identity, also when rows before it leave the store.
    void rule4TheTopRowStaysWhileRowsLeave()
    {
        append(19'000);
        view->showRow(15'000);
        const quint64 top = view->topRowId();
        const int position = view->rowViewportPosition(model->rowOf(top));
        append(8'000);
        QVERIFY(store->snapshot().trimmedRows() > 0);
        QCOMPARE(view->topRowId(), top);
        QCOMPARE(view->rowViewportPosition(model->rowOf(top)), position);
        QCOMPARE(model->idAt(view->currentIndex().row()), 15'000);
        // Once the place itself is gone, the view stands at the oldest row.
        append(30'000);
        QCOMPARE(view->verticalScrollBar()->value(), 0);
        QVERIFY(!view->isFollowing());
    }

    void rule4UnseenRowsAreCounted()
    {
        wheel(120);
        QCOMPARE(view->unseenRows(), 0);
        append(128);
        QCOMPARE(view->unseenRows(), 128);
        view->showRow(600);
        QVERIFY(view->unseenRows() <= 28);
        view->setFollowing(true);
        QCOMPARE(view->unseenRows(), 0);
    }

    void rule5AFrozenViewStands()
    {
        model->setFrozen(true);
        const quint64 top = view->topRowId();
        append(1000);
        QCOMPARE(view->topRowId(), top);
        QCOMPARE(model->waiting(), 1000);
        view->keepPlace([this] { model->setFrozen(false); });
        QVERIFY(atEnd());
    }

    // Neither the header nor the lower edge cuts a row at the end, however high the view is.
    void showsWholeRows_data()
    {
        QTest::addColumn<int>("height");
        for (const int height : { 120, 333, 334, 335, 401 }) {
            QTest::addRow("%d pixels", height) << height;
        }
    }

    void showsWholeRows()
    {
        QFETCH(int, height);
        const auto topOfFirst = [this] { return view->rowViewportPosition(view->rowAt(0)); };
        const auto lastIsWhole = [this] {
            const QRect last = view->visualRect(model->index(model->rowCount() - 1, 0));
            return view->viewport()->rect().contains(last);
        };
        view->resize(800, height);
        append(3);
        QVERIFY(atEnd());
        QCOMPARE(topOfFirst(), 0);
        QVERIFY(lastIsWhole());
        wheel(120);
        QCOMPARE(topOfFirst(), 0);
        QTest::keyClick(view.get(), Qt::Key_End);
        QVERIFY(lastIsWhole());
    }

    // Shift with Home and End selects up to there.
    void shiftSelects()
    {
        view->showRow(model->idAt(250));
        QTest::keyClick(view.get(), Qt::Key_Home, Qt::ShiftModifier);
        QCOMPARE(view->currentIndex().row(), 0);
        QCOMPARE(view->selectionModel()->selection().first().bottom(), 250);
        QTest::keyClick(view.get(), Qt::Key_End, Qt::ShiftModifier);
        QVERIFY(!view->isFollowing());
        QCOMPARE(view->selectionModel()->selection().first().top(), 250);
        QCOMPARE(view->selectionModel()->selection().first().bottom(), 499);
    }

    // A header stands over its column's text: figures to the right, words to the left.
    void headersStandOverTheirColumns()
    {
        for (int column = 0; column < model->columnCount(); ++column) {
            QCOMPARE(model->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole),
                     model->index(0, column).data(Qt::TextAlignmentRole));
        }
    }

    void markersAreReadButNotSelected()
    {
        store->appendMarker({ .type = Marker::Type::CaughtUp });
        append(1);
        view->showRow(model->idAt(model->rowCount() - 3));
        QTest::keyClick(view.get(), Qt::Key_Down);
        QVERIFY(model->markerAt(view->currentIndex().row()));
        QVERIFY(view->selectionModel()->selection().isEmpty());
        QVERIFY(view->currentIndex().data(Qt::AccessibleTextRole).toString().contains(u"live"_s));
        QTest::keyClick(view.get(), Qt::Key_Down);
        QVERIFY(view->selectionModel()->isRowSelected(view->currentIndex().row()));
    }

    // Cut text says that it is: the last thing before the edge is an ellipsis.
    void cutTextEndsInAnEllipsis()
    {
        QTest::keyClick(view.get(), Qt::Key_Home);
        view->clearSelection();
        view->horizontalHeader()->setSectionResizeMode(TailModel::PreviewColumn, QHeaderView::Fixed);
        const auto cell = [this](int row, int width) {
            view->setColumnWidth(TailModel::PreviewColumn, width);
            const QRect rect = view->visualRect(model->index(row, TailModel::PreviewColumn));
            return view->viewport()->grab(rect).toImage();
        };
        // The wide cell's beginning and the narrow one's differ only where the ellipsis stands.
        const QImage wide = cell(1, 600);
        const QImage narrow = cell(1, 60);
        int firstDifference = narrow.width();
        for (int x = 0; x < narrow.width(); ++x) {
            for (int y = 0; y < narrow.height(); ++y) {
                if (narrow.pixel(x, y) != wide.pixel(x, y)) {
                    firstDifference = std::min(firstDifference, x);
                }
            }
        }
        QVERIFY(firstDifference < narrow.width());
        QVERIFY2(firstDifference > 30, qPrintable(QString::number(firstDifference)));
    }

    void goesToARowByItsNumber()
    {
        store->appendMarker({ .type = Marker::Type::CaughtUp });
        append(5);
        QCOMPARE(model->rowOfNumber(1), 0);
        QCOMPARE(model->rowOfNumber(500), 499);
        QCOMPARE(model->rowOfNumber(501), 501);
        QCOMPARE(model->rowOfNumber(505), 505);
        QCOMPARE(model->rowOfNumber(506), -1);
        QCOMPARE(model->rowOfNumber(0), -1);
        append(25'000);
        QVERIFY(store->snapshot().trimmedRows() > 0);
        QCOMPARE(model->rowOfNumber(1), -1);
        const int row = model->rowOfNumber(20'000);
        QCOMPARE(model->messageAt(row).toByteArray().trimmed(), "{\"n\":20000}"_ba);
    }

    void isAnAccessibleTable()
    {
        QAccessibleInterface *table = QAccessible::queryAccessibleInterface(view.get());
        QVERIFY(table);
        QCOMPARE(table->role(), QAccessible::Table);
        QVERIFY(table->tableInterface());
        QCOMPARE(table->tableInterface()->rowCount(), 500);
        view->showRow(250);
        QAccessibleInterface *cell = table->tableInterface()->cellAt(
            249, int(view->columnsInOrder().indexOf(TailModel::PreviewColumn)));
        QVERIFY(cell);
        QCOMPARE(cell->text(QAccessible::Name), u"{\"n\":250}"_s);
    }

    void paintsEveryKindOfRow()
    {
        store->appendMarker({ .type = Marker::Type::Closed });
        store->append(QByteArray("\x00\xff\x1b[31m", 7), RowKind::Chunk);
        store->append("[oops", RowKind::Message, RowFlag::Malformed);
        store->append("שלום \u202e مرحبا\n"_ba, RowKind::Line);
        store->append("{\"a\":\"\\ud800 漢字 😀\",\"n\":12345678901234567890}"_ba, RowKind::Message, RowFlag::Json);
        store->setPartial("unfinished", 10, RowKind::Line);
        append(0);
        const QImage image = view->viewport()->grab().toImage();
        for (int row = model->rowCount() - 6; row < model->rowCount(); ++row) {
            // Something was painted in each row.
            const QRect cell = view->visualRect(model->index(row, TailModel::PreviewColumn)) & image.rect();
            QVERIFY(!cell.isEmpty());
            const QRgb background = image.pixel(cell.right(), cell.top());
            bool painted = false;
            for (int y = cell.top(); y <= cell.bottom(); ++y) {
                for (int x = cell.left(); x <= cell.right(); ++x) {
                    painted = painted || image.pixel(x, y) != background;
                }
            }
            QVERIFY2(painted, qPrintable(QString::number(row)));
        }
    }
};

QTEST_MAIN(TestTailView)
#include "tst_tailview.moc"
