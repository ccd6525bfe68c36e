// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/messagediff.h"

#include "models/jsontokens.h"

#include <QHash>

#include <algorithm>
#include <ranges>
#include <span>
#include <vector>

namespace Tailwater {

namespace {

constexpr qsizetype mostValues = 20'000;
constexpr qsizetype longestText = 1024 * 1024;
constexpr size_t deepest = 200;
// A table of so many cells is made to find the common lines; beyond, they are told as one block.
constexpr qsizetype mostCells = 2'000'000;

// The scalars of a document, and its empty arrays and objects, by pointer.
class Values
{
public:
    explicit Values(QByteArrayView text)
        : m_text(text)
    {
        JsonTokenizer tokens(text);
        JsonToken token;
        while (m_complete && tokens.next(token)) {
            take(token);
        }
    }

    const std::vector<QString> &pointers() const { return m_pointers; }
    bool has(const QString &pointer) const { return m_values.contains(pointer); }
    QByteArrayView at(const QString &pointer) const { return m_values.value(pointer); }
    bool isComplete() const { return m_complete; }

private:
    struct Level
    {
        bool object = false;
        qsizetype index = 0;
        bool empty = true;
        bool atKey = false;
        qsizetype begin = 0;
        qsizetype prefix = 0; //!< of the pointer, without what is in this level
    };

    void take(const JsonToken &token)
    {
        if (token.type == JsonToken::Type::Comma) {
            if (!m_levels.empty()) {
                ++m_levels.back().index;
                m_levels.back().atKey = m_levels.back().object;
            }
        } else if (token.type == JsonToken::Type::Colon) {
            return;
        } else if (token.closes()) {
            close(token);
        } else if (!m_levels.empty() && m_levels.back().atKey) {
            m_levels.back().atKey = false;
            step(pointerToken(jsonStringText(bytesOf(token))));
        } else {
            value(token);
        }
    }

    void value(const JsonToken &token)
    {
        if (!m_levels.empty()) {
            if (!m_levels.back().object) {
                step(QString::number(m_levels.back().index));
            }
            m_levels.back().empty = false;
        }
        if (!token.opens()) {
            add(bytesOf(token));
            return;
        }
        const bool object = token.type == JsonToken::Type::BeginObject;
        m_levels.push_back({ object, 0, true, object, token.begin, m_pointer.size() });
        m_complete = m_levels.size() < deepest;
    }

    void close(const JsonToken &token)
    {
        if (m_levels.empty()) {
            return;
        }
        const Level level = m_levels.back();
        m_levels.pop_back();
        m_pointer.truncate(level.prefix);
        if (level.empty) {
            add(m_text.sliced(level.begin, token.end - level.begin));
        }
    }

    void step(const QString &name)
    {
        m_pointer.truncate(m_levels.back().prefix);
        m_pointer += u'/' + name;
    }

    void add(QByteArrayView value)
    {
        if (!m_values.contains(m_pointer)) {
            m_pointers.push_back(m_pointer);
        }
        m_values.insert(m_pointer, value);
        m_complete = m_complete && m_values.size() < mostValues;
    }

    QByteArrayView bytesOf(const JsonToken &token) const
    {
        return m_text.sliced(token.begin, token.end - token.begin);
    }

    QByteArrayView m_text;
    std::vector<Level> m_levels;
    QString m_pointer;
    std::vector<QString> m_pointers;
    QHash<QString, QByteArrayView> m_values;
    bool m_complete = true;
};

QByteArrayView headOf(QByteArrayView text)
{
    return text.first(std::min(text.size(), longestText));
}

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

ValueChanges compareValues(QByteArrayView before, QByteArrayView after)
{
    using Kind = ValueChange::Kind;
    const Values old(headOf(before));
    const Values now(headOf(after));
    ValueChanges result;
    result.complete = old.isComplete() && now.isComplete() && before.size() <= longestText
        && after.size() <= longestText;
    for (const QString &pointer : old.pointers()) {
        const QByteArrayView value = old.at(pointer);
        if (!now.has(pointer)) {
            result.changes.append({ Kind::Removed, pointer, value.toByteArray(), {} });
        } else if (now.at(pointer) != value) {
            result.changes.append(
                { Kind::Changed, pointer, value.toByteArray(), now.at(pointer).toByteArray() });
        }
    }
    for (const QString &pointer : now.pointers()) {
        if (!old.has(pointer)) {
            result.changes.append({ Kind::Added, pointer, {}, now.at(pointer).toByteArray() });
        }
    }
    return result;
}

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
