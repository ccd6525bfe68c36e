// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What looks like a test or an operator and is none: it is told of, with what may have been meant, so
// that nobody takes words for a comparison.

#include "models/filter/filterparser.h"
#include "models/filter/filterspoken.h"
#include "models/filter/filtertext.h"
#include "models/jsontokens.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

struct Confusion
{
    QLatin1StringView written;
    QLatin1StringView meant;
};

// The longer ones first. As other languages write them.
constexpr std::array comparisons {
    Confusion { "==="_L1, "="_L1 }, Confusion { "!=="_L1, "!="_L1 }, Confusion { "=="_L1, "="_L1 },
    Confusion { "=>"_L1, ">="_L1 }, Confusion { "=<"_L1, "<="_L1 },  Confusion { "<>"_L1, "!="_L1 },
    Confusion { "=~"_L1, "~"_L1 },  Confusion { "~="_L1, "~"_L1 },
};
constexpr std::array connectives {
    Confusion { "&&"_L1, "AND"_L1 },
    Confusion { "||"_L1, "OR"_L1 },
    Confusion { "and"_L1, "AND"_L1 },
    Confusion { "or"_L1, "OR"_L1 },
};

bool isComparisonSign(QChar c)
{
    return QStringView(u"=!<>~^$").contains(c);
}

// In words that are not all in capitals; those are operators.
bool isWord(QStringView word, QLatin1StringView wanted)
{
    return word.compare(wanted, Qt::CaseInsensitive) == 0 && word != QString(wanted).toUpper();
}

constexpr QStringView quotedStep = u"\"(?:[^\"\\\\]|\\\\.)*\"";
constexpr QStringView plainStep = u"[\\p{L}\\p{N}_@-]+";

// Names and indices in a row, some of them in quotes.
const QRegularExpression &stepsPattern()
{
    static const QRegularExpression steps(u"(?:%1|%2)(?:\\.(?:%1|%2)|\\[(?:[0-9]+|\\*|%1|'[^']*')\\])+"_s.arg(
                                              quotedStep, plainStep),
                                          QRegularExpression::UseUnicodePropertiesOption);
    return steps;
}

// As a filter names it; empty if it cannot.
QString nameOfSteps(const QString &written)
{
    static const QRegularExpression each(u"(?<quoted>%1|'[^']*')|\\[(?<any>\\*)\\]|(?<plain>%2)"_s.arg(
                                             quotedStep, plainStep),
                                         QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression name(u"^[\\p{L}_][\\p{L}\\p{N}_]*$"_s,
                                         QRegularExpression::UseUnicodePropertiesOption);
    QString pointer;
    QString dotted;
    bool any = false;
    bool plain = true;
    for (const QRegularExpressionMatch &step : each.globalMatch(written)) {
        if (step.hasCaptured(u"any"_s)) {
            any = true;
            dotted += u"[*]"_s;
            continue;
        }
        QString text = step.captured();
        if (step.hasCaptured(u"quoted"_s)) {
            text = text.sliced(1, text.size() - 2);
            text.replace(u"\\\""_s, u"\""_s).replace(u"\\\\"_s, u"\\"_s);
        }
        const bool index = step.hasCaptured(u"plain"_s) && std::ranges::all_of(text, [](QChar c) { return c.isDigit(); });
        plain = plain && (index || name.match(text).hasMatch());
        pointer += u'/' + pointerToken(text);
        dotted += (dotted.isEmpty() ? QString() : u"."_s) + text;
    }
    return !any ? filterFieldName(pointer) : plain ? dotted : QString();
}

} // namespace

FilterError FilterParser::repaired(qsizetype begin, qsizetype end, const QString &by,
                                   const QString &message) const
{
    return { begin, std::max<qsizetype>(1, end - begin), message, false,
             m_text.first(begin) + by + m_text.sliced(end) };
}

// Between two tests.
FilterParser::Slip FilterParser::slipOfConnective() const
{
    const QStringView word = peekWord(m_at);
    const qsizetype end = m_at + word.size();
    const qsizetype next = pastSpace(end);
    if (next >= m_text.size() || m_text.at(next) == u')') {
        return std::nullopt;
    }
    const bool sign = word == u"&&" || word == u"||";
    const auto found = std::ranges::find_if(connectives, [&](const Confusion &one) {
        return sign ? word == one.written : isWord(word, one.written);
    });
    if (found == connectives.end()) {
        return std::nullopt;
    }
    return repaired(m_at, end, found->meant,
                    tr("the operator is written %1; to look for “%2”, write \"%2\"")
                        .arg(QString(found->meant), word));
}

