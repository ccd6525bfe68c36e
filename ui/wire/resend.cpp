// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "resend.h"

#include "connection/server.h"
#include "models/connectionclient.h"
#include "models/connectionsecrets.h"

#include <durablestreams/httpaccessmanager.h>

#include <QLocale>
#include <QNetworkReply>
#include <QTimer>

#include <limits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

constexpr qsizetype KeptBody = 64 * 1024;
constexpr auto Pace = 250ms;

//! The library counts its own exchanges from 1 up.
quint64 nextId()
{
    static quint64 next = std::numeric_limits<quint64>::max();
    return next--;
}

std::chrono::microseconds elapsed(const QElapsedTimer &clock)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(clock.durationElapsed());
}

} // namespace

Resend::Resend(Server *server, const WireRequest &request,
               const DurableStreams::RequestTrace &original, QObject *parent)
    : QObject(parent)
    , m_server(server)
    , m_request(request)
    , m_connection(server->connection())
    , m_live(original.purpose == "sse" || original.purpose == "long-poll")
{
    m_trace.id = nextId();
    m_trace.method = request.method;
    m_trace.url = original.url;
    m_trace.purpose = "retry";
    m_trace.requestBody = request.body;
    m_trace.requestBodySize = request.body.size();
    connect(server, &QObject::destroyed, this, &QObject::deleteLater);
}

Resend::~Resend()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->deleteLater();
    }
}

void Resend::start(std::chrono::milliseconds longest)
{
    m_trace.started = QDateTime::currentDateTimeUtc();
    m_clock.start();
    m_reported.start();
    m_reply = send();
    m_reply->setReadBufferSize(KeptBody);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Resend::readHeaders);
    connect(m_reply, &QNetworkReply::readyRead, this, &Resend::readBody);
    connect(m_reply, &QNetworkReply::finished, this, &Resend::end);
    QTimer::singleShot(longest, this, [this, longest] {
        m_givenUp = tr("given up after %1 s")
                        .arg(QLocale().toString(double(longest.count()) / 1000.0, 'g', 3));
        m_reply->abort();
    });
    Q_EMIT traced(m_trace);
}

QNetworkReply *Resend::send()
{
    using DurableStreams::HttpAccessManager;
    QNetworkRequest request = m_request.through(m_connection);
    request.setAttribute(HttpAccessManager::LiveAttribute, m_live);
    // One request, whose answer is shown as it is: a redirect might take secrets to another server.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setTransferTimeout(m_live ? 0ms : m_connection.timeout);
    const QHttpHeaders headers = request.headers();
    for (qsizetype i = 0; i < headers.size(); ++i) {
        m_trace.requestHeaders.append(headers.nameAt(i),
                                      masked(headers.nameAt(i), headers.valueAt(i)));
    }
    QNetworkAccessManager *manager = m_server->client()->networkAccessManager();
    m_trace.bytesSent = m_request.body.size();
    if (m_request.method == "GET") {
        return manager->get(request);
    }
    if (m_request.method == "HEAD") {
        return manager->head(request);
    }
    if (m_request.method == "POST") {
        return manager->post(request, m_request.body);
    }
    if (m_request.method == "PUT") {
        return manager->put(request, m_request.body);
    }
    if (m_request.method == "DELETE") {
        return manager->deleteResource(request);
    }
    return manager->sendCustomRequest(request, m_request.method, m_request.body);
}

// As the library masks its own.
QByteArray Resend::masked(QLatin1StringView name, QByteArrayView value) const
{
    static const QByteArray mask = u"•••"_s.toUtf8();
    const QByteArray lower = QByteArray(name.data(), name.size()).toLower();
    if (lower == "set-cookie" || m_connection.isSecret(lower)) {
        return mask;
    }
    // Not what repeats one: that is masked where it is shown, and may be revealed.
    return value.toByteArray();
}

void Resend::readHeaders()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0 || m_trace.status == status) {
        return;
    }
    m_trace.status = status;
    m_trace.toHeaders = elapsed(m_clock);
    m_trace.responseHeaders = {};
    const QHttpHeaders headers = m_reply->headers();
    for (qsizetype i = 0; i < headers.size(); ++i) {
        m_trace.responseHeaders.append(headers.nameAt(i),
                                       masked(headers.nameAt(i), headers.valueAt(i)));
    }
    Q_EMIT traced(m_trace);
}

void Resend::readBody()
{
    const QByteArray data = m_reply->readAll();
    m_trace.bytesReceived += data.size();
    const qsizetype room = KeptBody - m_trace.responseBody.size();
    m_trace.responseBodyCut = m_trace.responseBodyCut || room < data.size();
    m_trace.responseBody += data.first(qMin(data.size(), room));
    if (m_reported.durationElapsed() >= Pace) {
        m_reported.restart();
        Q_EMIT traced(m_trace);
    }
}

void Resend::end()
{
    readHeaders();
    readBody();
    m_trace.total = elapsed(m_clock);
    m_trace.finished = true;
    if (!m_givenUp.isEmpty()) {
        m_trace.failure = m_givenUp;
    } else if (m_trace.status < 400 && m_reply->error() != QNetworkReply::NoError) {
        m_trace.failure = secretMaskOf(m_connection).masked(m_reply->errorString());
    }
    Q_EMIT traced(m_trace);
    deleteLater();
}

} // namespace Tailwater

#include "moc_resend.cpp"
