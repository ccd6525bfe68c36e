// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "composer/composerpanel.h"
#include "composer/payloadeditor.h"
#include "composer/sendoptions.h"
#include "connection/server.h"
#include "explorer/explorerpanel.h"
#include "explorer/streamentry.h"
#include "explorer/streamtreemodel.h"
#include "filter/filterbar.h"
#include "models/tailmodel.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"
#include "window/windowactions.h"
#include "writingwindow.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/headqueue.h>
#include <durablestreams/stream.h>
#include <durablestreams/streamcatalog.h>

#include <QSet>
#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTabBar>
#include <QTest>
#include <QToolButton>
#include <QTranslator>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using Backend = WritingWindow::Backend;

namespace {
constexpr auto Patience = WritingWindow::Patience;
}

//! Which stream the keys, the commands and the composer are about.
class TestComposerTarget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init();
    void cleanup();

    void commandKeysLeaveTextAlone_data();
    void commandKeysLeaveTextAlone();
    void commandKeysLeaveDialogsAlone();
    void filterKeyWorksInTheComposer();
    void commandsGoWithTheTab();
    void composerGoesWithTheTab();
    void composerStaysWithItsText();
    void composerNamesTheServers_data();
    void composerNamesTheServers();
    void tabGoesThroughAll_data();
    void tabGoesThroughAll();
    void composerSaysThatTheTabIsAFile();
    void readOnlyForksNothing();
    void panelLeavesTheKeysOfTheMenus_data() { mnemonicsOfARowAreUnique_data(); }
    void panelLeavesTheKeysOfTheMenus();
    void burstBelongsToItsStream();
    void typeIsShownAfterAFork();
    void closesTheOpenOnesOnly();
    void readOnlyOffersTheConnection();
    void windowKeepsItsSize();
    void mnemonicsOfARowAreUnique_data();
    void mnemonicsOfARowAreUnique();

private:
    bool startWith(const QByteArrayList &paths);
    void click(const QByteArray &path, Qt::KeyboardModifiers modifiers = {});
    void clickTab(const QByteArray &path);
    //! The streams that the dialog of \a action names; it is closed again.
    QString asked(QAction *action, const char *name);
    MainWindow *window() const { return m_user->window(); }
    ComposerPanel *composer() const { return window()->composer(); }
    template<typename W> W *child(const char *name) const
    {
        return window()->findChild<W *>(QLatin1StringView(name));
    }

    std::unique_ptr<WritingWindow> m_user;
    std::unique_ptr<QTranslator> m_translator;
};

void TestComposerTarget::init()
{
    QTest::failOnWarning();
    m_user = std::make_unique<WritingWindow>();
}

void TestComposerTarget::cleanup()
{
    m_user.reset();
    m_translator.reset();
}

//! Streams of JSON, each in the list and in a tab; the last one is shown.
bool TestComposerTarget::startWith(const QByteArrayList &paths)
{
    if (!m_user->start(Backend::Sandbox).isEmpty()) {
        return false;
    }
    for (const QByteArray &path : paths) {
        if (!m_user->create(path, "application/json", "[1]") || !m_user->open(path)) {
            return false;
        }
    }
    return m_user->activate();
}

void TestComposerTarget::click(const QByteArray &path, Qt::KeyboardModifiers modifiers)
{
    QTreeView *view = window()->explorer()->view();
    const QModelIndex index = static_cast<StreamTreeModel *>(view->model())->indexOf(path);
    view->scrollTo(index);
    QTest::mouseClick(view->viewport(), Qt::LeftButton, modifiers, view->visualRect(index).center());
}

void TestComposerTarget::clickTab(const QByteArray &path)
{
    StreamTabs *tabs = window()->tabs();
    QTabBar *bar = tabs->tabBar();
    const int index = tabs->indexOf(tabs->page(m_user->server(), path));
    QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(index).center());
}

