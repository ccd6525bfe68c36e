// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "commandline.h"
#include "composer/composelibrary.h"
#include "connection/connectionstore.h"
#include "connection/secretstore.h"
#include "settings/settings.h"
#include "theme/theme.h"

#include <QObject>

#include <memory>

namespace Tailwater {

class MainWindow;
class SandboxControl;
class SessionKeeper;
class TailPage;
struct TailStart;

//! \brief Everything in one process: the theme, the settings, the sandbox if it is open, the window.
class Application : public QObject
{
    Q_OBJECT

public:
    //! \brief The live sample stream that --sandbox opens.
    static QByteArray samplePath();

    //! \brief Keeps its settings in the file at \a settingsPath and others next to it, secrets in
    //! \a keychain if there is one.
    explicit Application(const QString &settingsPath = Settings::defaultPath(),
                         std::unique_ptr<Keychain> keychain = nullptr, QObject *parent = nullptr);
    ~Application() override;

    //! \brief Loads the texts of the user's language, or the plural forms of English.
    static void installTranslations();

    //! \brief Shows the window, with the last session in it, and does what \a line asks for.
    void start(const CommandLine &line);
    //! \brief Does what \a line of a second start asks for, in the window that is there.
    void carryOut(const CommandLine &line);
    //! \brief As carryOut(), and comes to the front.
    void onSecondStart(const QStringList &arguments);
    //! \brief Says that the start before this one ended in a crash, and where the trace is.
    void sayThatItCrashed(const QString &trace);

    MainWindow *window() const { return m_window.get(); }
    Theme *theme() { return &m_theme; }
    ConnectionStore *connections() { return &m_connections; }
    SandboxControl *sandbox() const { return m_sandbox; }

    //! \brief Starts the sandbox if it is not running, connects to it and opens the live sample.
    void openSandbox();

Q_SIGNALS:
    void sandboxOpened(Tailwater::TailPage *page);
    void sandboxFailed(const QString &reason);

private:
    void showSandbox(const QUrl &url);
    void onSandboxFailed(const DurableStreams::Error &error);
    void sayWhatWasSetAside();
    bool captureFirst(const CommandLine &line);
    TailStart startOf(const QString &url, const CommandLine &line) const;
    void openAddress(const QString &text, const CommandLine &line);
    void connectToEnvironment();

    Theme m_theme;
    Settings m_settings;
    SecretStore m_secrets;
    ConnectionStore m_connections;
    ComposeLibrary m_library;
    std::unique_ptr<MainWindow> m_window;
    SandboxControl *m_sandbox; // the window's
    std::unique_ptr<SessionKeeper> m_session;
};

} // namespace Tailwater
