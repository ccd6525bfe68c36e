// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/messagestore.h"

#include <QObject>

#include <memory>

namespace Tailwater {

//! \brief A row and its neighbours, kept apart: they stay when the tail has long dropped them.
class MatchContext : public QObject
{
    Q_OBJECT

public:
    //! How many rows are kept of each side, as far as there are as many.
    struct Extent
    {
        quint64 before = 200;
        quint64 after = 200;

        bool operator==(const Extent &) const = default;
    };
    static constexpr quint64 mostRows = 10'000;
    //! More than this is not kept of one side.
    static constexpr qint64 mostBytes = 16 * 1024 * 1024;

    //! \brief Row \a id of \a snapshot and what is before it; what follows comes with feed().
    MatchContext(const StoreSnapshot &snapshot, quint64 id, const Extent &extent,
                 QObject *parent = nullptr);
    ~MatchContext() override;

    //! \brief Takes the rows that followed, until there are enough.
    void feed(const StoreSnapshot &snapshot);
    bool isComplete() const { return m_complete; }
    StoreSnapshot snapshot() const { return m_store.snapshot(); }
    //! \brief The row in snapshot(), which has ids of its own; its number is as it was.
    quint64 matchId() const { return m_match; }

Q_SIGNALS:
    void changed();

private:
    void append(const Message &message);

    MessageStore m_store;
    quint64 m_generation;
    quint64 m_next = 0;
    quint64 m_end = 0;
    quint64 m_match = 0;
    qint64 m_bytes = 0;
    bool m_complete = false;
};

} // namespace Tailwater
