// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "commandline.h"

#include "about/components.h"
#include "connection/urlprobe.h"
#include "models/filter/filterexpression.h"
#include "session/streamlink.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

struct CommandLineText
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::CommandLine)
};

QString environmentText()
{
    return CommandLineText::tr(
        "Environment:\n"
        "  STREAM_URL   The server to connect to if nothing else is asked for.\n"
        "  STREAM_AUTH  The value of the header Authorization for that server, and for\n"
        "               streams of it that are named. No other server gets it.\n");
}

// The file that an argument names, if it is a capture.
QString captureFile(const QString &argument)
{
    const QUrl url(argument);
    const QString path = url.isLocalFile() ? url.toLocalFile() : argument;
    return path.endsWith(".dscap"_L1) && !path.contains("://"_L1) ? QFileInfo(path).absoluteFilePath() : QString();
}

} // namespace

std::expected<CommandLine, QString> parseCommandLine(const QStringList &arguments)
{
    const QCommandLineOption sandbox(
        u"sandbox"_s, CommandLineText::tr("Start the server inside the application, with sample "
                                          "streams, and open the live one."));
    const QCommandLineOption snapshot(
        u"snapshot"_s,
        CommandLineText::tr("With --sandbox: save a picture of the window to <file> once the "
                            "stream is live, and quit."),
        CommandLineText::tr("file"));
    const QCommandLineOption from(
        u"from"_s,
        CommandLineText::tr("Where the streams named begin: begin, now, saved (where they were left "
                            "off), or an offset. Default: begin."),
        CommandLineText::tr("position"));
    const QCommandLineOption filter(
        u"filter"_s, CommandLineText::tr("Show only the messages of the streams named that pass, such as "
                                         "“value.total>=100”."),
        CommandLineText::tr("expression"));
    const QCommandLineOption profile(
        u"profile"_s, CommandLineText::tr("Connect to the kept connection of this name."),
        CommandLineText::tr("name"));
    const QCommandLineOption capture(
        u"capture"_s, CommandLineText::tr("Capture the first stream named to <file>."),
        CommandLineText::tr("file"));
    const QCommandLineOption overwrite(
        u"overwrite"_s, CommandLineText::tr("With --capture: replace the file if it exists."));
    const QCommandLineOption readOnly(
        u"read-only"_s, CommandLineText::tr("Nothing can be written through these connections."));
    const QCommandLineOption newWindow(
        u"new-window"_s,
        CommandLineText::tr("Open a window of its own, even if the application runs already."));
    const QCommandLineOption safeMode(
        u"safe-mode"_s, CommandLineText::tr("Start without the last session."));
    QCommandLineParser parser;
    parser.setApplicationDescription(
        CommandLineText::tr("Watches, inspects and writes Durable Streams."));
    parser.addPositionalArgument(
        u"URL"_s, CommandLineText::tr("Streams to open, servers to list, or captures (.dscap) to open."),
        u"[URL…]"_s);
    parser.addOptions({ sandbox, snapshot, from, filter, profile, capture, overwrite, readOnly, newWindow, safeMode });
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    if (!parser.parse(arguments)) {
        return std::unexpected(parser.errorText());
    }
    CommandLine line;
    if (parser.isSet(help)) {
        line.print = parser.helpText() + u'\n' + environmentText();
        return line;
    }
    if (parser.isSet(version)) {
        line.print = versionText();
        return line;
    }
    for (const QString &argument : parser.positionalArguments()) {
        const QString file = captureFile(argument);
        (file.isEmpty() ? line.urls : line.files).append(file.isEmpty() ? argument : file);
    }
    line.capture = parser.value(capture);
    line.overwrite = parser.isSet(overwrite);
    line.sandbox = parser.isSet(sandbox);
    if (!line.capture.isEmpty() && line.urls.isEmpty()) {
        return std::unexpected(CommandLineText::tr("--capture needs the address of a stream."));
    }
    line.snapshot = parser.value(snapshot);
    if (parser.isSet(snapshot) && !line.sandbox) {
        return std::unexpected(CommandLineText::tr("--snapshot needs --sandbox."));
    }
    line.filter = parser.value(filter);
    if (const auto expression = FilterExpression::parse(line.filter); !expression) {
        return std::unexpected(CommandLineText::tr("--filter: %1.").arg(expression.error().text()));
    }
    line.profile = parser.value(profile);
    line.readOnly = parser.isSet(readOnly);
    line.newWindow = parser.isSet(newWindow);
    line.safeMode = parser.isSet(safeMode);
    const QString position = parser.value(from);
    if (position == "saved"_L1) {
        line.fromSaved = true;
    } else if (position == "now"_L1) {
        line.from = DurableStreams::Offset::now();
    } else if (position == "begin"_L1) {
        line.from = DurableStreams::Offset::beginning();
    } else if (!position.isEmpty()) {
        line.from = DurableStreams::Offset(position.toLatin1());
    }
    for (const QString &url : std::as_const(line.urls)) {
        if (!UrlProbe::urlFromInput(url).isValid() && !parseStreamLink(url)) {
            return std::unexpected(
                CommandLineText::tr("“%1” is not an address; it looks like %2.")
                    .arg(url, u"http://localhost:4437/v1/stream/name"_s));
        }
    }
    return line;
}

QStringList withAbsoluteFiles(const QStringList &arguments)
{
    QStringList absolute = arguments;
    for (qsizetype i = 1; i < absolute.size(); ++i) {
        QString &argument = absolute[i];
        if (absolute.at(i - 1) == "--capture"_L1) {
            argument = QFileInfo(argument).absoluteFilePath();
        } else if (argument.startsWith("--capture="_L1)) {
            argument = "--capture="_L1 + QFileInfo(argument.sliced(10)).absoluteFilePath();
        } else if (const QString file = captureFile(argument); !file.isEmpty()) {
            argument = file;
        }
    }
    return absolute;
}

bool canHandOver(const CommandLine &line)
{
    return !line.newWindow && !line.safeMode && !line.sandbox && line.snapshot.isEmpty();
}

} // namespace Tailwater
