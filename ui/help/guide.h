// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QString>
#include <QUrl>

namespace Tailwater {

//! \brief A page of the user guide that is built into the application.
struct GuidePage
{
    QString folder; //!< of its language, such as ":/guide/de"
    QString name; //!< of its file, such as "filters.md": the same in every language
    QString title; //!< its first heading
    QString markdown;

    QUrl url() const;
    bool operator==(const GuidePage &) const = default;
};

//! \brief The language that the application speaks, such as "de"; "en" if there is no guide in it.
QString guideLanguage();

//! \brief The pages in \a language, in the order in which the first one, index.md, links to them.
QList<GuidePage> guidePages(const QString &language = guideLanguage());

//! \brief What a link to \a heading names after its #: the same as on GitHub.
QString guideAnchor(const QString &heading);

} // namespace Tailwater
