// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "testcertificates.h"

#include <QtCore/QFile>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslKey>

namespace TestSupport {

using namespace Qt::StringLiterals;

namespace {

void setIdentity(QSslConfiguration &configuration, const QString &name)
{
    configuration.setLocalCertificate(testCertificate(name));
    configuration.setPrivateKey(QSslKey(testCertificateFile(name + u".key"), QSsl::Ec));
}

} // namespace

QByteArray testCertificateFile(const QString &name)
{
    QFile file(QLatin1StringView(TESTSUPPORT_CERTIFICATES) + u'/' + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QSslCertificate testCertificate(const QString &name)
{
    return QSslCertificate(testCertificateFile(name + u".pem"));
}

QSslConfiguration serverTls(const QString &name)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    setIdentity(configuration, name);
    return configuration;
}

QSslConfiguration serverTlsWithClients(const QString &name)
{
    QSslConfiguration configuration = serverTls(name);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setCaCertificates({ testCertificate(u"ca"_s) });
    return configuration;
}

QSslConfiguration clientTls(const QString &client)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates({ testCertificate(u"ca"_s) });
    if (!client.isEmpty()) {
        setIdentity(configuration, client);
    }
    return configuration;
}

} // namespace TestSupport
