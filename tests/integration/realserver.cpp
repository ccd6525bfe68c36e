// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "realserver.h"

#include <QtCore/QProcess>

#include <sandbox/sandbox.h>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

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
    ~ReferenceServer() override
    {
        process.closeWriteChannel(); // it ends with its input
        if (!process.waitForFinished(5'000)) {
            process.kill();
            process.waitForFinished();
        }
    }
    QUrl url() const override { return root; }

    QProcess process;
    QUrl root;
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

std::unique_ptr<RealServer> startReferenceServer()
{
    auto server = std::make_unique<ReferenceServer>();
    server->process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    server->process.start(QStringLiteral(NODE_EXECUTABLE), { QStringLiteral(REFERENCE_SERVER) });
    while (!server->process.canReadLine()) {
        if (!server->process.waitForReadyRead(60'000)) {
            return nullptr;
        }
    }
    server->root = QUrl(QString::fromUtf8(server->process.readLine().trimmed()) + u"/v1/stream"_s);
    return server;
}
