// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "notify/desktopnotifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QProcess>
#include <QTest>
#include <QWidget>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;

namespace {

constexpr auto Patience = 60s;

} // namespace

//! What a desktop does: takes notifications, and says what was clicked.
class Desktop : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

public:
    struct Note
    {
        uint replaces = 0;
        QString title;
        QString text;
        QStringList actions;
    };
    QList<Note> notes;
    QStringList capabilities;

public Q_SLOTS:
    QStringList GetCapabilities() const { return capabilities; }
    uint Notify(const QString &, uint replaces, const QString &, const QString &title,
                const QString &text, const QStringList &actions, const QVariantMap &, int)
    {
        notes.append({ replaces, title, text, actions });
        return 41 + uint(notes.size());
    }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString &action);
};

//! Notifications, on a message bus of the test's own.
class TestDesktopNotifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();

    void tellsWhoLooksElsewhere();
    void keepsWhatLooksLikeATag_data();
    void keepsWhatLooksLikeATag();
    void nothingWhileTheWindowIsActive();
    void nobodyThereIsNoFailure();

private:
    QProcess m_bus;
    std::unique_ptr<Desktop> m_desktop;
    std::unique_ptr<QWidget> m_window;
};

void TestDesktopNotifier::initTestCase()
{
    m_bus.start(u"dbus-daemon"_s, { u"--session"_s, u"--nofork"_s, u"--print-address=1"_s,
                                    u"--address=unix:tmpdir=/tmp"_s });
    QVERIFY2(m_bus.waitForStarted(), qPrintable(m_bus.errorString()));
    QTRY_VERIFY_WITH_TIMEOUT(m_bus.canReadLine(), Patience);
    const QString address = QString::fromLatin1(m_bus.readLine().trimmed());
    QVERIFY(QDBusConnection::connectToBus(address, u"desktop"_s).isConnected());
    QVERIFY(QDBusConnection::connectToBus(address, u"application"_s).isConnected());
}

void TestDesktopNotifier::init()
{
    QTest::failOnWarning();
    m_desktop = std::make_unique<Desktop>();
    m_window = std::make_unique<QWidget>();
    QDBusConnection bus(u"desktop"_s);
    QVERIFY(bus.registerObject(u"/org/freedesktop/Notifications"_s, m_desktop.get(),
                               QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(bus.registerService(u"org.freedesktop.Notifications"_s));
}

void TestDesktopNotifier::cleanup()
{
    QDBusConnection bus(u"desktop"_s);
    bus.unregisterService(u"org.freedesktop.Notifications"_s);
    bus.unregisterObject(u"/org/freedesktop/Notifications"_s);
    m_window.reset();
    m_desktop.reset();
}

void TestDesktopNotifier::cleanupTestCase()
{
    QDBusConnection::disconnectFromBus(u"desktop"_s);
    QDBusConnection::disconnectFromBus(u"application"_s);
    m_bus.kill();
    m_bus.waitForFinished();
}

void TestDesktopNotifier::tellsWhoLooksElsewhere()
{
    DesktopNotifier notifier(m_window.get(), u"application"_s);
    int shown = 0;
    notifier.tell(u"orders"_s, u"Row 7 passes the rule “x”."_s, [] { });
    QTRY_COMPARE_WITH_TIMEOUT(m_desktop->notes.size(), 1, Patience);
    QCOMPARE(m_desktop->notes.first().title, u"orders"_s);
    QCOMPARE(m_desktop->notes.first().text, u"Row 7 passes the rule “x”."_s);
    QCOMPARE(m_desktop->notes.first().actions.value(0), u"default"_s);
    // The next one takes its place, once the answer has told which one that is.
    QTRY_VERIFY_WITH_TIMEOUT(!notifier.findChild<QObject *>(), Patience);
    notifier.tell(u"chat"_s, u"Row 8 passes the rule “x”."_s, [&shown] { ++shown; });
    QTRY_COMPARE_WITH_TIMEOUT(m_desktop->notes.size(), 2, Patience);
    QCOMPARE(m_desktop->notes.last().title, u"chat"_s);
    QCOMPARE(m_desktop->notes.last().replaces, 42U);
    QTRY_VERIFY_WITH_TIMEOUT(!notifier.findChild<QObject *>(), Patience);
    // A click on another one is none of ours.
    Q_EMIT m_desktop->ActionInvoked(7, u"default"_s);
    Q_EMIT m_desktop->ActionInvoked(43, u"default"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_window->isVisible(), Patience);
    QCOMPARE(shown, 1);
}

void TestDesktopNotifier::keepsWhatLooksLikeATag_data()
{
    QTest::addColumn<QStringList>("capabilities");
    QTest::addColumn<QString>("text");
    QTest::newRow("tags are taken") << QStringList { u"body-markup"_s } << u"a &lt;b&gt; c"_s;
    QTest::newRow("tags are not taken") << QStringList {} << u"a <b> c"_s;
}

void TestDesktopNotifier::keepsWhatLooksLikeATag()
{
    QFETCH(const QStringList, capabilities);
    m_desktop->capabilities = capabilities;
    DesktopNotifier notifier(m_window.get(), u"application"_s);
    notifier.tell(u"orders"_s, u"a <b> c"_s, [] { });
    QTRY_COMPARE_WITH_TIMEOUT(m_desktop->notes.size(), 1, Patience);
    QTEST(m_desktop->notes.first().text, "text");
}

void TestDesktopNotifier::nothingWhileTheWindowIsActive()
{
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get(), 60'000));
    DesktopNotifier notifier(m_window.get(), u"application"_s);
    notifier.tell(u"orders"_s, u"seen anyway"_s, [] { });
    m_window->hide();
    QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activeWindow(), Patience);
    notifier.tell(u"orders"_s, u"not seen"_s, [] { });
    QTRY_COMPARE_WITH_TIMEOUT(m_desktop->notes.size(), 1, Patience);
    QCOMPARE(m_desktop->notes.first().text, u"not seen"_s);
}

void TestDesktopNotifier::nobodyThereIsNoFailure()
{
    QVERIFY(QDBusConnection(u"desktop"_s).unregisterService(u"org.freedesktop.Notifications"_s));
    DesktopNotifier notifier(m_window.get(), u"application"_s);
    notifier.tell(u"orders"_s, u"into the void"_s, [] { });
    // Somebody comes: the next one is told.
    QTRY_VERIFY_WITH_TIMEOUT(!notifier.findChild<QObject *>(), Patience);
    QVERIFY(QDBusConnection(u"desktop"_s).registerService(u"org.freedesktop.Notifications"_s));
    notifier.tell(u"orders"_s, u"heard"_s, [] { });
    QTRY_COMPARE_WITH_TIMEOUT(m_desktop->notes.size(), 1, Patience);
    QCOMPARE(m_desktop->notes.first().text, u"heard"_s);
}

QTEST_MAIN(TestDesktopNotifier)
#include "tst_desktopnotifier.moc"
