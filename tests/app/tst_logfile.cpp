// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "logfile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;

namespace {

QByteArray contentOf(const QString &file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

} // namespace

class TestLogFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void startsWithTheFirstLine();
    void keepsTheNewestWithinTheLimit();
    void cutsALineThatIsLongerThanTheLimit();
    void goesOnWhereItStopped();
    void livesWithoutAFolder();
    void keepsWarningsOfQt();

private:
    QString log() const { return m_folder.filePath(u"state/tailwater.log"_s); }
    QString previous() const { return m_folder.filePath(u"state/tailwater.1.log"_s); }
    QString folder() const { return m_folder.filePath(u"state"_s); }

    QTemporaryDir m_folder;
};

void TestLogFile::startsWithTheFirstLine()
{
    LogFile file(folder());
    QVERIFY(!QFile::exists(log()));
    file.write(QtWarningMsg, "net"_ba, u"one\ntwo"_s);
    const QByteArray content = contentOf(log());
    QVERIFY2(content.endsWith("Z warning net: one two\n"), content.constData());
    QVERIFY(QFile::remove(log()));
}

void TestLogFile::keepsTheNewestWithinTheLimit()
{
    constexpr qint64 limit = 2000;
    LogFile file(folder(), limit);
    for (int n = 0; n < 1000; ++n) {
        file.write(QtWarningMsg, "net"_ba, u"number %1"_s.arg(n));
    }
    QCOMPARE_LE(contentOf(log()).size(), limit);
    QCOMPARE_LE(contentOf(previous()).size(), limit);
    QVERIFY(contentOf(log()).endsWith("number 999\n"));
    // The older part ends where the newer begins.
    const QByteArray both = contentOf(previous()) + contentOf(log());
    const QByteArrayList lines = both.trimmed().split('\n');
    QCOMPARE_GT(lines.size(), 20);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QByteArray end = "number " + QByteArray::number(1000 - lines.size() + i);
        QVERIFY2(lines.at(i).endsWith(end), lines.at(i).constData());
    }
    QCOMPARE(QDir(folder()).entryList(QDir::Files).size(), 2);
}

void TestLogFile::cutsALineThatIsLongerThanTheLimit()
{
    LogFile file(folder(), 500);
    file.write(QtCriticalMsg, "net"_ba, QString(10'000, u'x'));
    QCOMPARE(contentOf(log()).size(), 500);
}

void TestLogFile::goesOnWhereItStopped()
{
    QFile::remove(log());
    for (int start = 0; start < 2; ++start) {
        LogFile file(folder());
        file.write(QtWarningMsg, "net"_ba, u"start %1"_s.arg(start));
    }
    QCOMPARE(contentOf(log()).count('\n'), 2);
}

void TestLogFile::livesWithoutAFolder()
{
    LogFile file(u"/proc/no/such/folder"_s);
    file.install();
    QTest::ignoreMessage(QtWarningMsg, "still told");
    qWarning("still told");
}

void TestLogFile::keepsWarningsOfQt()
{
    QFile::remove(log());
    {
        LogFile file(folder());
        file.install();
        QTest::ignoreMessage(QtWarningMsg, "careful");
        qWarning("careful");
        qInfo("no need to know");
    }
    QTest::ignoreMessage(QtWarningMsg, "too late");
    qWarning("too late");
    const QByteArray content = contentOf(log());
    QCOMPARE(content.count('\n'), 1);
    QVERIFY2(content.endsWith("warning default: careful\n"), content.constData());
}

QTEST_GUILESS_MAIN(TestLogFile)
#include "tst_logfile.moc"
