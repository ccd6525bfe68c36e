// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <support/faultserver.h>

#include "composer/composerpanel.h"
#include "composer/payloadeditor.h"
#include "composer/resenddialog.h"
#include "connection/server.h"
#include "models/tailmodel.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"
#include "window/mainwindow.h"
#include "writingwindow.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/stream.h>

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace TestSupport;
using Backend = WritingWindow::Backend;

namespace {
constexpr auto Patience = WritingWindow::Patience;
}

//! Sending rows of the tail once more, as they are or changed.
class TestResend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup() { m_user.reset(); }

    void resendsRows_data() { addBackends(); }
    void resendsRows();
    void resendSaysWhatBecameOfIt();
    void resendIsStopped();
    void editsAndResends();

private:
    void addBackends();
    QAction *menuAction(TailPage *page, int row, const QString &text);
    QDialog *dialog(const char *name) const;
    ComposerPanel *composer() const { return m_user->window()->composer(); }
    template<typename W> static W *child(const QWidget *parent, const char *name)
    {
        return parent->findChild<W *>(QLatin1StringView(name));
    }

    std::unique_ptr<WritingWindow> m_user;
};

void TestResend::init()
{
    QTest::failOnWarning();
    m_user = std::make_unique<WritingWindow>();
}

void TestResend::addBackends()
{
    QTest::addColumn<Backend>("backend");
    QTest::newRow("sandbox") << Backend::Sandbox;
    QTest::newRow("reference server") << Backend::Reference;
}

QDialog *TestResend::dialog(const char *name) const
{
    QDialog *found = nullptr;
    WritingWindow::waitFor([&] {
        found = m_user->window()->findChild<QDialog *>(QLatin1StringView(name));
        return found && found->isVisible();
    });
    return found;
}

QAction *TestResend::menuAction(TailPage *page, int row, const QString &text)
{
    const QRect cell = page->view()->visualRect(page->model()->index(row, 0));
    Q_EMIT page->view()->customContextMenuRequested(cell.center());
    QAction *found = nullptr;
    WritingWindow::waitFor([&] {
        for (QMenu *menu : page->findChildren<QMenu *>()) {
            for (QAction *action : menu->isVisible() ? menu->actions() : QList<QAction *>()) {
                found = action->text().remove(u'&') == text ? action : found;
            }
        }
        return found != nullptr;
    });
    return found;
}

void TestResend::resendsRows()
{
    QFETCH(const Backend, backend);
    QCOMPARE(m_user->start(backend), QString());
    QVERIFY(m_user->create("s", "application/json", "[1,[2],\"{{now}}\"]"));
    QVERIFY(m_user->create("t", "application/json"));
    TailPage *page = m_user->open("s");
    QVERIFY(page);
    QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 4, Patience); // and that it is live
    const auto select = [page](int first, int last) {
        page->view()->setCurrentIndex(page->model()->index(first, 0));
        page->view()->selectionModel()->select(
            QItemSelection(page->model()->index(first, 0), page->model()->index(last, 0)),
            QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    };
    const auto resend = [&](int row) {
        QAction *action = menuAction(page, row, u"Resend…"_s);
        if (action) {
            action->trigger();
        }
        if (QWidget *popup = QApplication::activePopupWidget()) {
            popup->close();
        }
        return action ? dialog("resendDialog") : nullptr;
    };
    select(1, 2);
    QDialog *question = resend(1);
    QVERIFY(question);
    QCOMPARE(child<QPlainTextEdit>(question, "resendPreview")->toPlainText(), u"[2]\n\"{{now}}\""_s);
    question->reject();
    QCOMPARE(m_user->messages("s").size(), 3);
    question = resend(1);
    QVERIFY(question);
    child<QLineEdit>(question, "resendPath")->setText(u"t"_s);
    QTest::mouseClick(child<QPushButton>(question, "resendSend"), Qt::LeftButton);
    auto *result = child<QLabel>(question, "resendResult");
    QTRY_VERIFY_WITH_TIMEOUT(result->text().startsWith(u"2 append"_s), Patience);
    QVERIFY(question->isVisible());
    QVERIFY(!child<QPushButton>(question, "resendSend")->isVisible());
    QCOMPARE(m_user->messages("t"), (QByteArrayList { "[2]", "\"{{now}}\"" }));
    QTest::keyClick(child<QPushButton>(question, "resendCancel"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!m_user->window()->findChild<QDialog *>("resendDialog"_L1), Patience);
    // What cannot be sent is said, and can be sent elsewhere.
    QVERIFY(m_user->carriedOut(m_user->other().stream(m_user->url("t")).closeStream()));
    question = resend(1);
    QVERIFY(question);
    child<QLineEdit>(question, "resendPath")->setText(u"t"_s);
    QTest::mouseClick(child<QPushButton>(question, "resendSend"), Qt::LeftButton);
    result = child<QLabel>(question, "resendResult");
    QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(u"closed (409)"_s), Patience);
    QVERIFY(child<QPushButton>(question, "resendSend")->isEnabled());
    question->reject();
    QCOMPARE(m_user->messages("s").size(), 3);
}

