// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/connectionclient.h"

#include "models/missingsecrets.h"

#include <durablestreams/httpaccessmanager.h>

#include <QCoreApplication>
#include <QFile>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslKey>

namespace Tailwater {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 TracedBody = 64 * 1024;

struct ConnectionText
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::Connection)
};

//! The answer to a request that may not be made.
class RefusedReply : public QNetworkReply
{
public:
    RefusedReply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request,
                 QNetworkReply::NetworkError error, const QString &reason, QObject *parent)
        : QNetworkReply(parent)
    {
        setOperation(operation);
        setRequest(request);
        setUrl(request.url());
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        setError(error, reason); // open() takes it away
        QMetaObject::invokeMethod(
            this,
            [this] {
                setFinished(true);
                Q_EMIT errorOccurred(this->error());
                Q_EMIT finished();
            },
            Qt::QueuedConnection);
    }

    void abort() override { }

protected:
    qint64 readData(char *, qint64) override { return -1; }
};

std::expected<QByteArray, QString> contentOf(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::unexpected(ConnectionText::tr("The file %1 cannot be read: %2")
                                   .arg(fileName, file.errorString()));
    }
    return file.readAll();
}

QSslKey readKey(const QByteArray &pem, const QByteArray &passphrase)
{
    for (const auto algorithm : { QSsl::Rsa, QSsl::Ec, QSsl::Dsa }) {
        if (QSslKey key(pem, algorithm, QSsl::Pem, QSsl::PrivateKey, passphrase); !key.isNull()) {
            return key;
        }
    }
    return {};
}

//! Adds what is shown to the server.
std::expected<void, QString> addClientCertificate(QSslConfiguration *tls, const TlsOptions &options)
{
    const auto content = contentOf(options.certificateFile);
    if (!content) {
        return std::unexpected(content.error());
    }
    QSslKey key;
    QList<QSslCertificate> chain;
    if (options.certificateFile.endsWith(".p12"_L1) || options.certificateFile.endsWith(".pfx"_L1)) {
        QFile file(options.certificateFile);
        QSslCertificate own;
        if (!file.open(QIODevice::ReadOnly)
            || !QSslCertificate::importPkcs12(&file, &key, &own, &chain, options.keyPassphrase)) {
            return std::unexpected(
                ConnectionText::tr("%1 cannot be opened: check the file and its passphrase.")
                    .arg(options.certificateFile));
        }
        chain.prepend(own);
    } else {
        chain = QSslCertificate::fromData(*content, QSsl::Pem);
        const auto keyContent = options.keyFile.isEmpty() ? content : contentOf(options.keyFile);
        if (!keyContent) {
            return std::unexpected(keyContent.error());
        }
        key = readKey(*keyContent, options.keyPassphrase);
    }
    if (chain.isEmpty()) {
        return std::unexpected(ConnectionText::tr("There is no certificate in %1.")
                                   .arg(options.certificateFile));
    }
    if (key.isNull()) {
        return std::unexpected(
            ConnectionText::tr("The private key cannot be read: check the file and its passphrase."));
    }
    tls->setLocalCertificateChain(chain);
    tls->setPrivateKey(key);
    return {};
}

} // namespace

QNetworkProxy networkProxy(const ProxyOptions &options)
{
    switch (options.kind) {
    case ProxyOptions::Kind::System:
        break;
    case ProxyOptions::Kind::None:
        return QNetworkProxy(QNetworkProxy::NoProxy);
    case ProxyOptions::Kind::Http:
    case ProxyOptions::Kind::Socks5:
        return QNetworkProxy(options.kind == ProxyOptions::Kind::Http ? QNetworkProxy::HttpProxy
                                                                      : QNetworkProxy::Socks5Proxy,
                             options.host, options.port, options.user,
                             QString::fromUtf8(options.password));
    }
    return QNetworkProxy(QNetworkProxy::DefaultProxy);
}

std::expected<QSslConfiguration, QString> tlsConfiguration(const TlsOptions &options)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (!options.authorityFile.isEmpty()) {
        const auto content = contentOf(options.authorityFile);
        if (!content) {
            return std::unexpected(content.error());
        }
        const QList<QSslCertificate> authorities = QSslCertificate::fromData(*content, QSsl::Pem);
        if (authorities.isEmpty()) {
            return std::unexpected(ConnectionText::tr("There is no certificate in %1.")
                                       .arg(options.authorityFile));
        }
        tls.addCaCertificates(authorities);
    }
    if (!options.certificateFile.isEmpty()) {
        if (const auto added = addClientCertificate(&tls, options); !added) {
            return std::unexpected(added.error());
        }
    }
    return tls;
}

