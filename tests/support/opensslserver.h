// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "testcertificates.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>

namespace TestSupport {

//! \brief `openssl s_server` on 127.0.0.1, which insists on a client certificate of the test CA: unlike
//! a QSslSocket it refuses with an alert, as servers do.
class OpensslServer
{
public:
    //! \brief Starts it; \a options such as `-tls1_2`.
    explicit OpensslServer(const QStringList &options = {})
    {
        for (const char *name : { "ca.pem", "good.pem", "good.key" }) {
            QFile file(m_folder.filePath(QString::fromLatin1(name)));
            if (!file.open(QIODevice::WriteOnly)
                || file.write(testCertificateFile(QString::fromLatin1(name))) <= 0) {
                return;
            }
        }
        m_process.setWorkingDirectory(m_folder.path());
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        const QStringList always {
            QStringLiteral("s_server"), QStringLiteral("-accept"), QStringLiteral("127.0.0.1:0"),
            QStringLiteral("-cert"),    QStringLiteral("good.pem"), QStringLiteral("-key"),
            QStringLiteral("good.key"), QStringLiteral("-CAfile"),  QStringLiteral("ca.pem"),
            QStringLiteral("-Verify"),  QStringLiteral("1"),        QStringLiteral("-www"),
        };
        m_process.start(QStringLiteral("openssl"), always + options);
        // Says “ACCEPT 127.0.0.1:40123”, once it listens.
        while (m_port == 0 && m_process.waitForReadyRead()) {
            m_said += m_process.readAll();
            const qsizetype at = m_said.indexOf("ACCEPT 127.0.0.1:");
            const qsizetype end = at < 0 ? -1 : m_said.indexOf('\n', at);
            if (end > 0) {
                m_port = m_said.sliced(at, end - at).split(':').last().trimmed().toInt();
            }
        }
    }

    ~OpensslServer()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    Q_DISABLE_COPY_MOVE(OpensslServer)

    //! \brief 0 if it does not run; output() tells why.
    int port() const { return m_port; }
    const QByteArray &output() const { return m_said; }
    QUrl url(const QString &path) const
    {
        return QUrl(QStringLiteral("https://127.0.0.1:%1%2").arg(m_port).arg(path));
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QByteArray m_said;
    int m_port = 0;
};

} // namespace TestSupport
