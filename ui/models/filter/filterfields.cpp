// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The tests of fields: their names, comparisons and values.

#include "models/filter/filterparser.h"

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

using Kind = FilterField::Kind;

struct NamedField
{
    QLatin1StringView name;
    Kind kind;
    QLatin1StringView pointer;
};
constexpr std::array namedFields {
    NamedField { "size"_L1, Kind::Size, {} },
    NamedField { "op"_L1, Kind::Operation, "/headers/operation"_L1 },
    NamedField { "type"_L1, Kind::Type, "/type"_L1 },
    NamedField { "key"_L1, Kind::Key, "/key"_L1 },
    NamedField { "time"_L1, Kind::Time, {} },
    NamedField { "index"_L1, Kind::Index, {} },
    NamedField { "offset"_L1, Kind::Offset, {} },
};

// The longer ones first.
constexpr std::array comparisons {
    std::pair { "!="_L1, FilterComparison::NotEqual },
    std::pair { ">="_L1, FilterComparison::GreaterOrEqual },
    std::pair { "<="_L1, FilterComparison::LessOrEqual },
    std::pair { "^="_L1, FilterComparison::StartsWith },
    std::pair { "$="_L1, FilterComparison::EndsWith },
    std::pair { "="_L1, FilterComparison::Equal },
    std::pair { ">"_L1, FilterComparison::Greater },
    std::pair { "<"_L1, FilterComparison::Less },
    std::pair { "~"_L1, FilterComparison::Matches },
};

bool comparesText(FilterComparison comparison)
{
    return comparison == FilterComparison::StartsWith || comparison == FilterComparison::EndsWith
        || comparison == FilterComparison::Glob;
}

bool isNameCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'.' || c == u'-' || c == u'@' || c == u'['
        || c == u']' || c.isHighSurrogate() || c.isLowSurrogate();
}

// value.items[0].name, step by step.
JsonPath pathOfName(const QString &name)
{
    JsonPath path;
    for (const QStringView member : QStringView(name).split(u'.')) {
        const auto steps = member.split(u'[');
        if (!steps.front().isEmpty()) {
            path.append(steps.front().toString());
        }
        for (QStringView index : steps.sliced(1)) {
            if (index == u"*]") {
                path.appendAnyElement();
                continue;
            }
            path.append((index.endsWith(u']') ? index.chopped(1) : index).toString());
        }
    }
    return path;
}

} // namespace

FilterField FilterParser::fieldOf(const QString &name) const
{
    for (const NamedField &named : namedFields) {
        if (name == named.name) {
            return { named.kind, JsonPath::fromPointer(QString(named.pointer)).value_or(JsonPath {}), name };
        }
    }
    const std::optional<JsonPath> path = JsonPath::fromPointer(name);
    return { Kind::Json, path ? *path : pathOfName(name), name };
}

// A name, a pointer, or either in quotes. In quotes it may be empty.
FilterParser::Result<FilterParser::FieldName> FilterParser::parseField()
{
    if (peek() != u'"') {
        const QString name = takeFieldName().toString();
        return FieldName { fieldOf(name), name, !name.isEmpty() };
    }
    auto name = takeQuoted();
    if (!name) {
        return std::unexpected(name.error());
    }
    FilterField field;
    if (const auto path = JsonPath::fromPointer(*name); path && !name->isEmpty()) {
        field.path = *path;
    } else {
        field.path.append(*name);
    }
    field.name = *name;
    return FieldName { field, *name, true };
}

QStringView FilterParser::takeFieldName()
{
    const qsizetype begin = m_at;
    const bool pointer = peek() == u'/';
    const auto atAnyElement = [&] {
        return !pointer && m_at > begin && peek() == u'*' && peek(-1) == u'[' && peek(1) == u']';
    };
    while (!atEnd()
           && (isNameCharacter(peek()) || atAnyElement()
               || (pointer && (peek() == u'/' || (peek() == u'~' && (peek(1) == u'0' || peek(1) == u'1')))))) {
        ++m_at;
    }
    return QStringView(m_text).sliced(begin, m_at - begin);
}

// After a name; but 12:00, https://host and error: are words to look for.
bool FilterParser::atGlob(const QString &name) const
{
    const bool number = std::ranges::all_of(name, [](QChar c) { return c.isDigit(); });
    return peek() == u':' && !number && peek(1) != u'/' && !atTermEnd(m_at + 1);
}

bool FilterParser::atComparison() const
{
    return std::ranges::any_of(comparisons, [this](const auto &known) {
        return QStringView(m_text).sliced(m_at).startsWith(known.first);
    });
}

