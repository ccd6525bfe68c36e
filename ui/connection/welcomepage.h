// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"

#include <durablestreams/requesttrace.h>

#include <QWidget>

#include <functional>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace Tailwater {

class UrlProbe;
struct ProbeAnswer;

//! \brief The first page: ways into a stream. Nothing is created and nothing is written from here
//! without a click.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget *parent = nullptr);
    ~WelcomePage() override;

    //! \brief Looks whether a server runs on localhost:4437 (one HEAD), and offers it.
    void lookForLocalServer();
    //! \brief Connections used before, the latest first.
    void setRecent(const QList<Connection> &recent);
    //! \brief Probes \a text as if typed and entered.
    void enterUrl(const QString &text);
    //! \brief Says in \a text why \a url could not be connected to, and leaves it to be corrected.
    void showFailure(const QUrl &url, const QString &text);
    //! \brief Asked first with what was entered: true if it opens an address that is known.
    void setOpensKnown(const std::function<bool(const QString &)> &open) { m_opensKnown = open; }

Q_SIGNALS:
    void connectRequested(const Tailwater::ProbeAnswer &answer);
    //! \brief One of the recent ones; its secrets are to be found first.
    void savedRequested(const Tailwater::Connection &connection);
    void sandboxRequested();
    void captureRequested();
    void optionsRequested(const QString &url);
    //! \brief The server asks for credentials, or its certificate cannot be trusted.
    //! \a challenge is what it asks for in WWW-Authenticate.
    void refused(const Tailwater::Connection &connection, const DurableStreams::Error &error,
                 const QByteArray &challenge);
    //! \brief One of the exchanges of its probes, made with \a connection.
    void requestTraced(const DurableStreams::RequestTrace &trace,
                       const Tailwater::Connection &connection);

private:
    void layOut();
    QWidget *makeUrlBox();
    QWidget *makeSandboxBox();
    void probe(const Connection &connection);
    void showProgress(const QString &text);

    std::function<bool(const QString &)> m_opensKnown;
    Connection m_asked;
    QUrl m_foreign; // was said to be no server of streams
    UrlProbe *m_probe;
    UrlProbe *m_localProbe;
    QLineEdit *m_url;
    QPushButton *m_connect;
    QPushButton *m_options;
    QLabel *m_message;
    QPushButton *m_local;
    QWidget *m_recentBox;
    QVBoxLayout *m_recentLayout;
};

} // namespace Tailwater
