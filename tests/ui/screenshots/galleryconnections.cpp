// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What is said about connections: those that are kept, changed, not recognised.

#include "application.h"
#include "connection/connectionstore.h"
#include "connection/lifetimegate.h"
#include "connection/server.h"
#include "gallery.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/windowactions.h"

#include <durablestreams/headqueue.h>

#include <support/faultserver.h>

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace Tailwater {

using TestSupport::Exchange;
using TestSupport::FaultServer;
using TestSupport::Reply;

bool Gallery::takeConnections()
{
    FaultServer site;
    site.otherwise([](const Exchange &e) { e.reply(Reply(200).header("Content-Type", "text/html")); });
    FaultServer failing;
    failing.otherwise([](const Exchange &e) {
        e.reply(Reply(e.request().path.endsWith("__registry__") ? 404 : 401));
    });
    Connection kept = Connection::to(failing.url("/v1/stream"));
    kept.name = u"Orders, read only"_s;
    kept = m_app->connections()->save(kept, SecretStore::Place::UntilQuit);
    Connection other = Connection::to(QUrl(u"https://streams.example/v1/stream"_s));
    other.name = u"Production EU"_s;
    m_app->connections()->save(other, SecretStore::Place::UntilQuit);
    const auto show = [this](QAction *action, const char *id) {
        action->trigger();
        auto *dialog = window()->findChild<QDialog *>(QLatin1StringView(id));
        waitFor(QString::fromLatin1(id), [dialog] { return dialog && dialog->isVisible(); });
        return dialog;
    };
    const WindowActions *commands = window()->commands();
    QDialog *dialog = show(commands->connectServer, "connectDialog");
    dialog->findChild<QLineEdit *>("connectUrl"_L1)->setText(kept.baseUrl.toString());
    take(u"connect-changes-known"_s, dialog);
    dialog->findChild<QLineEdit *>("connectUrl"_L1)->setText(site.url("/v1/stream").toString());
    dialog->findChild<QPushButton *>("connectButton"_L1)->click();
    auto *message = dialog->findChild<QLabel *>("connectMessage"_L1);
    waitFor(u"the warning"_s, [message] { return message->text().size() > 90; });
    take(u"connect-not-recognised"_s, dialog);
    dialog->findChild<QTabWidget *>("connectTabs"_L1)->setCurrentIndex(1);
    dialog->findChild<QPushButton *>("connectAddHeader"_L1)->click();
    auto *fields = dialog->findChild<QTableWidget *>("connectFields"_L1);
    fields->item(0, 1)->setText(u"X-Api-Key"_s);
    fields->item(0, 2)->setText(u"not to be seen"_s);
    take(u"connect-secret-header"_s, dialog);
    delete dialog;
    dialog = show(commands->keptConnections, "keptConnectionsDialog");
    take(u"kept-connections"_s, dialog);
    delete dialog;
    window()->openUrl(failing.url("/v1/stream").toString());
    waitFor(u"the server"_s, [this] { return window()->currentServer() != nullptr; });
    Server *server = window()->currentServer();
    TailPage *page
        = window()->openHeld(server, "orders/2026", {}, LifetimeGate::lookingSentence());
    new LifetimeGate(page, server, "orders/2026", {});
    waitFor(u"the refusal"_s, [server] { return server->heads()->last("orders/2026").has_value(); });
    take(u"held-by-refusal"_s);
    return m_failures == 0;
}

} // namespace Tailwater
