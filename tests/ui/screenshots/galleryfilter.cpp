// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Pictures of filters, rules and differences.

#include "application.h"
#include "connection/server.h"
#include "filter/filterbar.h"
#include "filter/filterinput.h"
#include "filter/filtershelf.h"
#include "gallery.h"
#include "mainwindow.h"
#include "tail/tailpage.h"

#include <sandbox/sandbox.h>

#include <QAbstractItemView>
#include <QCompleter>
#include <QLabel>
#include <QTest>

using namespace Qt::StringLiterals;

namespace Tailwater {

bool Gallery::takeFilters()
{
    if (startSandbox()) {
        TailPage *page = open("events/orders");
        waitFor(u"news"_s, [page] { return page->session()->status().totalRows >= 43; });
        takeFilter(page);
    }
    return m_failures == 0;
}

void Gallery::takeFilter(TailPage *page)
{
    using Mode = TailModel::FilterMode;
    FilterBar *bar = page->filterBar();
    auto *input = page->findChild<FilterInput *>("filterInput"_L1);
    bar->edit();
    bar->setFilter(u"total>=50 type=\"insert\" OR /Ada|Grace/i"_s);
    waitFor(u"matches"_s, [page] { return !page->findChild<QLabel *>("filterCount"_L1)->text().isEmpty(); });
    take(u"filter-hide"_s);
    bar->setMode(Mode::Dim);
    take(u"filter-dim"_s);
    bar->setMode(Mode::Mark);
    take(u"filter-mark"_s);
    bar->setMode(Mode::Hide);
    input->setText(u"total>=100 size>big"_s);
    auto *message = page->findChild<QLabel *>("filterMessage"_L1);
    waitFor(u"the error"_s, [message] { return message->isVisible(); });
    take(u"filter-error"_s);
    bar->setFilter(u"zzz-nowhere"_s);
    settle();
    take(u"filter-nothing"_s);
    bar->setFilter({});
}

} // namespace Tailwater
