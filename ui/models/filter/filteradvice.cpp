// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/filteradvice.h"

#include "models/filter/filterexpression.h"
#include "models/filter/filtermatcher.h"
#include "models/filter/filternearest.h"
#include "models/filter/filtertext.h"
#include "models/jsontokens.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// Of one field, to see what its values are like.
constexpr qsizetype mostValues = 2'000;
constexpr qsizetype longestValue = 4'096;
constexpr qsizetype mostBytes = 64 * 1024 * 1024;

// As other languages write it between a field and a value, and what it is here.
struct WordOperator
{
    QLatin1StringView word;
    QLatin1StringView before;
    QLatin1StringView behind = {};
};
constexpr std::array wordOperators {
    WordOperator { "contains"_L1, ":*"_L1, "*"_L1 }, WordOperator { "includes"_L1, ":*"_L1, "*"_L1 },
    WordOperator { "like"_L1, ":"_L1 },              WordOperator { "matches"_L1, "~"_L1 },
    WordOperator { "startswith"_L1, "^="_L1 },       WordOperator { "endswith"_L1, "$="_L1 },
    WordOperator { "equals"_L1, "="_L1 },            WordOperator { "is"_L1, "="_L1 },
};

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

    Advice of(const FilterNode &node) const
    {
        return std::visit([&](const auto &what) { return of(what, node); }, node.what);
    }

private:
    Advice of(const FilterGroup &group, const FilterNode &node) const
    {
        Q_UNUSED(node)
        if (group.op == FilterGroup::Operator::Not) {
            return std::nullopt;
        }
        if (group.op == FilterGroup::Operator::And) {
            if (const Advice words = ofWords(group.operands)) {
                return words;
            }
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
        if (test.comparison == FilterComparison::Glob) {
            return ofGlob(test, node, values);
        }
        if (test.comparison != FilterComparison::Equal) {
            return std::nullopt;
        }
        Advice found = test.written.startsWith(u'"') ? std::nullopt : ofPlainValue(test, node);
        return found ? found : ofKind(test, node, values);
    }

    // Written without quotes: what stands for something else than itself in other languages.
    Advice ofPlainValue(const FilterFieldTest &test, const FilterNode &node) const
    {
        static const QRegularExpression several(u"[,|;]"_s);
        static const QRegularExpression digits(u"^([0-9]+)([xX]+)$"_s);
        const QString &written = test.written;
        const QString name = nameIn(node, test.field);
        if (const QStringList parts = withoutBrackets(written).split(several, Qt::SkipEmptyParts); parts.size() > 1) {
            return advice(tr("“%1” is compared as one text; several values are written with OR.").arg(written),
                          node.begin, node.end, alternatives(name, parts, node.begin, node.end));
        }
        if (written.contains(u'*')) {
            const QString glob = written.startsWith(u'/') ? filterQuoted(written) : written;
            return advice(tr("Behind = a * is only a star; behind : it is any text."), node.begin, node.end,
                          name + u':' + glob);
        }
        if (const auto range = digits.match(written); range.hasMatch()) {
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
        return std::nullopt;
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
    Advice ofWords(const std::vector<FilterNodePointer> &operands) const
    {
        for (size_t i = 1; i + 1 < operands.size(); ++i) {
            const auto *word = std::get_if<FilterTextTest>(&operands[i]->what);
            const auto *name = std::get_if<FilterTextTest>(&operands[i - 1]->what);
            if (!word || !name || operands[i - 1]->end == 0 || partOf(*operands[i - 1]) != name->literal) {
                continue;
            }
            const qsizetype begin = operands[i - 1]->begin;
            const auto field = fieldOf(name->literal);
            if (!field || valuesOf(*field).isEmpty()) {
                continue;
            }
            if (Advice list = ofList(name->literal, begin)) {
                return list;
            }
            if (Advice compared = ofWordOperator(name->literal, word->literal, begin, *operands[i + 1])) {
                return compared;
            }
        }
        return std::nullopt;
    }

    Advice ofList(const QString &name, qsizetype begin) const
    {
        static const QRegularExpression list(u"\\S+\\s+in\\s*(?:\\(([^()]+)\\)|\\[([^\\[\\]]+)\\])"_s,
                                             QRegularExpression::CaseInsensitiveOption);
        const auto found = list.match(m_text, begin, QRegularExpression::NormalMatch,
                                      QRegularExpression::AnchorAtOffsetMatchOption);
        if (!found.hasMatch()) {
            return std::nullopt;
        }
        QStringList values;
        const QString inside = found.captured(1) + found.captured(2);
        for (const QString &value : inside.split(u',', Qt::SkipEmptyParts)) {
            values.append(value.trimmed());
        }
        return advice(tr("These are words to look for; several values of a field are written with OR."), begin,
                      found.capturedEnd(), alternatives(name, values, begin, found.capturedEnd()));
    }

    Advice ofWordOperator(const QString &name, const QString &word, qsizetype begin, const FilterNode &value) const
    {
        const auto *text = std::get_if<FilterTextTest>(&value.what);
        const auto found = std::ranges::find_if(wordOperators, [&](const WordOperator &one) {
            return word.compare(one.word, Qt::CaseInsensitive) == 0;
        });
        if (found == wordOperators.end() || !text || text->literal.isEmpty() || value.end == 0) {
            return std::nullopt;
        }
        const bool quoted = partOf(value).startsWith(u'"');
        QString wanted = text->literal;
        if (found->word == "like"_L1) {
            wanted.replace(u'%', u'*').replace(u'_', u'?');
        }
        // The stars belong to the text, the signs do not.
        const QString sign = QString(found->before).remove(u'*');
        const QString star = sign.size() < found->before.size() ? u"*"_s : QString();
        wanted = star + wanted + found->behind;
        return advice(tr("“%1” is a word to look for; a field is compared with a sign.").arg(word), begin,
                      value.end, name + sign + (quoted ? filterQuoted(wanted) : wanted));
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
        const QString suggestion = m_text.first(begin) + by + m_text.sliced(end);
        return FilterAdvice { text, FilterExpression::parse(suggestion) ? suggestion : QString() };
    }

    QString alternatives(const QString &name, const QStringList &values, qsizetype begin, qsizetype end) const
    {
        QStringList tests;
        for (const QString &value : values) {
            tests.append(name + u'=' + value);
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

std::optional<FilterAdvice> filterAdvice(const FilterExpression &filter, const QList<Message> &samples)
{
    QList<Message> looked;
    qsizetype bytes = 0;
    for (const Message &message : samples) {
        // Of text another sentence speaks.
        if (message.isJson() && (bytes += message.bytes.size()) <= mostBytes) {
            looked.append(message);
        }
    }
    return filter.isEmpty() || looked.isEmpty() ? std::nullopt
                                                : Adviser(filter.text(), looked).of(*filter.root());
}

} // namespace Tailwater
