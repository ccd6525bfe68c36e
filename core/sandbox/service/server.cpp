// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "http/connection_p.h"
#include "http/listener_p.h"
#include "livereads_p.h"
#include "protocol/streamname_p.h"
#include "registry_p.h"
#include "samples_p.h"
#include "server_p.h"
#include "subscriptions_p.h"

#include <QtCore/QDateTime>
#include <QtNetwork/QHostAddress>

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

bool isRead(Method method)
{
    return method == Method::Get || method == Method::Head;
}

// Takes the same time wherever two tokens differ.
bool sameSecret(const QByteArray &a, const QByteArray &b)
{
    uchar difference = a.size() == b.size() ? 0 : 1;
    for (qsizetype i = 0; i < a.size() && i < b.size(); ++i) {
        difference |= uchar(a[i] ^ b[i]);
    }
    return difference == 0;
}

HttpResponse preflight()
{
    HttpResponse response { .status = 204 };
    return response
        .with("Access-Control-Allow-Methods"_ba, "GET, POST, PUT, DELETE, HEAD, OPTIONS"_ba)
        .with("Access-Control-Allow-Headers"_ba,
              "Content-Type, Authorization, If-None-Match, Stream-Seq, Stream-TTL, "
              "Stream-Expires-At, "
              "Stream-Closed, Stream-Forked-From, Stream-Fork-Offset, Stream-Fork-Sub-Offset, "
              "Producer-Id, Producer-Epoch, Producer-Seq"_ba)
        .with("Access-Control-Max-Age"_ba, "600"_ba);
}

} // namespace

