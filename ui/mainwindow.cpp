// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "mainwindow.h"

#include "composer/composerpanel.h"
#include "connection/errortext.h"
#include "connection/server.h"
#include "connection/urlprobe.h"
#include "connection/welcomepage.h"
#include "detail/detailpane.h"
#include "explorer/explorerpanel.h"
#include "explorer/streamentry.h"
#include "highlight/highlighting.h"
#include "metadata/metadatapanel.h"
#include "settings.h"
#include "statusstrip.h"
#include "streammemory.h"
#include "streamtabs.h"
#include "tail/tailpage.h"
#include "theme/icons.h"
#include "theme/theme.h"
#include "windowactions.h"
#include "wire/problemsmodel.h"
#include "wire/wiremodel.h"
#include "wire/wirepanel.h"

#include <durablestreams/headqueue.h>
#include <durablestreams/registryfollower.h>

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QStackedWidget>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

using DurableStreams::RegistryFollower;

MainWindow::MainWindow(Theme *theme, Settings *settings, QWidget *parent)
    : QMainWindow(parent)
    , m_theme(theme)
    , m_settings(settings)
    , m_memory(new StreamMemory(settings, this))
    , m_actions(new WindowActions(this))
    , m_centre(new QStackedWidget(this))
    , m_welcome(new WelcomePage(this))
    , m_hint(new QLabel(this))
    , m_tabs(new StreamTabs(this))
    , m_explorer(new ExplorerPanel(this))
    , m_detail(new DetailPane(this))
    , m_metadata(new MetadataPanel(this))
    , m_composer(new ComposerPanel(this))
    , m_wire(new WirePanel(this))
    , m_problems(new ProblemsModel(this))
    , m_status(new StatusStrip(this))
{
    setObjectName("mainWindow"_L1);
    setWindowIcon(QIcon(u":/tailwater.svg"_s));
    setDockNestingEnabled(true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setText(tr("Select a stream to see what it is, press Enter to read it."));
    m_centre->addWidget(m_welcome);
    m_centre->addWidget(m_hint);
    m_centre->addWidget(m_tabs);
    setCentralWidget(m_centre);
    setStatusBar(m_status);
    createDocks();
    createMenus();
    createToolBar();
    connectActions();
    connectStreamActions();
    connectPanels();
    m_welcome->setRecent(m_settings->recentConnections());
    m_composer->restoreDrafts(m_settings->drafts());
    for (const bool dark : { false, true }) {
        Highlighting::instance()->chooseTheme(dark, m_settings->payloadTheme(dark));
    }
    if (!restoreGeometry(m_settings->windowGeometry())) {
        resize(1280, 800);
    }
    refreshCentre();
    refreshActions();
    refreshTitle();
}

MainWindow::~MainWindow()
{
    // The focus wanders while the parts go.
    qApp->disconnect(this);
    // Panels and pages hold on to servers, so those go last.
    m_tabs->disconnect(this);
    m_explorer->setServer(nullptr);
    m_metadata->setStream(nullptr, {});
    m_composer->disconnect(this);
    for (TailPage *page : m_tabs->pages()) {
        delete page;
    }
}

void MainWindow::connectPanels()
{
    connect(m_explorer, &ExplorerPanel::currentChanged, this, &MainWindow::onExplorerCurrent);
    connect(m_explorer, &ExplorerPanel::openRequested, this,
            [this](const QByteArray &path) {
                openStream(m_explorer->server(), path, usualStart(m_explorer->server(), path));
            });
    connect(m_explorer, &ExplorerPanel::addRequested, this, [this] { showOpenDialog(); });
    connect(m_explorer, &ExplorerPanel::connectRequested, this, [this] { showConnectDialog(); });
    connect(m_welcome, &WelcomePage::connectRequested, this, &MainWindow::onProbed);
    connect(m_welcome, &WelcomePage::sandboxRequested, this, &MainWindow::sandboxRequested);
    connect(m_welcome, &WelcomePage::optionsRequested, this, &MainWindow::showConnectDialog);
    connect(m_detail, &DetailPane::leaveRequested, this, [this] {
        if (TailPage *page = currentPage()) {
            page->view()->setFocus(Qt::OtherFocusReason);
        }
    });
    connect(m_detail, &DetailPane::addColumnRequested, this, [this](const QString &pointer) {
        if (TailPage *page = currentPage()) {
            page->addColumn(pointer);
        }
    });
    connect(m_tabs, &StreamTabs::pageAdded, this, &MainWindow::onPageAdded);
    connect(m_tabs, &StreamTabs::currentPageChanged, this, &MainWindow::onCurrentPage);
    connect(m_tabs, &StreamTabs::pageClosed, this, [this] {
        refreshCentre();
        refreshActions();
    });
    connect(m_composer, &ComposerPanel::appended, this,
            [](Server *server, const QByteArray &path) { server->heads()->refresh(path); });
    connect(m_composer, &ComposerPanel::failed, this,
            [this](Server *, const QByteArray &path, const DurableStreams::Error &error) {
                m_problems->add(displayPath(path), error);
            });
    connect(m_composer, &ComposerPanel::revealRequested, this,
            [this](Server *server, const QByteArray &path) {
                openStream(server, path)->setFollowing(true);
            });
    connect(m_problems, &ProblemsModel::countChanged, m_status, &StatusStrip::setProblemCount);
    connect(m_status, &StatusStrip::problemsRequested, this, [this] { showDock(u"problems"_s); });
}

Server *MainWindow::addServer(const Connection &connection)
{
    for (Server *known : std::as_const(m_servers)) {
        if (known->connection().baseUrl == connection.baseUrl) {
            known->setConnection(connection);
            setServer(known);
            return known;
        }
    }
    const bool first = m_servers.isEmpty();
    auto *server = new Server(connection, this);
    m_servers.append(server);
    connect(server, &Server::requestTraced, m_wire->model(), &WireModel::add);
    connect(server->registry(), &RegistryFollower::stateChanged, this,
            [this, server](RegistryFollower::State state) {
                if (state == RegistryFollower::State::Failed && server->registry()->error()) {
                    m_problems->add(tr("registry of %1").arg(server->displayName()),
                                    *server->registry()->error());
                }
            });
    for (const QByteArray &path : m_settings->addedStreams(connection.baseUrl)) {
        server->catalog()->addByHand(path);
    }
    m_serverBox->addItem(icon("server"_L1), server->displayName(),
                         QVariant::fromValue<QObject *>(server));
    if (first) {
        resetDocks();
        restoreState(m_settings->windowState());
    }
    setServer(server);
    server->open();
    return server;
}

void MainWindow::setServer(Server *server)
{
    if (m_server == server) {
        return;
    }
    m_server = server;
    m_serverBox->setCurrentIndex(m_serverBox->findData(QVariant::fromValue<QObject *>(server)));
    m_explorer->setServer(server);
    refreshCentre();
    refreshActions();
    refreshTitle();
}

void MainWindow::onProbed(const ProbeAnswer &answer)
{
    open(answer, {});
}

void MainWindow::open(const ProbeAnswer &answer, const TailStart &start)
{
    m_settings->addRecent(answer.connection);
    Server *server = addServer(answer.connection);
    if (!answer.streamPath.isEmpty()) {
        openStream(server, answer.streamPath, start);
    } else {
        m_explorer->focusFilter();
    }
}

void MainWindow::openUrl(const QString &text, const TailStart &start)
{
    Connection connection;
    const QUrl url = UrlProbe::urlFromInput(text);
    // A server that is known lends its credentials to its own streams only.
    for (const Server *known : std::as_const(m_servers)) {
        if (known->connection().baseUrl == UrlProbe::rootOf(url)) {
            connection = known->connection();
        }
    }
    connection.baseUrl = url;
    probe(connection, start);
}

void MainWindow::probe(const Connection &connection, const TailStart &start)
{
    // One for each address, since several may be given at once.
    auto *probe = new UrlProbe(this);
    m_status->showMessage(tr("Connecting to %1…").arg(connection.baseUrl.authority()));
    connect(probe, &UrlProbe::finished, this,
            [this, probe, connection, start](const DurableStreams::Result<ProbeAnswer> &result) {
                probe->deleteLater();
                m_status->clearMessage();
                if (result) {
                    open(*result, start);
                    return;
                }
                m_problems->add(connection.baseUrl.toDisplayString(), result.error());
                if (m_servers.isEmpty()) {
                    m_welcome->showFailure(connection.baseUrl, result.error());
                } else {
                    m_status->showMessage(causeOf(result.error()), 10'000);
                }
            });
    probe->start(connection);
}

TailPage *MainWindow::openStream(Server *server, const QByteArray &path, const TailStart &start)
{
    if (!server->catalog()->entry(path)) {
        server->catalog()->addByHand(path);
        rememberAdded(server);
    }
    TailPage *page = m_tabs->open(server, path, start);
    refreshCentre();
    page->view()->setFocus(Qt::OtherFocusReason);
    return page;
}

TailPage *MainWindow::currentPage() const
{
    return m_tabs->currentPage();
}

void MainWindow::onPageAdded(TailPage *page)
{
    Server *server = m_tabs->serverOf(page);
    const QByteArray path = m_tabs->pathOf(page);
    connect(page->session(), &TailSession::requestTraced, m_wire->model(), &WireModel::add);
    connect(page->session(), &TailSession::statusChanged, this,
            [this, page, server, path](const TailStatus &status) {
                m_composer->noteTail(page->session()->url(), status.nextOffset);
                m_composer->setContentType(server, path, status.contentType);
                if (page == currentPage() && m_metadata->server() == server
                    && m_metadata->path() == path) {
                    m_metadata->setTail(&status);
                }
            });
    connect(page->session(), &TailSession::stateChanged, this,
            [this, page, server, path](TailState state) {
                const auto &error = page->session()->status().error;
                if (error && state != TailState::Live && state != TailState::Closed) {
                    m_problems->add(displayPath(path), *error);
                }
                if (state == TailState::Closed) {
                    server->catalog()->noteState(path, StreamEntry::State::Closed);
                }
            });
    connect(page, &TailPage::currentMessageChanged, this, [this, page](const Message &message) {
        if (page == currentPage()) {
            m_detail->setMessage(message, page->session()->status().contentType);
        }
    });
    connect(page, &TailPage::readRequested, this, [this] {
        showDock(u"detail"_s);
        m_detail->read();
    });
    m_memory->watch(page);
    connect(page, &TailPage::composeRequested, this,
            [this, server, path] { composeTo(server, path); });
    connect(page, &TailPage::editConnectionRequested, this, [this, server] {
        setServer(server);
        showConnectDialog(server->connection().baseUrl.toString());
    });
    connect(page, &TailPage::resendRequested, this,
            [this, server, path](const Message &message) {
                composeTo(server, path);
                m_composer->setText(QString::fromUtf8(message.bytes));
            });
    if (!m_composer->server()) {
        m_composer->setTarget(server, path, contentTypeOf(server, path));
    }
}

void MainWindow::onCurrentPage(TailPage *page)
{
    refreshCentre();
    refreshActions();
    refreshTitle();
    refreshToolBarPageActions();
    if (!page) {
        m_status->setPage(nullptr);
        m_detail->setMessage({});
        return;
    }
    Server *server = m_tabs->serverOf(page);
    const QByteArray path = m_tabs->pathOf(page);
    m_status->setPage(page);
    m_detail->setMessage(page->currentMessage(), page->session()->status().contentType);
    m_metadata->setStream(server, path);
    m_metadata->setTail(&page->session()->status());
    if (m_explorer->server() == server) {
        m_explorer->select(path);
    }
}

void MainWindow::onExplorerCurrent(const QByteArray &path)
{
    if (!path.isEmpty()) {
        m_metadata->setStream(m_explorer->server(), path);
        if (const TailPage *page = m_tabs->page(m_explorer->server(), path)) {
            m_metadata->setTail(&page->session()->status());
        }
    }
    refreshActions();
}

void MainWindow::refreshCentre()
{
    m_centre->setCurrentWidget(m_tabs->count() > 0 ? static_cast<QWidget *>(m_tabs)
                                   : m_server     ? static_cast<QWidget *>(m_hint)
                                                  : static_cast<QWidget *>(m_welcome));
}

void MainWindow::refreshTitle()
{
    const TailPage *page = currentPage();
    const QString where = m_server ? m_server->displayName() : QString();
    setWindowTitle(page ? tr("%1 — %2 — Tailwater")
                              .arg(displayPath(m_tabs->pathOf(page)),
                                   m_tabs->serverOf(page)->displayName())
                       : where.isEmpty() ? tr("Tailwater")
                                         : tr("%1 — Tailwater").arg(where));
}

std::pair<Server *, QByteArray> MainWindow::subject() const
{
    const QByteArray selected = m_explorer->currentPath();
    const bool inExplorer = m_explorer->isAncestorOf(focusWidget());
    if (const TailPage *page = currentPage(); page && (!inExplorer || selected.isEmpty())) {
        return { m_tabs->serverOf(page), m_tabs->pathOf(page) };
    }
    return { selected.isEmpty() ? nullptr : m_explorer->server(), selected };
}

TailStart MainWindow::usualStart(Server *server, const QByteArray &path) const
{
    return m_memory->leftOff(server->urlOf(path)).value_or(TailStart {});
}

QByteArray MainWindow::contentTypeOf(Server *server, const QByteArray &path) const
{
    if (const TailPage *page = m_tabs->page(server, path);
        page && !page->session()->status().contentType.isEmpty()) {
        return page->session()->status().contentType;
    }
    const auto entry = server->catalog()->entry(path);
    return entry ? entry->contentType : QByteArray();
}

void MainWindow::composeTo(Server *server, const QByteArray &path)
{
    m_composer->setTarget(server, path, contentTypeOf(server, path));
    showDock(u"composer"_s);
    m_composer->focusEditor();
}

void MainWindow::rememberAdded(Server *server)
{
    m_settings->setAddedStreams(server->connection().baseUrl, server->catalog()->addedByHand());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_memory->save();
    m_settings->setAppearance(m_theme->appearance());
    m_settings->setDrafts(m_composer->drafts());
    if (!m_servers.isEmpty()) {
        m_settings->setWindow(saveGeometry(), saveState());
    }
    m_settings->sync();
    event->accept();
}

} // namespace Tailwater

#include "moc_mainwindow.cpp"
