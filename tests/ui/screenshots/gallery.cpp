// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "gallery.h"

#include "application.h"
#include "capture/capturecommands.h"
#include "capture/replaydialog.h"
#include "composer/composerpanel.h"
#include "composer/sendresult.h"
#include "connection/server.h"
#include "connection/welcomepage.h"
#include "detail/detailpane.h"
#include "explorer/explorerpanel.h"
#include "metadata/metadatapanel.h"
#include "models/capture/capturerun.h"
#include "models/tailmodel.h"
#include "sandbox/sandboxcontrol.h"
#include "sandbox/sandboxindicator.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"
#include "window/windowactions.h"
#include "wire/problemsmodel.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/streamcatalog.h>

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableView>
#include <QTabWidget>
#include <QTest>
#include <QTextStream>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <sandbox/sandbox.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {
constexpr auto Patience = 30s;
constexpr QSize Size(1280, 800);
}

Gallery::Gallery(const QString &folder, const QRegularExpression &only)
    : m_folder(folder)
    , m_only(only)
    , m_sandbox(std::make_unique<DurableStreams::Sandbox>())
    , m_app(std::make_unique<Application>(m_work.filePath(u"settings.ini"_s)))
{
    QDir().mkpath(folder);
    window()->show();
    window()->resize(Size);
    // No window manager on a virtual screen gives the window the focus unasked.
    window()->activateWindow();
    waitFor(u"the active window"_s, [this] { return window()->isActiveWindow(); });
}

Gallery::~Gallery()
{
    m_app.reset();
}

MainWindow *Gallery::window() const
{
    return m_app->window();
}

bool Gallery::takeAll()
{
    takeFirstStart();
    takeSandbox();
    takeComposer();
    takeComposerModes();
    takeResults();
    takeBurst();
    takeWritingDialogs();
    takeProducerLab();
    takeExplorer();
    takePanels();
    takeCaptures();
    takeDialogs();
    takeStates();
    return m_failures == 0;
}

bool Gallery::waitFor(const QString &what, const std::function<bool()> &condition)
{
    if (QTest::qWaitFor(condition, Patience)) {
        return true;
    }
    QTextStream(stderr) << "tailwater-screenshots: " << what << " did not come.\n";
    ++m_failures;
    return false;
}

bool Gallery::says(const QString &text, const QString &phrase)
{
    static const QRegularExpression placeholder(u"%[0-9n]"_s);
    return std::ranges::all_of(phrase.split(placeholder),
                               [&](const QString &part) { return text.contains(part.trimmed()); });
}

void Gallery::settle()
{
    // The pace of the tail and of the panels is a quarter of a second.
    QTest::qWait(600);
}

void Gallery::take(const QString &name, QDialog *dialog)
{
    if (!m_only.match(name).hasMatch()) {
        return;
    }
    for (const auto appearance : { Theme::Appearance::Light, Theme::Appearance::Dark }) {
        m_app->theme()->setAppearance(appearance);
        settle();
        QPixmap picture = window()->grab();
        if (dialog) {
            QPainter painter(&picture);
            painter.fillRect(picture.rect(), QColor(0, 0, 0, 90));
            const QPixmap front = dialog->grab();
            const QPoint corner((picture.width() - front.width()) / 2,
                                (picture.height() - front.height()) / 3);
            painter.drawPixmap(corner, front);
        }
        const QString suffix = appearance == Theme::Appearance::Light ? u"light"_s : u"dark"_s;
        const QString file = u"%1/%2-%3.png"_s.arg(m_folder, name, suffix);
        if (picture.save(file)) {
            QTextStream(stdout) << file << '\n';
        } else {
            QTextStream(stderr) << "tailwater-screenshots: cannot write " << file << '\n';
            ++m_failures;
        }
    }
    m_app->theme()->setAppearance(Theme::Appearance::Light);
}

TailPage *Gallery::open(const QByteArray &path)
{
    TailPage *page = window()->openStream(m_server, path);
    waitFor(QString::fromLatin1(path), [page] {
        const TailState state = page->session()->status().state;
        return state == TailState::Live || state == TailState::Closed;
    });
    return page;
}

void Gallery::make(const QByteArray &path, const QByteArray &type, const QByteArray &body,
                   bool closed)
{
    bool done = false;
    DurableStreams::Call *call = m_server->stream(path).create(
        { .contentType = type, .body = body, .closed = closed });
    QObject::connect(call, &DurableStreams::Call::finished, window(), [&done] { done = true; });
    waitFor(QString::fromLatin1(path), [&done] { return done; });
}