// Behind a name, with blanks between or without; but a <tag> and a ~/path are words to look for.
bool FilterParser::skipToComparison()
{
    const qsizetype begin = m_at;
    skipSpace();
    const bool spaced = m_at > begin;
    const bool tag = peek() == u'<' && peekWord(m_at).contains(u'>') && peek(1) != u'>';
    const bool path = peek() == u'~' && !peek(1).isSpace();
    if ((atComparison() || atDenial()) && !(spaced && (tag || path))) {
        return true;
    }
    m_at = begin;
    return false;
}

std::optional<FilterComparison> FilterParser::takeComparison()
{
    for (const auto &[sign, comparison] : comparisons) {
        if (QStringView(m_text).sliced(m_at).startsWith(sign)) {
            m_at += sign.size();
            return comparison;
        }
    }
    return std::nullopt;
}

FilterParser::Result<FilterFieldTest> FilterParser::parseComparison(const FieldName &name,
                                                                    FilterComparison comparison)
{
    const qsizetype position = m_at;
    const auto missing = [&] { return fail(position, 1, tr("a value for %1 is missing here").arg(name.name)); };
    skipSpace();
    if (comparison == FilterComparison::Glob ? m_at > position : atTermEnd(m_at)) {
        return missing();
    }
    if (m_at > position) {
        const qsizetype here = m_at;
        const bool keyword = takeKeyword(u"OR") || takeKeyword(u"AND");
        m_at = here;
        if (keyword) {
            return missing();
        }
    }
    return parseComparedValue(name, comparison);
}

FilterParser::Result<FilterFieldTest> FilterParser::parseComparedValue(const FieldName &name,
                                                                       FilterComparison comparison)
{
    FilterFieldTest test { name.field, comparison };
    const qsizetype position = m_at;
    Result<Value> value;
    const bool plain = name.field.isJson() || name.field.kind == Kind::Offset;
    if (comparison == FilterComparison::Matches) {
        if (!plain) {
            return fail(position - 1, 1, tr("%1 is no text: compare it with = != > >= < <=").arg(name.name));
        }
        value = peek() == u'/' && patternEnd() ? parsePatternValue() : parseMatchValue(name, position);
    } else if (const Slip quotes = plain ? slipOfQuotes() : std::nullopt) {
        return std::unexpected(*quotes);
    } else if (peek() == u'"' && plain) {
        value = takeQuoted().transform([](const QString &text) { return Value(text.toUtf8()); });
    } else {
        const QStringView word = takeWord();
        if (const Slip slip = slipOfRange(name, word, position)) {
            return std::unexpected(*slip);
        }
        const qsizetype dots = word.indexOf(".."_L1);
        if (comparison == FilterComparison::Equal && dots > 0 && dots + 2 < word.size()) {
            auto range = parseRange(std::move(test), name, word, position);
            if (!range) {
                return range;
            }
            test = *std::move(range);
            value = test.value;
        } else {
            value = parseValue(name, comparison, word, position);
        }
    }
    if (!value) {
        return std::unexpected(value.error());
    }
    if (!atTermEnd(m_at)) {
        return fail(m_at, 1, tr("a space is missing here"));
    }
    test.value = *std::move(value);
    test.written = m_text.sliced(position, m_at - position);
    const bool equality
        = test.comparison == FilterComparison::Equal || test.comparison == FilterComparison::NotEqual;
    if (std::holds_alternative<FilterFieldTest::Word>(test.value) && !equality) {
        return fail(position, m_at - position, tr("true, false and null are compared with = or !="));
    }
    return test;
}

FilterParser::Result<FilterFieldTest> FilterParser::parseRange(FilterFieldTest test,
                                                               const FieldName &name,
                                                               QStringView word,
                                                               qsizetype position)
{
    const qsizetype dots = word.indexOf(".."_L1);
    auto lower = parseValue(name, test.comparison, word.first(dots), position);
    auto upper = parseValue(name, test.comparison, word.sliced(dots + 2), position + dots + 2);
    if (!upper || !lower) {
        return std::unexpected(upper ? lower.error() : upper.error());
    }
    if (lower->index() != upper->index()) {
        return fail(position, word.size(), tr("both ends of a range must be numbers, or both times, or both text"));
    }
    if (const Slip slip = slipOfOrder(*lower, *upper, word, position)) {
        return std::unexpected(*slip);
    }
    test.comparison = FilterComparison::Between;
    test.value = *std::move(lower);
    test.upper = *std::move(upper);
    return test;
}

