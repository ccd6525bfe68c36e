// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

#include <optional>
#include <set>

namespace Tailwater {

//! \brief The rows that the user marked, by id.
class RowMarks : public QObject
{
    Q_OBJECT

public:
    //! \brief More than this are not kept: the oldest go.
    static constexpr size_t most = 10'000;

    explicit RowMarks(QObject *parent = nullptr);
    ~RowMarks() override;

    bool contains(quint64 id) const { return m_ids.contains(id); }
    bool isEmpty() const { return m_ids.empty(); }
    const std::set<quint64> &ids() const { return m_ids; }
    //! \brief The nearest after, or before, \a id.
    std::optional<quint64> next(quint64 id) const;
    std::optional<quint64> previous(quint64 id) const;
    //! \brief True if one of them lies in [first, end).
    bool anyIn(quint64 first, quint64 end) const;

    void toggle(quint64 id);
    //! \brief Forgets rows before \a firstId, which are no more.
    void trim(quint64 firstId);

Q_SIGNALS:
    void changed();

private:
    std::set<quint64> m_ids;
};

} // namespace Tailwater
