// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "commandline.h"
#include "report.h"

#include "connection/server.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"

#include <sandbox/sandbox.h>

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>

#include <ctime>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;

// What a start costs, and what an open window does. The program starts itself: a child is the real
// application, which prints figures about itself; the server runs in the parent.
namespace {

constexpr auto Settle = 3s; // after this a tail is idle
constexpr auto Idle = 5s;

double monotonic()
{
    timespec now {};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return double(now.tv_sec) + double(now.tv_nsec) / 1e9;
}

//! What is paged in for this process, libraries that it shares included, in MB.
double memory()
{
    QFile file(u"/proc/self/smaps_rollup"_s);
    if (file.open(QIODevice::ReadOnly)) {
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith("Rss:")) {
                return line.mid(4).chopped(2).trimmed().toDouble() / 1024;
            }
        }
    }
    return 0;
}

//! How often any thread of this process was woken.
qint64 wakeUps()
{
    qint64 sum = 0;
    const QDir tasks(u"/proc/self/task"_s);
    for (const QString &task : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks.filePath(task + "/status"_L1));
        if (!file.open(QIODevice::ReadOnly)) {
            continue;
        }
        for (const QByteArray &line : file.readAll().split('\n')) {
            if (line.startsWith("voluntary_ctxt_switches:")) {
                sum += line.mid(line.indexOf(':') + 1).trimmed().toLongLong();
            }
        }
    }
    return sum;
}

void say(const char *what, double figure)
{
    std::printf("%s %f\n", what, figure);
    std::fflush(stdout);
}

//! Says when the window was painted for the first time.
class FirstPaint : public QObject
{
public:
    FirstPaint(double started, std::function<void()> then)
        : m_started(started)
        , m_then(std::move(then))
    { }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_then) {
            // After what is painted in this turn.
            QTimer::singleShot(0ms, this, [this, then = std::exchange(m_then, {})] {
                say("window", (monotonic() - m_started) * 1000);
                then();
            });
        }
        return false;
    }

private:
    double m_started;
    std::function<void()> m_then;
};

//! The application in this process: STARTED SETTINGS [URL]. With a URL it goes on to be idle.
int child(QApplication &application, const QStringList &arguments)
{
    QStringList line { u"tailwater"_s };
    line += arguments.sliced(4);
    const auto parsed = parseCommandLine(line);
    if (!parsed) {
        return 2;
    }
    Application::installTranslations();
    Application tailwater(arguments.at(3));
    const bool stays = !parsed->urls.isEmpty();
    FirstPaint first(arguments.at(2).toDouble(), [stays] {
        if (!stays) {
            QCoreApplication::quit();
        }
    });
    tailwater.window()->installEventFilter(&first);
    tailwater.start(*parsed);
    if (stays) {
        QTimer::singleShot(Settle, qApp, [&tailwater] {
            const TailPage *page = tailwater.window()->currentPage();
            if (!page || page->session()->status().state != TailState::Live) {
                QCoreApplication::exit(3);
                return;
            }
            QTimer::singleShot(Idle, qApp, [before = wakeUps()] {
                say("wake-ups", double(wakeUps() - before) / double(Idle.count()));
                say("memory", memory());
                QCoreApplication::quit();
            });
        });
    }
    return application.exec();
}

//! Starts the child and returns what it printed: name and figure in a row.
QHash<QByteArray, double> run(const QStringList &arguments)
{
    QTemporaryDir folder;
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(QCoreApplication::applicationFilePath(),
                  QStringList { u"--child"_s, QString::number(monotonic(), 'f', 6),
                                folder.filePath(u"settings.ini"_s) }
                      + arguments);
    QHash<QByteArray, double> figures;
    if (!process.waitForFinished(60'000) || process.exitCode() != 0) {
        std::fprintf(stderr, "the application did not get as far as it should (%d)\n",
                     process.exitCode());
        return figures;
    }
    for (const QByteArray &line : process.readAllStandardOutput().split('\n')) {
        if (const qsizetype space = line.indexOf(' '); space > 0) {
            figures.insert(line.first(space), line.sliced(space + 1).toDouble());
        }
    }
    return figures;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc > 2 && QByteArrayView(argv[1]) == "--child") {
        QApplication application(argc, argv);
        QCoreApplication::setApplicationName(u"tailwater"_s);
        QStandardPaths::setTestModeEnabled(true);
        return child(application, QCoreApplication::arguments());
    }
    QCoreApplication application(argc, argv);
    Benchmark::Report report;
    // The first start warms the caches of the disk.
    run({});
    std::vector<double> starts;
    for (int i = 0; i < 7; ++i) {
        starts.push_back(run({}).value("window", 1e6));
    }
    std::ranges::nth_element(starts, starts.begin() + 3);
    report.atMost(25, Benchmark::Gate::Hard, u"start to the first painted window, warm"_s, starts[3],
                  300, u"ms"_s);

    DurableStreams::Sandbox sandbox;
    const auto url = sandbox.start({ .samples = true });
    if (!url) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(url.error().message));
        return 1;
    }
    // A stream that nothing is appended to, and that stays open.
    const auto figures = run({ url->toString() + "/chat/room-1"_L1 });
    report.atMost(26, Benchmark::Gate::Hard, u"memory with one idle tail"_s,
                  figures.value("memory", 1e6), 90, u"MB"_s);
    report.atMost(27, Benchmark::Gate::Soft, u"wake-ups with one idle tail"_s,
                  figures.value("wake-ups", 1e6), 5, u"/s"_s);
    return report.exitCode();
}
