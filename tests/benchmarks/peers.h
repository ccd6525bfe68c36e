// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QUrl>

// The other programs of a measurement: who serves, and who is compared with. If one of them does not
// run, there is nothing to measure: the benchmark says so and ends.
namespace Benchmark {

//! \brief The replay server in a process of its own; see replay/server.h for its paths.
//!
//! It runs where its parent may run, see Pinned.
class ReplayServer
{
public:
    ReplayServer();
    ~ReplayServer();

    quint16 port() const { return m_port; }
    //! \brief \a path is below /v1/stream.
    QUrl url(const QByteArray &path) const;
    static QByteArray target(const QByteArray &path) { return "/v1/stream/" + path; }

private:
    QProcess m_process;
    quint16 m_port = 0;
};

//! \brief TLS in front of a server on 127.0.0.1, with the test certificate "good", by HAProxy.
class TlsFront
{
public:
    explicit TlsFront(quint16 upstream);
    ~TlsFront();

    quint16 port() const { return m_port; }
    QUrl url(const QByteArray &path) const;

private:
    QProcess m_process;
    quint16 m_port = 0;
};

//! \brief The file of the certificate authority that has to be trusted for it.
QString certificateAuthority();

//! \brief What a program took.
struct Cost
{
    double processor = 0; //!< seconds, system time included
    double wall = 0; //!< seconds
    double peakMemory = 0; //!< bytes
};

//! \brief Runs curl with \a arguments, output dropped. Its start is part of the cost: see curlStart().
Cost curl(const QStringList &arguments);
//! \brief What curl costs that does next to nothing; to be taken off.
Cost curlStart(const ReplayServer &server);

//! \brief Runs a task of peer.mjs with the TypeScript client, and returns what it measured by itself,
//! without its start: `cpu` and `wall` in seconds, and what the task has besides.
QJsonObject typeScript(const QString &task, const QUrl &url, const QStringList &more = {});

//! \brief While it lives, this thread and all that is started run on the first processor only.
class Pinned
{
public:
    Pinned();
    ~Pinned();
    Pinned(const Pinned &) = delete;
    Pinned &operator=(const Pinned &) = delete;
};

//! \brief The memory of this process that is resident now, in bytes.
qint64 residentMemory();

} // namespace Benchmark
