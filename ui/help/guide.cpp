// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "help/guide.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

std::optional<GuidePage> readPage(const QString &name)
{
    QFile file(u":/guide/"_s + name);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    const QString markdown = QString::fromUtf8(file.readAll());
    static const QRegularExpression heading(u"^# (.+)$"_s, QRegularExpression::MultilineOption);
    return GuidePage { name, heading.match(markdown).captured(1), markdown };
}

} // namespace

QUrl GuidePage::url() const
{
    return QUrl(u"qrc:/guide/"_s + name);
}

QList<GuidePage> guidePages()
{
    QList<GuidePage> pages;
    const auto add = [&pages](const QString &name) {
        const bool known = std::ranges::contains(pages, name, &GuidePage::name);
        if (const auto page = known ? std::nullopt : readPage(name)) {
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
