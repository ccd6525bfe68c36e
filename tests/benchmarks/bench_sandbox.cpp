// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The sandbox on a folder against the reference server with its file store, in one run (targets 25 to
// 28). Both are processes of their own; the client is the same for both and does next to nothing.

#include "blockingclient.h"
#include "report.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>

#include <atomic>
#include <memory>
#include <poll.h>
#include <support/npmserver.h>
#include <thread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Benchmark::BlockingClient;

namespace {

constexpr int Writers = 16;
constexpr auto WriteTime = 5s;
constexpr int Messages = 1'000'000;
constexpr int Batch = 5000;
constexpr int Readers = 500;

struct Running
{
    quint16 port = 0;
    qint64 process = 0;
    QByteArray root = {};

    QByteArray path(const QByteArray &stream) const { return root + '/' + stream; }
};

class SandboxProcess
{
public:
    SandboxProcess()
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(TAILWATER_SANDBOX),
                        { u"--port"_s, u"0"_s, u"--data"_s, m_folder.path() });
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) { }
        m_url = QUrl(QJsonDocument::fromJson(m_process.readLine())["url"_L1].toString());
    }
    ~SandboxProcess()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(SandboxProcess)

    Running running() const
    {
        return { quint16(m_url.port(0)), m_process.processId(), m_url.path().toUtf8() };
    }

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    QUrl m_url;
};

void demand(bool condition, const char *what)
{
    if (!condition) {
        qFatal("bench_sandbox: %s", what);
    }
}

QByteArray event(int n)
{
    return R"({"id":)" + QByteArray::number(n)
        + R"(,"level":"info","service":"checkout","host":"web-17","duration":12.75,"ok":true,)"
          R"("message":"request served from cache after 3 lookups","user":null,"n":[1,2,3]})";
}

void create(BlockingClient &client, const QByteArray &path)
{
    const auto made = client.exchange(BlockingClient::request("PUT " + path, "application/json", ""));
    demand(made.status == 201, "a stream could not be created");
}

// Appends a second, each acknowledged before the next of its connection.
double appendRate(const Running &server)
{
    std::atomic<int> count = 0;
    std::atomic<bool> over = false;
    std::vector<std::thread> writers;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < Writers; ++i) {
        writers.emplace_back([&, i] {
            BlockingClient client(server.port);
            const QByteArray path = server.path("writer-" + QByteArray::number(i));
            create(client, path);
            const QByteArray post
                = BlockingClient::request("POST " + path, "application/json", event(i));
            while (!over) {
                const int status = client.exchange(post).status;
                demand(status == 200 || status == 204, "an append was refused");
                ++count;
            }
        });
    }
    std::this_thread::sleep_for(WriteTime);
    over = true;
    for (std::thread &writer : writers) {
        writer.join();
    }
    return count / (double(timer.nsecsElapsed()) / 1e9);
}

void fill(const Running &server, const QByteArray &path)
{
    BlockingClient client(server.port);
    create(client, path);
    for (int first = 0; first < Messages; first += Batch) {
        QByteArray body = "[";
        for (int i = 0; i < Batch; ++i) {
            body += (i ? "," : "") + event(first + i);
        }
        const auto done = client.exchange(
            BlockingClient::request("POST " + path, "application/json", body + ']'));
        demand(done.status == 200 || done.status == 204, "a batch was refused");
    }
}

// Megabytes a second over the whole stream, from the first offset until up to date.
double catchUpRate(const Running &server, const QByteArray &path)
{
    BlockingClient client(server.port);
    QByteArray offset = "-1";
    qint64 bytes = 0;
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        const auto page
            = client.exchange(BlockingClient::request("GET " + path + "?offset=" + offset));
        demand(page.status == 200, "a read failed");
        bytes += page.bodySize;
        offset = page.header("stream-next-offset");
        if (page.header("stream-up-to-date") == "true") {
            break;
        }
    }
    demand(bytes > qint64(Messages) * 150, "a read was short");
    return double(bytes) / 1e6 / (double(timer.nsecsElapsed()) / 1e9);
}

// The most the process ever held in memory, in megabytes.
double peakMemory(const Running &server)
{
    QFile status(u"/proc/%1/status"_s.arg(server.process));
    demand(status.open(QIODevice::ReadOnly), "the memory of a server cannot be read");
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmHWM:");
    return text.sliced(at + 6, text.indexOf("kB", at) - at - 6).trimmed().toDouble() / 1000;
}

