// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QSet>
#include <QtCore/QUrl>
#include <QtNetwork/QHttpHeaders>

namespace DurableStreams {

//! \brief Takes secrets out of what is shown, logged or reported; their place is taken by `•••`.
//!
//! Secret are the user information of URLs and the values of headers and query parameters of
//! certain names: Authorization, Cookie, `signature`, `token` and their like, and those given.
//! Value type.
class Redaction
{
public:
    //! \a names are lower-case.
    explicit Redaction(const QSet<QByteArray> &names = {})
        : m_names(names)
    { }

    bool isSecret(QByteArrayView name) const;
    //! \brief Without fragment too.
    QUrl url(const QUrl &url) const;
    //! \brief In the same order. URLs in Location and the like are redacted as such.
    QHttpHeaders headers(const QHttpHeaders &headers) const;
    //! \brief A text, such as QNetworkReply::errorString(), that may quote \a url or its secrets.
    QString text(QString text, const QUrl &url) const;

private:
    QSet<QByteArray> m_names;
};

} // namespace DurableStreams
