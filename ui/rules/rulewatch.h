// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/messagestore.h"
#include "rules/rowrules.h"

#include <QObject>

#include <memory>
#include <vector>

namespace Tailwater {

class FilterRun;

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

Q_SIGNALS:
    //! \brief \a rows rows passed \a rule, the first of them \a id; in \a snapshot it is there.
    void matched(const Tailwater::RowRule &rule, quint64 id, qsizetype rows);
    //! \brief \a rule is not watched any more: its regular expression takes too long.
    void gaveUp(const Tailwater::RowRule &rule, const QString &why);

private:
    void watch();

    StoreSnapshot m_snapshot;
    bool m_watching = false;
    std::vector<std::unique_ptr<FilterRun>> m_runs;
};

} // namespace Tailwater
