// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/filterspoken.h"

#include "models/filter/filterexpression.h"
#include "models/filter/filtertext.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// What it is here. A star belongs to the value.
struct WordOperator
{
    QLatin1StringView word;
    QLatin1StringView sign;
    QLatin1StringView before = {};
    QLatin1StringView behind = {};
};
constexpr std::array wordOperators {
    WordOperator { "contains"_L1, ":"_L1, "*"_L1, "*"_L1 }, WordOperator { "includes"_L1, ":"_L1, "*"_L1, "*"_L1 },
    WordOperator { "like"_L1, ":"_L1 },                     WordOperator { "matches"_L1, "~"_L1 },
    WordOperator { "startswith"_L1, "^="_L1 },              WordOperator { "endswith"_L1, "$="_L1 },
    WordOperator { "equals"_L1, "="_L1 },                   WordOperator { "is"_L1, "="_L1 },
    WordOperator { "in"_L1, "="_L1 },
};

// Between values; quotes hold together what is in them.
QStringList splitAt(const QString &list, bool (*separates)(QChar))
{
    QStringList parts { QString() };
    QChar quote;
    for (const QChar c : list) {
        if (quote.isNull() && separates(c)) {
            parts.append(QString());
            continue;
        }
        if (quote.isNull() && (c == u'"' || c == u'\'') && parts.back().trimmed().isEmpty()) {
            quote = c;
        } else if (c == quote && !parts.back().endsWith(u'\\')) {
            quote = QChar();
        }
        parts.back() += c;
    }
    for (QString &part : parts) {
        part = part.trimmed();
    }
    parts.removeAll(QString());
    return parts;
}

bool isQuoted(const QString &value)
{
    return value.size() >= 2 && (value.front() == u'"' || value.front() == u'\'') && value.back() == value.front();
}

QString textOf(const QString &value)
{
    if (!isQuoted(value)) {
        return value;
    }
    QString text = value.sliced(1, value.size() - 2);
    return value.front() == u'"' ? text.replace(u"\\\""_s, u"\""_s).replace(u"\\\\"_s, u"\\"_s) : text;
}

// What would be taken for something else without quotes stands in them, and what stood in them.
QString written(const QString &text, bool quoted)
{
    static const QRegularExpression plain(u"^[^\\s()\"'/][^\\s()\"]*$"_s);
    const bool safe = plain.match(text).hasMatch() && !text.contains(".."_L1);
    return quoted || !safe ? filterQuoted(text) : text;
}

QString testOf(const QString &name, const WordOperator &op, const QString &value)
{
    if (op.sign == "~"_L1 && value.startsWith(u'/')) {
        return name + op.sign + value;
    }
    QString text = textOf(value);
    if (op.word == "like"_L1) {
        text.replace(u'%', u'*').replace(u'_', u'?');
    }
    return name + op.sign + written(op.before + text + op.behind, isQuoted(value));
}

bool isKeyword(const QString &word)
{
    static const QStringList words { u"and"_s, u"or"_s, u"not"_s, u"in"_s, u"is"_s };
    return words.contains(word, Qt::CaseInsensitive);
}

} // namespace

QString SpokenTest::filter(bool alone) const
{
    if (tests.size() == 1 && negated) {
        // Another value, rather than none.
        static const QRegularExpression other(u"^is$|^equals$"_s, QRegularExpression::CaseInsensitiveOption);
        const QString &test = tests.front();
        const qsizetype sign = name.size();
        return other.match(word).hasMatch() ? QString(test.first(sign) + u'!' + test.sliced(sign))
                                            : QString(u'-' + test);
    }
    const QString all = tests.join(u" OR "_s);
    const QString grouped = tests.size() > 1 && (negated || !alone) ? u'(' + all + u')' : all;
    return negated ? u'-' + grouped : grouped;
}

QStringList spokenValues(const QString &list)
{
    QStringList values = splitAt(list, [](QChar c) { return c == u',' || c == u'|' || c == u';'; });
    if (values.size() == 1) {
        values = splitAt(values.front(), [](QChar c) { return c.isSpace(); });
        values.removeIf([](const QString &value) { return value.compare("or"_L1, Qt::CaseInsensitive) == 0; });
    }
    return values;
}

std::optional<SpokenTest> spokenTestAt(const QString &text, qsizetype begin)
{
    static const QRegularExpression spoken(
        u"(?<name>\"(?:[^\"\\\\]|\\\\.)+\"|[^\\s()\"'=<>!~:,]+)\\s+"
        "(?:(?<is>is)\\s+)?(?:(?<not>not)\\s+)?"
        "(?:(?<op>in|contains|includes|like|matches|startswith|endswith|equals)(?=[\\s(\\[\"'])\\s*)?"
        "(?:\\((?<list>[^()]+)\\)|\\[(?<array>[^\\[\\]]+)\\]"
        "|(?<value>\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|/(?:[^/\\\\]|\\\\.)+/i?|[^\\s()\\[\\]\"'][^\\s()]*))(?=[\\s)]|$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto found = spoken.match(text, begin, QRegularExpression::NormalMatch,
                                    QRegularExpression::AnchorAtOffsetMatchOption);
    const QString is = found.captured(u"is"_s);
    const QString op = found.captured(u"op"_s);
    const QString word = op.isEmpty() ? is : op;
    const auto known = std::ranges::find_if(wordOperators, [&](const WordOperator &one) {
        return word.compare(one.word, Qt::CaseInsensitive) == 0;
    });
    const QString name = found.captured(u"name"_s);
    if (known == wordOperators.end() || isKeyword(name)) {
        return std::nullopt;
    }
    SpokenTest test { .name = name, .word = word, .end = found.capturedEnd(), .negated = found.hasCaptured(u"not"_s) };
    const QString value = found.captured(u"value"_s);
    const bool brackets = value.isEmpty();
    QStringList values { value };
    if (brackets) {
        values = spokenValues(found.captured(u"list"_s) + found.captured(u"array"_s));
    } else if (known->word == "in"_L1) {
        values = splitAt(value, [](QChar c) { return c == u','; });
    }
    test.list = known->word == "in"_L1 || brackets;
    // Without brackets or a comma “in” is a word like any other.
    const bool in = known->word == "in"_L1 && (brackets || values.size() > 1);
    const bool compares = known->word != "in"_L1 && (!brackets || known->sign == "="_L1);
    if (values.isEmpty() || isKeyword(value) || !(in || compares)) {
        return std::nullopt;
    }
    for (const QString &one : std::as_const(values)) {
        test.tests.append(testOf(name, *known, one));
    }
    return FilterExpression::parse(test.filter(true)) ? std::optional(test) : std::nullopt;
}

} // namespace Tailwater
