// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Random filters over random messages: what passes equals the answer of a slow and obvious evaluator,
// which knows what each message was made from and so never reads JSON.

#include "models/filter/filtermatcher.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <functional>
#include <utility>

using namespace Qt::StringLiterals;
using namespace Tailwater;

namespace {

class Random
{
public:
    explicit Random(quint32 seed)
        : m_generator(seed)
    {
    }
    int below(int bound) { return m_generator.bounded(bound); }
    bool chance(int percent) { return below(100) < percent; }
    template<typename T>
    const T &oneOf(const QList<T> &list)
    {
        return list.at(below(int(list.size())));
    }

private:
    QRandomGenerator m_generator;
};

// A decimal number as its sign and 24 digits before the point and 6 behind it.
struct Number
{
    static constexpr int before = 24;
    static constexpr int behind = 6;
    bool negative = false;
    QByteArray digits = QByteArray(before + behind, '0');

    int compare(const Number &other) const
    {
        const auto key = [](const Number &number) {
            const bool zero = number.digits.count('0') == number.digits.size();
            return zero ? 0 : number.negative ? -1 : 1;
        };
        if (key(*this) != key(other)) {
            return key(*this) < key(other) ? -1 : 1;
        }
        const int order = digits.compare(other.digits);
        return key(*this) < 0 ? -order : order;
    }
};

Number randomNumber(Random &random)
{
    // Few and close to each other, so that equal ones and neighbours meet; some beyond 64 bits.
    static const QList<QByteArray> integers { "0", "1", "10", "9007199254740992", "9007199254740993",
                                              "18446744073709551616", "123456789012345678901234" };
    static const QList<QByteArray> fractions { "000000", "000000", "5", "000001", "1" };
    const QByteArray integer = random.oneOf(integers);
    const QByteArray fraction = random.oneOf(fractions);
    return { random.chance(30), integer.rightJustified(Number::before, '0') + fraction.leftJustified(Number::behind, '0') };
}

// The same number, written in any of the ways that JSON allows.
QByteArray written(const Number &number, Random &random)
{
    QByteArray digits = number.digits;
    int point = Number::before;
    QByteArray exponent;
    if (random.chance(40)) {
        const int shift = random.below(9) - 4;
        point += shift;
        exponent = QByteArray(1, random.chance(50) ? 'e' : 'E');
        exponent += shift < 0 && random.chance(50) ? "+" : "";
        exponent += QByteArray::number(-shift);
    }
    QByteArray integer = digits.first(point);
    QByteArray fraction = digits.sliced(point);
    while (integer.size() > 1 && integer.startsWith('0')) {
        integer.remove(0, 1);
    }
    while (fraction.endsWith('0') && (fraction.size() > 1 || random.chance(80))) {
        fraction.chop(1);
    }
    if (!fraction.isEmpty()) {
        fraction.prepend('.');
    }
    return (number.negative ? "-" : "") + integer + fraction + exponent;
}

struct Value
{
    enum Kind { NumberValue, StringValue, WordValue, ObjectValue, ArrayValue };
    Kind kind = WordValue;
    Number number = {};
    QString string = {};
    QByteArray word = "null";
    QList<QPair<QString, Value>> members = {};
};

const QList<QString> names { u"a"_s, u"b"_s, u"ab"_s, u"é"_s };
const QList<QString> strings { u""_s, u"a"_s, u"ab"_s, u"abc"_s, u"b"_s, u"a\"b"_s, u"a\\b"_s, u"é"_s, u"}{"_s, u"10"_s };

QByteArray quoted(const QString &text, Random &random)
{
    QByteArray out = "\"";
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\') {
            out += '\\';
            out += char(c.unicode());
        } else if (random.chance(15)) {
            out += "\\u" + QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
        } else {
            out += QString(c).toUtf8();
        }
    }
    return out + '"';
}

QByteArray space(Random &random)
{
    return random.chance(15) ? random.oneOf(QList<QByteArray> { " ", "\n", "\t  " }) : QByteArray();
}

Value randomValue(Random &random, int depth)
{
    Value value;
    const int kind = random.below(depth > 0 ? 10 : 7);
    if (kind < 3) {
        value.kind = Value::NumberValue;
        value.number = randomNumber(random);
    } else if (kind < 6) {
        value.kind = Value::StringValue;
        value.string = random.oneOf(strings);
    } else if (kind < 7) {
        value.word = random.oneOf(QList<QByteArray> { "true", "false", "null" });
    } else {
        value.kind = kind < 9 ? Value::ObjectValue : Value::ArrayValue;
        // Names come twice now and then.
        for (int i = random.below(5); i > 0; --i) {
            value.members.append({ random.oneOf(names), randomValue(random, depth - 1) });
        }
    }
    return value;
}

