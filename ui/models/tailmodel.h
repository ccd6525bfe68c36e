// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/messagestore.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <memory>
#include <optional>

namespace Tailwater {

class FilterExpression;
class FilterRun;
struct FilterChunk;

//! \brief The rows of one tail as a table; text is made for the cells that are asked for only.
//!
//! Shows the snapshot it was last given: rows come in at the end and leave at the beginning, each
//! with one notice per call. While frozen it keeps what it shows and counts what waits. With a filter
//! that hides, rows are those that passed it so far: a worker finds them, the newest first.
class TailModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NumberColumn,
        ReceivedColumn,
        OperationColumn,
        KeyColumn,
        SizeColumn,
        PreviewColumn,
        OffsetColumn,
        EventTimeColumn,
        FirstUserColumn,
    };
    enum Role {
        MessageRole = Qt::UserRole, //!< Message
        RowIdRole, //!< quint64; 0 for the row that says how much was trimmed
        IsMarkerRole,
        IsMalformedRole,
        IsUnfinishedRole,
        IsNotUtf8Role,
    };
    enum class TimeFormat { Local, Utc, Relative, SincePrevious };
    Q_ENUM(TimeFormat)
    enum class FilterMode {
        Hide, //!< only what passes is a row
        Dim, //!< what does not pass steps back
        Mark, //!< what passes stands out
    };
    Q_ENUM(FilterMode)
    enum class FilterMatch {
        Unknown, //!< there is no filter
        Yes,
        No,
        Pending, //!< the filter has not come to it yet
    };

    explicit TailModel(QObject *parent = nullptr);
    //! \brief What it keeps of rows that left their store counts towards \a budget.
    explicit TailModel(std::shared_ptr<MemoryBudget> budget, QObject *parent = nullptr);
    ~TailModel() override;

    //! \brief Shows \a snapshot; while frozen, when thawed.
    void setSnapshot(const StoreSnapshot &snapshot);
    //! \brief True if much of what is shown has left the store by \a snapshot, and is kept in memory
    //! for this model alone: also where nobody looks, \a snapshot should be shown.
    bool holdsDropped(const StoreSnapshot &snapshot) const;
    const StoreSnapshot &snapshot() const { return m_shown; }

    bool isFrozen() const { return m_frozen; }
    void setFrozen(bool frozen);
    //! \brief Rows that were published since the freeze.
    quint64 waiting() const;
    //! \brief While frozen: bytes of rows that have left the store and are kept for this view alone.
    //! Where the application is above its limit the oldest of them go, as the first row then says.
    qint64 pinnedBytes() const { return m_pinned; }

    //! \brief Hides all rows that are shown now; nothing is dropped.
    void clear();
    void undoClear();
    bool isCleared() const { return m_clearedTo != 0; }

    //! \name The filter
    //! \{
    //! \brief Applies \a filter from now on; an empty one shows all. What is shown stays until the
    //! first rows are found.
    void setFilter(const FilterExpression &filter);
    //! \brief As setFilter(), for who is in the middle of writing it: as long as nothing passes, what
    //! is shown stays, until settleFilter().
    void tryFilter(const FilterExpression &filter);
    void settleFilter();
    //! \brief Nothing passes a filter that is tried so far: what is shown is that of the one before.
    bool isFilterTried() const { return m_tries && m_nextRun; }
    //! \brief The filter that what is shown is of; null without one.
    const FilterRun *shownRun() const { return m_run.get(); }
    FilterMode filterMode() const { return m_filterMode; }
    void setFilterMode(FilterMode mode);
    //! \brief The filter that is applied, or about to be, and how far it got; null without one.
    const FilterRun *filterRun() const { return m_nextRun ? m_nextRun.get() : m_run.get(); }
    //! \brief Gives the filter up: all rows are shown, and filterRun() says why.
    void cancelFilter();
    //! \brief True if rows that do not pass are no rows now.
    bool hidesRows() const { return m_hides; }
    FilterMatch matchOf(quint64 id) const;
    //! \brief Rows of data that the filter looked at, among those that are here.
    quint64 filteredRows() const;
    //! \}

    //! \brief Row \a row; null for the row that says how much was trimmed.
    Message messageAt(int row) const;
    //! \brief The flags of \a message, and Malformed for what calls itself JSON and is not by its
    //! grammar; that is looked at here, for the rows that are shown, and not beyond 64 KiB.
    static RowFlags marksOf(const Message &message);
    //! \brief What a marker row says.
    std::optional<Marker> markerAt(int row) const;
    quint64 idAt(int row) const;
    //! \brief The row of \a id, or -1 if it is not shown.
    int rowOf(quint64 id) const;
    //! \brief The row of \a id, or of the next one that is shown; the last one if there is none, and
    //! the first of all for what lies before them.
    int rowFrom(quint64 id) const;
    //! \brief How many rows are shown after \a id.
    quint64 rowsAfter(quint64 id) const;
    //! \brief The row of the data that is counted as \a number, or -1 if it is not shown.
    int rowOfNumber(quint64 number) const;

    //! \brief Goes up when the text of rows that are known may be another than before: texts can be
    //! kept by row id until then.
    int textVersion() const { return m_textVersion; }
    //! \brief True if the text of a cell of \a column depends on its row alone.
    bool isTextFixed(int column) const;
    //! \brief JSON pointers, each a column of its own.
    QStringList userColumns() const { return m_userColumns; }
    void setUserColumns(const QStringList &pointers);
    TimeFormat timeFormat() const { return m_timeFormat; }
    void setTimeFormat(TimeFormat format);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void frozenChanged(bool frozen);
    //! \brief While frozen: waiting() changed.
    void waitingChanged(quint64 waiting);
    //! \brief Rows come or go by the filter, at any place; then they have.
    void aboutToFilter();
    void filtered();
    //! \brief The filter got further, was given up, or is another.
    void filterProgressed();

