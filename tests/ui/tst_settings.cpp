// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "commandline.h"
#include "connection/curl.h"
#include "connection/urlprobe.h"
#include "session/streamlink.h"
#include "settings/settings.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;

//! What comes in from outside of the window: settings, the command line, addresses; and what goes out.
class TestSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void keepsStreamsAndDrafts();
    void draftsKeepEverything();
    void setsAsideWhatItCannotRead_data();
    void setsAsideWhatItCannotRead();
    void commandLine_data();
    void commandLine();
    void links_data();
    void links();
    void linkRoundTrip();
    void roots_data();
    void roots();
    void curlKeepsSecretsOut();
};

void TestSettings::keepsStreamsAndDrafts()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"s.ini"_s);
    const StreamFacts facts { .firstOpened = QDateTime::fromSecsSinceEpoch(86'400, QTimeZone::UTC),
                              .note = u"the “good” one"_s,
                              .forkedFrom = "a%2Fb",
                              .forkOffset = "7_2",
                              .forkSubOffset = 3,
                              .captures = { u"/new er.dscap"_s, u"/old.dscap"_s } };
    {
        Settings settings(file);
        settings.setStreams(QUrl(u"https://h.example/v1/stream"_s),
                            { .added = { "a%2Fb", "c" }, .favourites = { "c" }, .recent = { "c" },
                              .facts = { { "c", facts } } });
        settings.setDrafts(
            { { u"https://h.example/v1/stream/c"_s, KeptDraft { .text = u"half"_s } } });
        settings.sync();
    }
    Settings settings(file);
    const Settings::Streams streams
        = settings.streams(QUrl(u"https://h.example/v1/stream"_s));
    QCOMPARE(streams.added, QList<QByteArray>({ "a%2Fb", "c" }));
    QCOMPARE(streams.favourites, QList<QByteArray>({ "c" }));
    QCOMPARE(streams.recent, QList<QByteArray>({ "c" }));
    QVERIFY(streams.imported.isEmpty());
    QCOMPARE(streams.facts, (QHash<QByteArray, StreamFacts> { { "c", facts } }));
    QCOMPARE(settings.streams(QUrl(u"https://other.example/v1/stream"_s)), Settings::Streams {});
    QCOMPARE(settings.drafts().value(u"https://h.example/v1/stream/c"_s), KeptDraft { .text = u"half"_s });
    QVERIFY(settings.setAside().isEmpty());
}

void TestSettings::draftsKeepEverything()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"s.ini"_s);
    KeptDraft draft { .text = u"{{now}}\n\u00a0ä"_s,
                      .mode = ComposeMode::Lines,
                      .lineEnd = false,
                      .variables = true,
                      .settings = { .safety = DurableStreams::AppendSafety::Plain,
                                    .sequence = u"7"_s,
                                    .headers = u"X-Trace: 1"_s,
                                    .contentType = u"text/csv"_s,
                                    .close = true },
                      .contentType = "text/plain",
                      .file = u"/tmp/ä"_s,
                      .fileByLine = true };
    draft.unsettled = UnsettledSend { .tuple = { "id", 1, 9007199254740993 },
                                      .body = "\xff\0now"_ba,
                                      .text = draft.text,
                                      .mode = draft.mode,
                                      .lineEnd = draft.lineEnd,
                                      .variables = draft.variables };
    KeptDraft other { .text = u"changed since"_s, .unsettled = draft.unsettled };
    {
        Settings settings(file);
        settings.setDrafts({ { u"a"_s, draft }, { u"b"_s, other } });
        settings.sync();
    }
    Settings settings(file);
    QCOMPARE(settings.drafts().value(u"a"_s), draft);
    // It is another message than the one that was sent.
    other.unsettled.reset();
    QCOMPARE(settings.drafts().value(u"b"_s), other);
}

void TestSettings::setsAsideWhatItCannotRead_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("a newer version") << "[format]\nversion=99\n"_ba;
    QTest::newRow("no version that is one") << "[format]\nversion=x\n"_ba;
    QTest::newRow("no settings file") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0[", 13);
}

void TestSettings::setsAsideWhatItCannotRead()
{
    QFETCH(const QByteArray, content);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"s.ini"_s);
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    Settings settings(path);
    QVERIFY(!settings.setAside().isEmpty());
    QFile aside(settings.setAside());
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), content);
    QVERIFY(settings.drafts().isEmpty());
}

void TestSettings::commandLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<std::optional<CommandLine>>("line");
    const auto row = [](const char *name, const QStringList &arguments,
                        const std::optional<CommandLine> &line) {
        QTest::newRow(name) << arguments << line;
    };
    row("nothing", {}, CommandLine {});
    row("an address", { u"http://h/v1/stream/a"_s },
        CommandLine { .urls = { u"http://h/v1/stream/a"_s } });
    row("two, from now", { u"h:1/v1/stream/a"_s, u"http://h/b"_s, u"--from"_s, u"now"_s },
        CommandLine { .urls = { u"h:1/v1/stream/a"_s, u"http://h/b"_s },
                      .from = DurableStreams::Offset::now() });
    row("from an offset", { u"--from=0000_0168"_s },
        CommandLine { .from = DurableStreams::Offset("0000_0168"_ba) });
    row("from the beginning", { u"--from=begin"_s },
        CommandLine { .from = DurableStreams::Offset::beginning() });
    row("from where it was left off", { u"--from=saved"_s }, CommandLine { .fromSaved = true });
    row("a kept connection, read-only", { u"--profile"_s, u"prod"_s, u"--read-only"_s },
        CommandLine { .profile = u"prod"_s, .readOnly = true });
    row("apart", { u"--new-window"_s, u"--safe-mode"_s },
        CommandLine { .newWindow = true, .safeMode = true });
    row("a link", { u"durable-streams+https://h/v1/stream/a?offset=1"_s },
        CommandLine { .urls = { u"durable-streams+https://h/v1/stream/a?offset=1"_s } });
    row("a link to a file", { u"durable-streams+file:///etc/passwd"_s }, std::nullopt);
    row("a picture of the sandbox", { u"--sandbox"_s, u"--snapshot"_s, u"x.png"_s },
        CommandLine { .sandbox = true, .snapshot = u"x.png"_s });
    row("a picture of nothing", { u"--snapshot"_s, u"x.png"_s }, std::nullopt);
    row("unknown", { u"--colour"_s }, std::nullopt);
    row("no address", { u"ftp://h/x"_s }, std::nullopt);
}

