// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"
#include "recognition.h"

#include <durablestreams/error.h>
#include <durablestreams/requesttrace.h>
#include <durablestreams/streaminfo.h>

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace Tailwater {

class ConnectionClient;

//! \brief What is behind an address.
struct ProbeAnswer
{
    //! With the stream root as its base address.
    Connection connection;
    //! Set if the address is that of a stream; see StreamEntry::path.
    QByteArray streamPath = {};
    //! The server has a registry stream.
    bool hasRegistry = false;
    Recognition recognition = Recognition::Unclear;

    bool operator==(const ProbeAnswer &) const = default;
};

//! \brief Finds out, with HEAD requests only, whether an address is a stream or a server.
//!
//! An address without a path stands for `/v1/stream` below it. Deletes nothing, creates nothing.
class UrlProbe : public QObject
{
    Q_OBJECT

public:
    explicit UrlProbe(QObject *parent = nullptr);
    ~UrlProbe() override;

    //! \brief Probes the base address of \a connection, with its headers. Stops a probe that runs.
    void start(const Connection &connection);
    void cancel();
    bool isRunning() const { return m_client != nullptr; }
    //! \brief What the answers so far show of the server, also if no stream was found.
    Recognition recognition() const { return m_recognition; }
    //! \brief What the server asks for in WWW-Authenticate; empty: it did not ask.
    const QByteArray &challenge() const { return m_challenge; }
    //! \brief Why it failed, what to do, and whether that is a Durable Streams server at all.
    QString failureText(const DurableStreams::Error &error) const;

    //! \brief What the user typed, as an address: the scheme may be left out. Invalid if it is none.
    static QUrl urlFromInput(const QString &text);
    //! \brief The stream root that \a url lies below, by its form alone.
    static QUrl rootOf(const QUrl &url);
    //! \brief The stream that the base address of \a connection names beyond doubt, so that nobody has to
    //! be asked; nothing if it may be a server's.
    static std::optional<ProbeAnswer> namedStream(const Connection &connection);

Q_SIGNALS:
    //! \brief One of its exchanges, made with \a connection.
    void requestTraced(const DurableStreams::RequestTrace &trace,
                       const Tailwater::Connection &connection);
    void finished(const DurableStreams::Result<Tailwater::ProbeAnswer> &result);

private:
    using Next = std::function<void(const DurableStreams::Result<DurableStreams::StreamInfo> &)>;

    void head(const QUrl &url, const Next &next);
    void probeStream(const QUrl &url);
    void probeRoot(const QUrl &root, const QByteArray &streamPath);
    void note(const DurableStreams::RequestTrace &trace);
    void finish(const DurableStreams::Result<ProbeAnswer> &result);

    Connection m_connection;
    Recognition m_recognition = Recognition::Unclear;
    QByteArray m_challenge;
    std::unique_ptr<ConnectionClient> m_client;
};

} // namespace Tailwater
