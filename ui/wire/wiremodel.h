// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/requesttrace.h>

#include <QAbstractTableModel>
#include <QHash>

#include <deque>

namespace Tailwater {

//! \brief The last exchanges with servers, the oldest first; bounded. Secrets are masked before they
//! get here.
class WireModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Columns { Time, Purpose, Method, Url, Status, Headers, Duration, Bytes, ColumnCount };
    enum Roles { FailureRole = Qt::UserRole };

    static constexpr qsizetype Limit = 2'000;

    explicit WireModel(QObject *parent = nullptr);
    ~WireModel() override;

    //! \brief Adds an exchange, or completes it by its second report.
    void add(const DurableStreams::RequestTrace &trace);
    const DurableStreams::RequestTrace &traceAt(int row) const { return m_traces[size_t(row)]; }
    void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    std::deque<DurableStreams::RequestTrace> m_traces;
    //! By trace id: the running number of its row, of which m_first have left.
    QHash<quint64, qint64> m_numbers;
    qint64 m_first = 0;
};

} // namespace Tailwater
