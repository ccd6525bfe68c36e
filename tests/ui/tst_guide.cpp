// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The pages of the guide: links lead somewhere, and every language says the same.

#include "guidetext.h"
#include "help/guide.h"
#include "models/filter/filterexpression.h"

#include <QDir>
#include <QFileInfo>
#include <QImage>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using namespace Tailwater;

namespace {

constexpr int WidestPicture = 900;
constexpr qint64 LargestPicture = 80 * 1024;

QStringList anchorsOf(const QString &markdown)
{
    QStringList anchors;
    for (const QString &heading : GuideText::captured(markdown, u"^#+ (.+)$"_s)) {
        anchors.append(guideAnchor(heading));
    }
    return anchors;
}

//! Where \a page leads: the page, and which heading of it. A glossary has an order of its own.
QStringList targetsOf(const GuidePage &page)
{
    QStringList targets;
    for (const QString &link : GuideText::captured(page.markdown, u"\\]\\(([^)]+)\\)"_s)) {
        const QUrl url(link);
        const QString name = url.path().isEmpty() ? page.name : url.path();
        if (!url.isRelative() || !url.hasFragment() || name == "glossary.md"_L1) {
            targets.append(url.isRelative() ? name : link);
            continue;
        }
        const QString language = page.folder.section(u'/', 2);
        const GuidePage target = GuideText::page(language.isEmpty() ? u"en"_s : language, name);
        const QStringList anchors = anchorsOf(target.markdown);
        targets.append(name + u'#' + QString::number(anchors.indexOf(url.fragment())));
    }
    return targets;
}

QStringList sorted(QStringList words)
{
    words.sort();
    return words;
}

//! Words of a translation.
class Word : public QTranslator
{
public:
    explicit Word(const QString &word)
        : m_word(word)
    {
    }
    QString translate(const char *, const char *, const char *, int) const override
    {
        return m_word;
    }
    bool isEmpty() const override { return false; }

private:
    QString m_word;
};

} // namespace

class TestGuide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void isInTheLanguageOfTheApplication_data();
    void isInTheLanguageOfTheApplication();
    void pagesAreInTheContents_data();
    void pagesAreInTheContents();
    void linksLeadSomewhere_data();
    void linksLeadSomewhere();
    void picturesAreThereAndSmall_data();
    void picturesAreThereAndSmall();
    void filtersAreUnderstood_data();
    void filtersAreUnderstood();
    void languagesSayTheSame_data();
    void languagesSayTheSame();
};

void TestGuide::isInTheLanguageOfTheApplication_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("language");
    QTest::newRow("no translation") << QString() << u"en"_s;
    QTest::newRow("English") << u"en"_s << u"en"_s;
    QTest::newRow("German") << u"de"_s << u"de"_s;
    QTest::newRow("a language without a guide") << u"eo"_s << u"en"_s;
    QTest::newRow("longer words") << u"[éñöö]"_s << u"en"_s;
    QTest::newRow("a folder that is no language") << u"pictures"_s << u"en"_s;
}

void TestGuide::isInTheLanguageOfTheApplication()
{
    QFETCH(QString, word);
    QFETCH(QString, language);
    Word translation(word);
    QCOMPARE(QCoreApplication::installTranslator(&translation), true);
    QCOMPARE(guideLanguage(), language);
    QVERIFY(QCoreApplication::removeTranslator(&translation));
}

void TestGuide::pagesAreInTheContents_data()
{
    QTest::addColumn<QString>("folder");
    QTest::newRow("en") << u":/guide"_s;
    QTest::newRow("de") << u":/guide/de"_s;
}

void TestGuide::pagesAreInTheContents()
{
    QFETCH(QString, folder);
    const QStringList files = QDir(folder).entryList({ u"*.md"_s }, QDir::Files, QDir::Name);
    QStringList pages;
    for (const GuidePage &page : guidePages(QString::fromUtf8(QTest::currentDataTag()))) {
        QVERIFY2(!page.title.isEmpty(), qPrintable(page.name));
        QCOMPARE(page.folder, folder);
        QCOMPARE(page.url(), QUrl(u"qrc"_s + folder + u'/' + page.name));
        pages.append(page.name);
    }
    QCOMPARE(sorted(pages), files);
    QCOMPARE_GE(files.size(), 10);
}

