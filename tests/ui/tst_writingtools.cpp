// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "composer/composelibrary.h"
#include "composer/composerpanel.h"
#include "composer/payloadeditor.h"
#include "connection/server.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"
#include "window/mainwindow.h"
#include "window/windowactions.h"
#include "wire/wiremodel.h"
#include "wire/wirepanel.h"
#include "writingwindow.h"

#include <QAction>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStandardPaths>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using Backend = WritingWindow::Backend;

namespace {
constexpr auto Patience = WritingWindow::Patience;
}

//! The producer lab, templates and history.
class TestWritingTools : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup() { m_user.reset(); }

    void lab_data() { addBackends(); }
    void lab();
    void labClaims_data() { addBackends(); }
    void labClaims();
    void keepsHistoryAndTemplates();
    void historyComesInItsOwnMode();
    void libraryFile();

private:
    //! The producer lab of a new stream of JSON messages.
    QDialog *openLab(Backend backend);
    void addBackends();
    ComposerPanel *composer() const { return m_user->window()->composer(); }
    QDialog *dialog(const char *name) const;
    template<typename W> static W *child(const QWidget *parent, const char *name)
    {
        return parent->findChild<W *>(QLatin1StringView(name));
    }

    std::unique_ptr<WritingWindow> m_user;
};

void TestWritingTools::init()
{
    QTest::failOnWarning();
    m_user = std::make_unique<WritingWindow>();
}

void TestWritingTools::addBackends()
{
    QTest::addColumn<Backend>("backend");
    QTest::newRow("sandbox") << Backend::Sandbox;
    QTest::newRow("reference server") << Backend::Reference;
}

QDialog *TestWritingTools::dialog(const char *name) const
{
    QDialog *found = nullptr;
    WritingWindow::waitFor([&] {
        found = m_user->window()->findChild<QDialog *>(QLatin1StringView(name));
        return found && found->isVisible();
    });
    return found;
}

QDialog *TestWritingTools::openLab(Backend backend)
{
    const QString fault = m_user->start(backend);
    if (!fault.isEmpty() || !m_user->create("s", "application/json") || !m_user->open("s")) {
        qWarning("%s", qPrintable(fault));
        return nullptr;
    }
    m_user->window()->commands()->producerLab->trigger();
    return dialog("producerLab");
}

void TestWritingTools::lab()
{
    QFETCH(const Backend, backend);
    QDialog *lab = openLab(backend);
    QVERIFY(lab);
    auto *table = child<QTableWidget>(lab, "labTable");
    auto *meaning = child<QLabel>(lab, "labMeaning");
    auto *message = child<QLineEdit>(lab, "labMessage");
    auto *wire = m_user->window()->findChild<WirePanel *>()->model();
    int row = 0;
    const auto press = [&](const char *name, const QString &text) {
        message->setText(text);
        auto *button = child<QPushButton>(lab, name);
        if (!button->isEnabled()) {
            return u"not enabled"_s;
        }
        QTest::mouseClick(button, Qt::LeftButton);
        WritingWindow::waitFor([&] { return table->rowCount() > row; });
        ++row;
        return QString(table->item(row - 1, 2)->text() + u' ' + table->item(row - 1, 3)->text());
    };
    QVERIFY(!child<QPushButton>(lab, "labDuplicate")->isEnabled());
    QVERIFY(!child<QPushButton>(lab, "labStale")->isEnabled());
    QCOMPARE(press("labSend", u"\"a\""_s), u"0, 0 200"_s);
    QVERIFY(meaning->text().contains(u"PROTOCOL 5.2.1"_s));
    QCOMPARE(press("labSend", u"\"b\""_s), u"0, 1 200"_s);
    QCOMPARE(press("labDuplicate", u"\"no\""_s), u"0, 1 204"_s);
    QVERIFY(meaning->text().contains(u"Not stored again"_s));
    QCOMPARE(press("labGap", u"\"no\""_s), u"0, 3 409"_s);
    QVERIFY(meaning->text().contains(u"expected number 2 and received 3"_s));
    QCOMPARE(press("labNewEpoch", u"\"c\""_s), u"1, 0 200"_s);
    QCOMPARE(press("labStale", u"\"no\""_s), u"0, 0 403"_s);
    QVERIFY(meaning->text().contains(u"the server is at epoch 1"_s));
    QCOMPARE(press("labSend", u"\"d\""_s), u"1, 1 200"_s);
    QCOMPARE(press("labSend", u"nonsense"_s), u"not enabled"_s);
    QVERIFY(child<QLabel>(lab, "labCounters")->text().contains(u"acknowledged: 4"_s));
    QCOMPARE(child<QDoubleSpinBox>(lab, "labNext")->value(), 2.0);
    QCOMPARE(m_user->messages("s"), (QByteArrayList { "\"a\"", "\"b\"", "\"c\"", "\"d\"" }));
    // Every request is in the wire log.
    int posts = 0;
    for (int i = 0; i < wire->rowCount(); ++i) {
        posts += wire->index(i, WireModel::Method).data().toString() == u"POST"_s;
    }
    QCOMPARE(posts, row);
    // The second of two requests that are the same.
    table->setCurrentCell(2, 0);
    child<QPushButton>(lab, "labWire")->click();
    const QModelIndex shown = m_user->window()->findChild<WirePanel *>()->view()->currentIndex();
    QVERIFY(shown.isValid());
    QCOMPARE(shown.siblingAtColumn(WireModel::Status).data().toString(), u"204"_s);
    QCOMPARE(wire->traceAt(shown.row()).requestHeaders.value("Producer-Seq"), "1"_ba);
    lab->reject();
}

