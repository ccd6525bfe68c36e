// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "quitsignals.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#ifdef Q_OS_UNIX
#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>
#endif

namespace Tailwater {

#ifdef Q_OS_UNIX

namespace {

constexpr std::array caught { SIGTERM, SIGINT, SIGHUP };
int s_pipe[2] = { -1, -1 };

// Only write() is safe here; the event loop does the rest. Once: who asks again does not want to wait.
void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(s_pipe[1], &byte, 1);
}

} // namespace

QuitSignals::QuitSignals(QObject *parent)
    : QObject(parent)
{
    if (::pipe(s_pipe) != 0) {
        return; // it ends as it would have without us
    }
    for (const int end : s_pipe) {
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
    }
    m_notifier = new QSocketNotifier(s_pipe[0], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        m_notifier->setEnabled(false);
        // What is under way ends as its objects do: windows are not asked whether they may close.
        QCoreApplication::exit(0);
    });
    struct sigaction action {};
    action.sa_handler = onSignal;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    for (const int signal : caught) {
        struct sigaction before {};
        // Whoever started us with one ignored, such as nohup, wants it so.
        if (::sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) {
            ::sigaction(signal, &action, nullptr);
        }
    }
}

QuitSignals::~QuitSignals()
{
    for (const int signal : caught) {
        ::signal(signal, SIG_DFL);
    }
    for (int &end : s_pipe) {
        ::close(end);
        end = -1;
    }
}

#else

QuitSignals::QuitSignals(QObject *parent)
    : QObject(parent)
{
}

QuitSignals::~QuitSignals() = default;

#endif

} // namespace Tailwater

#include "moc_quitsignals.cpp"