void TestGuide::linksLeadSomewhere_data()
{
    GuideText::addRows(GuideText::wordsOf(u"(?<!!)(\\[[^\\]]+\\]\\([^)]+\\))"_s));
}

void TestGuide::linksLeadSomewhere()
{
    QFETCH(QString, language);
    QFETCH(QString, page);
    QFETCH(QString, words);
    const QUrl url(words.section(u"]("_s, -1).chopped(1));
    if (!url.isRelative()) {
        QCOMPARE(url.scheme(), u"https"_s);
        return;
    }
    const GuidePage target = GuideText::page(language, url.path().isEmpty() ? page : url.path());
    QVERIFY(!target.markdown.isEmpty());
    if (url.hasFragment()) {
        QVERIFY(anchorsOf(target.markdown).contains(url.fragment()));
    }
}

void TestGuide::picturesAreThereAndSmall_data()
{
    GuideText::addRows(GuideText::wordsOf(u"!\\[[^\\]]+\\]\\(([^)]+)\\)"_s));
}

void TestGuide::picturesAreThereAndSmall()
{
    QFETCH(QString, language);
    QFETCH(QString, page);
    QFETCH(QString, words);
    const QString path = GuideText::page(language, page).folder + u'/' + words;
    const QImage picture(path);
    QVERIFY(!picture.isNull());
    QCOMPARE_LE(picture.width(), WidestPicture);
    QCOMPARE_LE(QFileInfo(path).size(), LargestPicture);
}

void TestGuide::filtersAreUnderstood_data()
{
    QList<GuideText::Words> filters = GuideText::wordsOf(u"^\\| `([^`]+)` \\|"_s);
    filters.removeIf([](const GuideText::Words &words) { return words.page != "filters.md"_L1; });
    GuideText::addRows(filters);
}

void TestGuide::filtersAreUnderstood()
{
    QFETCH(QString, words);
    const auto filter = FilterExpression::parse(words);
    QVERIFY2(filter, filter ? "" : qPrintable(filter.error().text()));
    QVERIFY(!filter->isEmpty());
}

void TestGuide::languagesSayTheSame_data()
{
    GuideText::addTranslatedPages();
}

//! The same headings, tables, pictures, links, pieces of code and sections of the protocol.
void TestGuide::languagesSayTheSame()
{
    QFETCH(QString, language);
    QFETCH(QString, name);
    const GuidePage here = GuideText::page(language, name);
    const GuidePage first = GuideText::page(u"en"_s, name);
    const auto both = [&](const QString &pattern) {
        return std::pair { GuideText::captured(here.markdown, pattern),
                           GuideText::captured(first.markdown, pattern) };
    };
    const auto [levels, firstLevels] = both(u"^(#+) "_s);
    QCOMPARE(levels, firstLevels);
    const auto [pictures, firstPictures] = both(u"!\\[[^\\]]+\\]\\(([^)]+)\\)"_s);
    QCOMPARE(pictures, firstPictures);
    const auto [rows, firstRows] = both(u"^(\\|)"_s);
    QCOMPARE(rows.size(), firstRows.size());
    const auto [items, firstItems] = both(u"^(- |[0-9]+\\. )"_s);
    QCOMPARE(items, firstItems);
    const auto [sections, firstSections] = both(u"PROTOCOL\\s([0-9.]+[0-9]|[0-9]+)"_s);
    QCOMPARE(sorted(sections), sorted(firstSections));
    auto [code, firstCode] = both(u"`([^`]+)`"_s);
    for (QString &piece : code) {
        piece = GuideText::portableKeys(piece, language);
    }
    QCOMPARE(sorted(code), sorted(firstCode));
    QCOMPARE(sorted(targetsOf(here)), sorted(targetsOf(first)));
    // Those of another language would not be found in it.
    QCOMPARE(here.markdown.count(u'”'), 0);
    const auto quotes = GuideText::captured(here.markdown, GuideText::quotePattern(language));
    const auto firstQuotes = GuideText::captured(first.markdown, GuideText::quotePattern(u"en"_s));
    QCOMPARE(quotes.size(), firstQuotes.size());
}

QTEST_GUILESS_MAIN(TestGuide)
#include "tst_guide.moc"
