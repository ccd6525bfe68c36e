// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "help/guide.h"

#include <QCoreApplication>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

//! English has no folder of its own.
QString folderOf(const QString &language)
{
    return language == "en"_L1 ? u":/guide"_s : u":/guide/"_s + language;
}

std::optional<GuidePage> readPage(const QString &folder, const QString &name)
{
    QFile file(folder + u'/' + name);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    const QString markdown = QString::fromUtf8(file.readAll());
    static const QRegularExpression heading(u"^# (.+)$"_s, QRegularExpression::MultilineOption);
    return GuidePage { folder, name, heading.match(markdown).captured(1), markdown };
}

} // namespace

QUrl GuidePage::url() const
{
    return QUrl(u"qrc"_s + folder + u'/' + name);
}

QString guideLanguage()
{
    //: The language of the translation, as “de” for German: if the guide is there in it, it is shown.
    const QString language = QCoreApplication::translate("Tailwater::Guide", "en");
    return QFile::exists(folderOf(language) + u"/index.md"_s) ? language : u"en"_s;
}

QList<GuidePage> guidePages(const QString &language)
{
    const QString folder = folderOf(language);
    QList<GuidePage> pages;
    const auto add = [&pages, &folder](const QString &name) {
        const bool known = std::ranges::contains(pages, name, &GuidePage::name);
        if (const auto page = known ? std::nullopt : readPage(folder, name)) {
            pages.append(*page);
        }
    };
    add(u"index.md"_s);
    static const QRegularExpression link(u"\\]\\(([a-z-]+\\.md)\\)"_s);
    const QString first = pages.isEmpty() ? QString() : pages.first().markdown;
    for (const QRegularExpressionMatch &match : link.globalMatch(first)) {
        add(match.captured(1));
    }
    return pages;
}

QString guideAnchor(const QString &heading)
{
    QString anchor;
    for (const QChar c : heading.trimmed().toLower()) {
        if (c.isLetterOrNumber() || c == u'-' || c == u'_') {
            anchor += c;
        } else if (c == u' ') {
            anchor += u'-';
        }
    }
    return anchor;
}

} // namespace Tailwater
