// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filter/filtermatcher.h"
#include "models/message.h"
#include "rules/rowrules.h"

#include <QHash>
#include <QObject>

#include <vector>

namespace Tailwater {

//! \brief Which rule a row that is shown follows. Looked at once for each row, and at the beginning
//! of a large one only, so that painting is never held up.
class RuleLook : public QObject
{
    Q_OBJECT

public:
    //! So much of a row is looked at.
    static constexpr qsizetype looksAt = 256 * 1024;

    explicit RuleLook(QObject *parent = nullptr);
    ~RuleLook() override;

    bool isEmpty() const { return m_rules.empty(); }
    //! \brief Null if there is none.
    const RowRule *ruleOf(const Message &message);

Q_SIGNALS:
    void changed();
    //! \brief Whether a row passes \a rule cannot be told fast enough to paint it. Once for each rule, a
    //! little later.
    void undecided(const Tailwater::RowRule &rule);

private:
    struct Entry
    {
        RowRule rule;
        FilterMatcher matcher;
        bool told = false;
    };
    void read();
    bool passes(Entry &entry, const FilterRow &row);

    std::vector<Entry> m_rules;
    QHash<quint64, int> m_known;
};

} // namespace Tailwater
