// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"

#include <durablestreams/requesttrace.h>
#include <durablestreams/secretmask.h>

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

#include <deque>

namespace Tailwater {

//! \brief The last exchanges with servers, the oldest first; bounded in number and in what is kept of
//! bodies. What is shown and given away has its secrets masked, those that a server repeats as well;
//! they are shown of single rows on request.
class WireModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Columns {
        Time,
        Server,
        Purpose,
        Method,
        Url,
        Status,
        Headers,
        Receive,
        Duration,
        Bytes,
        ColumnCount
    };
    enum Roles { FailureRole = Qt::UserRole };

    static constexpr qsizetype Limit = 2'000;

    explicit WireModel(QObject *parent = nullptr);
    ~WireModel() override;

    //! The bodies of all rows together; the oldest ones go first.
    static constexpr qint64 BodyLimit = 32 * 1024 * 1024;

    //! \brief Adds an exchange through \a connection, or brings the row up to date.
    void add(const DurableStreams::RequestTrace &trace, const Connection &connection);
    //! \brief The exchange with the secrets of its connection in their places.
    DurableStreams::RequestTrace revealedAt(int row) const;
    const Connection &connectionAt(int row) const { return m_connections[size_t(row)]; }
    //! \brief All rows, masked.
    QList<DurableStreams::RequestTrace> traces() const;
    //! \brief The exchange as it may be shown.
    DurableStreams::RequestTrace maskedAt(int row) const;
    //! \brief The exchange as the library tells it: what repeats a secret is not masked.
    const DurableStreams::RequestTrace &traceAt(int row) const { return m_traces[size_t(row)]; }
    //! \brief Exchanges with more than one server were seen.
    bool hasManyServers() const { return m_manyServers; }
    void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void manyServersChanged(bool many);

private:
    void dropOldBodies();
    void noteServer(const Connection &connection);

    std::deque<DurableStreams::RequestTrace> m_traces;
    //! As they were when the exchange began; parallel to m_traces.
    std::deque<Connection> m_connections;
    qint64 m_bodyBytes = 0;
    //! What is secret of them; parallel to m_traces.
    std::deque<DurableStreams::SecretMask> m_masks;
    //! What connections were called.
    QSet<QString> m_servers;
    bool m_manyServers = false;
    //! By trace id: the running number of its row, of which m_first have left.
    QHash<quint64, qint64> m_numbers;
    qint64 m_first = 0;
};

} // namespace Tailwater
