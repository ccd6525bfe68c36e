// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "statelook.h"

#include "icons.h"
#include "theme.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {
struct StateWord
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::StateLook)
};
}

StateLook lookOf(TailState state, const QPalette &palette)
{
    const Colours &colours = Theme::colours(palette);
    switch (state) {
    case TailState::Idle:
        return { icon("stop"_L1, colours.muted), StateWord::tr("Not started") };
    case TailState::Connecting:
        return { icon("state-connecting"_L1, colours.muted), StateWord::tr("Connecting") };
    case TailState::CatchingUp:
        return { icon("state-catching-up"_L1, colours.accent), StateWord::tr("Catching up") };
    case TailState::CatchUpPaused:
        return { icon("freeze"_L1, colours.warning), StateWord::tr("Catch-up paused") };
    case TailState::Live:
        return { icon("state-live"_L1, colours.good), StateWord::tr("Live") };
    case TailState::Reconnecting:
        return { icon("state-reconnecting"_L1, colours.warning), StateWord::tr("Reconnecting") };
    case TailState::RateLimited:
        return { icon("history"_L1, colours.warning), StateWord::tr("Rate limited") };
    case TailState::Stopped:
        return { icon("stop"_L1, colours.muted), StateWord::tr("Stopped") };
    case TailState::Closed:
        return { icon("done"_L1, colours.muted), StateWord::tr("Closed") };
    case TailState::NotFound:
        return { icon("error"_L1, colours.bad), StateWord::tr("Not found") };
    case TailState::Gone:
        return { icon("error"_L1, colours.bad), StateWord::tr("Gone") };
    case TailState::Reset:
        return { icon("warning"_L1, colours.warning), StateWord::tr("Recreated") };
    case TailState::Unauthorised:
        return { icon("lock"_L1, colours.bad), StateWord::tr("Not authorised") };
    case TailState::TlsError:
        return { icon("warning"_L1, colours.bad), StateWord::tr("TLS error") };
    case TailState::Failed:
        return { icon("error"_L1, colours.bad), StateWord::tr("Failed") };
    case TailState::File:
        return { icon("capture"_L1, colours.muted), StateWord::tr("Capture") };
    }
    return {};
}

} // namespace Tailwater
