// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/filterparser.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// Deeper than this nobody nests parentheses; the evaluation recurses as deep.
constexpr int deepest = 100;
// Of one filter, for one suggestion.
constexpr int mostRepairs = 20;

FilterNodePointer node(auto what)
{
    return std::make_shared<const FilterNode>(FilterNode { std::move(what), 0, 0 });
}

FilterNodePointer group(FilterGroup::Operator op, std::vector<FilterNodePointer> operands)
{
    return operands.size() == 1 && op != FilterGroup::Operator::Not
        ? std::move(operands.front())
        : node(FilterGroup { op, std::move(operands) });
}

} // namespace

FilterParser::Result<FilterNodePointer> FilterParser::parse()
{
    skipSpace();
    if (atEnd()) {
        return FilterNodePointer {};
    }
    auto root = parseOr();
    if (root && !atEnd()) {
        if (const Slip slip = slipOfCall()) {
            return std::unexpected(*slip);
        }
        return fail(m_at, 1, tr("there is no “(” for this “)”"));
    }
    return root;
}

FilterParser::Result<FilterNodePointer> FilterParser::parseOr()
{
    std::vector<FilterNodePointer> operands;
    do {
        auto operand = parseAnd();
        if (!operand) {
            return operand;
        }
        operands.push_back(*std::move(operand));
    } while (takeKeyword(u"OR"));
    return group(FilterGroup::Operator::Or, std::move(operands));
}

FilterParser::Result<FilterNodePointer> FilterParser::parseAnd()
{
    std::vector<FilterNodePointer> operands;
    do {
        auto operand = parseNot();
        if (!operand) {
            return operand;
        }
        operands.push_back(*std::move(operand));
        skipSpace();
        if (const Slip slip = slipOfConnective()) {
            return std::unexpected(*slip);
        }
        const qsizetype here = m_at;
        const bool alternative = takeKeyword(u"OR");
        m_at = here;
        if (atEnd() || peek() == u')' || alternative) {
            break;
        }
        takeKeyword(u"AND");
    } while (true);
    return group(FilterGroup::Operator::And, std::move(operands));
}

FilterParser::Result<FilterNodePointer> FilterParser::parseNot()
{
    skipSpace();
    bool negated = false;
    while (true) {
        if (takeKeyword(u"NOT")) {
            negated = !negated;
        } else if (peek() == u'-' && !atTermEnd(m_at + 1)) {
            negated = !negated;
            ++m_at;
        } else {
            break;
        }
        skipSpace();
    }
    auto test = parseTest();
    if (!test || !negated) {
        return test;
    }
    return group(FilterGroup::Operator::Not, { *std::move(test) });
}

FilterParser::Result<FilterNodePointer> FilterParser::parseTest()
{
    skipSpace();
    const qsizetype begin = m_at;
    auto test = parseAnyTest();
    if (!test || (*test)->end > 0) {
        return test;
    }
    auto placed = std::make_shared<FilterNode>(**test);
    placed->begin = begin;
    placed->end = m_at;
    return placed;
}

FilterParser::Result<FilterNodePointer> FilterParser::parseAnyTest()
{
    for (const QStringView keyword : { QStringView(u"AND"), QStringView(u"OR") }) {
        const qsizetype here = m_at;
        if (takeKeyword(keyword)) {
            return fail(here, keyword.size(), tr("%1 needs something on both sides; to look for the word, write \"%1\"").arg(keyword));
        }
    }
    if (atEnd() || peek() == u')') {
        return fail(m_at, 1, tr("something to look for is missing here"));
    }
    if (peek() == u'-' && atTermEnd(m_at + 1)) {
        return fail(m_at, 1, tr("there is nothing right behind this - (write -word, or \"-\" for "
                                "the sign itself)"));
    }
    if (peek() == u'(') {
        return parseParentheses();
    }
    if (peek() == u'/' && patternEnd()) {
        return parsePattern();
    }
    if (m_text.sliced(m_at).startsWith("has:"_L1)) {
        return parsePresence();
    }
    if (const Slip slip = slipOfNegation()) {
        return std::unexpected(*slip);
    }
    const qsizetype begin = m_at;
    auto name = parseField();
    if (!name) {
        return std::unexpected(name.error());
    }
    if (name->found && (atGlob(name->name) || skipToComparison())) {
        return parseFieldTest(*name, begin);
    }
    m_at = begin;
    if (const Slip slip = slipOfSteps(begin, true)) {
        return std::unexpected(*slip);
    }
    return peek() == u'"' ? parsePhrase() : parseWord();
}

FilterParser::Result<FilterNodePointer> FilterParser::parseParentheses()
{
    const qsizetype begin = m_at++;
    if (++m_depth > deepest) {
        return fail(begin, 1, tr("parentheses are nested too deep here (more than %1)").arg(deepest));
    }
    auto inner = parseOr();
    --m_depth;
    skipSpace();
    if (inner && peek() != u')') {
        return failOpen(tr("there is no “)” for this “(”"), begin);
    }
    ++m_at;
    return inner;
}

FilterParser::Result<FilterNodePointer> FilterParser::parsePhrase()
{
    auto text = takeQuoted();
    if (!text) {
        return std::unexpected(text.error());
    }
    return literal(*text);
}

// Letters beyond ASCII have a case of their own, which takes more than the comparison of bytes.
FilterNodePointer FilterParser::literal(const QString &text)
{
    const auto folds = [](QChar c) { return c.unicode() >= 0x80 && (c.isLetter() || c.isSurrogate()); };
    if (std::ranges::any_of(text, folds) && text.toLower() != text.toUpper()) {
        const QString pattern = QRegularExpression::escape(text);
        if (auto compiled = BytePattern::compile(pattern, Qt::CaseInsensitive)) {
            return node(FilterTextTest { *std::move(compiled), text });
        }
    }
    return node(FilterTextTest { LiteralSearch(text.toUtf8(), Qt::CaseInsensitive), text });
}

