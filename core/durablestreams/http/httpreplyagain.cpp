// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The parts of HttpReply that begin anew: on a fresh connection, or where a redirect leads.

#include "httpreply_p.h"

#include "redirect_p.h"

#include <utility>

namespace DurableStreams {

using namespace Qt::StringLiterals;

bool HttpReply::sendAgain()
{
    if (!rewindBody()) {
        return false;
    }
    m_resent = m_resent || m_sent;
    m_sent = false;
    begin();
    return true;
}

bool HttpReply::rewindBody()
{
    return !m_out.device || (m_bodyStart >= 0 && m_out.device->seek(m_bodyStart));
}

void HttpReply::followRedirect()
{
    const QUrl to = *std::exchange(m_redirect, std::nullopt);
    if (++m_redirects > MaxRedirects) {
        finish(TooManyRedirectsError, u"too many redirects"_s);
        return;
    }
    if (!rewindBody()) {
        finish(ContentReSendError, u"the body cannot be sent to the new address"_s);
        return;
    }
    if (!isSameOrigin(m_parts.url, to)) {
        m_parts.headers = headersForOtherOrigin(m_parts.headers);
        if (m_tls) {
            m_tls->settings.peerName.clear();
            m_tls->settings.pinned = QSslCertificate();
        }
    }
    m_parts.url = to;
    m_origin = m_pool->origin(to);
    if (!m_origin->secure) {
        m_tls.reset();
    } else if (!m_tls) {
        m_tls = std::make_unique<Tls>();
        m_tls->settings.configuration = request().sslConfiguration();
    }
    m_sent = false;
    m_hasHead = false;
    m_bodyArrived = false;
    m_uploaded = 0;
    setUrl(to);
    const QPointer<HttpReply> alive(this);
    Q_EMIT redirected(to);
    if (alive && !isFinished()) {
        begin();
    }
}

} // namespace DurableStreams
