// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "crashtrace.h"
#include "models/capture/capturereader.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/stream.h>
#include <sandbox/sandbox.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto Patience = 60s;

//! Whether the process catches \a signal itself, by /proc.
bool catches(qint64 process, int signal)
{
    QFile status(u"/proc/%1/status"_s.arg(process));
    if (!status.open(QIODevice::ReadOnly)) {
        return false;
    }
    static const QRegularExpression line(u"SigCgt:\\s*([0-9a-f]+)"_s);
    const auto match = line.match(QString::fromLatin1(status.readAll()));
    return match.captured(1).toULongLong(nullptr, 16) >> (signal - 1) & 1;
}

} // namespace

//! The program as it is installed, in a process of its own.
class TestProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void saysItsVersionWithoutADisplay();
    void refusesWrongArguments();
    void leavesATraceOfACrash_data();
    void leavesATraceOfACrash();
    void keepsFiveTraces();
    void finishesCapturesWhenAskedToEnd_data();
    void finishesCapturesWhenAskedToEnd();

private:
    void start(QProcess *process, const QStringList &arguments, bool display = true);
    QDir state() const { return QDir(m_home->filePath(u".local/state/tailwater"_s)); }

    std::unique_ptr<QTemporaryDir> m_home;
};

void TestProgram::init()
{
    QTest::failOnWarning();
    m_home = std::make_unique<QTemporaryDir>();
}

void TestProgram::start(QProcess *process, const QStringList &arguments, bool display)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, m_home->path());
    for (const QString &name : { u"XDG_STATE_HOME"_s, u"XDG_CONFIG_HOME"_s, u"LANGUAGE"_s }) {
        environment.remove(name);
    }
    environment.insert(u"LANG"_s, u"C.UTF-8"_s);
    if (!display) {
        environment.remove(u"DISPLAY"_s);
        environment.remove(u"WAYLAND_DISPLAY"_s);
        environment.remove(u"QT_QPA_PLATFORM"_s);
    }
    process->setProcessEnvironment(environment);
    process->start(QStringLiteral(TAILWATER_PROGRAM), arguments);
    QVERIFY2(process->waitForStarted(), qPrintable(process->errorString()));
}

void TestProgram::saysItsVersionWithoutADisplay()
{
    QProcess process;
    start(&process, { u"--version"_s }, false);
    QVERIFY(process.waitForFinished(int(std::chrono::milliseconds(Patience).count())));
    QCOMPARE(process.exitCode(), 0);
    const QByteArray text = process.readAllStandardOutput();
    QVERIFY2(text.startsWith("tailwater " PROJECT_VERSION "\n"), text.constData());
    for (const QByteArray name : { "\nQt 6.", "\nKDE SyntaxHighlighting 6.", "\nllhttp 9.", "\nzlib 1.",
                                   "\nSQLite (" }) {
        QVERIFY2(text.contains(name), text.constData());
    }
    QCOMPARE(process.readAllStandardError(), QByteArray());
}

void TestProgram::refusesWrongArguments()
{
    QProcess process;
    start(&process, { u"--no-such-option"_s });
    QVERIFY(process.waitForFinished(int(std::chrono::milliseconds(Patience).count())));
    QCOMPARE(process.exitCode(), 2);
    const QByteArray text = process.readAllStandardError();
    QVERIFY2(text.startsWith("tailwater: ") && text.count('\n') == 1, text.constData());
}

void TestProgram::leavesATraceOfACrash_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("access") << SIGSEGV;
    QTest::newRow("abort") << SIGABRT;
}

