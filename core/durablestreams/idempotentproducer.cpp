// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "idempotentproducer.h"

#include "idempotentproducer_p.h"
#include "wire/contenttype_p.h"
#include "wire/jsonvalidator_p.h"

#include <QtCore/QRandomGenerator>

#include <utility>

namespace DurableStreams {

using namespace std::chrono;
using namespace Qt::StringLiterals;

ProducerCall::ProducerCall(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<ProducerCallPrivate>())
{ }

ProducerCall::~ProducerCall() = default;

bool ProducerCall::isFinished() const
{
    return d->result.has_value();
}

std::optional<Result<ProducerReport>> ProducerCall::result() const
{
    return d->result;
}

IdempotentProducerPrivate::IdempotentProducerPrivate(const QUrl &streamUrl,
                                                     const ProducerOptions &producerOptions,
                                                     const QByteArray &contentType,
                                                     std::unique_ptr<ProducerLink> producerLink,
                                                     const std::optional<Error> &invalid)
    : url(streamUrl)
    , options(producerOptions)
    , state(options, url.path(QUrl::FullyEncoded), QRandomGenerator::global()->generate(), invalid)
    , toldState(state.state())
    , link(std::move(producerLink))
{
    setContentType(contentType);
    timer.setSingleShot(true);
    timer.setTimerType(Qt::PreciseTimer);
    link->setAnswered([this](quint64 request, const ProducerAnswer &answer) {
        state.answered(request, answer, steady_clock::now());
        carryOut();
    });
}

std::unique_ptr<IdempotentProducer>
IdempotentProducerPrivate::makeProducer(std::unique_ptr<IdempotentProducerPrivate> d,
                                        QObject *parent)
{
    return std::unique_ptr<IdempotentProducer>(new IdempotentProducer(std::move(d), parent));
}

void IdempotentProducerPrivate::attach(IdempotentProducer *producer)
{
    q = producer;
    QObject::connect(&timer, &QTimer::timeout, q, [this] { advance(); });
}

void IdempotentProducerPrivate::setContentType(const QByteArray &contentType)
{
    link->setContentType(contentType);
    state.setFraming(contentKind(contentType) == Batch::Kind::Json ? Framing::JsonArray
                                                                   : Framing::Concatenated);
}

std::optional<Error> IdempotentProducerPrivate::checkMessage(QByteArrayView message, bool asJson)
{
    if (link->contentType().isEmpty()) {
        setContentType(asJson ? "application/json"_ba : "application/octet-stream"_ba);
    }
    if (state.framing() != Framing::JsonArray) {
        return asJson
            ? std::optional(state.makeError(
                  ErrorCode::InvalidArgument, u"not a JSON stream"_s,
                  u"Use append(), or set ProducerOptions::contentType to application/json."_s))
            : std::nullopt;
    }
    if (options.validateJson && !message.isEmpty()) {
        if (const auto fault = validateJson(message)) {
            return state.makeError(ErrorCode::InvalidArgument,
                                   u"not JSON at byte %1: %2"_s.arg(fault->position)
                                       .arg(QLatin1StringView(fault->reason)),
                                   u"Append one value, serialised as JSON, at a time."_s);
        }
    }
    return {};
}

// What checkMessage() has nothing to say to; without its ceremony, for each message.
inline bool IdempotentProducerPrivate::isSound(QByteArrayView message, bool asJson) const
{
    if (link->contentType().isEmpty()) {
        return false;
    }
    return state.framing() == Framing::JsonArray ? !options.validateJson || isJson(message) : !asJson;
}

Result<Ticket> IdempotentProducerPrivate::refuseThread()
{
    if (!warned.test_and_set()) {
        qWarning("DurableStreams: append() in another thread than the producer's; nothing was taken");
    }
    return std::unexpected(state.makeError(
        ErrorCode::InvalidArgument, u"append() in another thread than the producer's"_s,
        u"Append in the thread of the Client, with QMetaObject::invokeMethod() from others."_s));
}

Result<Ticket> IdempotentProducerPrivate::append(QByteArrayView message, bool asJson)
{
    if (QThread::currentThreadId() != thread) [[unlikely]] {
        return refuseThread();
    }
    if (!isSound(message, asJson)) [[unlikely]] {
        if (auto error = checkMessage(message, asJson)) {
            return std::unexpected(*std::move(error));
        }
    }
    if (const Ticket ticket = state.appendQuietly(message)) [[likely]] {
        return ticket;
    }
    Result<Ticket> ticket = state.append(message);
    if (state.needsAdvance()) {
        schedule();
        tellState();
    }
    if (state.queue().hasBacklogChange()) {
        tellBacklog();
    }
    return ticket;
}

ProducerCall *IdempotentProducerPrivate::follow(quint64 call)
{
    auto *object = new ProducerCall(q);
    calls.insert(call, object);
    schedule();
    return object;
}

void IdempotentProducerPrivate::schedule()
{
    if (!std::exchange(scheduled, true)) {
        QMetaObject::invokeMethod(
            q,
            [this] {
                scheduled = false;
                advance();
            },
            Qt::QueuedConnection);
    }
}

void IdempotentProducerPrivate::advance()
{
    state.advance(steady_clock::now());
    carryOut();
}

void IdempotentProducerPrivate::carryOut()
{
    if (carryingOut) {
        return; // a slot came back into us; the loop below goes on with it
    }
    carryingOut = true;
    const QPointer<IdempotentProducer> alive(q);
    for (auto actions = state.takeActions(); !actions.empty(); actions = state.takeActions()) {
        for (const auto &action : actions) {
            std::visit([this](const auto &what) { perform(what); }, action);
            if (!alive) {
                return;
            }
        }
    }
    carryingOut = false;
    tellState();
    if (alive) {
        tellBacklog();
    }
    if (!alive) {
        return;
    }
    if (const auto time = state.wakeUp()) {
        timer.start(std::max(0ms, ceil<milliseconds>(*time - steady_clock::now())));
    } else {
        timer.stop();
    }
}

void IdempotentProducerPrivate::tellState()
{
    const auto now = state.state();
    if (std::exchange(toldState, now) != now) {
        Q_EMIT q->stateChanged(now);
    }
}

void IdempotentProducerPrivate::tellBacklog()
{
    if (const auto high = state.takeBacklogChange()) {
        if (*high) {
            Q_EMIT q->backlogHigh();
        } else {
            Q_EMIT q->backlogLow();
        }
    }
}

void IdempotentProducerPrivate::perform(const ProducerActions::Send &action)
{
    link->send(action);
}

void IdempotentProducerPrivate::perform(const ProducerActions::Abandon &action)
{
    link->abandon(action.request);
}

void IdempotentProducerPrivate::perform(const ProducerActions::Acknowledged &action)
{
    Q_EMIT q->acknowledged(action.receipt);
}

void IdempotentProducerPrivate::perform(const ProducerActions::Rejected &action)
{
    Q_EMIT q->rejected(action.failure);
}

void IdempotentProducerPrivate::perform(const ProducerActions::Failed &action)
{
    Q_EMIT q->failed(action.failure);
}

void IdempotentProducerPrivate::perform(const ProducerActions::Collision &action)
{
    Q_EMIT q->collisionSuspected(action.receipt);
}

void IdempotentProducerPrivate::perform(const ProducerActions::Claimed &action)
{
    Q_EMIT q->epochClaimed(action.epoch, action.reason);
}

void IdempotentProducerPrivate::perform(const ProducerActions::Retry &action)
{
    Q_EMIT q->retryScheduled(action.attempt, action.delay, action.error);
}

void IdempotentProducerPrivate::perform(const ProducerActions::CallFinished &action)
{
    if (const QPointer<ProducerCall> call = calls.take(action.call)) {
        call->d->result = action.result;
        call->deleteLater();
        Q_EMIT call->finished(action.result);
    }
}

IdempotentProducer::IdempotentProducer(std::unique_ptr<IdempotentProducerPrivate> dd,
                                       QObject *parent)
    : QObject(parent)
    , d(std::move(dd))
{
    d->attach(this);
}

IdempotentProducer::~IdempotentProducer()
{
    if (const quint64 left = pendingMessages()) {
        qWarning("DurableStreams: a producer is deleted with %llu messages that are not acknowledged; "
                 "detach() first, or abort()",
                 left);
    }
}

QUrl IdempotentProducer::url() const
{
    return d->url;
}

ProducerOptions IdempotentProducer::options() const
{
    return d->options;
}

IdempotentProducer::State IdempotentProducer::state() const
{
    return d->state.state();
}

std::optional<Error> IdempotentProducer::error() const
{
    return d->state.error();
}

qint64 IdempotentProducer::epoch() const
{
    return d->state.epoch();
}

qint64 IdempotentProducer::nextSequence() const
{
    return d->state.nextSequence();
}

quint64 IdempotentProducer::pendingMessages() const
{
    return d->state.queue().pendingMessages();
}

qint64 IdempotentProducer::pendingBytes() const
{
    return d->state.queue().pendingBytes();
}

int IdempotentProducer::inFlight() const
{
    return d->state.inFlight();
}

quint64 IdempotentProducer::acknowledgedMessages() const
{
    return d->state.report().acknowledged;
}

Offset IdempotentProducer::lastAcknowledgedOffset() const
{
    return d->state.report().offset;
}

Result<Ticket> IdempotentProducer::append(QByteArrayView message)
{
    return d->append(message, false);
}

Result<Ticket> IdempotentProducer::appendJson(QByteArrayView value)
{
    return d->append(value, true);
}

ProducerCall *IdempotentProducer::flush()
{
    return d->follow(d->state.flush(steady_clock::now()));
}

ProducerCall *IdempotentProducer::detach()
{
    return d->follow(d->state.detach(steady_clock::now()));
}

ProducerCall *IdempotentProducer::closeStream(QByteArrayView finalMessage)
{
    if (!finalMessage.isEmpty()) {
        if (const auto error = d->checkMessage(finalMessage, false)) {
            return d->follow(d->state.refuse(*error));
        }
    }
    return d->follow(d->state.closeStream(finalMessage, steady_clock::now()));
}

QList<UnsentMessage> IdempotentProducer::abort()
{
    QList<UnsentMessage> unsent = d->state.abort();
    d->schedule();
    return unsent;
}

std::optional<Error> IdempotentProducer::restart()
{
    auto error = d->state.restart(steady_clock::now());
    d->schedule();
    return error;
}

void IdempotentProducer::retryNow()
{
    d->state.retryNow(steady_clock::now());
    d->schedule();
}

} // namespace DurableStreams

#include "moc_idempotentproducer.cpp"
