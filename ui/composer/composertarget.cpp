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

void ComposerPanel::keepDesk()
{
    if (ComposerDesk *now = desk()) {
        now->draft = text();
        now->mode = mode();
        now->lineEnd = m_lineEnd->isChecked();
        now->variables = m_variables->isChecked();
        now->settings = m_options->settings();
    }
}

void ComposerPanel::showDesk()
{
    ComposerDesk *now = desk();
    const ComposerDesk shown = now ? *now : ComposerDesk {};
    m_historyPosition = -1;
    m_libraryPanel->setStream(m_server ? deskKey(m_server, m_path) : QString());
    m_burst->setStream(m_server ? m_server->urlOf(m_path) : QUrl());
    // Not a change by the user: the text is not to be turned into another notation.
    m_shownMode = shown.mode;
    m_mode->setCurrentIndex(m_mode->findData(int(shown.mode)));
    m_lineEnd->setChecked(shown.lineEnd);
    m_variables->setChecked(shown.variables);
    m_options->setSettings(shown.settings);
    m_file->forget();
    m_editor->setPlainText(shown.draft);
}

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
    }
}

bool ComposerPanel::holdsUnsent() const
{
    const ComposerDesk *now = desk();
    const bool file = mode() == ComposeMode::File && (m_file->isReading() || !m_file->bytes().isEmpty());
    return now && (now->run || file || !text().trimmed().isEmpty()
                   || (m_burst->isRunning() && m_burst->isOfStreamShown()));
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

void ComposerPanel::showPlaces()
{
    const QString own = m_server ? displayPath(m_path) : QString();
    if (!m_server || (m_tabServer == m_server && m_tabPath == m_path)) {
        m_notice->clear();
    } else if (m_tabServer) {
        m_notice->setOther(own, displayPath(m_tabPath));
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
        m_wayToWrite->setText(locked ? tr("&Unlock for 10 Minutes") : tr("&Edit Connection…"));
        m_wayToWrite->setToolTip(locked ? tr("Lets this window write to the production server")
                                        : tr("Opens the connection, where “Read-only” is"));
    }
}

} // namespace Tailwater
