// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Which rows there are in a TailModel: all, or those that pass its filter.

#include "models/filter/filterrun.h"
#include "models/tailmodel.h"

#include <algorithm>
#include <utility>

namespace Tailwater {

int TailModel::rows() const
{
    const qsizetype body = m_hides ? m_run->matches().count() - m_clearedMatches
                                   : qsizetype(m_shape.end - m_shape.first);
    return int(body) + head();
}

quint64 TailModel::idAt(int row) const
{
    if (row < head() || row >= rows()) {
        return 0;
    }
    return m_hides ? m_run->matches().at(m_clearedMatches + row - head())
                   : m_shape.first + quint64(row - head());
}

int TailModel::rowOf(quint64 id) const
{
    const int row = rowFrom(id);
    return idAt(row) == id && id != 0 ? row : -1;
}

int TailModel::rowFrom(quint64 id) const
{
    qsizetype body = 0;
    if (m_hides) {
        body = m_run->matches().indexFrom(id) - m_clearedMatches;
    } else if (id >= m_shape.first) {
        body = qsizetype(std::min(id, m_shape.end) - m_shape.first);
    }
    // From before all of them: at the very top, where it says how much was trimmed.
    const bool first = body <= 0 && (rows() == head() || idAt(head()) != id);
    return first ? 0 : int(std::min<qsizetype>(body + head(), rows() - 1));
}

quint64 TailModel::rowsAfter(quint64 id) const
{
    if (!m_hides) {
        return m_shape.end > id + 1 ? m_shape.end - std::max(id + 1, m_shape.first) : 0;
    }
    const MatchList &matches = m_run->matches();
    return quint64(matches.count() - std::max(matches.indexFrom(id + 1), m_clearedMatches));
}

void TailModel::setFilter(const FilterExpression &filter)
{
    m_tries = false;
    m_nextRun.reset();
    if (filter.isEmpty()) {
        if (m_run) {
            adopt({});
        }
        return;
    }
    m_nextRun = std::make_unique<FilterRun>(filter);
    connect(m_nextRun.get(), &FilterRun::progressed, this, [this, run = m_nextRun.get()] { onProgress(run); });
    m_nextRun->setSnapshot(m_shown);
    Q_EMIT filterProgressed();
}

void TailModel::tryFilter(const FilterExpression &filter)
{
    setFilter(filter);
    m_tries = m_nextRun != nullptr;
}

void TailModel::settleFilter()
{
    // One that has not come to any row yet shows itself when it has.
    if (std::exchange(m_tries, false) && m_nextRun
        && (m_nextRun->matches().end() > 0 || !m_nextRun->isBusy())) {
        adopt(std::move(m_nextRun));
    }
}

void TailModel::setFilterMode(FilterMode mode)
{
    if (std::exchange(m_filterMode, mode) != mode) {
        refilter();
    }
}

void TailModel::cancelFilter()
{
    if (m_nextRun) {
        m_nextRun->cancel();
    } else if (m_run) {
        m_run->cancel();
    }
}

void TailModel::onProgress(const FilterRun *run)
{
    if (run == m_nextRun.get()) {
        if (m_tries && run->matches().count() == 0 && run->failure().isEmpty()) {
            Q_EMIT filterProgressed();
            return;
        }
        m_tries = false;
        adopt(std::move(m_nextRun));
        return;
    }
    // Given up: what it did not come to must not be missing.
    if (!run->failure().isEmpty() && m_hides) {
        refilter();
        return;
    }
    Q_EMIT filterProgressed();
}

void TailModel::adopt(std::unique_ptr<FilterRun> run)
{
    Q_EMIT aboutToFilter();
    beginResetModel();
    // One that works for nobody any more, and may be the one that says so.
    if (m_run) {
        m_run->disconnect(this);
        m_run.release()->deleteLater();
    }
    m_run = std::move(run);
    if (m_run) {
        connect(m_run.get(), &FilterRun::aboutToAdd, this, &TailModel::onAboutToAdd);
        connect(m_run.get(), &FilterRun::added, this, &TailModel::onAdded);
        connect(m_run.get(), &FilterRun::aboutToTrim, this, &TailModel::onAboutToTrim);
        connect(m_run.get(), &FilterRun::trimmed, this, &TailModel::onTrimmed);
    }
    m_hides = m_run && m_filterMode == FilterMode::Hide && m_run->failure().isEmpty();
    countHidden();
    endResetModel();
    Q_EMIT filtered();
    Q_EMIT filterProgressed();
}

// The same filter, with another effect.
void TailModel::refilter()
{
    const bool hides = m_run && m_filterMode == FilterMode::Hide && m_run->failure().isEmpty();
    Q_EMIT aboutToFilter();
    if (hides != m_hides) {
        beginResetModel();
        m_hides = hides;
        countHidden();
        endResetModel();
    }
    Q_EMIT filtered();
    Q_EMIT filterProgressed();
}

void TailModel::countHidden()
{
    m_clearedMatches = m_run ? m_run->matches().indexFrom(m_clearedTo) : 0;
}

void TailModel::changeFiltered(const StoreSnapshot &snapshot)
{
    const Shape target = shapeOf(snapshot);
    if (m_shape.trimmedRow && !target.trimmedRow) {
        resetTo(snapshot);
        return;
    }
    m_run->setSnapshot(snapshot);
    if (target.trimmedRow && !m_shape.trimmedRow) {
        addTrimmedRow();
    }
    m_shown = snapshot;
    m_shape = target;
    if (m_shape.trimmedRow) {
        Q_EMIT dataChanged(index(0, 0), index(0, columnCount() - 1));
    }
}

void TailModel::onAboutToAdd(const FilterChunk &chunk)
{
    const auto cleared = std::ranges::lower_bound(chunk.ids, m_clearedTo) - chunk.ids.begin();
    const auto shown = int(std::ssize(chunk.ids) - cleared);
    m_clearedChange = cleared;
    if (!m_hides || shown == 0) {
        return;
    }
    Q_EMIT aboutToFilter();
    const int first = m_run->matches().goesBefore(chunk) ? head() : rows();
    m_changing = true;
    beginInsertRows({}, first, first + shown - 1);
}

void TailModel::onAdded()
{
    m_clearedMatches += std::exchange(m_clearedChange, 0);
    if (std::exchange(m_changing, false)) {
        endInsertRows();
        Q_EMIT filtered();
    }
}

void TailModel::onAboutToTrim(quint64 firstId)
{
    const qsizetype gone = m_run->matches().indexFrom(firstId);
    const qsizetype cleared = std::min(gone, m_clearedMatches);
    m_clearedChange = -cleared;
    if (m_hides && !m_resetting && gone > cleared) {
        m_changing = true;
        beginRemoveRows({}, head(), head() + int(gone - cleared) - 1);
    }
}

void TailModel::onTrimmed()
{
    m_clearedMatches += std::exchange(m_clearedChange, 0);
    if (std::exchange(m_changing, false)) {
        endRemoveRows();
    }
}

TailModel::FilterMatch TailModel::matchOf(quint64 id) const
{
    if (!m_run || !m_run->failure().isEmpty()) {
        return FilterMatch::Unknown;
    }
    if (id < m_run->matches().first() || id >= m_run->matches().end()) {
        return FilterMatch::Pending;
    }
    return m_run->matches().contains(id) ? FilterMatch::Yes : FilterMatch::No;
}

quint64 TailModel::filteredRows() const
{
    const FilterRun *run = filterRun();
    if (!run || run->matches().first() == run->matches().end()) {
        return 0;
    }
    // Data has numbers without holes; a marker that of the data after it.
    const Message first = m_shown.message(run->matches().first());
    const Message last = m_shown.message(run->matches().end() - 1);
    return last.number - first.number + (last.isData() ? 1 : 0);
}

} // namespace Tailwater
