// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "soakwriter.h"

#include "benchmarks/blockingclient.h"

#include <QUrl>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using namespace Qt::StringLiterals;
using Benchmark::BlockingClient;
using Clock = std::chrono::steady_clock;

namespace Soak {

namespace {

const QByteArray json = "application/json";

// One of those who write, with a connection of its own. It costs next to nothing: the processors are
// for the sandbox and the application.
class Writer
{
public:
    Writer(const QUrl &url, int number)
        : m_client(quint16(url.port()))
        , m_path(url.path().toUtf8())
        , m_number(number)
    {
    }

    bool create() { return send(BlockingClient::request("PUT " + m_path, json)); }
    bool append(int count)
    {
        QByteArray body;
        for (int i = 0; i < count; ++i) {
            body += i == 0 ? '[' : ',';
            body += soakMessage(m_number, m_next++);
        }
        body += ']';
        return send(BlockingClient::request("POST " + m_path, json, body));
    }
    quint64 written() const { return m_next; }

private:
    bool send(const QByteArray &request)
    {
        const int status = m_client.exchange(request).status;
        return status == 200 || status == 201 || status == 204;
    }

    BlockingClient m_client;
    const QByteArray m_path;
    const int m_number;
    quint64 m_next = 0;
};

using Writers = std::vector<std::unique_ptr<Writer>>;

bool prefill(Writer &writer, int messages)
{
    constexpr int piece = 10'000;
    bool ok = writer.create();
    for (int missing = messages; ok && missing > 0; missing -= piece) {
        ok = writer.append(std::min(piece, missing));
    }
    return ok;
}

// Whoever is free makes the next append when it is due. How many the server took; 0: it did not take one.
quint64 writeAll(const Writers &all, const Load &load)
{
    const auto start = Clock::now();
    const auto end = start + load.duration;
    const auto interval = std::chrono::duration<double>(1.0 / std::max(1, load.appends));
    std::atomic<quint64> next = 0;
    std::atomic<quint64> done = 0;
    std::atomic_bool failed = false;
    std::vector<std::thread> threads;
    for (const std::unique_ptr<Writer> &writer : all) {
        threads.emplace_back([&] {
            while (!failed) {
                const std::chrono::duration<double> after = interval * double(next++);
                const auto due = start + std::chrono::duration_cast<Clock::duration>(after);
                std::this_thread::sleep_until(std::min(due, end));
                if (Clock::now() >= end) {
                    return;
                }
                if (!writer->append(load.messages)) {
                    failed = true;
                    return;
                }
                ++done;
            }
        });
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    return failed ? 0 : done.load();
}

} // namespace

QStringList Load::toArguments() const
{
    return { u"--appends=%1"_s.arg(appends), u"--messages=%1"_s.arg(messages),
             u"--seconds=%1"_s.arg(duration.count()), u"--prefilled=%1"_s.arg(prefilled) };
}

std::optional<Load> Load::fromArguments(const QStringList &arguments)
{
    Load load;
    for (const QString &argument : arguments) {
        const QStringList parts = argument.split(u'=');
        bool ok = false;
        const int value = parts.value(1).toInt(&ok);
        if (!ok || value < 0) {
            return std::nullopt;
        }
        if (parts.first() == "--appends"_L1) {
            load.appends = value;
        } else if (parts.first() == "--messages"_L1) {
            load.messages = value;
        } else if (parts.first() == "--seconds"_L1) {
            load.duration = std::chrono::seconds(value);
        } else if (parts.first() == "--prefilled"_L1) {
            load.prefilled = value;
        } else {
            return std::nullopt;
        }
    }
    return load;
}

QByteArray Written::toBytes() const
{
    return "written " + QByteArray::number(messages) + ' ' + QByteArray::number(appendsPerSecond);
}

std::optional<Written> Written::fromBytes(QByteArrayView line)
{
    const QByteArrayList parts = line.trimmed().toByteArray().split(' ');
    if (parts.size() != 3 || parts.first() != "written") {
        return std::nullopt;
    }
    return Written { parts.at(1).toULongLong(), parts.at(2).toDouble() };
}

QByteArray soakMessage(int writer, quint64 number)
{
    return "{\"w\":" + QByteArray::number(writer) + ",\"n\":" + QByteArray::number(number)
        + ",\"level\":\"info\",\"text\":\"one of very many messages\",\"ok\":true}";
}

int runWriter(const QString &url, const Load &load)
{
    Writers all;
    for (int i = 0; i < writers; ++i) {
        all.push_back(std::make_unique<Writer>(QUrl(url), i));
    }
    if (!prefill(*all.front(), load.prefilled)) {
        std::fputs("tailwater-soak: the stream cannot be filled\n", stderr);
        return 1;
    }
    std::puts("ready");
    std::fflush(stdout);
    std::string line;
    std::getline(std::cin, line);
    const auto start = Clock::now();
    const quint64 done = writeAll(all, load);
    if (done == 0) {
        std::fputs("tailwater-soak: writing failed\n", stderr);
        return 1;
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    Written written { 0, double(done) / seconds };
    for (const std::unique_ptr<Writer> &writer : all) {
        written.messages += writer->written();
    }
    std::puts(written.toBytes().constData());
    std::fflush(stdout);
    return 0;
}

} // namespace Soak
