// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The guide: it opens, it can be searched, and what it says exists.

#include "application.h"
#include "connection/server.h"
#include "explorer/explorerpanel.h"
#include "help/guide.h"
#include "help/guideview.h"
#include "help/helpwindow.h"
#include "mainwindow.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"
#include "windowactions.h"

#include <QAction>
#include <QApplication>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBlock>
#include <QXmlStreamReader>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;

namespace {

constexpr auto Patience = 60s;
constexpr int WidestPicture = 900;
constexpr qint64 LargestPicture = 80 * 1024;

QString plain(QString text)
{
    static const QRegularExpression mnemonic(u"&(.)"_s);
    return text.replace(mnemonic, u"\\1"_s).section(u'\t', 0, 0);
}

//! What \a pattern captures, in all pages: the page and the words.
QList<std::pair<QString, QString>> wordsOf(const QString &pattern)
{
    const QRegularExpression expression(pattern, QRegularExpression::MultilineOption);
    QList<std::pair<QString, QString>> words;
    for (const GuidePage &page : guidePages()) {
        for (const QRegularExpressionMatch &match : expression.globalMatch(page.markdown)) {
            words.append({ page.name, match.captured(1).simplified() });
        }
    }
    return words;
}

//! Qt takes a window for active as soon as the one that it belongs to is.
bool isActive(const QWidget *window)
{
    return QTest::qWaitFor([window] { return QApplication::activeWindow() == window; }, Patience);
}

void addRows(const QList<std::pair<QString, QString>> &words)
{
    QTest::addColumn<QString>("words");
    QSet<QString> known;
    for (const auto &[page, text] : words) {
        const QString tag = page + u' ' + text;
        if (!known.contains(tag)) {
            known.insert(tag);
            QTest::newRow(qPrintable(tag)) << text;
        }
    }
}

QSet<QString> anchorsOf(const QString &markdown)
{
    static const QRegularExpression heading(u"^#+ (.+)$"_s, QRegularExpression::MultilineOption);
    QSet<QString> anchors;
    for (const QRegularExpressionMatch &match : heading.globalMatch(markdown)) {
        anchors.insert(guideAnchor(match.captured(1)));
    }
    return anchors;
}

//! Every command below \a menu, as the guide writes it, with its shortcuts.
void collect(QMenu *menu, const QString &path, QHash<QString, QList<QKeySequence>> *commands)
{
    // Some menus are filled when they open.
    Q_EMIT menu->aboutToShow();
    for (QAction *action : menu->actions()) {
        const QString name = path + u" ▸ "_s + plain(action->text());
        if (action->menu()) {
            collect(action->menu(), name, commands);
        } else if (!action->isSeparator()) {
            commands->insert(name, action->shortcuts());
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
    void cleanupTestCase() { m_app.reset(); }

    void opensWithF1AndClosesWithEscape();
    void goesWhereLinksLead();
    void searchesAllPages();
    void followsTheAppearance();

    void pagesAreInTheContents();
    void linksLeadSomewhere_data();
    void linksLeadSomewhere();
    void picturesAreThereAndSmall_data();
    void picturesAreThereAndSmall();
    void commandsExist_data();
    void commandsExist();
    void textsExist_data();
    void textsExist();
    void shortcutsAreTrue_data();
    void shortcutsAreTrue();
    void shortcutsAreComplete();

private:
    HelpWindow *openGuide();
    QMenu *rowMenu();

    QTemporaryDir m_folder;
    std::unique_ptr<Application> m_app;
    QHash<QString, QList<QKeySequence>> m_commands;
    QStringList m_texts;
};

void TestHelp::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    m_app = std::make_unique<Application>(m_folder.filePath(u"settings.ini"_s));
    MainWindow *window = m_app->window();
    window->show();
    window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(window));
    m_app->openSandbox();
    QTRY_VERIFY_WITH_TIMEOUT(window->currentPage()
                                 && window->currentPage()->currentMessage().isData(),
                             Patience);
    for (QAction *menu : window->menuBar()->actions()) {
        collect(menu->menu(), plain(menu->text()), &m_commands);
    }
    collect(window->explorer()->contextMenu(), u"Streams"_s, &m_commands);
    QMenu *row = rowMenu();
    QVERIFY(row);
    collect(row, u"Row"_s, &m_commands);
    row->close();

    QFile file(QStringLiteral(TRANSLATED_TEXTS));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    static const QRegularExpression place(u"%(L?\\d|n)"_s);
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == "source"_L1) {
            m_texts.append(plain(xml.readElementText()).replace(place, u"…"_s).simplified());
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
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
    MainWindow *window = m_app->window();
    window->activateWindow();
    QVERIFY(isActive(window));
    QTest::keyClick(window, Qt::Key_F1);
    auto *guide = window->findChild<HelpWindow *>("helpWindow"_L1);
    QVERIFY(guide);
    QVERIFY(isActive(guide));
    QVERIFY(!guide->isModal());
    QCOMPARE(guide->page(), u"index.md"_s);
    QTest::keyClick(guide->focusWidget(), Qt::Key_Escape);
    QVERIFY(!guide->isVisible());
    // The same one again, where it was left.
    guide->showPage(u"glossary.md"_s);
    window->commands()->guide->trigger();
    QVERIFY(guide->isVisible());
    QCOMPARE(guide->page(), u"glossary.md"_s);
    QCOMPARE(window->findChildren<HelpWindow *>().size(), 1);
    guide->close();
}

void TestHelp::goesWhereLinksLead()
{
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
    QTest::keyClick(guide, Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(guide->page(), u"index.md"_s);
    QCOMPARE(contents->currentRow(), 0);
    QTest::keyClick(guide, Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(guide->page(), guidePages().at(1).name);
    // A heading far down.
    view->setSource(QUrl(u"qrc:/guide/glossary.md#fork"_s));
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
        QCOMPARE(view->textCursor().selectedText().toLower(), u"sub-offset"_s);
    }
    QCOMPARE_GE(pages.size(), 2);
    QCOMPARE(result->text(), u"on %1 page(s)"_s.arg(pages.size()));
    const QString page = guide->page();
    QTest::keyClick(search, Qt::Key_F3, Qt::ShiftModifier);
    QTest::keyClick(search, Qt::Key_F3);
    QCOMPARE(guide->page(), page);
    search->setText(u"xyzzy"_s);
    QCOMPARE(result->text(), u"Not found"_s);
    search->clear();
    QVERIFY(result->text().isEmpty());
    QVERIFY(!contents->item(0)->isHidden());
    QVERIFY(view->extraSelections().isEmpty());
    guide->close();
}

void TestHelp::followsTheAppearance()
{
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

void TestHelp::pagesAreInTheContents()
{
    const QStringList files = QDir(u":/guide"_s).entryList({ u"*.md"_s }, QDir::Files, QDir::Name);
    QStringList pages;
    for (const GuidePage &page : guidePages()) {
        QVERIFY2(!page.title.isEmpty(), qPrintable(page.name));
        pages.append(page.name);
    }
    pages.sort();
    QCOMPARE(pages, files);
    QCOMPARE_GE(files.size(), 9);
}

void TestHelp::linksLeadSomewhere_data()
{
    addRows(wordsOf(u"(?<!!)(\\[[^\\]]+\\]\\([^)]+\\))"_s));
}

void TestHelp::linksLeadSomewhere()
{
    QFETCH(QString, words);
    const QUrl url(words.section(u"]("_s, -1).chopped(1));
    if (!url.isRelative()) {
        QCOMPARE(url.scheme(), u"https"_s);
        return;
    }
    QString name = url.path();
    if (name.isEmpty()) {
        name = QString::fromUtf8(QTest::currentDataTag()).section(u' ', 0, 0);
    }
    QFile file(u":/guide/"_s + name);
    QVERIFY(file.open(QIODevice::ReadOnly));
    if (url.hasFragment()) {
        QVERIFY(anchorsOf(QString::fromUtf8(file.readAll())).contains(url.fragment()));
    }
}

void TestHelp::picturesAreThereAndSmall_data()
{
    addRows(wordsOf(u"!\\[[^\\]]+\\]\\(([^)]+)\\)"_s));
}

void TestHelp::picturesAreThereAndSmall()
{
    QFETCH(QString, words);
    const QString path = u":/guide/"_s + words;
    const QImage picture(path);
    QVERIFY(!picture.isNull());
    QCOMPARE_LE(picture.width(), WidestPicture);
    QCOMPARE_LE(QFileInfo(path).size(), LargestPicture);
}

void TestHelp::commandsExist_data()
{
    addRows(wordsOf(u"\\*\\*([^*]+ ▸ [^*]+)\\*\\*"_s));
}

//! Bold, with ▸: commands in the menu bar, or in the menu of a row or of the list of streams.
void TestHelp::commandsExist()
{
    QFETCH(QString, words);
    QVERIFY2(m_commands.contains(words), qPrintable(m_commands.keys().join(u'\n')));
}

void TestHelp::textsExist_data()
{
    addRows(wordsOf(u"“([^”]+)”"_s));
}

//! In “quotation marks”: what the application says and what is on its buttons; … for what differs.
void TestHelp::textsExist()
{
    QFETCH(QString, words);
    QVERIFY(std::ranges::any_of(m_texts, [&](const QString &text) { return text.contains(words); }));
}

void TestHelp::shortcutsAreTrue_data()
{
    QTest::addColumn<QString>("words");
    for (const auto &[page, text] : wordsOf(u"^\\| ([^|]+ \\| \\*\\*[^*]+\\*\\*)"_s)) {
        if (page == "shortcuts.md"_L1) {
            QTest::newRow(qPrintable(text)) << text;
        }
    }
}

void TestHelp::shortcutsAreTrue()
{
    QFETCH(QString, words);
    const QString keys = words.section(u" | "_s, 0, 0).remove(u'`');
    const QString command = words.section(u" | "_s, 1).remove(u'*');
    QVERIFY2(m_commands.value(command).contains(QKeySequence(keys, QKeySequence::PortableText)),
             qPrintable(QKeySequence::listToString(m_commands.value(command))));
}

void TestHelp::shortcutsAreComplete()
{
    QFile file(u":/guide/shortcuts.md"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString page = QString::fromUtf8(file.readAll());
    QStringList missing;
    for (const auto &[command, keys] : std::as_const(m_commands).asKeyValueRange()) {
        const bool elsewhere = command.startsWith(u"Row ▸"_s) || command.startsWith(u"Streams ▸"_s);
        if (!keys.isEmpty() && !elsewhere && !page.contains(u"**%1**"_s.arg(command))) {
            missing.append(command);
        }
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
}

QTEST_MAIN(TestHelp)
#include "tst_help.moc"
