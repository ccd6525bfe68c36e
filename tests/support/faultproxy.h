// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "faultserver.h"

#include <memory>

namespace TestSupport {

class FaultProxyPrivate;

//! \brief What goes wrong with one exchange on its way through a FaultProxy.
class Fault
{
public:
    //! \brief The answer passes up to \a place, then the client's connection drops. The server has
    //! had the request: its outcome stands.
    static Fault drop(Place place, Drop how = Drop::Fin) { return { Kind::Drop, place, how, {} }; }
    //! \brief The connection drops with the request; the server never sees it.
    static Fault dropRequest(Drop how = Drop::Fin)
    {
        return { Kind::DropRequest, beforeStatus(), how, {} };
    }
    //! \brief The answer stops at \a place for \a time.
    static Fault pause(Place place, std::chrono::milliseconds time)
    {
        return { Kind::Pause, place, Drop::Fin, time };
    }
    //! \brief The answer stops at \a place for good; the connection stays.
    static Fault hang(Place place) { return { Kind::Hang, place, Drop::Fin, {} }; }
    //! \brief Nothing goes wrong: keeps the place of an exchange in the row.
    static Fault none() { return { Kind::None, beforeStatus(), Drop::Fin, {} }; }

    enum class Kind { None, Drop, DropRequest, Pause, Hang };
    Kind kind = Kind::None;
    Place place; //!< Counted in the answer's bytes; inChunk() is not known here.
    Drop how = Drop::Fin;
    std::chrono::milliseconds time {};
};

//! \brief Stands in front of a real HTTP server on 127.0.0.1 and breaks exchanges on the wire.
//!
//! \code
//! FaultProxy proxy(server.port());
//! proxy.next(Fault::drop(beforeStatus()), "POST");   // applied, but the answer is lost
//! proxy.next(Fault::dropRequest(), "POST");          // the one after it: never arrives
//! client.setBaseUrl(proxy.url("/v1/stream"));
//! QCOMPARE(proxy.count("POST"), 3);                  // how often it was sent
//! \endcode
//!
//! Without a fault bytes pass as they are, live answers included. Each fault is used once.
class FaultProxy : public QObject
{
    Q_OBJECT

public:
    explicit FaultProxy(quint16 upstreamPort, QObject *parent = nullptr);
    ~FaultProxy() override;

    quint16 port() const;
    QUrl url(const QByteArray &target = "/") const;
    //! \brief Another server from the next connection on, as after a restart.
    void setUpstreamPort(quint16 port);

    //! \brief For the next exchange that has none yet and, unless empty, has this method.
    void next(const Fault &fault, const QByteArray &method = {});
    //! \brief Faults that wait for an exchange.
    int pending() const;

    //! \brief Everything that clients sent, as with FaultServer; bodies included.
    const QList<Request> &requests() const;
    int count(const QByteArray &method) const;
    int connections() const;
    //! \brief Drops all connections now, in the middle of whatever they are doing.
    void dropAll(Drop how = Drop::Fin);

private:
    std::unique_ptr<FaultProxyPrivate> d;
};

} // namespace TestSupport
