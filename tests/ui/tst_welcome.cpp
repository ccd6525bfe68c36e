// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connection/welcomepage.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;

//! The first page, by its keys.
class TestWelcome : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void returnPressesTheButton_data();
    void returnPressesTheButton();
    void returnInTheAddressPressesNoOther();
};

void TestWelcome::returnPressesTheButton_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("sandbox, Return") << u"welcomeSandbox"_s << Qt::Key_Return;
    QTest::newRow("sandbox, Enter") << u"welcomeSandbox"_s << Qt::Key_Enter;
    QTest::newRow("sandbox, Space") << u"welcomeSandbox"_s << Qt::Key_Space;
    QTest::newRow("capture, Return") << u"welcomeCapture"_s << Qt::Key_Return;
}

void TestWelcome::returnPressesTheButton()
{
    QFETCH(const QString, button);
    QFETCH(const Qt::Key, key);
    QTest::failOnWarning();
    WelcomePage page;
    page.show();
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    const QSignalSpy sandbox(&page, &WelcomePage::sandboxRequested);
    const QSignalSpy capture(&page, &WelcomePage::captureRequested);
    auto *pressed = page.findChild<QPushButton *>(button);
    pressed->setFocus();
    QTest::keyClick(pressed, key);
    QCOMPARE(sandbox.size(), button == "welcomeSandbox"_L1 ? 1 : 0);
    QCOMPARE(capture.size(), button == "welcomeCapture"_L1 ? 1 : 0);
}

// Also where another window took the focus meanwhile.
void TestWelcome::returnInTheAddressPressesNoOther()
{
    QTest::failOnWarning();
    WelcomePage page;
    page.show();
    const QSignalSpy sandbox(&page, &WelcomePage::sandboxRequested);
    const QSignalSpy capture(&page, &WelcomePage::captureRequested);
    for (const char *button : { "welcomeSandbox", "welcomeCapture" }) {
        page.findChild<QPushButton *>(QLatin1StringView(button))->setFocus();
        QTest::keyClick(page.findChild<QLineEdit *>("welcomeUrl"_L1), Qt::Key_Return);
    }
    QVERIFY(sandbox.isEmpty());
    QVERIFY(capture.isEmpty());
}

QTEST_MAIN(TestWelcome)
#include "tst_welcome.moc"
