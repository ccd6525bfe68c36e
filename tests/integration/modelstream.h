// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../core/modelserver.h"

#include <functional>
#include <support/faultserver.h>

//! \brief One stream of a model server on a real socket, with faults between it and the client.
//!
//! The server knows what was stored, and keeps every request byte for byte.
class ModelStream
{
public:
    //! \brief Gets what the server would answer and does with it what it likes.
    using Fault = std::function<void(const TestSupport::Exchange &, TestSupport::Reply)>;

    ModelStream();

    QUrl url() const { return server.url("/s"); }
    //! \brief The next requests are handled and then answered by these, one each.
    void inject(const QList<Fault> &faults) { m_faults += faults; }
    //! \brief The next requests do not reach the server; they are answered with these.
    void refuse(const QList<TestSupport::Reply> &replies) { m_refusals += replies; }
    //! \brief Handles a request and gives the answer.
    TestSupport::Reply handle(const TestSupport::Request &request);
    //! \brief Handles every request from now on as ModelStream itself does.
    void listen();
    //! \brief Empty if requests with the same number were the same, byte for byte, and all that is
    //! stored is 1, 2, 3 … \a count.
    QString judge(int count) const;

    TestSupport::FaultServer server;
    ModelServer model;

private:
    void answer(const TestSupport::Exchange &exchange);

    QList<Fault> m_faults;
    QList<TestSupport::Reply> m_refusals;
};
