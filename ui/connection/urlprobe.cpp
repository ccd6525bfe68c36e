// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "urlprobe.h"

#include "connectiontrouble.h"
#include "errortext.h"
#include "explorer/streamentry.h"
#include "models/connectionclient.h"

#include <durablestreams/call.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

using DurableStreams::Result;
using DurableStreams::StreamInfo;

//! Something answered, be it only with a web page: what it is, its recognition says.
static bool isSuccess(const Result<StreamInfo> &result)
{
    return result || (result.error().httpStatus >= 200 && result.error().httpStatus < 300);
}

UrlProbe::UrlProbe(QObject *parent)
    : QObject(parent)
{
}

UrlProbe::~UrlProbe() = default;

QUrl UrlProbe::urlFromInput(const QString &text)
{
    QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed.contains(u' ')) {
        return {};
    }
    if (!trimmed.contains("://"_L1)) {
        trimmed.prepend("http://"_L1);
    }
    const QUrl url(trimmed, QUrl::TolerantMode);
    const bool usable = url.isValid() && !url.host().isEmpty()
        && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
    return usable ? url : QUrl();
}

QUrl UrlProbe::rootOf(const QUrl &url)
{
    QUrl root = url;
    root.setQuery(QString());
    root.setFragment(QString());
    const QString path = url.path(QUrl::FullyEncoded);
    const QString marker = u"/v1/stream"_s;
    if (path.isEmpty() || path == "/"_L1) {
        root.setPath(marker);
    } else if (const qsizetype at = QString(path + u'/').indexOf(marker + u'/');
               at >= 0) {
        root.setPath(path.first(at + marker.size()), QUrl::TolerantMode);
    } else if (const qsizetype slash = path.lastIndexOf(u'/'); slash > 0) {
        root.setPath(path.first(slash), QUrl::TolerantMode);
    } else {
        root.setPath(QString());
    }
    return root;
}

std::optional<ProbeAnswer> UrlProbe::namedStream(const Connection &connection)
{
    const QString marker = u"/v1/stream/"_s;
    const QString path = connection.baseUrl.path(QUrl::FullyEncoded);
    const qsizetype at = path.indexOf(marker);
    if (at < 0 || path.size() <= at + marker.size()) {
        return std::nullopt;
    }
    // Nobody has answered, so nothing is to be said of what did.
    ProbeAnswer answer { .connection = connection, .recognition = Recognition::Recognised };
    answer.connection.baseUrl = rootOf(connection.baseUrl);
    answer.streamPath = pathBelow(answer.connection.baseUrl, connection.baseUrl);
    return answer;
}

void UrlProbe::start(const Connection &connection)
{
    cancel();
    m_connection = connection;
    // A person waits for this.
    Connection asking = connection;
    asking.timeout = qMin(asking.timeout, std::chrono::milliseconds(10s));
    asking.connectTimeout = qMin(asking.connectTimeout, asking.timeout);
    m_client = std::make_unique<ConnectionClient>(asking, ConnectionClient::Writes::Refused);
    connect(m_client.get(), &DurableStreams::Client::requestTraced, this, &UrlProbe::note);
    m_recognition = Recognition::Unclear;
    m_challenge.clear();
    const QUrl url = connection.baseUrl;
    const QString path = url.path(QUrl::FullyEncoded);
    const QUrl root = rootOf(url);
    const QString rootPath = root.path(QUrl::FullyEncoded);
    if (path.isEmpty() || path == "/"_L1 || path == rootPath || path == rootPath + u'/') {
        probeRoot(root, {});
    } else {
        probeStream(url);
    }
}

void UrlProbe::cancel()
{
    if (m_client) {
        // The client may be the sender of the signal that we are in.
        m_client.release()->deleteLater();
    }
}

void UrlProbe::note(const DurableStreams::RequestTrace &trace)
{
    Connection asked = m_connection;
    asked.baseUrl = rootOf(asked.baseUrl);
    Q_EMIT requestTraced(trace, asked);
    if (trace.status == 401) {
        m_challenge = trace.responseHeaders.value("www-authenticate"_L1).toByteArray();
    }
    if (trace.finished && trace.status > 0 && m_recognition != Recognition::Recognised) {
        const Recognition now = recognitionOf(trace.status, trace.responseHeaders);
        m_recognition = now == Recognition::Unclear ? m_recognition : now;
    }
}

QString UrlProbe::failureText(const DurableStreams::Error &error) const
{
    QStringList parts { causeOf(error, m_connection), remedyOf(error, m_connection),
                        serverWords(error) };
    if (error.httpStatus == 404) {
        const QString what = recognitionText(m_recognition, m_connection.baseUrl);
        parts = m_recognition == Recognition::Foreign ? QStringList { what } : parts << what;
    }
    parts.removeAll(QString());
    return parts.join(u' ');
}

void UrlProbe::head(const QUrl &url, const Next &next)
{
    DurableStreams::RequestOptions options;
    options.retry = DurableStreams::RetryPolicy { .maxRetries = 0 };
    DurableStreams::Call *call = m_client->stream(url).head(options);
    const DurableStreams::Client *asker = m_client.get();
    connect(call, &DurableStreams::Call::finished, this,
            [this, asker, next](const Result<StreamInfo> &result) {
                if (m_client.get() == asker) {
                    next(result);
                }
            });
}

void UrlProbe::probeStream(const QUrl &url)
{
    head(url, [this, url](const Result<StreamInfo> &result) {
        const QUrl root = rootOf(url);
        if (isSuccess(result)) {
            probeRoot(root, pathBelow(root, url));
            return;
        }
        if (result.error().httpStatus != 404) {
            finish(std::unexpected(result.error()));
            return;
        }
        // Not a stream: perhaps the root of streams at a place of its own.
        const DurableStreams::Error notFound = result.error();
        head(streamUrl(url, m_connection.registryPath.toUtf8()),
             [this, url, notFound](const Result<StreamInfo> &registry) {
                 if (!registry) {
                     finish(std::unexpected(notFound));
                     return;
                 }
                 m_connection.baseUrl = url;
                 finish(ProbeAnswer { .connection = m_connection,
                                      .hasRegistry = true,
                                      .recognition = m_recognition });
             });
    });
}

void UrlProbe::probeRoot(const QUrl &root, const QByteArray &streamPath)
{
    m_connection.baseUrl = root;
    head(streamUrl(root, m_connection.registryPath.toUtf8()),
         [this, streamPath](const Result<StreamInfo> &result) {
             const bool answered = isSuccess(result) || result.error().httpStatus == 404;
             if (answered || !streamPath.isEmpty()) {
                 finish(ProbeAnswer { .connection = m_connection,
                                      .streamPath = streamPath,
                                      .hasRegistry = result.has_value(),
                                      .recognition = m_recognition });
             } else {
                 finish(std::unexpected(result.error()));
             }
         });
}

void UrlProbe::finish(const Result<ProbeAnswer> &result)
{
    cancel();
    Q_EMIT finished(result);
}

} // namespace Tailwater

#include "moc_urlprobe.cpp"
