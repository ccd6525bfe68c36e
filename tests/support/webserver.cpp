// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "webserver.h"

#include "testcertificates.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

namespace TestSupport {

using namespace Qt::StringLiterals;

namespace {

constexpr int Patience = 60'000;

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

bool writeFile(const QString &name, const QByteArray &bytes)
{
    QFile file(name);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

bool accepts(quint16 port)
{
    QTcpSocket probe;
    probe.setProxy(QNetworkProxy::NoProxy);
    probe.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    return probe.waitForConnected(1'000);
}

QByteArray local(quint16 port)
{
    return "127.0.0.1:" + QByteArray::number(port);
}

} // namespace

WebServer::WebServer(Program program, quint16 upstream, const QString &certificate)
    : m_program(program)
    , m_upstream(local(upstream))
    , m_folder(m_temporary.path().toLocal8Bit())
    , m_port(freePort())
    , m_securePort(freePort())
{
    writeFile(m_temporary.filePath(u"site.pem"_s),
              testCertificateFile(certificate + u".pem") + testCertificateFile(certificate + u".key"));
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, m_temporary.path());
    environment.insert(u"XDG_DATA_HOME"_s, m_temporary.path());
    environment.insert(u"XDG_CONFIG_HOME"_s, m_temporary.path());
    m_process.setProcessEnvironment(environment);
}

WebServer::~WebServer()
{
    m_process.terminate();
    if (!m_process.waitForFinished(5'000)) {
        m_process.kill();
        m_process.waitForFinished();
    }
}

QString WebServer::start()
{
    const QString file = m_temporary.filePath(u"configuration"_s);
    switch (m_program) {
    case Program::Nginx:
        writeFile(file, nginx());
        m_process.start(u"nginx"_s, { u"-p"_s, m_temporary.path(), u"-e"_s, u"stderr"_s, u"-c"_s, file });
        break;
    case Program::Caddy:
        writeFile(file, caddy());
        m_process.start(u"caddy"_s, { u"run"_s, u"--config"_s, file, u"--adapter"_s, u"caddyfile"_s });
        break;
    case Program::HaProxy:
        writeFile(file, haProxy());
        m_process.start(u"haproxy"_s, { u"-q"_s, u"-db"_s, u"-f"_s, file });
        break;
    }
    if (!m_process.waitForStarted()) {
        return u"cannot start %1: %2"_s.arg(m_process.program(), m_process.errorString());
    }
    QElapsedTimer time;
    time.start();
    while (!accepts(m_port) || !accepts(m_securePort)) {
        if (m_process.waitForFinished(20) || time.hasExpired(Patience)) {
            return u"%1 does not listen; it says why above"_s.arg(m_process.program());
        }
    }
    return {};
}

QUrl WebServer::url(const QByteArray &target, bool secure) const
{
    return QUrl::fromEncoded(QByteArray((secure ? "https://" : "http://")
                                        + local(secure ? m_securePort : m_port) + target));
}

QByteArray WebServer::nginx() const
{
    QByteArray temporary;
    for (const char *kind : { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }) {
        temporary += QByteArray(kind) + "_temp_path " + m_folder + '/' + kind + ";\n";
    }
    return "daemon off; master_process off; pid " + m_folder
        + "/pid; error_log stderr crit;\nevents {}\nhttp {\naccess_log off;\n" + temporary
        + "keepalive_timeout 1s 1s; client_max_body_size 2m;\n"
          "gzip on; gzip_proxied any; gzip_min_length 1; gzip_types application/json;\n"
          "ssl_certificate "
        + m_folder + "/site.pem; ssl_certificate_key " + m_folder
        + "/site.pem;\nserver { listen " + local(m_port) + "; listen " + local(m_securePort)
        + " ssl;\nadd_header X-Session-Reused $ssl_session_reused always;\n"
          "location / { proxy_pass http://"
        + m_upstream
        + "; proxy_http_version 1.1; proxy_set_header Connection \"\"; proxy_buffering off;"
          " proxy_request_buffering off; }\n}\n}\n";
}

QByteArray WebServer::caddy() const
{
    const QByteArray site = " {\nbind 127.0.0.1\nencode gzip\n"
                            "@large header_regexp Content-Length ^[0-9]{7,}$\nerror @large 413\n"
                            "reverse_proxy "
        + m_upstream + " {\nflush_interval -1\n}\n";
    return "{\nadmin off\nauto_https off\nlog {\nlevel ERROR\n}\n"
           "servers {\nprotocols h1\ntimeouts {\nidle 1s\n}\n}\n}\nhttp://127.0.0.1:"
        + QByteArray::number(m_port) + site + "}\nhttps://127.0.0.1:" + QByteArray::number(m_securePort)
        + site + "tls " + m_folder + "/site.pem " + m_folder + "/site.pem\n}\n";
}

QByteArray WebServer::haProxy() const
{
    return "defaults\nmode http\ntimeout connect 10s\ntimeout client 1h\ntimeout server 1h\n"
           "timeout http-keep-alive 1s\nfrontend front\nbind "
        + local(m_port) + "\nbind " + local(m_securePort) + " ssl crt " + m_folder
        + "/site.pem\nhttp-request deny deny_status 413 if { req.hdr(content-length) -m int gt 2000000 }\n"
          "http-after-response set-header X-Session-Reused %[ssl_fc_is_resumed]\n"
          "filter compression\ncompression algo gzip\ncompression type application/json\n"
          "default_backend back\nbackend back\nserver application "
        + m_upstream + '\n';
}

} // namespace TestSupport
