// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"
#include "models/tailsession.h"

#include <QMainWindow>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QLabel;
class QStackedWidget;
class QToolBar;
QT_END_NAMESPACE

namespace Tailwater {

class CaptureCommands;
class ComposerPanel;
class ConnectDialog;
class ConnectionStore;
class ConnectionStripe;
class DetailPane;
class DiffCommands;
class ExplorerPanel;
class MetadataPanel;
class ProblemsModel;
class ResendDialog;
class RuleNotices;
class SandboxControl;
class SendResult;
class Server;
class ServerBox;
class Settings;
class StatusStrip;
class StreamMemory;
class StreamTabs;
class TailPage;
class Theme;
class WelcomePage;
class WindowActions;
class WirePanel;
struct ProbeAnswer;
struct StreamLink;

//! \brief The window: the explorer, the open streams, and what is known about the current one.
//!
//! Knows no protocol. Nothing is written to a server but by the composer's Send and the create, close
//! and delete dialogs.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    //! \brief \a theme, \a settings and \a connections must outlive the window.
    MainWindow(Theme *theme, Settings *settings, ConnectionStore *connections,
               QWidget *parent = nullptr);
    ~MainWindow() override;

    //! \brief Connects without asking and makes the server current; the same address is not added twice.
    Server *addServer(const Connection &connection);
    Server *currentServer() const { return m_server; }
    const QList<Server *> &servers() const { return m_servers; }
    //! \brief Opens a stream in a tab, or goes to its tab.
    TailPage *openStream(Server *server, const QByteArray &path, const TailStart &start = {});
    //! \brief As openStream(), but not before it is known what reading would do to the stream.
    TailPage *openAsked(Server *server, const QByteArray &path, const TailStart &start);
    //! \brief Opens a tab that does not read yet and says \a why, or goes to its tab.
    TailPage *openHeld(Server *server, const QByteArray &path, const TailStart &start,
                       const QString &why);
    //! \brief Finds out what is at \a text, then opens the stream or lists the server.
    //! With \a readOnly a server that was not connected to before cannot be written to.
    void openUrl(const QString &text, const TailStart &start = {}, bool readOnly = false);
    //! \brief Opens a link from outside: asks before a host that the user has not approved, sends it no
    //! secret, and writes nothing through it.
    void openLink(const StreamLink &link);
    //! \brief Connects to the kept connection with this name or address.
    void connectToProfile(const QString &name, bool readOnly = false);

    //! \brief Connects with \a connection; one that would expose its secrets is asked about first.
    void connectTo(const Connection &connection, const TailStart &start = {});

    //! \brief Binds the composer to \a path of \a server, and shows it nowhere.
    void bindComposer(Server *server, const QByteArray &path);

    //! \brief Shows \a page, the rows of the capture \a file, in a tab.
    void addCapturePage(TailPage *page, const QString &file);
    //! \brief The same of one that comes back: the focus and the panes stay as they are.
    void addRestoredPage(TailPage *page, const QString &file);

