// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>

namespace TestSupport {

//! \brief A real web server in front of an application on 127.0.0.1, by http and https.
//!
//! All are set up alike: keep connections for a second, refuse requests of more than 2 MB with 413,
//! pass answers on as they come, compress application/json, speak TLS with a test certificate.
class WebServer
{
public:
    enum class Program { Nginx, Caddy, HaProxy };

    //! \brief \a certificate: see testcertificates.h.
    WebServer(Program program, quint16 upstream, const QString &certificate = QStringLiteral("good"));
    ~WebServer();

    //! \brief Empty if the server runs; otherwise why not, in words that help.
    QString start();
    QUrl url(const QByteArray &target, bool secure = false) const;

private:
    QByteArray nginx() const;
    QByteArray caddy() const;
    QByteArray haProxy() const;

    Program m_program;
    QTemporaryDir m_temporary;
    QByteArray m_upstream;
    QByteArray m_folder;
    quint16 m_port;
    quint16 m_securePort;
    QProcess m_process;
};

} // namespace TestSupport
