// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The local sandbox of the application, driven as its user does: from the menu, the dialog and the
// status bar.

#include "application.h"
#include "connection/server.h"
#include "sandbox/sandboxcontrol.h"
#include "sandbox/sandboxindicator.h"
#include "sandbox/startsandboxdialog.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/streamcatalog.h>

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;
using DurableStreams::Sandbox;

namespace {

constexpr auto Patience = 60s;

} // namespace

class TestSandboxControl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void startsShowsAndStops();
    void keepsAFolderOverRestartAndStop();
    void asksBeforeItIsLost_data();
    void asksBeforeItIsLost();
    void addsSamplesOnRequest();
    void opensWhileItStops();
    void saysWhyItDoesNotStart_data();
    void saysWhyItDoesNotStart();

private:
    SandboxControl *control() const { return m_app->sandbox(); }
    QAction *command(const char *id) const
    {
        return m_app->window()->findChild<QAction *>(QLatin1StringView(id));
    }
    template<typename W> W *find(const char *name) const
    {
        return m_app->window()->findChild<W *>(QLatin1StringView(name));
    }
    QPushButton *button(QWidget *dialog, const QString &text) const;
    StartSandboxDialog *openDialog() const;
    void pressStart(StartSandboxDialog *dialog) const;
    Sandbox::State state() const { return control()->sandbox()->state(); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Application> m_app;
};

void TestSandboxControl::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

void TestSandboxControl::init()
{
    QTest::failOnWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s));
    m_app->window()->show();
    m_app->window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_app->window(), 60'000));
}

void TestSandboxControl::cleanup()
{
    m_app.reset();
    m_folder.reset();
}

QPushButton *TestSandboxControl::button(QWidget *dialog, const QString &text) const
{
    for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == text) {
            return button;
        }
    }
    return nullptr;
}

StartSandboxDialog *TestSandboxControl::openDialog() const
{
    command("sandbox.start")->trigger();
    return find<StartSandboxDialog>("startSandboxDialog");
}

void TestSandboxControl::pressStart(StartSandboxDialog *dialog) const
{
    QTest::mouseClick(button(dialog, u"Start"_s), Qt::LeftButton);
}