// A pattern in quotes, or as it stands.
FilterParser::Result<FilterParser::Value> FilterParser::parseMatchValue(const FieldName &name,
                                                                        qsizetype position)
{
    const bool quoted = peek() == u'"';
    auto pattern = quoted ? takeQuoted() : Result<QString>(takePatternWord().toString());
    if (!pattern) {
        return std::unexpected(pattern.error());
    }
    auto compiled = compile(*pattern, false, position + (quoted ? 1 : 0));
    if (!compiled && !quoted && !atEnd()) {
        compiled.error().message += tr("; one with blanks in it goes between slashes: %1~/…/").arg(name.name);
    }
    return compiled.transform([](const BytePattern &made) { return Value(made); });
}

FilterParser::Result<FilterParser::Value> FilterParser::parseValue(const FieldName &name,
                                                                   FilterComparison comparison,
                                                                   QStringView word, qsizetype position)
{
    const auto wrong = [&](const QString &message) -> Result<Value> {
        return fail(position, std::max<qsizetype>(1, word.size()), message);
    };
    const Kind kind = name.field.kind;
    if (kind == Kind::Time || kind == Kind::Size || kind == Kind::Index) {
        if (comparesText(comparison)) {
            return wrong(tr("%1 is no text: compare it with = != > >= < <=").arg(name.name));
        }
        if (kind == Kind::Time) {
            return parseTime(word, position);
        }
        if (const std::optional<Decimal> number = parseQuantity(word)) {
            return *number;
        }
        return wrong(tr("%1 is compared with a number, such as 100, 64k or 2MiB").arg(name.name));
    }
    if (kind == Kind::Json && !comparesText(comparison)) {
        if (const std::optional<Decimal> number = parseQuantity(word)) {
            return *number;
        }
        if (word == "true"_L1 || word == "false"_L1 || word == "null"_L1) {
            return FilterFieldTest::Word { word.toLatin1() };
        }
    }
    return word.toUtf8();
}

FilterParser::Result<FilterParser::Value> FilterParser::parseTime(QStringView word, qsizetype position) const
{
    if (const std::optional<qint64> time = parseFilterTime(word, m_now)) {
        return FilterFieldTest::Time { *time };
    }
    return fail(position, std::max<qsizetype>(1, word.size()),
                tr("a time is written as -30s, -5m, -2h, -1d, 12:00, 12:00:05.250 or 2026-01-31T12:00"));
}

std::optional<Decimal> parseQuantity(QStringView word)
{
    static constexpr QStringView prefixes = u"kMGT";
    const QByteArray latin = word.toLatin1();
    if (const std::optional<Decimal> number = Decimal::parse(latin)) {
        return number;
    }
    if (word.endsWith(u'B')) {
        word.chop(1);
    }
    const bool binary = word.endsWith(u'i');
    if (binary) {
        word.chop(1);
    }
    if (word.isEmpty()) {
        return std::nullopt;
    }
    const QChar last = word.back() == u'K' ? QChar(u'k') : word.back();
    const qsizetype power = prefixes.indexOf(last);
    if (power < 0 && binary) {
        return std::nullopt;
    }
    std::optional<Decimal> number = Decimal::parse((power < 0 ? word : word.chopped(1)).toLatin1());
    for (qsizetype i = 0; number && i <= power; ++i) {
        number = number->times(binary ? 1024 : 1000);
    }
    return number;
}

std::optional<qint64> parseFilterTime(QStringView word, const QDateTime &now)
{
    if (word.startsWith(u'-') && word.size() >= 3) {
        static constexpr std::array units {
            std::pair { u's', 1000LL },
            std::pair { u'm', 60'000LL },
            std::pair { u'h', 3'600'000LL },
            std::pair { u'd', 86'400'000LL },
        };
        bool isNumber = false;
        const qint64 count = word.sliced(1).chopped(1).toLongLong(&isNumber);
        for (const auto &[unit, milliseconds] : units) {
            if (isNumber && count >= 0 && count < 1'000'000'000 && word.back() == unit) {
                return now.toMSecsSinceEpoch() - count * milliseconds;
            }
        }
        return std::nullopt;
    }
    const QString text = word.toString();
    for (const auto &format : { u"H:mm"_s, u"H:mm:ss"_s, u"H:mm:ss.z"_s }) {
        if (const QTime time = QTime::fromString(text, format); time.isValid()) {
            return QDateTime(now.date(), time, now.timeZone()).toMSecsSinceEpoch();
        }
    }
    // A date alone: what follows one would be passed over.
    const QDate date = text.contains(u'T') ? QDate() : QDate::fromString(text, Qt::ISODate);
    if (date.isValid()) {
        return QDateTime(date, QTime(0, 0), now.timeZone()).toMSecsSinceEpoch();
    }
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (time.isValid() && time.timeSpec() == Qt::LocalTime) {
        time.setTimeZone(now.timeZone());
    }
    return time.isValid() ? std::optional(time.toMSecsSinceEpoch()) : std::nullopt;
}

} // namespace Tailwater
