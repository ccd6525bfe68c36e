// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/tailmodel.h"

#include "models/filter/filterrun.h"

#include <algorithm>
#include <ranges>

namespace Tailwater {

TailModel::TailModel(QObject *parent)
    : TailModel(MemoryBudget::application(), parent)
{
}

TailModel::TailModel(std::shared_ptr<MemoryBudget> budget, QObject *parent)
    : QAbstractTableModel(parent)
    , m_budget(std::move(budget))
{
}

TailModel::~TailModel()
{
    pin(0);
}

TailModel::Shape TailModel::shapeOf(const StoreSnapshot &snapshot) const
{
    Shape shape;
    shape.end = snapshot.endId() + (snapshot.partial().isNull() ? 0 : 1);
    shape.first = std::min(std::max(snapshot.firstId(), m_clearedTo), shape.end);
    shape.trimmedRow = snapshot.trimmedRows() > 0 && m_clearedTo <= snapshot.firstId();
    return shape;
}

void TailModel::setSnapshot(const StoreSnapshot &snapshot)
{
    m_latest = snapshot;
    if (m_frozen && snapshot.generation() == m_shown.generation()) {
        keepWithinBudget();
        Q_EMIT waitingChanged(waiting());
        return;
    }
    show(snapshot);
}

void TailModel::pin(qint64 bytes)
{
    m_budget->pin(bytes - std::exchange(m_pinned, bytes));
}

// A frozen view keeps its rows while there is room, and then loses the oldest that left the store.
void TailModel::keepWithinBudget()
{
    pin(m_shown.footprintBefore(m_latest.firstId()));
    if (const qint64 over = m_budget->over(); over > 0 && m_pinned > 0) {
        moveTo(m_shown.without(m_latest.firstId(), over));
        pin(m_shown.footprintBefore(m_latest.firstId()));
    }
}

bool TailModel::holdsDropped(const StoreSnapshot &snapshot) const
{
    const quint64 dropped
        = snapshot.firstId() - std::min(snapshot.firstId(), m_shown.firstId());
    return !m_frozen && dropped > quint64(m_shown.rowCount()) / 16;
}

void TailModel::show(const StoreSnapshot &snapshot)
{
    pin(0);
    if (snapshot.generation() != m_shown.generation()) {
        m_clearedTo = 0;
        resetTo(snapshot);
        if (m_nextRun) {
            m_nextRun->setSnapshot(snapshot);
        }
        return;
    }
    moveTo(snapshot);
}

void TailModel::moveTo(const StoreSnapshot &snapshot)
{
    if (m_hides) {
        changeFiltered(snapshot);
    } else {
        changeTo(snapshot);
        if (m_run) {
            m_run->setSnapshot(snapshot);
        }
    }
    if (m_nextRun) {
        m_nextRun->setSnapshot(snapshot);
    }
}

void TailModel::resetTo(const StoreSnapshot &snapshot)
{
    beginResetModel();
    m_resetting = true;
    m_shown = snapshot;
    m_shape = shapeOf(snapshot);
    if (m_run) {
        m_run->setSnapshot(snapshot);
    }
    countHidden();
    m_resetting = false;
    endResetModel();
}

void TailModel::addTrimmedRow()
{
    beginInsertRows({}, 0, 0);
    m_shape.trimmedRow = true;
    endInsertRows();
}

// One removal at the head, one insertion at the end, in an order in which every state is valid.
void TailModel::changeTo(const StoreSnapshot &snapshot)
{
    const Shape target = shapeOf(snapshot);
    const bool disjoint = target.first > m_shape.end || target.first < m_shape.first
        || (m_shape.trimmedRow && !target.trimmedRow);
    if (disjoint && (rows() > 0 || target.end > target.first || target.trimmedRow)) {
        beginResetModel();
        m_shown = snapshot;
        m_shape = target;
        endResetModel();
        return;
    }
    if (const auto gone = int(target.first - m_shape.first); gone > 0) {
        beginRemoveRows({}, head(), head() + gone - 1);
        m_shape.first = target.first;
        endRemoveRows();
    }
    if (target.trimmedRow && !m_shape.trimmedRow) {
        addTrimmedRow();
    }
    const bool hadPartial = !m_shown.partial().isNull();
    const quint64 partialId = m_shown.endId();
    const int count = rows();
    if (target.end > m_shape.end) {
        beginInsertRows({}, count, count + int(target.end - m_shape.end) - 1);
        m_shown = snapshot;
        m_shape.end = target.end;
        endInsertRows();
    } else if (target.end < m_shape.end) {
        beginRemoveRows({}, count - int(m_shape.end - target.end), count - 1);
        m_shown = snapshot;
        m_shape.end = target.end;
        endRemoveRows();
    } else {
        m_shown = snapshot;
    }
    if (hadPartial) {
        if (const int row = rowOf(partialId); row >= 0) {
            Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
        }
    }
    if (m_shape.trimmedRow) {
        Q_EMIT dataChanged(index(0, 0), index(0, columnCount() - 1));
    }
}

void TailModel::setFrozen(bool frozen)
{
    if (std::exchange(m_frozen, frozen) == frozen) {
        return;
    }
    if (!frozen) {
        show(m_latest);
    }
    Q_EMIT frozenChanged(frozen);
    Q_EMIT waitingChanged(waiting());
}

quint64 TailModel::waiting() const
{
    return m_frozen && m_latest.endId() > m_shown.endId() ? m_latest.endId() - m_shown.endId() : 0;
}

void TailModel::clear()
{
    if (m_frozen) {
        setFrozen(false);
    }
    beginResetModel();
    m_clearedTo = m_shown.endId();
    m_shape = shapeOf(m_shown);
    countHidden();
    endResetModel();
}

void TailModel::undoClear()
{
    if (!m_clearedTo) {
        return;
    }
    beginResetModel();
    m_clearedTo = 0;
    m_shape = shapeOf(m_shown);
    countHidden();
    endResetModel();
}

// Numbers grow from row to row; a marker has that of the data after it.
int TailModel::rowOfNumber(quint64 number) const
{
    const auto all = std::views::iota(head(), rows());
    for (auto at = std::ranges::lower_bound(all, number, {},
                                            [this](int row) { return messageAt(row).number; });
         at != all.end(); ++at) {
        const Message message = messageAt(*at);
        if (message.number != number || message.isData()) {
            return message.number == number ? *at : -1;
        }
    }
    return -1;
}

Message TailModel::messageAt(int row) const
{
    const quint64 id = idAt(row);
    return id ? m_shown.message(id) : Message {};
}

std::optional<Marker> TailModel::markerAt(int row) const
{
    if (m_shape.trimmedRow && row == 0) {
        return Marker { .type = Marker::Type::Trimmed, .count = m_shown.trimmedRows() };
    }
    const Message message = messageAt(row);
    return !message.isNull() && message.kind == RowKind::Marker ? Marker::fromBytes(message.bytes)
                                                                 : std::nullopt;
}

void TailModel::setUserColumns(const QStringList &pointers)
{
    if (pointers == m_userColumns) {
        return;
    }
    ++m_textVersion;
    const qsizetype before = m_userColumns.size();
    if (pointers.size() > before && pointers.first(before) == m_userColumns) {
        // Only more: what the view knows of the other columns stays.
        beginInsertColumns({}, FirstUserColumn + int(before), FirstUserColumn + int(pointers.size()) - 1);
        m_userColumns = pointers;
        endInsertColumns();
        return;
    }
    // One gone: the same.
    const auto gone = std::ranges::mismatch(m_userColumns, pointers).in1 - m_userColumns.begin();
    QStringList rest = m_userColumns;
    if (gone < rest.size()) {
        rest.removeAt(gone);
    }
    if (rest == pointers) {
        const int column = FirstUserColumn + int(gone);
        beginRemoveColumns({}, column, column);
        m_userColumns = pointers;
        endRemoveColumns();
        return;
    }
    beginResetModel();
    m_userColumns = pointers;
    endResetModel();
}

void TailModel::setTimeFormat(TimeFormat format)
{
    if (std::exchange(m_timeFormat, format) == format) {
        return;
    }
    ++m_textVersion;
    if (rows() > 0) {
        Q_EMIT dataChanged(index(0, ReceivedColumn), index(rows() - 1, ReceivedColumn));
    }
}

bool TailModel::isTextFixed(int column) const
{
    return column != ReceivedColumn
        || m_timeFormat == TimeFormat::Local || m_timeFormat == TimeFormat::Utc;
}

int TailModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : rows();
}

int TailModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstUserColumn + int(m_userColumns.size());
}

Qt::ItemFlags TailModel::flags(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return Qt::NoItemFlags;
    }
    constexpr Qt::ItemFlags always = Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    // A marker can be gone to and read, but it is not data.
    return markerAt(index.row()) ? always : always | Qt::ItemIsSelectable;
}

} // namespace Tailwater

#include "moc_tailmodel.cpp"
