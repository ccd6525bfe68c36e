// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "../integration/realserver.h"
#include "report.h"
#include "waiting.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/materializedstate.h>
#include <durablestreams/registryfollower.h>
#include <durablestreams/streamcatalog.h>
#include <durablestreams/streamdirectory.h>
#include <durablestreams/subscriptions.h>

#include <QtCore/QElapsedTimer>

// How long it takes to find out what streams a server has, and what a state stream holds.
using namespace DurableStreams;
using namespace Qt::StringLiterals;
using Benchmark::waitFor;
using TestSupport::NpmServer;

namespace {

constexpr int Streams = 10'000;

//! Creates the streams, sixteen at a time.
bool fill(Client &client)
{
    int next = 0;
    int done = 0;
    std::function<void()> makeOne = [&] {
        if (next < Streams) {
            const QString path = u"tenant-%1/%2"_s.arg(next % 100).arg(next);
            ++next;
            QObject::connect(client.stream(path).create(), &Call::finished, &client, [&] {
                ++done;
                makeOne();
            });
        }
    };
    for (int i = 0; i < 16; ++i) {
        makeOne();
    }
    return waitFor([&done] { return done == Streams; });
}

//! The median of five, in seconds; negative if it did not come to an end.
template<typename Run>
double medianOfFive(Run run)
{
    std::vector<double> times;
    for (int i = 0; i < 5; ++i) {
        QElapsedTimer clock;
        clock.start();
        if (!run()) {
            return -1;
        }
        times.push_back(double(clock.nsecsElapsed()) / 1e9);
    }
    std::ranges::sort(times);
    return times[2];
}

bool scan(Client &client)
{
    StreamDirectory directory(&client);
    bool done = false;
    QObject::connect(directory.scan(), &SubscriptionCall::finished, &directory,
                     [&done] { done = true; });
    return waitFor([&done] { return done; }) && directory.catalog()->size() >= Streams;
}

bool readRegistry(Client &client)
{
    StreamDirectory directory(&client);
    bool done = false;
    QObject::connect(directory.registry(), &RegistryFollower::caughtUp, &directory,
                     [&done] { done = true; });
    directory.open();
    return waitFor([&done] { return done; }) && directory.catalog()->size() >= Streams;
}

void measure(Benchmark::Report &report, const QString &name, std::unique_ptr<RealServer> server)
{
    Client client;
    if (!server) {
        report.add(0, Benchmark::Gate::Hard, name, u"did not start"_s, u"running"_s, false);
        return;
    }
    client.setBaseUrl(server->url());
    const auto add = [&](const QString &what, double seconds) {
        report.add(0, Benchmark::Gate::Hard, u"%1: %2"_s.arg(name, what),
                   u"%1 ms"_s.arg(seconds * 1000, 0, 'f', 0), u"at most 2000 ms"_s,
                   seconds >= 0 && seconds <= 2);
    };
    if (!fill(client)) {
        add(u"creating 10,000 streams"_s, -1);
        return;
    }
    add(u"10,000 streams listed by a scan"_s, medianOfFive([&] { return scan(client); }));
    add(u"10,000 streams read from the registry"_s,
        medianOfFive([&] { return readRegistry(client); }));
}

void measureFold(Benchmark::Report &report)
{
    constexpr int Keys = 100'000;
    constexpr int Changes = 1'000'000;
    QByteArrayList messages;
    for (int i = 0; i < Keys; ++i) {
        messages.append(R"({"type":"order","key":")" + QByteArray::number(i)
                        + R"(","value":{"id":)" + QByteArray::number(i)
                        + R"(,"state":"paid"},"headers":{"operation":"upsert"}})");
    }
    const auto seconds = Benchmark::medians({ [&messages] {
        MaterializedState fold;
        for (int i = 0; i < Changes; ++i) {
            fold.apply(messages.at(i % Keys));
        }
        Benchmark::keep(fold.size());
    } }, 3);
    report.atMost(0, Benchmark::Gate::Soft, u"fold of 1,000,000 changes over 100,000 keys"_s,
                  seconds[0] * 1e9 / Changes, 2000, u"ns CPU per change"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    Benchmark::Report report;
    measureFold(report);
    measure(report, u"sandbox"_s, startSandbox());
    measure(report, u"reference server"_s, startReferenceServer(NpmServer::Registry::Kept));
    return report.exitCode();
}
