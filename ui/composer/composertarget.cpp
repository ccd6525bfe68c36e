// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Which stream a ComposerPanel writes to.

#include "burstbar.h"
#include "composerpanel.h"
#include "connection/server.h"
#include "explorer/streamentry.h"
#include "filesource.h"
#include "librarypanel.h"
#include "payloadeditor.h"
#include "sendresult.h"
#include "targetnotice.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLayout>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

void ComposerPanel::setTarget(Server *server, const QByteArray &path, const QByteArray &contentType)
{
    keepDesk();
    m_server = path.isEmpty() ? nullptr : server;
    m_path = m_server ? path : QByteArray();
    if (m_server) {
        connect(m_server, &Server::writabilityChanged, this, &ComposerPanel::check,
                Qt::UniqueConnection);
    }
    if (ComposerDesk *now = desk(); now && !contentType.isEmpty()) {
        now->contentType = contentType;
    }
    m_result->clear();
    m_sentCurl.clear();
    showDesk();
    refreshTarget();
    Q_EMIT targetChanged();
}

void ComposerPanel::setContentType(Server *server, const QByteArray &path,
                                   const QByteArray &contentType)
{
    const auto found = m_desks.find(deskKey(server, path));
    if (found != m_desks.end() && !contentType.isEmpty()
        && std::exchange(found->contentType, contentType) != contentType && server == m_server
        && path == m_path) {
        refreshTarget();
    } else if (server == m_server && path == m_path) {
        showCheck(whyNot()); // it may be closed now
    }
}

void ComposerPanel::showBeside(Server *server, const QByteArray &path, const QByteArray &contentType)
{
    m_tabServer = server;
    m_tabPath = path;
    m_tabFile.clear();
    const bool there = server == m_server && path == m_path;
    if (!there && !holdsUnsent()) {
        setTarget(server, path, contentType);
    } else {
        showPlaces();
    }
}

void ComposerPanel::showBesideFile(const QString &title)
{
    m_tabServer.clear();
    m_tabPath.clear();
    m_tabFile = title;
    showPlaces();
}

void ComposerPanel::takeTheOther()
{
    if (m_tabServer) {
        setTarget(m_tabServer, m_tabPath);
        focusEditor();
    }
}

void ComposerPanel::setManyServers(bool many)
{
    m_manyServers = many;
    showPlaces();
}

//! Of the server that is written to, if the tab is of another one; empty if there is nothing to say.
QString ComposerPanel::environmentIfOther() const
{
    using enum Connection::Environment;
    if (m_tabServer == m_server) {
        return {};
    }
    switch (m_server->connection().environment) {
    case Production:
        return tr("production");
    case Staging:
        return tr("staging");
    default:
        return m_tabServer->connection().environment == m_server->connection().environment
            ? QString()
            : tr("development");
    }
}

void ComposerPanel::showPlaces()
{
    // A path alone says little where the same one may be on another server.
    const auto name = [this](const Server *server, const QByteArray &path) {
        const bool other = m_tabServer && m_tabServer != m_server;
        if (other && m_tabServer->displayName() == m_server->displayName()) {
            return server->urlOf(path).toDisplayString();
        }
        return other || m_manyServers
            ? tr("%1 › %2").arg(server->displayName(), displayPath(path))
            : displayPath(path);
    };
    const QString own = m_server ? name(m_server, m_path) : QString();
    if (!m_server || (m_tabServer == m_server && m_tabPath == m_path)) {
        m_notice->clear();
    } else if (m_tabServer) {
        m_notice->setOther(own, name(m_tabServer, m_tabPath), environmentIfOther());
    } else if (!m_tabFile.isEmpty()) {
        m_notice->setFile(own, m_tabFile);
    } else {
        m_notice->clear();
    }
}

void ComposerPanel::showTarget()
{
    showPlaces();
    // What stands beside it has its own width; the name of the target gets what is left.
    const QString text = m_server
        ? tr("To %1 › %2").arg(m_server->displayName(), displayPath(m_path))
        : tr("No stream chosen");
    const QMargins margins = layout()->contentsMargins();
    int others = margins.left() + margins.right() + 10;
    for (const QWidget *other :
         std::initializer_list<const QWidget *> { m_type, m_mode, m_lineEnd, m_variables }) {
        others += other->isHidden() && other != m_type ? 0 : other->sizeHint().width() + 6;
    }
    // The type goes only where too little of the name would be left beside it.
    const int wanted = m_target->fontMetrics().horizontalAdvance(text) + 2;
    const bool both = width() - others >= wanted * 2 / 3;
    m_type->setVisible(both);
    others -= both ? 0 : m_type->sizeHint().width() + 6;
    m_target->setText(m_target->fontMetrics().elidedText(text, Qt::ElideMiddle,
                                                         qMax(120, width() - others)));
}

//! Who cannot write is shown the way to it, where there is one.
void ComposerPanel::showWayToWrite()
{
    const bool barred = m_server && !m_server->canWrite();
    m_wayToWrite->setVisible(barred);
    if (barred) {
        const bool locked = m_server->isLocked() && !m_server->connection().readOnly;
        m_wayToWrite->setText(locked ? tr("Unlock for 10 Minutes") : tr("Edit Connection…"));
        m_wayToWrite->setToolTip(locked ? tr("Lets this window write to the production server")
                                        : tr("Opens the connection, where “Read-only” is"));
    }
}

} // namespace Tailwater
