// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connectiontest.h"

#include "connectiontrouble.h"
#include "errortext.h"
#include "explorer/streamentry.h"
#include "models/connectionclient.h"

#include <durablestreams/call.h>
#include <durablestreams/requesttrace.h>

#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkProxy>
#include <QSslCipher>
#include <QSslSocket>
#include <QTimer>

#include <tuple>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

//! The proxy that requests of this connection take.
QNetworkProxy proxyOf(const Connection &connection)
{
    const QNetworkProxy proxy = networkProxy(connection.proxy);
    return proxy.type() == QNetworkProxy::DefaultProxy
        ? QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(connection.baseUrl)).value(0)
        : proxy;
}

bool isProxy(const QNetworkProxy &proxy)
{
    return proxy.type() == QNetworkProxy::HttpProxy || proxy.type() == QNetworkProxy::Socks5Proxy;
}

} // namespace

ConnectionTest::ConnectionTest(QObject *parent)
    : QObject(parent)
{
}

ConnectionTest::~ConnectionTest()
{
    cancel();
}

QString ConnectionTest::stepName(Step step)
{
    switch (step) {
    case Step::Name:
        return tr("Name");
    case Step::Tcp:
        return tr("Connection");
    case Step::Tls:
        return tr("Encryption");
    case Step::Http:
        return tr("Server");
    case Step::Credentials:
        return tr("Credentials");
    case Step::Registry:
        return tr("Registry");
    }
    return {};
}

bool ConnectionTest::isSecure() const
{
    return m_connection.baseUrl.scheme() == "https"_L1;
}

void ConnectionTest::start(const Connection &connection)
{
    cancel();
    m_connection = connection;
    m_certificate = QSslCertificate();
    m_certificateFaults.clear();
    m_running = true;
    m_allGood = true;
    m_connected = false;
    m_answeredBy = QUrl();
    lookUp();
}

void ConnectionTest::cancel()
{
    m_running = false;
    if (m_lookup >= 0) {
        QHostInfo::abortHostLookup(std::exchange(m_lookup, -1));
    }
    if (QSslSocket *socket = std::exchange(m_socket, nullptr)) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
    if (m_client) {
        m_client.release()->deleteLater(); // it may be the sender
    }
}

void ConnectionTest::lookUp()
{
    const QNetworkProxy proxy = proxyOf(m_connection);
    const QString host = isProxy(proxy) ? proxy.hostName() : m_connection.baseUrl.host();
    m_lookup = QHostInfo::lookupHost(host, this, &ConnectionTest::onLookedUp);
}

void ConnectionTest::onLookedUp(const QHostInfo &info)
{
    m_lookup = -1;
    if (!m_running) {
        return;
    }
    if (info.error() != QHostInfo::NoError || info.addresses().isEmpty()) {
        report(Step::Name, Verdict::Bad,
               tr("The name %1 is not known. Check its spelling, and the network.")
                   .arg(info.hostName()));
        end(Step::Tcp);
        return;
    }
    const QNetworkProxy proxy = proxyOf(m_connection);
    const QString host = isProxy(proxy) ? proxy.hostName() : m_connection.baseUrl.host();
    const bool isAddress = !QHostAddress(host).isNull();
    QStringList addresses;
    for (const QHostAddress &address : info.addresses()) {
        addresses.append(address.toString());
    }
    report(Step::Name, Verdict::Good,
           isAddress ? tr("%1 is an address; no name to look up.").arg(host)
                     : tr("%1 is %2.").arg(host, addresses.first(qMin(3, addresses.size())).join(u", "_s)));
    connectSocket();
}

void ConnectionTest::connectSocket()
{
    const QNetworkProxy proxy = proxyOf(m_connection);
    const QUrl &url = m_connection.baseUrl;
    const bool plainProxy = proxy.type() == QNetworkProxy::HttpProxy && !isSecure();
    m_socket = new QSslSocket(this);
    m_socket->setProxy(plainProxy ? QNetworkProxy(QNetworkProxy::NoProxy) : proxy);
    connect(m_socket, &QSslSocket::connected, this, &ConnectionTest::onTcpConnected);
    connect(m_socket, &QSslSocket::sslErrors, this, &ConnectionTest::onTlsErrors);
    connect(m_socket, &QSslSocket::encrypted, this, &ConnectionTest::onEncrypted);
    connect(m_socket, &QSslSocket::errorOccurred, this, &ConnectionTest::onSocketError);
    QTimer::singleShot(m_connection.connectTimeout, m_socket, [this] {
        if (!m_connected) {
            report(Step::Tcp, Verdict::Bad,
                   tr("There was no answer in time. Check host, port and firewall."));
            end(Step::Tls);
        }
    });
    if (plainProxy) {
        m_socket->connectToHost(proxy.hostName(), proxy.port());
    } else {
        m_socket->connectToHost(url.host(), quint16(url.port(isSecure() ? 443 : 80)));
    }
}

