// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "singleinstance.h"

#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;

namespace {
constexpr auto Patience = 60s;
}

//! Two starts with the same settings.
class TestSingleInstance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();

    void secondStartHandsOver();
    void startsOnce();
};

void TestSingleInstance::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestSingleInstance::init()
{
    QTest::failOnWarning();
}

void TestSingleInstance::secondStartHandsOver()
{
    const QTemporaryDir folder;
    const QString settings = folder.filePath(u"settings.ini"_s);
    SingleInstance first(settings);
    const QStringList arguments { u"tailwater"_s, u"http://h/v1/stream/größer"_s };
    QVERIFY(!SingleInstance(settings).handOver(arguments));
    first.listen();
    QSignalSpy received(&first, &SingleInstance::argumentsReceived);
    bool handedOver = false;
    const std::unique_ptr<QThread> second(QThread::create(
        [&] { handedOver = SingleInstance(settings).handOver(arguments); }));
    second->start();
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, Patience);
    QVERIFY(second->wait(Patience));
    QVERIFY(handedOver);
    QCOMPARE(received.first().first().toStringList(), arguments);
    // Other settings are another application.
    QVERIFY(!SingleInstance(folder.filePath(u"other.ini"_s)).handOver(arguments));
}

// At the same moment: the second one waits until the first can be handed over to, and takes nothing from it.
void TestSingleInstance::startsOnce()
{
    const QTemporaryDir folder;
    const QString settings = folder.filePath(u"settings.ini"_s);
    const QStringList arguments { u"tailwater"_s };
    SingleInstance first(settings);
    first.beginStart();
    std::atomic_bool waits = false;
    std::atomic_bool handedOver = false;
    const std::unique_ptr<QThread> second(QThread::create([&] {
        SingleInstance other(settings);
        waits = true;
        other.beginStart();
        handedOver = other.handOver(arguments);
    }));
    second->start();
    QTRY_VERIFY_WITH_TIMEOUT(waits, Patience);
    QVERIFY(!SingleInstance(settings).handOver(arguments));
    QSignalSpy received(&first, &SingleInstance::argumentsReceived);
    first.listen();
    first.endStart();
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, Patience);
    QVERIFY(second->wait(Patience));
    QVERIFY(handedOver);
}

QTEST_MAIN(TestSingleInstance)
#include "tst_singleinstance.moc"
