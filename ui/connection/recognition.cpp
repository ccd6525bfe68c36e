// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "recognition.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

//! The context of the translations.
struct ServerRecognition
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::ServerRecognition)
};

bool speaksOfStreams(const QHttpHeaders &headers)
{
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const QLatin1StringView name = headers.nameAt(i);
        if (name.startsWith("stream-"_L1, Qt::CaseInsensitive)
            || name.startsWith("producer-"_L1, Qt::CaseInsensitive)) {
            return true;
        }
    }
    return headers.combinedValue("access-control-expose-headers"_L1)
        .toLower()
        .contains("stream-next-offset");
}

} // namespace

Recognition recognitionOf(int status, const QHttpHeaders &headers)
{
    if (speaksOfStreams(headers)) {
        return Recognition::Recognised;
    }
    const bool isPage
        = headers.value("content-type"_L1).toByteArray().toLower().startsWith("text/html");
    const bool isAnswer = status == 404 || status == 405 || status == 410;
    return (status >= 200 && status < 300) || (isAnswer && isPage) ? Recognition::Foreign
                                                                   : Recognition::Unclear;
}

QString recognitionText(Recognition recognition, const QUrl &url)
{
    switch (recognition) {
    case Recognition::Recognised:
        return {};
    case Recognition::Foreign:
        return ServerRecognition::tr("No Durable Streams server was recognised at %1: it answers as "
                                     "a web site or another service does. Check host, port and "
                                     "path.")
            .arg(url.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
    case Recognition::Unclear:
        return ServerRecognition::tr("Nothing in the answer shows whether this is a Durable Streams "
                                     "server: if its streams are not found, check the path.");
    }
    return {};
}

} // namespace Tailwater
