// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/captureloader.h"

#include <QTimer>

namespace Tailwater {

using namespace std::chrono_literals;

namespace {

constexpr qint64 indexStep = 16 * 1024 * 1024;
constexpr auto publishInterval = 33ms;
// Rows before those that are shown make a view begin anew.
constexpr auto backwardsInterval = 250ms;

} // namespace

CaptureLoader::CaptureLoader(const QString &path, std::shared_ptr<CaptureShared> shared)
    : m_path(path)
    , m_shared(std::move(shared))
    , m_timer(new QTimer(this))
{
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
    m_window->step();
    publish(true);
    Q_EMIT opened(m_reader.header());
    m_timer->start();
}

void CaptureLoader::lookAtWanted()
{
    if (m_window) {
        m_window->lookAt(m_shared->wanted);
        m_jumped = true;
        m_timer->start();
    }
}

// A little of everything, and back to the event loop, where another wish may wait.
void CaptureLoader::goOn()
{
    const bool more = m_window->step();
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
    } else if (m_window->step()) {
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
    if (index.blockCount() == 0 || number >= index.endNumber()) {
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
        m_window->step();
        publish(true);
        m_timer->start();
    }
    Q_EMIT numberFound(number, row.value_or(0));
}

} // namespace Tailwater

#include "moc_captureloader.cpp"