void ConnectionTest::onTcpConnected()
{
    m_connected = true;
    const QNetworkProxy proxy = proxyOf(m_connection);
    report(Step::Tcp, Verdict::Good,
           isProxy(proxy) ? tr("Through the proxy %1:%2.").arg(proxy.hostName()).arg(proxy.port())
                          : tr("Something listens on port %1.").arg(m_socket->peerPort()));
    if (!isSecure()) {
        report(Step::Tls, m_connection.exposesSecrets() ? Verdict::Warning : Verdict::Good,
               m_connection.exposesSecrets()
                   ? tr("Plain http: anybody on the way can read the credentials.")
                   : tr("None: plain http."));
        askHttp();
        return;
    }
    const auto tls = tlsConfiguration(m_connection.tls);
    if (!tls) {
        report(Step::Tls, Verdict::Bad, tls.error());
        end(Step::Http);
        return;
    }
    m_socket->setSslConfiguration(*tls);
    m_socket->setPeerVerifyName(m_connection.baseUrl.host());
    m_socket->startClientEncryption();
}

void ConnectionTest::onTlsErrors(const QList<QSslError> &errors)
{
    m_certificate = m_socket->peerCertificate();
    m_certificateFaults.clear();
    for (const QSslError &error : errors) {
        m_certificateFaults.append(error.errorString());
    }
    m_certificateFaults.removeDuplicates();
    if (!m_certificate.isNull()
        && m_certificate.toDer() == m_connection.tls.pinnedCertificate) {
        m_socket->ignoreSslErrors(errors);
    }
}

void ConnectionTest::onEncrypted()
{
    m_certificate = m_socket->peerCertificate();
    const QString protocol = m_socket->sessionCipher().protocolString();
    const bool pinned = !m_certificateFaults.isEmpty();
    report(Step::Tls, pinned ? Verdict::Warning : Verdict::Good,
           pinned ? tr("%1; the certificate is accepted because you trust exactly this one.")
                        .arg(protocol)
                  : tr("%1; the certificate is valid until %2.")
                        .arg(protocol, m_certificate.expiryDate().date().toString(Qt::ISODate)));
    askHttp();
}

void ConnectionTest::onSocketError()
{
    if (!m_running || !m_socket || m_client) {
        return;
    }
    if (m_connected) {
        const QString reason = m_certificateFaults.isEmpty() ? m_socket->errorString()
                                                             : m_certificateFaults.join(u"; "_s);
        const QString known = tlsSentence(reason, m_connection);
        report(Step::Tls, Verdict::Bad,
               !known.isEmpty() ? known
                   : m_certificateFaults.isEmpty()
                   ? tr("No secure connection: %1.").arg(reason)
                   : tr("The certificate cannot be trusted: %1. Add its authority, or trust this "
                        "certificate, on the page “TLS”.")
                         .arg(reason));
        end(Step::Http);
        return;
    }
    const bool proxyAsks
        = m_socket->error() == QAbstractSocket::ProxyAuthenticationRequiredError;
    report(Step::Tcp, Verdict::Bad,
           proxyAsks && !m_connection.proxy.user.isEmpty()
               ? tr("The proxy does not accept the user and the password: see the page “Network”.")
               : proxyAsks
               ? tr("The proxy asks for a user and a password: see the page “Network”.")
                     : tr("%1. Check that the server runs, and host and port.")
                           .arg(m_socket->errorString()));
    end(Step::Tls);
}

