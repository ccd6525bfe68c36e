// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/filteradvice.h"

#include "models/filter/filterexpression.h"
#include "models/filter/filtermatcher.h"
#include "models/filter/filternearest.h"
#include "models/filter/filterspoken.h"
#include "models/filter/filtertext.h"
#include "models/jsontokens.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// Of one field, to see what its values are like.
constexpr qsizetype mostValues = 2'000;
constexpr qsizetype longestValue = 4'096;
constexpr qsizetype mostBytes = 64 * 1024 * 1024;

bool isNumber(const QByteArray &value)
{
    return value.startsWith('-') || (!value.isEmpty() && value.front() >= '0' && value.front() <= '9');
}

bool isText(const QByteArray &value)
{
    return value.startsWith('"');
}

// Of one that stands where a field may be named.
std::optional<SpokenTest> spokenTest(const QString &text, const FilterNode &node)
{
    const auto *name = std::get_if<FilterTextTest>(&node.what);
    return name && !name->literal.isNull() && node.end > 0 ? spokenTestAt(text, node.begin) : std::nullopt;
}

// Other than "5" are all numbers.
bool mayMislead(const FilterFieldTest &test)
{
    return test.field.isJson() && test.comparison == FilterComparison::NotEqual && test.written.startsWith(u'"');
}

bool mayMislead(const QString &text, const FilterNode &node)
{
    if (const auto *group = std::get_if<FilterGroup>(&node.what)) {
        return std::ranges::any_of(group->operands,
                                   [&](const FilterNodePointer &operand) { return mayMislead(text, *operand); });
    }
    const auto *test = std::get_if<FilterFieldTest>(&node.what);
    return test ? mayMislead(*test) : spokenTest(text, node).has_value();
}

class Adviser
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::FilterAdvice)

public:
    using Advice = std::optional<FilterAdvice>;

    Adviser(const QString &text, const QList<Message> &samples)
        : m_text(text)
        , m_samples(samples)
    {
    }

    // Why nothing passes.
    Advice of(const FilterNode &node) const
    {
        return std::visit([&](const auto &what) { return of(what, node); }, node.what);
    }

    // What says something else than was meant, whatever passes.
    Advice ofMisleading(const FilterNode &node) const
    {
        if (const auto *group = std::get_if<FilterGroup>(&node.what)) {
            for (const FilterNodePointer &operand : group->operands) {
                if (const Advice advice = ofMisleading(*operand)) {
                    return advice;
                }
            }
        } else if (const auto *test = std::get_if<FilterFieldTest>(&node.what); test && mayMislead(*test)) {
            return ofTextOfNumbers(*test, node, valuesOf(test->field));
        } else if (const auto spoken = spokenTest(m_text, node)) {
            return ofSpoken(*spoken, node);
        }
        return std::nullopt;
    }