Server::Server(const SandboxOptions &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_tick(this)
{ }

Server::~Server()
{
    if (m_store) {
        commit();
        m_listener.reset();
        m_live.reset();
        m_store->saveAccess();
    }
}

Result<QUrl> Server::start()
{
    if (m_options.allowRemote && m_options.token.isEmpty()) {
        return std::unexpected(
            Error { .code = ErrorCode::InvalidArgument,
                    .message = u"Other machines may connect only with a token."_s,
                    .remedy = u"Set a token, or listen on this machine only."_s });
    }
    auto store = StreamStore::open(m_options.folder, m_options.maxDatabaseSize);
    if (!store) {
        return std::unexpected(store.error());
    }
    m_store = std::move(*store);
    m_streams = std::make_unique<StreamService>(*m_store);
    m_reads = std::make_unique<ReadService>(*m_store, *m_streams, m_options.pageSize,
                                            !m_options.token.isEmpty());
    m_registry = std::make_unique<Registry>(*m_store, *m_streams);
    m_subscriptions = std::make_unique<Subscriptions>(*m_store, *m_streams);
    m_streams->addObserver(m_registry.get());
    m_streams->addObserver(m_subscriptions.get());
    m_live = std::make_unique<LiveReads>(*m_store, *m_reads, m_options.longPollTimeout,
                                         m_options.sseLifetime);
    m_registry->ensure(nowMs());
    commit();
    if (!m_store->find(RegistryPath.toByteArray())) {
        return std::unexpected(
            Error { .code = ErrorCode::NotSupported,
                    .message = u"The folder %1 cannot be written to."_s.arg(m_options.folder),
                    .remedy = u"Free some space, or choose another folder."_s });
    }

    RequestParser::Limits limits;
    limits.body = m_options.maxBodySize;
    const auto gate = [this](const HttpRequest &request) {
        return refuseStranger(request, canonicalPath(request.path));
    };
    m_listener = std::make_unique<Listener>(limits, gate, m_options.stallTimeout,
                                            m_options.maxConnections);
    connect(m_listener.get(), &Listener::requestReceived, this, &Server::handle);
    const QHostAddress address(m_options.allowRemote ? QHostAddress::AnyIPv4
                                                     : QHostAddress::LocalHost);
    if (!m_listener->listen(address, m_options.port)) {
        return std::unexpected(Error {
            .code = ErrorCode::Network,
            .message
            = u"Port %1 cannot be used: %2."_s.arg(m_options.port).arg(m_listener->errorString()),
            .remedy = u"Choose another port, or 0 for a free one."_s });
    }
    connect(&m_tick, &QTimer::timeout, this, &Server::tick);
    m_tick.start(500ms);
    if (m_options.samples) {
        addSamples();
    }
    QUrl url(u"http://127.0.0.1/v1/stream"_s);
    url.setPort(m_listener->port());
    return url;
}

void Server::addSamples()
{
    if (!m_samples) {
        m_samples = std::make_unique<Samples>(*m_store, *m_streams);
        connect(m_samples.get(), &Samples::wrote, this, &Server::scheduleCommit);
        m_samples->start();
    }
}

void Server::handle(Connection *connection, const HttpRequest &request)
{
    if (m_options.logRequests) {
        log(request);
    }
    QByteArray path = canonicalPath(request.path);
    if (const auto refusal = refuse(request, path)) {
        connection->respond(*refusal);
        return;
    }
    path = path.sliced(StreamRoot.size());
    if (!isRead(request.method)) {
        const HttpResponse response = write(path, request);
        reply(connection, response);
        return;
    }
    if (!m_store->inTransaction()) {
        read(connection, path, request);
        return;
    }
    // Reads never see what may yet be undone.
    m_afterCommit.append([this, guard = QPointer(connection), path, request] {
        if (guard && !guard->isGone()) {
            read(guard, path, request);
        }
    });
}

std::optional<HttpResponse> Server::refuseStranger(const HttpRequest &request,
                                                   const QByteArray &path) const
{
    const bool claimed = path.startsWith(StreamRoot)
        && carriesClaimToken(path.sliced(StreamRoot.size()), request.method);
    if (m_options.token.isEmpty() || claimed
        || sameSecret(request.bearerToken(), m_options.token)) {
        return {};
    }
    return HttpResponse::text(401,
                              "The Authorization header must carry the token of this sandbox"_ba)
        .with("WWW-Authenticate"_ba, "Bearer"_ba);
}

std::optional<HttpResponse> Server::refuse(const HttpRequest &request, const QByteArray &path) const
{
    if (request.method == Method::Options) {
        return preflight();
    }
    if (const auto refusal = refuseStranger(request, path)) {
        return refusal;
    }
    if (request.method == Method::Other) {
        return HttpResponse::text(405, "Streams know GET, HEAD, PUT, POST and DELETE"_ba)
            .with("Allow"_ba, "GET, HEAD, PUT, POST, DELETE, OPTIONS"_ba);
    }
    if (!path.startsWith(StreamRoot) || path.size() == StreamRoot.size()) {
        return HttpResponse::text(404,
                                  "This is a Tailwater sandbox. Streams live below "_ba + StreamRoot
                                      + "; "_ba + StreamRoot + RegistryPath + " lists them"_ba);
    }
    if (hasDotSegment(path)) {
        return HttpResponse::text(400, "A path must not have the segments . and .."_ba);
    }
    return {};
}

HttpResponse Server::write(const QByteArray &path, const HttpRequest &request)
{
    if (isControlPath(path)) {
        return m_subscriptions->handle(path, request, nowMs());
    }
    switch (request.method) {
    case Method::Put: {
        HttpResponse response = m_streams->create(path, request, nowMs());
        for (auto &[name, value] : response.headers) {
            if (name == "Location" && request.hasHeader("host")) {
                value = "http://"_ba + request.header("host") + value;
            }
        }
        return response;
    }
    case Method::Post:
        return m_streams->append(path, request, nowMs());
    default:
        return m_streams->remove(path, nowMs());
    }
}

void Server::read(Connection *connection, const QByteArray &path, const HttpRequest &request)
{
    if (isControlPath(path)) {
        connection->respond(m_subscriptions->handle(path, request, nowMs()));
        return;
    }
    if (request.method == Method::Head) {
        connection->respond(m_streams->head(path, nowMs()));
        return;
    }
    const auto read = m_reads->open(path, request, nowMs());
    if (!read) {
        connection->respond(read.error());
    } else if (read->mode == ReadMode::CatchUp) {
        connection->respond(m_reads->page(*read, nowMs()));
    } else {
        m_live->start(connection, *read);
    }
}

void Server::reply(Connection *connection, const HttpResponse &response)
{
    if (!m_store->inTransaction()) {
        connection->respond(response);
        return;
    }
    m_replies.append({ connection, response });
    scheduleCommit();
}

void Server::scheduleCommit()
{
    if (!m_commitScheduled) {
        m_commitScheduled = true;
        QMetaObject::invokeMethod(this, &Server::commit, Qt::QueuedConnection);
    }
}

void Server::commit()
{
    m_commitScheduled = false;
    const QSet<StreamId> changed = m_store->changed();
    const bool stored = m_store->commit();
    const auto replies = std::exchange(m_replies, {});
    const auto deferred = std::exchange(m_afterCommit, {});
    HttpResponse refusal;
    if (!stored) {
        m_subscriptions->reload();
        refusal = notStored();
    }
    for (const Reply &reply : replies) {
        if (reply.connection && !reply.connection->isGone()) {
            reply.connection->respond(stored ? reply.response : refusal);
        }
    }
    for (const auto &read : deferred) {
        read();
    }
    if (stored) {
        m_live->wake(changed);
    }
}

HttpResponse Server::notStored()
{
    const StreamStore::Failure failure = m_store->lastFailure();
    if (failure.diskFull) {
        return HttpResponse::text(507, "The disk is full: this request changed nothing"_ba);
    }
    if (!std::exchange(m_failureTold, true)) {
        Q_EMIT failed({ .code = ErrorCode::NotSupported,
                        .message = u"The storage of the sandbox failed: %1."_s.arg(failure.text),
                        .remedy = u"Restart the sandbox with another folder."_s });
    }
    return HttpResponse::text(500,
                              "The storage of the sandbox failed ("_ba + failure.text.toUtf8()
                                  + "): this request changed nothing"_ba);
}

void Server::tick()
{
    if (m_store->inTransaction()) {
        return; // the commit is about to come; half a second later is soon enough
    }
    const qint64 now = nowMs();
    m_live->renew(now);
    const bool expired = m_streams->expire(now);
    const bool released = m_subscriptions->expireLeases(now);
    if (expired || released) {
        commit();
    }
    m_store->saveAccess();
    if (m_store->sweep()) {
        QMetaObject::invokeMethod(this, &Server::tick, Qt::QueuedConnection);
    }
}

void Server::log(const HttpRequest &request) const
{
    static constexpr const char *names[]
        = { "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "?" };
    Q_EMIT const_cast<Server *>(this)->logLine(QString::fromLatin1(names[int(request.method)])
                                               + u' ' + QString::fromUtf8(request.path));
}

} // namespace DurableStreams::Server

#include "moc_server_p.cpp"
