// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Filters in the window: from a value to a filter, and those that are kept.

#include "connection/server.h"
#include "detail/detailpane.h"
#include "detail/diffview.h"
#include "filter/filterbar.h"
#include "filter/filtershelf.h"
#include "mainwindow.h"
#include "models/filter/filtertext.h"
#include "models/previousofkey.h"
#include "rules/rulesdialog.h"
#include "settings.h"
#include "statusstrip.h"
#include "streamtabs.h"
#include "tail/tailpage.h"
#include "windowactions.h"

#include <QAction>
#include <QMenu>

using namespace Qt::StringLiterals;

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

void MainWindow::connectRules()
{
    RowRules *rules = RowRules::instance();
    rules->setRules(RowRules::fromStrings(m_settings->rowRules()));
    connect(rules, &RowRules::changed, this,
            [this, rules] { m_settings->setRowRules(RowRules::toStrings(rules->rules())); });
    connect(m_actions->rules, &QAction::triggered, this, [this] { (new RulesDialog(this))->open(); });
    connect(m_tabs, &StreamTabs::pageAdded, this, [this](TailPage *page) {
        connect(page, &TailPage::ruleMatched, m_status,
                [this, page](const QString &text) { m_status->showMessage(page->title() + u": "_s + text, 10'000); });
        connect(page, &TailPage::ruleRequested, this, [this](const QString &filter) {
            auto *dialog = new RulesDialog(this);
            dialog->addRule(filter);
            dialog->open();
        });
        connect(page, &TailPage::contextMenuAboutToShow, this, [this](QMenu *menu, const Message &message) {
            if (message.isData()) {
                addDiffActions(menu, message);
            }
        });
    });
}

void MainWindow::addDiffActions(QMenu *menu, const Message &message)
{
    menu->addSeparator();
    const auto add = [&](const QString &text, DiffReference reference) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, message, reference] {
            m_detail->setMessage(message);
            m_detail->diff()->setReference(reference);
            m_detail->showDiff();
            showDock(u"detail"_s);
        });
    };
    if (PreviousOfKey::hasKey(message)) {
        add(tr("&Diff With Previous of This Key"), DiffReference::PreviousOfKey);
    }
    add(tr("Diff With Previous &Row"), DiffReference::PreviousRow);
    connect(menu->addAction(tr("&Pin for Comparing")), &QAction::triggered, this,
            [this, message] { m_detail->diff()->pin(message); });
    add(tr("Diff With Pi&nned Row"), DiffReference::Pinned);
}

// What the message in the detail pane is compared with lies in the tail it is from.
void MainWindow::connectDiff()
{
    auto *search = new PreviousOfKey(this);
    m_detail->diff()->setFinder([this, search](const Message &of, DiffReference reference, const DiffView::Answer &answer) {
        const TailPage *page = currentPage();
        search->cancel();
        if (!page || reference != DiffReference::PreviousOfKey || !PreviousOfKey::hasKey(of)) {
            answer(page && reference == DiffReference::PreviousRow ? page->rowBefore(of) : Message {});
            return;
        }
        search->disconnect(this);
        connect(search, &PreviousOfKey::found, this, answer, Qt::SingleShotConnection);
        search->find(page->model()->snapshot(), of);
    });
}

} // namespace Tailwater
