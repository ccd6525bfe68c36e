// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "call.h"
#include "request/callprivate_p.h"

namespace DurableStreams {

Call *CallPrivate::make(QObject *parent)
{
    auto *call = new Call(std::make_unique<CallPrivate>(), parent);
    call->d->q = call;
    return call;
}

void CallPrivate::finish(const Result<StreamInfo> &value)
{
    if (result || aborted) {
        return;
    }
    result = value;
    // What the work needs stays alive until it has returned from here.
    QMetaObject::invokeMethod(
        q,
        [call = q, work = std::exchange(stopWork, nullptr)] {
            Q_EMIT call->finished(*call->result());
            call->deleteLater();
        },
        Qt::QueuedConnection);
}

Call::Call(std::unique_ptr<CallPrivate> priv, QObject *parent)
    : QObject(parent)
    , d(std::move(priv))
{
}

Call::~Call()
{
    if (d->stopWork) {
        std::exchange(d->stopWork, nullptr)();
    }
}

bool Call::isFinished() const
{
    return d->result.has_value();
}

std::optional<Result<StreamInfo>> Call::result() const
{
    return d->result;
}

bool Call::abort()
{
    if (d->result || std::exchange(d->aborted, true)) {
        return false;
    }
    const auto stopWork = std::exchange(d->stopWork, nullptr);
    const bool mayHaveArrived = stopWork && stopWork();
    QMetaObject::invokeMethod(
        this,
        [this, stopWork] {
            Q_EMIT aborted();
            deleteLater();
        },
        Qt::QueuedConnection);
    return mayHaveArrived;
}

} // namespace DurableStreams

#include "moc_call.cpp"