void Gallery::takeFirstStart()
{
    take(u"first-start"_s);
    window()->welcome()->enterUrl(u"http://127.0.0.1:1/v1/stream"_s);
    auto *connectButton = window()->findChild<QPushButton *>("welcomeConnect"_L1);
    waitFor(u"the failure"_s, [connectButton] { return connectButton->isEnabled(); });
    take(u"first-start-error"_s);
}

bool Gallery::startSandbox()
{
    DurableStreams::SandboxOptions options;
    options.samples = true;
    options.folder = m_work.filePath(u"streams"_s);
    const auto url = m_sandbox->start(options);
    if (!url) {
        return waitFor(url.error().message, [] { return false; });
    }
    Connection connection;
    connection.id = u"sandbox"_s;
    connection.name = u"Sandbox"_s;
    connection.baseUrl = *url;
    m_server = window()->addServer(connection);
    return waitFor(u"the list"_s, [this] { return m_server->catalog()->size() >= 7; });
}

void Gallery::takeSandbox()
{
    if (!startSandbox()) {
        return;
    }
    take(u"connected"_s);
    TailPage *page = open("events/orders");
    waitFor(u"news"_s, [page] { return page->session()->status().totalRows >= 43; });
    take(u"live-tail"_s);
    takeTail(page);
    takeFilter(page);
    takeRules(page);
    takeDiff(page);
    open("state/users");
    take(u"state-stream"_s);
    open("logs/web");
    take(u"text-log"_s);
    open("binary/frames");
    take(u"binary"_s);
}

// What a tail and its detail pane can look like.
void Gallery::takeTail(TailPage *page)
{
    auto *detail = window()->findChild<DetailPane *>();
    auto *tabs = detail->findChild<QTabWidget *>();
    auto *tree = detail->findChild<QTreeView *>(u"messageTree"_s);
    page->setFollowing(false);
    page->goToRow(41);
    settle();
    tree->setCurrentIndex(tree->model()->index(2, 0));
    auto *decode = detail->findChild<QToolButton *>("detailDecode"_L1);
    decode->setChecked(true);
    take(u"message-detail"_s);
    decode->setChecked(false);
    for (const auto &[tab, name] :
         { std::pair(1, u"message-text"_s), std::pair(2, u"message-raw"_s),
           std::pair(3, u"message-hex"_s) }) {
        tabs->setCurrentIndex(tab);
        take(name);
    }
    tabs->setCurrentIndex(0);
    page->view()->scrollToTop();
    waitFor(u"unseen rows"_s, [page] {
        return page->findChild<QAbstractButton *>("newRowsPill"_L1)->isVisible();
    });
    take(u"not-following"_s);
    page->setFollowing(true);
    page->setFrozen(true);
    waitFor(u"waiting rows"_s, [page] { return page->model()->waiting() > 0; });
    take(u"frozen"_s);
    page->setFrozen(false);
    page->addColumn(u"/type"_s);
    page->addColumn(u"/total"_s);
    page->view()->setColumnHidden(TailModel::OffsetColumn, false);
    take(u"columns"_s);
    page->removeColumn(u"/type"_s);
    page->removeColumn(u"/total"_s);
    page->view()->setColumnHidden(TailModel::OffsetColumn, true);
    page->clearView();
    take(u"cleared"_s);
    page->start();
    page->stop();
    waitFor(u"the stop"_s, [page] { return page->session()->status().state == TailState::Stopped; });
    page->resume();
    waitFor(u"live"_s, [page] { return page->session()->status().state == TailState::Live; });
    page->stop();
    waitFor(u"the stop"_s, [page] { return page->session()->status().state == TailState::Stopped; });
    take(u"stopped"_s);
    page->resume();
    waitFor(u"live"_s, [page] { return page->session()->status().state == TailState::Live; });
}

void Gallery::takeComposer()
{
    open("chat/room-1");
    window()->commands()->compose->trigger();
    ComposerPanel *composer = window()->composer();
    composer->setTarget(m_server, "chat/room-1", "application/json");
    composer->setText(u"{\n  \"from\": \"Ada\",\n  \"text\": \"Hello, durable world\",\n  "
                      "\"seq\": 9007199254740993\n}"_s);
    settle();
    take(u"composer"_s);
    composer->sendAction()->trigger();
    auto *result = window()->findChild<QLabel *>("composerResult"_L1);
    waitFor(u"the answer"_s, [result] {
        return says(result->text(), SendResult::tr("seen in the tail after %1 ms"));
    });
    take(u"composer-result"_s);
    composer->setText(u"{\n  \"from\": \"Ada\",\n  \"text\": Hello\n}"_s);
    take(u"composer-invalid"_s);
    composer->setTarget(m_server, "finished/report", "text/plain; charset=utf-8");
    composer->setText(u"one more line"_s);
    composer->sendAction()->trigger();
    waitFor(u"the refusal"_s, [result] { return result->text().contains(u"409"_s); });
    take(u"composer-refused"_s);
    composer->setText({});
}