void TestSettings::commandLine()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const std::optional<CommandLine>, line);
    const auto parsed = parseCommandLine(QStringList(u"tailwater"_s) + arguments);
    QCOMPARE(parsed.has_value(), line.has_value());
    if (line) {
        QCOMPARE(*parsed, *line);
    } else {
        QVERIFY(!parsed.error().isEmpty());
    }
}

void TestSettings::links_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::optional<StreamLink>>("link");
    const QUrl url(u"https://h.example/v1/stream/a"_s);
    QTest::newRow("plain") << u"durable-streams+https://h.example/v1/stream/a"_s
                           << std::optional(StreamLink { .url = url });
    QTest::newRow("all") << u"durable-streams+https://h.example/v1/stream/a?offset=1_2&index=3&filter=op%3Aupdate%20x"_s
                         << std::optional(StreamLink { .url = url,
                                                       .offset = DurableStreams::Offset("1_2"),
                                                       .index = 3,
                                                       .filter = u"op:update x"_s });
    QTest::newRow("secrets are dropped")
        << u"durable-streams+https://me:pw@h.example/v1/stream/a?token=hunter2#x"_s
        << std::optional(StreamLink { .url = url });
    QTest::newRow("no link") << u"https://h.example/v1/stream/a"_s << std::optional<StreamLink>();
    QTest::newRow("another scheme") << u"durable-streams+ftp://h/a"_s << std::optional<StreamLink>();
    QTest::newRow("no host") << u"durable-streams+http:///a"_s << std::optional<StreamLink>();
    QTest::newRow("no number") << u"durable-streams+http://h/a?index=x"_s
                               << std::optional<StreamLink>();
    QTest::newRow("empty offset") << u"durable-streams+http://h/a?offset="_s
                                  << std::optional<StreamLink>();
}

void TestSettings::links()
{
    QFETCH(const QString, text);
    QFETCH(const std::optional<StreamLink>, link);
    QCOMPARE(parseStreamLink(text), link);
}

void TestSettings::linkRoundTrip()
{
    const StreamLink link { .url = QUrl(u"http://h:1/v1/stream/a%2Fb"_s),
                            .offset = DurableStreams::Offset("a&b=c+d %"),
                            .index = 0,
                            .filter = u"größer>1 & \"x\""_s };
    QCOMPARE(parseStreamLink(link.toString()), std::optional(link));
}

void TestSettings::roots_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("root");
    QTest::newRow("host") << u"localhost:4437"_s << u"http://localhost:4437/v1/stream"_s;
    QTest::newRow("slash") << u"https://h.example/"_s << u"https://h.example/v1/stream"_s;
    QTest::newRow("root") << u"http://h/v1/stream/"_s << u"http://h/v1/stream"_s;
    QTest::newRow("stream") << u"http://h/v1/stream/a/b"_s << u"http://h/v1/stream"_s;
    QTest::newRow("below a prefix") << u"http://h/p/v1/stream/a"_s << u"http://h/p/v1/stream"_s;
    QTest::newRow("another root") << u"http://h/streams/a"_s << u"http://h/streams"_s;
    QTest::newRow("query goes") << u"http://h/v1/stream/a?x=1"_s << u"http://h/v1/stream"_s;
}

void TestSettings::roots()
{
    QFETCH(const QString, input);
    const QUrl url = UrlProbe::urlFromInput(input);
    QVERIFY(url.isValid());
    QTEST(UrlProbe::rootOf(url).toString(), "root");
}

void TestSettings::curlKeepsSecretsOut()
{
    Connection connection;
    connection.headers.append("Authorization", "Bearer hunter2");
    connection.headers.append("X-Tenant", "it's me");
    connection.headers.append("X-Pass", "hunter2");
    connection.parameters = { { "signature", "hunter2" }, { "a b", "c&d" } };
    connection.secretNames = { "x-pass" };
    const QString command = curlCommand("POST", QUrl(u"http://h/v1/stream/a$b?x=1"_s), connection,
                                        {}, "{\"a\": \"it's\"}"_ba);
    QVERIFY(!command.contains(u"hunter2"_s));
    QCOMPARE(command,
             u"# Set first: STREAM_AUTH (header authorization), STREAM_X_PASS (header x-pass), "
             "STREAM_PARAM_SIGNATURE (parameter signature, percent-encoded)\n"
             "curl -i -X POST "
             "\"http://h/v1/stream/a%24b?x=1&signature=$STREAM_PARAM_SIGNATURE&a%20b=c%26d\" \\\n"
             "  -H \"authorization: $STREAM_AUTH\" \\\n"
             "  -H 'x-tenant: it'\\''s me' \\\n"
             "  -H \"x-pass: $STREAM_X_PASS\" \\\n"
             "  --data-binary '{\"a\": \"it'\\''s\"}'"_s);
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
