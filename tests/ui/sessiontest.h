// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "application.h"
#include "commandline.h"
#include "window/mainwindow.h"

#include <support/faultserver.h>

#include <QObject>
#include <QTemporaryDir>

#include <chrono>
#include <memory>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

//! \brief Tests of an application that ends and is started again, and of a server that counts what is read from it:
//! each begins with nothing kept and no window.
class SessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

protected:
    static constexpr auto Patience = std::chrono::seconds(60);

    void start(const Tailwater::CommandLine &line = {});
    Tailwater::Server *connectWindow(const QByteArray &token = {});
    //! \brief Waits until the two rows of the stream are there; null if they do not come.
    Tailwater::TailPage *openAndRead(Tailwater::Server *server, const QByteArray &path);
    //! \brief The queries of all reads of \a path so far.
    QByteArrayList reads(const QByteArray &path) const;
    //! \brief Whether a label of \a page that is shown contains \a word.
    static bool saysSomewhere(const QWidget *page, QStringView word);
    //! \brief The button of \a page that is shown and says \a text; null if there is none.
    static QPushButton *buttonOf(const QWidget *page, QStringView text);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<TestSupport::FaultServer> m_server;
    std::unique_ptr<Tailwater::Application> m_app;
    //! \name What the server answers
    //! \{
    bool m_ttl = false;
    int m_registryStatus = 404;
    //! To HEAD, unless it comes with the token.
    int m_headStatus = 200;
    QByteArray m_token;
    //! \}

private:
    void serve();
    void answerRegistry(const TestSupport::Exchange &e) const;
};
