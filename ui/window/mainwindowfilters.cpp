// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Filters in the window: from a value to a filter, and those that are kept.

#include "connection/server.h"
#include "detail/detailpane.h"
#include "detail/diffcommands.h"
#include "detail/difffinder.h"
#include "filter/filterbar.h"
#include "filter/filtershelf.h"
#include "models/filter/filtertext.h"
#include "notify/desktopnotifier.h"
#include "rules/rulenotices.h"
#include "rules/rulesdialog.h"
#include "settings/settings.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"
#include "window/windowactions.h"

#include <QAction>
#include <QApplication>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace Tailwater {

void MainWindow::connectFilters()
{
    FilterShelf *shelf = FilterShelf::instance();
    shelf->restore(m_settings->recentFilters(), m_settings->savedFilters());
    connect(shelf, &FilterShelf::changed, this,
            [this, shelf] { m_settings->setFilters(shelf->recent(), shelf->saved()); });
    connect(m_detail, &DetailPane::filterRequested, this,
            [this](const QString &pointer, const QByteArray &value, bool without) {
                if (TailPage *page = currentPage()) {
                    const QString test = filterForValue(pointer, value);
                    page->filterBar()->addTest(without ? QChar(u'-') + test : test);
                }
            });
}

void MainWindow::connectRules()
{
    RowRules *rules = RowRules::instance();
    rules->setRules(RowRules::fromStrings(m_settings->rowRules()));
    const auto [before, after] = m_settings->rowsAround(
        { MatchContext::Extent {}.before, MatchContext::Extent {}.after });
    rules->setExtent({ before, after });
    connect(rules, &RowRules::changed, this, [this, rules] {
        m_settings->setRowRules(RowRules::toStrings(rules->rules()));
        m_settings->setRowsAround({ rules->extent().before, rules->extent().after });
    });
    connectNotices();
    connect(m_actions->rules, &QAction::triggered, this,
            [this] { (new RulesDialog(this))->open(); });
    connect(m_tabs, &StreamTabs::pageAdded, this, [this](TailPage *page) {
        connect(page, &TailPage::ruleMatched, m_notices,
                [this, page](const QString &rule, quint64 number, quint64 rows) {
                    m_notices->note(page, rule, number, rows);
                });
        connect(page, &TailPage::ruleRequested, this, [this](const QString &filter) {
            auto *dialog = new RulesDialog(this);
            dialog->addRule(filter);
            dialog->open();
        });
        connect(page, &TailPage::rowMenuAboutToShow, this,
                [this](QMenu *menu, const Message &message) {
                    m_diff->setMessage(message);
                    if (message.isData()) {
                        menu->addSeparator();
                        menu->addActions(m_diff->actions());
                    }
                });
    });
}

// Its own page says so above the rows; who looks at another one is told above the tabs, and who looks
// at another window by the desktop.
void MainWindow::connectNotices()
{
    auto *notifier = new DesktopNotifier(this);
    const auto go = [this](TailPage *page, quint64 number) {
        m_tabs->setCurrentWidget(page);
        if (number > 0) {
            page->goToRuleRow(number);
        }
        page->focusRows();
    };
    connect(m_notices, &RuleNotices::showRequested, this, go);
    connect(m_notices, &RuleNotices::begun, this,
            [this, notifier](TailPage *page, const QString &text) {
                QApplication::alert(this);
                notifier->tell(page->title(), text, [this, page = QPointer(page)] {
                    if (page) {
                        m_tabs->setCurrentWidget(page);
                    }
                });
            });
    connect(m_tabs, &StreamTabs::currentPageChanged, m_notices, &RuleNotices::setShown);
}

// What the message in the detail pane is compared with lies in the tail it is from.
void MainWindow::connectDiff()
{
    const auto rows = [this] {
        const TailPage *page = currentPage();
        return page ? page->model() : nullptr;
    };
    m_detail->diff()->setFinder(diffFinder(rows, this));
    m_detail->diff()->setPlace([this] {
        const TailPage *page = currentPage();
        return page ? DiffPlace { page->session()->url(), page->title() } : DiffPlace {};
    });
    m_diff = new DiffCommands(m_detail->diff(), this);
    connect(m_diff, &DiffCommands::diffRequested, this, [this](const Message &message) {
        m_detail->setMessage(message);
        m_detail->showDiff();
        showDock(u"detail"_s);
    });
}

} // namespace Tailwater
