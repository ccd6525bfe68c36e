// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QRegularExpression>
#include <QString>
#include <QTemporaryDir>

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
    //! \brief Of the views whose names match \a only.
    explicit Gallery(const QString &folder, const QRegularExpression &only = {});
    ~Gallery();

    //! \brief Takes all pictures; false if a view could not be reached, which is said on stderr.
    bool takeAll();
    //! \brief Only what is about filters, and about captures that are large, gone or ended.
    bool takeFilters();
    //! \brief Those of the composer and of what writes alone.
    bool takeWriting();
    //! \brief What is said about connections.
    bool takeConnections();

private:
    void takeFirstStart();
    void takeSandbox();
    bool startSandbox();
    void takeFilter(TailPage *page);
    void takeRules(TailPage *page);
    void takeDiff(TailPage *page);
    void takeTail(TailPage *page);
    void takeComposer();
    void takeComposerModes();
    void takeUnsettled();
    void takeResults();
    void takeBurst();
    void takeWritingDialogs();
    void takeResend(TailPage *page);
    void takeProducerLab();
    void takeExplorer();
    void takePanels();
    void takeCaptures();
    void takeLargeCapture();
    void takeEndedCaptures();
    void takeUnfinishedCopies();
    void takeChangedCapture();
    void takeDialogs();
    void takeStates();

    MainWindow *window() const;
    TailPage *open(const QByteArray &path);
    void make(const QByteArray &path, const QByteArray &type, const QByteArray &body = {},
              bool closed = false);
    //! Whether \a text has what \a phrase says around its placeholders.
    static bool says(const QString &text, const QString &phrase);
    bool waitFor(const QString &what, const std::function<bool()> &condition);
    void settle();
    //! Saves the window, or \a dialog over it, once in each appearance.
    void take(const QString &name, QDialog *dialog = nullptr);

    QTemporaryDir m_work;
    QString m_folder;
    QRegularExpression m_only;
    std::unique_ptr<DurableStreams::Sandbox> m_sandbox;
    std::unique_ptr<Application> m_app;
    Server *m_server = nullptr;
    int m_failures = 0;
};

} // namespace Tailwater
