// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rules/rowrules.h"

#include "theme/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

RowRules::RowRules(QObject *parent)
    : QObject(parent)
{ }

RowRules::~RowRules() = default;

RowRules *RowRules::instance()
{
    static auto *const rules = new RowRules(QCoreApplication::instance());
    return rules;
}

void RowRules::setRules(const QList<RowRule> &rules)
{
    if (m_rules != rules) {
        m_tooHard.clear();
        m_rules = rules.first(std::min(rules.size(), mostRules));
        Q_EMIT changed();
    }
}

void RowRules::setExtent(const MatchContext::Extent &extent)
{
    const MatchContext::Extent bounded { std::min(extent.before, MatchContext::mostRows),
                                         std::min(extent.after, MatchContext::mostRows) };
    if (std::exchange(m_extent, bounded) != bounded) {
        Q_EMIT changed();
    }
}

// Flags, the colour's number, and the filter: "on bold notify|2|value.total>100".
QStringList RowRules::toStrings(const QList<RowRule> &rules)
{
    QStringList strings;
    for (const RowRule &rule : rules) {
        QStringList flags;
        const auto add = [&](bool on, const QString &flag) {
            if (on) {
                flags.append(flag);
            }
        };
        add(rule.enabled, u"on"_s);
        add(rule.bold, u"bold"_s);
        add(rule.notify, u"notify"_s);
        add(rule.freeze, u"freeze"_s);
        strings.append(flags.join(u' ') + u'|' + QString::number(int(rule.colour)) + u'|'
                       + rule.filter);
    }
    return strings;
}

QList<RowRule> RowRules::fromStrings(const QStringList &strings)
{
    QList<RowRule> rules;
    for (const QString &text : strings) {
        const QStringList flags = text.section(u'|', 0, 0).split(u' ');
        const int colour = text.section(u'|', 1, 1).toInt();
        const QString filter = text.section(u'|', 2);
        if (filter.isEmpty() || colour < 0 || colour > int(RowRule::Colour::Violet)) {
            continue;
        }
        rules.append({ filter, static_cast<RowRule::Colour>(colour), flags.contains(u"bold"_s),
                       flags.contains(u"notify"_s), flags.contains(u"freeze"_s),
                       flags.contains(u"on"_s) });
    }
    return rules;
}

QString RowRules::nameOf(RowRule::Colour colour)
{
    switch (colour) {
    case RowRule::Colour::None:
        return tr("None");
    case RowRule::Colour::Red:
        return tr("Red");
    case RowRule::Colour::Orange:
        return tr("Orange");
    case RowRule::Colour::Green:
        return tr("Green");
    case RowRule::Colour::Blue:
        return tr("Blue");
    case RowRule::Colour::Violet:
        return tr("Violet");
    }
    return {};
}

// Faint enough for the text on it, in both appearances.
QColor RowRules::tintOf(RowRule::Colour colour, const QPalette &palette)
{
    const bool dark = Theme::isDark(palette);
    switch (colour) {
    case RowRule::Colour::None:
        return {};
    case RowRule::Colour::Red:
        return dark ? QColor(84, 36, 38) : QColor(255, 222, 220);
    case RowRule::Colour::Orange:
        return dark ? QColor(74, 54, 24) : QColor(255, 232, 200);
    case RowRule::Colour::Green:
        return dark ? QColor(30, 66, 42) : QColor(214, 243, 219);
    case RowRule::Colour::Blue:
        return dark ? QColor(30, 54, 88) : QColor(215, 232, 255);
    case RowRule::Colour::Violet:
        return dark ? QColor(62, 42, 86) : QColor(236, 224, 255);
    }
    return {};
}

QColor RowRules::signOf(RowRule::Colour colour, const QPalette &palette)
{
    const QColor tint = tintOf(colour, palette);
    const float lightness = Theme::isDark(palette) ? 0.62F : 0.42F;
    return tint.isValid() ? QColor(QColor::fromHslF(tint.hslHueF(), 0.65F, lightness).rgb())
                          : QColor();
}

} // namespace Tailwater

#include "moc_rowrules.cpp"