void TestWritingTools::labClaims()
{
    QFETCH(const Backend, backend);
    QDialog *lab = openLab(backend);
    QVERIFY(lab);
    auto *table = child<QTableWidget>(lab, "labTable");
    auto *claim = child<QPushButton>(lab, "labClaim");
    const auto lastRow = [table] {
        const int row = table->rowCount() - 1;
        return row < 0 ? QString() : table->item(row, 2)->text() + u' ' + table->item(row, 3)->text();
    };
    // Nobody has used the id; then it was used in the same epoch; then in a higher one.
    QTest::mouseClick(claim, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(lastRow(), u"0, 0 200"_s, Patience);
    QTest::mouseClick(claim, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 3, Patience);
    QCOMPARE(table->item(1, 3)->text(), u"204"_s);
    QCOMPARE(lastRow(), u"1, 0 200"_s);
    QTest::mouseClick(claim, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(table->rowCount(), 5, Patience);
    QCOMPARE(table->item(3, 3)->text(), u"403"_s);
    QCOMPARE(lastRow(), u"2, 0 200"_s);
    QCOMPARE(m_user->messages("s").size(), 3);
    lab->reject();
}

void TestWritingTools::keepsHistoryAndTemplates()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json"));
    QVERIFY(m_user->create("t", "application/json"));
    QVERIFY(m_user->open("s"));
    QVERIFY(m_user->compose());
    for (const QString &text : { u"{\"apple\":1}"_s, u"{\"pear\":2}"_s }) {
        m_user->paste(text);
        m_user->send();
        QVERIFY(WritingWindow::waitFor([this] { return composer()->text().isEmpty(); }));
    }
    QTest::mouseClick(child<QToolButton>(composer(), "composerShowLibrary"), Qt::LeftButton);
    auto *list = child<QListWidget>(composer(), "libraryList");
    QCOMPARE(list->count(), 2);
    QCOMPARE(list->item(0)->text(), u"{\"pear\":2}"_s); // the latest first
    auto *search = child<QLineEdit>(composer(), "librarySearch");
    QTest::keyClicks(search, u"APPLE"_s);
    QCOMPARE(list->count(), 1);
    list->setCurrentRow(0);
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(composer()->text(), u"{\"apple\":1}"_s);
    search->clear();
    // By the keyboard: back to what was sent, and to the draft again.
    m_user->paste(u"draft"_s);
    QTest::keyClick(composer()->editor(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(composer()->text(), u"{\"pear\":2}"_s);
    QTest::keyClick(composer()->editor(), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(composer()->text(), u"{\"apple\":1}"_s);
    QTest::keyClick(composer()->editor(), Qt::Key_Down, Qt::AltModifier);
    QTest::keyClick(composer()->editor(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(composer()->text(), u"draft"_s);
    // Each stream has its own.
    composer()->setTarget(m_user->server(), "t", "application/json");
    QCOMPARE(list->count(), 0);
}

//! A text of lines, or of digits, is a fault in another mode.
void TestWritingTools::historyComesInItsOwnMode()
{
    QCOMPARE(m_user->start(Backend::Sandbox), QString());
    QVERIFY(m_user->create("s", "application/json"));
    QVERIFY(m_user->open("s"));
    QVERIFY(m_user->compose());
    auto *variables = child<QToolButton>(composer(), "composerVariables");
    const auto sendAs = [&](ComposeMode mode, const QString &text) {
        composer()->setMode(mode);
        m_user->paste(text);
        m_user->send();
        return WritingWindow::waitFor([this] { return composer()->text().isEmpty(); });
    };
    variables->setChecked(true);
    QVERIFY(sendAs(ComposeMode::Lines, u"1\n{{index}}"_s));
    variables->setChecked(false);
    QVERIFY(sendAs(ComposeMode::Hex, u"5b 31 5d"_s));
    composer()->setMode(ComposeMode::One);
    m_user->paste(u"draft"_s);
    const auto press = [this](Qt::Key key) {
        QTest::keyClick(composer()->editor(), key, Qt::AltModifier);
    };
    press(Qt::Key_Up);
    QCOMPARE(composer()->text(), u"5b 31 5d"_s);
    QCOMPARE(composer()->mode(), ComposeMode::Hex);
    press(Qt::Key_Up);
    QCOMPARE(composer()->text(), u"1\n{{index}}"_s);
    QCOMPARE(composer()->mode(), ComposeMode::Lines);
    QVERIFY(variables->isChecked());
    QVERIFY2(m_user->checkText().startsWith(u"Will store 2"_s), qPrintable(m_user->checkText()));
    // What is kept meanwhile is not the draft.
    m_user->window()->saveWindow();
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    QCOMPARE(composer()->text(), u"draft"_s);
    QCOMPARE(composer()->mode(), ComposeMode::One);
    QVERIFY(!variables->isChecked());
}

void TestWritingTools::libraryFile()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"composer.json"_s);
    const KeptText greeting { .name = u"tests/greeting"_s, .text = u"{\"at\":\"{{now}}\"}"_s,
                              .mode = ComposeMode::Burst, .variables = true };
    {
        ComposeLibrary library(path);
        library.saveTemplate({ .name = greeting.name, .text = u"old"_s });
        library.saveTemplate(greeting);
        for (int n = 0; n < ComposeLibrary::HistorySize + 5; ++n) {
            library.noteSent(u"http://a/s"_s, { .text = QString::number(n) });
        }
        library.noteSent(u"http://a/s"_s, { .text = u"50"_s }); // goes to the end, once
        library.noteSent(u"http://a/s"_s, { .text = u" "_s });
    }
    ComposeLibrary library(path);
    QCOMPARE(library.templates(), QList<KeptText> { greeting });
    const QList<KeptText> history = library.history(u"http://a/s"_s);
    QCOMPARE(history.size(), ComposeLibrary::HistorySize);
    QCOMPARE(history.last().text, u"50"_s);
    QCOMPARE(history.first().text, u"5"_s);
    ComposeLibrary other;
    QCOMPARE(other.importFrom(library.exported()), 1);
    QCOMPARE(other.templates(), QList<KeptText> { greeting });
    QVERIFY(!other.importFrom("{}"_ba));
    QCOMPARE(other.templates().size(), 1);
}

QTEST_MAIN(TestWritingTools)
#include "tst_writingtools.moc"
