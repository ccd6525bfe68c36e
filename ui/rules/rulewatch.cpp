// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rules/rulewatch.h"

#include "models/filter/filterrun.h"

#include <algorithm>
#include <iterator>
#include <utility>

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
    m_told.clear();
    if (!m_watching) {
        return;
    }
    for (const RowRule &rule : RowRules::instance()->rules()) {
        const auto expression = FilterExpression::parse(rule.filter);
        if (!rule.watches() || !expression || expression->isEmpty()) {
            continue;
        }
        const size_t at = m_runs.size();
        m_runs.push_back({ rule, std::make_unique<FilterRun>(*expression) });
        FilterRun *run = m_runs.back().run.get();
        run->beginAt(m_snapshot.endId());
        connect(run, &FilterRun::added, this,
                [this, rule, at, said = false](const FilterChunk &chunk) mutable {
                    m_runs[at].undecided.insert(chunk.undecided.begin(), chunk.undecided.end());
                    if (!chunk.undecided.empty() && !std::exchange(said, true)) {
                        Q_EMIT undecided(rule, chunk.undecided.front());
                    }
                    look(rule, chunk);
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

// What could not be decided is in a filter's rows, so that nothing is missing there; a rule tells of what
// passes.
void RuleWatch::look(const RowRule &rule, const FilterChunk &chunk)
{
    std::vector<quint64> passed;
    std::ranges::set_difference(chunk.ids, chunk.undecided, std::back_inserter(passed));
    if (!passed.empty()) {
        Q_EMIT matched(rule, passed.front(), countNew(passed));
    }
}

// A row that passes two rules is one row.
qsizetype RuleWatch::countNew(const std::vector<quint64> &ids)
{
    if (m_runs.size() < 2) {
        return std::ssize(ids);
    }
    const auto rows = std::ranges::count_if(ids, [this](quint64 id) { return m_told.insert(id).second; });
    quint64 passedByAll = m_snapshot.endId();
    for (const Watched &watched : m_runs) {
        if (watched.run->failure().isEmpty()) {
            passedByAll = std::min(passedByAll, watched.run->matches().end());
        }
    }
    m_told.erase(m_told.begin(), m_told.lower_bound(passedByAll));
    return rows;
}

void RuleWatch::setSnapshot(const StoreSnapshot &snapshot)
{
    if (snapshot.generation() != m_snapshot.generation()) {
        m_runs.clear();
        m_told.clear();
        m_watching = false;
    }
    m_snapshot = snapshot;
    for (const Watched &watched : m_runs) {
        watched.run->setSnapshot(snapshot);
    }
}

std::optional<RuleWatch::Match> RuleWatch::next(quint64 id) const
{
    std::optional<Match> nearest;
    for (const Watched &watched : m_runs) {
        const MatchList &matches = watched.run->matches();
        std::optional<quint64> found = matches.next(std::max(id + 1, m_snapshot.firstId()) - 1);
        while (found && watched.undecided.contains(*found)) {
            found = matches.next(*found);
        }
        if (found && m_snapshot.contains(*found) && (!nearest || *found < nearest->id)) {
            nearest = Match { *found, watched.rule };
        }
    }
    return nearest;
}

} // namespace Tailwater

#include "moc_rulewatch.cpp"