//! As after a send from the composer.
void TestResend::resendSaysWhatBecameOfIt()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json", "[1,2,3]"));
    TailPage *page = m_user->open("s");
    QVERIFY(page);
    QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 4, Patience);
    page->view()->setCurrentIndex(page->model()->index(0, 0));
    QAction *action = menuAction(page, 0, u"Resend…"_s);
    QVERIFY(action);
    action->trigger();
    if (QWidget *popup = QApplication::activePopupWidget()) {
        popup->close();
    }
    QDialog *question = dialog("resendDialog");
    QVERIFY(question);
    QTest::mouseClick(child<QPushButton>(question, "resendSend"), Qt::LeftButton);
    auto *result = child<QLabel>(question, "resendResult");
    QTRY_VERIFY_WITH_TIMEOUT(result->text().contains(u"seen in the tail after"_s), Patience);
    static const QRegularExpression facts(u"^\\d+ · \\d+ ms · next "_s);
    QVERIFY2(facts.match(result->text()).hasMatch(), qPrintable(result->text()));
    auto *reveal = child<QToolButton>(question, "resendReveal");
    reveal->setFocus();
    QTest::keyClick(reveal, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!m_user->window()->findChild<QDialog *>("resendDialog"_L1), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(page->view()->currentIndex().row(), page->model()->rowCount() - 1, Patience);
    QCOMPARE(page->currentMessage().toByteArray(), "1"_ba);
    QVERIFY(!page->isFollowing());
}

//! The first press of Cancel stops, and says what is known then.
void TestResend::resendIsStopped()
{
    FaultServer server;
    server.on("POST", "/v1/stream/s", [](const Exchange &) { /* no answer, ever */ });
    QCOMPARE(m_user->start(server.url("/v1/stream")), QString());
    auto *question = new ResendDialog(m_user->server(), "s", "application/json", { { "1", true } },
                                      m_user->window());
    question->open();
    QTest::mouseClick(child<QPushButton>(question, "resendSend"), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(server.countComplete("POST", "/v1/stream/s"), 1, Patience);
    auto *cancel = child<QPushButton>(question, "resendCancel");
    QCOMPARE(cancel->text(), u"Stop"_s);
    QTest::mouseClick(cancel, Qt::LeftButton);
    const QString said = child<QLabel>(question, "resendResult")->text();
    QVERIFY2(said.contains(u"may or may not be stored"_s), qPrintable(said));
    QVERIFY(question->isVisible());
    QTest::mouseClick(cancel, Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!m_user->window()->findChild<QDialog *>("resendDialog"_L1), Patience);
}

void TestResend::editsAndResends()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json", "[{\"n\": 9007199254740993}]"));
    TailPage *page = m_user->open("s");
    QVERIFY(page);
    QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 2, Patience); // and that it is live
    QAction *edit = menuAction(page, 0, u"Edit and Resend…"_s);
    QVERIFY(edit);
    edit->trigger();
    if (QWidget *popup = QApplication::activePopupWidget()) {
        popup->close();
    }
    QCOMPARE(composer()->text(), u"{\"n\": 9007199254740993}"_s);
    QVERIFY(m_user->activate());
    composer()->focusEditor();
    QTest::keyClick(composer()->editor(), Qt::Key_End, Qt::ControlModifier);
    QTest::keyClick(composer()->editor(), Qt::Key_Backspace);
    QTest::keyClicks(composer()->editor(), u",\"m\":1}"_s);
    m_user->send();
    QVERIFY(m_user->waitForResult(u"seen in the tail"_s));
    QCOMPARE(m_user->messages("s"),
             (QByteArrayList { "{\"n\": 9007199254740993}", "{\"n\": 9007199254740993,\"m\":1}" }));
}

QTEST_MAIN(TestResend)
#include "tst_resend.moc"
