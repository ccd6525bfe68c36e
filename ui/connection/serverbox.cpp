// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "serverbox.h"

#include "connectionstripe.h"
#include "server.h"
#include "theme/icons.h"

#include <QEvent>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

ServerBox::ServerBox(QWidget *parent)
    : QComboBox(parent)
{
    setObjectName("serverBox"_L1);
    setAccessibleName(tr("Server"));
    // Always as wide, whatever is in it; the list shows the names whole.
    setMinimumContentsLength(26);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setPlaceholderText(tr("Not connected"));
    connect(this, &QComboBox::activated, this, &ServerBox::choose);
}

ServerBox::~ServerBox() = default;

void ServerBox::setConnected(const QList<Server *> &servers)
{
    m_servers = servers;
    refill();
}

void ServerBox::setKept(const QList<Connection> &kept)
{
    m_kept = kept;
    refill();
}

void ServerBox::setCurrent(Server *server)
{
    m_current = server;
    showCurrent();
}

void ServerBox::refill()
{
    clear();
    for (Server *server : std::as_const(m_servers)) {
        addItem(icon("server"_L1, colourOf(server->connection(), palette())),
                markedName(server->connection()), QVariant::fromValue<QObject *>(server));
        setItemData(count() - 1, server->connection().baseUrl.toDisplayString(), Qt::ToolTipRole);
    }
    const auto isConnected = [this](const Connection &kept) {
        return std::ranges::any_of(m_servers, [&](const Server *server) {
            return server->connection().id == kept.id;
        });
    };
    bool first = true;
    for (const Connection &kept : std::as_const(m_kept)) {
        if (isConnected(kept)) {
            continue;
        }
        if (std::exchange(first, false) && count() > 0) {
            insertSeparator(count());
        }
        addItem(icon("history"_L1, colourOf(kept, palette())),
                tr("%1 (not connected)").arg(markedName(kept)), kept.id);
        setItemData(count() - 1, kept.baseUrl.toDisplayString(), Qt::ToolTipRole);
    }
    showCurrent();
}

void ServerBox::changeEvent(QEvent *event)
{
    QComboBox::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        refill();
    }
}

void ServerBox::showCurrent()
{
    setCurrentIndex(m_current ? findData(QVariant::fromValue<QObject *>(m_current.data())) : -1);
}

void ServerBox::choose(int index)
{
    const QVariant chosen = itemData(index);
    // What is chosen is current once it is connected.
    showCurrent();
    if (auto *server = qobject_cast<Server *>(chosen.value<QObject *>())) {
        Q_EMIT serverChosen(server);
        return;
    }
    const auto kept = std::ranges::find(m_kept, chosen.toString(), &Connection::id);
    if (kept != m_kept.end()) {
        Q_EMIT keptChosen(Connection(*kept));
    }
}

} // namespace Tailwater

#include "moc_serverbox.cpp"
