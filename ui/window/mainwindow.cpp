// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "window/mainwindow.h"

#include "capture/capturecommands.h"
#include "composer/composerpanel.h"
#include "connection/connectionstripe.h"
#include "connection/connectiontrouble.h"
#include "connection/lifetimegate.h"
#include "connection/server.h"
#include "connection/tailnews.h"
#include "connection/welcomepage.h"
#include "detail/detailpane.h"
#include "explorer/explorerpanel.h"
#include "explorer/streamentry.h"
#include "explorer/streamshelf.h"
#include "highlight/highlighting.h"
#include "metadata/metadatapanel.h"
#include "models/statustext.h"
#include "rules/rulenotices.h"
#include "session/streammemory.h"
#include "settings/settings.h"
#include "tail/tailfind.h"
#include "tail/tailpage.h"
#include "theme/theme.h"
#include "window/centrearea.h"
#include "window/commandkeys.h"
#include "window/statusstrip.h"
#include "window/streamtabs.h"
#include "window/windowactions.h"
#include "wire/problemsmodel.h"
#include "wire/wiremodel.h"
#include "wire/wirepanel.h"

#include <durablestreams/headqueue.h>
#include <durablestreams/registryfollower.h>

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

MainWindow::MainWindow(Theme *theme, Settings *settings, ConnectionStore *connections,
                       QWidget *parent)
    : QMainWindow(parent)
    , m_theme(theme)
    , m_settings(settings)
    , m_connections(connections)
    , m_memory(new StreamMemory(settings, this))
    , m_actions(new WindowActions(this))
    , m_centre(new QStackedWidget(this))
    , m_stripe(new ConnectionStripe(this))
    , m_notices(new RuleNotices(this))
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
    new CommandKeys(this);
    setObjectName("mainWindow"_L1);
    setWindowIcon(QIcon(u":/tailwater.svg"_s));
    setDockNestingEnabled(true);
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setText(tr("Select a stream to see what it is, press Enter to read it."));
    m_centre->addWidget(m_welcome);
    m_centre->addWidget(m_hint);
    m_centre->addWidget(m_tabs);
    auto *centre = new CentreArea(this);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_stripe);
    column->addWidget(m_notices);
    column->addWidget(m_centre, 1);
    setCentralWidget(centre);
    setStatusBar(m_status);
    m_captures = new CaptureCommands(this);
    m_tabs->setCloseGuard([this](TailPage *page) { return m_captures->mayClose(page); });
    createDocks();
    createMenus();
    createToolBar();
    connectActions();
    connectStreamActions();
    connectPanels();
    connectConnections();
    connectFilters();
    connectRules();
    connectDiff();
    m_composer->restoreDrafts(m_settings->drafts());
    m_composer->setDraftStore(m_settings->draftStore());
    applySettings();
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
    // Requests that end because their parts go are told of to nobody.
    for (Server *server : std::as_const(m_servers)) {
        server->disconnect(m_wire->model());
        server->disconnect(this);
        server->heads()->disconnect(m_composer);
    }
}

void MainWindow::applySettings()
{
    m_explorer->setAsksForVisible(m_settings->asksForVisible());
    for (const bool dark : { false, true }) {
        Highlighting::instance()->chooseTheme(dark, m_settings->payloadTheme(dark));
    }
}

void MainWindow::connectPanels()
{
    connect(m_explorer, &ExplorerPanel::currentChanged, this, &MainWindow::onExplorerCurrent);
    connect(m_explorer, &ExplorerPanel::openRequested, this,
            [this](const QByteArray &path) {
                openAsked(m_explorer->server(), path, usualStart(m_explorer->server(), path));
            });
    connect(m_explorer, &ExplorerPanel::addRequested, this, [this] { showOpenDialog(); });
    connect(m_explorer, &ExplorerPanel::connectRequested, this, [this] { showConnectDialog(); });
    connect(m_explorer, &ExplorerPanel::scanRequested, this, &MainWindow::askToScan);
    connect(m_explorer, &ExplorerPanel::registryRequested, m_actions->editConnection,
            &QAction::trigger);
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
    connectSubject();
    connect(m_tabs, &StreamTabs::reopenRequested, this, &MainWindow::openAsked);
    connect(m_tabs, &StreamTabs::reopenFileRequested, this,
            [this](const QString &file) { m_captures->open(file); });
    connectWriting();
    connect(m_problems, &ProblemsModel::countChanged, m_status, &StatusStrip::setProblemCount);
    connect(m_status, &StatusStrip::problemsRequested, this, [this] { showDock(u"problems"_s); });
}

