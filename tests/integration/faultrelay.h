// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QHash>
#include <QtCore/QRandomGenerator>
#include <QtNetwork/QNetworkAccessManager>

#include <support/faultserver.h>

//! \brief What goes wrong between a client and a real server, in per cent of the requests.
struct Trouble
{
    int refused = 0; //!< 503 or 429, the server never sees it
    int dropped = 0; //!< the connection breaks, the server never sees it
    int unanswered = 0; //!< the server acts, the connection breaks
    int gateway = 0; //!< the server acts, the client is told 504
    int late = 0; //!< the connection breaks, and the server acts some time after that
    int delayed = 0; //!< held back, so that requests overtake each other
};

//! \brief Passes requests on to a real server, whole, and makes trouble on the way.
class FaultRelay
{
public:
    explicit FaultRelay(const QUrl &upstream);

    //! \brief The address of \a path on the way through here.
    QUrl url(const QByteArray &path) const { return m_server.url(path); }
    //! \brief What happens to requests for \a path from now on.
    void trouble(const QByteArray &path, const Trouble &trouble, quint32 seed);
    void calm(const QByteArray &path) { m_troubles.remove(path); }
    //! \brief All requests for \a path that the server was to see have been answered by it.
    bool isIdle(const QByteArray &path) const { return m_underWay.value(path) == 0; }
    QNetworkAccessManager &manager() { return m_manager; }

private:
    enum class Fate { Pass, Refuse, Drop, Unanswered, Gateway, Late };
    struct Route
    {
        Trouble trouble;
        QRandomGenerator random;
    };

    void handle(const TestSupport::Exchange &exchange);
    Fate draw(Route &route) const;
    void forward(const TestSupport::Exchange &exchange, Fate fate);

    TestSupport::FaultServer m_server;
    QNetworkAccessManager m_manager;
    QUrl m_upstream;
    QHash<QByteArray, Route> m_troubles;
    QHash<QByteArray, int> m_underWay;
};