void Gallery::takeExplorer()
{
    window()->explorer()->focusFilter();
    window()->explorer()->filterEdit()->setText(u"room"_s);
    take(u"explorer-filter"_s);
    window()->explorer()->filterEdit()->setText({});
}

void Gallery::takePanels()
{
    open("events/orders");
    window()->showDock(u"metadata"_s);
    take(u"metadata"_s);
    window()->showDock(u"wire"_s);
    auto *wire = window()->findChild<QTableView *>("wireView"_L1);
    wire->selectRow(wire->model()->rowCount() - 1);
    take(u"wire"_s);
    window()->showDock(u"problems"_s);
    take(u"problems"_s);
    window()->showDock(u"detail"_s);
    window()->showDock(u"composer"_s);
}

void Gallery::takeCaptures()
{
    TailPage *page = open("events/orders");
    CaptureCommands *captures = window()->captures();
    const QString file = m_work.filePath(u"orders.dscap"_s);
    const auto takeDialog = [this](QAction *action, const char *id, const QString &name,
                                   const std::function<void(QDialog *)> &prepare) {
        action->trigger();
        auto *dialog = window()->findChild<QDialog *>(QLatin1StringView(id));
        if (waitFor(name, [dialog] { return dialog && dialog->isVisible(); })) {
            prepare(dialog);
            take(name, dialog);
            dialog->reject();
            settle();
        }
    };
    takeDialog(captures->captureAction(), "captureDialog", u"capture"_s, [](QDialog *) { });
    CaptureRun *run = captures->capture(page, file, page->session()->snapshot().firstId());
    waitFor(u"captured rows"_s, [run] { return run->progress().rows > 42; });
    take(u"capturing"_s);
    run->stop();
    waitFor(u"the end of the capture"_s, [run] { return run->isFinished(); });
    take(u"captured"_s);
    captures->open(file);
    waitFor(u"the capture"_s, [this, page] {
        return window()->currentPage() != page && window()->currentPage()->model()->rowCount() > 0;
    });
    window()->currentPage()->goToRow(7);
    take(u"capture-opened"_s);
    takeDialog(captures->exportAction(), "exportDialog", u"export"_s, [](QDialog *dialog) {
        dialog->findChild<QComboBox *>("exportFormat"_L1)->setCurrentIndex(3);
    });
    takeDialog(captures->replayAction(), "replayDialog", u"replay"_s, [](QDialog *dialog) {
        dialog->findChild<QLineEdit *>("replayPath"_L1)->setText(u"orders/again"_s);
        dialog->findChild<QComboBox *>("replaySpeed"_L1)->setCurrentIndex(2);
    });
    takeDialog(captures->replayAction(), "replayDialog", u"replaying"_s, [this](QDialog *dialog) {
        dialog->findChild<QLineEdit *>("replayPath"_L1)->setText(u"orders/again"_s);
        dialog->findChild<QSpinBox *>("replayLimit"_L1)->setValue(4);
        dialog->findChild<QPushButton *>("replayBegin"_L1)->click();
        auto *state = dialog->findChild<QLabel *>("replayState"_L1);
        waitFor(u"replayed rows"_s, [state] {
            return says(state->text(), ReplayDialog::tr("%1 of %2 rows, %3 stored"));
        });
    });
    for (auto *dialog : window()->findChildren<QDialog *>("replayDialog"_L1)) {
        waitFor(u"the end of the replay"_s,
                [dialog] { return !qobject_cast<ReplayDialog *>(dialog)->isBusy(); });
        dialog->reject();
    }
    window()->tabs()->closePage(window()->currentPage());
}