TailPage *MainWindow::openStream(Server *server, const QByteArray &path, const TailStart &start)
{
    if (TailPage *known = m_tabs->page(server, path)) {
        m_tabs->setCurrentWidget(known);
        known->view()->setFocus(Qt::OtherFocusReason);
        return known;
    }
    const auto head = server->heads()->last(path);
    if (head && head->result && head->result->ttl) {
        return openHeld(server, path, start, ttlSentence(head->result->ttl));
    }
    noteOpened(server, path);
    TailPage *page = m_tabs->open(server, path, start);
    refreshCentre();
    page->view()->setFocus(Qt::OtherFocusReason);
    return page;
}

TailPage *MainWindow::openAsked(Server *server, const QByteArray &path, const TailStart &start)
{
    const auto head = server->heads()->last(path);
    if (m_tabs->page(server, path) || (head && head->result)) {
        return openStream(server, path, start);
    }
    TailPage *page = openHeld(server, path, start, LifetimeGate::lookingSentence());
    page->view()->setFocus(Qt::OtherFocusReason);
    new LifetimeGate(page, server, path);
    return page;
}

TailPage *MainWindow::openHeld(Server *server, const QByteArray &path, const TailStart &start,
                               const QString &why)
{
    if (TailPage *known = m_tabs->page(server, path)) {
        m_tabs->setCurrentWidget(known);
        return known;
    }
    noteOpened(server, path);
    TailPage *page = m_tabs->openHeld(server, path, start, why);
    refreshCentre();
    return page;
}

void MainWindow::noteOpened(Server *server, const QByteArray &path)
{
    if (!server->catalog()->entry(path)) {
        server->catalog()->addByHand(path);
    }
    server->shelf()->noteOpened(path);
    rememberStreams(server);
}

TailPage *MainWindow::currentPage() const
{
    return m_tabs->currentPage();
}

void MainWindow::onPageAdded(TailPage *page)
{
    connectReading(page);
    Server *server = m_tabs->serverOf(page);
    if (!server) {
        return; // a file
    }
    const QByteArray path = m_tabs->pathOf(page);
    connect(page->session(), &TailSession::requestTraced, m_wire->model(),
            [this, page](const DurableStreams::RequestTrace &trace) {
                m_wire->model()->add(trace, page->session()->connection());
            });
    connect(page->session(), &TailSession::statusChanged, this,
            [this, page, server, path](const TailStatus &status) {
                m_composer->setContentType(server, path, status.contentType);
                lookForSent(page);
                if (page == currentPage() && m_metadata->server() == server
                    && m_metadata->path() == path) {
                    m_metadata->setTail(&status);
                    if (!status.nextOffset.isNull()) {
                        m_metadata->setLeftOff(QString::fromUtf8(status.nextOffset.token()));
                    }
                }
            });
    connect(page->session(), &TailSession::stateChanged, this,
            [this, page, server, path](TailState state) {
                const auto &error = page->session()->status().error;
                if (state == TailState::Live || state == TailState::Closed) {
                    m_problems->end(page);
                } else if (error) {
                    m_problems->add(displayPath(path), *error,
                                    { causeOf(*error, server->connection()),
                                      remedyOf(*error, server->connection()) },
                                    page);
                }
            });
    new TailNews(page->session(), server, path);
    connectActivity(page, server, path);
    m_memory->watch(page);
    connect(page, &TailPage::editConnectionRequested, this, [this, server, page, path] {
        setServer(server);
        auto why = page->session()->status().error;
        if (const auto head = server->heads()->last(path); !why && head && !head->result) {
            why = head->result.error(); // it was held back because of this
        }
        editConnection(server, why);
    });
    connectWriting(page, server, path);
}

// What holds for a file as well.
void MainWindow::connectReading(TailPage *page)
{
    m_captures->watch(page);
    connect(page, &TailPage::currentMessageChanged, this, [this, page](const Message &message) {
        if (page == currentPage()) {
            m_detail->setMessage(message, page->session()->status().contentType);
        }
    });
    connect(page->finder(), &TailFind::soughtTextChanged, this, [this, page] {
        if (page == currentPage()) {
            m_detail->setSought(page->finder()->soughtText());
        }
    });
    connect(page, &TailPage::readRequested, this, [this] {
        showDock(u"detail"_s);
        m_detail->read();
    });
}

