// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/tailview.h"

#include "models/tailmodel.h"
#include "tail/taildelegate.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

namespace Tailwater {

TailView::TailView(TailModel *model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_delegate(new TailDelegate(this))
{
    setItemDelegate(m_delegate);
    updateFont();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    // A double click fits a column to the rows in view: a look at all of them would not end.
    horizontalHeader()->setResizeContentsPrecision(0);
    verticalHeader()->setResizeContentsPrecision(0);
    setModel(model);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    // Whole rows: none is cut by the header.
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &TailView::onScrollAction);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TailView::noteSeen);
}

TailView::~TailView() = default;

void TailView::updateFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(this->font().pointSizeF());
    m_delegate->setFont(font);
    verticalHeader()->setMinimumSectionSize(1);
    verticalHeader()->setDefaultSectionSize(m_delegate->rowHeight());
}

void TailView::setFollowing(bool following)
{
    if (m_following == following) {
        return;
    }
    noteSeen();
    m_following = following;
    if (following) {
        selectionModel()->clear();
        restorePlace({});
    }
    Q_EMIT followingChanged(following);
    Q_EMIT unseenChanged();
}

TailView::Place TailView::currentPlace() const
{
    const int row = rowAt(0);
    return row < 0 ? Place {} : Place { m_model->idAt(row) };
}

void TailView::restorePlace(const Place &place)
{
    executeDelayedItemsLayout();
    if (m_following) {
        scrollToBottom();
    } else if (place.id != 0) {
        const int row = m_model->rowOf(place.id);
        verticalScrollBar()->setValue(std::max(row, 0));
    }
    noteSeen();
    Q_EMIT unseenChanged();
}

int TailView::lastVisibleRow() const
{
    const int row = rowAt(viewport()->height() - 1);
    return row < 0 ? m_model->rowCount() - 1 : row;
}

quint64 TailView::topRowId() const
{
    return currentPlace().id;
}

void TailView::noteSeen()
{
    if (!isVisible()) {
        return;
    }
    const quint64 id = m_following ? m_model->idAt(m_model->rowCount() - 1)
                                   : m_model->idAt(lastVisibleRow());
    if (id > m_seenTo) {
        m_seenTo = id;
        Q_EMIT unseenChanged();
    }
}

quint64 TailView::unseenRows() const
{
    const quint64 last = m_model->idAt(m_model->rowCount() - 1);
    return !m_following && last > m_seenTo ? last - m_seenTo : 0;
}

// In the column that says what the row is: a screen reader reads the current cell.
void TailView::makeCurrent(int row)
{
    selectionModel()->setCurrentIndex(m_model->index(row, TailModel::PreviewColumn),
                                      QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

bool TailView::showRow(quint64 id)
{
    const int row = m_model->rowOf(id);
    if (row < 0) {
        return false;
    }
    setFollowing(false);
    makeCurrent(row);
    executeDelayedItemsLayout();
    scrollTo(m_model->index(row, TailModel::NumberColumn));
    return true;
}

// The whole row shows which one is current.
void TailView::updateRow(const QModelIndex &index)
{
    if (index.isValid()) {
        const QRect cell = visualRect(index);
        viewport()->update(0, cell.top(), viewport()->width(), cell.height());
    }
}

void TailView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    updateRow(previous);
    updateRow(current);
}

void TailView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    // A view that gets the focus makes its first row current, if none is. Who follows is at the end.
    if (m_following) {
        selectionModel()->clearCurrentIndex();
    }
    updateRow(currentIndex());
}

void TailView::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    updateRow(currentIndex());
}

void TailView::keyboardSearch(const QString &search)
{
    // Single keys are shortcuts here.
    Q_UNUSED(search)
}

// At the end the last row stands at the lower edge, so that the header may cut one: it is left out.
QRect TailView::cutRow() const
{
    const int row = rowAt(0);
    const int top = row < 0 ? 0 : rowViewportPosition(row);
    return top < 0 ? QRect(0, 0, viewport()->width(), top + rowHeight(row)) : QRect();
}

void TailView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (const QRect cut = cutRow(); cut.intersects(event->rect())) {
        QPainter(viewport()).fillRect(cut, palette().color(viewport()->backgroundRole()));
    }
}

// At the end the last row stands at the lower edge. A table sees to that when it scrolls only, not
// when its height changes.
void TailView::updateGeometries()
{
    QTableView::updateGeometries();
    const QScrollBar *bar = verticalScrollBar();
    const int before = verticalHeader()->offset();
    if (bar->maximum() > 0 && bar->value() == bar->maximum()) {
        verticalHeader()->setOffsetToLastSection();
    }
    if (verticalHeader()->offset() != before) {
        viewport()->update();
    }
}

void TailView::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    // Another row is cut now.
    viewport()->update(0, 0, viewport()->width(), verticalHeader()->defaultSectionSize());
}

void TailView::selectAll()
{
    setFollowing(false);
    QTableView::selectAll();
}

void TailView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        Q_EMIT zoomRequested(event->angleDelta().y() > 0 ? 1 : -1);
        event->accept();
        return;
    }
    if (event->angleDelta().y() > 0 && verticalScrollBar()->value() > 0) {
        setFollowing(false);
    }
    QTableView::wheelEvent(event);
}

void TailView::onScrollAction(int action)
{
    const QScrollBar *bar = verticalScrollBar();
    if (action != QAbstractSlider::SliderNoAction && bar->sliderPosition() < bar->value()) {
        setFollowing(false);
    }
}

void TailView::mousePressEvent(QMouseEvent *event)
{
    if (indexAt(event->position().toPoint()).isValid()) {
        setFollowing(false);
    }
    QTableView::mousePressEvent(event);
}

void TailView::keyPressEvent(QKeyEvent *event)
{
    const int last = m_model->rowCount() - 1;
    switch (event->key()) {
    case Qt::Key_End:
        setFollowing(true);
        event->accept();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentIndex().isValid()) {
            Q_EMIT enterPressed(currentIndex());
        }
        event->accept();
        return;
    case Qt::Key_Home:
        if (last >= 0) {
            setFollowing(false);
            makeCurrent(0);
            scrollToTop();
        }
        event->accept();
        return;
    case Qt::Key_Up:
    case Qt::Key_PageUp:
        if (m_following && last >= 0) {
            setFollowing(false);
            // From the end, where the user was looking.
            makeCurrent(event->key() == Qt::Key_Up ? last : std::max(0, rowAt(0)));
            scrollTo(currentIndex());
            event->accept();
            return;
        }
        break;
    case Qt::Key_Down:
    case Qt::Key_PageDown:
    case Qt::Key_Left:
    case Qt::Key_Right:
        // Already at the end, and there is no current row to go from.
        if (m_following) {
            event->accept();
            return;
        }
        break;
    default:
        break;
    }
    QTableView::keyPressEvent(event);
}

void TailView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_delegate) {
        updateFont();
    }
}

void TailView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (m_following) {
        scrollToBottom();
    }
    noteSeen();
}

} // namespace Tailwater

#include "moc_tailview.cpp"
