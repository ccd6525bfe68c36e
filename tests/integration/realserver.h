// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <support/npmserver.h>

#include <QtCore/QUrl>

#include <memory>

//! \brief A server of its own for one test; ends with this object.
class RealServer
{
public:
    virtual ~RealServer() = default;
    //! \brief The root of its streams.
    virtual QUrl url() const = 0;
};

//! \brief The sandbox in this process, in memory; null if it does not start.
std::unique_ptr<RealServer> startSandbox();
//! \brief The reference server from npm, in memory; null if it does not start, and a warning says why.
std::unique_ptr<RealServer> startReferenceServer(
    TestSupport::NpmServer::Registry registry = TestSupport::NpmServer::Registry::None);