// Where the word before \a at begins, which may name a field: the one before “is” and “not”.
qsizetype FilterParser::nameBefore(qsizetype at) const
{
    qsizetype end = at;
    while (end > 0 && m_text.at(end - 1).isSpace()) {
        --end;
    }
    qsizetype begin = end;
    if (end > 1 && m_text.at(end - 1) == u'"') {
        begin = std::max<qsizetype>(0, m_text.lastIndexOf(u'"', end - 2));
    } else {
        while (begin > 0 && !m_text.at(begin - 1).isSpace() && m_text.at(begin - 1) != u'(') {
            --begin;
        }
        begin += begin < end && m_text.at(begin) == u'-' ? 1 : 0;
    }
    const QStringView word = QStringView(m_text).sliced(begin, end - begin);
    const bool operates
        = word.compare("is"_L1, Qt::CaseInsensitive) == 0 || word.compare("not"_L1, Qt::CaseInsensitive) == 0;
    return operates && begin > 0 ? nameBefore(begin) : begin;
}

// level not in (error, warn): the operator is behind the name, at \a at.
FilterParser::Slip FilterParser::slipOfList(qsizetype at) const
{
    const qsizetype begin = nameBefore(at);
    const auto spoken = begin < at ? spokenTestAt(m_text, begin) : std::nullopt;
    if (!spoken || !spoken->list || spoken->end <= at) {
        return std::nullopt;
    }
    const bool alone = begin == 0 && spoken->end == m_text.size();
    return repaired(begin, spoken->end, spoken->filter(alone),
                    tr("several values of a field are written with OR, and - before them for none of them; to look "
                       "for the words, put them in quotes"));
}

// Before a test.
FilterParser::Slip FilterParser::slipOfNegation() const
{
    const QChar next = peek(1);
    if (peek() == u'!' && (next.isLetterOrNumber() || QStringView(u"_\"(/").contains(next))) {
        return repaired(m_at, m_at + 1, u"-"_s,
                        tr("the opposite is written - or NOT; to look for “%1”, write \"%1\"")
                            .arg(peekWord(m_at)));
    }
    const QStringView word = peekWord(m_at);
    const qsizetype end = m_at + word.size();
    const qsizetype at = pastSpace(end);
    if (!isWord(word, "not"_L1) || at >= m_text.size() || m_text.at(at) == u')') {
        return std::nullopt;
    }
    if (const Slip list = slipOfList(m_at)) {
        return list;
    }
    const QStringView behind = peekWord(at);
    if (behind == u"OR" || behind == u"AND" || isComparisonSign(m_text.at(at))) {
        return std::nullopt;
    }
    return repaired(m_at, end, u"NOT"_s,
                    tr("the operator is written %1; to look for “%2”, write \"%2\"")
                        .arg(u"NOT"_s, word));
}

// Behind the name of a field.
FilterParser::Slip FilterParser::slipOfComparison() const
{
    const QStringView rest = QStringView(m_text).sliced(m_at);
    const auto found = std::ranges::find_if(
        comparisons, [&](const Confusion &one) { return rest.startsWith(one.written); });
    if (found == comparisons.end()) {
        return std::nullopt;
    }
    qsizetype begin = m_at;
    while (begin > 0 && m_text.at(begin - 1).isSpace()) {
        --begin;
    }
    const qsizetype signs = m_at + found->written.size();
    FilterError error
        = repaired(begin, pastSpace(signs), found->meant,
                   tr("%1 is no comparison; to look for this text, or for a value that begins "
                      "so, put it in quotes")
                       .arg(QString(found->written)));
    error.position = m_at;
    error.length = signs - m_at;
    return error;
}

// !~ and !: behind the name of a field: in other languages the opposite of ~ and of : that stand there.
bool FilterParser::atDenial() const
{
    const bool matches = peek(1) == u'~' && pastSpace(m_at + 2) < m_text.size();
    return peek() == u'!' && (matches || (peek(1) == u':' && !atTermEnd(m_at + 2)));
}

// name!~x
FilterParser::Slip FilterParser::slipOfDenial(qsizetype begin) const
{
    if (!atDenial()) {
        return std::nullopt;
    }
    const QString sign = m_text.sliced(m_at + 1, 1);
    qsizetype nameEnd = m_at;
    while (nameEnd > begin && m_text.at(nameEnd - 1).isSpace()) {
        --nameEnd;
    }
    const qsizetype value = sign == u":"_s ? m_at + 2 : pastSpace(m_at + 2);
    const QString name = m_text.sliced(begin, nameEnd - begin);
    FilterError error
        = repaired(begin, value, u'-' + name + sign,
                   tr("!%1 is no comparison: the opposite is written with - before the name of the field; "
                      "to look for this text, put it in quotes")
                       .arg(sign));
    error.position = m_at;
    error.length = 2;
    return error;
}

