// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QString>
#include <QtCore/QUrl>

#include <sandbox/sandbox.h>

//! \brief A Durable Streams server of its own for one test, on loopback and a free port.
//!
//!     SandboxFixture sandbox; // in memory, empty
//!     client.stream(sandbox.url(u"events/orders"));
//!
//! Link DurableStreams::Sandbox. Check isValid() first; error() says why not.
class SandboxFixture
{
public:
    explicit SandboxFixture(const DurableStreams::SandboxOptions &options = {})
        : m_root(m_sandbox.start(options))
    { }

    bool isValid() const { return m_root.has_value(); }
    QString error() const { return m_root ? QString() : m_root.error().message; }
    //! The address of a stream, whose path may be percent-encoded.
    QUrl url(QStringView path) const
    {
        return QUrl(m_root->toString() + QLatin1Char('/') + path.toString());
    }
    quint16 port() const { return quint16(m_root->port()); }
    DurableStreams::Sandbox &sandbox() { return m_sandbox; }

private:
    DurableStreams::Sandbox m_sandbox;
    DurableStreams::Result<QUrl> m_root;
};
