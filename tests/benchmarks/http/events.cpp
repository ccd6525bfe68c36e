// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "targets.h"

#include "fetch.h"
#include "parsing.h"

#include <peers.h>
#include <rawclient.h>

namespace Benchmark {

using namespace DurableStreams;
using namespace Qt::StringLiterals;

namespace {

constexpr int Events = 200'000;

QByteArray eventsPath(int count, const QByteArray &framing, int batch)
{
    return "events/" + QByteArray::number(count) + '/' + framing + '/' + QByteArray::number(batch)
        + "?offset=-1&live=sse";
}

void readEvents(QNetworkAccessManager &manager, const QNetworkRequest &request, qint64 expected)
{
    EventCounter counter;
    fetch(manager, request, [&](QByteArrayView piece) { counter.feed(piece); });
    requireParsed(counter.messages() == expected);
}

void readEventsRaw(const ReplayServer &server, const QByteArray &path, qint64 expected)
{
    RawClient client(server.port());
    client.send(RawClient::get(ReplayServer::target(path), true));
    EventCounter counter;
    Dechunker chunks;
    client.receiveToEnd([&](QByteArrayView piece) {
        chunks.feed(piece, [&](QByteArrayView data) { counter.feed(data); });
    });
    requireParsed(counter.messages() == expected);
}

double readEventsCurl(const ReplayServer &server, const QByteArray &path)
{
    return curl({ u"-N"_s, u"-o"_s, u"/dev/null"_s, server.url(path).toString() }).processor
        - curlStart(server).processor;
}

// Per event, in nanoseconds: raw with the parsers, ours, curl.
std::vector<double> eventCosts(const ReplayServer &server, const QByteArray &path, int events, int batch)
{
    const qint64 messages = qint64(events) * batch;
    const auto own = [&] {
        HttpAccessManager manager;
        readEvents(manager, liveRequest(server.url(path)), messages);
    };
    std::vector<double> t = medianFigures({
        [&] { return processorTimeOf([&] { readEventsRaw(server, path, messages); }); },
        [&] { return processorTimeOf(own); },
        [&] { return readEventsCurl(server, path); },
    });
    for (double &figure : t) {
        figure *= 1e9 / events;
    }
    return t;
}

double typeScriptEvents(const QUrl &url, int messages)
{
    return typeScript(u"sse"_s, url).value("cpu"_L1).toDouble() * 1e9 / messages;
}

} // namespace

void measureEvents(Report &report)
{
    const ReplayServer server;
    const std::vector<double> pair = eventCosts(server, eventsPath(Events, "pair", 1), Events, 1);
    const std::vector<double> four = eventCosts(server, eventsPath(Events, "four", 1), Events, 1);
    const double peer = typeScriptEvents(server.url(eventsPath(20'000, "pair", 1)), 20'000);
    report.note(u"ns for an event: raw %1, own %2, curl %3; in four chunks: raw %4, own %5, curl %6; TypeScript %7"_s
                    .arg(pair[0], 0, 'f', 0)
                    .arg(pair[1], 0, 'f', 0)
                    .arg(pair[2], 0, 'f', 0)
                    .arg(four[0], 0, 'f', 0)
                    .arg(four[1], 0, 'f', 0)
                    .arg(four[2], 0, 'f', 0)
                    .arg(peer, 0, 'f', 0));
    report.atMost(6, Gate::Hard, u"events, processor against raw and the same parser"_s,
                  pair[1] / pair[0], 1.2, u"x"_s);
    report.atMost(6, Gate::Hard, u"events, processor against curl -N"_s, pair[1] / pair[2], 1, u"x"_s);
    report.atMost(6, Gate::Hard, u"events in four chunks against one"_s, four[1] / pair[1], 1.4, u"x"_s);
    report.atLeast(6, Gate::Hard, u"events, TypeScript's processor time against ours"_s, peer / pair[1], 80,
                   u"x"_s);
    report.atMost(6, Gate::Soft, u"an event"_s, pair[1], 100, u"ns"_s);
}

void measureBatchedEvents(Report &report)
{
    constexpr int Batch = 100;
    constexpr int Count = 10'000;
    const ReplayServer server;
    const std::vector<double> t = eventCosts(server, eventsPath(Count, "pair", Batch), Count, Batch);
    const double peer = typeScriptEvents(server.url(eventsPath(2'000, "pair", Batch)), 2'000 * Batch);
    report.atMost(7, Gate::Hard, u"a message, 100 in each event"_s, t[1] / Batch, 40, u"ns"_s);
    report.atLeast(7, Gate::Hard, u"100 in each event, TypeScript's processor time against ours"_s,
                   peer / (t[1] / Batch), 25, u"x"_s);
}

void measureTls(Report &report)
{
    constexpr int Count = 50'000;
    const ReplayServer server;
    const TlsFront front(server.port());
    const QUrl url = front.url(eventsPath(Count, "pair", 1));
    const std::vector<double> t = medians({ [&] {
        HttpAccessManager manager;
        readEvents(manager, trusting(liveRequest(url)), Count);
    } }, 5);
    const double own = t[0] * 1e9 / Count;
    const double peer = typeScriptEvents(front.url(eventsPath(10'000, "pair", 1)), 10'000);
    report.note(u"over TLS, ns for an event: own %1, TypeScript %2"_s.arg(own, 0, 'f', 0).arg(peer, 0, 'f', 0));
    report.atLeast(8, Gate::Hard, u"events over TLS, TypeScript's processor time against ours"_s, peer / own,
                   50, u"x"_s);
}

} // namespace Benchmark
