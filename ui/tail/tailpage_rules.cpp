// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The rules of a TailPage: what stands out, is told, and stops the view.

#include "filter/filterbar.h"
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
#include <optional>
#include <ranges>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

quint64 numberIn(const MatchContext &context)
{
    return context.snapshot().message(context.matchId()).number;
}

// What is kept around a match has ids of its own; 0 if the rows have lost it.
quint64 idOf(const MatchContext &context, const StoreSnapshot &rows)
{
    const quint64 number = numberIn(context);
    const auto ids = std::views::iota(rows.firstId(), rows.endId());
    for (auto at = std::ranges::lower_bound(
             ids, number, {}, [&](quint64 id) { return rows.message(id).number; });
         at != ids.end() && rows.message(*at).number == number; ++at) {
        if (rows.message(*at).isData()) {
            return *at;
        }
    }
    return 0;
}

// Behind the last one that is known comes the first, as when something is looked for; none if there is no
// other one.
std::optional<RuleWatch::Match> matchAfter(const RuleWatch &watch, quint64 current, quint64 first)
{
    auto next = watch.next(current);
    if (!next) {
        next = watch.next(first - std::min<quint64>(1, first));
    }
    return next && next->id != current ? next : std::nullopt;
}

} // namespace

void TailPage::createRules()
{
    auto *look = new RuleLook(this);
    m_view->tailDelegate()->setRules(look);
    connect(look, &RuleLook::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    m_watch = new RuleWatch(this);
    connect(m_watch, &RuleWatch::matched, this, &TailPage::onRuleMatched);
    connect(look, &RuleLook::undecided, this, [this](const RowRule &rule) {
        // One that watches as well is told of where it does; one that has gone needs no warning.
        if (rule.watches() || !RowRules::instance()->rules().contains(rule)) {
            return;
        }
        const QString why = tr("The rule “%1” gives some rows no look: its regular expression needs too "
                               "many steps on them.").arg(rule.filter);
        RowRules::instance()->noteTooHard(rule.filter, why);
        warnOfRule(why);
    });
    // What is said of rules is said of those that there are.
    connect(RowRules::instance(), &RowRules::changed, this,
            [this] { m_bar->dismiss(u"ruleGivenUp"_s); });
    connect(m_watch, &RuleWatch::gaveUp, this, [this](const RowRule &rule, const QString &why) {
        RowRules::instance()->noteTooHard(rule.filter, tr("Not watched any more. %1").arg(why));
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
    connect(m_model, &TailModel::filterProgressed, this, &TailPage::refreshRule);
}

// Below what says why the view stands still, and how it goes on.
void TailPage::warnOfRule(const QString &text)
{
    m_bar->showMessage(u"ruleGivenUp"_s, MessageBar::Kind::Warning, text);
    raiseRule();
}

void TailPage::raiseRule()
{
    if (m_bar->contains(u"rule"_s)) {
        m_bar->dismiss(u"rule"_s);
        showRuleMessage();
    }
}

// What the filter does with a row is known a little later.
void TailPage::refreshRule()
{
    if (m_bar->contains(u"rule"_s) && filterHidesRule() != m_ruleHidden) {
        showRuleMessage();
    }
}

bool TailPage::filterHidesRule() const
{
    return m_context && m_model->hidesRows()
        && m_model->matchOf(idOf(*m_context, m_model->snapshot())) == TailModel::FilterMatch::No;
}

// The filter stays; what it hid is dimmed.
void TailPage::showHiddenRule()
{
    m_ruleRow = idOf(*m_context, m_model->snapshot());
    m_filterBar->setMode(TailModel::FilterMode::Dim);
    showRuleRow();
    refreshRule();
}

void TailPage::goToRuleRow(quint64 number)
{
    const bool known = m_context && m_bar->contains(u"rule"_s)
        && numberIn(*m_context) == number;
    if (!known) {
        goToRow(number);
    } else if (!m_view->showRow(idOf(*m_context, m_model->snapshot()))) {
        raiseRule();
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
    m_ruleId = id;
    m_ruleFirst = id;
    m_ruleSteps = 0;
    m_ruleAround = false;
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
    if (m_ruleRow != 0 && m_view->showRowInTheMiddle(m_ruleRow)) {
        m_ruleRow = 0;
    }
}

// On to the next row that passed a rule, which the view may not have while it stands still: it stands
// still there then.
void TailPage::showNextMatch()
{
    const StoreSnapshot snapshot = m_session->snapshot();
    const auto next = matchAfter(*m_watch, m_ruleId, m_ruleFirst);
    m_ruleAround = next && next->id < m_ruleId;
    if (!next || !snapshot.contains(next->id)) {
        m_ruleRows = 1;
        showRuleMessage();
        return;
    }
    m_context = std::make_shared<MatchContext>(snapshot, next->id, RowRules::instance()->extent());
    m_contextRule = next->rule.filter;
    m_ruleId = next->id;
    if (m_ruleAround) {
        m_ruleRows += std::exchange(m_ruleSteps, 0);
    } else {
        m_ruleRows = std::max<quint64>(1, m_ruleRows - 1);
        ++m_ruleSteps;
    }
    if (!m_model->snapshot().contains(next->id)) {
        m_view->keepPlace([&] {
            m_model->setFrozen(false);
            m_model->setSnapshot(snapshot);
            m_model->setFrozen(m_ruleHolds);
        });
        updatePill();
    }
    m_ruleRow = next->id;
    showRuleMessage();
    showRuleRow();
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
    if (m_ruleAround) {
        text += u' ' + tr("That was the last one: on from the first.");
    }
    if (m_ruleRows > 1) {
        text += u' ' + tr("%n more row(s) passed a rule since.", nullptr, int(m_ruleRows - 1));
    }
    QList<MessageBar::Button> buttons { { tr("Rows Around It"), [this] { showContext(); } } };
    m_ruleHidden = filterHidesRule();
    if (m_ruleHidden) {
        text += u' ' + tr("The filter hides it.");
        buttons.prepend({ tr("Show It"), [this] { showHiddenRule(); } });
    }
    if (matchAfter(*m_watch, m_ruleId, m_ruleFirst)) {
        buttons.append({ tr("Next Match"), [this] { showNextMatch(); } });
    }
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
