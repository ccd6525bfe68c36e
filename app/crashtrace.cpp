// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "crashtrace.h"

#include "about/components.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <array>
#include <csignal>

#include <execinfo.h>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr int KeptTraces = 5;
constexpr std::array Signals { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT };

// Made at the start: a handler may neither allocate nor format.
QByteArray traceFile;
QByteArray traceHead;
QByteArray traceNotice;
std::array<char, 64 * 1024> handlerStack;

void writeAll(int file, const QByteArray &bytes)
{
    [[maybe_unused]] const ssize_t written = ::write(file, bytes.constData(), size_t(bytes.size()));
}

// Calls what is safe in a handler and nothing else.
void onCrash(int signal)
{
    const int file = ::open(traceFile.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file >= 0) {
        writeAll(file, traceHead);
        const char digits[] = { char('0' + signal / 10), char('0' + signal % 10), '\n' };
        [[maybe_unused]] const ssize_t written = ::write(file, digits, sizeof digits);
        std::array<void *, 100> frames;
        backtrace_symbols_fd(frames.data(), backtrace(frames.data(), int(frames.size())), file);
        ::close(file);
        writeAll(STDERR_FILENO, traceNotice);
    }
    // The handler was for one time: the signal now does what it always does.
    ::raise(signal);
}

void installHandler()
{
    // The first call loads a library, which no handler may.
    std::array<void *, 1> frame;
    backtrace(frame.data(), 1);
    stack_t stack {};
    stack.ss_sp = handlerStack.data();
    stack.ss_size = handlerStack.size();
    sigaltstack(&stack, nullptr);
    struct sigaction action {};
    action.sa_handler = onCrash;
    // On a stack of its own, so that a stack that overflowed leaves a trace as well.
    action.sa_flags = int(SA_RESETHAND) | SA_ONSTACK;
    for (const int signal : Signals) {
        sigaction(signal, &action, nullptr);
    }
}

QString keepLastTrace(const QString &file)
{
    const QFileInfo last(file);
    if (!last.exists()) {
        return {};
    }
    const QDir folder = last.dir();
    const QString kept = folder.filePath(
        u"crash-%1.txt"_s.arg(last.lastModified().toString(u"yyyyMMdd-HHmmss-zzz"_s)));
    if (!QFile::rename(file, kept)) {
        return {};
    }
    // Their names sort by time.
    const QStringList traces = folder.entryList({ u"crash-*.txt"_s }, QDir::Files, QDir::Name);
    for (qsizetype i = 0; i + KeptTraces < traces.size(); ++i) {
        QFile::remove(folder.filePath(traces.at(i)));
    }
    return kept;
}

} // namespace

QString installCrashTrace(const QString &folder)
{
    QDir().mkpath(folder);
    const QString file = folder + "/last-crash.txt"_L1;
    const QString kept = keepLastTrace(file);
    traceFile = QFile::encodeName(file);
    traceHead = versionText().toUtf8() + "signal ";
    traceNotice = "tailwater: it crashed; the trace is in " + traceFile + '\n';
    installHandler();
    return kept;
}

} // namespace Tailwater
