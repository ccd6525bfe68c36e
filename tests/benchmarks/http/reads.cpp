// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "targets.h"

#include "fetch.h"
#include "parsing.h"

#include <peers.h>
#include <rawclient.h>

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

namespace Benchmark {

using namespace DurableStreams;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int Answers = 100;
constexpr int AnswerSize = 1 << 20;
const QByteArray catchUpPath = "catchup/" + QByteArray::number(Answers) + '/' + QByteArray::number(AnswerSize);

QByteArray offsetQuery(int position)
{
    return "?offset=0000000000000000_" + QByteArray::number(position).rightJustified(16, '0');
}

template <typename Consume> void catchUp(const ReplayServer &server, Consume consume)
{
    HttpAccessManager manager;
    int at = 0;
    Chain chain(
        [&]() -> QNetworkReply * {
            return at == Answers
                ? nullptr
                : manager.get(QNetworkRequest(server.url(catchUpPath + offsetQuery(at++))));
        },
        std::move(consume));
    chain.run();
}

void catchUpRaw(const ReplayServer &server)
{
    RawClient client(server.port());
    qsizetype total = 0;
    for (int at = 0; at < Answers; ++at) {
        client.send(RawClient::get(ReplayServer::target(catchUpPath + offsetQuery(at))));
        client.receiveAnswer([&](QByteArrayView piece) { total += piece.size(); });
    }
    keep(total);
}

double catchUpCurl(const ReplayServer &server)
{
    const QString last = QString::number(Answers - 1);
    return curl({ u"-o"_s, u"/dev/null"_s,
                  server.url(catchUpPath).toString() + u"?offset=0000000000000000_[0-"_s + last + u']' })
               .processor
        - curlStart(server).processor;
}

// The peak of what is resident above what it was at the start, looked at now and then.
class MemoryGrowth
{
public:
    void look()
    {
        if (m_count++ % 64 == 0) {
            m_peak = std::max(m_peak, residentMemory());
        }
    }
    double megabytes() const { return double(m_peak - m_start) / (1 << 20); }

private:
    qint64 m_start = residentMemory();
    qint64 m_peak = 0;
    qint64 m_count = 0;
};

struct OneResponse
{
    double firstMilliseconds = 0;
    double growth = 0;
    qint64 messages = 0;
    double processor = 0;
};

OneResponse readOneResponse(const ReplayServer &server, const QByteArray &size)
{
    OneResponse result;
    HttpAccessManager manager;
    // The process has done this before; what it costs is not what grows with the stream.
    fetch(manager, QNetworkRequest(server.url("single/4000000")), [](QByteArrayView) { });
    MessageCounter counter;
    MemoryGrowth growth;
    const auto processor = processorTime();
    QElapsedTimer time;
    time.start();
    fetch(manager, QNetworkRequest(server.url("single/" + size)), [&](QByteArrayView piece) {
        counter.feed(piece);
        if (result.firstMilliseconds == 0 && counter.messages() > 0) {
            result.firstMilliseconds = double(time.nsecsElapsed()) / 1e6;
        }
        growth.look();
    });
    result.processor = (processorTime() - processor).count();
    result.growth = growth.megabytes();
    result.messages = counter.messages();
    return result;
}

// 64 KiB every 10 ms, for a second, by many readers at once; how much memory each of them cost.
double stalledReaders(const ReplayServer &server, const QByteArray &path, qint64 *delivered)
{
    constexpr int Readers = 16;
    HttpAccessManager manager;
    // The server makes an answer when it is first asked.
    fetch(manager, QNetworkRequest(server.url(path)), [](QByteArrayView) {});
    MemoryGrowth growth;
    std::vector<std::unique_ptr<QNetworkReply>> replies;
    QByteArray buffer(64 * 1024, Qt::Uninitialized);
    for (int i = 0; i < Readers; ++i) {
        replies.emplace_back(manager.get(liveRequest(server.url(path))));
        replies.back()->setReadBufferSize(BufferSize);
    }
    qint64 least = 0;
    std::vector<qint64> taken(Readers);
    QEventLoop loop;
    QTimer timer;
    timer.callOnTimeout(&timer, [&] {
        for (size_t i = 0; i < Readers; ++i) {
            taken[i] += std::max<qint64>(0, replies[i]->read(buffer.data(), buffer.size()));
        }
        growth.look();
    });
    timer.start(10ms);
    QTimer::singleShot(1s, &loop, &QEventLoop::quit);
    loop.exec();
    least = *std::ranges::min_element(taken);
    *delivered = least;
    return growth.megabytes() / Readers;
}

} // namespace

