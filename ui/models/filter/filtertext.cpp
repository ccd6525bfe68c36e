// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/filtertext.h"

#include "models/filter/filterexpression.h"
#include "models/jsonfind.h"
#include "models/jsontokens.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// A longer text is told by its beginning.
constexpr qsizetype longestValue = 200;
constexpr qsizetype sampled = 16 * 1024;
constexpr qsizetype mostPointers = 300;
constexpr qsizetype mostValues = 30;

const QStringList &ownFields()
{
    static const QStringList names { u"size"_s, u"op"_s,    u"type"_s,  u"key"_s,
                                     u"time"_s, u"index"_s, u"offset"_s };
    return names;
}

QByteArrayView headOf(const Message &message)
{
    return message.bytes.first(std::min(message.bytes.size(), sampled));
}

bool isPlainName(const QString &name)
{
    static const QRegularExpression plain(u"^[\\p{L}_][\\p{L}\\p{N}_]*$"_s,
                                          QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression index(u"^[0-9]+$"_s);
    return plain.match(name).hasMatch() || index.match(name).hasMatch();
}

// The value as it is written behind a comparison.
QString valueText(QByteArrayView value)
{
    return value.startsWith('"') ? filterQuoted(jsonStringText(value)) : QString::fromUtf8(value);
}

// Where the last test begins, up to its end at the cursor.
qsizetype testBegin(QStringView text)
{
    qsizetype begin = 0;
    bool quoted = false;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const QChar c = text.at(at);
        if (quoted && c == u'\\') {
            ++at;
        } else if (c == u'"') {
            quoted = !quoted;
        } else if (!quoted && (c.isSpace() || c == u'(' || (c == u'-' && at == begin))) {
            begin = at + 1;
        }
    }
    return begin;
}

QStringList valuesAt(const QString &field, const QList<Message> &samples)
{
    const auto parsed = FilterExpression::parse(u"has:"_s + field);
    const auto *test = parsed && parsed->root() ? std::get_if<FilterPresenceTest>(&parsed->root()->what) : nullptr;
    QStringList values;
    if (!test || !test->field.isJson()) {
        return values;
    }
    for (const Message &message : samples) {
        const QByteArrayView value = message.isJson() ? test->field.path.valueIn(headOf(message)) : QByteArrayView {};
        const bool scalar = !value.isEmpty() && value.front() != '{' && value.front() != '[';
        if (scalar && value.size() <= longestValue && values.size() < mostValues) {
            values.append(valueText(value));
        }
    }
    values.sort();
    values.removeDuplicates();
    return values;
}

QStringList fieldsIn(const QList<Message> &samples)
{
    QStringList fields;
    for (const Message &message : samples) {
        if (message.isJson() && fields.size() < mostPointers) {
            for (const QString &pointer : jsonScalarPointers(headOf(message), mostPointers)) {
                fields.append(filterFieldName(pointer));
            }
            fields.removeDuplicates();
        }
    }
    fields.removeAll(QString());
    return fields;
}

QStringList beginningWith(const QString &word, const QStringList &choices)
{
    QStringList fitting;
    for (const QString &choice : choices) {
        if (choice.startsWith(word, Qt::CaseInsensitive) && choice != word) {
            fitting.append(choice);
        }
    }
    return fitting;
}

} // namespace

QString filterQuoted(const QString &text)
{
    QString quoted = text;
    quoted.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + quoted + u'"';
}

QString filterFieldName(const QString &pointer)
{
    if (pointer.isEmpty()) {
        return {};
    }
    const QStringList steps = pointer.sliced(1).split(u'/');
    const QString dotted = steps.join(u'.');
    const bool letter = !steps.front().isEmpty() && !steps.front().front().isDigit();
    if (letter && std::ranges::all_of(steps, isPlainName) && dotted != "has"_L1) {
        const bool own = ownFields().contains(dotted);
        // These two mean what they are called.
        return own && dotted != "type"_L1 && dotted != "key"_L1 ? pointer : dotted;
    }
    const bool plain = std::ranges::all_of(steps, [](QString step) {
        return isPlainName(step.remove(u"~0"_s).remove(u"~1"_s).remove(u'-') + u'0');
    });
    return plain ? pointer : filterQuoted(pointer);
}

QString filterForValue(const QString &pointer, QByteArrayView value)
{
    const QString name = filterFieldName(pointer);
    const bool text = value.startsWith('"');
    if (name.isEmpty()) {
        return filterQuoted(text ? jsonStringText(value) : QString::fromUtf8(value)).left(longestValue);
    }
    if (value.startsWith('{') || value.startsWith('[')) {
        return u"has:"_s + name;
    }
    if (!text) {
        return name + u'=' + QString::fromUtf8(value);
    }
    const QString whole = jsonStringText(value);
    const bool fits = whole.size() <= longestValue;
    return name + (fits ? u"="_s : u"^="_s) + filterQuoted(whole.first(std::min(whole.size(), longestValue)));
}

QString filterWith(const QString &filter, const QString &test)
{
    const QString before = filter.trimmed();
    const auto parsed = FilterExpression::parse(before);
    if (!parsed || parsed->isEmpty() || before == test) {
        return test;
    }
    const auto *group = std::get_if<FilterGroup>(&parsed->root()->what);
    const bool loose = group && group->op == FilterGroup::Operator::Or;
    return (loose ? QString(u'(' + before + u')') : before) + u' ' + test;
}

FilterCompletion completeFilter(const QString &text, qsizetype cursor, const QList<Message> &samples)
{
    static const QRegularExpression comparison(u"(!=|>=|<=|\\^=|\\$=|=|>|<)"_s);
    const QStringView before = QStringView(text).first(std::min(cursor, text.size()));
    const qsizetype begin = testBegin(before);
    const QString test = before.sliced(begin).toString();
    if (test.startsWith(u"has:"_s)) {
        return { begin + 4, beginningWith(test.sliced(4), fieldsIn(samples)) };
    }
    // A pointer may stand in quotes, a comparison may not.
    const auto found = comparison.match(test);
    if (found.hasMatch() && !test.first(found.capturedStart()).isEmpty()) {
        const QString field = test.first(found.capturedStart());
        return { begin + found.capturedEnd(), beginningWith(test.sliced(found.capturedEnd()), valuesAt(field, samples)) };
    }
    if (test.isEmpty()) {
        return {};
    }
    QStringList fields = beginningWith(test, fieldsIn(samples) + ownFields());
    fields.removeDuplicates();
    return { begin, fields };
}

} // namespace Tailwater
