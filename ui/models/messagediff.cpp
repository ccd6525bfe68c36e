// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/messagediff.h"

#include <algorithm>
#include <span>
#include <vector>

namespace Tailwater {

namespace {

// A table of so many cells is made to find the common lines; beyond, they are told as one block.
constexpr qsizetype mostCells = 2'000'000;

QList<QByteArray> linesOf(const QByteArray &text)
{
    return text.isEmpty() ? QList<QByteArray> {} : text.split('\n');
}

// The lines between the common beginning and the common end, by their longest common sequence.
void compareMiddle(std::span<const QByteArray> before, std::span<const QByteArray> after,
                   QList<LineChange> *result)
{
    using Kind = LineChange::Kind;
    const auto rows = qsizetype(before.size());
    const auto columns = qsizetype(after.size());
    std::vector<int> common;
    const bool small = rows == 0 || columns == 0 || rows <= mostCells / columns;
    const auto at = [&](qsizetype row, qsizetype column) -> int & {
        return common[size_t(row * (columns + 1) + column)];
    };
    if (small) {
        common.assign(size_t((rows + 1) * (columns + 1)), 0);
        for (qsizetype row = rows - 1; row >= 0; --row) {
            for (qsizetype column = columns - 1; column >= 0; --column) {
                at(row, column) = before[size_t(row)] == after[size_t(column)]
                    ? at(row + 1, column + 1) + 1
                    : std::max(at(row + 1, column), at(row, column + 1));
            }
        }
    }
    qsizetype row = 0;
    qsizetype column = 0;
    while (row < rows || column < columns) {
        const bool both = small && row < rows && column < columns;
        if (both && before[size_t(row)] == after[size_t(column)]) {
            result->append({ Kind::Same, before[size_t(row)] });
            ++row;
            ++column;
        } else if (row < rows && (!both || at(row + 1, column) >= at(row, column + 1))) {
            result->append({ Kind::Removed, before[size_t(row++)] });
        } else {
            result->append({ Kind::Added, after[size_t(column++)] });
        }
    }
}

} // namespace

QList<LineChange> compareLines(const QByteArray &before, const QByteArray &after)
{
    const QList<QByteArray> old = linesOf(before);
    const QList<QByteArray> now = linesOf(after);
    const qsizetype shorter = std::min(old.size(), now.size());
    qsizetype head = 0;
    while (head < shorter && old.at(head) == now.at(head)) {
        ++head;
    }
    qsizetype tail = 0;
    while (tail < shorter - head
           && old.at(old.size() - 1 - tail) == now.at(now.size() - 1 - tail)) {
        ++tail;
    }
    QList<LineChange> result;
    const auto addSame = [&](const QByteArray &line) {
        result.append({ LineChange::Kind::Same, line });
    };
    std::ranges::for_each(old.first(head), addSame);
    const std::span<const QByteArray> oldLines(old);
    const std::span<const QByteArray> newLines(now);
    compareMiddle(oldLines.subspan(size_t(head), size_t(old.size() - head - tail)),
                  newLines.subspan(size_t(head), size_t(now.size() - head - tail)), &result);
    std::ranges::for_each(old.last(tail), addSame);
    return result;
}

} // namespace Tailwater
