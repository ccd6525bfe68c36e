// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// A large capture: how fast it is written, opened, gone through and searched. TAILWATER_CAPTURE_GIB says how large; 1 by
// default. The file lies in the folder it is run from, and is removed.

#include "report.h"

#include "models/capture/captureloader.h"
#include "models/capture/capturereader.h"
#include "models/capture/capturesearch.h"
#include "models/capture/capturesession.h"
#include "models/capture/capturewriter.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using Benchmark::Gate;

namespace {

double residentMiB()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        return 0;
    }
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith("VmRSS:")) {
            return line.sliced(6).trimmed().split(' ').first().toDouble() / 1024;
        }
    }
    return 0;
}

double milliseconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

QByteArray payloadOf(quint64 number)
{
    return "{\"id\":" + QByteArray::number(number) + ",\"status\":\"ok\",\"text\":\""
        + QByteArray(qsizetype(number * 37 % 300), 'x') + "\"}";
}

// A part by the writer, to see how fast that is; the rest is this part again and again.
double write(const QString &path, qint64 size)
{
    constexpr quint64 rows = 200'000;
    CaptureWriter writer;
    if (!writer.open(path, { .url = QUrl(u"http://localhost/v1/stream/large"_s), .contentType = "application/json" })) {
        return 0;
    }
    QElapsedTimer timer;
    timer.start();
    qint64 bytes = 0;
    for (quint64 row = 1; row <= rows; ++row) {
        const QByteArray payload = payloadOf(row);
        Message message;
        message.id = row;
        message.flags = RowFlag::Json;
        message.receivedMs = 1'764'227'861'123 + qint64(row);
        message.startOffset = DurableStreams::Offset("0000000000000000_0000000000000168");
        message.index = row;
        message.bytes = payload;
        bytes += payload.size();
        writer.add(message);
    }
    writer.flush();
    const double rate = double(bytes) / milliseconds(timer) / 1000;
    writer.close();
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite)) {
        return 0;
    }
    QByteArray part = file.readAll();
    part.remove(0, part.indexOf('\n') + 1);
    while (file.size() < size && file.write(part) == part.size()) { }
    return rate;
}

template<typename Signal>
bool waitFor(CaptureSession &session, Signal signal, const std::function<bool()> &condition)
{
    if (condition()) {
        return true;
    }
    QEventLoop loop;
    QObject::connect(&session, signal, &loop, [&] {
        if (condition()) {
            loop.quit();
        }
    });
    loop.exec();
    return condition();
}

// Any place of it, until there are rows of it to be shown.
std::vector<double> jump(CaptureSession &session)
{
    QRandomGenerator random(1);
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        const quint64 row = random.bounded(quint64(1), session.extent().rows + 1);
        QElapsedTimer timer;
        timer.start();
        session.lookAt(row);
        waitFor(session, &TailSession::published, [&] { return session.snapshot().contains(row); });
        times.push_back(milliseconds(timer));
    }
    return times;
}

// The whole of it, for what is nowhere: each row is looked at.
void search(Benchmark::Report &report, const QString &path, const QString &filter, double least)
{
    const auto expression = FilterExpression::parse(filter);
    const double before = residentMiB();
    double most = before;
    double first = 0;
    double stopped = 0;
    QElapsedTimer timer;
    timer.start();
    CaptureSearch search(path, *expression);
    QEventLoop loop;
    QObject::connect(&search, &CaptureSearch::progressed, &loop, [&] {
        first = first > 0 || search.state().looked == 0 ? first : milliseconds(timer);
        most = std::max(most, residentMiB());
        if (search.state().ended) {
            loop.quit();
        }
    });
    loop.exec();
    const double took = milliseconds(timer);
    const double rate = double(QFileInfo(path).size()) / took / 1000;
    const QString name = u"searched as a whole for “%1”"_s.arg(filter);
    report.atLeast("capture", Gate::Soft, name, rate, least, u"MB/s"_s);
    report.atMost("capture", Gate::Hard, u"memory for that"_s, most - before, 100, u"MiB"_s);
    report.note(u"%1 rows, %2 pass, in %3 s; the first progress after %4 ms"_s.arg(search.state().looked)
                    .arg(search.state().matches)
                    .arg(took / 1000, 0, 'f', 1)
                    .arg(first, 0, 'f', 0));
    // Cancelled in the middle.
    CaptureSearch other(path, *expression);
    QObject::connect(&other, &CaptureSearch::progressed, &loop, [&] {
        if (other.state().ended) {
            stopped = milliseconds(timer);
            loop.quit();
        } else {
            timer.start();
            other.cancel();
        }
    });
    loop.exec();
    report.atMost("capture", Gate::Hard, u"cancelled within"_s, stopped, 100, u"ms"_s);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    Benchmark::Report report;
    const qint64 gib = std::max(1, qEnvironmentVariableIntValue("TAILWATER_CAPTURE_GIB"));
    QTemporaryDir folder(u"bench-capture-XXXXXX"_s);
    const QString path = folder.filePath(u"large.dscap"_s);
    const double rate = write(path, gib << 30);
    report.atLeast("capture", Gate::Hard, u"written"_s, rate, 100, u"MB/s"_s);
    QFile::remove(CaptureIndex::pathFor(path));
    QElapsedTimer timer;
    {
        CaptureReader reader;
        timer.start();
        const bool whole = reader.open(path) && reader.indexAll();
        const double indexed = whole ? double(gib << 30) / milliseconds(timer) / 1000 : 0;
        report.atLeast("capture", Gate::Soft, u"looked through without an index"_s, indexed, 300, u"MB/s"_s);
        report.note(u"%1 GiB, %2 rows, %3 blocks, index of %4 KiB"_s.arg(gib)
                        .arg(reader.index().rows())
                        .arg(reader.index().blockCount())
                        .arg(QFile(CaptureIndex::pathFor(path)).size() / 1024));
    }
    const double before = residentMiB();
    timer.start();
    CaptureSession session(path);
    waitFor(session, &CaptureSession::opened, [&] { return session.status().state == TailState::File; });
    report.atMost("capture", Gate::Hard, u"opened with its index"_s, milliseconds(timer), 1000, u"ms"_s);
    waitFor(session, &CaptureSession::extentChanged, [&] { return session.extent().windowed; });
    const std::vector<double> times = jump(session);
    report.atMost("capture", Gate::Hard, u"to any place, the slowest of 200"_s, Benchmark::percentile(times, 1.0),
                  100, u"ms"_s);
    report.note(u"half of them within %1 ms"_s.arg(Benchmark::percentile(times, 0.5), 0, 'f', 1));
    report.atMost("capture", Gate::Hard, u"memory for it"_s, residentMiB() - before, 100, u"MiB"_s);
    report.note(u"%1 MiB in all"_s.arg(residentMiB(), 0, 'f', 0));
    search(report, path, u"nowhere"_s, 200);
    search(report, path, u"id>=999999999999"_s, 150);
    search(report, path, u"/no(where|thing)/i"_s, 100);
    return report.exitCode();
}
