// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connectionstripe.h"

#include "server.h"
#include "theme/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr int EdgeWidth = 5;

} // namespace

QColor colourOf(const Connection &connection, const QPalette &palette)
{
    if (const QColor own(connection.colour); own.isValid()) {
        return own;
    }
    const Colours &colours = Theme::colours(palette);
    switch (connection.environment) {
    case Connection::Environment::Development:
        return colours.muted;
    case Connection::Environment::Staging:
        return colours.warning;
    case Connection::Environment::Production:
        return colours.bad;
    }
    return colours.muted;
}

QString markedName(const Connection &connection)
{
    using Environment = Connection::Environment;
    QStringList words { connection.displayName() };
    if (connection.environment != Environment::Development) {
        words.append(connection.environment == Environment::Production
                         ? ConnectionStripe::tr("Production")
                         : ConnectionStripe::tr("Staging"));
    }
    if (connection.readOnly) {
        words.append(ConnectionStripe::tr("read-only"));
    }
    return words.join(u" · "_s);
}

ConnectionStripe::ConnectionStripe(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_lock(new QPushButton(this))
{
    setObjectName("connectionStripe"_L1);
    m_text->setObjectName("connectionStripeText"_L1);
    m_text->setTextFormat(Qt::PlainText);
    m_lock->setObjectName("connectionLock"_L1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(EdgeWidth + 9, 4, 8, 4);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_lock);
    connect(m_lock, &QPushButton::clicked, this, [this] {
        if (m_server && m_server->isLocked()) {
            m_server->unlock();
        } else if (m_server) {
            m_server->lock();
        }
    });
    hide();
}

ConnectionStripe::~ConnectionStripe() = default;

QWidget *ConnectionStripe::lockButton() const
{
    return m_lock;
}

void ConnectionStripe::setServer(Server *server)
{
    if (m_server == server) {
        return;
    }
    if (m_server) {
        m_server->disconnect(this);
    }
    m_server = server;
    if (server) {
        connect(server, &Server::writabilityChanged, this, &ConnectionStripe::refresh);
        connect(server, &Server::connectionChanged, this, &ConnectionStripe::refresh);
    }
    refresh();
}

void ConnectionStripe::refresh()
{
    using Environment = Connection::Environment;
    if (!m_server) {
        hide();
        return;
    }
    const Connection &connection = m_server->connection();
    const bool production = connection.environment == Environment::Production;
    QStringList words { m_server->displayName() };
    if (connection.environment != Environment::Development) {
        words.append(production ? tr("Production") : tr("Staging"));
    }
    if (connection.readOnly) {
        words.append(tr("read-only"));
    } else if (production) {
        words.append(m_server->isLocked() ? tr("writing is locked")
                                          : tr("writing is unlocked for ten minutes"));
    }
    m_text->setText(words.join(u" · "_s));
    m_lock->setText(m_server->isLocked() ? tr("&Unlock for 10 Minutes") : tr("&Lock Again"));
    m_lock->setVisible(production && !connection.readOnly);
    setVisible(connection.environment != Environment::Development || connection.readOnly
               || !connection.colour.isEmpty());
    update();
}

void ConnectionStripe::paintEvent(QPaintEvent *)
{
    if (!m_server) {
        return;
    }
    const QColor colour = colourOf(m_server->connection(), palette());
    QColor tint = colour;
    tint.setAlpha(40);
    QPainter painter(this);
    painter.fillRect(rect(), tint);
    painter.fillRect(QStyle::visualRect(layoutDirection(), rect(),
                                        QRect(0, 0, EdgeWidth, height())),
                     colour);
}

} // namespace Tailwater

#include "moc_connectionstripe.cpp"
