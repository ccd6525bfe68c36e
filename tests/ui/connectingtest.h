// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "application.h"
#include "window/mainwindow.h"

#include <support/faultserver.h>

#include <QObject>
#include <QTemporaryDir>

#include <chrono>
#include <memory>

QT_BEGIN_NAMESPACE
class QDialog;
QT_END_NAMESPACE

//! \brief Tests of a window that connects to servers: each begins with nothing kept and no window.
class ConnectingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

protected:
    static constexpr auto Patience = std::chrono::seconds(60);

    //! \brief The answer to a read that gives \a body and ends at \a next, up to date.
    static TestSupport::Reply messages(const QByteArray &body, const QByteArray &next);

    void startWindow();
    //! \brief Types \a url on the first page, and presses Return.
    void enterUrl(const QUrl &url);
    //! \brief The one that is shown; null if none is.
    QDialog *dialog(const char *name = "connectDialog") const;
    template<typename W> W *part(const char *name) const
    {
        return m_app->window()->findChild<W *>(QLatin1StringView(name));
    }
    //! \brief What the application left anywhere: files, clipboard, window titles.
    QByteArray traces() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Tailwater::Application> m_app;
};
