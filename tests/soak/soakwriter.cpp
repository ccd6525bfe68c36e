// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "soakwriter.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/stream.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <array>
#include <cstdio>
#include <iostream>
#include <string>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Soak {

namespace {

// All writers, and when the next append is due.
class Writer : public QObject
{
public:
    Writer(const QString &url, const Load &load)
        : m_load(load)
    {
        for (Lane &lane : m_lanes) {
            lane.stream = m_client.stream(QUrl(url));
        }
        m_ticks.setTimerType(Qt::PreciseTimer);
        connect(&m_ticks, &QTimer::timeout, this, &Writer::appendDue);
    }

    void start()
    {
        DurableStreams::CreateOptions options;
        options.contentType = "application/json";
        then(m_lanes[0].stream.create(options), [this] { prefill(); });
    }

private:
    struct Lane
    {
        DurableStreams::Stream stream;
        quint64 next = 0;
        bool busy = false;
    };

    template<typename F>
    void then(DurableStreams::Call *call, F next)
    {
        connect(call, &DurableStreams::Call::finished, this, [next](const auto &result) {
            if (result) {
                next();
                return;
            }
            std::fprintf(stderr, "tailwater-soak: writing failed: %s\n",
                         qUtf8Printable(result.error().message));
            QCoreApplication::exit(1);
        });
    }

    template<typename F>
    void append(Lane &lane, int count, F done)
    {
        QByteArray body;
        for (int i = 0; i < count; ++i) {
            body += i == 0 ? '[' : ',';
            body += soakMessage(int(&lane - m_lanes.data()), lane.next++);
        }
        body += ']';
        m_written += quint64(count);
        DurableStreams::AppendOptions options;
        options.contentType = "application/json";
        then(lane.stream.append(body, options), done);
    }

    void prefill()
    {
        constexpr int piece = 10'000;
        const int missing = m_load.prefilled - int(m_written);
        if (missing > 0) {
            append(m_lanes[0], std::min(piece, missing), [this] { prefill(); });
            return;
        }
        std::puts("ready");
        std::fflush(stdout);
        std::string line;
        std::getline(std::cin, line);
        m_clock.start();
        m_ticks.start(2ms);
    }

    void appendDue()
    {
        const auto passed = m_clock.durationElapsed();
        if (passed >= m_load.duration) {
            finishWhenIdle();
            return;
        }
        const auto due = quint64(std::chrono::duration<double>(passed).count() * m_load.appends);
        for (Lane &lane : m_lanes) {
            if (m_appends >= due) {
                return;
            }
            if (!lane.busy) {
                lane.busy = true;
                ++m_appends;
                append(lane, m_load.messages, [this, &lane] {
                    lane.busy = false;
                    ++m_done;
                    appendDue();
                });
            }
        }
    }

    void finishWhenIdle()
    {
        if (m_done < m_appends || !m_ticks.isActive()) {
            return;
        }
        m_ticks.stop();
        const double seconds = std::chrono::duration<double>(m_clock.durationElapsed()).count();
        const Written written { m_written, double(m_done) / seconds };
        std::puts(written.toBytes().constData());
        std::fflush(stdout);
        QCoreApplication::quit();
    }

    const Load m_load;
    DurableStreams::Client m_client;
    std::array<Lane, writers> m_lanes;
    QTimer m_ticks;
    QElapsedTimer m_clock;
    quint64 m_written = 0;
    quint64 m_appends = 0;
    quint64 m_done = 0;
};

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
    Writer writer(url, load);
    QTimer::singleShot(0, &writer, &Writer::start);
    return QCoreApplication::exec();
}

} // namespace Soak