void measureCatchUpBytes(Report &report)
{
    const ReplayServer server;
    const auto own = [&] {
        qsizetype total = 0;
        catchUp(server, [&](QByteArrayView piece) { total += piece.size(); });
        keep(total);
    };
    const std::vector<double> t = medianFigures({
        [&] { return processorTimeOf([&] { catchUpRaw(server); }); },
        [&] { return processorTimeOf(own); },
        [&] { return catchUpCurl(server); },
    });
    const double megabytes = double(Answers) * AnswerSize / 1e6;
    report.note(u"catch-up, %1 x 1 MiB, us/MB: raw %2, own %3, curl %4"_s.arg(Answers)
                    .arg(t[0] / megabytes * 1e6, 0, 'f', 0)
                    .arg(t[1] / megabytes * 1e6, 0, 'f', 0)
                    .arg(t[2] / megabytes * 1e6, 0, 'f', 0));
    const double peer = typeScript(u"bytes"_s, server.url(catchUpPath)).value("cpu"_L1).toDouble();
    report.atMost(1, Gate::Hard, u"catch-up bytes, processor against raw recv"_s, t[1] / t[0], 1.5, u"x"_s);
    report.atMost(1, Gate::Hard, u"catch-up bytes, processor against curl"_s, t[1] / t[2], 1, u"x"_s);
    report.atLeast(1, Gate::Hard, u"catch-up bytes, TypeScript's processor time against ours"_s,
                   peer / t[1], 15, u"x"_s);
}

void measureCatchUpMessages(Report &report)
{
    const ReplayServer server;
    const auto own = [&] {
        MessageCounter counter;
        qsizetype inAnswer = 0;
        catchUp(server, [&](QByteArrayView piece) {
            if (std::exchange(inAnswer, (inAnswer + piece.size()) % AnswerSize) == 0) {
                counter.restart();
            }
            counter.feed(piece);
        });
        keep(counter.messages());
    };
    const std::vector<double> t = medianFigures({
        [&] { return processorTimeOf([&] { catchUpRaw(server); }); },
        [&] { return processorTimeOf(own); },
        [&] { return catchUpCurl(server); },
    });
    const double peer = typeScript(u"json"_s, server.url(catchUpPath)).value("cpu"_L1).toDouble();
    report.atMost(2, Gate::Hard, u"catch-up messages, processor against raw recv"_s, t[1] / t[0], 4.5, u"x"_s);
    report.atMost(2, Gate::Soft, u"catch-up messages, processor against raw recv"_s, t[1] / t[0], 3.2, u"x"_s);
    report.atMost(2, Gate::Hard, u"catch-up messages, processor against curl"_s, t[1] / t[2], 3, u"x"_s);
    report.atLeast(2, Gate::Hard, u"catch-up messages, TypeScript's processor time against ours"_s,
                   peer / t[1], 15, u"x"_s);
}

void measureOneResponse(Report &report)
{
    const ReplayServer server;
    const auto read = [&server](const QByteArray &size) {
        readOneResponse(server, size); // the server makes an answer when it is first asked
        return readOneResponse(server, size);
    };
    const OneResponse small = read("200000000");
    const OneResponse large = read("2000000000");
    const double peer
        = typeScript(u"json"_s, server.url("single/200000000")).value("firstMs"_L1).toDouble();
    report.note(u"one response: 200 MB, %1 messages, first after %2 ms, +%3 MB; "
                "2 GB, %4 messages, first after %5 ms, +%6 MB, %7 ns each; TypeScript's first after %8 ms"_s
                    .arg(small.messages)
                    .arg(small.firstMilliseconds, 0, 'f', 2)
                    .arg(small.growth, 0, 'f', 1)
                    .arg(large.messages)
                    .arg(large.firstMilliseconds, 0, 'f', 2)
                    .arg(large.growth, 0, 'f', 1)
                    .arg(large.processor / double(large.messages) * 1e9, 0, 'f', 0)
                    .arg(peer, 0, 'f', 0));
    const double first = std::max(small.firstMilliseconds, large.firstMilliseconds);
    report.atMost(3, Gate::Hard, u"one response as one chunk: first message"_s, first, 10, u"ms"_s);
    report.atLeast(3, Gate::Hard, u"TypeScript's first message of 200 MB against ours"_s,
                   peer / small.firstMilliseconds, 20, u"x"_s);
    report.atMost(3, Gate::Hard, u"growth of memory by 200 MB"_s, small.growth, 4, u"MB"_s);
    report.atMost(3, Gate::Hard, u"growth of memory by 2 GB"_s, large.growth, 4, u"MB"_s);
}

void measureStalledReaders(Report &report)
{
    const ReplayServer server;
    struct Case
    {
        QString name;
        QByteArray path;
    };
    const Case cases[] = {
        { u"length"_s, "catchup/1/200000000" },
        { u"one chunk"_s, "single/200000000" },
        { u"small chunks"_s, "chunks/200000000/500" },
        { u"events"_s, "events/300000/pair/1?live=sse" },
        { u"events in four chunks"_s, "events/300000/four/1?live=sse" },
    };
    for (const Case &c : cases) {
        qint64 delivered = 0;
        const double growth = stalledReaders(server, c.path, &delivered);
        report.atMost(4, Gate::Hard, u"a stalled reader's memory, %1"_s.arg(c.name), growth, 1, u"MB"_s);
        report.atLeast(4, Gate::Hard, u"what the slowest of them was given in a second, %1"_s.arg(c.name),
                       double(delivered) / 1e6, 3, u"MB"_s);
    }
}

} // namespace Benchmark
