// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QPointer>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace Tailwater {

class Server;
struct Connection;

//! \brief The name of \a connection with what has to be known of it: environment, read-only.
QString markedName(const Connection &connection);

//! \brief The colour that stands for \a connection: its own, or that of its environment.
QColor colourOf(const Connection &connection, const QPalette &palette);

//! \brief A line in the colour of the connection above its streams: its name, environment, and whether
//! writing is possible. Hidden for a connection that needs no such warning.
class ConnectionStripe : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionStripe(QWidget *parent = nullptr);
    ~ConnectionStripe() override;

    void setServer(Server *server);
    QWidget *lockButton() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();

    QPointer<Server> m_server;
    QLabel *m_text;
    QPushButton *m_lock;
};

} // namespace Tailwater
