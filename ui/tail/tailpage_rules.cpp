// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The rules of a TailPage: what stands out, is told, and stops the view.

#include "models/filter/filterrun.h"
#include "models/matchcontext.h"
#include "rules/contextdialog.h"
#include "rules/rulelook.h"
#include "rules/rulewatch.h"
#include "tail/messagebar.h"
#include "tail/rowmarks.h"
#include "tail/taildelegate.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"

#include <QAccessible>
#include <QApplication>
#include <QLocale>

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
        m_bar->showMessage(u"rule"_s, MessageBar::Kind::Warning,
                           tr("The rule “%1” is not watched any more. %2").arg(rule.filter, why));
    });
    // What a catch-up finds is history; a rule tells of what happens.
    connect(m_session, &TailSession::stateChanged, this, [this](TailState state) {
        if (state == TailState::Live) {
            m_watch->begin(m_session->snapshot());
        }
    });
}

// Also where nobody looks: that is what rules are for.
void TailPage::feedRules()
{
    const StoreSnapshot snapshot = m_session->snapshot();
    m_watch->setSnapshot(snapshot);
    m_errors->setSnapshot(snapshot);
    if (m_context) {
        m_context->feed(snapshot);
    }
}

void TailPage::onRuleMatched(const RowRule &rule, quint64 id, qsizetype rows)
{
    const StoreSnapshot snapshot = m_session->snapshot();
    const Message message = snapshot.message(id);
    // Held already: what comes after the first is counted, and looked at when the user goes on.
    const bool held = m_model->isFrozen() && m_context && m_bar->messageId() == "rule"_L1;
    m_ruleRows = held ? m_ruleRows + quint64(rows) : quint64(rows);
    if (message.isNull()) {
        return;
    }
    if (!held) {
        m_context = std::make_shared<MatchContext>(snapshot, id);
        m_contextRule = rule.filter;
        if (rule.freeze) {
            m_view->keepPlace([&] { m_model->setSnapshot(snapshot); });
            setFrozen(true);
            m_view->showRow(id);
        }
    }
    const QString number = QLocale().toString(m_context->snapshot().message(m_context->matchId()).number);
    QString text = m_model->isFrozen() ? tr("Frozen at row %1, which passes the rule “%2”.").arg(number, m_contextRule)
                                       : tr("Row %1 passes the rule “%2”.").arg(number, m_contextRule);
    if (m_ruleRows > 1) {
        text += u' ' + tr("So do %n more.", nullptr, int(m_ruleRows - 1));
    }
    QList<MessageBar::Button> buttons { { tr("Rows Around It"), [this] { showContext(); } } };
    if (m_model->isFrozen()) {
        buttons.append({ tr("Go On"), [this] {
                            m_bar->dismiss(u"rule"_s);
                            setFollowing(true);
                        } });
    }
    m_bar->showMessage(u"rule"_s, MessageBar::Kind::Information, text, buttons);
    if (!held && rule.notify) {
        QApplication::alert(window());
        QAccessibleAnnouncementEvent event(m_view, text);
        QAccessible::updateAccessibility(&event);
        Q_EMIT ruleMatched(text);
    }
}

void TailPage::showContext()
{
    if (m_context) {
        (new ContextDialog(m_context, m_contextRule, m_contentType, this))->open();
    }
}

} // namespace Tailwater