struct Figures
{
    double appends;
    double catchUp;
    double memory;
};

Figures measure(const Running &server)
{
    Figures figures;
    figures.appends = appendRate(server);
    fill(server, server.path("million"));
    std::vector<double> rates;
    for (int i = 0; i < 3; ++i) {
        rates.push_back(catchUpRate(server, server.path("million")));
    }
    std::ranges::sort(rates);
    figures.catchUp = rates[1];
    figures.memory = peakMemory(server);
    return figures;
}

// Reads what has come for all readers until each has had this text.
void awaitAll(const std::vector<std::unique_ptr<BlockingClient>> &readers, QByteArrayView text)
{
    std::vector<pollfd> waiting;
    std::vector<QByteArray> input(readers.size());
    for (const auto &reader : readers) {
        waiting.push_back({ reader->socket(), POLLIN, 0 });
    }
    size_t left = readers.size();
    while (left > 0) {
        demand(::poll(waiting.data(), nfds_t(waiting.size()), 30'000) > 0, "a reader got nothing");
        for (size_t i = 0; i < waiting.size(); ++i) {
            if (waiting[i].revents == 0) {
                continue;
            }
            char bytes[4096];
            const ssize_t n = ::recv(waiting[i].fd, bytes, sizeof bytes, 0);
            demand(n > 0, "a reader was disconnected");
            input[i] += QByteArrayView(bytes, n);
            if (input[i].contains(text)) {
                waiting[i].fd = -1; // poll() passes over it
                --left;
            }
        }
    }
}

// The slowest of five appends, from sending it until the last of all readers has it, in ms.
double fanOut(const Running &server)
{
    BlockingClient writer(server.port);
    const QByteArray path = server.path("fan-out");
    create(writer, path);
    std::vector<std::unique_ptr<BlockingClient>> readers;
    for (int i = 0; i < Readers; ++i) {
        readers.push_back(std::make_unique<BlockingClient>(server.port));
        demand(readers.back()->send(
                   BlockingClient::request("GET " + path + "?offset=now&live=sse")),
               "a reader cannot connect");
    }
    awaitAll(readers, "\"upToDate\":true");
    double slowest = 0;
    for (int round = 0; round < 5; ++round) {
        const QByteArray message = "\"round " + QByteArray::number(round) + '"';
        QElapsedTimer timer;
        timer.start();
        demand(writer.send(BlockingClient::request("POST " + path, "application/json", message)),
               "the append cannot be sent");
        awaitAll(readers, message);
        slowest = std::max(slowest, double(timer.nsecsElapsed()) / 1e6);
    }
    return slowest;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    Benchmark::Report report;
    using Benchmark::Gate;

    Figures ours;
    double slowest = 0;
    {
        const SandboxProcess sandbox;
        demand(sandbox.running().port != 0, "the sandbox does not start");
        ours = measure(sandbox.running());
    }
    {
        // A fresh one: the disk still works on the million messages of the first.
        const SandboxProcess sandbox;
        demand(sandbox.running().port != 0, "the sandbox does not start");
        slowest = fanOut(sandbox.running());
    }
    TestSupport::NpmServer npm(QStringLiteral(NODE_EXECUTABLE), QStringLiteral(NPM_SERVER),
                               TestSupport::NpmServer::Store::File);
    const QString failure = npm.start();
    demand(failure.isEmpty(), qUtf8Printable(failure));
    const Figures theirs = measure(
        { quint16(npm.url({}).port()), npm.processId(), "/v1/stream" });

    std::printf("sandbox: %.0f appends/s, %.0f MB/s, %.0f MB; reference server: %.0f appends/s, "
                "%.0f MB/s, %.0f MB\n",
                ours.appends, ours.catchUp, ours.memory, theirs.appends, theirs.catchUp,
                theirs.memory);
    report.atLeast(25, Gate::Hard, u"appends over 16 connections, over the reference server's"_s,
                   ours.appends / theirs.appends, 5, u"times"_s);
    report.atLeast(26, Gate::Hard, u"catch-up of 1 M messages, over the reference server's"_s,
                   ours.catchUp / theirs.catchUp, 5, u"times"_s);
    report.atMost(27, Gate::Hard, u"peak memory with 1 M messages, over the reference server's"_s,
                  ours.memory / theirs.memory, 1, u"times"_s);
    report.atMost(28, Gate::Hard, u"an append reaches 500 SSE readers"_s, slowest, 100, u"ms"_s);
    return report.exitCode();
}
