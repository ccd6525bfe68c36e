// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QObject>
#include <QtNetwork/QNetworkProxy>

#include <memory>

namespace TestSupport {

class TestProxyPrivate;

//! \brief A forward proxy on 127.0.0.1, in the thread of the test: HTTP (CONNECT and plain requests) or
//! SOCKS 5, with or without credentials.
//!
//! It looks at the heads of requests, and passes everything else on as it is.
class TestProxy : public QObject
{
    Q_OBJECT

public:
    enum class Kind { Http, Socks };

    //! \brief Insists on \a user and \a password unless \a user is empty.
    explicit TestProxy(Kind kind, const QByteArray &user = {}, const QByteArray &password = {},
                       QObject *parent = nullptr);
    ~TestProxy() override;

    quint16 port() const;
    //! \brief What a manager is given to use it, with these credentials.
    QNetworkProxy settings(const QString &user = {}, const QString &password = {}) const;

    //! \brief The heads of HTTP requests to the proxy itself, as they came.
    const QList<QByteArray> &heads() const;
    //! \brief Connections that were passed on, and those that were refused for their credentials.
    int passed() const;
    int refused() const;

private:
    std::unique_ptr<TestProxyPrivate> d;
};

} // namespace TestSupport
