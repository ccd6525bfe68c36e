// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What is told of an exchange to whoever looks at the wire.

#include "exchange_p.h"
#include "request/clientprivate_p.h"
#include "wire/redaction_p.h"

#include <algorithm>
#include <utility>

namespace DurableStreams {

using namespace std::chrono_literals;

namespace {

// How often the growing body of a live answer is traced.
constexpr auto liveTraceInterval = 250ms;

} // namespace

void Exchange::noteReceived(const char *data, qint64 size)
{
    m_trace.bytesReceived += size;
    const qint64 room = m_d->traceBodyLimit - m_trace.responseBody.size();
    m_trace.responseBodyCut = m_trace.responseBodyCut || room < size;
    if (room <= 0 || size <= 0) {
        return;
    }
    m_trace.responseBody.append(data, std::min(room, size));
    if (m_request.live && !std::exchange(m_tracePending, true)) {
        QTimer::singleShot(liveTraceInterval, this, [this] {
            m_tracePending = false;
            if (!m_trace.finished) {
                trace(false);
            }
        });
    }
}

void Exchange::trace(bool finished)
{
    if (!m_client || !m_d->isTraced()) {
        return;
    }
    m_trace.finished = finished;
    const Redaction redaction(m_d->secretNames);
    RequestTrace trace = m_trace;
    trace.method = m_request.method;
    trace.url = redaction.url(m_target);
    trace.purpose = m_request.purpose.isEmpty() ? operationName(m_request.operation)
                                                : m_request.purpose;
    if (m_trace.requestHeaders.isEmpty() && m_reply) {
        m_trace.requestHeaders = redaction.headers(m_reply->sentHeaders());
    }
    trace.requestHeaders = m_trace.requestHeaders.isEmpty() ? redaction.headers(m_sentHeaders)
                                                            : m_trace.requestHeaders;
    if (finished && m_status == 0 && !m_maybeSent) {
        trace.requestHeaders = {}; // none left
    }
    trace.status = m_status;
    trace.responseHeaders = redaction.headers(m_headers);
    trace.attempt = m_request.attempt;
    trace.bytesSent = std::max<qint64>(trace.bytesSent, m_status != 0 ? m_request.body.size() : 0);
    if (finished && m_status == 0 && !m_maybeSent) {
        trace.bytesSent = -1; // not even its headers
    }
    if (finished) {
        trace.total = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - m_started);
    }
    m_d->emitTrace(trace);
}

} // namespace DurableStreams
