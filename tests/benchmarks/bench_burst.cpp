// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "composer/burstbar.h"
#include "composer/composerpanel.h"
#include "connection/server.h"
#include "report.h"
#include "tail/tailpage.h"
#include "ui/writingwindow.h"
#include "window/mainwindow.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>

// A burst of 100,000 messages as the user sends it: from the key to the last one stored, in the window, with the
// stream open in a tab and the sandbox keeping everything on disk. And how long a key waits meanwhile.

using namespace Qt::StringLiterals;
using namespace Tailwater;

namespace {

constexpr int Count = 100'000;

//! Turns of the event loop until \a done; the longest of them, in milliseconds.
template<typename Done> double turnUntil(Done done)
{
    double longest = 0;
    QElapsedTimer all;
    all.start();
    while (!done() && all.elapsed() < 60'000) {
        QElapsedTimer turn;
        turn.start();
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        longest = std::max(longest, double(turn.nsecsElapsed()) / 1e6);
    }
    return longest;
}

void measure(Benchmark::Report &report, WritingWindow &user, const QByteArray &stream)
{
    const auto gate = Benchmark::Gate::Hard;
    if (!user.create(stream, "application/json") || !user.open(stream) || !user.compose()) {
        report.add("burst", gate, u"a stream to write to"_s, u"none"_s, {}, false);
        return;
    }
    ComposerPanel *composer = user.window()->composer();
    composer->setMode(ComposeMode::Burst);
    composer->findChild<QSpinBox *>(u"burstCount"_s)->setValue(Count);
    user.paste(u"{\"id\":{{index}},\"event\":\"order.created\",\"note\":\"from a burst\"}"_s);
    QElapsedTimer time;
    time.start();
    user.send();
    const double longest = turnUntil([&] { return !composer->burstBar()->isRunning(); });
    report.atMost("burst", gate, u"100,000 messages, from the key to the last stored"_s,
                  double(time.nsecsElapsed()) / 1e9, 5, u"s"_s);
    report.atMost("burst", gate, u"longest turn of the window meanwhile"_s, longest, 50, u"ms"_s);
    const TailPage *page = user.window()->currentPage();
    turnUntil([&] { return page->session()->status().totalRows >= quint64(Count); });
    report.atMost("burst", Benchmark::Gate::Soft, u"until the tail shows them all"_s,
                  double(time.nsecsElapsed()) / 1e9, 6, u"s"_s);
    report.add("burst", gate, u"messages held by the server"_s,
               QString::number(user.messages(stream).size()), QString::number(Count),
               user.messages(stream).size() == Count);

    // Stop, in the middle of another one.
    composer->findChild<QSpinBox *>(u"burstCount"_s)->setValue(10 * Count);
    user.send();
    turnUntil([&] { return page->session()->status().totalRows >= quint64(2 * Count); });
    time.restart();
    composer->findChild<QPushButton *>(u"composerStop"_s)->click();
    report.atMost("burst", gate, u"stop"_s,
                  composer->burstBar()->isRunning() ? 1e9 : double(time.nsecsElapsed()) / 1e6, 50, u"ms"_s);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    Benchmark::Report report;
    WritingWindow user;
    if (const QString problem = user.start(WritingWindow::Backend::Sandbox); !problem.isEmpty()) {
        report.add("burst", Benchmark::Gate::Hard, u"the window and its sandbox"_s, problem, {}, false);
        return report.exitCode();
    }
    for (int round = 1; round <= 3; ++round) {
        measure(report, user, "burst-" + QByteArray::number(round));
    }
    return report.exitCode();
}
