// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "targets.h"

#include "fetch.h"
#include "parsing.h"

#include <peers.h>
#include <rawclient.h>

#include <QtCore/QElapsedTimer>

namespace Benchmark {

using namespace DurableStreams;
using namespace Qt::StringLiterals;

namespace {

constexpr int Rounds = 1000;
const QByteArray message = R"({"i":1})";

struct Delay
{
    double p50;
    double p99;
};

Delay delayOf(const std::vector<double> &times)
{
    return { percentile(times, 0.5), percentile(times, 0.99) };
}

QByteArray livePath(const QByteArray &name, const QByteArray &mode, qint64 position)
{
    return "live/" + name + "?live=" + mode + "&offset=0000000000000000_"
        + QByteArray::number(position).rightJustified(16, '0');
}

Delay deliverRaw(const ReplayServer &server, const QByteArray &name, bool events)
{
    RawClient reader(server.port());
    RawClient writer(server.port());
    const QByteArray request = RawClient::post(ReplayServer::target("live/" + name), message);
    std::vector<double> times;
    QElapsedTimer time;
    if (events) {
        reader.send(RawClient::get(ReplayServer::target(livePath(name, "sse", 0))));
        reader.receiveUntil("\n\n\r\n");
    }
    for (int i = 0; i < Rounds; ++i) {
        if (!events) {
            reader.send(RawClient::get(ReplayServer::target(livePath(name, "long-poll", i))));
        }
        time.start();
        writer.send(request);
        writer.receiveAnswer();
        if (events) {
            reader.receiveUntil("\n\n\r\n");
        } else {
            reader.receiveAnswer();
        }
        times.push_back(double(time.nsecsElapsed()) / 1e3);
    }
    return delayOf(times);
}

//! \brief Reads live by our engine and appends the next message when one has arrived.
class Delivery : public QObject
{
public:
    Delivery(const ReplayServer &server, const QByteArray &name, bool events)
        : m_server(server)
        , m_name(name)
        , m_events(events)
    {
    }

    Delay run()
    {
        poll();
        // The first request opens the reader's connection; the appends begin when it is answered, or
        // certainly waits.
        fetch(m_manager, QNetworkRequest(m_server.url("null")), [](QByteArrayView) {});
        if (!m_events) {
            append();
        }
        m_loop.exec();
        return delayOf(m_times);
    }

private:
    void poll()
    {
        const QByteArray mode = m_events ? "sse" : "long-poll";
        QNetworkReply *reply
            = m_manager.get(liveRequest(m_server.url(livePath(m_name, mode, m_position))));
        connect(reply, &QNetworkReply::readyRead, this, [this, reply] {
            const qint64 got = reply->read(m_buffer, sizeof m_buffer);
            const QByteArrayView bytes(m_buffer, std::max<qint64>(got, 0));
            if (m_events) {
                const qint64 before = m_counter.messages();
                m_counter.feed(bytes);
                if (m_counter.messages() > before) {
                    arrived();
                } else if (m_times.empty()) {
                    append(); // the first control event
                }
            } else {
                arrived();
            }
        });
        connect(reply, &QNetworkReply::finished, this, [this, reply] {
            reply->deleteLater();
            if (m_left > 0) {
                require(reply);
                ++m_position;
                poll();
                m_ready = true;
                next();
            }
        });
        m_reader = reply;
    }
    void append()
    {
        m_answered = false;
        m_ready = false;
        m_time.start();
        QNetworkRequest request(m_server.url("live/" + m_name));
        QHttpHeaders headers;
        headers.append(QHttpHeaders::WellKnownHeader::ContentType, "application/json");
        request.setHeaders(headers);
        QNetworkReply *reply = m_manager.post(request, message);
        connect(reply, &QNetworkReply::finished, this, [this, reply] {
            require(reply);
            reply->deleteLater();
            m_answered = true;
            next();
        });
    }
    void arrived()
    {
        m_times.push_back(double(m_time.nsecsElapsed()) / 1e3);
        if (--m_left == 0) {
            m_reader->abort();
            m_loop.quit();
        } else if (m_events) {
            m_ready = true;
            next();
        }
    }
    // When the append is answered and the reader has got it and waits again.
    void next()
    {
        if (m_left > 0 && m_answered && m_ready) {
            append();
        }
    }

    const ReplayServer &m_server;
    QByteArray m_name;
    bool m_events;
    HttpAccessManager m_manager;
    QNetworkReply *m_reader = nullptr;
    EventCounter m_counter;
    QElapsedTimer m_time;
    std::vector<double> m_times;
    QEventLoop m_loop;
    char m_buffer[16 * 1024];
    qint64 m_position = 0;
    int m_left = Rounds;
    bool m_answered = false;
    bool m_ready = false;
};

} // namespace

void measureDelivery(Report &report)
{
    const Pinned pinned;
    const ReplayServer server;
    for (const bool events : { false, true }) {
        const QByteArray mode = events ? "sse" : "long-poll";
        std::vector<double> rawLate;
        std::vector<double> ownLate;
        int run = 0;
        const auto name = [&] { return mode + QByteArray::number(++run); };
        const std::vector<double> p50 = medianFigures(
            {
                [&] {
                    const Delay delay = deliverRaw(server, name(), events);
                    rawLate.push_back(delay.p99);
                    return delay.p50;
                },
                [&] {
                    const Delay delay = Delivery(server, name(), events).run();
                    ownLate.push_back(delay.p99);
                    return delay.p50;
                },
            },
            5);
        const QJsonObject peer = typeScript(u"delivery"_s, server.url("live/" + name()),
                                            { QString::fromLatin1(mode), u"300"_s });
        const double peerP50 = peer.value("p50"_L1).toDouble();
        const double rawP99 = percentile(rawLate, 0.5);
        const double ownP99 = percentile(ownLate, 0.5);
        report.note(u"append to delivered by %1, us, p50 and p99: raw %2, %3; own %4, %5; TypeScript %6, %7"_s
                        .arg(QString::fromLatin1(mode))
                        .arg(p50[0], 0, 'f', 1)
                        .arg(rawP99, 0, 'f', 1)
                        .arg(p50[1], 0, 'f', 1)
                        .arg(ownP99, 0, 'f', 1)
                        .arg(peerP50, 0, 'f', 0)
                        .arg(peer.value("p99"_L1).toDouble(), 0, 'f', 0));
        const QString what = u"append to delivered by %1, "_s.arg(QString::fromLatin1(mode));
        report.atMost(9, Gate::Hard, what + u"p50 against raw"_s, p50[1] / p50[0], 2, u"x"_s);
        report.atMost(9, Gate::Hard, what + u"p50 against TypeScript"_s, p50[1] / peerP50, 0.05, u"x"_s);
        report.atMost(9, Gate::Soft, what + u"p99 against raw"_s, ownP99 / rawP99, 3, u"x"_s);
    }
}

} // namespace Benchmark
