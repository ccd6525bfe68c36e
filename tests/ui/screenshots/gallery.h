// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QString>
#include <QTemporaryDir>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QDialog;
QT_END_NAMESPACE

namespace DurableStreams {
class Sandbox;
}

namespace Tailwater {

class Application;
class MainWindow;
class Server;
class TailPage;

//! \brief Drives the real application through its main views and saves a picture of each, light and dark.
class Gallery
{
public:
    explicit Gallery(const QString &folder);
    ~Gallery();

    //! \brief Takes all pictures; false if a view could not be reached, which is said on stderr.
    bool takeAll();

private:
    void takeFirstStart();
    void takeSandbox();
    void takeTail(TailPage *page);
    void takeComposer();
    void takeExplorer();
    void takePanels();
    void takeCaptures();
    void takeDialogs();
    void takeStates();

    MainWindow *window() const;
    TailPage *open(const QByteArray &path);
    void make(const QByteArray &path, const QByteArray &type, const QByteArray &body = {},
              bool closed = false);
    bool waitFor(const QString &what, const std::function<bool()> &condition);
    void settle();
    //! Saves the window, or \a dialog over it, once in each appearance.
    void take(const QString &name, QDialog *dialog = nullptr);

    QTemporaryDir m_work;
    QString m_folder;
    std::unique_ptr<DurableStreams::Sandbox> m_sandbox;
    std::unique_ptr<Application> m_app;
    Server *m_server = nullptr;
    int m_failures = 0;
};

} // namespace Tailwater
