// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rules/rulewatch.h"

#include "models/filter/filterrun.h"

namespace Tailwater {

RuleWatch::RuleWatch(QObject *parent)
    : QObject(parent)
{
    connect(RowRules::instance(), &RowRules::changed, this, &RuleWatch::watch);
}

RuleWatch::~RuleWatch() = default;

void RuleWatch::begin(const StoreSnapshot &snapshot)
{
    setSnapshot(snapshot);
    // Live again after a break: what came in the meantime is looked at as well.
    if (m_watching) {
        return;
    }
    m_watching = true;
    watch();
}

// From here on, by the rules as they are now.
void RuleWatch::watch()
{
    m_runs.clear();
    if (!m_watching) {
        return;
    }
    for (const RowRule &rule : RowRules::instance()->rules()) {
        const auto expression = FilterExpression::parse(rule.filter);
        if (!rule.watches() || !expression || expression->isEmpty()) {
            continue;
        }
        m_runs.push_back(std::make_unique<FilterRun>(*expression));
        FilterRun *run = m_runs.back().get();
        run->beginAt(m_snapshot.endId());
        connect(run, &FilterRun::added, this, [this, rule](const FilterChunk &chunk) {
            if (!chunk.ids.empty()) {
                Q_EMIT matched(rule, chunk.ids.front(), std::ssize(chunk.ids));
            }
        });
        connect(run, &FilterRun::progressed, this, [this, rule, run, said = false]() mutable {
            if (!run->failure().isEmpty() && !said) {
                said = true;
                Q_EMIT gaveUp(rule, run->failure());
            }
        });
        run->setSnapshot(m_snapshot);
    }
}

void RuleWatch::setSnapshot(const StoreSnapshot &snapshot)
{
    if (snapshot.generation() != m_snapshot.generation()) {
        m_runs.clear();
        m_watching = false;
    }
    m_snapshot = snapshot;
    for (const auto &run : m_runs) {
        run->setSnapshot(snapshot);
    }
}

} // namespace Tailwater

#include "moc_rulewatch.cpp"