class ConnectionAccessManager : public DurableStreams::HttpAccessManager
{
public:
    void setConnection(const Connection &connection)
    {
        m_readOnly = connection.readOnly;
        m_connection = connection;
        setConnectTimeout(connection.connectTimeout);
        setConnectionLimits(16, connection.maxConnections);
        setProxy(networkProxy(connection.proxy));
        m_pinned = QSslCertificate(connection.tls.pinnedCertificate, QSsl::Der);
        m_tls = connection.baseUrl.scheme() == "https"_L1
            ? tlsConfiguration(connection.tls)
            : QSslConfiguration::defaultConfiguration();
        closeIdleConnections();
    }

    void setWrites(ConnectionClient::Writes writes) { m_writes = writes; }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request,
                                 QIODevice *outgoingData) override
    {
        const bool writes = operation != GetOperation && operation != HeadOperation;
        if (const QString why = MissingSecrets::why(m_connection); !why.isEmpty()) {
            return refuse(operation, request, QNetworkReply::ProtocolInvalidOperationError, why);
        }
        if (writes && m_readOnly) {
            return refuse(operation, request, QNetworkReply::ProtocolInvalidOperationError,
                          ConnectionText::tr("This connection is read-only."));
        }
        if (writes && m_writes == ConnectionClient::Writes::Refused) {
            return refuse(operation, request, QNetworkReply::ProtocolInvalidOperationError,
                          ConnectionText::tr("Writing through this connection is locked."));
        }
        if (request.url().scheme() != "https"_L1) {
            return HttpAccessManager::createRequest(operation, request, outgoingData);
        }
        if (!m_tls) {
            return refuse(operation, request, QNetworkReply::ProtocolInvalidOperationError,
                          m_tls.error());
        }
        QNetworkRequest secured(request);
        secured.setSslConfiguration(*m_tls);
        if (!m_pinned.isNull()) {
            secured.setAttribute(PinnedCertificateAttribute, QVariant::fromValue(m_pinned));
        }
        return HttpAccessManager::createRequest(operation, secured, outgoingData);
    }

private:
    QNetworkReply *refuse(Operation operation, const QNetworkRequest &request,
                          QNetworkReply::NetworkError error, const QString &reason)
    {
        return new RefusedReply(operation, request, error, reason, this);
    }

    std::expected<QSslConfiguration, QString> m_tls;
    QSslCertificate m_pinned;
    ConnectionClient::Writes m_writes = ConnectionClient::Writes::Allowed;
    Connection m_connection;
    bool m_readOnly = false;
};

ConnectionClient::ConnectionClient(const Connection &connection, Writes writes, QObject *parent)
    : ConnectionClient(connection, writes, new ConnectionAccessManager, parent)
{
}

ConnectionClient::ConnectionClient(const Connection &connection, Writes writes,
                                   ConnectionAccessManager *manager, QObject *parent)
    : Client(manager, parent)
    , m_manager(manager)
{
    // As a child it goes after everything that uses it.
    m_manager->setParent(this);
    setWrites(writes);
    setConnection(connection);
}

ConnectionClient::~ConnectionClient() = default;

void ConnectionClient::setConnection(const Connection &connection)
{
    setBaseUrl(connection.baseUrl);
    setHeaders(connection.allHeaders());
    setParameters(connection.parameters);
    setSecretNames(connection.secretNames);
    setTimeout(connection.timeout);
    setTraceBodyLimit(TracedBody);
    m_manager->setConnection(connection);
}

void ConnectionClient::setWrites(Writes writes)
{
    m_manager->setWrites(writes);
}

void useSystemProxies()
{
    class Factory : public QNetworkProxyFactory
    {
    public:
        QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
        {
            return isLoopback(query.url()) ? QList<QNetworkProxy> { QNetworkProxy::NoProxy }
                                           : systemProxyForQuery(query);
        }
    };
    QNetworkProxyFactory::setApplicationProxyFactory(new Factory);
}

} // namespace Tailwater

#include "moc_connectionclient.cpp"
