// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"

#include <durablestreams/requesttrace.h>

#include <QObject>
#include <QPersistentModelIndex>

#include <chrono>
#include <functional>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace Tailwater {

class Server;
class WireModel;
struct WireRequest;

//! \brief The command that makes the current request of the wire once more: reads at once, writes
//! after a question, and what the connection forbids not at all.
class SendAgain : public QObject
{
    Q_OBJECT

public:
    using ServerOf = std::function<Server *(const Connection &)>;

    SendAgain(WireModel *model, QWidget *window);
    ~SendAgain() override;

    QAction *action() const { return m_action; }
    //! \brief Finds the server that an exchange went to, if it is connected still.
    void setServers(ServerOf serverOf) { m_serverOf = std::move(serverOf); }
    //! \brief The row that the command is about; invalid: none.
    void setRow(const QModelIndex &row);
    //! \brief How long an answer may take that has no end; a minute unless set.
    void setLongest(std::chrono::milliseconds longest) { m_longest = longest; }

private:
    void trigger();
    void ask(const WireRequest &request);
    void send(const WireRequest &request, const DurableStreams::RequestTrace &original,
              Server *server);
    //! Why not, in sentences; empty: it may be sent.
    QString refusal(const Server *server, const WireRequest &request) const;
    static QString consequence(const WireRequest &request);
    void say(const QString &text);

    WireModel *m_model;
    QWidget *m_window;
    QAction *m_action;
    ServerOf m_serverOf;
    std::chrono::milliseconds m_longest;
    QPersistentModelIndex m_row;
};

} // namespace Tailwater
