// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "sandboxindicator.h"

#include "sandboxcontrol.h"
#include "theme/icons.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace Tailwater {

using DurableStreams::Sandbox;

SandboxIndicator::SandboxIndicator(SandboxControl *control, QWidget *parent)
    : QToolButton(parent)
    , m_control(control)
{
    setObjectName("sandboxIndicator"_L1);
    setAutoRaise(true);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIcon(Tailwater::icon("sandbox"_L1)); // not the button's own
    setPopupMode(QToolButton::InstantPopup);
    setMenu(control->menu());
    connect(control, &SandboxControl::stateChanged, this, &SandboxIndicator::refresh);
    refresh();
}

SandboxIndicator::~SandboxIndicator() = default;

void SandboxIndicator::refresh()
{
    const Sandbox *sandbox = m_control->sandbox();
    setVisible(sandbox->state() != Sandbox::State::Stopped);
    setToolTip({});
    switch (sandbox->state()) {
    case Sandbox::State::Stopped:
        break;
    case Sandbox::State::Starting:
        setText(tr("Sandbox starting…"));
        break;
    case Sandbox::State::Running:
        setText(tr("Sandbox on port %1").arg(QString::number(sandbox->url().port())));
        setToolTip(tr("The local sandbox runs at %1 and keeps its streams %2.")
                       .arg(sandbox->url().toString(), m_control->place()));
        break;
    case Sandbox::State::Stopping:
        setText(tr("Sandbox stopping…"));
        break;
    }
    setAccessibleName(text());
}

} // namespace Tailwater

#include "moc_sandboxindicator.cpp"