QByteArray json(const Value &value, Random &random)
{
    switch (value.kind) {
    case Value::NumberValue:
        return written(value.number, random);
    case Value::StringValue:
        return quoted(value.string, random);
    case Value::WordValue:
        return value.word;
    case Value::ObjectValue:
    case Value::ArrayValue:
        break;
    }
    const bool object = value.kind == Value::ObjectValue;
    QByteArray out(object ? "{" : "[");
    for (const auto &[name, member] : value.members) {
        out += out.size() > 1 ? "," : "";
        out += space(random);
        if (object) {
            out += quoted(name, random) + space(random) + ":" + space(random);
        }
        out += json(member, random) + space(random);
    }
    // Bytes that are no UTF-8, where they hurt nobody.
    if (object && random.chance(10)) {
        out += QByteArray(out.size() > 1 ? "," : "") + "\"bad\":\"\xff\xc3\"";
    }
    return out + (object ? '}' : ']');
}

// What is there by that path: several values if a name comes twice.
QList<const Value *> valuesAt(const Value &root, const QList<QString> &path)
{
    QList<const Value *> values { &root };
    for (const QString &step : path) {
        QList<const Value *> next;
        for (const Value *value : std::as_const(values)) {
            bool isIndex = false;
            const int index = step.toInt(&isIndex);
            for (int i = 0; i < value->members.size(); ++i) {
                const auto &[name, member] = value->members.at(i);
                if (step == u"[*]"_s) {
                    if (value->kind == Value::ArrayValue) {
                        next.append(&member);
                    }
                } else if (value->kind == Value::ObjectValue ? name == step : isIndex && i == index) {
                    next.append(&member);
                }
            }
        }
        values = next;
    }
    return values;
}

struct Message
{
    Value root;
    QByteArray bytes;
    quint64 number = 0;
};
using Predicate = std::function<bool(const Message &)>;
struct Filter
{
    QString text;
    Predicate passes;
};

QString inQuotes(const QString &text)
{
    QString escaped = text;
    return u'"' + escaped.replace(u"\\"_s, u"\\\\"_s).replace(u"\""_s, u"\\\""_s) + u'"';
}

bool holds(const QString &sign, int order)
{
    return sign == u"="_s ? order == 0
        : sign == u"!="_s ? order != 0
        : sign == u">"_s  ? order > 0
        : sign == u">="_s ? order >= 0
        : sign == u"<"_s  ? order < 0
                          : order <= 0;
}

const QList<QString> signs { u"="_s, u"!="_s, u">"_s, u">="_s, u"<"_s, u"<="_s };

Filter randomFieldTest(Random &random)
{
    QList<QString> path;
    for (int i = 1 + random.below(3); i > 0; --i) {
        path.append(random.chance(20) ? QString::number(random.below(3)) : random.oneOf(names));
    }
    // Any element, where there is a way to write it.
    const bool dotted = random.chance(50);
    for (QString &step : path) {
        step = dotted && random.chance(15) ? u"[*]"_s : step;
    }
    QString field = dotted ? path.join(u'.') : u'/' + path.join(u'/');
    field.replace(u".["_s, u"["_s);
    const auto on = [path](auto test) {
        return [path, test](const Message &message) {
            return std::ranges::any_of(valuesAt(message.root, path), [&](const Value *value) { return test(*value); });
        };
    };
    const QString sign = random.oneOf(signs);
    switch (random.below(6)) {
    case 0:
        return { u"has:"_s + field, on([](const Value &) { return true; }) };
    case 1: {
        const Number number = randomNumber(random);
        const QString text = field + sign + QString::fromLatin1(written(number, random));
        return { text, on([=](const Value &value) {
                     return value.kind == Value::NumberValue ? holds(sign, value.number.compare(number)) : sign == u"!="_s;
                 }) };
    }
    case 2: {
        const QString string = random.oneOf(strings);
        return { field + sign + inQuotes(string), on([=](const Value &value) {
                     return value.kind == Value::StringValue
                         ? holds(sign, value.string.toUtf8().compare(string.toUtf8()))
                         : sign == u"!="_s;
                 }) };
    }
    case 3: {
        const QByteArray word = random.oneOf(QList<QByteArray> { "true", "false", "null" });
        const bool same = random.chance(50);
        return { field + (same ? u"="_s : u"!="_s) + QString::fromLatin1(word),
                 on([=](const Value &value) { return (value.kind == Value::WordValue && value.word == word) == same; }) };
    }
    case 4: {
        const QString prefix = random.oneOf(QList<QString> { u"a"_s, u"ab"_s });
        return { field + (random.chance(50) ? u"^="_s : u" ^= "_s) + prefix + u" has:"_s + field,
                 on([=](const Value &value) {
                     return value.kind == Value::StringValue && value.string.startsWith(prefix);
                 }) };
    }
    default: {
        Number low = randomNumber(random);
        Number high = randomNumber(random);
        // The other way round it is an error.
        if (low.compare(high) > 0) {
            std::swap(low, high);
        }
        return { field + u"="_s + QString::fromLatin1(written(low, random)) + u".."_s
                     + QString::fromLatin1(written(high, random)),
                 on([=](const Value &value) {
                     return value.kind == Value::NumberValue && value.number.compare(low) >= 0
                         && value.number.compare(high) <= 0;
                 }) };
    }
    }
}

