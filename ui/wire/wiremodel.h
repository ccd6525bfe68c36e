// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"

#include <durablestreams/requesttrace.h>

#include <QAbstractTableModel>
#include <QHash>

#include <deque>

namespace Tailwater {

//! \brief The last exchanges with servers, the oldest first; bounded in number and in what is kept of
//! bodies. Secrets are masked before they get here, and shown of single rows on request.
class WireModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Columns { Time, Purpose, Method, Url, Status, Headers, Duration, Bytes, ColumnCount };
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
    const DurableStreams::RequestTrace &traceAt(int row) const { return m_traces[size_t(row)]; }
    void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    void dropOldBodies();

    std::deque<DurableStreams::RequestTrace> m_traces;
    //! As they were when the exchange began; parallel to m_traces.
    std::deque<Connection> m_connections;
    qint64 m_bodyBytes = 0;
    //! By trace id: the running number of its row, of which m_first have left.
    QHash<quint64, qint64> m_numbers;
    qint64 m_first = 0;
};

} // namespace Tailwater
