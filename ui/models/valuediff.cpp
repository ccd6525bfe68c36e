// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What differs between two JSON texts, value by value.

#include "models/filter/decimal.h"
#include "models/jsonoutline.h"
#include "models/jsontokens.h"
#include "models/messagediff.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr qsizetype longestText = 1024 * 1024;
// Of all that is told together: a long key is in the pointer of everything below it.
constexpr qsizetype mostCharacters = 16 * 1024 * 1024;
// Tables of so many cells in all find the elements that two arrays share; beyond, they are compared by
// their numbers.
constexpr size_t mostCells = 2'000'000;

// Of so many, at most, it is looked which resemble each other.
constexpr size_t mostAlike = 60;

using Node = JsonOutline::Node;

bool isNumber(QByteArrayView value)
{
    return !value.isEmpty() && (value.front() == '-' || (value.front() >= '0' && value.front() <= '9'));
}

// Written otherwise. What no text can stand for tells nothing: half of a pair, bytes that are not UTF-8.
bool isSameValue(QByteArrayView before, QByteArrayView after)
{
    if (isNumber(before) && isNumber(after)) {
        const auto was = Decimal::parse(before);
        const auto is = Decimal::parse(after);
        return was && is && *was == *is;
    }
    if (!before.startsWith('"') || !after.startsWith('"')) {
        return false;
    }
    static const QRegularExpression half(u"\\\\u[dD][89a-fA-F]"_s);
    const QString text = jsonStringText(before);
    return text == jsonStringText(after) && !text.contains(QChar::ReplacementCharacter)
        && !text.contains(half);
}

class Comparison
{
public:
    Comparison(QByteArrayView before, QByteArrayView after)
        : m_old(before)
        , m_now(after)
    {
        const size_t both = std::min(m_old.top().size(), m_now.top().size());
        for (size_t i = 0; i < both; ++i) {
            compare(m_old.top()[i], m_now.top()[i]);
        }
        tellRest(m_old.top(), m_now.top(), both);
        // In the order of the text.
        std::ranges::stable_sort(m_added, {}, &std::pair<qsizetype, ValueChange>::first);
        for (auto &[begin, change] : m_added) {
            m_changes.append(std::move(change));
        }
    }

    ValueChanges result() const
    {
        return { m_changes, m_old.isComplete() && m_now.isComplete() && !isFull() };
    }

private:
    //! One step down, as long as it lives.
    class Step
    {
    public:
        Step(Comparison *comparison, const QString &was, const QString &is, int occurrence)
            : m_comparison(comparison)
            , m_was(comparison->m_oldPlace.size())
            , m_is(comparison->m_newPlace.size())
            , m_occurrence(std::exchange(comparison->m_occurrence,
                                         occurrence ? occurrence : comparison->m_occurrence))
        {
            comparison->m_oldPlace += u'/' + was;
            comparison->m_newPlace += u'/' + is;
        }
        ~Step()
        {
            m_comparison->m_oldPlace.truncate(m_was);
            m_comparison->m_newPlace.truncate(m_is);
            m_comparison->m_occurrence = m_occurrence;
        }
        Q_DISABLE_COPY_MOVE(Step)

    private:
        Comparison *m_comparison;
        qsizetype m_was;
        qsizetype m_is;
        int m_occurrence;
    };

    bool isFull() const { return m_characters >= mostCharacters; }

    void tell(ValueChange::Kind kind, QByteArrayView was, QByteArrayView is, qsizetype at = 0)
    {
        if (isFull()) {
            return;
        }
        const bool removed = kind == ValueChange::Kind::Removed;
        ValueChange change { kind, removed ? m_oldPlace : m_newPlace, was.toByteArray(), is.toByteArray(),
                             m_occurrence };
        m_characters += change.pointer.size() + was.size() + is.size();
        if (kind == ValueChange::Kind::Added) {
            m_added.emplace_back(at, std::move(change));
        } else {
            m_changes.append(std::move(change));
        }
    }

    void compare(int was, int is)
    {
        const Node &old = m_old.node(was);
        const Node &now = m_now.node(is);
        if (old.children.empty() && now.children.empty()) {
            const QByteArrayView before = m_old.bytes(was);
            const QByteArrayView after = m_now.bytes(is);
            // Empty ones may have blanks in them.
            const bool same = old.type == Node::Type::Scalar ? before == after : old.type == now.type;
            if (!same) {
                tell(isSameValue(before, after) ? ValueChange::Kind::Rewritten : ValueChange::Kind::Changed,
                     before, after);
            }
        } else if (now.children.empty() || (old.children.empty() && old.type != Node::Type::Scalar)) {
            // Emptied, or filled: it was there before, and is there.
            tell(ValueChange::Kind::Changed, m_old.bytes(was), m_now.bytes(is));
        } else if (old.children.empty() || old.type != now.type) {
            tellAll(ValueChange::Kind::Removed, was);
            tellAll(ValueChange::Kind::Added, is);
        } else if (old.type == Node::Type::Object) {
            compareMembers(old, now);
        } else {
            compareElements(old.children, now.children);
        }
    }

