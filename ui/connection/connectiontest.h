// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"
#include "recognition.h"

#include <durablestreams/error.h>
#include <durablestreams/requesttrace.h>
#include <durablestreams/streaminfo.h>

#include <QObject>
#include <QSslCertificate>
#include <QSslError>

#include <memory>

QT_BEGIN_NAMESPACE
class QHostInfo;
class QSslSocket;
QT_END_NAMESPACE

namespace Tailwater {

class ConnectionClient;

//! \brief Goes to a server step by step and says how far it came. Sends one HEAD, and writes nothing.
class ConnectionTest : public QObject
{
    Q_OBJECT

public:
    enum class Step { Name, Tcp, Tls, Http, Credentials, Registry };
    enum class Verdict { Good, Warning, Bad, NotReached };
    Q_ENUM(Step)
    Q_ENUM(Verdict)

    struct Outcome
    {
        Step step = Step::Name;
        Verdict verdict = Verdict::NotReached;
        QString text = {}; //!< a sentence, with the next thing to do if it is bad
    };

    explicit ConnectionTest(QObject *parent = nullptr);
    ~ConnectionTest() override;

    //! \brief Tests \a connection, whose base address is a stream root. Stops a test that runs.
    void start(const Connection &connection);
    void cancel();
    bool isRunning() const { return m_running; }

    static QString stepName(Step step);
    //! \brief What the server showed, if it is an https server and came that far.
    const QSslCertificate &certificate() const { return m_certificate; }
    //! \brief What is wrong with it, in sentences; empty if nothing is.
    const QStringList &certificateFaults() const { return m_certificateFaults; }

Q_SIGNALS:
    //! \brief One of its exchanges, made with \a connection.
    void requestTraced(const DurableStreams::RequestTrace &trace,
                       const Tailwater::Connection &connection);
    void stepDone(const Tailwater::ConnectionTest::Outcome &outcome);
    //! \brief Every step was reported.
    void finished(bool allGood);

private:
    void lookUp();
    void onLookedUp(const QHostInfo &info);
    void connectSocket();
    void onTcpConnected();
    void onTlsErrors(const QList<QSslError> &errors);
    void onEncrypted();
    void onSocketError();
    void askHttp();
    void onAnswer(const DurableStreams::Result<DurableStreams::StreamInfo> &result);
    //! The server that answered in place of the one that was asked; empty: none did.
    QString redirectedTo() const;
    void reportCredentials();
    void report(Step step, Verdict verdict, const QString &text);
    //! Reports the steps from \a step on as not reached, and ends.
    void end(Step step);
    bool isSecure() const;

    Connection m_connection;
    QSslSocket *m_socket = nullptr;
    std::unique_ptr<ConnectionClient> m_client;
    QSslCertificate m_certificate;
    QStringList m_certificateFaults;
    int m_lookup = -1;
    QUrl m_answeredBy;
    Recognition m_recognition = Recognition::Unclear;
    bool m_running = false;
    bool m_allGood = true;
    bool m_connected = false;
};

} // namespace Tailwater
