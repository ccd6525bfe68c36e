// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "soakwriter.h"

#include "models/messagestore.h"

#include <QThread>

#include <array>
#include <atomic>
#include <functional>

namespace Soak {

//! \brief Looks at every row once, in a thread of its own: the messages of each writer must come
//! whole and in order.
class RowChecker : public QThread
{
    Q_OBJECT

public:
    //! \brief \a snapshot is called from the thread.
    explicit RowChecker(std::function<Tailwater::StoreSnapshot()> snapshot);
    ~RowChecker() override;

    quint64 checked() const { return m_checked; }
    //! \brief Rows that are missing, that came again, and that are no messages of a writer.
    quint64 lost() const { return m_lost; }
    quint64 repeated() const { return m_repeated; }
    quint64 foreign() const { return m_foreign; }

protected:
    void run() override;

private:
    void look();
    void check(QByteArrayView row);

    const std::function<Tailwater::StoreSnapshot()> m_snapshot;
    std::array<quint64, writers> m_next = {};
    quint64 m_seen = 0;
    std::atomic<quint64> m_checked = 0;
    std::atomic<quint64> m_lost = 0;
    std::atomic<quint64> m_repeated = 0;
    std::atomic<quint64> m_foreign = 0;
};

} // namespace Soak
