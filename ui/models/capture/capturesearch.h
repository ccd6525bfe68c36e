// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/captureidentity.h"
#include "models/filter/filterexpression.h"

#include <QList>
#include <QObject>

#include <atomic>
#include <memory>

QT_BEGIN_NAMESPACE
class QThread;
QT_END_NAMESPACE

namespace Tailwater {

class CaptureSearcher;

//! \brief How a search stands. Value type.
struct CaptureSearchState
{
    quint64 looked = 0; //!< rows of data that were looked at
    quint64 total = 0; //!< rows of data in the file; 0: not known yet
    quint64 matches = 0;
    QList<quint64> first = {}; //!< the numbers of the first few of them, so far
    quint64 undecided = 0; //!< of the matches: the regular expression took too long on them
    bool complete = false; //!< every row was looked at
    bool ended = false; //!< complete, given up or cancelled
    QString error = {}; //!< why it was given up, in a sentence

    bool operator==(const CaptureSearchState &) const = default;
};

//! \brief A row that was found. Value type.
struct CaptureHit
{
    quint64 row = 0; //!< its id; 0: there is none in the whole file
    quint64 number = 0;
    quint64 place = 0; //!< among all matches, from 1; 0: not known yet
    bool around = false; //!< found at the other end

    bool operator==(const CaptureHit &) const = default;
};

//! \brief Finds and counts the rows of a whole capture that pass a filter, in a thread of its own.
//!
//! Nothing of the file is kept but the number of matches of each block. Destroying it ends the work at once.
class CaptureSearch : public QObject
{
    Q_OBJECT

public:
    //! \brief With \a shown: of that one, or not at all if the file has changed.
    CaptureSearch(const QString &path, const FilterExpression &expression,
                  const std::optional<CaptureIdentity> &shown = {}, QObject *parent = nullptr);
    ~CaptureSearch() override;

    const FilterExpression &expression() const { return m_expression; }
    const CaptureSearchState &state() const { return m_state; }
    //! \brief Looks for the match after, or before, the row \a from; goes on at the other end. found() tells, unless
    //! another one is looked for meanwhile.
    void find(quint64 from, bool backwards);
    //! \brief Ends; what was counted stays.
    void cancel();

Q_SIGNALS:
    //! \brief At most ten times a second; and at the end.
    void progressed();
    void found(const Tailwater::CaptureHit &hit);

private:
    const FilterExpression m_expression;
    CaptureSearchState m_state;
    std::shared_ptr<std::atomic_bool> m_stop;
    std::unique_ptr<QThread> m_thread;
    CaptureSearcher *m_searcher;
};

} // namespace Tailwater
