// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The filter of a TailPage.

#include "filter/filterbar.h"
#include "models/filter/filtermeaning.h"
#include "models/filter/filterrun.h"
#include "models/filter/filtertext.h"
#include "models/statustext.h"
#include "tail/placeholder.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"

#include <QLocale>
#include <QPushButton>
#include <QStackedLayout>

namespace Tailwater {

void TailPage::createFilter()
{
    m_filterBar->setSamples([this] {
        return [snapshot = m_model->snapshot()] { return filterSamples(snapshot); };
    });
    connect(m_filterBar, &FilterBar::changed, this, &TailPage::viewStateChanged);
    connect(m_filterBar, &FilterBar::leaveRequested, this, &TailPage::focusRows);
    connect(m_model, &TailModel::filterProgressed, this, [this] {
        updatePlaceholder();
        if (m_view->isFollowing() && !m_currentTimer->isActive()) {
            m_currentTimer->start();
        }
    });
}

// One that comes with an address; read again, the user may have another by then.
void TailPage::takeFilter(const TailStart &start)
{
    if (!start.filter.isEmpty() && start.filter != m_session->startPoint().filter) {
        m_filterBar->setFilter(start.filter);
    }
}

void TailPage::setCoverage(const QString &coverage, bool whole)
{
    m_filterBar->setCoverage(coverage, whole);
    if (coverage != m_coverage) {
        m_coverage = coverage;
        updatePlaceholder();
    }
}

// The newest row says what the stream is of: one stream has one kind.
bool TailPage::showsTextOnly() const
{
    const StoreSnapshot &snapshot = m_model->snapshot();
    for (quint64 id = snapshot.endId(); id > snapshot.firstId(); --id) {
        if (const Message message = snapshot.message(id - 1); message.isData()) {
            return !message.flags.testFlag(RowFlag::Json) && !message.flags.testFlag(RowFlag::Malformed);
        }
    }
    return false;
}

// True if there are messages, and the filter hides them all.
bool TailPage::showNoMatch()
{
    // Why nothing is read at all comes before what hides the rows there were.
    const TailState state = m_session->status().state;
    if (isFailure(state) || (state == TailState::Idle && m_heldByRefusal)) {
        return false;
    }
    // The rows are those of the filter before until the next one has found some, or is settled.
    const FilterRun *run = m_model->shownRun();
    const bool none = m_model->hidesRows() && !m_model->isCleared() && run->matches().count() == 0
        && m_model->snapshot().rowCount() > 0;
    if (!none) {
        return false;
    }
    if (run != m_model->filterRun() && m_stack->currentWidget() == m_placeholder) {
        return true; // it says so
    }
    const bool focus = m_view->hasFocus();
    m_stack->setCurrentWidget(m_placeholder);
    QString text = tr("%Ln message(s) looked at. New ones are shown here when they pass.", nullptr,
                      int(m_model->filteredRows()));
    if (needsMembers(run->expression()) && showsTextOnly()) {
        text = tr("These rows are text, which has no members: no test of a field passes. Words, \"phrases\" "
                  "and /regular expressions/ are looked for in text.");
    } else if (!m_coverage.isEmpty()) {
        text = m_coverage;
    }
    m_placeholder->setContent(run->isBusy()              ? tr("Nothing found yet")
                                  : m_coverage.isEmpty() ? tr("Nothing passes the filter")
                                                         : tr("Nothing passes the filter here"),
                              text,
                              tr("Clear Filter"), [this] {
                                  m_filterBar->setFilter({});
                                  m_view->setFocus(Qt::OtherFocusReason);
                              });
    if (focus) {
        m_placeholder->button()->setFocus(Qt::OtherFocusReason);
    }
    return true;
}

} // namespace Tailwater
