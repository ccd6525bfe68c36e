// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The rules of a TailPage: what stands out, is told, and stops the view.

#include "models/matchcontext.h"
#include "rules/contextdialog.h"
#include "rules/rowrules.h"
#include "rules/rulelook.h"
#include "rules/rulewatch.h"
#include "tail/messagebar.h"
#include "tail/taildelegate.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"

#include <QLayout>
#include <QLocale>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

void TailPage::createRules()
{
    auto *look = new RuleLook(this);
    m_view->tailDelegate()->setRules(look);
    connect(look, &RuleLook::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    m_watch = new RuleWatch(this);
    connect(m_watch, &RuleWatch::matched, this, &TailPage::onRuleMatched);
    connect(m_watch, &RuleWatch::gaveUp, this, [this](const RowRule &rule, const QString &why) {
        warnOfRule(tr("The rule “%1” is not watched any more. %2").arg(rule.filter, why));
    });
    connect(m_watch, &RuleWatch::undecided, this, [this](const RowRule &rule, quint64 id) {
        const quint64 number = m_session->snapshot().message(id).number;
        warnOfRule(tr("Whether row %1 passes the rule “%2” is not known: its regular expression needs "
                      "too many steps.").arg(QLocale().toString(number), rule.filter));
    });
    // What a catch-up finds is history; a rule tells of what happens.
    connect(m_session, &TailSession::stateChanged, this, [this](TailState state) {
        if (state == TailState::Live) {
            m_watch->begin(m_session->snapshot());
        }
    });
    connect(m_model, &TailModel::filterProgressed, this, &TailPage::showRuleRow);
}

// Below what says why the view stands still, and how it goes on.
void TailPage::warnOfRule(const QString &text)
{
    m_bar->showMessage(u"ruleGivenUp"_s, MessageBar::Kind::Warning, text);
    if (m_bar->contains(u"rule"_s)) {
        m_bar->dismiss(u"rule"_s);
        showRuleMessage();
    }
}

// Also where nobody looks: that is what rules are for.
void TailPage::feedRules()
{
    const StoreSnapshot snapshot = m_session->snapshot();
    m_watch->setSnapshot(snapshot);
    if (m_context) {
        m_context->feed(snapshot);
    }
}

// One at a time: what passes after the first is counted, until the user is done with that one. But
// a rule that stops does so whatever another one told of.
void TailPage::onRuleMatched(const RowRule &rule, quint64 id, qsizetype rows)
{
    const bool stops = rule.freeze && !m_model->isFrozen();
    const StoreSnapshot snapshot = m_session->snapshot();
    if (m_bar->contains(u"rule"_s) && !stops) {
        m_ruleRows += quint64(rows);
        showRuleMessage();
    } else if (snapshot.contains(id)) {
        sayRule(rule, snapshot, id, rows);
    }
    // A number is 0 where the row has left already.
    Q_EMIT ruleMatched(rule.filter, snapshot.message(id).number, quint64(rows));
}

void TailPage::sayRule(const RowRule &rule, const StoreSnapshot &snapshot, quint64 id,
                       qsizetype rows)
{
    const bool stops = rule.freeze && !m_model->isFrozen();
    m_context = std::make_shared<MatchContext>(snapshot, id, RowRules::instance()->extent());
    m_contextRule = rule.filter;
    m_ruleRows = std::max<quint64>(1, quint64(rows));
    if (stops) {
        stopAt(snapshot, id);
    }
    m_bar->dismiss(u"rule"_s);
    showRuleMessage();
    layout()->activate();
    showRuleRow();
}

void TailPage::stopAt(const StoreSnapshot &snapshot, quint64 id)
{
    m_view->keepPlace([&] { m_model->setSnapshot(snapshot); });
    setFrozen(true);
    m_ruleHolds = true;
    // Where a filter works, the row may come later, or never.
    m_ruleRow = id;
}

// In the middle: there it stays in view also when what is above and below needs room.
void TailPage::showRuleRow()
{
    if (m_ruleRow != 0 && m_view->showRow(m_ruleRow)) {
        const QModelIndex index
            = m_model->index(m_model->rowOf(m_ruleRow), TailModel::NumberColumn);
        m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
        m_ruleRow = 0;
    }
}

// The view moves again: there is nothing to be said about a stop.
void TailPage::releaseRule()
{
    m_ruleRow = 0;
    if (std::exchange(m_ruleHolds, false)) {
        m_bar->dismiss(u"rule"_s);
    }
}

void TailPage::showRuleMessage()
{
    const quint64 row = m_context->snapshot().message(m_context->matchId()).number;
    const QString number = QLocale().toString(row);
    QString text = m_ruleHolds
        ? tr("Frozen at row %1, which passes the rule “%2”.").arg(number, m_contextRule)
        : tr("Row %1 passes the rule “%2”.").arg(number, m_contextRule);
    if (m_ruleRows > 1) {
        text += u' ' + tr("%n more row(s) passed a rule since.", nullptr, int(m_ruleRows - 1));
    }
    QList<MessageBar::Button> buttons { { tr("Rows Around It"), [this] { showContext(); } } };
    if (m_ruleHolds) {
        buttons.append({ tr("Go On"), [this] { setFollowing(true); } });
    }
    m_bar->showMessage(u"rule"_s, MessageBar::Kind::Information, text, buttons);
}

void TailPage::showContext()
{
    if (m_context) {
        auto *dialog = new ContextDialog(m_context, m_contextRule, m_contentType, this);
        connect(dialog, &QDialog::finished, this, &TailPage::focusRows);
        dialog->open();
    }
}

} // namespace Tailwater