void ConnectionTest::askHttp()
{
    m_socket->disconnect(this);
    m_socket->abort();
    m_client = std::make_unique<ConnectionClient>(m_connection, ConnectionClient::Writes::Refused);
    m_recognition = Recognition::Unclear;
    connect(m_client.get(), &DurableStreams::Client::requestTraced, this,
            [this](const DurableStreams::RequestTrace &trace) {
                Q_EMIT requestTraced(trace, m_connection);
                if (trace.finished && trace.status > 0) {
                    m_recognition = recognitionOf(trace.status, trace.responseHeaders);
                    m_answeredBy = trace.url;
                }
            });
    DurableStreams::RequestOptions options;
    options.retry = DurableStreams::RetryPolicy { .maxRetries = 0 };
    const QByteArray path = m_connection.registryPath.isEmpty()
        ? QByteArray("__registry__")
        : m_connection.registryPath.toUtf8();
    DurableStreams::Call *call
        = m_client->stream(streamUrl(m_connection.baseUrl, path)).head(options);
    connect(call, &DurableStreams::Call::finished, this, &ConnectionTest::onAnswer);
}

void ConnectionTest::onAnswer(const DurableStreams::Result<DurableStreams::StreamInfo> &result)
{
    if (!m_running) {
        return;
    }
    const int status = result ? result->status : result.error().httpStatus;
    if (status == 0 || status == 407 || status >= 500) {
        report(Step::Http, Verdict::Bad,
               u"%1 %2"_s.arg(causeOf(result.error(), m_connection),
                              remedyOf(result.error(), m_connection))
                   .trimmed());
        end(Step::Credentials);
        return;
    }
    if (m_recognition == Recognition::Foreign) {
        report(Step::Http, Verdict::Bad,
               tr("It answers (%1).").arg(status) + u' '
                   + recognitionText(m_recognition, m_connection.baseUrl));
        end(Step::Credentials);
        return;
    }
    const QString elsewhere = redirectedTo();
    report(Step::Http, elsewhere.isEmpty() ? Verdict::Good : Verdict::Warning,
           elsewhere.isEmpty()
               ? tr("It answers (%1).").arg(status)
               : tr("It redirects to %1, which answers (%2).").arg(elsewhere).arg(status));
    if (status == 401 || status == 403) {
        report(Step::Credentials, Verdict::Bad,
               u"%1 %2"_s.arg(causeOf(result.error(), m_connection),
                              remedyOf(result.error(), m_connection))
                   .trimmed());
        end(Step::Registry);
        return;
    }
    reportCredentials();
    if (m_connection.registryPath.isEmpty()) {
        report(Step::Registry, Verdict::Warning, tr("None is set: streams are added by path."));
    } else if (result) {
        report(Step::Registry, Verdict::Good, tr("The server lists its streams."));
    } else {
        report(Step::Registry, Verdict::Warning,
               QString(tr("There is none (%1): streams are added by path.").arg(status) + u' '
                       + recognitionText(m_recognition, m_connection.baseUrl))
                   .trimmed());
    }
    m_running = false;
    Q_EMIT finished(m_allGood);
}

QString ConnectionTest::redirectedTo() const
{
    const auto origin = [](const QUrl &url) {
        return std::tuple(url.scheme(), url.host(),
                          url.port(url.scheme() == "https"_L1 ? 443 : 80));
    };
    return m_answeredBy.isEmpty() || origin(m_answeredBy) == origin(m_connection.baseUrl)
        ? QString()
        : m_answeredBy.adjusted(QUrl::RemovePath | QUrl::RemoveQuery).toDisplayString();
}

void ConnectionTest::reportCredentials()
{
    auto sent = m_connection.secrets();
    sent.remove(u"proxy"_s); // the proxy let us through, or there would be no answer
    sent.remove(u"key"_s);
    const QString elsewhere = redirectedTo();
    if (sent.isEmpty()) {
        report(Step::Credentials, Verdict::Good, tr("None are asked for."));
    } else if (elsewhere.isEmpty()) {
        report(Step::Credentials, Verdict::Good, tr("They were sent, and not refused."));
    } else {
        report(Step::Credentials, Verdict::Warning,
               tr("Nobody has looked at them: they do not go to %1.").arg(elsewhere));
    }
}

void ConnectionTest::report(Step step, Verdict verdict, const QString &text)
{
    m_allGood = m_allGood && (verdict == Verdict::Good || verdict == Verdict::Warning);
    Q_EMIT stepDone({ step, verdict, text });
}

void ConnectionTest::end(Step step)
{
    for (int rest = int(step); rest <= int(Step::Registry); ++rest) {
        report(static_cast<Step>(rest), Verdict::NotReached, {});
    }
    cancel();
    Q_EMIT finished(false);
}

} // namespace Tailwater

#include "moc_connectiontest.cpp"
