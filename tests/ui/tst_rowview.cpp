// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/rowview.h"

#include <QAbstractTableModel>
#include <QAccessible>
#include <QHeaderView>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using namespace Tailwater;

namespace {

//! As many rows as one likes, which come at the end and leave at the beginning; counts what it is asked.
class ManyRows : public QAbstractTableModel
{
public:
    explicit ManyRows(int rows)
        : m_end(rows)
    { }

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_end - m_first);
    }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 4; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        ++asked;
        return role == Qt::DisplayRole ? QVariant(nameOf(m_first + index.row(), index.column()))
                                       : QVariant();
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        return role == Qt::DisplayRole && orientation == Qt::Horizontal ? QVariant(u"head %1"_s.arg(section))
                                                                        : QVariant();
    }
    Qt::ItemFlags flags(const QModelIndex &index) const override
    {
        ++asked;
        return QAbstractTableModel::flags(index);
    }

    static QString nameOf(qint64 number, int column) { return u"%1/%2"_s.arg(number).arg(column); }
    qint64 numberOf(int row) const { return m_first + row; }
    void append(int rows)
    {
        beginInsertRows({}, rowCount(), rowCount() + rows - 1);
        m_end += rows;
        endInsertRows();
    }
    void removeFirst(int rows)
    {
        beginRemoveRows({}, 0, rows - 1);
        m_first += rows;
        endRemoveRows();
    }
    void change() { Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 3)); }

    mutable qint64 asked = 0;

private:
    qint64 m_first = 0;
    qint64 m_end;
};

//! Notes which rows are painted, and paints nothing.
class Painted : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *, const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        rows.insert(index.row());
        cells.insert({ index.row(), index.column() });
    }
    mutable std::set<int> rows;
    mutable std::set<std::pair<int, int>> cells;
};

constexpr int many = 1'000'000;
constexpr int height = 20;

} // namespace

class TestRowView : public QObject
{
    Q_OBJECT

    std::unique_ptr<ManyRows> model;
    std::unique_ptr<RowView> view;

    QScrollBar *bar() const { return view->verticalScrollBar(); }
    int numberAtTop() const { return int(model->numberOf(view->rowAt(0))); }
    QPoint centreOf(int row, int column = 0) const
    {
        return view->visualRect(model->index(row, column)).center();
    }
    QList<std::pair<int, int>> selected() const
    {
        QList<std::pair<int, int>> ranges;
        for (const QItemSelectionRange &range : view->selectionModel()->selection()) {
            ranges.append({ range.top(), range.bottom() });
        }
        std::ranges::sort(ranges);
        return ranges;
    }
    void drag(const QPoint &to, Qt::MouseButtons buttons = Qt::LeftButton)
    {
        QMouseEvent event(QEvent::MouseMove, to, view->viewport()->mapToGlobal(to), Qt::NoButton, buttons, {});
        QCoreApplication::sendEvent(view->viewport(), &event);
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning();
        model = std::make_unique<ManyRows>(many);
        view = std::make_unique<RowView>();
        view->setRowHeight(height);
        view->setModel(model.get());
        view->resize(500, 410);
        view->show();
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
    }
    void cleanup()
    {
        view.reset();
        model.reset();
    }

    // Nothing is done row by row, with a million of them and with all of them selected.
    void costsWhatIsInView_data()
    {
        QTest::addColumn<QString>("what");
        for (const char *what : { "append", "remove", "scroll", "select all", "change", "paint", "keys" }) {
            QTest::newRow(what) << QString::fromLatin1(what);
        }
    }

