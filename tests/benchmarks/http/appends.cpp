// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "targets.h"

#include "fetch.h"

#include <peers.h>
#include <rawclient.h>

#include <QtCore/QElapsedTimer>
#include <QtNetwork/QSslSocket>

namespace Benchmark {

using namespace DurableStreams;
using namespace Qt::StringLiterals;

namespace {

QNetworkRequest appendRequest(const QUrl &url)
{
    QNetworkRequest request(url);
    QHttpHeaders headers;
    headers.append(QHttpHeaders::WellKnownHeader::ContentType, "application/json");
    request.setHeaders(headers);
    return url.scheme() == "https"_L1 ? trusting(request) : request;
}

// Appends one after the other; what each took, in microseconds. The first one, which connects, does
// not count.
std::vector<double> append(QNetworkAccessManager &manager, const QUrl &url, const QByteArray &body, int count)
{
    std::vector<double> times;
    times.reserve(size_t(count));
    const QNetworkRequest request = appendRequest(url);
    QElapsedTimer time;
    int done = -1;
    Chain chain(
        [&]() -> QNetworkReply * {
            if (done++ >= 0) {
                times.push_back(double(time.nsecsElapsed()) / 1e3);
            }
            time.start();
            return done > count ? nullptr : manager.post(request, body);
        },
        [](QByteArrayView) {});
    chain.run();
    return times;
}

std::vector<double> appendRaw(quint16 port, const QByteArray &body, int count)
{
    RawClient client(port);
    const QByteArray request = RawClient::post(ReplayServer::target("null"), body);
    std::vector<double> times;
    times.reserve(size_t(count));
    QElapsedTimer time;
    for (int i = -1; i < count; ++i) {
        time.start();
        client.send(request);
        client.receiveAnswer();
        if (i >= 0) {
            times.push_back(double(time.nsecsElapsed()) / 1e3);
        }
    }
    return times;
}

// As appendRaw(), over TLS: what a program does that waits for its socket.
std::vector<double> appendRawTls(const QUrl &url, const QByteArray &body, int count)
{
    QSslSocket socket;
    socket.setSslConfiguration(trusting(QNetworkRequest(url)).sslConfiguration());
    socket.connectToHostEncrypted(url.host(), quint16(url.port()));
    if (!socket.waitForEncrypted()) {
        std::fprintf(stderr, "benchmark: %s\n", qUtf8Printable(socket.errorString()));
        std::exit(2);
    }
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    const QByteArray request = RawClient::post(ReplayServer::target("null"), body);
    std::vector<double> times;
    QElapsedTimer time;
    for (int i = -1; i < count; ++i) {
        time.start();
        socket.write(request);
        while (socket.bytesToWrite() > 0 || socket.encryptedBytesToWrite() > 0) {
            socket.waitForBytesWritten();
        }
        QByteArray answer;
        while (!answer.contains("\r\n\r\n")) {
            socket.waitForReadyRead();
            answer += socket.readAll();
        }
        if (i >= 0) {
            times.push_back(double(time.nsecsElapsed()) / 1e3);
        }
    }
    return times;
}

double total(const std::vector<double> &microseconds)
{
    double sum = 0;
    for (const double time : microseconds) {
        sum += time;
    }
    return sum / 1e6;
}

} // namespace

void measureAppends(Report &report)
{
    constexpr int Count = 10'000;
    const QByteArray body = "{\"text\":\"" + QByteArray(89, 'x') + "\"}";
    const Pinned pinned;
    const ReplayServer server;
    HttpAccessManager manager;
    const QUrl url = server.url("null");
    std::vector<double> rawRates;
    std::vector<double> ownRates;
    const std::vector<double> t = medians({
        [&] { rawRates.push_back(Count / total(appendRaw(server.port(), body, Count))); },
        [&] { ownRates.push_back(Count / total(append(manager, url, body, Count))); },
    });
    const double raw = percentile(rawRates, 0.5);
    const double own = percentile(ownRates, 0.5);
    const QJsonObject peer = typeScript(u"append"_s, url, { u"500"_s });
    const double peerRate = peer.value("count"_L1).toDouble() / peer.value("wall"_L1).toDouble();
    report.note(u"appends a second: raw %1, own %2, TypeScript %3; us of processor: raw %4, own %5, TypeScript %6"_s
                    .arg(raw, 0, 'f', 0)
                    .arg(own, 0, 'f', 0)
                    .arg(peerRate, 0, 'f', 0)
                    .arg(t[0] * 1e6 / Count, 0, 'f', 2)
                    .arg(t[1] * 1e6 / Count, 0, 'f', 2)
                    .arg(peer.value("cpu"_L1).toDouble() * 1e6 / peer.value("count"_L1).toDouble(), 0, 'f', 0));
    report.atLeast(11, Gate::Hard, u"appends a second against TypeScript"_s, own / peerRate, 40, u"x"_s);
    report.atMost(11, Gate::Hard, u"an append's processor time against raw"_s, t[1] / t[0], 2, u"x"_s);
}

void measureBodySizes(Report &report)
{
    const Pinned pinned;
    const ReplayServer server;
    const TlsFront front(server.port());
    HttpAccessManager manager;
    struct Size
    {
        QString name;
        int bytes;
        int count;
    };
    const Size sizes[] = { { u"1 B"_s, 1, 2000 },
                           { u"16 KiB"_s, 16 << 10, 1000 },
                           { u"17 KiB"_s, 17 << 10, 1000 },
                           { u"64 KiB"_s, 64 << 10, 500 },
                           { u"1 MiB"_s, 1 << 20, 60 } };
    for (const Size &size : sizes) {
        const QByteArray body(size.bytes, 'x');
        const std::vector<double> t = medianFigures(
            {
                [&] { return percentile(appendRaw(server.port(), body, size.count), 0.5); },
                [&] { return percentile(append(manager, server.url("null"), body, size.count), 0.5); },
                [&] { return percentile(appendRawTls(front.url("null"), body, size.count), 0.5); },
                [&] { return percentile(append(manager, front.url("null"), body, size.count), 0.5); },
            },
            5);
        const auto check = [&](const QString &scheme, double own, double raw) {
            const QString what = u"%1 by %2"_s.arg(size.name, scheme);
            report.atMost(12, Gate::Hard, what + u", p50 against a blocking socket"_s, own / raw, 3, u"x"_s);
            report.atMost(12, Gate::Hard, what + u", p50"_s, own / 1e3, 5, u"ms"_s);
        };
        check(u"http"_s, t[1], t[0]);
        check(u"https"_s, t[3], t[2]);
    }
}

} // namespace Benchmark
