// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "guidetext.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

#include <array>

using namespace Qt::StringLiterals;
using namespace Tailwater;

namespace GuideText {

QString plain(QString text)
{
    static const QRegularExpression mnemonic(u"&(.)"_s);
    return text.replace(mnemonic, u"\\1"_s).section(u'\t', 0, 0).simplified();
}

bool readTexts(const QString &path, QStringList *english, QStringList *german)
{
    static const QRegularExpression place(u"%(L?\\d|n)"_s);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return false;
    }
    QXmlStreamReader xml(&file);
    const auto text = [&xml] {
        return plain(xml.readElementText(QXmlStreamReader::SkipChildElements))
            .replace(place, u"…"_s);
    };
    bool numerous = false;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement) {
            continue;
        }
        if (xml.name() == "message"_L1) {
            numerous = xml.attributes().value("numerus"_L1) == "yes"_L1;
        } else if (xml.name() == "source"_L1) {
            english->append(text());
        } else if (xml.name() == (numerous ? "numerusform"_L1 : "translation"_L1)) {
            german->append(text());
        }
    }
    return !xml.hasError();
}

QStringList captured(const QString &markdown, const QString &pattern)
{
    const QRegularExpression expression(pattern, QRegularExpression::MultilineOption);
    QStringList words;
    for (const QRegularExpressionMatch &match : expression.globalMatch(markdown)) {
        words.append(match.captured(1).simplified());
    }
    return words;
}

QList<Words> wordsOf(const QString &pattern)
{
    QList<Words> words;
    for (const QString &language : languages) {
        for (const GuidePage &page : guidePages(language)) {
            for (const QString &text : captured(page.markdown, pattern)) {
                words.append({ language, page.name, text });
            }
        }
    }
    return words;
}

QString commandPattern()
{
    return u"\\*\\*([^*]+ ▸ [^*]+)\\*\\*"_s;
}

QString quotePattern(const QString &language)
{
    return language == "de"_L1 ? u"„([^“]+)“"_s : u"“([^”]+)”"_s;
}

void addRows(const QList<Words> &words)
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("words");
    QSet<QString> known;
    for (const auto &[language, page, text] : words) {
        const QString tag = language + u' ' + page + u' ' + text;
        if (!known.contains(tag)) {
            known.insert(tag);
            QTest::newRow(qPrintable(tag)) << language << page << text;
        }
    }
}

void addTranslatedPages()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("name");
    for (const QString &language : languages.sliced(1)) {
        for (const GuidePage &page : guidePages(u"en"_s)) {
            QTest::addRow("%s %s", qPrintable(language), qPrintable(page.name))
                << language << page.name;
        }
    }
}

GuidePage page(const QString &language, const QString &name)
{
    for (const GuidePage &page : guidePages(language)) {
        if (page.name == name) {
            return page;
        }
    }
    return {};
}

QString portableKeys(const QString &keys, const QString &language)
{
    static constexpr std::array<std::pair<QLatin1StringView, QLatin1StringView>, 11> german { {
        { "Strg"_L1, "Ctrl"_L1 },
        { "Umschalt"_L1, "Shift"_L1 },
        { "Leertaste"_L1, "Space"_L1 },
        { "Eingabe"_L1, "Enter"_L1 },
        { "Entf"_L1, "Delete"_L1 },
        { "Pos1"_L1, "Home"_L1 },
        { "Ende"_L1, "End"_L1 },
        { "Links"_L1, "Left"_L1 },
        { "Rechts"_L1, "Right"_L1 },
        { "Hoch"_L1, "Up"_L1 },
        { "Herunter"_L1, "Down"_L1 },
    } };
    QStringList parts = keys.split(u'+');
    for (QString &part : parts) {
        for (const auto &[word, portable] : german) {
            if (language == "de"_L1 && part == word) {
                part = portable;
            }
        }
    }
    return parts.join(u'+');
}

std::unique_ptr<QTranslator> speak(const QString &language)
{
    auto translator = std::make_unique<QTranslator>();
    const bool spoken = translator->load(u":/i18n/tailwater_%1.qm"_s.arg(language))
        && QCoreApplication::installTranslator(translator.get());
    return spoken ? std::move(translator) : nullptr;
}

} // namespace GuideText