void Gallery::takeDialogs()
{
    const auto takeDialog = [this](QAction *action, const char *id, const QString &name,
                                   const std::function<void(QDialog *)> &prepare = {}) {
        window()->currentPage()->view()->setFocus();
        action->trigger();
        auto *dialog = window()->findChild<QDialog *>(QLatin1StringView(id));
        if (!waitFor(name, [dialog] { return dialog && dialog->isVisible(); })) {
            return;
        }
        if (prepare) {
            prepare(dialog);
        }
        take(name, dialog);
        dialog->reject();
        settle();
    };
    const WindowActions *commands = window()->commands();
    takeDialog(commands->connectServer, "connectDialog", u"connect"_s, [](QDialog *dialog) {
        dialog->findChild<QLineEdit *>("connectUrl"_L1)->setText(u"streams.example.com"_s);
        dialog->findChild<QComboBox *>("connectCredentials"_L1)->setCurrentIndex(1);
        dialog->findChild<QLineEdit *>("connectSecret"_L1)->setText(u"a token"_s);
    });
    takeDialog(commands->connectServer, "connectDialog", u"connect-warning"_s, [](QDialog *dialog) {
        dialog->findChild<QLineEdit *>("connectUrl"_L1)->setText(u"http://streams.example.com"_s);
        dialog->findChild<QComboBox *>("connectCredentials"_L1)->setCurrentIndex(1);
        dialog->findChild<QLineEdit *>("connectSecret"_L1)->setText(u"a token"_s);
        dialog->findChild<QPushButton *>("connectButton"_L1)->click();
    });
    for (const auto &[page, name] : { std::pair(1, u"connect-authentication"_s),
                                      std::pair(2, u"connect-tls"_s),
                                      std::pair(3, u"connect-network"_s) }) {
        takeDialog(commands->connectServer, "connectDialog", name, [page](QDialog *dialog) {
            dialog->findChild<QTabWidget *>("connectTabs"_L1)->setCurrentIndex(page);
            dialog->findChild<QComboBox *>("connectCredentials"_L1)->setCurrentIndex(2);
            dialog->findChild<QComboBox *>("connectProxy"_L1)->setCurrentIndex(2);
            dialog->findChild<QPushButton *>("connectAddHeader"_L1)->click();
        });
    }
    takeDialog(commands->editConnection, "connectDialog", u"connect-test"_s, [this](QDialog *dialog) {
        dialog->findChild<QTabWidget *>("connectTabs"_L1)->setCurrentIndex(4);
        dialog->findChild<QPushButton *>("connectTest"_L1)->click();
        auto *last = dialog->findChild<QLabel *>("connectStep5"_L1);
        waitFor(u"the test"_s, [last] { return last->text().size() > 1; });
    });
    takeDialog(commands->preferences, "preferencesDialog", u"preferences"_s);
    takeDialog(commands->scanServer, "scanQuestion", u"scan"_s);
    takeDialog(commands->openStream, "openStreamDialog", u"open-stream"_s, [](QDialog *dialog) {
        dialog->findChild<QLineEdit *>("openPath"_L1)->setText(u"orders/2026"_s);
    });
    takeDialog(commands->newStream, "createStreamDialog", u"new-stream"_s, [](QDialog *dialog) {
        dialog->findChild<QLineEdit *>("createPath"_L1)->setText(u"orders/2026"_s);
    });
    takeDialog(commands->closeStream, "closeStreamDialog", u"close-stream"_s);
    takeDialog(commands->deleteStream, "deleteStreamDialog", u"delete-stream"_s);
    QAction *startSandbox = m_app->sandbox()->startAction();
    takeDialog(startSandbox, "startSandboxDialog", u"start-sandbox"_s);
    takeDialog(startSandbox, "startSandboxDialog", u"start-sandbox-failure"_s, [this](QDialog *dialog) {
        dialog->findChild<QRadioButton *>("sandboxInFolder"_L1)->setChecked(true);
        dialog->findChild<QLineEdit *>("sandboxFolder"_L1)->setText(m_work.filePath(u"streams"_s));
        dialog->findChild<QPushButton *>("sandboxStart"_L1)->click();
        auto *start = dialog->findChild<QPushButton *>("sandboxStart"_L1);
        waitFor(u"the refusal"_s, [start] { return start->isEnabled(); });
    });
    takeDialog(commands->guide, "helpWindow", u"guide"_s);
    takeDialog(commands->palette, "commandPalette", u"command-palette"_s);
}

void Gallery::takeStates()
{
    make("empty/stream", "application/json");
    open("empty/stream");
    take(u"empty-stream"_s);
    open("finished/report");
    take(u"closed-stream"_s);
    TailPage *missing = window()->openStream(m_server, "does/not/exist");
    waitFor(u"not found"_s, [missing] {
        return missing->session()->status().state == TailState::NotFound;
    });
    take(u"not-found"_s);
    TailPage *orders = open("events/orders");
    Connection production = m_server->connection();
    production.name = u"Orders EU"_s;
    production.environment = Connection::Environment::Production;
    m_server->setConnection(production);
    window()->composer()->setTarget(m_server, "events/orders", "application/json");
    take(u"production"_s);
    m_sandbox->stop();
    waitFor(u"the break"_s, [orders] {
        return orders->session()->status().state == TailState::Reconnecting;
    });
    take(u"reconnecting"_s);
    m_app->sandbox()->open();
    auto *indicator = window()->findChild<QToolButton *>("sandboxIndicator"_L1);
    waitFor(u"the local sandbox"_s, [this, indicator] {
        return says(indicator->text(), SandboxIndicator::tr("Sandbox on port %1"))
            && m_app->window()->currentPage()
            && m_app->window()->currentPage()->session()->status().rows > 0;
    });
    take(u"sandbox-running"_s);
}

} // namespace Tailwater
