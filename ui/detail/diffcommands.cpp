// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/diffcommands.h"

#include "models/previousofkey.h"

#include <QAction>

namespace Tailwater {

namespace {

// A tool tip of its own only where there is something to say.
void allow(QAction *action, bool allowed, const QString &whyNot)
{
    action->setEnabled(allowed);
    action->setToolTip(allowed ? QString() : whyNot);
}

} // namespace

DiffCommands::DiffCommands(DiffView *view, QObject *parent)
    : QObject(parent)
    , m_view(view)
{
    m_withKey = addDiff("row.diffWithKey", tr("&Diff With Previous of This Key"),
                        DiffReference::PreviousOfKey);
    m_withPrevious = addDiff("row.diffWithPrevious", tr("Diff With Previous R&ow"),
                             DiffReference::PreviousRow);
    m_pin = add("row.pin", tr("P&in for Comparing"));
    connect(m_pin, &QAction::triggered, this, [this] { m_view->pin(m_message); });
    m_withPinned = addDiff("row.diffWithPinned", tr("Diff With Pinn&ed Row"),
                           DiffReference::Pinned);
    setMessage({});
}

DiffCommands::~DiffCommands() = default;

QAction *DiffCommands::add(const char *id, const QString &text)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1StringView(id));
    m_actions.append(action);
    return action;
}

QAction *DiffCommands::addDiff(const char *id, const QString &text, DiffReference reference)
{
    QAction *action = add(id, text);
    connect(action, &QAction::triggered, this, [this, reference] {
        m_view->setReference(reference);
        Q_EMIT diffRequested(m_message);
    });
    return action;
}

void DiffCommands::setMessage(const Message &message)
{
    m_message = message;
    const bool any = message.isData();
    const QString noRow = tr("Select a row first.");
    allow(m_withKey, any && PreviousOfKey::hasKey(message),
          any ? DiffView::noKeyText() : noRow);
    allow(m_withPrevious, any, noRow);
    allow(m_pin, any, noRow);
    allow(m_withPinned, any && m_view->hasPinned(), any ? DiffView::noPinText() : noRow);
}

} // namespace Tailwater

#include "moc_diffcommands.cpp"
