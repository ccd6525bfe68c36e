// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What is asked once more: after a redirect in another place, after a refusal with other credentials.

#include "exchange_p.h"
#include "http/redirect_p.h"
#include "request/clientprivate_p.h"
#include "request/requestbuilder_p.h"
#include "request/secretvalues_p.h"
#include "wire/redaction_p.h"

#include <QtCore/QIODevice>

namespace DurableStreams {

using namespace Qt::StringLiterals;

namespace {

// A provider that answers every refusal with something new does not go on for ever.
constexpr int maxRecoveries = 10;
constexpr int maxRedirects = 5;

} // namespace

bool Exchange::tryToRedirect()
{
    auto target = redirectTarget(m_status, m_headers, m_target, m_request.method);
    if (!target || redirectNotFollowed() || m_redirects >= maxRedirects || !rewindDevice()) {
        return false;
    }
    ++m_redirects;
    if (!isSameOrigin(m_target, *target)) {
        m_sentHeaders = headersForOtherOrigin(m_request);
    }
    // Compared with where the secrets belong: a chain of redirects may go on within another server.
    if (!isSameOrigin(m_request.url, *target)) {
        target = withoutSecrets(*target, m_secrets);
    }
    m_target = *target;
    m_reply->deleteLater();
    m_reply = nullptr;
    send();
    return true;
}

bool Exchange::isWrite() const
{
    return m_request.method != "GET" && m_request.method != "HEAD";
}

std::optional<QUrl> Exchange::redirectNotFollowed() const
{
    const auto target = redirectTarget(m_status, m_headers, m_target, m_request.method);
    if (!target) {
        return std::nullopt;
    }
    const bool leaves = isWrite() && !isSameOrigin(m_target, *target);
    const bool tells = !isSameOrigin(m_request.url, *target) && !withoutSecrets(*target, m_secrets);
    return leaves || tells ? target : std::nullopt;
}

bool Exchange::tryToRecover()
{
    const bool isRefusal = m_status == 401
        || (m_status == 403 && !m_headers.contains("producer-epoch"));
    if (!isRefusal || !m_d->provider || m_redirects > 0 || m_recoveries >= maxRecoveries
        || !rewindDevice()) {
        return false;
    }
    m_refused = result().error();
    ++m_recoveries;
    ++m_request.attempt;
    m_timer.stop();
    m_reply->deleteLater();
    m_reply = nullptr;
    ask();
    return true;
}

bool Exchange::rewindDevice()
{
    return !m_request.device
        || (m_devicePosition >= 0 && m_request.device->seek(m_devicePosition));
}

void Exchange::explainRedirect(Error &error) const
{
    const auto target = redirectNotFollowed();
    if (!target) {
        return;
    }
    const QUrl shown = m_client ? Redaction(m_d->secretNames).url(*target) : QUrl();
    const QString reason = isWrite()
        ? u"the server redirects to %1; a write is not sent to another server unasked"_s
        : u"the server redirects to %1, with a secret of its own in that address; another server is "
          "not told it"_s;
    error.message = makeError(error.code, facts(), reason.arg(shown.toString())).message;
    error.remedy = u"If that is right, use that address."_s;
}

} // namespace DurableStreams
