// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The guide: it opens, it can be searched, and what it names exists, in each language.

#include "application.h"
#include "connection/server.h"
#include "explorer/explorerpanel.h"
#include "guidetext.h"
#include "help/guide.h"
#include "help/guideview.h"
#include "help/helpwindow.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"
#include "window/mainwindow.h"
#include "window/windowactions.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;

namespace {

constexpr auto Patience = 60s;

//! Qt takes a window for active as soon as the one that it belongs to is.
bool isActive(const QWidget *window)
{
    return QTest::qWaitFor([window] { return QApplication::activeWindow() == window; }, Patience);
}

void addLanguages()
{
    QTest::addColumn<QString>("language");
    for (const QString &language : GuideText::languages) {
        QTest::newRow(qPrintable(language)) << language;
    }
}

//! A command of a menu, and where it is: the same place in every language.
struct Command
{
    QString place;
    QList<QKeySequence> keys;
};

//! What the application says in one language.
struct Speech
{
    QHash<QString, Command> commands; //!< by their names, as the guide writes them
    QStringList texts;
};

//! Every command below \a menu, which is at \a place.
void collect(QMenu *menu, const QString &path, const QString &place,
             QHash<QString, Command> *commands)
{
    // Some menus are filled when they open.
    Q_EMIT menu->aboutToShow();
    int number = 0;
    for (QAction *action : menu->actions()) {
        const QString name = path + u" ▸ "_s + GuideText::plain(action->text());
        const QString here = place + u'/' + QString::number(++number);
        if (action->menu()) {
            collect(action->menu(), name, here, commands);
        }
        // A menu is named, too, where its entries are somebody's own.
        if (!action->isSeparator()) {
            commands->insert(name, { here, action->shortcuts() });
        }
    }
}

} // namespace

class TestHelp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(); }
    void cleanupTestCase() { stop(); }

    void opensWithF1AndClosesWithEscape_data() { addLanguages(); }
    void opensWithF1AndClosesWithEscape();
    void goesWhereLinksLead_data() { addLanguages(); }
    void goesWhereLinksLead();
    void searchesAllPages_data() { addLanguages(); }
    void searchesAllPages();
    void followsTheAppearance_data() { addLanguages(); }
    void followsTheAppearance();

    void commandsExist_data()
    {
        GuideText::addRows(GuideText::wordsOf(GuideText::commandPattern()));
    }
    void commandsExist();
    void commandsAreTheSame_data();
    void commandsAreTheSame();
    void textsExist_data();
    void textsExist();
    void shortcutsAreTrue_data();
    void shortcutsAreTrue();
    void shortcutsAreComplete_data() { addLanguages(); }
    void shortcutsAreComplete();

private:
    bool start(const QString &language);
    void stop();
    bool listen(const QString &language);
    HelpWindow *openGuide();
    QMenu *rowMenu();

    QTemporaryDir m_folder;
    QString m_language;
    std::unique_ptr<QTranslator> m_translator;
    std::unique_ptr<Application> m_app;
    QHash<QString, Speech> m_speeches;
};

void TestHelp::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    QVERIFY(GuideText::readTexts(QStringLiteral(TRANSLATED_TEXTS), &m_speeches[u"en"_s].texts,
                                 &m_speeches[u"de"_s].texts));
    for (const QString &language : GuideText::languages) {
        QVERIFY(start(language));
        QVERIFY(listen(language));
    }
}

//! The application in \a language, with its window in front.
bool TestHelp::start(const QString &language)
{
    if (m_language == language) {
        return true;
    }
    stop();
    m_translator = GuideText::speak(language);
    m_app = std::make_unique<Application>(m_folder.filePath(language + u"/settings.ini"_s));
    MainWindow *window = m_app->window();
    window->show();
    window->activateWindow();
    m_language = language;
    return m_translator && QTest::qWaitForWindowActive(window);
}

void TestHelp::stop()
{
    m_app.reset();
    m_translator.reset();
    m_language.clear();
}

//! Which commands the application has.
bool TestHelp::listen(const QString &language)
{
    MainWindow *window = m_app->window();
    m_app->openSandbox();
    const auto isReading = [window] {
        return window->currentPage() && window->currentPage()->currentMessage().isData();
    };
    if (!QTest::qWaitFor(isReading, Patience)) {
        return false;
    }
    QHash<QString, Command> *commands = &m_speeches[language].commands;
    int number = 0;
    for (QAction *menu : window->menuBar()->actions()) {
        collect(menu->menu(), GuideText::plain(menu->text()), QString::number(++number), commands);
    }
    collect(window->explorer()->contextMenu(), u"Streams"_s, u"streams"_s, commands);
    QMenu *row = rowMenu();
    if (!row) {
        return false;
    }
    collect(row, language == "de"_L1 ? u"Zeile"_s : u"Row"_s, u"row"_s, commands);
    row->close();
    return true;
}

