// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/filtermeaning.h"

#include "models/filter/filterexpression.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

class Meaning
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::FilterMeaning)

public:
    static QString of(const FilterNode &node)
    {
        return std::visit([](const auto &what) { return of(what); }, node.what);
    }

private:
    static QString of(const FilterGroup &group)
    {
        QStringList parts;
        for (const FilterNodePointer &operand : group.operands) {
            const QString part = of(*operand);
            const bool isGroup = std::holds_alternative<FilterGroup>(operand->what);
            parts.append(isGroup ? u'(' + part + u')' : part);
        }
        switch (group.op) {
        case FilterGroup::Operator::Not:
            return tr("not %1", "part of a filter that must not hold").arg(parts.join(QString()));
        case FilterGroup::Operator::Or:
            return parts.join(tr(" or ", "between parts of a filter"));
        case FilterGroup::Operator::And:
            break;
        }
        return parts.join(tr(" and ", "between parts of a filter"));
    }

    static QString of(const FilterTextTest &test)
    {
        if (const auto *pattern = std::get_if<BytePattern>(&test.what); pattern && test.literal.isNull()) {
            return tr("regular expression %1").arg(pattern->pattern());
        }
        const bool phrase = std::ranges::any_of(test.literal, [](QChar c) { return c.isSpace(); });
        return phrase ? tr("text “%1”").arg(test.literal) : tr("word “%1”").arg(test.literal);
    }

    static QString of(const FilterFieldTest &test)
    {
        if (test.comparison == FilterComparison::Between) {
            return kindOf(test.field, tr("%1 from %2 to %3", "field, lowest, greatest value")
                                          .arg(test.field.name, valueOf(test.value, test.written.section(u".."_s, 0, 0)),
                                               valueOf(test.upper, test.written.section(u".."_s, 1))));
        }
        return kindOf(test.field, test.field.name + u' ' + signOf(test.comparison) + u' '
                                      + valueOf(test.value, test.written));
    }

    static QString of(const FilterPresenceTest &test)
    {
        return kindOf(test.field, tr("has %1", "the name of a field").arg(test.field.name));
    }

    static QString kindOf(const FilterField &field, const QString &test)
    {
        return field.isJson() ? tr("%1 (field)", "a test of a member of the message").arg(test)
                              : tr("%1 (of the row)", "a test of a row's size, time, number or offset").arg(test);
    }

    // A time that was given as so long ago: when that was.
    static QString valueOf(const FilterFieldTest::Value &value, const QString &written)
    {
        const auto *time = std::get_if<FilterFieldTest::Time>(&value);
        if (!time) {
            return written;
        }
        const QDateTime when = QDateTime::fromMSecsSinceEpoch(time->milliseconds);
        const bool today = when.date() == QDate::currentDate();
        return when.toString(today ? u"HH:mm:ss"_s : u"yyyy-MM-dd HH:mm:ss"_s);
    }

    static QString signOf(FilterComparison comparison)
    {
        switch (comparison) {
        case FilterComparison::NotEqual:
            return u"≠"_s;
        case FilterComparison::Greater:
            return u">"_s;
        case FilterComparison::GreaterOrEqual:
            return u"≥"_s;
        case FilterComparison::Less:
            return u"<"_s;
        case FilterComparison::LessOrEqual:
            return u"≤"_s;
        case FilterComparison::Matches:
            return tr("matches", "a field and a regular expression");
        case FilterComparison::StartsWith:
            return tr("begins with", "a field and a text");
        case FilterComparison::EndsWith:
            return tr("ends with", "a field and a text");
        case FilterComparison::Glob:
            return tr("is like", "a field and a text with * and ?");
        case FilterComparison::Equal:
        case FilterComparison::Between:
            break;
        }
        return u"="_s;
    }
};

bool needs(const FilterNode &node)
{
    if (const auto *group = std::get_if<FilterGroup>(&node.what)) {
        const auto inner = [](const FilterNodePointer &operand) { return needs(*operand); };
        switch (group->op) {
        case FilterGroup::Operator::And:
            return std::ranges::any_of(group->operands, inner);
        case FilterGroup::Operator::Or:
            return std::ranges::all_of(group->operands, inner);
        case FilterGroup::Operator::Not:
            return false;
        }
    }
    if (const auto *field = std::get_if<FilterFieldTest>(&node.what)) {
        return field->field.isJson();
    }
    const auto *presence = std::get_if<FilterPresenceTest>(&node.what);
    return presence && presence->field.isJson();
}

} // namespace

QString filterMeaning(const FilterExpression &filter)
{
    return filter.isEmpty() ? QString() : Meaning::of(*filter.root());
}

bool needsMembers(const FilterExpression &filter)
{
    return !filter.isEmpty() && needs(*filter.root());
}

} // namespace Tailwater
