// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What a FilterBar says where nothing passes, or something else than was meant.

#include "filter/filterbar.h"
#include "models/filter/filterrun.h"

#include <QAccessible>
#include <QPromise>
#include <QThreadPool>

namespace Tailwater {

// Once for each filter that nothing passes, when all was looked at, or that may say something else than was
// meant; in a worker.
void FilterBar::seekAdvice()
{
    const FilterRun *run = m_model->filterRun();
    const bool applies = run && !m_error && run->failure().isEmpty() && !m_model->isFilterTried();
    const bool none = applies && run->matches().count() == 0;
    // While it is being written the next word may make another filter of it.
    const bool doubtful = none || (applies && !m_pauseTimer->isActive() && mayMislead(run->expression()));
    if (!doubtful || m_advised != run->expression().text() || m_advisedOnNone != none) {
        m_seeking.cancel();
        m_advised.clear();
        m_advice.reset();
    }
    if (!doubtful || (none && run->isBusy()) || !m_advised.isEmpty() || !m_samples
        || m_model->filteredRows() == 0) {
        return;
    }
    m_advisedOnNone = none;
    m_advised = run->expression().text();
    QPromise<std::optional<FilterAdvice>> promise;
    promise.start();
    m_seeking = promise.future();
    m_seeking.then(this, [this, sought = m_advised](const std::optional<FilterAdvice> &advice) {
        if (sought == m_advised) {
            takeAdvice(advice);
        }
    });
    QThreadPool::globalInstance()->start([promise = std::move(promise), filter = run->expression(), none,
                                          samples = m_samples()]() mutable {
        if (!promise.isCanceled()) {
            promise.addResult(filterAdvice(filter, samples(), none));
        }
        promise.finish();
    });
}

void FilterBar::takeAdvice(const std::optional<FilterAdvice> &advice)
{
    m_advice = advice;
    if (m_advice) {
        refresh();
        QAccessibleAnnouncementEvent event(this, m_advice->text);
        QAccessible::updateAccessibility(&event);
    }
}

} // namespace Tailwater
