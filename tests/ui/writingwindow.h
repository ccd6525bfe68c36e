// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayList>
#include <QCoreApplication>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QTemporaryDir;
QT_END_NAMESPACE

namespace DurableStreams {
class Call;
class Client;
struct StreamInfo;
}

namespace Tailwater {

class Application;
class MainWindow;
class Server;
class TailPage;

//! \brief The application's window, connected to a server of its own that keeps its streams on disk,
//! and somebody at its keyboard.
class WritingWindow
{
public:
    enum class Backend { Sandbox, Reference };
    //! Loaded machines are slow; nothing waits this long unless it is broken.
    static constexpr auto Patience = std::chrono::seconds(120);

    WritingWindow();
    ~WritingWindow();

    //! \brief Starts a server and the window on it; empty, or what went wrong.
    QString start(Backend backend, bool readOnly = false);
    //! \brief Starts the window on a server of the test.
    QString start(const QUrl &root, bool readOnly = false);

    //! \brief The application ends and is started again, on the same server and with its settings.
    QString startAgain();
    //! \brief What is on its disk at this moment, if it ended now without a word.
    bool noteDisk();
    //! \brief It is started again, on the disk as it was then.
    QString startAgainFromNote();
    //! \brief What it keeps there.
    QString settingsFile() const;
    //! \brief The same, of drafts.
    QString draftsFolder() const;
    //! \brief The server dies, without a word to anybody.
    void killServer();
    //! \brief What \a stream holds after that, to be compared with \a wanted. Killed after a message and before
    //! its producer's number, the reference server's store takes the same request again: what it holds
    //! twice in a row for this reason is left out once. The sandbox gets no such allowance.
    QByteArrayList messagesAfterKill(const QByteArray &stream, const QByteArrayList &wanted);
    //! \brief It comes back on the same port with the same streams.
    bool startServerAgain();

    Application *app() const { return m_app.get(); }
    MainWindow *window() const;
    Server *server() const { return m_server; }
    QUrl url(const QByteArray &path) const;
    //! \brief Somebody else's client.
    DurableStreams::Client &other() { return *m_other; }

    //! \brief Whether the call was carried out, or not within the time.
    bool carriedOut(DurableStreams::Call *call, DurableStreams::StreamInfo *info = nullptr);
    bool create(const QByteArray &path, const QByteArray &type, const QByteArray &body = {});
    //! \brief Every byte of the stream, as the server gives them back.
    QByteArray content(const QByteArray &path);
    //! \brief The messages of a stream of JSON.
    QByteArrayList messages(const QByteArray &path);
    bool isClosed(const QByteArray &path);
    bool exists(const QByteArray &path);

    //! \brief Opens the stream in a tab and waits until it is live.
    TailPage *open(const QByteArray &path);
    //! \brief After a dialog the window is to be active again.
    bool activate();
    //! \brief Ctrl+Shift+M; true once the editor has the focus.
    bool compose();
    //! \brief Pastes \a text into the editor of the composer.
    void paste(const QString &text);
    //! \brief Ctrl+Enter.
    void send();
    QString resultText() const;
    QString checkText() const;
    //! \brief Waits until the line about the last send contains \a words.
    bool waitForResult(const QString &words) const;
    static bool waitFor(const std::function<bool()> &condition);

private:
    QString showWindow(bool readOnly);

    struct Servers;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QTemporaryDir> m_note;
    std::unique_ptr<Servers> m_servers;
    std::unique_ptr<DurableStreams::Client> m_other;
    std::unique_ptr<Application> m_app;
    QUrl m_root;
    Server *m_server = nullptr;
};

} // namespace Tailwater