    void costsWhatIsInView()
    {
        QFETCH(QString, what);
        const qint64 cells = 4LL * (view->wholeRows() + 2);
        view->selectAll();
        QCoreApplication::processEvents();
        model->asked = 0;
        if (what == "append"_L1) {
            model->append(100'000);
        } else if (what == "remove"_L1) {
            model->removeFirst(100'000);
            QCOMPARE(selected(), (QList<std::pair<int, int>> { { 0, many - 100'001 } }));
        } else if (what == "scroll"_L1) {
            bar()->setValue(many / 2);
        } else if (what == "select all"_L1) {
            view->clearSelection();
            view->selectAll();
        } else if (what == "change"_L1) {
            model->change();
        } else if (what == "paint"_L1) {
            view->viewport()->grab();
        } else {
            QTest::keyClick(view.get(), Qt::Key_End, Qt::ShiftModifier);
            QTest::keyClick(view.get(), Qt::Key_Home, Qt::ShiftModifier);
        }
        QCoreApplication::processEvents();
        // A cell is asked for a handful of roles each time it is painted.
        QVERIFY2(model->asked <= 50 * cells, qPrintable(QString::number(model->asked)));
    }

    void placesAndRowsBelongTogether_data()
    {
        QTest::addColumn<int>("top");
        QTest::addColumn<Qt::LayoutDirection>("direction");
        for (const int top : { 0, 1, 777, many - 19 }) {
            QTest::addRow("top %d", top) << top << Qt::LeftToRight;
            QTest::addRow("top %d, right to left", top) << top << Qt::RightToLeft;
        }
    }

    void placesAndRowsBelongTogether()
    {
        QFETCH(int, top);
        QFETCH(Qt::LayoutDirection, direction);
        view->setLayoutDirection(direction);
        view->horizontalHeader()->moveSection(0, 2);
        view->setColumnHidden(1, true);
        bar()->setValue(top);
        QCOMPARE(view->rowAt(0), top);
        QCOMPARE(view->columnsInOrder(), (QList { 2, 0, 3 }));
        for (int row = top; row < top + 3; ++row) {
            for (const int column : view->columnsInOrder()) {
                QCOMPARE(view->indexAt(centreOf(row, column)), model->index(row, column));
            }
            QVERIFY(view->visualRect(model->index(row, 1)).isEmpty());
        }
        QCOMPARE(centreOf(top, 2).x() < centreOf(top, 0).x(), direction == Qt::LeftToRight);
        QVERIFY(!view->indexAt({ 10, -5 }).isValid());
    }

    // The bar counts rows, and its end shows the last row as a whole.
    void theBarCountsRows()
    {
        QCOMPARE(bar()->maximum(), many - view->wholeRows());
        QCOMPARE(bar()->pageStep(), view->wholeRows());
        view->scrollToBottom();
        QVERIFY(view->viewport()->rect().contains(view->visualRect(model->index(many - 1, 0))));
        view->resize(500, 200);
        QCOMPARE(bar()->maximum(), many - view->wholeRows());
        QCOMPARE(view->horizontalScrollBar()->maximum(), 0);
        view->setColumnWidth(0, 900);
        QVERIFY(view->horizontalScrollBar()->maximum() > 0);
        QCOMPARE(bar()->maximum(), many - view->wholeRows());
        model->removeFirst(many);
        QCOMPARE(bar()->maximum(), 0);
    }

    // What is shown stays where it is when rows come or go elsewhere, and is not painted again.
    void rowsElsewhereMoveNothing()
    {
        auto *painted = new Painted(view.get());
        view->setItemDelegate(painted);
        bar()->setValue(500'000);
        // A new delegate is a reason to paint, somewhat later.
        view->doItemsLayout();
        QTRY_VERIFY(!painted->rows.empty());
        painted->rows.clear();
        const int top = numberAtTop();
        model->removeFirst(1000);
        model->append(1000);
        QCoreApplication::processEvents();
        QCOMPARE(numberAtTop(), top);
        QCOMPARE(bar()->value(), 499'000);
        // But for the one that is under the mouse now.
        QVERIFY(painted->rows.size() <= 2);
        // Into the view: what is left begins at the top.
        model->removeFirst(499'005);
        QCOMPARE(bar()->value(), 0);
        QCOMPARE(numberAtTop(), top + 5);
    }

    void paintsWhatIsInView()
    {
        auto *painted = new Painted(view.get());
        view->setItemDelegate(painted);
        view->setColumnHidden(1, true);
        bar()->setValue(1000);
        view->viewport()->repaint();
        QCOMPARE(*painted->rows.begin(), 1000);
        QCOMPARE(*painted->rows.rbegin(), view->lastRowInView());
        QVERIFY(!painted->cells.contains({ 1000, 1 }));
        QVERIFY(painted->cells.contains({ 1000, 2 }));
    }

    void keysMoveTheCurrentRow_data()
    {
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<int>("to");
        QTest::newRow("up") << Qt::Key_Up << 999;
        QTest::newRow("down") << Qt::Key_Down << 1001;
        QTest::newRow("home") << Qt::Key_Home << 0;
        QTest::newRow("end") << Qt::Key_End << many - 1;
        // As many as fit in, which the header has a say in.
        QTest::newRow("page up") << Qt::Key_PageUp << -1;
        QTest::newRow("page down") << Qt::Key_PageDown << -2;
    }

    void keysMoveTheCurrentRow()
    {
        QFETCH(Qt::Key, key);
        QFETCH(int, to);
        const int expected = to == -1 ? 1000 - view->wholeRows()
            : to == -2                ? 1000 + view->wholeRows()
                                      : to;
        view->setCurrentIndex(model->index(1000, 2));
        QTest::keyClick(view.get(), key);
        QCOMPARE(view->currentIndex(), model->index(expected, 2));
        QCOMPARE(selected(), (QList<std::pair<int, int>> { { expected, expected } }));
        QVERIFY(view->viewport()->rect().contains(centreOf(expected, 2)));
        view->setCurrentIndex(model->index(1000, 2));
        QTest::keyClick(view.get(), key, Qt::ShiftModifier);
        QCOMPARE(selected(),
                 (QList<std::pair<int, int>> { std::minmax({ 1000, expected }) }));
    }

    void arrowsFollowTheColumnsAsTheyStand_data()
    {
        QTest::addColumn<Qt::LayoutDirection>("direction");
        QTest::addColumn<Qt::Key>("onward");
        QTest::newRow("left to right") << Qt::LeftToRight << Qt::Key_Right;
        QTest::newRow("right to left") << Qt::RightToLeft << Qt::Key_Left;
    }

    void arrowsFollowTheColumnsAsTheyStand()
    {
        QFETCH(Qt::LayoutDirection, direction);
        QFETCH(Qt::Key, onward);
        view->setLayoutDirection(direction);
        view->horizontalHeader()->moveSection(0, 2);
        view->setColumnHidden(1, true);
        view->setCurrentIndex(model->index(5, 2));
        for (const int column : { 0, 3, 3 }) {
            QTest::keyClick(view.get(), onward);
            QCOMPARE(view->currentIndex(), model->index(5, column));
        }
    }

    void clicksSelect()
    {
        bar()->setValue(100);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, centreOf(103));
        QCOMPARE(selected(), (QList<std::pair<int, int>> { { 103, 103 } }));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ControlModifier, centreOf(110));
        QCOMPARE(selected(), (QList<std::pair<int, int>> { { 103, 103 }, { 110, 110 } }));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ControlModifier, centreOf(103));
        QCOMPARE(selected(), (QList<std::pair<int, int>> { { 110, 110 } }));
        // From far away: the row where it began is no longer in view.
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, centreOf(105));
        bar()->setValue(700'000);
        QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ShiftModifier, centreOf(700'004));
        QCOMPARE(selected(), (QList<std::pair<int, int>> { { 105, 700'004 } }));
        QTest::mouseClick(view->viewport(), Qt::RightButton, {}, centreOf(700'002));
        QCOMPARE(selected(), (QList<std::pair<int, int>> { { 105, 700'004 } }));
    }

    // Rows leave while the mouse is down: the selection goes on from the row where it began.
    void draggingSelectsWhileRowsLeave()
    {
        bar()->setValue(5000);
        QTest::mousePress(view->viewport(), Qt::LeftButton, {}, centreOf(5002));
        drag(centreOf(5006));
        QCOMPARE(selected(), (QList<std::pair<int, int>> { { 5002, 5006 } }));
        model->removeFirst(1000);
        drag(centreOf(4007));
        QCOMPARE(selected(), (QList<std::pair<int, int>> { { 4002, 4007 } }));
        // Outside it is as at the edge.
        drag({ 50, -3 * height });
        QCOMPARE(selected(), (QList<std::pair<int, int>> { { 4000, 4002 } }));
        QTest::mouseRelease(view->viewport(), Qt::LeftButton, {}, centreOf(4000));
    }

    void fitsAColumnToTheRowsInView()
    {
        bar()->setValue(900'000);
        model->asked = 0;
        view->resizeColumnToContents(2);
        QVERIFY(model->asked < 1000);
        const int wide = view->columnWidth(2);
        QVERIFY(wide >= view->fontMetrics().horizontalAdvance(ManyRows::nameOf(900'000, 2)));
        bar()->setValue(0);
        view->resizeColumnToContents(2);
        QVERIFY(view->columnWidth(2) <= wide);
    }

    void isATableForAssistiveTechnology()
    {
        view->horizontalHeader()->moveSection(0, 2);
        view->setColumnHidden(1, true);
        QAccessibleInterface *of = QAccessible::queryAccessibleInterface(view.get());
        QVERIFY(of);
        QCOMPARE(of->role(), QAccessible::Table);
        QAccessibleTableInterface *table = of->tableInterface();
        QVERIFY(table);
        QCOMPARE(table->rowCount(), many);
        QCOMPARE(table->columnCount(), 3);
        QCOMPARE(table->columnDescription(0), u"head 2"_s);
        QAccessibleInterface *cell = table->cellAt(7, 1);
        QVERIFY(cell);
        QCOMPARE(cell->text(QAccessible::Name), u"7/0"_s);
        QCOMPARE(cell->role(), QAccessible::Cell);
        QCOMPARE(cell->parent(), of);
        QCOMPARE(of->child(of->indexOfChild(cell)), cell);
        QAccessibleTableCellInterface *place = cell->tableCellInterface();
        QVERIFY(place);
        QCOMPARE(place->rowIndex(), 7);
        QCOMPARE(place->columnIndex(), 1);
        QCOMPARE(place->columnHeaderCells().value(0)->text(QAccessible::Name), u"head 0"_s);
        QCOMPARE(place->columnHeaderCells().value(0)->role(), QAccessible::ColumnHeader);
        QCOMPARE(of->childAt(cell->rect().center().x(), cell->rect().center().y()), cell);
        QVERIFY(!cell->state().selected);
        QVERIFY(table->selectRow(7));
        QVERIFY(cell->state().selected);
        QVERIFY(!cell->state().offscreen);
        QCOMPARE(table->selectedRowCount(), 1);
        view->setCurrentIndex(model->index(3, 2));
        QCOMPARE(of->focusChild()->text(QAccessible::Name), u"3/2"_s);
        QVERIFY(!table->cellAt(many, 0));
        QVERIFY(!table->cellAt(0, 3));
        QVERIFY(table->cellAt(many / 2, 0)->state().offscreen);
        // A cell stays the same one wherever its row goes, and is void once that is gone.
        model->removeFirst(5);
        QCOMPARE(place->rowIndex(), 2);
        QCOMPARE(table->cellAt(2, 1), cell);
        const QAccessible::Id id = QAccessible::uniqueId(cell);
        model->removeFirst(5);
        const QAccessibleInterface *after = QAccessible::accessibleInterface(id);
        QVERIFY(!after || (!after->isValid() && after->text(QAccessible::Name).isEmpty()));
    }
};

QTEST_MAIN(TestRowView)
#include "tst_rowview.moc"