    // Each value that is in it.
    void tellAll(ValueChange::Kind kind, int index)
    {
        const bool removed = kind == ValueChange::Kind::Removed;
        const JsonOutline &outline = removed ? m_old : m_now;
        const Node &node = outline.node(index);
        if (node.children.empty()) {
            tell(kind, removed ? outline.bytes(index) : QByteArrayView(),
                 removed ? QByteArrayView() : outline.bytes(index), node.begin);
        }
        const auto members = node.type == Node::Type::Object ? membersOf(outline, node) : Members {};
        for (size_t i = 0; i < node.children.size() && !isFull(); ++i) {
            const Node &child = outline.node(node.children[i]);
            const QString name = node.type == Node::Type::Object ? child.key : QString::number(i);
            const bool several = members.contains({ child.key, 2 });
            const Step step(this, name, name, several ? child.occurrence : 0);
            tellAll(kind, node.children[i]);
        }
    }

    using Members = QHash<std::pair<QString, int>, int>;
    static Members membersOf(const JsonOutline &outline, const Node &node)
    {
        Members members;
        for (const int child : node.children) {
            members.insert({ outline.node(child).key, outline.node(child).occurrence }, child);
        }
        return members;
    }

    void compareMembers(const Node &old, const Node &now)
    {
        const Members before = membersOf(m_old, old);
        const Members after = membersOf(m_now, now);
        const auto occurrenceOf = [&](const Node &member) {
            const std::pair second { member.key, 2 };
            return before.contains(second) || after.contains(second) ? member.occurrence : 0;
        };
        for (const int child : old.children) {
            const Node &member = m_old.node(child);
            const Step step(this, member.key, member.key, occurrenceOf(member));
            if (const auto same = after.constFind({ member.key, member.occurrence }); same != after.cend()) {
                compare(child, *same);
            } else {
                tellAll(ValueChange::Kind::Removed, child);
            }
        }
        for (const int child : now.children) {
            const Node &member = m_now.node(child);
            if (!before.contains({ member.key, member.occurrence })) {
                const Step step(this, member.key, member.key, occurrenceOf(member));
                tellAll(ValueChange::Kind::Added, child);
            }
        }
    }

    void compareElement(int was, size_t before, int is, size_t after)
    {
        const Step step(this, QString::number(before), QString::number(after), 0);
        compare(was, is);
    }

    // What is in an element, in an order that tells what two have in common.
    static std::vector<size_t> contentOf(const JsonOutline &outline, int index)
    {
        std::vector<size_t> content;
        for (const int child : outline.node(index).children) {
            content.push_back(qHashMulti(0, outline.node(child).key, outline.node(child).print));
        }
        std::ranges::sort(content);
        return content;
    }

    // Which of some elements are the same but for some of what is in them.
    auto likeness(const std::vector<int> &old, size_t was, size_t oldEnd, const std::vector<int> &now, size_t is,
                  size_t newEnd) const
    {
        std::vector<std::vector<size_t>> before;
        std::vector<std::vector<size_t>> after;
        for (size_t i = was; i < oldEnd; ++i) {
            before.push_back(contentOf(m_old, old[i]));
        }
        for (size_t i = is; i < newEnd; ++i) {
            after.push_back(contentOf(m_now, now[i]));
        }
        return [before = std::move(before), after = std::move(after), was, is](size_t oldAt, size_t newAt) {
            const std::vector<size_t> &a = before[oldAt - was];
            const std::vector<size_t> &b = after[newAt - is];
            std::vector<size_t> both;
            std::ranges::set_intersection(a, b, std::back_inserter(both));
            return !both.empty() && both.size() * 2 >= std::max(a.size(), b.size());
        };
    }