// total:>100, as search engines write it.
FilterParser::Slip FilterParser::slipOfGlob(const FieldName &name, qsizetype begin) const
{
    const qsizetype at = m_at + 1;
    qsizetype signs = at;
    while (signs < m_text.size() && QStringView(u"<>=").contains(m_text.at(signs))) {
        ++signs;
    }
    const QStringView word = peekWord(signs);
    const bool time = name.field.kind == FilterField::Kind::Time && parseFilterTime(word, m_now);
    const QStringView sign = QStringView(m_text).sliced(at, signs - at);
    const bool known = sign == u">" || sign == u"<" || sign == u">=" || sign == u"<=" || sign == u"=";
    if (!known || !(time || parseQuantity(word))) {
        return std::nullopt;
    }
    FilterError error = repaired(begin, at, m_text.sliced(begin, m_at - begin),
                                 tr("behind : stands a text; a comparison is written without it; for "
                                    "this text, put it in quotes"));
    error.position = m_at;
    error.length = signs - m_at;
    return error;
}

// exists(order): a word that has parentheses of its own, as other languages call functions.
FilterParser::Slip FilterParser::slipOfCall() const
{
    // level in(error, warn)
    qsizetype word = std::max<qsizetype>(0, m_text.lastIndexOf(u'(', m_at));
    while (word > 0 && !m_text.at(word - 1).isSpace()) {
        --word;
    }
    if (const Slip list = slipOfList(word)) {
        return list;
    }
    if (m_call < 0) {
        return std::nullopt;
    }
    const qsizetype open = m_text.indexOf(u'(', m_call);
    const qsizetype close = m_text.indexOf(u')', open);
    const QString called = m_text.sliced(m_call, open - m_call);
    const QString inside = m_text.sliced(open + 1, close - open - 1);
    static constexpr std::array presences { "exists"_L1, "has"_L1, "defined"_L1, "isset"_L1 };
    const bool presence = std::ranges::any_of(
        presences, [&](QLatin1StringView name) { return called.compare(name, Qt::CaseInsensitive) == 0; });
    if (presence && FilterParser(u"has:"_s + inside, m_now).parse()) {
        return repaired(m_call, close + 1, u"has:"_s + inside,
                        tr("that a member is there is written %1; to look for this text, put it in "
                           "quotes").arg(u"has:"_s + inside));
    }
    return repaired(m_call, close + 1, filterQuoted(m_text.sliced(m_call, close + 1 - m_call)),
                    tr("this “(” belongs to a word, as it stands right behind it, and has a “)” that "
                       "ends a group: put the text in quotes, or a blank before “(”"));
}

// items[x]: only elements of arrays have numbers.
FilterParser::Slip FilterParser::slipOfIndex(const FieldName &name, qsizetype begin) const
{
    if (m_text.at(begin) == u'"' || m_text.at(begin) == u'/') {
        return std::nullopt;
    }
    for (qsizetype open = name.name.indexOf(u'['); open >= 0; open = name.name.indexOf(u'[', open + 1)) {
        const qsizetype close = name.name.indexOf(u']', open);
        const QStringView inside
            = QStringView(name.name).sliced(open + 1, (close < 0 ? name.name.size() : close) - open - 1);
        const bool number = !inside.isEmpty() && std::ranges::all_of(inside, [](QChar c) {
            return c >= u'0' && c <= u'9';
        });
        if (inside.size() > 1 && inside.startsWith(u'-')
            && std::ranges::all_of(inside.sliced(1), [](QChar c) { return c.isDigit(); })) {
            return FilterError { begin + open, close < 0 ? 1 : close + 1 - open,
                                 tr("elements are counted from 0, at the beginning; from the end "
                                    "nothing is counted. [*] is any of them") };
        }
        if (inside == u"*") {
            continue;
        }
        if (close < 0 || !number) {
            const qsizetype end = begin + (close < 0 ? name.name.size() : close + 1);
            const QString member = inside.isEmpty()
                ? u"[*]"_s
                : (open > 0 ? u"."_s : QString()) + inside.toString();
            return repaired(begin + open, end, member,
                            tr("between [ and ] stands the number of an element, or * for any; a "
                               "member is written with a point"));
        }
    }
    return std::nullopt;
}