void TestSandboxControl::startsShowsAndStops()
{
    const QMenu *file = m_app->window()->menuBar()->actions().constFirst()->menu();
    QVERIFY(file->actions().contains(command("sandbox.start")));
    QVERIFY(command("sandbox.start")->isVisible());
    QVERIFY(!control()->menu()->menuAction()->isVisible());
    auto *indicator = find<SandboxIndicator>("sandboxIndicator");
    QVERIFY(!indicator->isVisible());

    StartSandboxDialog *dialog = openDialog();
    QVERIFY(dialog && dialog->isVisible());
    QCOMPARE(state(), Sandbox::State::Stopped); // nothing starts before the click
    pressStart(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(state(), Sandbox::State::Running, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(!find<StartSandboxDialog>("startSandboxDialog"), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentPage(), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_app->window()->currentPage()->session()->status().state,
                              TailState::Live, Patience);

    const QUrl url = control()->sandbox()->url();
    QVERIFY(indicator->isVisible());
    QVERIFY(indicator->text().contains(QString::number(url.port())));
    QVERIFY(indicator->toolTip().contains(url.toString()));
    QVERIFY(!command("sandbox.start")->isVisible());
    QVERIFY(control()->menu()->menuAction()->isVisible());
    command("sandbox.copyUrl")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), url.toString());

    // What is only in memory is not lost without a question.
    command("sandbox.stop")->trigger();
    auto *question = find<QMessageBox>("sandboxQuestion");
    QVERIFY(question);
    QTest::mouseClick(question->button(QMessageBox::Cancel), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!find<QMessageBox>("sandboxQuestion"), Patience);
    QCOMPARE(state(), Sandbox::State::Running);
    command("sandbox.stop")->trigger();
    question = find<QMessageBox>("sandboxQuestion");
    QTest::mouseClick(button(question, u"Stop"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(state(), Sandbox::State::Stopped, Patience);
    QVERIFY(!indicator->isVisible());
    QVERIFY(command("sandbox.start")->isVisible());
}

void TestSandboxControl::keepsAFolderOverRestartAndStop()
{
    const QString folder = m_folder->filePath(u"kept streams"_s);
    StartSandboxDialog *dialog = openDialog();
    auto *path = dialog->findChild<QLineEdit *>("sandboxFolder"_L1);
    QVERIFY(!path->isEnabled());
    QTest::mouseClick(dialog->findChild<QRadioButton *>("sandboxInFolder"_L1), Qt::LeftButton,
                      {}, QPoint(8, 8));
    QVERIFY(path->isEnabled());
    path->clear();
    QVERIFY(!button(dialog, u"Start"_s)->isEnabled());
    QTest::keyClicks(path, folder);
    dialog->findChild<QCheckBox *>("sandboxSamples"_L1)->setChecked(false);
    pressStart(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(state(), Sandbox::State::Running, Patience);
    QVERIFY(find<SandboxIndicator>("sandboxIndicator")->toolTip().contains(folder));
    QVERIFY(!m_app->window()->currentPage()); // there is no sample to show
    const QUrl url = control()->sandbox()->url();

    DurableStreams::Client client;
    client.setBaseUrl(url);
    DurableStreams::Call *call = client.stream(u"mine"_s).create({ .contentType = "text/plain" });
    QSignalSpy finished(call, &DurableStreams::Call::finished);
    QVERIFY(finished.wait(Patience));
    Server *server = m_app->window()->currentServer();
    QTRY_VERIFY_WITH_TIMEOUT(server->catalog()->entry("mine"), Patience);

    // Both without a question, and at the same address.
    QSignalSpy started(control()->sandbox(), &Sandbox::started);
    command("sandbox.restart")->trigger();
    QVERIFY(!find<QMessageBox>("sandboxQuestion"));
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, Patience);
    QCOMPARE(control()->sandbox()->url(), url);
    command("sandbox.stop")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(state(), Sandbox::State::Stopped, Patience);

    dialog = openDialog();
    QVERIFY(dialog->findChild<QRadioButton *>("sandboxInFolder"_L1)->isChecked());
    QCOMPARE(dialog->findChild<QLineEdit *>("sandboxFolder"_L1)->text(), folder);
    dialog->findChild<QCheckBox *>("sandboxSamples"_L1)->setChecked(false);
    pressStart(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(state(), Sandbox::State::Running, Patience);
    QCOMPARE(control()->sandbox()->url(), url);
    call = client.stream(u"mine"_s).head();
    QSignalSpy asked(call, &DurableStreams::Call::finished);
    QVERIFY(asked.wait(Patience));
    QVERIFY(asked.at(0).at(0).value<DurableStreams::Result<DurableStreams::StreamInfo>>());
}

void TestSandboxControl::asksBeforeItIsLost_data()
{
    QTest::addColumn<bool>("own");
    QTest::addColumn<bool>("folder");
    QTest::addColumn<bool>("asks");
    QTest::newRow("samples alone") << false << false << false;
    QTest::newRow("one of the user's own") << true << false << true;
    QTest::newRow("one in a folder") << true << true << false;
}

// Quitting loses what is in memory; samples come again.
void TestSandboxControl::asksBeforeItIsLost()
{
    QFETCH(const bool, own);
    QFETCH(const bool, folder);
    QFETCH(const bool, asks);
    StartSandboxDialog *dialog = openDialog();
    if (folder) {
        dialog->findChild<QRadioButton *>("sandboxInFolder"_L1)->setChecked(true);
        dialog->findChild<QLineEdit *>("sandboxFolder"_L1)->setText(m_folder->filePath(u"kept"_s));
    }
    pressStart(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(state(), Sandbox::State::Running, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    Server *server = m_app->window()->currentServer();
    for (const QByteArray &sample : Sandbox::samplePaths()) {
        QTRY_VERIFY_WITH_TIMEOUT(server->catalog()->entry(sample), Patience);
    }
    const auto *note = find<QLabel>("explorerNote");
    QTRY_VERIFY2_WITH_TIMEOUT(note->text().contains(u"names all there are"_s),
                              qPrintable(note->text()), Patience);
    if (own) {
        DurableStreams::Client client;
        client.setBaseUrl(control()->sandbox()->url());
        DurableStreams::Call *call = client.stream(u"mine"_s).create({ .contentType = "text/plain" });
        QSignalSpy finished(call, &DurableStreams::Call::finished);
        QVERIFY(finished.wait(Patience));
        QTRY_VERIFY_WITH_TIMEOUT(server->catalog()->entry("mine"), Patience);
    }
    QCOMPARE(m_app->window()->close(), !asks);
    auto *question = find<QMessageBox>("sandboxQuitQuestion");
    QCOMPARE(question != nullptr, asks);
    if (!asks) {
        return;
    }
    QVERIFY2(question->informativeText().contains(u"mine"_s), qPrintable(question->informativeText()));
    QVERIFY(!question->informativeText().contains(u"orders"_s));
    QTest::mouseClick(question->button(QMessageBox::Cancel), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!find<QMessageBox>("sandboxQuitQuestion"), Patience);
    QVERIFY(m_app->window()->isVisible());
    QVERIFY(!m_app->window()->close());
    QTest::mouseClick(find<QPushButton>("quitAndLose"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_app->window()->isVisible(), Patience);
}

void TestSandboxControl::addsSamplesOnRequest()
{
    StartSandboxDialog *dialog = openDialog();
    dialog->findChild<QCheckBox *>("sandboxSamples"_L1)->setChecked(false);
    pressStart(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(state(), Sandbox::State::Running, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_app->window()->currentServer(), Patience);
    Server *server = m_app->window()->currentServer();
    QVERIFY(!server->catalog()->entry("events/orders"));
    command("sandbox.samples")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(server->catalog()->entry("events/orders"), Patience);
    QTRY_COMPARE_GE_WITH_TIMEOUT(server->catalog()->size(), qsizetype(7), Patience);
}

void TestSandboxControl::opensWhileItStops()
{
    QSignalSpy opened(control(), &SandboxControl::opened);
    control()->open();
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, Patience);
    control()->sandbox()->stopInBackground();
    QCOMPARE(state(), Sandbox::State::Stopping);
    control()->open();
    QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 2, Patience);
    QCOMPARE(state(), Sandbox::State::Running);
}

void TestSandboxControl::saysWhyItDoesNotStart_data()
{
    QTest::addColumn<bool>("samePort");
    QTest::addColumn<QString>("cause");
    QTest::newRow("the port is taken") << true << u"Port"_s;
    QTest::newRow("the folder is in use") << false << u"another"_s;
}

void TestSandboxControl::saysWhyItDoesNotStart()
{
    QFETCH(const bool, samePort);
    QFETCH(const QString, cause);
    Sandbox other;
    const QString folder = m_folder->filePath(u"taken"_s);
    const auto url = other.start({ .folder = folder });
    QVERIFY(url);

    StartSandboxDialog *dialog = openDialog();
    if (samePort) {
        dialog->findChild<QSpinBox *>("sandboxPort"_L1)->setValue(url->port());
    } else {
        dialog->findChild<QRadioButton *>("sandboxInFolder"_L1)->setChecked(true);
        dialog->findChild<QLineEdit *>("sandboxFolder"_L1)->setText(folder);
    }
    pressStart(dialog);
    auto *message = dialog->findChild<QLabel *>("sandboxMessage"_L1);
    QTRY_VERIFY_WITH_TIMEOUT(message->text().contains(cause), Patience);
    QVERIFY(dialog->isVisible());
    QVERIFY(button(dialog, u"Start"_s)->isEnabled());
    QCOMPARE(state(), Sandbox::State::Stopped);

    // Enter tries once more, and does not give up.
    QVERIFY(button(dialog, u"Start"_s)->isDefault());
    QVERIFY(button(dialog, u"Start"_s)->hasFocus());

    // Another try, with something changed, succeeds.
    dialog->findChild<QSpinBox *>("sandboxPort"_L1)->setValue(0);
    dialog->findChild<QRadioButton *>("sandboxInMemory"_L1)->setChecked(true);
    pressStart(dialog);
    QTRY_COMPARE_WITH_TIMEOUT(state(), Sandbox::State::Running, Patience);
}

QTEST_MAIN(TestSandboxControl)
#include "tst_sandboxcontrol.moc"
