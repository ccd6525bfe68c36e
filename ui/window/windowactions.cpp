// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "window/windowactions.h"

#include "theme/icons.h"
#include "theme/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace Tailwater {

WindowActions::WindowActions(QObject *parent)
    : QObject(parent)
{
    makeFile();
    makeView();
    makeStream();
    makeOther();
}

WindowActions::~WindowActions() = default;

QAction *WindowActions::make(const char *id, const QString &text, const char *iconName,
                             const QKeySequence &shortcut)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1StringView(id));
    if (iconName) {
        action->setIcon(icon(QLatin1StringView(iconName)));
    }
    if (!shortcut.isEmpty()) {
        action->setShortcut(shortcut);
        // Shown where the mouse is; the mnemonic is not.
        action->setToolTip(u"%1 (%2)"_s.arg(QString(text).remove(u'&').remove(u'…').trimmed(),
                                            shortcut.toString(QKeySequence::NativeText)));
    }
    return action;
}

void WindowActions::makeFile()
{
    connectServer = make("file.connect", tr("&Connect…"), "connect", Qt::CTRL | Qt::Key_N);
    editConnection = make("file.editConnection", tr("&Edit Connection…"), "settings");
    keptConnections = make("file.keptConnections", tr("&Kept Connections…"));
    importConnections = make("file.importConnections", tr("&Import Connections…"));
    exportConnections = make("file.exportConnections", tr("E&xport Connections…"));
    openStream = make("file.open", tr("&Open Stream…"), "open", Qt::CTRL | Qt::Key_O);
    make("file.newWindow", tr("New &Window")); // what it does is up to the application
    closeTab = make("file.closeTab", tr("Close &Tab"), nullptr, Qt::CTRL | Qt::Key_W);
    reopenTab = make("file.reopenTab", tr("Reope&n Tab"), nullptr,
                     Qt::CTRL | Qt::SHIFT | Qt::Key_T);
    quit = make("file.quit", tr("&Quit"), "quit", Qt::CTRL | Qt::Key_Q);
    quit->setMenuRole(QAction::QuitRole);
}

void WindowActions::makeView()
{
    focusFilter = make("view.filterStreams", tr("&Filter Streams"), "search",
                       Qt::CTRL | Qt::SHIFT | Qt::Key_E);
    flat = make("view.flat", tr("Streams as a Flat &List"));
    flat->setCheckable(true);
    showReserved = make("view.reserved", tr("Show &Reserved Streams"));
    showReserved->setCheckable(true);
    scanServer = make("view.scanServer", tr("Scan Ser&ver for Streams…"), "search");
    importStreams = make("view.importStreams", tr("A&dd Streams From a File…"));
    fullScreen = make("view.fullScreen", tr("F&ull Screen"), nullptr, Qt::Key_F11);
    fullScreen->setCheckable(true);
    appearance = new QActionGroup(this);
    const auto addAppearance = [this](const char *id, const QString &text,
                                      Theme::Appearance value) {
        QAction *action = make(id, text);
        action->setCheckable(true);
        action->setData(int(value));
        appearance->addAction(action);
    };
    addAppearance("view.appearance.system", tr("As the &System"), Theme::Appearance::System);
    addAppearance("view.appearance.light", tr("&Light"), Theme::Appearance::Light);
    addAppearance("view.appearance.dark", tr("&Dark"), Theme::Appearance::Dark);
}

void WindowActions::makeStream()
{
    openSelected = make("stream.open", tr("&Open"), "open");
    openFromBeginning = make("stream.openFromBeginning", tr("The &Beginning"));
    openFromNow = make("stream.openFromNow", tr("&Now"));
    openFromLeftOff = make("stream.openFromLeftOff", tr("&Where I Left Off"));
    openFromOffset = make("stream.openFromOffset", tr("An O&ffset…"));
    newStream = make("stream.new", tr("Ne&w Stream…"), "add", Qt::CTRL | Qt::SHIFT | Qt::Key_N);
    forkStream = make("stream.fork", tr("For&k Stream…"), "fork");
    closeStream = make("stream.close", tr("&Close Stream…"), "lock");
    deleteStream = make("stream.delete", tr("&Delete Stream…"), "delete");
    removeFromList = make("stream.removeFromList", tr("&Remove From List"));
    removeFromList->setToolTip(tr("Takes the row away here; the stream stays as it is."));
    favourite = make("stream.favourite", tr("Fa&vourite"), "star", Qt::CTRL | Qt::Key_D);
    favourite->setCheckable(true);
    copyPath = make("stream.copyPath", tr("&Path"));
    copyUrl = make("stream.copyUrl", tr("&URL"));
    copyCurlRead = make("stream.copyCurl", tr("&curl That Reads It"));
    copyCurlSse = make("stream.copyCurlSse", tr("curl That &Follows It"));
    copyCli = make("stream.copyCli", tr("&durable-stream Command That Reads It"));
    copyCli->setToolTip(tr(
        "For the protocol's own tool, which knows plain names and no headers but Authorization."));
}

void WindowActions::makeOther()
{
    compose = make("compose.toThis", tr("&Compose to This Stream"), "compose",
                   Qt::CTRL | Qt::SHIFT | Qt::Key_M);
    producerLab = make("tools.producerLab", tr("Producer &Lab…"), "send");
    rules = make("tools.rules", tr("&Rules for Rows…"), "filter");
    palette = make("tools.palette", tr("&Find a Command…"), "palette",
                   Qt::CTRL | Qt::SHIFT | Qt::Key_P);
    preferences = make("tools.preferences", tr("&Preferences…"), "settings",
                       Qt::CTRL | Qt::Key_Comma);
    preferences->setMenuRole(QAction::PreferencesRole);
    nextPane = make("view.nextPane", tr("&Next Pane"), nullptr, Qt::Key_F6);
    previousPane = make("view.previousPane", tr("&Previous Pane"), nullptr,
                        Qt::SHIFT | Qt::Key_F6);
    guide = make("help.guide", tr("&Guide"), "help", Qt::Key_F1);
    shortcuts = make("help.shortcuts", tr("&Keyboard Shortcuts"));
    about = make("help.about", tr("&About Tailwater"), "info");
    about->setMenuRole(QAction::AboutRole);
}

void WindowActions::addOpenFrom(QMenu *menu) const
{
    QMenu *from = menu->addMenu(tr("&Open From"));
    from->addActions({ openFromBeginning, openFromLeftOff, openFromNow, openFromOffset });
}

void WindowActions::addCopy(QMenu *menu) const
{
    QMenu *copy = menu->addMenu(icon("copy"_L1), tr("Cop&y"));
    copy->addActions({ copyPath, copyUrl, copyCurlRead, copyCurlSse, copyCli });
}

} // namespace Tailwater

#include "moc_windowactions.cpp"