    // Those that are the same at both ends, then what lies between.
    void compareElements(const std::vector<int> &old, const std::vector<int> &now)
    {
        const auto same = [&](size_t was, size_t is) {
            return m_old.node(old[was]).print == m_now.node(now[is]).print;
        };
        const size_t shorter = std::min(old.size(), now.size());
        size_t head = 0;
        while (head < shorter && same(head, head)) {
            ++head;
        }
        size_t tail = 0;
        while (tail < shorter - head && same(old.size() - 1 - tail, now.size() - 1 - tail)) {
            ++tail;
        }
        size_t was = 0;
        size_t is = 0;
        // What is shared up to here, and all before it that is not.
        const auto pairUp = [&](size_t oldEnd, size_t newEnd) {
            for (; was < oldEnd && is < newEnd; ++was, ++is) {
                compareElement(old[was], was, now[is], is);
            }
            tellElements(ValueChange::Kind::Removed, old, was, oldEnd);
            tellElements(ValueChange::Kind::Added, now, is, newEnd);
            was = oldEnd;
            is = newEnd;
        };
        const auto goTo = [&](size_t oldEnd, size_t newEnd) {
            const auto few = [](size_t count) { return count > 0 && count <= mostAlike; };
            if (few(oldEnd - was) && few(newEnd - is) && oldEnd - was != newEnd - is) {
                const auto alike = likeness(old, was, oldEnd, now, is, newEnd);
                for (const auto &[oldAt, newAt] : common(was, oldEnd, is, newEnd, alike)) {
                    pairUp(oldAt, newAt);
                    pairUp(oldAt + 1, newAt + 1);
                }
            }
            pairUp(oldEnd, newEnd);
        };
        goTo(head, head);
        for (const auto &[oldAt, newAt] : common(head, old.size() - tail, head, now.size() - tail, same)) {
            goTo(oldAt, newAt);
            goTo(oldAt + 1, newAt + 1);
        }
        goTo(old.size() - tail, now.size() - tail);
        goTo(old.size(), now.size());
    }

    void tellElements(ValueChange::Kind kind, const std::vector<int> &elements, size_t begin, size_t end)
    {
        for (size_t i = begin; i < end && !isFull(); ++i) {
            const QString index = QString::number(i);
            const Step step(this, index, index, 0);
            tellAll(kind, elements[i]);
        }
    }

    // The longest common sequence of two ranges, as pairs; none where it would take too long.
    template<typename Same>
    std::vector<std::pair<size_t, size_t>> common(size_t oldBegin, size_t oldEnd, size_t newBegin, size_t newEnd,
                                                  Same same)
    {
        std::vector<std::pair<size_t, size_t>> pairs;
        const size_t rows = oldEnd - oldBegin;
        const size_t columns = newEnd - newBegin;
        if (rows == 0 || columns == 0 || (rows + 1) > (mostCells - m_cells) / (columns + 1)) {
            return pairs;
        }
        m_cells += (rows + 1) * (columns + 1);
        std::vector<quint16> table((rows + 1) * (columns + 1), 0);
        const auto at = [&](size_t row, size_t column) -> quint16 & {
            return table[row * (columns + 1) + column];
        };
        for (size_t row = rows; row-- > 0;) {
            for (size_t column = columns; column-- > 0;) {
                at(row, column) = same(oldBegin + row, newBegin + column)
                    ? quint16(at(row + 1, column + 1) + 1)
                    : std::max(at(row + 1, column), at(row, column + 1));
            }
        }
        for (size_t row = 0, column = 0; row < rows && column < columns;) {
            if (same(oldBegin + row, newBegin + column)) {
                pairs.emplace_back(oldBegin + row++, newBegin + column++);
            } else if (at(row + 1, column) >= at(row, column + 1)) {
                ++row;
            } else {
                ++column;
            }
        }
        return pairs;
    }

    void tellRest(const std::vector<int> &old, const std::vector<int> &now, size_t from)
    {
        for (size_t i = from; i < old.size(); ++i) {
            tellAll(ValueChange::Kind::Removed, old[i]);
        }
        for (size_t i = from; i < now.size(); ++i) {
            tellAll(ValueChange::Kind::Added, now[i]);
        }
    }

    const JsonOutline m_old;
    const JsonOutline m_now;
    QString m_oldPlace;
    QString m_newPlace;
    int m_occurrence = 0; // of the last key on the way that is there several times
    QList<ValueChange> m_changes;
    std::vector<std::pair<qsizetype, ValueChange>> m_added;
    qsizetype m_characters = 0;
    size_t m_cells = 0;
};

QByteArrayView headOf(QByteArrayView text)
{
    return text.first(std::min(text.size(), longestText));
}

} // namespace

ValueChanges compareValues(QByteArrayView before, QByteArrayView after)
{
    ValueChanges result = Comparison(headOf(before), headOf(after)).result();
    result.complete = result.complete && before.size() <= longestText && after.size() <= longestText;
    return result;
}

} // namespace Tailwater
