// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "snapshot.h"

#include "application.h"
#include "connection/server.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/statusstrip.h"

#include <durablestreams/streamcatalog.h>

#include <QAbstractItemModel>
#include <QCoreApplication>
#include <QPixmap>
#include <QTextStream>
#include <QTimer>

using namespace std::chrono_literals;

namespace Tailwater {

namespace {
constexpr auto Patience = 60s;
//! So that the picture shows a tail that moves.
constexpr quint64 NewRows = 2;
}

Snapshot::Snapshot(Application *application, const QString &file, QObject *parent)
    : QObject(parent)
    , m_application(application)
    , m_file(file)
{
    m_clock.start();
    connect(application, &Application::sandboxFailed, this, &Snapshot::fail);
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, &Snapshot::look);
    timer->start(100ms);
}

Snapshot::~Snapshot() = default;

void Snapshot::look()
{
    TailPage *page = m_application->window()->currentPage();
    if (page) {
        const TailStatus &status = page->session()->status();
        const bool moves = status.eventsPerSecond > 0 || status.totalRows >= NewRows;
        if (status.state == TailState::Live && status.rows > 0 && moves
            && page->view()->model()->rowCount() > 0) {
            save(page);
            return;
        }
    }
    if (m_clock.durationElapsed() > Patience) {
        fail(tr("The sample stream did not become live within %1 seconds.")
                 .arg(std::chrono::seconds(Patience).count()));
    }
}

void Snapshot::save(TailPage *page)
{
    // Looked at for the last time.
    findChild<QTimer *>()->stop();
    // One second more, for the first new events and the list of streams.
    QTimer::singleShot(1500ms, this, [this, page] {
        MainWindow *window = m_application->window();
        if (!window->grab().save(m_file)) {
            fail(tr("The picture could not be saved as %1.").arg(m_file));
            return;
        }
        QTextStream out(stdout);
        const Server *server = window->currentServer();
        out << tr("Server: %1, %2, %n stream(s)", nullptr, int(server->catalog()->size()))
                   .arg(server->displayName(), server->connection().baseUrl.toDisplayString())
            << '\n'
            << tr("Stream: %1").arg(page->title()) << '\n'
            << tr("State: %1").arg(window->statusStrip()->texts().join(QStringLiteral(", ")))
            << '\n'
            << tr("Picture: %1").arg(m_file) << '\n';
        out.flush();
        window->close();
        QCoreApplication::exit(0);
    });
}

void Snapshot::fail(const QString &reason)
{
    QTextStream(stderr) << "tailwater: " << reason << '\n';
    QCoreApplication::exit(1);
}

} // namespace Tailwater

#include "moc_snapshot.cpp"