QMenu *TestHelp::rowMenu()
{
    TailPage *page = m_app->window()->currentPage();
    page->selectRow(page->currentMessage().id);
    const QRect row = page->view()->visualRect(page->view()->currentIndex());
    const QList<QMenu *> before = page->findChildren<QMenu *>();
    Q_EMIT page->view()->customContextMenuRequested(row.center());
    for (QMenu *menu : page->findChildren<QMenu *>()) {
        if (!before.contains(menu) && menu->isVisible()) {
            return menu;
        }
    }
    return nullptr;
}

HelpWindow *TestHelp::openGuide()
{
    HelpWindow *guide = HelpWindow::open(m_app->window());
    guide->showPage(u"index.md"_s);
    return isActive(guide) ? guide : nullptr;
}

void TestHelp::opensWithF1AndClosesWithEscape()
{
    QFETCH(QString, language);
    QVERIFY(start(language));
    MainWindow *window = m_app->window();
    window->activateWindow();
    QVERIFY(isActive(window));
    QTest::keyClick(window, Qt::Key_F1);
    auto *guide = window->findChild<HelpWindow *>("helpWindow"_L1);
    QVERIFY(guide);
    QVERIFY(isActive(guide));
    QVERIFY(!guide->isModal());
    QCOMPARE(guide->page(), u"index.md"_s);
    const QString title = GuideText::page(language, u"index.md"_s).title;
    const auto *contents = guide->findChild<QListWidget *>();
    QCOMPARE(contents->item(0)->text(), title);
    QCOMPARE(guide->windowTitle(), title);
    QCOMPARE_LE(contents->sizeHintForColumn(0), contents->viewport()->width());
    QVERIFY(guide->findChild<GuideView *>()->toPlainText().startsWith(title));
    QTest::keyClick(guide->focusWidget(), Qt::Key_Escape);
    QVERIFY(!guide->isVisible());
    // The same one again, where it was left.
    guide->showPage(u"filters.md"_s);
    window->commands()->guide->trigger();
    QVERIFY(guide->isVisible());
    QCOMPARE(guide->page(), u"filters.md"_s);
    QVERIFY(guide->windowTitle().startsWith(GuideText::page(language, u"filters.md"_s).title + u" — "));
    QCOMPARE(window->findChildren<HelpWindow *>().size(), 1);
    guide->close();
}

