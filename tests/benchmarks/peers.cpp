// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "peers.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sched.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace Benchmark {

using namespace Qt::StringLiterals;

namespace {

constexpr int Patience = 60'000;

[[noreturn]] void giveUp(const QString &why)
{
    std::fprintf(stderr, "benchmark: %s\n", qUtf8Printable(why));
    std::exit(2);
}

QUrl streamUrl(const QString &scheme, quint16 port, const QByteArray &path)
{
    QUrl url;
    url.setScheme(scheme);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(port);
    const qsizetype query = path.indexOf('?');
    url.setPath(QString::fromLatin1(ReplayServer::target(query < 0 ? path : path.first(query))));
    if (query >= 0) {
        url.setQuery(QString::fromLatin1(path.sliced(query + 1)));
    }
    return url;
}

void endProcess(QProcess &process)
{
    process.closeWriteChannel();
    process.terminate();
    if (!process.waitForFinished(5'000)) {
        process.kill();
        process.waitForFinished();
    }
}

double seconds(const timeval &time)
{
    return double(time.tv_sec) + double(time.tv_usec) / 1e6;
}

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

ReplayServer::ReplayServer()
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QCoreApplication::applicationDirPath() + u"/replay-server"_s, QStringList());
    if (!m_process.waitForReadyRead(Patience)) {
        giveUp(u"the replay server does not start: "_s + m_process.errorString());
    }
    m_port = quint16(m_process.readLine().trimmed().toUInt());
}

ReplayServer::~ReplayServer()
{
    endProcess(m_process);
}

QUrl ReplayServer::url(const QByteArray &path) const
{
    return streamUrl(u"http"_s, m_port, path);
}

TlsFront::TlsFront(quint16 upstream)
    : m_port(freePort())
{
    const QTemporaryDir folder;
    const QString certificate = folder.filePath(u"good.pem"_s);
    const QString configuration = folder.filePath(u"haproxy.cfg"_s);
    QFile pem(certificate);
    QFile config(configuration);
    if (!pem.open(QIODevice::WriteOnly) || !config.open(QIODevice::WriteOnly)) {
        giveUp(u"cannot write to "_s + folder.path());
    }
    for (const auto *part : { "/good.pem", "/good.key" }) {
        QFile file(QLatin1StringView(BENCHMARK_CERTIFICATES) + QLatin1StringView(part));
        if (!file.open(QIODevice::ReadOnly)) {
            giveUp(u"cannot read "_s + file.fileName());
        }
        pem.write(file.readAll());
    }
    pem.close();
    config.write("global\n  nbthread 1\ndefaults\n  mode tcp\n  timeout connect 10s\n"
                 "  timeout client 1h\n  timeout server 1h\nfrontend f\n  bind 127.0.0.1:"
                 + QByteArray::number(m_port) + " ssl crt " + certificate.toLocal8Bit()
                 + "\n  default_backend b\nbackend b\n  server s 127.0.0.1:"
                 + QByteArray::number(upstream) + "\n");
    config.close();
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(u"haproxy"_s, { u"-q"_s, u"-db"_s, u"-f"_s, configuration });
    QElapsedTimer time;
    time.start();
    for (;;) {
        QTcpSocket probe;
        probe.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
        if (probe.waitForConnected(1'000)) {
            return;
        }
        if (time.hasExpired(Patience) || m_process.state() == QProcess::NotRunning) {
            giveUp(u"HAProxy does not start: "_s + m_process.errorString());
        }
    }
}

TlsFront::~TlsFront()
{
    endProcess(m_process);
}

QUrl TlsFront::url(const QByteArray &path) const
{
    return streamUrl(u"https"_s, m_port, path);
}

QString certificateAuthority()
{
    return QStringLiteral(BENCHMARK_CERTIFICATES "/ca.pem");
}

Cost curl(const QStringList &arguments)
{
    QList<QByteArray> words { "curl", "--silent", "--show-error", "--no-buffer" };
    for (const QString &argument : arguments) {
        words.append(argument.toLocal8Bit());
    }
    std::vector<char *> argv;
    for (QByteArray &word : words) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    QElapsedTimer time;
    time.start();
    pid_t pid = 0;
    const int started = posix_spawnp(&pid, "curl", &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    rusage usage {};
    if (started != 0 || ::wait4(pid, &status, 0, &usage) != pid || status != 0) {
        giveUp(u"curl failed"_s);
    }
    return { seconds(usage.ru_utime) + seconds(usage.ru_stime), double(time.nsecsElapsed()) / 1e9,
             double(usage.ru_maxrss) * 1024 };
}

Cost curlStart(const ReplayServer &server)
{
    return curl({ server.url("null").toString() });
}

QJsonObject typeScript(const QString &task, const QUrl &url, const QStringList &more)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    if (url.scheme() == "https"_L1) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"NODE_EXTRA_CA_CERTS"_s, certificateAuthority());
        process.setProcessEnvironment(environment);
    }
    process.start(QStringLiteral(NODE_EXECUTABLE),
                  QStringList { QStringLiteral(BENCHMARK_PEER), task, url.toString() } + more);
    if (!process.waitForFinished(3 * Patience) || process.exitCode() != 0) {
        giveUp(u"the TypeScript client failed at "_s + task);
    }
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

Pinned::Pinned()
{
    cpu_set_t first;
    CPU_ZERO(&first);
    CPU_SET(0, &first);
    ::sched_setaffinity(0, sizeof first, &first);
}

Pinned::~Pinned()
{
    cpu_set_t all;
    CPU_ZERO(&all);
    for (long i = 0; i < ::sysconf(_SC_NPROCESSORS_ONLN); ++i) {
        CPU_SET(size_t(i), &all);
    }
    ::sched_setaffinity(0, sizeof all, &all);
}

qint64 residentMemory()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    return file.readAll().split(' ').value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

} // namespace Benchmark
