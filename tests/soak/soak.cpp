// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "soak.h"

#include "responsiveness.h"
#include "rowchecker.h"

#include "application.h"
#include "connection/server.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QJsonDocument>

#include <cstdio>

namespace Soak {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;

namespace {

constexpr auto patience = 120s;
const QByteArray streamPath = "soak/rows";

// Runs the event loop, as the application does, until \a condition holds.
bool runUntil(const std::function<bool()> &condition, std::chrono::milliseconds limit)
{
    QEventLoop loop;
    QTimer looks;
    bool met = false;
    QObject::connect(&looks, &QTimer::timeout, &loop, [&] {
        met = condition();
        if (met) {
            loop.quit();
        }
    });
    looks.start(100ms);
    QTimer::singleShot(limit, &loop, &QEventLoop::quit);
    loop.exec();
    return met;
}

} // namespace

Soak::Soak(const Load &load)
    : m_load(load)
{
    for (QProcess *process : { &m_sandbox, &m_writer }) {
        process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    }
    m_memoryTimer.setInterval(1s);
    connect(&m_memoryTimer, &QTimer::timeout, this, &Soak::sampleMemory);
    connect(&m_writer, &QProcess::readyReadStandardOutput, this, [this] {
        while (m_writer.canReadLine()) {
            if (const auto written = Written::fromBytes(m_writer.readLine())) {
                m_written = written;
            }
        }
    });
}

Soak::~Soak()
{
    m_responsiveness.reset();
    m_checker.reset();
    m_application.reset();
    for (QProcess *process : { &m_writer, &m_sandbox }) {
        process->terminate();
        process->waitForFinished();
    }
}

bool Soak::fail(const QString &reason)
{
    std::fprintf(stderr, "tailwater-soak: %s\n", qUtf8Printable(reason));
    return false;
}

bool Soak::startSandbox()
{
    m_sandbox.start(QCoreApplication::applicationDirPath() + u"/tailwater-sandbox"_s,
                    { u"--port=0"_s, u"--data="_s + m_folder.filePath(u"streams"_s) });
    if (!m_sandbox.waitForStarted() || !m_sandbox.waitForReadyRead()) {
        return fail(u"the sandbox does not start"_s);
    }
    m_root = QUrl(QJsonDocument::fromJson(m_sandbox.readLine())[u"url"].toString());
    return m_root.isValid();
}

bool Soak::startWriter()
{
    const QString url = m_root.toString() + u'/' + QString::fromLatin1(streamPath);
    m_writer.start(QCoreApplication::applicationFilePath(),
                   QStringList { u"--write="_s + url } + m_load.toArguments());
    const QSignalBlocker blocker(&m_writer);
    if (!m_writer.waitForStarted() || !m_writer.waitForReadyRead(int(patience / 1ms))
        || m_writer.readLine().trimmed() != "ready") {
        return fail(u"the writer does not start"_s);
    }
    return true;
}

bool Soak::openStream()
{
    m_application = std::make_unique<Application>(m_folder.filePath(u"settings.ini"_s));
    MainWindow *window = m_application->window();
    window->resize(1280, 800);
    window->show();
    Connection connection;
    connection.id = u"soak"_s;
    connection.baseUrl = m_root;
    m_page = window->openStream(window->addServer(connection), streamPath,
                                { .guardBytes = 0, .guardRows = 0 });
    m_checker = std::make_unique<RowChecker>([session = m_page->session()] { return session->snapshot(); });
    m_checker->start();
    return runUntil(
               [this] {
                   return m_checker->checked() == quint64(m_load.prefilled)
                       && m_page->session()->status().state == TailState::Live;
               },
               patience)
        || fail(u"the stream is not live"_s);
}

void Soak::sampleMemory()
{
    QFile file(u"/proc/self/statm"_s);
    if (file.open(QFile::ReadOnly)) {
        m_memory.push_back(file.readAll().split(' ').value(1).toDouble() * 4096 / (1024 * 1024));
    }
}

bool Soak::waitForRows()
{
    return runUntil([this] { return m_written.has_value(); }, m_load.duration + patience)
        && runUntil([this] { return m_checker->checked() >= m_written->messages; }, patience);
}

int Soak::run()
{
    if (!m_folder.isValid() || !startSandbox() || !startWriter() || !openStream()) {
        return 1;
    }
    m_responsiveness = std::make_unique<Responsiveness>(m_page->view());
    m_responsiveness->start();
    m_memoryTimer.start();
    m_writer.write("go\n");
    const bool all = waitForRows();
    m_memoryTimer.stop();
    if (!m_written) {
        fail(u"the writer did not finish"_s);
        return 1;
    }
    if (!all) {
        fail(u"rows are missing at the end"_s);
    }
    judge();
    return m_report.exitCode();
}

void Soak::judge()
{
    using enum Benchmark::Gate;
    const QString load = u"%1 appends/s of %2 for %3 s"_s.arg(m_load.appends).arg(m_load.messages).arg(
        m_load.duration.count());
    const QString count = QString::number(m_written->messages);
    m_report.atLeast("soak", Hard, load + u": reached"_s, m_written->appendsPerSecond,
                     m_load.appends * 0.98, u"appends/s"_s);
    m_report.add("soak", Hard, load + u": rows shown once and in order"_s,
                 QString::number(m_checker->checked()), count, m_checker->checked() == m_written->messages);
    m_report.atMost("soak", Hard, load + u": rows lost"_s, double(m_checker->lost()), 0, u"rows"_s);
    m_report.atMost("soak", Hard, load + u": rows repeated"_s, double(m_checker->repeated()), 0, u"rows"_s);
    m_report.atMost("soak", Hard, load + u": rows invented"_s, double(m_checker->foreign()), 0, u"rows"_s);
    // As from minute 2 to minute 10.
    const std::span settled = std::span(m_memory).subspan(m_memory.size() / 5);
    const auto [least, most] = std::ranges::minmax(settled);
    m_report.atMost("soak", Hard, load + u": memory after the first fifth, least to most"_s, most - least,
                    32, u"MiB"_s);
    m_report.atMost("soak", Hard, load + u": memory"_s, most, 1024, u"MiB"_s);
    m_report.atMost("soak", Hard, load + u": largest gap of the GUI thread"_s,
                    double(m_responsiveness->largestGap().count()) / 1000, 50, u"ms"_s);
    const std::vector<double> &keys = m_responsiveness->keyTimes();
    m_report.atMost("soak", Hard, load + u": key to paint, longest of %1"_s.arg(keys.size()),
                    keys.empty() ? 1e9 : std::ranges::max(keys), 100, u"ms"_s);
}

} // namespace Soak

#include "moc_soak.cpp"