QString TestComposerTarget::asked(QAction *action, const char *name)
{
    if (!action->isEnabled()) {
        return u"not enabled"_s;
    }
    action->trigger();
    auto *dialog = child<QDialog>(name);
    if (!dialog) {
        return u"no dialog"_s;
    }
    QStringList words;
    for (const QLabel *label : dialog->findChildren<QLabel *>()) {
        words.append(label->text());
    }
    if (const auto *list = dialog->findChild<QListWidget *>("questionList"_L1)) {
        for (int row = 0; row < list->count(); ++row) {
            words.append(list->item(row)->text());
        }
    }
    dialog->reject();
    WritingWindow::waitFor([&] { return !child<QDialog>(name); });
    m_user->activate();
    return words.join(u'\n');
}

void TestComposerTarget::commandKeysLeaveTextAlone_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<Qt::Key>("key");
    for (const auto &[name, key] : { std::pair { "K", Qt::Key_K }, { "D", Qt::Key_D } }) {
        for (const char *field : { "composerEditor", "composerSequence", "composerHeaders",
                                   "librarySearch", "explorerFilter" }) {
            QTest::addRow("Ctrl+%s in %s", name, field) << QString::fromLatin1(field) << key;
        }
    }
}

void TestComposerTarget::commandKeysLeaveTextAlone()
{
    QFETCH(const QString, field);
    QFETCH(const Qt::Key, key);
    QVERIFY(startWith({ "a" }));
    QVERIFY(m_user->compose());
    child<QToolButton>("composerShowOptions")->setChecked(true);
    child<QToolButton>("composerShowLibrary")->setChecked(true);
    auto *widget = window()->findChild<QWidget *>(field);
    QVERIFY(widget);
    widget->setFocus();
    QTRY_VERIFY_WITH_TIMEOUT(widget->hasFocus(), Patience);
    QTest::keyClicks(widget, u"a word"_s);
    QTest::keyClick(widget, Qt::Key_Home);
    QTest::keyClick(widget, key, Qt::ControlModifier);
    const QVariant text = widget->property(qobject_cast<QLineEdit *>(widget) ? "text" : "plainText");
    QCOMPARE(text.toString(), u"a word"_s);
}

