// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rules/rulelook.h"

#include <algorithm>
#include <utility>

namespace Tailwater {

namespace {

constexpr quint32 fewSteps = 10'000;
constexpr qsizetype mostKnown = 20'000;

} // namespace

RuleLook::RuleLook(QObject *parent)
    : QObject(parent)
{
    connect(RowRules::instance(), &RowRules::changed, this, &RuleLook::read);
    read();
}

RuleLook::~RuleLook() = default;

void RuleLook::read()
{
    m_rules.clear();
    m_known.clear();
    for (const RowRule &rule : RowRules::instance()->rules()) {
        const auto expression = FilterExpression::parse(rule.filter);
        if (rule.enabled && expression && !expression->isEmpty()) {
            m_rules.push_back({ rule, FilterMatcher(*expression, fewSteps), false });
        }
    }
    Q_EMIT changed();
}

const RowRule *RuleLook::ruleOf(const Message &message)
{
    if (m_rules.empty() || !message.isData()) {
        return nullptr;
    }
    const auto ruleAt = [this](int at) { return at < 0 ? nullptr : &m_rules[size_t(at)].rule; };
    const bool fixed = !message.flags.testFlag(RowFlag::Unfinished);
    if (const auto known = m_known.constFind(message.id); fixed && known != m_known.cend()) {
        return ruleAt(*known);
    }
    const FilterRow row { message.bytes.first(std::min(message.bytes.size(), looksAt)),
                          message.isJson(),
                          message.number,
                          message.receivedMs,
                          message.startOffset.token(),
                          std::max(message.bytes.size(), message.fullSize) };
    const auto found
        = std::ranges::find_if(m_rules, [&](Entry &entry) { return passes(entry, row); });
    const int at = found == m_rules.end() ? -1 : int(found - m_rules.begin());
    if (m_known.size() > mostKnown) {
        m_known.clear();
    }
    if (fixed) {
        m_known.insert(message.id, at);
    }
    return ruleAt(at);
}

bool RuleLook::passes(Entry &entry, const FilterRow &row)
{
    const FilterVerdict verdict = entry.matcher.match(row);
    if (verdict == FilterVerdict::Undecided && !std::exchange(entry.told, true)) {
        // Not while somebody paints.
        QMetaObject::invokeMethod(
            this, [this, rule = entry.rule] { Q_EMIT undecided(rule); },
            Qt::QueuedConnection);
    }
    return verdict == FilterVerdict::Yes;
}

} // namespace Tailwater

#include "moc_rulelook.cpp"