private:
    Advice of(const FilterGroup &group, const FilterNode &node) const
    {
        Q_UNUSED(node)
        if (group.op == FilterGroup::Operator::Not) {
            return std::nullopt;
        }
        for (const FilterNodePointer &operand : group.operands) {
            if (const Advice advice = of(*operand)) {
                return advice;
            }
        }
        return std::nullopt;
    }

    Advice of(const FilterTextTest &test, const FilterNode &node) const
    {
        if (test.literal.size() < 2 || test.literal.front() != u'/' || partOf(node) != test.literal
            || passes(node)) {
            return std::nullopt;
        }
        return advice(tr("“%1” is looked for as it stands; a regular expression has a / at both ends.")
                          .arg(test.literal),
                      node.begin, node.end, test.literal + u'/');
    }

    Advice of(const FilterPresenceTest &test, const FilterNode &node) const
    {
        return test.field.isJson() && valuesOf(test.field).isEmpty() ? unknown(test.field, node)
                                                                     : std::nullopt;
    }

    Advice of(const FilterFieldTest &test, const FilterNode &node) const
    {
        if (!test.field.isJson() || passes(node)) {
            return std::nullopt;
        }
        const QList<QByteArray> values = valuesOf(test.field);
        if (values.isEmpty()) {
            return unknown(test.field, node);
        }
        const bool glob = test.comparison == FilterComparison::Glob;
        if (!glob && test.comparison != FilterComparison::Equal) {
            return ofTextOfNumbers(test, node, values);
        }
        const Advice found = test.written.startsWith(u'"') ? std::nullopt : ofPlainValue(test, node, values);
        return found ? found : glob ? ofGlob(test, node, values) : ofKind(test, node, values);
    }

    // Written without quotes: what stands for something else than itself in other languages.
    Advice ofPlainValue(const FilterFieldTest &test, const FilterNode &node, const QList<QByteArray> &values) const
    {
        static const QRegularExpression several(u"[,|;]"_s);
        static const QRegularExpression digits(u"^([0-9]+)([xX]+)$"_s);
        const QString &written = test.written;
        const QString name = nameIn(node, test.field);
        const bool isGlob = test.comparison == FilterComparison::Glob;
        if (const QStringList parts = withoutBrackets(written).split(several, Qt::SkipEmptyParts); parts.size() > 1) {
            return advice(tr("“%1” is compared as one text; several values are written with OR.").arg(written),
                          node.begin, node.end, alternatives(name + (isGlob ? u':' : u'='), parts, node.begin, node.end));
        }
        if (!isGlob && written.contains(u'*')) {
            const QString glob = written.startsWith(u'/') ? filterQuoted(written) : written;
            return advice(tr("Behind = a * is only a star; behind : it is any text."), node.begin, node.end,
                          name + u':' + glob);
        }
        if (const auto range = digits.match(written); range.hasMatch() && !std::ranges::any_of(values, isNumber)) {
            return advice(tr("“%1” is compared as it stands; any character is a ? behind :.").arg(written), node.begin,
                          node.end, name + u':' + range.captured(1) + QString(range.capturedLength(2), u'?'));
        } else if (range.hasMatch()) {
            const auto with = [&](QChar digit) -> QString {
                return range.captured(1) + QString(range.capturedLength(2), digit);
            };
            return advice(tr("“%1” is compared as a text; a range of numbers has two ends.").arg(written),
                          node.begin, node.end, name + u'=' + with(u'0') + u".."_s + with(u'9'));
        }
        return std::nullopt;
    }

    // [200,404] and the like.
    static QString withoutBrackets(const QString &written)
    {
        const bool enclosed = (written.startsWith(u'[') && written.endsWith(u']'))
            || (written.startsWith(u'{') && written.endsWith(u'}'));
        return enclosed ? written.sliced(1, written.size() - 2) : written;
    }

    // "5" where all values are numbers, also where 5 is not among those seen.
    Advice ofTextOfNumbers(const FilterFieldTest &test, const FilterNode &node, const QList<QByteArray> &values) const
    {
        const auto *text = std::get_if<QByteArray>(&test.value);
        if (!text || !test.written.startsWith(u'"') || test.comparison > FilterComparison::LessOrEqual
            || !Decimal::parse(*text) || values.isEmpty() || !std::ranges::all_of(values, isNumber)) {
            return std::nullopt;
        }
        return advice(tr("The values of %1 are numbers: they are compared without quotes.").arg(nameIn(node, test.field)),
                      node.end - test.written.size(), node.end, QString::fromUtf8(*text));
    }

    // A text where there are numbers, or the other way round; or in another case.
    Advice ofKind(const FilterFieldTest &test, const FilterNode &node, const QList<QByteArray> &values) const
    {
        const QString name = nameIn(node, test.field);
        const auto *text = std::get_if<QByteArray>(&test.value);
        const QString wanted = text ? QString::fromUtf8(*text) : test.written;
        for (const QByteArray &value : values) {
            const bool isText = value.startsWith('"');
            const QString own = isText ? jsonStringText(value) : QString::fromUtf8(value);
            if (text && isText && own.compare(wanted, Qt::CaseInsensitive) == 0) {
                return advice(tr("In a value upper and lower case count: it is “%1” there.").arg(own),
                              node.begin, node.end, name + u'=' + filterQuoted(own));
            }
            if (own == wanted && text && !isText) {
                return advice(tr("The value of %1 is no text there: it is compared without quotes.").arg(name),
                              node.begin, node.end, name + u'=' + own);
            }
            if (own == wanted && !text && isText) {
                return advice(tr("The value of %1 is a text there: it is compared in quotes.").arg(name),
                              node.begin, node.end, name + u'=' + filterQuoted(own));
            }
        }
        if (std::holds_alternative<Decimal>(test.value) && std::ranges::all_of(values, isText)) {
            return advice(tr("The values of %1 are texts: they are compared in quotes.").arg(name), node.begin, node.end,
                          name + u'=' + filterQuoted(wanted));
        }
        return ofTextOfNumbers(test, node, values);
    }

    Advice ofGlob(const FilterFieldTest &test, const FilterNode &node, const QList<QByteArray> &values) const
    {
        const QByteArray wanted = std::get<QByteArray>(test.value);
        const bool holds = std::ranges::any_of(values, [&](const QByteArray &value) {
            return jsonStringText(value).toUtf8().contains(wanted);
        });
        if (!holds || wanted.contains('*') || wanted.contains('?')) {
            return std::nullopt;
        }
        const QString glob = u'*' + QString::fromUtf8(wanted) + u'*';
        return advice(tr("Behind : stands the whole value; * is any text before or after it."), node.begin,
                      node.end, nameIn(node, test.field) + u':'
                          + (test.written.startsWith(u'"') ? filterQuoted(glob) : glob));
    }

    // level in (error, warn); msg contains twice: words, each for itself.
    Advice ofSpoken(const SpokenTest &spoken, const FilterNode &node) const
    {
        const auto field = fieldOf(spoken.name);
        if (!field || valuesOf(*field).isEmpty()) {
            return std::nullopt;
        }
        const QString text = spoken.list
            ? tr("These are words to look for; several values of a field are written with OR.")
            : tr("“%1” is a word to look for; a field is compared with a sign.").arg(spoken.word);
        const bool alone = node.begin == 0 && spoken.end == m_text.size();
        return advice(text, node.begin, spoken.end, spoken.filter(alone));
    }

    Advice unknown(const FilterField &field, const FilterNode &node) const
    {
        const QString text = tr("None of the messages looked into has a field “%1”.").arg(field.name);
        const QString nearest = nearestField(field.name, filterFields(m_samples));
        const QString name = nameIn(node, field);
        const qsizetype at = m_text.indexOf(name, node.begin);
        if (nearest.isEmpty() || at < 0) {
            return FilterAdvice { text };
        }
        return advice(text, at, at + name.size(), nearest);
    }

    Advice advice(const QString &text, qsizetype begin, qsizetype end, const QString &by) const
    {
        const QString suggestion = QString(m_text.first(begin) + by + m_text.sliced(end)).trimmed();
        return FilterAdvice { text, FilterExpression::parse(suggestion) ? suggestion : QString() };
    }

    // \a test: a name and a sign.
    QString alternatives(const QString &test, const QStringList &values, qsizetype begin, qsizetype end) const
    {
        QStringList tests;
        for (const QString &value : values) {
            tests.append(test + value);
        }
        const QString all = tests.join(u" OR "_s);
        const bool whole = begin == 0 && end == m_text.size();
        return whole || tests.size() < 2 ? all : u'(' + all + u')';
    }

    QString partOf(const FilterNode &node) const { return m_text.sliced(node.begin, node.end - node.begin); }

    // As it was written: in quotes, if it was.
    QString nameIn(const FilterNode &node, const FilterField &field) const
    {
        const QString quoted = filterQuoted(field.name);
        return partOf(node).contains(quoted) ? quoted : field.name;
    }

    static std::optional<FilterField> fieldOf(const QString &name)
    {
        const auto presence = FilterExpression::parse(u"has:"_s + name);
        const auto *test = presence && presence->root()
            ? std::get_if<FilterPresenceTest>(&presence->root()->what)
            : nullptr;
        return test && test->field.isJson() ? std::optional(test->field) : std::nullopt;
    }

    // True if this part by itself is no reason that nothing passes.
    bool passes(const FilterNode &node) const
    {
        const auto part = FilterExpression::parse(partOf(node));
        if (!part) {
            return true;
        }
        FilterMatcher matcher(*part);
        return std::ranges::any_of(m_samples, [&](const Message &message) {
            return matcher.match({ message.bytes, message.isJson() }) != FilterVerdict::No;
        });
    }

    QList<QByteArray> valuesOf(const FilterField &field) const
    {
        QList<QByteArray> values;
        for (const Message &message : m_samples) {
            if (message.isJson() && values.size() < mostValues) {
                field.path.anyValueIn(message.bytes, [&](QByteArrayView value) {
                    values.append(value.first(std::min(value.size(), longestValue)).toByteArray());
                    return values.size() >= mostValues;
                });
            }
        }
        return values;
    }

    const QString &m_text;
    const QList<Message> &m_samples;
};

} // namespace

QString FilterAdvice::question() const
{
    return suggestion.isEmpty()
        ? QString()
        : QCoreApplication::translate("Tailwater::FilterParser", "Did you mean %1?").arg(suggestion);
}

bool mayMislead(const FilterExpression &filter)
{
    return !filter.isEmpty() && mayMislead(filter.text(), *filter.root());
}

std::optional<FilterAdvice> filterAdvice(const FilterExpression &filter, const QList<Message> &samples, bool none)
{
    if (filter.isEmpty()) {
        return std::nullopt;
    }
    QList<Message> looked;
    qsizetype bytes = 0;
    for (const Message &message : samples) {
        // Of text another sentence speaks.
        if (message.isJson() && (bytes += message.bytes.size()) <= mostBytes) {
            looked.append(message);
        }
    }
    if (looked.isEmpty()) {
        return std::nullopt;
    }
    const Adviser adviser(filter.text(), looked);
    const auto misleading = adviser.ofMisleading(*filter.root());
    return misleading || !none ? misleading : adviser.of(*filter.root());
}

} // namespace Tailwater
