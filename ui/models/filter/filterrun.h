// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filter/filterexpression.h"
#include "models/filter/matchlist.h"
#include "models/messagestore.h"

#include <QElapsedTimer>
#include <QObject>

#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

enum class FilterVerdict;

//! \brief Looks at a row; one is made for each worker, which alone calls it.
using RowTest = std::function<FilterVerdict(const MessagePage &page, qsizetype row)>;

//! \brief Applies a filter to the rows of a tail while it grows, in a worker.
//!
//! Begins with the newest rows and works back, so that what is on screen is answered first; rows that
//! come in meanwhile are looked at in turn. Lives in the thread of its owner; chunks are handed over
//! there, many at once if it was busy. Destroying it ends the work at once.
class FilterRun : public QObject
{
    Q_OBJECT

public:
    //! \brief So many rows may stay undecided before the filter is given up.
    static constexpr quint64 undecidedLimit = 100;

    explicit FilterRun(const FilterExpression &expression, QObject *parent = nullptr);
    //! \brief Finds the rows of data that pass a test of another kind.
    explicit FilterRun(std::function<RowTest()> makeTest, QObject *parent = nullptr);
    ~FilterRun() override;

    const FilterExpression &expression() const { return m_expression; }

    //! \brief Before the first snapshot: rows before \a id are not looked at, and those from there on in
    //! their order.
    void beginAt(quint64 id) { m_beginAt = id; }
    //! \brief The rows as they are now. Those of another generation are another stream: restarted().
    void setSnapshot(const StoreSnapshot &snapshot);

    //! \brief What was found so far.
    const MatchList &matches() const { return m_matches; }
    //! \brief True while there are rows that were not looked at.
    bool isBusy() const { return m_busy; }
    //! \brief Not empty when the filter was given up, because its regular expression takes too long:
    //! the whole sentence, which names the limit. Or because of cancel().
    const QString &failure() const { return m_failure; }
    //! \brief Gives it up; what was found stays.
    void cancel();

Q_SIGNALS:
    //! \brief matches() is about to grow by \a chunk, and has grown by it.
    void aboutToAdd(const Tailwater::FilterChunk &chunk);
    void added(const Tailwater::FilterChunk &chunk);
    //! \brief Rows before \a firstId leave matches() next.
    void aboutToTrim(quint64 firstId);
    void trimmed();
    //! \brief matches() is empty, and everything begins anew.
    void restarted();
    //! \brief After added() for all that was handed over at once, and when isBusy() or failure() changed.
    void progressed();

private:
    struct Shared;
    class Worker;

    void begin();
    void abandon();
    void onPosted();
    void take();

    const FilterExpression m_expression;
    const std::function<RowTest()> m_makeTest;
    quint64 m_beginAt = 0;
    std::shared_ptr<Shared> m_shared;
    MatchList m_matches;
    quint64 m_generation = 0;
    quint64 m_firstId = 0;
    bool m_busy = false;
    QString m_failure;
    QTimer *m_takeTimer;
    QElapsedTimer m_taken;
};

} // namespace Tailwater
