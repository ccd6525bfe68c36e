// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The filter of a TailPage.

#include "filter/filterbar.h"
#include "models/filter/filterrun.h"
#include "models/statustext.h"
#include "tail/placeholder.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"

#include <QLocale>
#include <QPushButton>
#include <QStackedLayout>

#include <algorithm>

namespace Tailwater {

namespace {

// What completion knows of the stream: the newest messages, and the one that is looked at.
constexpr quint64 sampledRows = 60;

} // namespace

void TailPage::createFilter()
{
    m_filterBar->setSamples([this] {
        QList<Message> samples { currentMessage() };
        const StoreSnapshot &snapshot = m_model->snapshot();
        for (quint64 id = snapshot.endId() - std::min(sampledRows, quint64(snapshot.rowCount())); id < snapshot.endId();
             ++id) {
            samples.append(snapshot.message(id));
        }
        samples.removeIf([](const Message &message) { return !message.isData(); });
        return samples;
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

void TailPage::setCoverage(const QString &coverage)
{
    if (coverage != m_coverage) {
        m_coverage = coverage;
        m_filterBar->setCoverage(coverage);
        updatePlaceholder();
    }
}

// True if there are messages, and the filter hides them all.
bool TailPage::showNoMatch()
{
    // Why nothing is read at all comes before what hides the rows there were.
    const TailState state = m_session->status().state;
    if (isFailure(state) || (state == TailState::Idle && m_heldByRefusal)) {
        return false;
    }
    const FilterRun *run = m_model->filterRun();
    const bool none = m_model->hidesRows() && !m_model->isCleared() && run->matches().count() == 0
        && m_model->snapshot().rowCount() > 0;
    if (!none) {
        return false;
    }
    const bool focus = m_view->hasFocus();
    m_stack->setCurrentWidget(m_placeholder);
    m_placeholder->setContent(run->isBusy()          ? tr("Nothing found yet")
                                  : m_coverage.isEmpty() ? tr("Nothing passes the filter")
                                                         : tr("Nothing passes the filter here"),
                              m_coverage.isEmpty()
                                  ? tr("%n message(s) looked at. New ones are shown here when they pass.", nullptr,
                                       int(m_model->filteredRows()))
                                  : m_coverage,
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
