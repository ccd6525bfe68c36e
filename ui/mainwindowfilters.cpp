// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Filters in the window: from a value to a filter, and those that are kept.

#include "connection/server.h"
#include "detail/detailpane.h"
#include "filter/filterbar.h"
#include "filter/filtershelf.h"
#include "mainwindow.h"
#include "models/filter/filtertext.h"
#include "settings.h"
#include "tail/tailpage.h"

namespace Tailwater {

void MainWindow::connectFilters()
{
    FilterShelf *shelf = FilterShelf::instance();
    shelf->restore(m_settings->recentFilters(), m_settings->savedFilters());
    connect(shelf, &FilterShelf::changed, this, [this, shelf] {
        m_settings->setFilters(shelf->recent(), shelf->saved());
    });
    connect(m_detail, &DetailPane::filterRequested, this,
            [this](const QString &pointer, const QByteArray &value, bool without) {
                if (TailPage *page = currentPage()) {
                    const QString test = filterForValue(pointer, value);
                    page->filterBar()->addTest(without ? QChar(u'-') + test : test);
                }
            });
}

} // namespace Tailwater
