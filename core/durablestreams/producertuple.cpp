// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "options.h"
#include "producertuple.h"
#include "request/callprivate_p.h"

namespace DurableStreams {

std::optional<ProducerTuple> ProducerTuple::of(const Call *call)
{
    return call ? CallPrivate::get(call)->sentAs : std::nullopt;
}

void ProducerTuple::setSentBefore(AppendOptions &options) const
{
    QHttpHeaders &headers = options.request.headers;
    headers.replaceOrAppend("Producer-Id", producerId);
    headers.replaceOrAppend("Producer-Epoch", QByteArray::number(epoch));
    headers.replaceOrAppend("Producer-Seq", QByteArray::number(sequence));
}

std::optional<ProducerTuple> ProducerTuple::sentBefore(const AppendOptions &options)
{
    const QHttpHeaders &headers = options.request.headers;
    if (options.safety != AppendSafety::ExactlyOnce || !headers.contains("Producer-Id")) {
        return std::nullopt;
    }
    return ProducerTuple { headers.value("Producer-Id").toByteArray(),
                           headers.value("Producer-Epoch").toByteArray().toLongLong(),
                           headers.value("Producer-Seq").toByteArray().toLongLong() };
}

} // namespace DurableStreams
