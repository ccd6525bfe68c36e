// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/messagestore.h"
#include "rules/rowrules.h"

#include <QObject>

#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace Tailwater {

class FilterRun;
struct FilterChunk;

//! \brief Looks at the rows that come in for those that a rule is to notify of, or to freeze at.
class RuleWatch : public QObject
{
    Q_OBJECT

public:
    explicit RuleWatch(QObject *parent = nullptr);
    ~RuleWatch() override;

    //! \brief Rows of \a snapshot were there before: only what comes after them is looked at.
    //! Nothing to do if it looks already.
    void begin(const StoreSnapshot &snapshot);
    //! \brief What there is now. Rows of another generation wait for begin().
    void setSnapshot(const StoreSnapshot &snapshot);
    //! \brief A row that passed, and the rule.
    struct Match
    {
        quint64 id = 0;
        RowRule rule = {};
    };
    //! \brief The next row after \a id that passed a rule and is still there, as far as is known now.
    std::optional<Match> next(quint64 id) const;

Q_SIGNALS:
    //! \brief Rows passed \a rule, the first of them \a id; \a rows of them were not told of before,
    //! by another rule.
    void matched(const Tailwater::RowRule &rule, quint64 id, qsizetype rows);
    //! \brief Whether row \a id passes \a rule is not known: its regular expression takes too long. The
    //! first such row alone.
    void undecided(const Tailwater::RowRule &rule, quint64 id);
    //! \brief \a rule is not watched any more: its regular expression takes too long.
    void gaveUp(const Tailwater::RowRule &rule, const QString &why);

private:
    void watch();
    void look(const RowRule &rule, const FilterChunk &chunk);
    qsizetype countNew(const std::vector<quint64> &ids);

    struct Watched
    {
        RowRule rule;
        std::unique_ptr<FilterRun> run;
        std::set<quint64> undecided = {}; //!< in the run's rows, though nobody knows whether they pass
    };

    StoreSnapshot m_snapshot;
    bool m_watching = false;
    std::vector<Watched> m_runs;
    std::set<quint64> m_told; //!< rows that a rule which is behind may pass as well
};

} // namespace Tailwater
