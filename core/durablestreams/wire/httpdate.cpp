// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "httpdate_p.h"

#include <QtCore/QLocale>
#include <QtCore/QTimeZone>

#include <algorithm>

namespace DurableStreams {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QDateTime parseHttpDate(QByteArrayView text)
{
    // The space that pads a day in asctime's form would not be taken by "d".
    const QString simplified = QString::fromLatin1(text).simplified();
    for (const QString &format :
         { u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s, u"dddd, dd-MMM-yy hh:mm:ss 'GMT'"_s,
           u"ddd MMM d hh:mm:ss yyyy"_s }) {
        QDateTime date = QLocale::c().toDateTime(simplified, format);
        if (!date.isValid()) {
            continue;
        }
        date.setTimeZone(QTimeZone::UTC);
        // The form with two digits: Qt takes all years for those of the last century.
        return date.date().year() < 1970 ? date.addYears(100) : date;
    }
    return {};
}

std::optional<std::chrono::milliseconds> parseRetryAfter(QByteArrayView value, const QDateTime &now)
{
    constexpr std::chrono::milliseconds most = 1h;
    const QByteArrayView text = value.trimmed();
    if (text.isEmpty()) {
        return {};
    }
    if (std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) {
        bool fits = false;
        const qlonglong seconds = text.toLongLong(&fits);
        return fits && seconds < 3600 ? std::chrono::seconds(seconds) : most;
    }
    const QDateTime date = parseHttpDate(text);
    if (!date.isValid()) {
        return {};
    }
    return std::clamp<std::chrono::milliseconds>(date - now, 0ms, most);
}

} // namespace DurableStreams
