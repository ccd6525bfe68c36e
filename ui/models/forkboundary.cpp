// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/forkboundary.h"

#include <algorithm>

namespace Tailwater {

using DurableStreams::Batch;
using DurableStreams::Offset;

namespace {

qsizetype sizeOf(const Batch &batch)
{
    return batch.kind != Batch::Kind::Json ? batch.bytes.size()
        : batch.malformed                  ? 1
                                           : batch.slices.size();
}

} // namespace

void ForkBoundary::begin(const ForkOrigin &origin, const Offset &from)
{
    m_boundary = origin.boundary;
    m_counts = from == Offset::beginning();
    m_amount = origin.amount;
    m_counted = 0;
    m_missed = false;
    const bool behind = !m_counts && (from.isSentinel() || from > m_boundary);
    m_passed = m_boundary.isNull() || behind;
}

std::optional<qsizetype> ForkBoundary::placeIn(const Batch &batch)
{
    if (m_passed) {
        return std::nullopt;
    }
    const qsizetype size = sizeOf(batch);
    const auto found = [this](qsizetype place) {
        m_passed = true;
        return place;
    };
    if (batch.position && batch.position->offset == m_boundary) {
        m_amount = m_counts ? m_counted + quint64(size) : m_amount;
        return found(size);
    }
    if (!batch.startOffset.isSentinel() && batch.startOffset >= m_boundary) {
        return size > 0 ? std::optional(found(0)) : std::nullopt;
    }
    if (m_counts && m_amount > 0 && m_counted + quint64(size) > m_amount) {
        return found(qsizetype(m_amount - m_counted));
    }
    m_counted += quint64(size);
    if (batch.position && batch.position->offset > m_boundary) {
        m_passed = true;
        m_missed = true;
    }
    return std::nullopt;
}

std::pair<Batch, Batch> ForkBoundary::split(const Batch &batch, qsizetype count)
{
    std::pair<Batch, Batch> parts(batch, batch);
    auto &[first, rest] = parts;
    count = std::clamp<qsizetype>(count, 0, sizeOf(batch));
    rest.firstIndex += quint64(count);
    first.position.reset();
    if (batch.kind != Batch::Kind::Json) {
        first.bytes = batch.bytes.first(count);
        rest.bytes = batch.bytes.sliced(count);
    } else if (batch.malformed) {
        (count > 0 ? rest : first).bytes.clear();
    } else {
        first.slices = batch.slices.first(count);
        rest.slices = batch.slices.sliced(count);
    }
    return parts;
}

} // namespace Tailwater
