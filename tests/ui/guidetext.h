// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "help/guide.h"

#include <QTranslator>

#include <memory>

//! \brief The guide as text, for tests of what it says.
namespace GuideText {

//! \brief The languages that the guide is in; the first is the one that the others follow.
inline const QStringList languages { QStringLiteral("en"), QStringLiteral("de") };

//! \brief Where in the guide \c text stands.
struct Words
{
    QString language;
    QString page;
    QString text;
};

//! \brief The name of a command, without its mnemonic and its shortcut.
QString plain(QString text);
//! \brief What the translations at \a path have in both languages, with … for what is filled in.
bool readTexts(const QString &path, QStringList *english, QStringList *german);

//! \brief What \a pattern captures in \a markdown, with single blanks in it.
QStringList captured(const QString &markdown, const QString &pattern);

//! \brief What \a pattern captures, in all pages of all languages.
QList<Words> wordsOf(const QString &pattern);
//! \brief The commands, as “File ▸ Quit”.
QString commandPattern();
//! \brief What is in the quotation marks of \a language.
QString quotePattern(const QString &language);

//! \brief Columns language, page and words, and a row for each of \a words.
void addRows(const QList<Words> &words);

//! \brief Columns language and name, and a row for each page in each language but English.
void addTranslatedPages();

//! \brief The page \a name in \a language.
Tailwater::GuidePage page(const QString &language, const QString &name);

//! \brief Keys by their names in \a language, as QKeySequence::PortableText.
QString portableKeys(const QString &keys, const QString &language);

//! \brief The application speaks \a language for as long as this lives.
std::unique_ptr<QTranslator> speak(const QString &language);

} // namespace GuideText
