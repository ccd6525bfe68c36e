// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/filtertext.h"

#include "models/filter/filterexpression.h"
#include "models/jsonfind.h"
#include "models/jsontokens.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

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

// As a glob; what cannot be one is left out.
QString globText(QByteArrayView value)
{
    const QString text = value.startsWith('"') ? jsonStringText(value) : QString::fromUtf8(value);
    const bool plain = std::ranges::none_of(text, [](QChar c) { return c.isSpace() || QStringView(u"\"()*?").contains(c); });
    return plain && !text.startsWith(u'/') ? text : QString();
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

// The most frequent of them, so that what is rare does not crowd them out.
class Tally
{
public:
    void add(const QString &text)
    {
        if (m_counts.size() < mostCounted || m_counts.contains(text)) {
            ++m_counts[text];
        }
    }
    //! \brief At most \a limit, the most frequent first.
    QStringList most(qsizetype limit) const
    {
        QList<std::pair<qsizetype, QString>> all;
        for (const auto &[text, count] : m_counts.asKeyValueRange()) {
            all.append({ -count, text });
        }
        std::ranges::sort(all);
        QStringList texts;
        for (const auto &[count, text] : std::as_const(all).first(std::min(limit, all.size()))) {
            texts.append(text);
        }
        return texts;
    }

private:
    static constexpr qsizetype mostCounted = 5'000;
    QHash<QString, qsizetype> m_counts;
};

QStringList valuesAt(const QString &field, const QList<Message> &samples, bool quoted)
{
    const auto parsed = FilterExpression::parse(u"has:"_s + field);
    const auto *test = parsed && parsed->root() ? std::get_if<FilterPresenceTest>(&parsed->root()->what) : nullptr;
    if (!test || !test->field.isJson()) {
        return {};
    }
    Tally values;
    for (const Message &message : samples) {
        if (message.isJson()) {
            test->field.path.anyValueIn(headOf(message), [&](QByteArrayView value) {
                const bool scalar = value.front() != '{' && value.front() != '[';
                if (scalar && value.size() <= longestValue) {
                    values.add(quoted ? valueText(value) : globText(value));
                }
                return false;
            });
        }
    }
    QStringList most = values.most(mostValues);
    most.removeAll(QString());
    most.sort();
    return most;
}

// By their pointers, the most frequent first.
QStringList pointersIn(const QList<Message> &samples)
{
    Tally pointers;
    for (const Message &message : samples) {
        if (message.isJson()) {
            for (const QString &pointer : jsonScalarPointers(headOf(message), mostPointers)) {
                pointers.add(pointer);
            }
        }
    }
    return pointers.most(mostPointers);
}

// items.0.sku is items[*].sku for any of them; nothing if there is no number in it.
QString anyElementOf(const QString &field)
{
    static const QRegularExpression index(u"\\.[0-9]+(?=\\.|$)"_s);
    QString any = field;
    return field.startsWith(u'"') || field.startsWith(u'/') || any.replace(index, u"[*]"_s) == field
        ? QString()
        : any;
}

// As pointers, the short way or in quotes.
QStringList pointerFields(const QList<Message> &samples)
{
    QStringList fields = pointersIn(samples);
    fields.removeIf([](const QString &pointer) {
        const QString name = filterFieldName(pointer);
        return name.startsWith(u'"');
    });
    return fields;
}

// Those that begin so, then those whose last step does: tot finds value.total.
QStringList beginningWith(const QString &word, const QStringList &choices)
{
    QStringList fitting;
    QStringList inside;
    for (const QString &choice : choices) {
        if (choice.startsWith(word, Qt::CaseInsensitive) && choice != word) {
            fitting.append(choice);
        } else if (const qsizetype dot = choice.lastIndexOf(u'.'); dot > 0 && !word.isEmpty() && !choice.startsWith(u'"')
                   && QStringView(choice).sliced(dot + 1).startsWith(word, Qt::CaseInsensitive)) {
            inside.append(choice);
        }
    }
    return fitting + inside;
}

QStringList fieldsBeginning(const QString &test, const QList<Message> &samples)
{
    QStringList fields = test.startsWith(u'/') ? beginningWith(test, pointerFields(samples))
                                               : beginningWith(test, filterFields(samples) + ownFields());
    fields.removeDuplicates();
    return fields;
}

// In quotes or without, the text is the same.
bool completes(const QString &value, const QString &typed)
{
    const QString quoted = filterQuoted(typed);
    return value != typed && value != quoted
        && (value.startsWith(typed, Qt::CaseInsensitive)
            || value.startsWith(quoted.chopped(1), Qt::CaseInsensitive));
}

} // namespace

QStringList filterFields(const QList<Message> &samples)
{
    QStringList fields;
    for (const QString &pointer : pointersIn(samples)) {
        const QString field = filterFieldName(pointer);
        fields += { field, anyElementOf(field) };
    }
    fields.removeDuplicates();
    fields.removeAll(QString());
    return fields;
}

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

FilterCompletion completeFilter(const QString &text, qsizetype cursor, const QList<Message> &samples,
                                bool all)
{
    static const QRegularExpression comparison(u"(!=|>=|<=|\\^=|\\$=|=|>|<|(?<=\\w):)"_s);
    static const QRegularExpression spaced(u"(?:^|[\\s(-])([^\\s()=!<>~^$]+)\\s*(?:!=|>=|<=|=|>|<)\\s+$"_s);
    const QStringView before = QStringView(text).first(std::min(cursor, text.size()));
    const qsizetype begin = testBegin(before);
    const QString test = before.sliced(begin).toString();
    if (test.startsWith(u"has:"_s)) {
        return { begin + 4, fieldsBeginning(test.sliced(4), samples) };
    }
    // A pointer may stand in quotes, a comparison may not.
    QString field;
    QString typed;
    const auto found = comparison.match(test);
    qsizetype at = begin;
    if (found.hasMatch() && !test.first(found.capturedStart()).isEmpty()) {
        field = test.first(found.capturedStart());
        typed = test.sliced(found.capturedEnd());
        at += found.capturedEnd();
    } else if (const auto behind = spaced.match(before.first(begin).toString()); behind.hasMatch()) {
        field = behind.captured(1);
        typed = test;
    }
    if (!field.isEmpty()) {
        QStringList values = valuesAt(field, samples, found.captured(1) != u":");
        values.removeIf([&](const QString &value) { return !completes(value, typed); });
        return { at, values };
    }
    const bool negated = begin > 0 && before.at(begin - 1) == u'-';
    if (test.isEmpty() && !all && !negated) {
        return {};
    }
    return { begin, fieldsBeginning(test, samples) };
}

QList<Message> filterSamples(const StoreSnapshot &snapshot)
{
    constexpr quint64 newest = 300;
    constexpr quint64 others = 700;
    const auto count = quint64(snapshot.rowCount());
    const quint64 recent = std::min(newest, count);
    const quint64 older = count - recent;
    QList<Message> samples;
    const auto take = [&](quint64 id) {
        if (Message message = snapshot.message(id); message.isData()) {
            samples.append(std::move(message));
        }
    };
    for (quint64 i = 0; i < std::min(older, others); ++i) {
        take(snapshot.firstId() + (older <= others ? i : i * older / others));
    }
    for (quint64 i = 0; i < recent; ++i) {
        take(snapshot.firstId() + older + i);
    }
    return samples;
}

} // namespace Tailwater
