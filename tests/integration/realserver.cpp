// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "realserver.h"

#include <sandbox/sandbox.h>

using namespace DurableStreams;
using TestSupport::NpmServer;

namespace {

class SandboxServer : public RealServer
{
public:
    QUrl url() const override { return sandbox.url(); }

    Sandbox sandbox;
};

class ReferenceServer : public RealServer
{
public:
    explicit ReferenceServer(NpmServer::Registry registry)
        : server(QStringLiteral(NODE_EXECUTABLE), QStringLiteral(NPM_SERVER),
                 NpmServer::Store::Memory, registry)
    {
    }
    QUrl url() const override { return server.url("/v1/stream"); }

    NpmServer server;
};

} // namespace

std::unique_ptr<RealServer> startSandbox()
{
    auto server = std::make_unique<SandboxServer>();
    if (!server->sandbox.start({})) {
        return nullptr;
    }
    return server;
}

std::unique_ptr<RealServer> startReferenceServer(NpmServer::Registry registry)
{
    auto server = std::make_unique<ReferenceServer>(registry);
    if (const QString problem = server->server.start(); !problem.isEmpty()) {
        qWarning("%s", qUtf8Printable(problem));
        return nullptr;
    }
    return server;
}
