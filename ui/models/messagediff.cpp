// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/messagediff.h"

#include "models/jsontokens.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <ranges>
#include <span>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr qsizetype mostValues = 20'000;
constexpr qsizetype longestText = 1024 * 1024;
// A table of so many cells is made to find the common lines; beyond, they are told as one block.
constexpr qsizetype mostCells = 2'000'000;

// Of all pointers together: a long key is in the pointer of everything below it.
constexpr qsizetype mostCharacters = 16 * 1024 * 1024;
constexpr size_t deepest = 1'000;
// Stands before the number of a key that was there before; no pointer has it.
constexpr auto again = "~#"_L1;

// The scalars of a document, and its empty arrays and objects, by place: that is the pointer, with a
// sign behind each key that was there before.
class Values
{
public:
    explicit Values(QByteArrayView text)
        : m_text(text)
    {
        JsonTokenizer tokens(text);
        JsonToken token;
        while (m_complete && tokens.next(token)) {
            take(token, tokens);
        }
    }

    const std::vector<QString> &places() const { return m_places; }
    bool has(const QString &place) const { return m_values.contains(place); }
    QByteArrayView at(const QString &place) const { return m_values.value(place); }
    bool isComplete() const { return m_complete; }
    //! \brief True if a key on the way to \a place is there more than once.
    bool repeats(const QString &place) const
    {
        for (qsizetype end = place.indexOf(u'/', 1); !m_repeated.isEmpty() && end >= 0;
             end = place.indexOf(u'/', end + 1)) {
            if (m_repeated.contains(place.first(end))) {
                return true;
            }
        }
        return m_repeated.contains(place);
    }

private:
    struct Level
    {
        bool object = false;
        qsizetype index = 0;
        bool empty = true;
        bool atKey = false;
        qsizetype begin = 0;
        qsizetype prefix = 0; //!< of the place, without what is in this level
        QHash<QString, int> keys = {};
    };

    void take(JsonToken token, JsonTokenizer &tokens)
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
            key(pointerToken(jsonStringText(bytesOf(token))));
        } else if (token.opens() && m_levels.size() >= deepest) {
            // As one value, as it stands.
            const qsizetype begin = token.begin;
            enter();
            add(m_text.sliced(begin, tokens.skipValue(token) - begin));
        } else {
            value(token);
        }
    }

    void enter()
    {
        if (!m_levels.empty()) {
            if (!m_levels.back().object) {
                step(QString::number(m_levels.back().index));
            }
            m_levels.back().empty = false;
        }
    }

    void value(const JsonToken &token)
    {
        enter();
        if (!token.opens()) {
            add(bytesOf(token));
            return;
        }
        const bool object = token.type == JsonToken::Type::BeginObject;
        m_levels.push_back({ object, 0, true, object, token.begin, m_place.size() });
    }

    void close(const JsonToken &token)
    {
        if (m_levels.empty()) {
            return;
        }
        const Level level = std::move(m_levels.back());
        m_levels.pop_back();
        m_place.truncate(level.prefix);
        if (level.empty) {
            add(m_text.sliced(level.begin, token.end - level.begin));
        }
    }

    void key(const QString &name)
    {
        const int count = ++m_levels.back().keys[name];
        step(name);
        if (count > 1) {
            m_repeated.insert(m_place);
            m_place += again + QString::number(count);
            m_repeated.insert(m_place);
        }
    }

    void step(const QString &name)
    {
        m_place.truncate(m_levels.back().prefix);
        m_place += u'/' + name;
    }

    void add(QByteArrayView value)
    {
        if (!m_values.contains(m_place)) {
            m_places.push_back(m_place);
            m_characters += m_place.size();
        }
        m_values.insert(m_place, value);
        m_complete = m_values.size() < mostValues && m_characters < mostCharacters;
    }

    QByteArrayView bytesOf(const JsonToken &token) const
    {
        return m_text.sliced(token.begin, token.end - token.begin);
    }

    QByteArrayView m_text;
    std::vector<Level> m_levels;
    QString m_place;
    std::vector<QString> m_places;
    QHash<QString, QByteArrayView> m_values;
    QSet<QString> m_repeated;
    qsizetype m_characters = 0;
    bool m_complete = true;
};

// The pointer in a place, and which of several keys of a name it is below: the last such on the way.
std::pair<QString, int> pointerOf(const QString &place)
{
    QString pointer = place;
    int occurrence = 1;
    for (qsizetype at = pointer.indexOf(again); at >= 0; at = pointer.indexOf(again, at)) {
        const qsizetype end = pointer.indexOf(u'/', at);
        const qsizetype length = (end < 0 ? pointer.size() : end) - at;
        occurrence = QStringView(pointer).sliced(at + again.size(), length - again.size()).toInt();
        pointer.remove(at, length);
    }
    return { pointer, occurrence };
}

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
    const auto tell = [&](Kind kind, const QString &place, QByteArrayView was, QByteArrayView is) {
        const auto [pointer, occurrence] = pointerOf(place);
        const bool several = old.repeats(place) || now.repeats(place);
        result.changes.append({ kind, pointer, was.toByteArray(), is.toByteArray(),
                                several ? occurrence : 0 });
    };
    for (const QString &place : old.places()) {
        if (!now.has(place)) {
            tell(Kind::Removed, place, old.at(place), {});
        } else if (now.at(place) != old.at(place)) {
            tell(Kind::Changed, place, old.at(place), now.at(place));
        }
    }
    for (const QString &place : now.places()) {
        if (!old.has(place)) {
            tell(Kind::Added, place, {}, now.at(place));
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
