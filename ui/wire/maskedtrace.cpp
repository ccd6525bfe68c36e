// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "maskedtrace.h"

namespace Tailwater {

using DurableStreams::RequestTrace;
using DurableStreams::SecretMask;

namespace {

QHttpHeaders masked(const QHttpHeaders &headers, const SecretMask &mask)
{
    QHttpHeaders shown;
    for (qsizetype i = 0; i < headers.size(); ++i) {
        shown.append(headers.nameAt(i), mask.masked(headers.valueAt(i).toByteArray()));
    }
    return shown;
}

QByteArray maskedBody(const QByteArray &body, bool goesOn, const SecretMask &mask)
{
    return mask.masked(body, goesOn ? SecretMask::Extent::Beginning : SecretMask::Extent::Whole);
}

} // namespace

QUrl masked(const QUrl &url, const SecretMask &mask)
{
    if (mask.isEmpty()) {
        return url;
    }
    const QByteArray text = url.toEncoded();
    return mask.isIn(text) ? QUrl::fromEncoded(mask.masked(text)) : url;
}

RequestTrace masked(RequestTrace trace, const SecretMask &mask)
{
    if (mask.isEmpty()) {
        return trace;
    }
    trace.url = masked(trace.url, mask);
    trace.requestHeaders = masked(trace.requestHeaders, mask);
    trace.responseHeaders = masked(trace.responseHeaders, mask);
    trace.requestBody = maskedBody(trace.requestBody, trace.requestBodyCut, mask);
    // A live answer goes on.
    trace.responseBody
        = maskedBody(trace.responseBody, trace.responseBodyCut || !trace.finished, mask);
    trace.failure = mask.masked(trace.failure);
    return trace;
}

} // namespace Tailwater
