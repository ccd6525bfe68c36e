// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/capturereader.h"
#include "models/capture/capturesearch.h"
#include "models/filter/filtermatcher.h"

#include <QElapsedTimer>
#include <QObject>

#include <atomic>
#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief The side of the searching thread of a CaptureSearch.
class CaptureSearcher : public QObject
{
    Q_OBJECT

public:
    CaptureSearcher(const QString &path, const FilterExpression &expression,
                    const std::optional<CaptureIdentity> &shown, std::shared_ptr<std::atomic_bool> stop);
    ~CaptureSearcher() override;

    void open();
    void find(quint64 from, bool backwards);

Q_SIGNALS:
    void progressed(const Tailwater::CaptureSearchState &state);
    void found(const Tailwater::CaptureHit &hit);

private:
    struct Match
    {
        quint64 row = 0;
        quint64 number = 0;
    };
    //! What is looked for, and how far that has come.
    struct Wish
    {
        quint64 from = 0;
        bool backwards = false;
        qsizetype block = 0;
        qsizetype steps = 0;
    };

    void goOn();
    //! Of the regular expression, which takes too long.
    bool isGivenUp() const;
    std::vector<Match> matchesIn(qsizetype block);
    void noteFirst(const std::vector<Match> &found);
    void count(qsizetype block);
    bool stepWish();
    quint64 placeOf(qsizetype block, qsizetype index) const;
    void tell(bool now);
    void end(const QString &error = {});

    const QString m_path;
    const std::optional<CaptureIdentity> m_shown;
    const std::shared_ptr<std::atomic_bool> m_stop;
    CaptureReader m_reader;
    FilterMatcher m_matcher;
    QTimer *m_timer;
    QElapsedTimer m_sinceTold;
    CaptureSearchState m_state;
    //! Matches of each block; -1: not looked at yet.
    std::vector<qint64> m_counts;
    qsizetype m_next = 0;
    std::optional<Wish> m_wish;
};

} // namespace Tailwater
