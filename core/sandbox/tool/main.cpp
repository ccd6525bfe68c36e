// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "signalwatcher_p.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>

#include <cstdio>
#include <sandbox/sandbox.h>
#include <sys/resource.h>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

namespace {

void print(FILE *to, const QString &line)
{
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), to);
    std::fflush(to);
}

int complain(const QString &message)
{
    print(stderr, u"tailwater-sandbox: "_s + message);
    return 2;
}

int misused(const QString &message)
{
    return complain(message + u" See 'tailwater-sandbox --help'."_s);
}

// As many connections as the system lets us have; shells allow far fewer by default.
void raiseFileLimit()
{
    rlimit limit {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

struct Arguments
{
    QCommandLineOption port { u"port"_s, u"Listen on this port (4437); 0 takes a free one."_s,
                              u"port"_s, u"4437"_s };
    QCommandLineOption data { u"data"_s, u"Keep streams in this folder."_s, u"folder"_s };
    QCommandLineOption memory { u"memory"_s, u"Keep streams in memory only (the default)."_s };
    QCommandLineOption longPoll { u"long-poll-timeout"_s, u"How long a long-poll waits (30000)."_s,
                                  u"milliseconds"_s, u"30000"_s };
    QCommandLineOption samples { u"samples"_s, u"Create sample streams; some of them are live."_s };
    QCommandLineOption allowRemote { u"allow-remote"_s,
                                     u"Listen on all interfaces; needs --token."_s };
    QCommandLineOption token { u"token"_s, u"Every request needs this bearer token."_s,
                               u"token"_s };
    QCommandLineOption maxSize { u"max-size"_s, u"Do not store more than this."_s, u"bytes"_s };
    QCommandLineOption verbose { u"verbose"_s, u"Print every request to standard error."_s };

    QList<QCommandLineOption> all() const
    {
        return { port, data, memory, longPoll, samples, allowRemote, token, maxSize, verbose };
    }
};

// The options, or what is wrong with the arguments.
std::expected<SandboxOptions, QString> toOptions(const QCommandLineParser &parser,
                                                 const Arguments &a)
{
    SandboxOptions options;
    bool portOk = false;
    bool timeoutOk = false;
    options.port = parser.value(a.port).toUShort(&portOk);
    options.longPollTimeout
        = std::chrono::milliseconds(parser.value(a.longPoll).toUInt(&timeoutOk));
    if (!portOk) {
        return std::unexpected(u"--port takes a number from 0 to 65535."_s);
    }
    if (!timeoutOk || options.longPollTimeout.count() == 0) {
        return std::unexpected(u"--long-poll-timeout takes a number of milliseconds above 0."_s);
    }
    if (parser.isSet(a.data) && parser.isSet(a.memory)) {
        return std::unexpected(u"--data and --memory exclude each other."_s);
    }
    if (parser.isSet(a.data) && parser.value(a.data).isEmpty()) {
        return std::unexpected(u"--data takes the name of a folder."_s);
    }
    if (parser.isSet(a.maxSize)) {
        bool sizeOk = false;
        options.maxDatabaseSize = parser.value(a.maxSize).toLongLong(&sizeOk);
        if (!sizeOk || options.maxDatabaseSize <= 0) {
            return std::unexpected(u"--max-size takes a number of bytes above 0."_s);
        }
    }
    options.folder = parser.value(a.data);
    options.samples = parser.isSet(a.samples);
    options.allowRemote = parser.isSet(a.allowRemote);
    options.token = parser.value(a.token).toUtf8();
    options.logRequests = parser.isSet(a.verbose);
    return options;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"tailwater-sandbox"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(TAILWATER_VERSION));

    const Arguments arguments;
    QCommandLineParser parser;
    parser.setApplicationDescription(u"A Durable Streams server for local development. "
                                     "Prints its address as one line of JSON."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    parser.addOptions(arguments.all());
    if (!parser.parse(QCoreApplication::arguments())) {
        return misused(parser.errorText());
    }
    if (parser.isSet(help)) {
        parser.showHelp();
    }
    if (parser.isSet(version)) {
        parser.showVersion();
    }
    if (!parser.positionalArguments().isEmpty()) {
        return misused(u"Unexpected argument '%1'; a folder is named with --data."_s.arg(
            parser.positionalArguments().constFirst()));
    }
    const auto options = toOptions(parser, arguments);
    if (!options) {
        return misused(options.error());
    }

    raiseFileLimit();
    SignalWatcher signalWatcher;
    Sandbox sandbox;
    QObject::connect(&sandbox, &Sandbox::logLine, &application,
                     [](const QString &line) { print(stderr, line); });
    const auto url = sandbox.start(*options);
    if (!url) {
        return complain(url.error().message + u' ' + url.error().remedy);
    }
    print(stdout, u"{\"url\":\"%1\"}"_s.arg(url->toString()));
    QObject::connect(&signalWatcher, &SignalWatcher::terminate, &application,
                     &QCoreApplication::quit);
    return QCoreApplication::exec();
}
