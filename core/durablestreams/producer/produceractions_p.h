// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/produceroptions.h>

#include <chrono>
#include <variant>

//! \brief What the state machine of a producer wants done or told, in this order.
namespace DurableStreams::ProducerActions {

struct Send
{
    quint64 request = 0;
    qint64 epoch = 0;
    qint64 sequence = 0;
    int attempt = 1;
    bool closes = false;
    QByteArray body;
};
//! \brief Give the request up; its answer is not waited for.
struct Abandon
{
    quint64 request = 0;
};
struct Acknowledged
{
    ProducerReceipt receipt;
};
struct Rejected
{
    ProducerFailure failure;
};
struct Failed
{
    ProducerFailure failure;
};
struct Collision
{
    ProducerReceipt receipt;
};
struct Claimed
{
    qint64 epoch = 0;
    Error reason;
};
struct Retry
{
    int attempt = 1;
    std::chrono::milliseconds delay {};
    Error error;
};
struct CallFinished
{
    quint64 call = 0;
    Result<ProducerReport> result;
};

using Action = std::variant<Send, Abandon, Acknowledged, Rejected, Failed, Collision, Claimed,
                            Retry, CallFinished>;

} // namespace DurableStreams::ProducerActions
