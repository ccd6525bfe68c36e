// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/call.h>
#include <durablestreams/producertuple.h>

#include <functional>

namespace DurableStreams {

//! \brief The inside of a Call: whoever does the work reports here.
class CallPrivate
{
public:
    static Call *make(QObject *parent);
    static CallPrivate *get(Call *call) { return call->d.get(); }
    static const CallPrivate *get(const Call *call) { return call->d.get(); }

    //! \brief The call has a result; the signal comes from the event loop.
    void finish(const Result<StreamInfo> &result);

    Call *q = nullptr;
    std::optional<Result<StreamInfo>> result;
    //! See ProducerTuple::of().
    std::optional<ProducerTuple> sentAs;
    //! Ends the work; called at most once, by Call::abort() or the call's destructor.
    //! True if a request may have reached the server without an answer.
    std::function<bool()> stopWork;
    bool aborted = false;
};

} // namespace DurableStreams
