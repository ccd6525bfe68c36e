// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "sendagain.h"

#include "connection/server.h"
#include "resend.h"
#include "theme/icons.h"
#include "wiremodel.h"

#include <QAction>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

SendAgain::SendAgain(WireModel *model, QWidget *window)
    : QObject(window)
    , m_model(model)
    , m_window(window)
    , m_action(new QAction(icon("refresh"_L1), tr("Send &Again"), this))
    , m_longest(1min)
{
    m_action->setObjectName("wire.sendAgain"_L1);
    connect(m_action, &QAction::triggered, this, &SendAgain::trigger);
    setRow({});
}

SendAgain::~SendAgain() = default;

void SendAgain::setRow(const QModelIndex &row)
{
    m_row = row;
    m_action->setEnabled(row.isValid());
    const bool asks = row.isValid()
        && WireRequest::of(m_model->traceAt(row.row()), m_model->connectionAt(row.row())).writes();
    m_action->setText(asks ? tr("Send &Again…") : tr("Send &Again"));
}

void SendAgain::trigger()
{
    if (!m_row.isValid()) {
        return;
    }
    const Connection &connection = m_model->connectionAt(m_row.row());
    const WireRequest request = WireRequest::of(m_model->traceAt(m_row.row()), connection);
    Server *server = m_serverOf ? m_serverOf(connection) : nullptr;
    if (const QString reason = refusal(server, request); !reason.isEmpty()) {
        say(reason);
    } else if (request.writes()) {
        ask(request);
    } else {
        send(request, m_model->traceAt(m_row.row()), server);
    }
}

QString SendAgain::refusal(const Server *server, const WireRequest &request) const
{
    if (!server) {
        return tr("There is no connection to this server any more. Connect to it first.");
    }
    if (!request.writes()) {
        return {};
    }
    if (!server->canWrite()) {
        return server->whyNoWrites();
    }
    if (server->connection().environment == Connection::Environment::Production
        && request.destroys()) {
        return tr("This is production: what deletes or closes a stream is not sent again from "
                  "here. Use the "
                  "commands of the menu “Stream”, which ask for its name.");
    }
    return request.whole
        ? QString()
        : tr("Only the first %n byte(s) of the body are known, so it cannot be sent again.",
             nullptr, int(request.body.size()));
}

QString SendAgain::consequence(const WireRequest &request)
{
    if (request.method == "DELETE") {
        return tr("This deletes the stream for every reader. It cannot be taken back.");
    }
    if (request.headers.contains("stream-closed"_L1)) {
        return tr("This closes the stream for good.");
    }
    if (request.headers.contains("producer-id"_L1)) {
        return tr("The server knows it by its producer headers: what it stored the first time it "
                  "does not "
                  "store twice.");
    }
    if (request.method == "POST") {
        return tr("What the server stored the first time it stores a second time.");
    }
    return tr("The server does again whatever it did the first time.");
}

void SendAgain::ask(const WireRequest &request)
{
    const QString what = u"%1 %2"_s.arg(QString::fromLatin1(request.method),
                                        m_model->traceAt(m_row.row()).url.path());
    auto *box = new QMessageBox(QMessageBox::Question, tr("Send Again"),
                                tr("Send %1 again?").arg(what), QMessageBox::Cancel, m_window);
    box->setObjectName("sendAgainQuestion"_L1);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(consequence(request));
    QPushButton *yes = box->addButton(tr("&Send Again"), QMessageBox::AcceptRole);
    yes->setObjectName("sendAgainYes"_L1);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::accepted, this,
            [this, request, trace = m_model->traceAt(m_row.row()),
             connection = m_model->connectionAt(m_row.row())] {
                // Rows may have moved, and the connection may have become read-only since.
                Server *server = m_serverOf(connection);
                if (const QString reason = refusal(server, request); !reason.isEmpty()) {
                    say(reason);
                } else {
                    send(request, trace, server);
                }
            });
    box->open();
}

void SendAgain::send(const WireRequest &request, const DurableStreams::RequestTrace &original,
                     Server *server)
{
    auto *resend = new Resend(server, request, original, this);
    connect(resend, &Resend::traced, this,
            [this, connection = server->connection()](const DurableStreams::RequestTrace &trace) {
                m_model->add(trace, connection);
            });
    resend->start(m_longest);
}

void SendAgain::say(const QString &text)
{
    auto *box
        = new QMessageBox(QMessageBox::Warning, tr("Send Again"), text, QMessageBox::Ok, m_window);
    box->setObjectName("sendAgainRefusal"_L1);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace Tailwater

#include "moc_sendagain.cpp"
