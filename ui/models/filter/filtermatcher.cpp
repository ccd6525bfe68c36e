// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/filtermatcher.h"

#include "models/jsontokens.h"

namespace Tailwater {

namespace {

using Kind = FilterField::Kind;

FilterVerdict verdict(bool yes)
{
    return yes ? FilterVerdict::Yes : FilterVerdict::No;
}

// \a order is that of the row's value to the filter's.
bool holds(FilterComparison comparison, std::strong_ordering order)
{
    switch (comparison) {
    case FilterComparison::Equal:
        return order == 0;
    case FilterComparison::NotEqual:
        return order != 0;
    case FilterComparison::Greater:
        return order > 0;
    case FilterComparison::GreaterOrEqual:
        return order >= 0;
    case FilterComparison::Less:
        return order < 0;
    case FilterComparison::LessOrEqual:
        return order <= 0;
    default:
        return false;
    }
}

template<typename T>
bool compare(const FilterFieldTest &test, const T &value, const T &limit, const T *upper)
{
    if (test.comparison == FilterComparison::Between) {
        return upper && value >= limit && value <= *upper;
    }
    return holds(test.comparison, value <=> limit);
}

// The text of a string as UTF-8; of an array, an object or another scalar its JSON.
QByteArray textOf(QByteArrayView value)
{
    return value.startsWith('"') ? jsonStringText(value).toUtf8() : value.toByteArray();
}

bool isPlainString(QByteArrayView value)
{
    return value.size() >= 2 && value.startsWith('"') && value.endsWith('"') && !value.contains('\\');
}

qsizetype characterLength(QByteArrayView text, qsizetype at)
{
    qsizetype length = 1;
    while (at + length < text.size() && (quint8(text[at + length]) & 0xc0) == 0x80) {
        ++length;
    }
    return length;
}

} // namespace

FilterMatcher::FilterMatcher(const FilterExpression &expression, quint32 steps)
    : m_expression(expression)
    , m_steps(steps)
{
    if (m_expression.root()) {
        prepare(*m_expression.root());
    }
}

void FilterMatcher::prepare(const FilterNode &node)
{
    if (const auto *group = std::get_if<FilterGroup>(&node.what)) {
        for (const FilterNodePointer &operand : group->operands) {
            prepare(*operand);
        }
    } else if (const auto *text = std::get_if<FilterTextTest>(&node.what)) {
        if (const auto *pattern = std::get_if<BytePattern>(&text->what)) {
            prepare(*pattern);
        }
    } else if (const auto *field = std::get_if<FilterFieldTest>(&node.what)) {
        if (const auto *pattern = std::get_if<BytePattern>(&field->value)) {
            prepare(*pattern);
        }
        m_needsOrigin |= field->field.kind == Kind::Time || field->field.kind == Kind::Offset;
    }
}

void FilterMatcher::prepare(const BytePattern &pattern)
{
    m_patterns.try_emplace(&pattern, pattern, m_steps);
}

FilterVerdict FilterMatcher::match(const FilterRow &row)
{
    return m_expression.root() ? match(*m_expression.root(), row) : FilterVerdict::Yes;
}

FilterVerdict FilterMatcher::match(const FilterNode &node, const FilterRow &row)
{
    return std::visit([&](const auto &what) { return match(what, row); }, node.what);
}

FilterVerdict FilterMatcher::match(const FilterGroup &group, const FilterRow &row)
{
    if (group.op == FilterGroup::Operator::Not) {
        const FilterVerdict inner = match(*group.operands.front(), row);
        return inner == FilterVerdict::Undecided ? inner : verdict(inner == FilterVerdict::No);
    }
    const bool any = group.op == FilterGroup::Operator::Or;
    const FilterVerdict decisive = verdict(any);
    FilterVerdict result = verdict(!any);
    for (const FilterNodePointer &operand : group.operands) {
        const FilterVerdict own = match(*operand, row);
        if (own == decisive) {
            return own;
        }
        if (own == FilterVerdict::Undecided) {
            result = own;
        }
    }
    return result;
}

FilterVerdict FilterMatcher::match(const FilterTextTest &test, const FilterRow &row)
{
    if (const auto *literal = std::get_if<LiteralSearch>(&test.what)) {
        return verdict(literal->isIn(row.bytes));
    }
    return search(std::get<BytePattern>(test.what), row.bytes);
}

FilterVerdict FilterMatcher::match(const FilterPresenceTest &test, const FilterRow &row)
{
    auto any = [](QByteArrayView) { return true; };
    return verdict(!test.field.isJson() || (row.json && test.field.path.anyValueIn(row.bytes, any)));
}

FilterVerdict FilterMatcher::match(const FilterFieldTest &test, const FilterRow &row)
{
    switch (test.field.kind) {
    case Kind::Size:
    case Kind::Index: {
        const auto size = quint64(std::max(row.bytes.size(), row.fullSize));
        const quint64 number = test.field.kind == Kind::Size ? size : row.number;
        return verdict(compare(test, Decimal::fromInteger(number), std::get<Decimal>(test.value),
                               std::get_if<Decimal>(&test.upper)));
    }
    case Kind::Time: {
        const auto *upper = std::get_if<FilterFieldTest::Time>(&test.upper);
        return verdict(compare(test, row.receivedMs, std::get<FilterFieldTest::Time>(test.value).milliseconds,
                               upper ? &upper->milliseconds : nullptr));
    }
    case Kind::Offset:
        return matchText(test, row.offset);
    default:
        break;
    }
    FilterVerdict result = FilterVerdict::No;
    auto decide = [&](QByteArrayView value) {
        const FilterVerdict own = matchJson(test, value);
        result = own == FilterVerdict::No ? result : own;
        return own == FilterVerdict::Yes;
    };
    if (row.json) {
        test.field.path.anyValueIn(row.bytes, decide);
    }
    return result;
}

FilterVerdict FilterMatcher::matchJson(const FilterFieldTest &test, QByteArrayView value)
{
    const bool differs = test.comparison == FilterComparison::NotEqual;
    if (const auto *number = std::get_if<Decimal>(&test.value)) {
        const char c = value.front();
        const std::optional<Decimal> own
            = c == '-' || (c >= '0' && c <= '9') ? Decimal::parse(value) : std::nullopt;
        return verdict(own ? compare(test, *own, *number, std::get_if<Decimal>(&test.upper)) : differs);
    }
    if (const auto *word = std::get_if<FilterFieldTest::Word>(&test.value)) {
        return verdict((value == word->word) != differs);
    }
    const bool needsString = std::holds_alternative<QByteArray>(test.value)
        && test.comparison < FilterComparison::Matches;
    if (needsString && !value.startsWith('"')) {
        return verdict(differs);
    }
    return isPlainString(value) ? matchText(test, value.sliced(1, value.size() - 2))
                                : matchText(test, textOf(value));
}

FilterVerdict FilterMatcher::matchText(const FilterFieldTest &test, QByteArrayView text)
{
    if (const auto *pattern = std::get_if<BytePattern>(&test.value)) {
        return search(*pattern, text);
    }
    const QByteArrayView wanted = std::get<QByteArray>(test.value);
    switch (test.comparison) {
    case FilterComparison::StartsWith:
        return verdict(text.startsWith(wanted));
    case FilterComparison::EndsWith:
        return verdict(text.endsWith(wanted));
    case FilterComparison::Glob:
        return verdict(matchesGlob(text, wanted));
    default:
        break;
    }
    const auto *upper = std::get_if<QByteArray>(&test.upper);
    if (test.comparison == FilterComparison::Between) {
        return verdict(upper && text.compare(wanted) >= 0 && text.compare(*upper) <= 0);
    }
    return verdict(holds(test.comparison, text.compare(wanted) <=> 0));
}

FilterVerdict FilterMatcher::search(const BytePattern &pattern, QByteArrayView text)
{
    switch (m_patterns.at(&pattern).search(text)) {
    case BytePattern::Result::No:
        return FilterVerdict::No;
    case BytePattern::Result::Yes:
        return FilterVerdict::Yes;
    case BytePattern::Result::LimitExceeded:
        break;
    }
    return FilterVerdict::Undecided;
}

bool matchesGlob(QByteArrayView text, QByteArrayView glob)
{
    qsizetype at = 0;
    qsizetype want = 0;
    qsizetype star = -1; // the last star, and the text that it took
    qsizetype taken = 0;
    while (at < text.size()) {
        if (want < glob.size() && glob[want] == '*') {
            star = want++;
            taken = at;
        } else if (want < glob.size() && glob[want] == '?') {
            at += characterLength(text, at);
            ++want;
        } else if (want < glob.size() && glob[want] == text[at]) {
            ++at;
            ++want;
        } else if (star >= 0) {
            want = star + 1;
            at = ++taken;
        } else {
            return false;
        }
    }
    while (want < glob.size() && glob[want] == '*') {
        ++want;
    }
    return want == glob.size();
}

} // namespace Tailwater
