// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The note below the list of streams: whether it is whole, and how more are found.

#include "connection/server.h"
#include "explorerpanel.h"
#include "models/missingsecrets.h"
#include "streamtreemodel.h"

#include <durablestreams/registryfollower.h>

#include <QLabel>

using namespace Qt::StringLiterals;

namespace Tailwater {

using DurableStreams::RegistryFollower;

void ExplorerPanel::followLink(const QString &link)
{
    if (link == "connect"_L1) {
        Q_EMIT connectRequested();
    } else if (link == "retry"_L1 && m_server) {
        m_server->open();
    } else if (link == "scan"_L1) {
        Q_EMIT scanRequested();
    } else if (link == "registry"_L1) {
        Q_EMIT registryRequested();
    } else {
        Q_EMIT addRequested();
    }
}

QString ExplorerPanel::noteOfRegistry() const
{
    const auto link = [](const char *target, const QString &text) {
        return u" <a href=\"%1\">%2</a>"_s.arg(QLatin1StringView(target), text);
    };
    const QString add = link("add", tr("Add stream by path…"));
    const QString scan = m_server->canWrite() ? u" ·"_s + link("scan", tr("Scan server…")) : QString();
    const int known = int(m_model->totalCount());
    if (const QString why = MissingSecrets::why(m_server->connection()); !why.isEmpty()) {
        return why.toHtmlEscaped() + link("registry", tr("Enter credentials…"));
    }
    switch (m_server->registry()->state()) {
    case RegistryFollower::State::Off:
    case RegistryFollower::State::Connecting:
        return tr("Reading the list of streams…");
    case RegistryFollower::State::Following:
        if (m_server->listsAll()) {
            return tr("%Ln stream(s) known. The registry names all there are.", nullptr, known) + add;
        }
        return tr("%Ln stream(s) known. The registry may not name them all.", nullptr, known) + add
            + scan;
    case RegistryFollower::State::Reconnecting:
        return tr("The connection to the registry was lost; trying again. The list may be out "
                  "of date.");
    case RegistryFollower::State::Absent:
        return tr("This server cannot list its streams; these are the ones known here.") + add + scan
            + u" ·"_s + link("registry", tr("Set a registry stream…"));
    case RegistryFollower::State::Failed:
        return tr("The list of streams could not be read.") + link("retry", tr("Try again"))
            + u" ·"_s + add;
    }
    return {};
}

void ExplorerPanel::refreshNote()
{
    QString text;
    if (!m_server) {
        text = tr("Not connected.") + u" <a href=\"connect\">%1</a>"_s.arg(tr("Connect…"));
    } else if (!m_model->filter().isEmpty()) {
        text = tr("%1 of %Ln stream(s) match.", nullptr, int(m_model->totalCount()))
                   .arg(locale().toString(m_model->shownCount()));
    } else {
        text = noteOfRegistry();
    }
    m_note->setText(text);
    // The cause belongs where it can be read without the mouse as well.
    const auto &error = m_server ? m_server->registry()->error() : std::nullopt;
    m_note->setToolTip(error ? error->message : text);
}

} // namespace Tailwater