void TestProgram::leavesATraceOfACrash()
{
    QFETCH(int, signal);
    QProcess process;
    start(&process, {});
    QTRY_VERIFY_WITH_TIMEOUT(catches(process.processId(), signal), Patience);
    ::kill(pid_t(process.processId()), signal);
    QVERIFY(process.waitForFinished(int(std::chrono::milliseconds(Patience).count())));
    // It still dies of the signal, for whoever looks at that.
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    QCOMPARE(process.exitCode(), signal);

    const QString trace = state().filePath(u"last-crash.txt"_s);
    const QByteArray notice = "the trace is in " + QFile::encodeName(trace);
    QVERIFY(process.readAllStandardError().contains(notice));
    QFile file(trace);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY2(text.startsWith("tailwater " PROJECT_VERSION "\n"), text.constData());
    const QByteArray number = QByteArray::number(signal).rightJustified(2, '0');
    QVERIFY2(text.contains(QByteArray("signal " + number + '\n')), text.constData());
    // The handler is two frames by itself; where it died depends on how far the start had come.
    QCOMPARE_GE(text.count("[0x"), 3);
    QCOMPARE(file.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());

    // The next start keeps it under another name.
    QProcess next;
    start(&next, {});
    QTRY_VERIFY_WITH_TIMEOUT(catches(next.processId(), signal), Patience);
    QVERIFY(!QFile::exists(trace));
    QCOMPARE(state().entryList({ u"crash-*.txt"_s }).size(), 1);
    next.kill();
    next.waitForFinished();
}

void TestProgram::keepsFiveTraces()
{
    QVERIFY(QDir().mkpath(state().path()));
    for (int day = 10; day < 20; ++day) {
        QFile old(state().filePath(u"crash-202601%1-120000-000.txt"_s.arg(day)));
        QVERIFY(old.open(QIODevice::WriteOnly));
    }
    QFile last(state().filePath(u"last-crash.txt"_s));
    QVERIFY(last.open(QIODevice::WriteOnly));
    last.close();
    const QString kept = Tailwater::installCrashTrace(state().path());
    QVERIFY(QFile::exists(kept));
    const QStringList left = state().entryList({ u"crash-*.txt"_s }, QDir::Files, QDir::Name);
    QCOMPARE(left.size(), 5);
    QCOMPARE(left.first(), u"crash-20260116-120000-000.txt"_s);
    QCOMPARE(left.last(), QFileInfo(kept).fileName());
    QCOMPARE(Tailwater::installCrashTrace(state().path()), QString());
}

void TestProgram::finishesCapturesWhenAskedToEnd_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("terminate") << SIGTERM;
    QTest::newRow("interrupt") << SIGINT;
    QTest::newRow("hang up") << SIGHUP;
}

// As after Quit: the last line, which has no end yet, is in the file, and the index is beside it.
void TestProgram::finishesCapturesWhenAskedToEnd()
{
    QFETCH(const int, signal);
    DurableStreams::Sandbox sandbox;
    const auto root = sandbox.start({});
    QVERIFY(root);
    DurableStreams::Client client;
    client.setBaseUrl(*root);
    DurableStreams::CreateOptions options;
    options.contentType = "text/plain";
    options.body = "one\ntwo\nthr";
    DurableStreams::Call *call = client.stream(u"s"_s).create(options);
    QSignalSpy created(call, &DurableStreams::Call::finished);
    QTRY_COMPARE_WITH_TIMEOUT(created.count(), 1, Patience);

    const QString path = m_home->filePath(u"s.dscap"_s);
    QProcess process;
    start(&process, { u"--capture"_s, path, client.stream(u"s"_s).url().toString() });
    const auto content = [&path] {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QTRY_VERIFY_WITH_TIMEOUT(content().contains("two"), Patience);
    QCOMPARE(::kill(pid_t(process.processId()), signal), 0);
    QVERIFY(process.waitForFinished(int(std::chrono::milliseconds(Patience).count())));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 0);
    Tailwater::CaptureReader reader;
    QVERIFY(reader.open(path));
    QVERIFY(reader.isIndexed()); // by the index that was kept
    QVERIFY(QFile::exists(Tailwater::CaptureIndex::pathFor(path)));
    QByteArrayList rows;
    for (const Tailwater::CaptureRow &row : reader.rows(0)) {
        if (row.kind != Tailwater::RowKind::Marker) {
            rows.append(row.bytes);
        }
    }
    QCOMPARE(rows, (QByteArrayList { "one\n", "two\n", "thr" }));
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