void TestHelp::goesWhereLinksLead()
{
    QFETCH(QString, language);
    QVERIFY(start(language));
    HelpWindow *guide = openGuide();
    QVERIFY(guide);
    auto *view = guide->findChild<GuideView *>();
    auto *contents = guide->findChild<QListWidget *>();
    view->setFocus();
    // Tab goes to the first link, which is that of the first page.
    QTest::keyClick(view, Qt::Key_Tab);
    QTest::keyClick(view, Qt::Key_Return);
    QTRY_COMPARE(guide->page(), guidePages().at(1).name);
    QCOMPARE(contents->currentRow(), 1);
    QVERIFY(view->toPlainText().startsWith(guidePages(language).at(1).title));
    QTest::keyClick(guide, Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(guide->page(), u"index.md"_s);
    QCOMPARE(contents->currentRow(), 0);
    QTest::keyClick(guide, Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(guide->page(), guidePages().at(1).name);
    // A heading far down.
    QUrl heading = GuideText::page(language, u"glossary.md"_s).url();
    heading.setFragment(u"fork"_s);
    view->setSource(heading);
    QTRY_COMPARE_GT(view->verticalScrollBar()->value(), 0);
    QTextBlock block = view->document()->begin();
    while (block.isValid() && block.text() != "Fork"_L1) {
        block = block.next();
    }
    QVERIFY(block.isValid());
    const int top = view->cursorRect(QTextCursor(block)).top();
    QCOMPARE_GE(top, 0);
    QCOMPARE_LT(top, view->viewport()->height() / 4);
    guide->close();
}

void TestHelp::searchesAllPages()
{
    QFETCH(QString, language);
    QVERIFY(start(language));
    HelpWindow *guide = openGuide();
    QVERIFY(guide);
    auto *view = guide->findChild<GuideView *>();
    auto *contents = guide->findChild<QListWidget *>();
    auto *search = guide->findChild<QLineEdit *>("guideSearch"_L1);
    auto *result = guide->findChild<QLabel *>("guideResult"_L1);
    QTest::keyClick(guide, Qt::Key_F, Qt::ControlModifier);
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, u"sub-offset"_s);
    QCOMPARE(view->textCursor().selectedText().toLower(), u"sub-offset"_s);
    QCOMPARE_GT(view->extraSelections().size(), 0);
    QVERIFY(contents->item(0)->isHidden());
    QVERIFY(!contents->currentItem()->isHidden());
    QSet<QString> pages;
    for (int i = 0; i < 40; ++i) {
        QTest::keyClick(search, Qt::Key_Return);
        pages.insert(guide->page());
        QVERIFY(view->toPlainText().startsWith(GuideText::page(language, guide->page()).title));
        QCOMPARE(view->textCursor().selectedText().toLower(), u"sub-offset"_s);
    }
    QCOMPARE_GE(pages.size(), 2);
    QCOMPARE(result->text(), HelpWindow::tr("on %n page(s)", nullptr, int(pages.size())));
    const QString page = guide->page();
    QTest::keyClick(search, Qt::Key_F3, Qt::ShiftModifier);
    QTest::keyClick(search, Qt::Key_F3);
    QCOMPARE(guide->page(), page);
    search->setText(u"xyzzy"_s);
    QCOMPARE(result->text(), HelpWindow::tr("Not found"));
    search->clear();
    QVERIFY(result->text().isEmpty());
    QVERIFY(!contents->item(0)->isHidden());
    QVERIFY(view->extraSelections().isEmpty());
    guide->close();
}

void TestHelp::followsTheAppearance()
{
    QFETCH(QString, language);
    QVERIFY(start(language));
    HelpWindow *guide = openGuide();
    QVERIFY(guide);
    auto *view = guide->findChild<GuideView *>();
    const auto linkColour = [view] {
        for (QTextBlock block = view->document()->begin(); block.isValid(); block = block.next()) {
            for (auto it = block.begin(); !it.atEnd(); ++it) {
                if (it.fragment().charFormat().isAnchor()
                    && !it.fragment().charFormat().anchorHref().isEmpty()) {
                    return it.fragment().charFormat().foreground().color();
                }
            }
        }
        return QColor();
    };
    for (const auto appearance : { Theme::Appearance::Dark, Theme::Appearance::Light }) {
        m_app->theme()->setAppearance(appearance);
        QTRY_COMPARE(linkColour(), view->palette().color(QPalette::Link));
        QCOMPARE(guide->page(), u"index.md"_s);
    }
    guide->close();
}

//! Bold, with ▸: commands in the menu bar, or in the menu of a row or of the list of streams.
void TestHelp::commandsExist()
{
    QFETCH(QString, language);
    QFETCH(QString, words);
    const auto &commands = m_speeches[language].commands;
    QVERIFY2(commands.contains(words), qPrintable(commands.keys().join(u'\n')));
}

void TestHelp::commandsAreTheSame_data()
{
    GuideText::addTranslatedPages();
}

//! A page names the commands that the English one names.
void TestHelp::commandsAreTheSame()
{
    QFETCH(QString, language);
    QFETCH(QString, name);
    const auto placesOf = [&](const QString &spoken) {
        QStringList places;
        const QString markdown = GuideText::page(spoken, name).markdown;
        for (const QString &words : GuideText::captured(markdown, GuideText::commandPattern())) {
            places.append(m_speeches[spoken].commands.value(words).place);
        }
        places.sort();
        return places;
    };
    QCOMPARE(placesOf(language), placesOf(u"en"_s));
}

void TestHelp::textsExist_data()
{
    QList<GuideText::Words> quotes;
    for (const QString &language : GuideText::languages) {
        for (const GuidePage &page : guidePages(language)) {
            for (const QString &text :
                 GuideText::captured(page.markdown, GuideText::quotePattern(language))) {
                quotes.append({ language, page.name, text });
            }
        }
    }
    GuideText::addRows(quotes);
}

//! In “quotation marks”: what the application says and what is on its buttons; … for what differs.
void TestHelp::textsExist()
{
    QFETCH(QString, language);
    QFETCH(QString, words);
    QVERIFY(std::ranges::any_of(m_speeches[language].texts,
                                [&](const QString &text) { return text.contains(words); }));
}

void TestHelp::shortcutsAreTrue_data()
{
    auto shortcuts = GuideText::wordsOf(u"^\\| ([^|]+ \\| \\*\\*[^*]+\\*\\*)"_s);
    shortcuts.removeIf(
        [](const GuideText::Words &words) { return words.page != "shortcuts.md"_L1; });
    GuideText::addRows(shortcuts);
}

void TestHelp::shortcutsAreTrue()
{
    QFETCH(QString, language);
    QFETCH(QString, words);
    const QString keys = words.section(u" | "_s, 0, 0).remove(u'`');
    const QString command = words.section(u" | "_s, 1).remove(u'*');
    const QList<QKeySequence> known = m_speeches[language].commands.value(command).keys;
    QVERIFY2(known.contains(QKeySequence(GuideText::portableKeys(keys, language),
                                         QKeySequence::PortableText)),
             qPrintable(QKeySequence::listToString(known)));
}

void TestHelp::shortcutsAreComplete()
{
    QFETCH(QString, language);
    const QString page = GuideText::page(language, u"shortcuts.md"_s).markdown.simplified();
    QStringList missing;
    const QHash<QString, Command> commands = m_speeches[language].commands;
    for (const auto &[name, command] : commands.asKeyValueRange()) {
        const bool elsewhere
            = command.place.startsWith(u"row"_s) || command.place.startsWith(u"streams"_s);
        if (!command.keys.isEmpty() && !elsewhere && !page.contains(u"**%1**"_s.arg(name))) {
            missing.append(name);
        }
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
}

QTEST_MAIN(TestHelp)
#include "tst_help.moc"
