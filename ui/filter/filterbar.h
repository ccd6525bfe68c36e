// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filter/filteradvice.h"
#include "models/filter/filterexpression.h"
#include "models/tailmodel.h"

#include <QFuture>
#include <QWidget>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QAction;
class QActionGroup;
class QLabel;
class QMenu;
class QPushButton;
class QTimer;
class QToolButton;
QT_END_NAMESPACE

namespace Tailwater {

class FilterInput;

//! \brief The filter of a tail: typed here, applied a moment later, and how far it got.
//!
//! What is wrong is told by a colour, an icon and a sentence with the column; the filter before stays
//! in force until it is right, and that is said. What may be right with the next letter is told of
//! after a pause, with Enter, or when the focus goes elsewhere. So is that nothing passes: `siz`, on
//! the way to `size>10k`, is no reason to empty the table.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(TailModel *model, QWidget *parent = nullptr);
    ~FilterBar() override;

    QString filter() const;
    //! \brief Applies \a filter at once.
    void setFilter(const QString &filter);
    //! \brief Rows must pass \a test as well.
    void addTest(const QString &test);
    void setMode(TailModel::FilterMode mode);
    //! \brief Where fields and values for completion are found; \a samples are taken in a worker.
    void setSamples(std::function<std::function<QList<Message>()>()> samples);
    //! \brief Which rows are looked at, in a sentence, where they are not all: shown as a warning, unless the others
    //! were looked at elsewhere for this filter, \a whole. Empty: all.
    void setCoverage(const QString &coverage, bool whole = false);
    //! \brief Puts the cursor there.
    void edit();

Q_SIGNALS:
    //! \brief The filter or the mode is another.
    void changed();
    void leaveRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Look { Plain, Good, Doubtful, Bad };

    void layOut();
    void makeModes();
    void makeHistory();
    QWidget *makeTrailer();
    void onReturn();
    void noteUsed();
    void apply();
    void settle();
    bool isBeingWritten() const;
    bool isUnfinished(const FilterError &error) const;
    void tellError();
    QString errorText() const;
    void seekAdvice();
    void takeAdvice(const std::optional<FilterAdvice> &advice);
    void refresh();
    void refreshMessage(Look look, const QString &message);
    QString meaningText() const;
    void refreshCount();
    void refreshColours();
    void refreshStar();
    void fillHistory(QMenu *menu);
    void sayResult();
    QString countText() const;
    int percentDone() const;

    TailModel *m_model;
    FilterInput *m_input;
    QAction *m_verdict;
    QLabel *m_count;
    QLabel *m_message;
    QPushButton *m_repair;
    QToolButton *m_cancel;
    QToolButton *m_star;
    QToolButton *m_mode;
    QToolButton *m_history;
    QActionGroup *m_modes = nullptr;
    QTimer *m_applyTimer;
    QTimer *m_busyTimer;
    QTimer *m_pauseTimer;
    std::optional<FilterError> m_error;
    bool m_errorTold = false;
    std::function<std::function<QList<Message>()>()> m_samples;
    QFuture<std::optional<FilterAdvice>> m_seeking;
    QString m_advised; // the filter that advice is, or was, sought for
    bool m_advisedOnNone = false; // it was, or is, why nothing passes
    std::optional<FilterAdvice> m_advice;
    QString m_applied;
    QString m_coverage;
    bool m_whole = false;
    QString m_meaning;
    Look m_look = Look::Plain;
    bool m_resultPending = false;
    bool m_slow = false;
};

} // namespace Tailwater
