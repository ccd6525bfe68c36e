// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>

#include <QAbstractTableModel>
#include <QDateTime>
#include <QPointer>

#include <deque>

namespace Tailwater {

//! \brief What went wrong, the latest first: when, where, why, and what to do.
class ProblemsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Columns { Time, Where, Cause, Remedy, ColumnCount };

    static constexpr int Limit = 500;

    explicit ProblemsModel(QObject *parent = nullptr);
    ~ProblemsModel() override;

    //! \brief What is said instead of causeOf() and remedyOf().
    struct Words
    {
        QString cause;
        QString remedy;
    };
    void add(const QString &where, const DurableStreams::Error &error);
    //! \brief \a source: what the problem is with; it lasts until end().
    void add(const QString &where, const DurableStreams::Error &error, const Words &words,
             const QObject *source = nullptr);
    //! \brief What was wrong with \a source is over now. Its rows stay, and say so.
    void end(const QObject *source);
    void clear();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    void countChanged(int count);

private:
    struct Problem
    {
        QDateTime when;
        QString where;
        DurableStreams::Error error;
        Words words;
        QPointer<const QObject> source = {};
        QDateTime ended = {}; //!< invalid: it may last, or was the matter of a moment
    };
    static QString timesOf(const Problem &problem);

    std::deque<Problem> m_problems;
};

} // namespace Tailwater