private:
    struct Shape
    {
        quint64 first = 1; //!< id of the first row of data shown
        quint64 end = 1; //!< one past the last, the unfinished line included
        bool trimmedRow = false;
    };
    int head() const { return m_shape.trimmedRow ? 1 : 0; }
    int rows() const;
    Shape shapeOf(const StoreSnapshot &snapshot) const;
    void show(const StoreSnapshot &snapshot);
    void moveTo(const StoreSnapshot &snapshot);
    void changeTo(const StoreSnapshot &snapshot);
    void pin(qint64 bytes);
    void keepWithinBudget();
    void changeFiltered(const StoreSnapshot &snapshot);
    void resetTo(const StoreSnapshot &snapshot);
    void addTrimmedRow();
    void adopt(std::unique_ptr<FilterRun> run);
    void refilter();
    void onProgress(const FilterRun *run);
    void onAboutToAdd(const FilterChunk &chunk);
    void onAdded();
    void onAboutToTrim(quint64 firstId);
    void onTrimmed();
    void countHidden();
    QVariant display(const Message &message, int row, int column) const;
    QString description(int row) const;
    QString time(const Message &message, int row) const;

    const std::shared_ptr<MemoryBudget> m_budget;
    qint64 m_pinned = 0;
    StoreSnapshot m_shown;
    StoreSnapshot m_latest;
    Shape m_shape;
    bool m_frozen = false;
    quint64 m_clearedTo = 0;
    std::unique_ptr<FilterRun> m_run;
    std::unique_ptr<FilterRun> m_nextRun; // until it has found its first rows
    bool m_tries = false;
    FilterMode m_filterMode = FilterMode::Hide;
    bool m_hides = false;
    qsizetype m_clearedMatches = 0; // those before m_clearedTo
    qsizetype m_clearedChange = 0; // once what was announced has happened
    bool m_changing = false; // between such a notice to the views and its end
    bool m_resetting = false;
    int m_textVersion = 0;
    QStringList m_userColumns;
    TimeFormat m_timeFormat = TimeFormat::Local;
};

} // namespace Tailwater
