// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Pictures of filters, rules and differences.

#include "application.h"
#include "connection/server.h"
#include "detail/detailpane.h"
#include "detail/diffview.h"
#include "filter/filterbar.h"
#include "filter/filterinput.h"
#include "filter/filtershelf.h"
#include "gallery.h"
#include "rules/rowrules.h"
#include "rules/rulenotices.h"
#include "rules/rulesdialog.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QTabWidget>
#include <QTest>

#include <sandbox/sandbox.h>

using namespace Qt::StringLiterals;

namespace Tailwater {

bool Gallery::takeFilters()
{
    if (startSandbox()) {
        TailPage *page = open("events/orders");
        waitFor(u"news"_s, [page] { return page->session()->status().totalRows >= 43; });
        takeFilter(page);
        takeRules(page);
        takeDiff(page);
        takeLargeCapture();
        takeEndedCaptures();
        takeChangedCapture();
        takeUnfinishedCopies();
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
    waitFor(u"matches"_s,
            [page] { return !page->findChild<QLabel *>("filterCount"_L1)->text().isEmpty(); });
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
    input->setText(u"total==100 && status!~new "_s);
    waitFor(u"the suggestion"_s, [page] { return page->findChild<QWidget *>("filterRepair"_L1)->isVisible(); });
    take(u"filter-suggestion"_s);
    bar->setFilter(u"product=anvil"_s);
    waitFor(u"the advice"_s, [page] { return page->findChild<QWidget *>("filterRepair"_L1)->isVisible(); });
    take(u"filter-advice"_s);
    bar->setMode(Mode::Dim);
    bar->setFilter(u"type=order.*"_s);
    settle();
    take(u"filter-advice-dim"_s);
    bar->setMode(Mode::Hide);
    bar->setFilter(u"zzz-nowhere"_s);
    settle();
    take(u"filter-nothing"_s);
    bar->setFilter({});
}

// What is found, marked, coloured and stopped at.
void Gallery::takeRules(TailPage *page)
{
    using Colour = RowRule::Colour;
    page->setFollowing(false);
    page->goToRow(5);
    page->toggleMark();
    page->goToRow(12);
    page->toggleMark();
    page->filterBar()->setMode(TailModel::FilterMode::Mark);
    page->filterBar()->setFilter(u"/Dvo|Grace/"_s);
    page->rowActions().first()->trigger();
    page->findChild<QLineEdit *>("findText"_L1)->setText(u"payment"_s);
    page->rowActions().at(1)->trigger();
    settle();
    take(u"find-marks-overview"_s);
    page->findChild<QLineEdit *>("findText"_L1)->setText(u"/pay(ment/"_s);
    page->rowActions().at(1)->trigger();
    settle();
    take(u"find-error"_s);
    QTest::keyClick(page->findChild<QLineEdit *>("findText"_L1), Qt::Key_Escape);
    page->filterBar()->setMode(TailModel::FilterMode::Hide);
    page->filterBar()->setFilter({});
    RowRules::instance()->setRules(
        { { .filter = u"index<=6"_s, .colour = Colour::Red, .bold = true },
          { .filter = u"index<=10"_s, .colour = Colour::Orange },
          { .filter = u"index<=14"_s, .colour = Colour::Green },
          { .filter = u"index<=18"_s, .colour = Colour::Blue },
          { .filter = u"index<=22"_s, .colour = Colour::Violet } });
    page->goToRow(8);
    take(u"rules-colours"_s);
    page->filterBar()->setMode(TailModel::FilterMode::Mark);
    page->filterBar()->setFilter(u"/Dvo|Grace/"_s);
    settle();
    take(u"rules-marked"_s);
    page->filterBar()->setMode(TailModel::FilterMode::Hide);
    page->filterBar()->setFilter({});
    auto *dialog = new RulesDialog(window());
    dialog->addRule(u"total>=100 size>big"_s);
    dialog->open();
    take(u"rules-dialog"_s, dialog);
    dialog->reject();
    page->setFollowing(true);
    RowRules::instance()->setRules({ { .filter = u"index>1"_s, .notify = true, .freeze = true } });
    waitFor(u"the match"_s, [page] { return page->isFrozen(); });
    settle();
    take(u"rules-frozen"_s);
    page->showContext();
    auto *context = page->findChild<QDialog *>("contextDialog"_L1);
    take(u"rules-context"_s, context);
    context->reject();
    RowRules::instance()->setRules({});
    page->setFollowing(true);
}

void Gallery::takeDiff(TailPage *page)
{
    auto *detail = window()->findChild<DetailPane *>();
    page->setFollowing(false);
    page->goToRow(20);
    settle();
    detail->diff()->setReference(DiffReference::PreviousRow);
    detail->showDiff();
    take(u"diff"_s);
    // With a row of another stream, while a rule tells of that one.
    detail->diff()->pin(page->currentMessage());
    page->setFollowing(true);
    TailPage *users = open("state/users");
    users->setFollowing(false);
    users->goToRow(2);
    RowRules::instance()->setRules({ { .filter = u"index>1"_s, .notify = true } });
    auto *notices = window()->findChild<RuleNotices *>();
    waitFor(u"the other stream"_s, [notices] { return !notices->texts().isEmpty(); });
    settle();
    take(u"diff-pinned-notice"_s);
    RowRules::instance()->setRules({});
    window()->tabs()->closePage(users);
    detail->findChild<QTabWidget *>()->setCurrentIndex(0);
}

} // namespace Tailwater