// "user"."city", user."first name", user["city"], "odd name"[1]: a pointer says it in one.
FilterParser::Slip FilterParser::slipOfSteps(qsizetype begin, bool compares)
{
    const auto found = stepsPattern().match(m_text, begin, QRegularExpression::NormalMatch,
                                            QRegularExpression::AnchorAtOffsetMatchOption);
    const QString written = found.captured();
    if (!found.hasMatch() || !(written.contains(u'"') || written.contains(u'\''))) {
        return std::nullopt;
    }
    const qsizetype end = found.capturedEnd();
    const qsizetype here = std::exchange(m_at, end);
    const bool compared = atGlob(written) || skipToComparison();
    m_at = here;
    if (compares ? !compared : !atTermEnd(end)) {
        return std::nullopt;
    }
    const QString name = nameOfSteps(written);
    FilterError error
        = repaired(begin, end, name,
                    tr("behind a name in quotes nothing of the name goes on, nor do quotes begin within one: the whole "
                       "is written as a pointer"));
    // A pointer has nothing that stands for any element.
    error.suggestion = name.isEmpty() ? QString() : error.suggestion;
    return error;
}

FilterParser::Slip FilterParser::slipOfWord(QStringView word, qsizetype begin) const
{
    const bool compares = std::ranges::any_of(word, [](QChar c) { return QStringView(u"=<>").contains(c); });
    if (compares && std::ranges::all_of(word, isComparisonSign)) {
        return FilterError { begin, word.size(),
                             tr("the field that is compared is missing before %1; to look for the "
                                "sign, write \"%1\"").arg(word) };
    }
    // As in JSONPath.
    const bool root = word.startsWith(u"$.") || word.startsWith(u"$[");
    if (root && std::ranges::any_of(word.sliced(1), isComparisonSign)) {
        return repaired(begin, begin + (word.at(1) == u'.' ? 2 : 1), {},
                        tr("a member is written without $; to look for “%1”, write \"%1\"").arg(word));
    }
    return std::nullopt;
}

// 'x': these are no quotes.
FilterParser::Slip FilterParser::slipOfQuotes() const
{
    if (peek() != u'\'') {
        return std::nullopt;
    }
    qsizetype end = m_text.indexOf(u'\'', m_at + 1);
    while (end >= 0 && !atTermEnd(end + 1)) {
        end = m_text.indexOf(u'\'', end + 1);
    }
    if (end < 0) {
        return std::nullopt;
    }
    return repaired(m_at, end + 1, filterQuoted(m_text.sliced(m_at + 1, end - m_at - 1)),
                    tr("quotes are written \"…\"; for a text with ' at its ends, write \"'…'\""));
}

// 5..1: nothing is at least 5 and at most 1.
FilterParser::Slip FilterParser::slipOfOrder(const Value &lower, const Value &upper, QStringView word,
                                             qsizetype position) const
{
    const auto above = [&]<typename T>(const T &low) {
        if constexpr (std::is_same_v<T, FilterFieldTest::Time>) {
            return low.milliseconds > std::get<T>(upper).milliseconds;
        } else if constexpr (std::is_same_v<T, Decimal> || std::is_same_v<T, QByteArray>) {
            return low > std::get<T>(upper);
        } else {
            return false;
        }
    };
    if (!std::visit(above, lower)) {
        return std::nullopt;
    }
    const qsizetype dots = word.indexOf(u"..");
    return repaired(position, position + word.size(),
                    word.sliced(dots + 2).toString() + u".."_s + word.first(dots).toString(),
                    tr("no value is between these: the lower end of a range comes first; "
                       "for this text, put it in quotes"));
}

// 10.. and ..10 are texts, which nobody means who writes them.
FilterParser::Slip FilterParser::slipOfRange(const FieldName &name, QStringView word,
                                             qsizetype position) const
{
    const bool from = word.endsWith(u"..");
    const bool to = word.startsWith(u"..");
    if (from == to) {
        return std::nullopt;
    }
    const QStringView end = from ? word.chopped(2) : word.sliced(2);
    if (!parseQuantity(end) && !(name.field.kind == FilterField::Kind::Time && parseFilterTime(end, m_now))) {
        return std::nullopt;
    }
    qsizetype begin = position;
    while (begin > 0 && (m_text.at(begin - 1).isSpace() || m_text.at(begin - 1) == u'=')) {
        --begin;
    }
    FilterError error = repaired(begin, position + word.size(), (from ? u">="_s : u"<="_s) + end.toString(),
                                 tr("a range needs both ends; for this text, put it in quotes"));
    error.position = position;
    error.length = word.size();
    return error;
}

} // namespace Tailwater
