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
    QString name; //!< of its file, such as "filters.md"
    QString title; //!< its first heading
    QString markdown;

    QUrl url() const;
    bool operator==(const GuidePage &) const = default;
};

//! \brief The pages in the order in which the first one, index.md, links to them.
QList<GuidePage> guidePages();

//! \brief What a link to \a heading names after its #: the same as on GitHub.
QString guideAnchor(const QString &heading);

} // namespace Tailwater
