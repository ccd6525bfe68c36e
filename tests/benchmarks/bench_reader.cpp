// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Target 5: ten million messages in one response. Besides, what is left of targets 2, 3, 6 and 7 when
// a whole StreamReader stands between the socket and the messages: the rest, and bench_http, measure
// the transport alone.

#include "report.h"

#include <peers.h>
#include <rawclient.h>

#include <durablestreams/client.h>
#include <durablestreams/streamreader.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QElapsedTimer>
#include <QtCore/QEventLoop>

#include <cstdlib>

using namespace Benchmark;
using namespace DurableStreams;
using namespace Qt::StringLiterals;

namespace {

struct Reading
{
    double processor = 0; //!< seconds, of all threads
    double firstMilliseconds = 0;
    double growth = 0; //!< MB resident at the peak, above the start
    qint64 messages = 0;

    double perMessage() const { return processor / double(messages) * 1e9; }
};

// Reads a stream to its end, and does nothing with it.
class Read : public QObject
{
public:
    Read(const QUrl &url, LiveMode live)
        : m_reader(m_client.stream(url).read({ .live = live }, this))
    {
        connect(m_reader, &StreamReader::batchReady, this, &Read::count);
        connect(m_reader, &StreamReader::finished, &m_loop, &QEventLoop::quit);
    }

    Reading run()
    {
        m_startMemory = residentMemory();
        const auto processor = processorTime();
        m_time.start();
        m_reader->start();
        m_loop.exec();
        m_result.processor = (processorTime() - processor).count();
        if (m_reader->state() != StreamReader::State::Ended) {
            std::fprintf(stderr, "benchmark: %s\n",
                         qUtf8Printable(m_reader->error().value_or(Error {}).message));
            std::exit(2);
        }
        return m_result;
    }

private:
    void count(const Batch &batch)
    {
        if (m_result.messages == 0 && !batch.slices.isEmpty()) {
            m_result.firstMilliseconds = double(m_time.nsecsElapsed()) / 1e6;
        }
        m_result.messages += batch.slices.size();
        if (m_batches++ % 64 == 0) {
            const double growth = double(residentMemory() - m_startMemory) / (1 << 20);
            m_result.growth = std::max(m_result.growth, growth);
        }
    }

    Client m_client;
    StreamReader *m_reader;
    QEventLoop m_loop;
    QElapsedTimer m_time;
    Reading m_result;
    qint64 m_startMemory = 0;
    qint64 m_batches = 0;
};

Reading read(const ReplayServer &server, const QByteArray &path, LiveMode live = LiveMode::Off)
{
    return Read(server.url(path), live).run();
}

// The one with the median cost, of so many.
Reading median(int times, const std::function<Reading()> &measure)
{
    std::vector<Reading> all;
    for (int i = 0; i < times; ++i) {
        all.push_back(measure());
    }
    std::ranges::nth_element(all, all.begin() + times / 2, {}, &Reading::processor);
    return all[size_t(times) / 2];
}

void oneResponse(Report &report, const ReplayServer &server)
{
    const Reading small = median(7, [&] { return read(server, "single/20000000"); });
    const Reading large = median(3, [&] { return read(server, "single/2160000000"); });
    report.atLeast(5, Gate::Hard, u"messages in one response of 2 GB"_s, double(large.messages) / 1e6,
                   9.9, u"M"_s);
    report.atMost(5, Gate::Hard, u"a message of 2 GB vs one of 20 MB, processor"_s,
                  large.perMessage() / small.perMessage(), 1.3, u"x"_s);
    report.atMost(5, Gate::Hard, u"2 GB in one response: memory growth"_s, large.growth, 4, u"MB"_s);
    report.atMost(5, Gate::Soft, u"a message of 2 GB, processor"_s, large.perMessage(), 150, u"ns"_s);
    const Reading middle = median(5, [&] { return read(server, "single/200000000"); });
    report.atMost(3, Gate::Soft, u"200 MB by a StreamReader: first message"_s,
                  middle.firstMilliseconds, 10, u"ms"_s);
    report.atMost(3, Gate::Soft, u"200 MB by a StreamReader: memory growth"_s, middle.growth, 4,
                  u"MB"_s);
}

double rawCatchUp(const ReplayServer &server, int answers, const QByteArray &path)
{
    const auto start = processorTime();
    RawClient client(server.port());
    for (int at = 0; at < answers; ++at) {
        const QByteArray offset = QByteArray::number(at).rightJustified(16, '0');
        client.send(RawClient::get(
            ReplayServer::target(path + "?offset=0000000000000000_" + offset)));
        client.receiveAnswer();
    }
    return (processorTime() - start).count();
}

void catchUp(Report &report, const ReplayServer &server)
{
    constexpr int answers = 100;
    const QByteArray path = "catchup/" + QByteArray::number(answers) + "/1000000";
    std::vector<double> raw;
    const Reading own = median(5, [&] {
        raw.push_back(rawCatchUp(server, answers, path));
        return read(server, path);
    });
    std::ranges::sort(raw);
    report.atMost(2, Gate::Soft, u"catch-up into messages by a StreamReader vs a blocking socket"_s,
                  own.processor / raw[raw.size() / 2], 4.5, u"x"_s);
    report.atMost(2, Gate::Soft, u"a message of 200 B, processor"_s, own.perMessage(), 150, u"ns"_s);
}

void events(Report &report, const ReplayServer &server)
{
    const auto of = [&](const QByteArray &path) {
        return median(5, [&] { return read(server, path, LiveMode::Sse); }).perMessage();
    };
    const double pair = of("events/200000/pair/1");
    const double four = of("events/200000/four/1");
    report.atMost(6, Gate::Soft, u"an SSE pair by a StreamReader, processor"_s, pair, 500, u"ns"_s);
    report.atMost(6, Gate::Soft, u"four chunks a pair vs one"_s, four / pair, 1.4, u"x"_s);
    report.atMost(7, Gate::Soft, u"a message, 100 in an SSE event, by a StreamReader"_s,
                  of("events/20000/pair/100"), 60, u"ns"_s);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const ReplayServer server;
    read(server, "single/4000000"); // what the first one costs is not what grows with the stream
    Report report;
    oneResponse(report, server);
    catchUp(report, server);
    events(report, server);
    return report.exitCode();
}