    TailPage *currentPage() const;
    CaptureCommands *captures() const { return m_captures; }
    ExplorerPanel *explorer() const { return m_explorer; }
    ComposerPanel *composer() const { return m_composer; }
    MetadataPanel *metadata() const { return m_metadata; }
    StatusStrip *statusStrip() const { return m_status; }
    StreamTabs *tabs() const { return m_tabs; }
    WelcomePage *welcome() const { return m_welcome; }
    ProblemsModel *problems() const { return m_problems; }
    WindowActions *commands() const { return m_actions; }
    //! \brief How streams are looked at, and where they were left off.
    StreamMemory *memory() const { return m_memory; }
    //! \brief Shows the commands and the state of the sandbox; \a control must outlive the window's parts.
    void addSandbox(SandboxControl *control);
    //! \brief Keeps geometry, docks, appearance, drafts and the memory of streams for the next start.
    void saveWindow();
    //! \brief Brings the dock with this object name to the front.
    void showDock(const QString &name);

Q_SIGNALS:
    //! \brief What was typed or named is no stream, or is not reached.
    void addressNotOpened(const QUrl &url);
    //! \brief Everything is still there, for the last time.
    void aboutToClose();
    void sandboxRequested();

protected:
    void closeEvent(QCloseEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void createDocks();
    QDockWidget *addDock(const QString &name, const QString &title, QWidget *content,
                         Qt::DockWidgetArea area);
    void createMenus();
    void createToolBar();
    //! Fills \a menu with what the current page has to offer.
    void withPage(QMenu *menu, void (TailPage::*fill)(QMenu *));
    void fillRowMenu();
    void addColours(QMenu *menu);
    void connectActions();
    void connectStreamActions();
    void connectPanels();
    void applySettings();
    void resetDocks();
    //! Not by a window that was kept: its docks have their sizes.
    bool m_docksToBeSized = false;

    void setServer(Server *server);
    void connectConnections();
    void connectFilters();
    void connectRules();
    void connectNotices();
    void connectDiff();
    void connectToSaved(const Connection &connection);
    void open(const ProbeAnswer &answer, const TailStart &start);
    void probe(const Connection &connection, const TailStart &start);
    void noteOpened(Server *server, const QByteArray &path);
    void onPageAdded(TailPage *page);
    void connectReading(TailPage *page);
    void connectActivity(TailPage *page, Server *server, const QByteArray &path);
    void onCurrentPage(TailPage *page);
    void onExplorerCurrent(const QByteArray &path);
    void showMetadata(Server *server, const QByteArray &path);
    void refreshCentre();
    void refreshActions();
    void refreshStripe();
    void refreshTitle();
    void refreshToolBarPageActions();

    ConnectDialog *showDialog(const Connection &connection);
    void showConnectDialog(const QString &url = {});
    void editConnection(Server *server, const std::optional<DurableStreams::Error> &why = {});
    void importConnections();
    void exportConnections();
    void showOpenDialog(const QString &path = {}, bool askForOffset = false);
    void showCreateDialog(const QString &path = {});
    void askToCarryOut(bool deletion);
    void connectWriting();
    void connectWriting(TailPage *page, Server *server, const QByteArray &path);
    //! Where a fork of the stream leaves it: its tail, or after \a message.
    //! \a carriesDraft: what the composer holds for the stream goes on to the fork.
    void showForkDialog(Server *server, const QByteArray &path, const Message &message = {},
                        bool carriesDraft = false);
    void showProducerLab();
    //! Before the window closes: messages are on their way.
    void askToStopSending();
    void addResend(QMenu *menu, TailPage *page, Server *server, const QByteArray &path);
    static void barWriting(QMenu *menu, const Server *server);
    void showResendDialog(TailPage *page, Server *server, const QByteArray &path);
    void connectResend(ResendDialog *dialog, Server *server);
    void noteCreated(Server *server, const QByteArray &path, const QByteArray &contentType);
    void composeTo(Server *server, const QByteArray &path);
    void followWithComposer(TailPage *page);
    //! Whether what was sent is in the tail of \a page; also where its server did not say where it is.
    void lookForSent(TailPage *page);
    QList<QAction *> allCommands() const;
    QList<QAction *> rowCommands();
    void showPalette();
    void showPreferences();
    void showShortcuts();
    void showAbout();
    void cyclePane(int step);
    void focusPane(QWidget *pane);
    bool isBehind(const QWidget *part) const;
    QWidget *mainPartOf(const QWidget *pane) const;
    //! The stream that a command is about: of the explorer or of the tab, whichever the user turned to
    //! last. The pane “Stream” shows the same one.
    std::pair<Server *, QByteArray> subject() const;
    bool isSubjectInExplorer() const;
    //! With what is selected beside it in the explorer.
    QList<QByteArray> subjectPaths() const;
    void connectSubject();
    void turnToExplorer();
    void turnToTab();
    //! Those of \a paths that are not known to be closed.
    static QList<QByteArray> openOnes(Server *server, QList<QByteArray> paths);
    //! Where the user left off; from the beginning in a stream that was never read.
    TailStart usualStart(Server *server, const QByteArray &path) const;
    QByteArray contentTypeOf(Server *server, const QByteArray &path) const;
    void askToScan();
    void scan(Server *server);
    void importStreams();
    void recallStreams(Server *server);
    void rememberStreams(Server *server);

    Theme *m_theme;
    Settings *m_settings;
    ConnectionStore *m_connections;
    StreamMemory *m_memory;
    WindowActions *m_actions;
    QList<Server *> m_servers;
    QPointer<Server> m_server;
    bool m_turnedToExplorer = false;

    QStackedWidget *m_centre;
    ConnectionStripe *m_stripe;
    RuleNotices *m_notices;
    WelcomePage *m_welcome;
    QLabel *m_hint;
    StreamTabs *m_tabs;
    ExplorerPanel *m_explorer;
    DetailPane *m_detail;
    MetadataPanel *m_metadata;
    ComposerPanel *m_composer;
    //! Of the last Resend, while it is shown.
    QPointer<SendResult> m_resent;
    WirePanel *m_wire;
    ProblemsModel *m_problems;
    StatusStrip *m_status;
    CaptureCommands *m_captures = nullptr;
    DiffCommands *m_diff = nullptr;
    ServerBox *m_serverBox = nullptr;
    QToolBar *m_toolBar = nullptr;
    QList<QAction *> m_pageActions;
    QMenu *m_fileMenu = nullptr;
    QMenu *m_streamMenu = nullptr;
    QAction *m_streamMenuEnd = nullptr;
    QMenu *m_rowMenu = nullptr;
    QAction *m_toolBarEnd = nullptr;
};

} // namespace Tailwater