Filter randomTest(Random &random)
{
    const int kind = random.below(10);
    if (kind < 6) {
        return randomFieldTest(random);
    }
    if (kind < 8) {
        const QString word = random.oneOf(QList<QString> { u"ab"_s, u"AB"_s, u"10"_s, u"}"_s, u"é"_s, u"É"_s, u"u00e9"_s, u"n"_s });
        return { random.chance(50) ? inQuotes(word) : word, [word](const Message &message) {
                    return QString::fromUtf8(message.bytes).contains(word, Qt::CaseInsensitive);
                } };
    }
    const QString sign = random.oneOf(signs);
    const int number = random.below(120);
    const bool size = kind == 8;
    return { (size ? u"size"_s : u"index"_s) + sign + QString::number(number), [=](const Message &message) {
                const qint64 own = size ? message.bytes.size() : qint64(message.number);
                return holds(sign, own < number ? -1 : own > number ? 1 : 0);
            } };
}

Filter randomFilter(Random &random, int depth)
{
    if (depth == 0 || random.chance(30)) {
        return randomTest(random);
    }
    const Filter left = randomFilter(random, depth - 1);
    if (random.chance(20)) {
        return { (random.chance(50) ? u"-("_s : u"NOT ("_s) + left.text + u")"_s,
                 [=](const Message &message) { return !left.passes(message); } };
    }
    const Filter right = randomFilter(random, depth - 1);
    if (random.chance(50)) {
        return { u"("_s + left.text + u") OR ("_s + right.text + u")"_s,
                 [=](const Message &message) { return left.passes(message) || right.passes(message); } };
    }
    return { u"("_s + left.text + (random.chance(50) ? u") AND ("_s : u") ("_s) + right.text + u")"_s,
             [=](const Message &message) { return left.passes(message) && right.passes(message); } };
}

} // namespace

class TestFilterProperty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void equalsTheObviousEvaluator_data()
    {
        QTest::addColumn<quint32>("seed");
        for (quint32 seed = 1; seed <= 20; ++seed) {
            QTest::addRow("seed %u", seed) << seed;
        }
    }

    void equalsTheObviousEvaluator()
    {
        QFETCH(quint32, seed);
        Random random(seed);
        QList<Message> messages;
        for (quint64 number = 1; number <= 100; ++number) {
            const Value root = randomValue(random, 3);
            // What follows a message and is no JSON takes nothing from what was read before it.
            const QByteArray rest
                = random.chance(10) ? random.oneOf(QList<QByteArray> { "}", "]", "\xff", ",{" }) : QByteArray();
            messages.append({ root, json(root, random) + rest, number });
        }
        qsizetype passed = 0;
        for (int i = 0; i < 300; ++i) {
            const Filter filter = randomFilter(random, 3);
            const auto expression = FilterExpression::parse(filter.text);
            QVERIFY2(expression, qPrintable(filter.text));
            FilterMatcher matcher(*expression);
            for (const Message &message : std::as_const(messages)) {
                const bool expected = filter.passes(message);
                passed += expected ? 1 : 0;
                const FilterVerdict verdict = matcher.match({ message.bytes, true, message.number });
                const QByteArray context = filter.text.toUtf8() + "\n on " + message.bytes;
                QVERIFY2(verdict == (expected ? FilterVerdict::Yes : FilterVerdict::No), context.constData());
            }
        }
        // Both answers are frequent, so that neither is tested by the other alone.
        QVERIFY(passed > 3'000 && passed < 27'000);
    }
};

QTEST_GUILESS_MAIN(TestFilterProperty)
#include "tst_filterproperty.moc"
