// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "blockingclient.h"
#include "peers.h"
#include "report.h"
#include "waiting.h"

#include <durablestreams/client.h>
#include <durablestreams/idempotentproducer.h>

#include <QtCore/QElapsedTimer>

#include <cstring>

#include <malloc.h>

// Target 13: messages of 100 bytes through the idempotent producer, to a server that costs next to
// nothing, and what the official TypeScript client needs for the same.
using namespace DurableStreams;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype Megabyte = 1024 * 1024;
constexpr quint64 Messages = 4'000'000;
constexpr int PeerMessages = 300'000;

const QByteArray &message()
{
    static const QByteArray text = "{\"text\":\"" + QByteArray(89, 'x') + "\"}";
    return text;
}

ProducerOptions options()
{
    return { .producerId = "benchmark", .contentType = "application/json" };
}

struct Figures
{
    double perSecond = 0;
    double nanoseconds = 0; //!< processor time for a message
};

// As a program does that has more to say than the network takes: it appends until the producer is
// full, and again when it has room.
Figures produce(Client &client, const QUrl &url, bool validate)
{
    // An epoch of its own: the server has seen the numbers of the round before.
    static qint64 epoch = 0;
    ProducerOptions with = options();
    with.epoch = epoch++;
    with.validateJson = validate;
    const std::unique_ptr<IdempotentProducer> producer(client.stream(url).producer(with));
    quint64 appended = 0;
    bool failed = false;
    const QByteArray &text = message();
    const auto fill = [&] {
        while (appended < Messages && producer->append(text)) {
            if (++appended == Messages) {
                producer->flush();
            }
        }
    };
    QObject::connect(producer.get(), &IdempotentProducer::backlogLow, producer.get(), fill);
    QObject::connect(producer.get(), &IdempotentProducer::failed, producer.get(),
                     [&failed](const ProducerFailure &failure) {
                         std::fprintf(stderr, "benchmark: %s\n", qUtf8Printable(failure.error.message));
                         failed = true;
                     });
    QElapsedTimer clock;
    clock.start();
    const auto start = Benchmark::processorTime();
    fill();
    const bool ended = Benchmark::waitFor(
        [&] { return failed || producer->acknowledgedMessages() == Messages; });
    const double processor = (Benchmark::processorTime() - start).count();
    if (!ended || failed) {
        std::exit(2);
    }
    return { double(Messages) / (double(clock.nsecsElapsed()) / 1e9), processor * 1e9 / double(Messages) };
}

// What no client can do without: the same bytes copied into the same batches, and sent. Nothing is
// checked, numbered, kept or retried.
double floor(const QUrl &url)
{
    Benchmark::BlockingClient server(quint16(url.port()));
    const QByteArray head = "POST " + url.path().toLatin1()
        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ";
    const QByteArray &text = message();
    const auto start = Benchmark::processorTime();
    QByteArray body;
    body.reserve(Megabyte);
    for (quint64 sent = 0; sent < Messages;) {
        body.resize(Megabyte);
        char *end = body.data();
        for (; sent < Messages && end + text.size() + 2 <= body.constEnd(); ++sent) {
            *end = end == body.constBegin() ? '[' : ',';
            std::memcpy(end + 1, text.constData(), size_t(text.size()));
            end += 1 + text.size();
        }
        *end++ = ']';
        body.truncate(end - body.constBegin());
        if (!server.send(head + QByteArray::number(body.size()) + "\r\n\r\n")
            || server.exchange(body).status == 0) {
            std::exit(2);
        }
    }
    return (Benchmark::processorTime() - start).count() * 1e9 / double(Messages);
}

qint64 allocated()
{
    const auto info = mallinfo2();
    return qint64(info.uordblks + info.hblkhd);
}

// What is allocated while five batches of 1 MB are on their way, beyond what was before.
double queueMemory(Client &client, const QUrl &url)
{
    const qint64 before = allocated();
    const std::unique_ptr<IdempotentProducer> producer(client.stream(url).producer(
        { .producerId = "memory", .contentType = "application/json" }));
    while (producer->pendingBytes() < 5 * Megabyte && producer->append(message())) { }
    qint64 most = allocated() - before;
    Benchmark::waitFor([&] {
        most = std::max(most, allocated() - before);
        return producer->pendingMessages() == 0;
    });
    return double(most) / Megabyte;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    Benchmark::Report report;
    const Benchmark::ReplayServer server;
    const QUrl url = server.url("null");
    Client client;
    const double memory = queueMemory(client, url);

    std::vector<double> processor;
    std::vector<double> peerProcessor;
    std::vector<double> unchecked;
    std::vector<double> least;
    std::vector<double> perSecond;
    std::vector<double> peerPerSecond;
    for (int round = 0; round < 5; ++round) {
        const Figures ours = produce(client, url, true);
        unchecked.push_back(produce(client, url, false).nanoseconds);
        perSecond.push_back(ours.perSecond);
        processor.push_back(ours.nanoseconds);
        least.push_back(floor(url));
        const QJsonObject theirs
            = Benchmark::typeScript(u"producer"_s, url, { QString::number(PeerMessages) });
        peerPerSecond.push_back(PeerMessages / theirs[u"wall"].toDouble());
        peerProcessor.push_back(theirs[u"cpu"].toDouble() * 1e9 / PeerMessages);
    }
    const auto median = [](const std::vector<double> &values) {
        return Benchmark::percentile(values, 0.5);
    };
    using Gate = Benchmark::Gate;
    report.atLeast(13, Gate::Hard, u"messages per second, as often as TypeScript's"_s,
                   median(perSecond) / median(peerPerSecond), 15, u"x"_s);
    report.note(u"%1 and %2 million messages per second; %3 and %4 ns of processor time each, "
                "%5 ns to copy and send alone"_s.arg(median(perSecond) / 1e6, 0, 'f', 2)
                    .arg(median(peerPerSecond) / 1e6, 0, 'f', 2)
                    .arg(median(processor), 0, 'f', 0)
                    .arg(median(peerProcessor), 0, 'f', 0)
                    .arg(median(least), 0, 'f', 0));
    // The target is 100 ns where copying and sending cost 34; other machines are slower or faster.
    // It is meant for what the official clients do as well: none of them looks at what it is given.
    report.atMost(13, Gate::Hard, u"processor time for a message, over copying and sending it"_s,
                  median(unchecked) / median(least), 100. / 34., u"x"_s);
    report.atMost(13, Gate::Soft, u"the same, checked to be JSON before"_s,
                  median(processor) / median(least), 100. / 34., u"x"_s);
    report.atMost(13, Gate::Soft, u"processor time for a message of 100 bytes"_s, median(processor),
                  100, u"ns"_s);
    report.atMost(13, Gate::Hard, u"queue memory with 5 x 1 MB in flight"_s, memory, 8, u"MB"_s);
    return report.exitCode();
}