FilterParser::Result<FilterNodePointer> FilterParser::parseWord()
{
    const qsizetype begin = m_at;
    const QStringView word = takeWord();
    if (const Slip slip = slipOfWord(word, begin)) {
        return std::unexpected(*slip);
    }
    if (m_call < 0 && peek() == u')' && word.indexOf(u'(') > 0) {
        m_call = begin;
    }
    return literal(word.toString());
}

FilterParser::Result<BytePattern> FilterParser::compile(const QString &pattern, bool ignoreCase,
                                                        qsizetype position) const
{
    auto compiled
        = BytePattern::compile(pattern, ignoreCase ? Qt::CaseInsensitive : Qt::CaseSensitive);
    if (!compiled) {
        return fail(position + compiled.error().position, 1,
                    tr("this is no regular expression: %1").arg(compiled.error().message));
    }
    return *std::move(compiled);
}

// Where the slash is that ends the regular expression which begins here. Without one that stands at
// the end of a term, or before the flag, it is a JSON pointer.
std::optional<qsizetype> FilterParser::patternEnd() const
{
    for (qsizetype at = m_at + 1; at < m_text.size(); ++at) {
        if (m_text.at(at) == u'\\') {
            ++at;
        } else if (m_text.at(at) == u'/'
                   && (atTermEnd(at + 1) || (m_text.at(at + 1) == u'i' && atTermEnd(at + 2)))) {
            return at;
        }
    }
    return std::nullopt;
}

FilterParser::Result<FilterNodePointer> FilterParser::parsePattern()
{
    auto value = parsePatternValue();
    if (!value) {
        return std::unexpected(value.error());
    }
    return node(FilterTextTest { std::get<BytePattern>(*std::move(value)) });
}

FilterParser::Result<FilterParser::Value> FilterParser::parsePatternValue()
{
    const qsizetype begin = m_at + 1;
    const qsizetype end = *patternEnd();
    const bool ignoreCase = end + 1 < m_text.size() && m_text.at(end + 1) == u'i';
    m_at = end + (ignoreCase ? 2 : 1);
    QString pattern = m_text.sliced(begin, end - begin);
    return compile(pattern, ignoreCase, begin);
}

FilterParser::Result<FilterNodePointer> FilterParser::parsePresence()
{
    const qsizetype begin = m_at;
    m_at += 4;
    auto name = parseField();
    if (!name) {
        return std::unexpected(name.error());
    }
    if (const Slip slip = atTermEnd(m_at) ? std::nullopt : slipOfSteps(begin + 4, false)) {
        return std::unexpected(*slip);
    }
    if (!name->found || !atTermEnd(m_at)) {
        return fail(begin, m_at - begin, tr("has: needs the name of a field, such as has:value.total"));
    }
    if (const Slip slip = slipOfIndex(*name, begin + 4)) {
        return std::unexpected(*slip);
    }
    return node(FilterPresenceTest { name->field });
}

FilterParser::Result<FilterNodePointer> FilterParser::parseFieldTest(const FieldName &name,
                                                                     qsizetype begin)
{
    if (const Slip slip = slipOfIndex(name, begin)) {
        return std::unexpected(*slip);
    }
    if (const Slip slip = slipOfDenial(begin)) {
        return std::unexpected(*slip);
    }
    if (const Slip slip = slipOfComparison()) {
        return std::unexpected(*slip);
    }
    Result<FilterFieldTest> test;
    if (peek() == u':') {
        if (const Slip slip = slipOfGlob(name, begin)) {
            return std::unexpected(*slip);
        }
        ++m_at;
        test = parseComparison(name, FilterComparison::Glob);
    } else {
        test = parseComparison(name, *takeComparison());
    }
    if (!test) {
        return std::unexpected(test.error());
    }
    return node(*std::move(test));
}

std::unexpected<FilterError> FilterParser::fail(qsizetype position, qsizetype length,
                                                const QString &message) const
{
    return std::unexpected(FilterError { position, length, message });
}

std::unexpected<FilterError> FilterParser::failOpen(const QString &message,
                                                    qsizetype position) const
{
    return std::unexpected(FilterError { position, 1, message, true });
}

QString FilterError::text() const
{
    return QCoreApplication::translate("Tailwater::FilterParser", "Column %1: %2").arg(QString::number(position + 1), message);
}

QString FilterError::question() const
{
    return suggestion.isEmpty() ? QString()
                                : QCoreApplication::translate("Tailwater::FilterParser", "Did you mean %1?")
                                      .arg(suggestion);
}

std::expected<FilterExpression, FilterError> FilterExpression::parse(const QString &text, const QDateTime &now)
{
    auto root = FilterParser(text, now).parse();
    if (!root) {
        FilterError error = root.error();
        // One repair may not be enough; what is suggested can be understood.
        for (int repairs = 0; !error.suggestion.isEmpty(); ++repairs) {
            const auto then = FilterParser(error.suggestion, now).parse();
            if (then) {
                break;
            }
            error.suggestion = repairs < mostRepairs ? then.error().suggestion : QString();
        }
        error.suggestion = error.suggestion.trimmed();
        return std::unexpected(error);
    }
    FilterExpression expression;
    expression.m_text = text;
    expression.m_root = *std::move(root);
    return expression;
}

} // namespace Tailwater