// No command of the window is to be had there.
void TestComposerTarget::commandKeysLeaveDialogsAlone()
{
    QVERIFY(startWith({ "a" }));
    window()->commands()->newStream->trigger();
    auto *dialog = child<QDialog>("createStreamDialog");
    QVERIFY(dialog);
    auto *body = dialog->findChild<QPlainTextEdit *>("createBody"_L1);
    body->setFocus();
    QTRY_VERIFY_WITH_TIMEOUT(body->hasFocus(), Patience);
    QTest::keyClicks(body, u"[1]"_s);
    QTest::keyClick(body, Qt::Key_Home);
    QTest::keyClick(body, Qt::Key_K, Qt::ControlModifier);
    QTest::keyClick(body, Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(body->toPlainText(), u"[1]"_s);
    // What every text field has still works.
    QTest::keyClick(body, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(body, Qt::Key_X, Qt::ControlModifier);
    QCOMPARE(body->toPlainText(), QString());
    QTest::keyClick(body, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(body->toPlainText(), u"[1]"_s);
    dialog->reject();
}

void TestComposerTarget::filterKeyWorksInTheComposer()
{
    QVERIFY(startWith({ "a", "b" }));
    QVERIFY(m_user->compose());
    QTest::keyClick(composer()->editor(), Qt::Key_K, Qt::ControlModifier);
    const FilterBar *bar = window()->currentPage()->filterBar();
    QTRY_VERIFY_WITH_TIMEOUT(bar->isAncestorOf(QApplication::focusWidget()), Patience);
}

void TestComposerTarget::commandsGoWithTheTab()
{
    QVERIFY(startWith({ "a", "b" }));
    const WindowActions *commands = window()->commands();
    const auto deletes = [&](const QString &path) {
        const QString words = asked(commands->deleteStream, "deleteStreamDialog");
        return words.contains(u"Delete “%1”?"_s.arg(path)) ? QString() : words;
    };
    QCOMPARE(deletes(u"b"_s), QString());
    click("a");
    QCOMPARE(deletes(u"a"_s), QString());
    // The tab that is shown already: its stream is meant all the same.
    clickTab("b");
    QCOMPARE(deletes(u"b"_s), QString());
    QCOMPARE(window()->explorer()->currentPath(), "b"_ba);
    click("b");
    clickTab("a");
    QCOMPARE(deletes(u"a"_s), QString());
    // Its rows as well.
    click("b");
    QCOMPARE(deletes(u"b"_s), QString());
    QTest::mouseClick(window()->currentPage()->view()->viewport(), Qt::LeftButton, {}, QPoint(20, 5));
    QCOMPARE(deletes(u"a"_s), QString());
    click("b");
    commands->compose->trigger();
    QCOMPARE(composer()->path(), "b"_ba);
    clickTab("a");
    commands->compose->trigger();
    QCOMPARE(composer()->path(), "a"_ba);
}

void TestComposerTarget::composerGoesWithTheTab()
{
    QVERIFY(startWith({ "a", "b" }));
    QCOMPARE(composer()->path(), "b"_ba);
    clickTab("a");
    QCOMPARE(composer()->path(), "a"_ba);
    QVERIFY(!child<QLabel>("composerNotice")->isVisible());
    // Looking at another stream in the list is no tab.
    click("b");
    QCOMPARE(composer()->path(), "a"_ba);
}

void TestComposerTarget::composerStaysWithItsText()
{
    QVERIFY(startWith({ "a", "b" }));
    QVERIFY(m_user->compose());
    m_user->paste(u"{\"half\":"_s);
    clickTab("a");
    QCOMPARE(composer()->path(), "b"_ba);
    QCOMPARE(composer()->text(), u"{\"half\":"_s);
    auto *notice = child<QLabel>("composerNotice");
    QVERIFY(notice->isVisible());
    QCOMPARE(notice->text(), u"This goes to “b”; the tab shown is “a”."_s);
    QTest::mouseClick(child<QToolButton>("composerOther"), Qt::LeftButton);
    QCOMPARE(composer()->path(), "a"_ba);
    QCOMPARE(composer()->text(), QString());
    QVERIFY(!notice->isVisible());
    clickTab("b");
    QCOMPARE(composer()->path(), "b"_ba);
    QCOMPARE(composer()->text(), u"{\"half\":"_s);
}

void TestComposerTarget::composerNamesTheServers_data()
{
    QTest::addColumn<QString>("otherName");
    QTest::addColumn<Connection::Environment>("environment");
    QTest::addColumn<QString>("says");
    using enum Connection::Environment;
    QTest::newRow("names") << u"theirs"_s << Development
                           << u"This goes to “mine › b”; the tab shown is “theirs › b”."_s;
    QTest::newRow("and what for") << u"theirs"_s << Staging
        << u"This goes to “mine › b” (staging); the tab shown is “theirs › b”."_s;
    QTest::newRow("the same name") << u"mine"_s << Development << u"/v1/stream/b”; the tab"_s;
}

//! The path alone is the same.
void TestComposerTarget::composerNamesTheServers()
{
    QFETCH(const QString, otherName);
    QFETCH(const Connection::Environment, environment);
    QFETCH(const QString, says);
    QVERIFY(startWith({ "a", "b" }));
    Connection mine = m_user->server()->connection();
    mine.name = u"mine"_s;
    mine.environment = environment;
    m_user->server()->setConnection(mine);
    Connection connection;
    connection.baseUrl = QUrl(u"http://127.0.0.1:9/v1/stream"_s);
    connection.name = otherName;
    Server *theirs = window()->addServer(connection);
    composer()->setTarget(m_user->server(), "b", "application/json");
    QVERIFY(m_user->compose());
    composer()->setTarget(m_user->server(), "b", "application/json");
    m_user->paste(u"1"_s);
    composer()->showBeside(theirs, "b", "application/json");
    const QString text = child<QLabel>("composerNotice")->text();
    QVERIFY2(text.contains(says), qPrintable(text));
    // With several connections each stream is named with its own.
    composer()->showBeside(m_user->server(), "a", "application/json");
    QVERIFY(child<QLabel>("composerNotice")->text().contains(u"“mine › a”"_s));
}

void TestComposerTarget::readOnlyForksNothing()
{
    QCOMPARE(m_user->start(Backend::Sandbox, true), QString());
    QVERIFY(m_user->create("a", "application/json", "[1]"));
    TailPage *page = m_user->open("a");
    QVERIFY(page);
    QTRY_COMPARE_GE_WITH_TIMEOUT(page->model()->rowCount(), 1, Patience);
    QMenu menu;
    page->view()->setCurrentIndex(page->model()->index(0, 0));
    page->addRowActions(&menu);
    for (const char *name : { "tail.fork", "tail.resend" }) {
        const auto *action = menu.findChild<QAction *>(QLatin1StringView(name));
        QVERIFY(action);
        QVERIFY(!action->isEnabled());
        QVERIFY2(action->toolTip().contains(u"read-only"_s), qPrintable(action->toolTip()));
    }
}

//! A letter that two of them want does nothing but move the focus.
void TestComposerTarget::panelLeavesTheKeysOfTheMenus()
{
    QFETCH(const QString, language);
    m_translator = std::make_unique<QTranslator>();
    QVERIFY(m_translator->load(u":/i18n/tailwater_%1.qm"_s.arg(language)));
    QVERIFY(QCoreApplication::installTranslator(m_translator.get()));
    QVERIFY(startWith({ "a" }));
    QStringList taken;
    for (const QAction *menu : window()->menuBar()->actions()) {
        taken.append(QKeySequence::mnemonic(menu->text()).toString());
    }
    QCOMPARE_GE(taken.size(), 7);
    const auto fault = [&taken](const QString &text) {
        const QKeySequence key = QKeySequence::mnemonic(text);
        return key.isEmpty() || !taken.contains(key.toString()) ? QString() : text;
    };
    for (const auto *button : composer()->findChildren<QAbstractButton *>()) {
        QCOMPARE(fault(button->text()), QString());
    }
    for (const auto *label : composer()->findChildren<QLabel *>()) {
        QCOMPARE(label->buddy() ? fault(label->text()) : QString(), QString());
    }
}

void TestComposerTarget::tabGoesThroughAll_data()
{
    QTest::addColumn<bool>("sent");
    QTest::newRow("before anything was sent") << false;
    QTest::newRow("with a result") << true;
}

//! And each time the focus is where it can be seen.
void TestComposerTarget::tabGoesThroughAll()
{
    QFETCH(const bool, sent);
    QVERIFY(startWith({ "a" }));
    QVERIFY(m_user->compose());
    m_user->paste(u"1"_s);
    if (sent) {
        m_user->send();
        QVERIFY(m_user->waitForResult(u"200 · "_s));
        m_user->paste(u"2"_s);
    }
    QTRY_VERIFY_WITH_TIMEOUT(composer()->sendAction()->isEnabled(), Patience);
    QSet<QWidget *> reached;
    for (int i = 0; i < 80; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QWidget *now = QApplication::focusWidget();
        QVERIFY(now && now->isVisible());
        const QWidget *seen = window()->childAt(now->mapTo(window(), now->rect().center()));
        QVERIFY2(seen == now || now->isAncestorOf(seen), qPrintable(now->objectName()));
        reached.insert(now);
    }
    QStringList missing;
    for (QAbstractButton *button : composer()->findChildren<QAbstractButton *>()) {
        const bool wants = button->isVisible() && button->isEnabled() && button->focusPolicy() & Qt::TabFocus;
        missing.append(wants && !reached.contains(button) ? button->objectName() : QString());
    }
    missing.removeAll(QString());
    QCOMPARE(missing, QStringList());
    // It has been round.
    QVERIFY(reached.contains(composer()->editor()));
    QVERIFY(reached.contains(window()->currentPage()->view()));
    // And so do the keys of the panes.
    for (const auto &[number, dock] : { std::pair(Qt::Key_2, "detail"_L1), { Qt::Key_4, "composer"_L1 } }) {
        QTest::keyClick(window(), number, Qt::AltModifier);
        QTRY_VERIFY2_WITH_TIMEOUT(window()->findChild<QDockWidget *>(dock)->isAncestorOf(QApplication::focusWidget()),
                                  dock.data(), Patience);
    }
}

void TestComposerTarget::composerSaysThatTheTabIsAFile()
{
    QVERIFY(startWith({ "a" }));
    QVERIFY(m_user->compose());
    composer()->showBesideFile(u"week.jsonl"_s);
    auto *notice = child<QLabel>("composerNotice");
    QVERIFY(notice->isVisible());
    QVERIFY(notice->text().contains(u"“a”"_s) && notice->text().contains(u"“week.jsonl”"_s));
    QVERIFY(!child<QToolButton>("composerOther")->isVisible());
}

void TestComposerTarget::burstBelongsToItsStream()
{
    QVERIFY(startWith({ "b", "a" }));
    QVERIFY(m_user->compose());
    composer()->setMode(ComposeMode::Burst);
    m_user->paste(u"1"_s);
    auto *count = child<QSpinBox>("burstCount");
    count->setValue(7);
    m_user->send();
    auto *line = child<QLabel>("burstLine");
    QTRY_VERIFY_WITH_TIMEOUT(line->text().contains(u"7 of 7 stored"_s), Patience);
    QTRY_VERIFY_WITH_TIMEOUT(line->text().contains(u". It took"_s), Patience);
    composer()->setTarget(m_user->server(), "b");
    composer()->setMode(ComposeMode::Burst);
    QCOMPARE(line->text(), QString());
    QVERIFY(!child<QToolButton>("burstCopy")->isVisible());
    QCOMPARE(count->value(), 1'000);
    count->setValue(1);
    m_user->paste(u"1"_s);
    QCOMPARE(m_user->checkText(), u"Will store the message once"_s);
    composer()->setTarget(m_user->server(), "a");
    QCOMPARE(count->value(), 7);
    QVERIFY(line->text().contains(u"7 of 7 stored"_s));
    QVERIFY(child<QToolButton>("burstCopy")->isVisible());
}

void TestComposerTarget::typeIsShownAfterAFork()
{
    QVERIFY(startWith({ "events/orders" }));
    window()->commands()->forkStream->trigger();
    auto *dialog = child<QDialog>("forkStreamDialog");
    QVERIFY(dialog);
    dialog->findChild<QPushButton *>("forkCreate"_L1)->click();
    const QByteArray fork = "events/orders-fork-1";
    QTRY_COMPARE_WITH_TIMEOUT(composer()->path(), fork, Patience);
    auto *type = child<QLabel>("composerType");
    QTRY_COMPARE_WITH_TIMEOUT(type->text(), u"application/json"_s, Patience);
    QVERIFY(type->isVisible());
}

void TestComposerTarget::closesTheOpenOnesOnly()
{
    QVERIFY(startWith({ "a", "b", "c" }));
    QVERIFY(m_user->carriedOut(m_user->other().stream(m_user->url("b")).closeStream()));
    m_user->server()->heads()->refresh("b");
    QTRY_VERIFY_WITH_TIMEOUT(m_user->server()->catalog()->entry("b")->state
                                 == StreamEntry::State::Closed,
                             Patience);
    QAction *close = window()->commands()->closeStream;
    click("b");
    QVERIFY(!close->isEnabled());
    click("a", Qt::ControlModifier);
    click("c", Qt::ControlModifier);
    const QString words = asked(close, "closeStreamDialog");
    QVERIFY2(words.endsWith(u"\na\nc"_s), qPrintable(words));
    click("a");
    click("b", Qt::ControlModifier);
    QVERIFY2(asked(close, "closeStreamDialog").contains(u"Close “a”?"_s), "");
}

void TestComposerTarget::readOnlyOffersTheConnection()
{
    QCOMPARE(m_user->start(Backend::Sandbox, true), QString());
    composer()->setTarget(m_user->server(), "a", "application/json");
    window()->showDock(u"composer"_s);
    auto *way = child<QToolButton>("composerWayToWrite");
    QVERIFY(way->isVisible());
    QTest::mouseClick(way, Qt::LeftButton);
    auto *dialog = child<QDialog>("connectDialog");
    QVERIFY(dialog && dialog->isVisible());
    dialog->reject();
    Connection production = m_user->server()->connection();
    production.readOnly = false;
    production.environment = Connection::Environment::Production;
    m_user->server()->setConnection(production);
    QVERIFY(!m_user->server()->canWrite());
    QTRY_VERIFY_WITH_TIMEOUT(way->isVisible(), Patience);
    QTest::mouseClick(way, Qt::LeftButton);
    QVERIFY(m_user->server()->canWrite());
    QVERIFY(!way->isVisible());
}

void TestComposerTarget::windowKeepsItsSize()
{
    QVERIFY(startWith({ "a" }));
    QVERIFY(m_user->compose());
    window()->resize(1280, 800);
    QTRY_COMPARE_WITH_TIMEOUT(window()->size(), QSize(1280, 800), Patience);
    child<QToolButton>("composerShowOptions")->setChecked(true);
    child<QToolButton>("composerShowLibrary")->setChecked(true);
    composer()->setMode(ComposeMode::Burst);
    m_user->paste(u"1"_s);
    child<QSpinBox>("burstCount")->setValue(2);
    m_user->send();
    QTRY_VERIFY_WITH_TIMEOUT(child<QLabel>("burstLine")->text().contains(u"It took"_s), Patience);
    composer()->showBesideFile(u"week.jsonl"_s);
    Connection connection = m_user->server()->connection();
    connection.readOnly = true;
    m_user->server()->setConnection(connection);
    QTRY_VERIFY_WITH_TIMEOUT(child<QWidget>("connectionStripe")->isVisible(), Patience);
    QTest::qWait(0);
    QCOMPARE(window()->minimumSizeHint().height(), qMin(800, window()->minimumSizeHint().height()));
    QCOMPARE(window()->size(), QSize(1280, 800));
}

void TestComposerTarget::mnemonicsOfARowAreUnique_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("German") << u"de"_s;
}

void TestComposerTarget::mnemonicsOfARowAreUnique()
{
    QFETCH(const QString, language);
    m_translator = std::make_unique<QTranslator>();
    QVERIFY(m_translator->load(u":/i18n/tailwater_%1.qm"_s.arg(language)));
    QVERIFY(QCoreApplication::installTranslator(m_translator.get()));
    QVERIFY(startWith({ "a" }));
    TailPage *page = window()->currentPage();
    QTRY_COMPARE_GE_WITH_TIMEOUT(page->model()->rowCount(), 1, Patience);
    Q_EMIT page->view()->customContextMenuRequested(
        page->view()->visualRect(page->model()->index(0, 0)).center());
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    QHash<QChar, QString> taken;
    for (const QAction *action : menu->actions()) {
        const QKeySequence key = QKeySequence::mnemonic(action->text());
        if (action->isSeparator()) {
            continue;
        }
        QVERIFY2(!key.isEmpty(), qPrintable(action->text()));
        const QChar letter = key.toString().back();
        QVERIFY2(!taken.contains(letter),
                 qPrintable(u"%1: %2, %3"_s.arg(letter).arg(taken.value(letter), action->text())));
        taken.insert(letter, action->text());
    }
    QCOMPARE_GT(taken.size(), 10);
    menu->close();
}

QTEST_MAIN(TestComposerTarget)
#include "tst_composertarget.moc"