void MainWindow::addRestoredPage(TailPage *page, const QString &file)
{
    m_tabs->add(page, file);
    refreshCentre();
}

void MainWindow::addCapturePage(TailPage *page, const QString &file)
{
    m_tabs->add(page, file);
    showDock(u"detail"_s);
    refreshCentre();
    page->view()->setFocus(Qt::OtherFocusReason);
}

void MainWindow::connectActivity(TailPage *page, Server *server, const QByteArray &path)
{
    TailSession *session = page->session();
    const auto note = [this, page, session, server, path] {
        const TailStatus &status = session->status();
        StreamShelf::Activity activity = server->shelf()->activity(path);
        activity.live = status.state == TailState::Live;
        activity.rates = session->rateHistory();
        activity.unread = page != currentPage()
            && (activity.unread || status.eventsPerSecond > 0);
        server->shelf()->noteActivity(path, activity);
    };
    connect(session, &TailSession::ratesChanged, this, note);
    connect(session, &TailSession::stateChanged, this, note);
    // The tabs speak up once more while a page goes; its session is gone by then.
    connect(m_tabs, &StreamTabs::currentPageChanged, session, note);
    connect(page, &QObject::destroyed, server->shelf(),
            [shelf = server->shelf(), path] { shelf->noteNoActivity(path); });
}

void MainWindow::onCurrentPage(TailPage *page)
{
    refreshCentre();
    refreshStripe();
    refreshActions();
    refreshTitle();
    refreshToolBarPageActions();
    m_captures->refresh();
    followWithComposer(page);
    if (!page) {
        m_status->setPage(nullptr);
        m_detail->setMessage({});
        m_detail->setSought({});
        return;
    }
    m_status->setPage(page);
    m_detail->setSought({});
    m_detail->setMessage(page->currentMessage(), page->session()->status().contentType);
    m_detail->setSought(page->finder()->soughtText());
    turnToTab();
}

void MainWindow::onExplorerCurrent(const QByteArray &path)
{
    if (!path.isEmpty()) {
        showMetadata(m_explorer->server(), path);
    }
    // By its keys, or by what was typed into its filter.
    if (m_explorer->isAncestorOf(focusWidget())) {
        m_turnedToExplorer = true;
    }
    refreshActions();
}

void MainWindow::showMetadata(Server *server, const QByteArray &path)
{
    m_metadata->setStream(server, path);
    const auto leftOff = m_memory->leftOff(server->urlOf(path));
    m_metadata->setLeftOff(leftOff ? QString::fromUtf8(leftOff->offset.token()) : QString());
    if (const TailPage *page = m_tabs->page(server, path)) {
        m_metadata->setTail(&page->session()->status());
    }
}

void MainWindow::refreshCentre()
{
    m_centre->setCurrentWidget(m_tabs->count() > 0 ? static_cast<QWidget *>(m_tabs)
                                   : m_server     ? static_cast<QWidget *>(m_hint)
                                                  : static_cast<QWidget *>(m_welcome));
}

void MainWindow::refreshStripe()
{
    const TailPage *page = currentPage();
    m_stripe->setServer(page ? m_tabs->serverOf(page) : m_server.data());
}

void MainWindow::refreshTitle()
{
    const TailPage *page = currentPage();
    if (page && !m_tabs->serverOf(page)) {
        setWindowTitle(tr("%1 — Tailwater").arg(page->title()));
        return;
    }
    const QString where = m_server ? m_server->displayName() : QString();
    setWindowTitle(page ? tr("%1 — %2 — Tailwater")
                              .arg(displayPath(m_tabs->pathOf(page)),
                                   m_tabs->serverOf(page)->displayName())
                       : where.isEmpty() ? tr("Tailwater")
                                         : tr("%1 — Tailwater").arg(where));
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

void MainWindow::saveWindow()
{
    m_memory->save();
    m_settings->setAppearance(m_theme->appearance());
    m_settings->setDrafts(m_composer->drafts());
    if (!m_servers.isEmpty()) {
        m_settings->setWindow(saveGeometry(), saveState());
    }
    m_settings->sync();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_composer->isSending()) {
        event->ignore();
        askToStopSending();
        return;
    }
    saveWindow();
    Q_EMIT aboutToClose();
    event->accept();
}

} // namespace Tailwater

#include "moc_mainwindow.cpp"
