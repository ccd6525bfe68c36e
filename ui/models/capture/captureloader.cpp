// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/captureloader.h"

#include <QTimer>

#include <utility>

namespace Tailwater {

using namespace std::chrono_literals;

namespace {

constexpr qint64 indexStep = 16 * 1024 * 1024;
constexpr auto publishInterval = 33ms;
// Rows before those that are shown make a view begin anew.
constexpr auto backwardsInterval = 250ms;
constexpr auto watchInterval = 1s;

} // namespace

CaptureLoader::CaptureLoader(const QString &path, std::shared_ptr<CaptureShared> shared)
    : m_path(path)
    , m_shared(std::move(shared))
    , m_timer(new QTimer(this))
    , m_watch(new QTimer(this))
{
    m_watch->setInterval(watchInterval);
    connect(m_watch, &QTimer::timeout, this, &CaptureLoader::watch);
    m_timer->setSingleShot(true);
    m_timer->setInterval(0ms);
    connect(m_timer, &QTimer::timeout, this, &CaptureLoader::goOn);
}

CaptureLoader::~CaptureLoader() = default;

void CaptureLoader::open()
{
    if (const auto opened = m_reader.open(m_path); !opened) {
        Q_EMIT failed(opened.error());
        return;
    }
    m_window.emplace(&m_reader, CaptureWindowLimits::forFile(m_reader.size()));
    m_sincePublish.start();
    m_window->lookAt(1);
    if (!m_reader.isIndexed()) {
        m_reader.indexFurther(CaptureIndex::blockBytes * 8);
    }
    if (!step()) {
        Q_EMIT failed(m_reader.changedText());
        return;
    }
    publish(true);
    Q_EMIT opened(m_reader.header(), m_reader.identity());
    m_timer->start();
    m_watch->start();
    watch();
}

// False, and nothing more is shown, once the file is another: its rows do not belong to those that are shown.
bool CaptureLoader::step()
{
    m_more = m_window->step();
    return !m_reader.hasChanged();
}

// What is shown stays; that it is not what the file holds is to be known before anybody relies on it.
void CaptureLoader::watch()
{
    const auto match = m_reader.identity().compare(m_path);
    const QString writer = FileClaim::writerOf(m_path);
    const bool same = match == CaptureIdentity::Match::Same || match == CaptureIdentity::Match::Grown;
    const CaptureOnDisk state = !match        ? CaptureOnDisk::Gone
        : !writer.isEmpty()                    ? CaptureOnDisk::Written
        : m_reader.hasChanged() || !same       ? CaptureOnDisk::Changed
        : match == CaptureIdentity::Match::Same ? CaptureOnDisk::AsOpened
                                               : CaptureOnDisk::Grown;
    if (state != std::exchange(m_onDisk, state)) {
        Q_EMIT onDisk(state, writer);
    }
}

void CaptureLoader::lookAtWanted()
{
    if (m_window && !m_reader.hasChanged()) {
        m_window->lookAt(m_shared->wanted);
        m_jumped = true;
        m_timer->start();
    }
}

// A little of everything, and back to the event loop, where another wish may wait.
void CaptureLoader::goOn()
{
    if (!step()) {
        watch();
        return;
    }
    const bool more = m_more;
    publish(std::exchange(m_jumped, false) || !more);
    bool indexing = !m_reader.isIndexed();
    if (indexing && !m_reader.indexFurther(indexStep)) {
        indexing = false; // what can be read is shown
    }
    if (m_soughtNumber && m_reader.index().endNumber() > *m_soughtNumber) {
        find(*std::exchange(m_soughtNumber, {}));
    }
    if (more || indexing) {
        m_timer->start();
    } else if (!step()) {
        watch();
    } else if (m_more) {
        m_timer->start();
    } else {
        publish(true);
    }
}

void CaptureLoader::publish(bool now)
{
    const auto interval = m_window->hasGrownBackwards() ? backwardsInterval : publishInterval;
    if (!now && m_sincePublish.durationElapsed() < interval) {
        return;
    }
    m_sincePublish.start();
    StoreSnapshot rows = m_window->snapshot();
    const CaptureIndex &index = m_reader.index();
    const CaptureWindowLimits limits = CaptureWindowLimits::forFile(m_reader.size());
    const CaptureExtent extent {
        .rows = index.rows(),
        .dataRows = index.dataRows(),
        .size = m_reader.size(),
        .indexed = m_reader.indexedTo(),
        .tornBytes = m_reader.isIndexed() ? m_reader.tornBytes() : 0,
        .windowed = m_reader.size() > limits.bytes || index.rows() > limits.rows,
    };
    {
        const QMutexLocker lock(&m_shared->mutex);
        std::swap(m_shared->rows, rows);
        m_shared->extent = extent;
    }
    if (!m_shared->noticePending.exchange(true)) {
        Q_EMIT notice();
    }
}

std::optional<quint64> CaptureLoader::rowOf(quint64 number)
{
    const CaptureIndex &index = m_reader.index();
    if (m_reader.hasChanged() || index.blockCount() == 0 || number >= index.endNumber()) {
        return std::nullopt;
    }
    const qsizetype block = index.blockOfNumber(number);
    quint64 row = index.block(block).firstRow;
    quint64 at = index.block(block).firstNumber;
    for (const CaptureRow &each : m_reader.rows(block)) {
        if (each.kind != RowKind::Marker && at++ == number) {
            return row;
        }
        ++row;
    }
    return std::nullopt;
}

void CaptureLoader::find(quint64 number)
{
    const auto row = m_window ? rowOf(number) : std::nullopt;
    if (!row && m_window && !m_reader.isIndexed()) {
        m_soughtNumber = number;
        return;
    }
    if (row) {
        m_shared->wanted = *row;
        m_window->lookAt(*row);
        if (step()) {
            publish(true);
            m_timer->start();
        }
    }
    Q_EMIT numberFound(number, row.value_or(0));
}

} // namespace Tailwater

#include "moc_captureloader.cpp"
