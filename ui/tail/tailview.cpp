// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/tailview.h"

#include "models/tailmodel.h"
#include "tail/taildelegate.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace Tailwater {

TailView::TailView(TailModel *model, QWidget *parent)
    : RowView(parent)
    , m_model(model)
    , m_delegate(new TailDelegate(this))
{
    setItemDelegate(m_delegate);
    updateFont();
    horizontalHeader()->setSectionsMovable(true);
    // In the column that says what the row is: a screen reader reads the current cell.
    setMainColumn(TailModel::PreviewColumn);
    setModel(model);
    setFrameShape(QFrame::NoFrame);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, &TailView::onScrollAction);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &TailView::noteSeen);
    connect(m_model, &TailModel::aboutToFilter, this, &TailView::onAboutToFilter);
    connect(m_model, &TailModel::filtered, this, &TailView::onFiltered);
    connect(m_model, &TailModel::filterProgressed, viewport(), qOverload<>(&QWidget::update));
}

TailView::~TailView() = default;

void TailView::updateFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(this->font().pointSizeF());
    m_delegate->setFont(font);
    setRowHeight(m_delegate->rowHeight());
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
    if (m_following) {
        scrollToBottom();
    } else if (place.id != 0) {
        verticalScrollBar()->setValue(m_model->rowFrom(place.id));
    }
    noteSeen();
    Q_EMIT unseenChanged();
}

// A filter changes rows at any place: the current one stays current while it is there, and in view if
// it was.
void TailView::onAboutToFilter()
{
    m_place = currentPlace();
    // None is current while the filter has yet to come to it.
    if (const QModelIndex current = currentIndex(); current.isValid()) {
        m_currentId = m_model->idAt(current.row());
        m_currentInView = viewport()->rect().intersects(visualRect(current));
    }
}

void TailView::onFiltered()
{
    const bool lost = !m_following && !currentIndex().isValid();
    if (const int row = m_model->rowOf(m_currentId); lost && row >= 0) {
        makeCurrent(row);
    }
    restorePlace(m_place);
    if (m_currentInView && currentIndex().isValid()) {
        scrollTo(currentIndex());
    }
    if (!currentIndex().isValid() && !isAwaited(m_currentId)) {
        m_currentInView = false;
    }
}

// True for a row that the filter has not looked at yet, so that it may come.
bool TailView::isAwaited(quint64 id) const
{
    return id != 0 && m_model->hidesRows() && m_model->matchOf(id) == TailModel::FilterMatch::Pending;
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
                                   : m_model->idAt(lastRowInView());
    if (id > m_seenTo) {
        m_seenTo = id;
        Q_EMIT unseenChanged();
    }
}

quint64 TailView::unseenRows() const
{
    return m_following ? 0 : m_model->rowsAfter(m_seenTo);
}

void TailView::makeCurrent(int row)
{
    selectionModel()->setCurrentIndex(m_model->index(row, mainColumn()),
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
    scrollTo(m_model->index(row, TailModel::NumberColumn));
    showAround(row);
    return true;
}

bool TailView::showRowInTheMiddle(quint64 id)
{
    if (!showRow(id)) {
        return false;
    }
    scrollTo(m_model->index(m_model->rowOf(id), TailModel::NumberColumn), PositionAtCenter);
    return true;
}

// With what comes before and after it, as far as there is room.
void TailView::showAround(int row)
{
    constexpr int most = 3;
    QScrollBar *bar = verticalScrollBar();
    const int inView = viewport()->height() / std::max(1, m_delegate->rowHeight());
    const int around = std::clamp((inView - 1) / 2, 0, most);
    if (row < bar->value() + around) {
        bar->setValue(row - around);
    } else if (row > bar->value() + inView - 1 - around) {
        bar->setValue(row + around - inView + 1);
    }
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
    RowView::currentChanged(current, previous);
    updateRow(previous);
    updateRow(current);
}

void TailView::focusInEvent(QFocusEvent *event)
{
    const bool awaits = !currentIndex().isValid() && isAwaited(m_currentId);
    RowView::focusInEvent(event);
    // A view that gets the focus makes its first row current, if none is. Who follows is at the end, and
    // the row that was current may come.
    if (m_following || awaits) {
        selectionModel()->clearCurrentIndex();
    }
    updateRow(currentIndex());
}

void TailView::focusOutEvent(QFocusEvent *event)
{
    RowView::focusOutEvent(event);
    updateRow(currentIndex());
}

void TailView::keyboardSearch(const QString &search)
{
    // Single keys are shortcuts here.
    Q_UNUSED(search)
}

void TailView::updateGeometries()
{
    RowView::updateGeometries();
    if (m_following) {
        scrollToBottom();
    }
    noteSeen();
}

void TailView::selectAll()
{
    setFollowing(false);
    RowView::selectAll();
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
    RowView::wheelEvent(event);
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
    RowView::mousePressEvent(event);
}

// From the end, where the user was looking.
void TailView::leaveEnd(QKeyEvent *event)
{
    const int last = m_model->rowCount() - 1;
    if (last >= 0) {
        setFollowing(false);
        makeCurrent(event->key() == Qt::Key_Up ? last : std::max(0, rowAt(0)));
    }
    event->accept();
}

void TailView::keyPressEvent(QKeyEvent *event)
{
    const bool extends = event->modifiers().testFlag(Qt::ShiftModifier);
    switch (event->key()) {
    case Qt::Key_End:
        if (!extends || !currentIndex().isValid()) {
            setFollowing(true);
            event->accept();
            return;
        }
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentIndex().isValid()) {
            Q_EMIT enterPressed(currentIndex());
        }
        event->accept();
        return;
    case Qt::Key_Home:
        if (m_model->rowCount() > 0) {
            setFollowing(false);
            if (extends && currentIndex().isValid()) {
                break;
            }
            makeCurrent(0);
            scrollToTop();
        }
        event->accept();
        return;
    case Qt::Key_Up:
    case Qt::Key_PageUp:
        if (m_following) {
            leaveEnd(event);
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
    RowView::keyPressEvent(event);
}

void TailView::changeEvent(QEvent *event)
{
    RowView::changeEvent(event);
    if (event->type() == QEvent::FontChange && m_delegate) {
        updateFont();
    }
}

} // namespace Tailwater

#include "moc_tailview.cpp"
