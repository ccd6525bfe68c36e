// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"

#include <QComboBox>
#include <QPointer>

namespace Tailwater {

class Server;

//! \brief Every connection there is: those of this window first, then those that are only kept.
class ServerBox : public QComboBox
{
    Q_OBJECT

public:
    explicit ServerBox(QWidget *parent = nullptr);
    ~ServerBox() override;

    void setConnected(const QList<Server *> &servers);
    void setKept(const QList<Connection> &kept);
    void setCurrent(Server *server);

Q_SIGNALS:
    void serverChosen(Tailwater::Server *server);
    //! \brief One that is not connected to yet.
    void keptChosen(const Tailwater::Connection &connection);

protected:
    void changeEvent(QEvent *event) override;

private:
    void refill();
    void showCurrent();
    void choose(int index);

    QList<Server *> m_servers;
    QList<Connection> m_kept;
    QPointer<Server> m_current;
};

} // namespace Tailwater
