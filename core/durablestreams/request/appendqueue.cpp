// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "appendqueue_p.h"
#include "request/callprivate_p.h"
#include "request/clientprivate_p.h"
#include "request/streamprivate_p.h"
#include "wire/contenttype_p.h"

#include <QtCore/QIODevice>
#include <QtCore/QUuid>

namespace DurableStreams {

using namespace Qt::StringLiterals;

namespace {

// Bodies are joined up to this size, so that joining does not run into a server's limit.
constexpr qsizetype maxJoinedBytes = 1024 * 1024;

bool isSameRequest(const RequestOptions &a, const RequestOptions &b)
{
    return a.headers.toListOfPairs() == b.headers.toListOfPairs() && a.parameters == b.parameters
        && a.retry == b.retry && a.timeout == b.timeout && a.deadline == b.deadline;
}

// Refusals that hold for one body, not for the stream or the sender.
bool isAboutBody(const Error &error)
{
    return error.code == ErrorCode::BadRequest || error.code == ErrorCode::PayloadTooLarge
        || error.code == ErrorCode::UnexpectedStatus;
}

} // namespace

AppendQueue::AppendQueue(StreamPrivate *stream)
    : m_stream(stream)
{
    renewProducer();
}

AppendQueue::~AppendQueue() = default;

void AppendQueue::add(Item item)
{
    m_waiting.push_back(std::move(item));
    if (!std::exchange(m_scheduled, true)) {
        QMetaObject::invokeMethod(this, &AppendQueue::next, Qt::QueuedConnection);
    }
}

bool AppendQueue::remove(const Call *call)
{
    std::erase_if(m_waiting, [call](const Item &item) { return item.call == call; });
    bool mayHaveArrived = false;
    for (Item &item : m_batch) {
        if (item.call == call) {
            item.call.clear();
            mayHaveArrived = true;
        }
    }
    const bool isWanted
        = std::ranges::any_of(m_batch, [](const Item &item) { return !item.call.isNull(); });
    if (m_attempts && !isWanted) {
        mayHaveArrived = m_attempts->abort();
        if (mayHaveArrived && !m_batch.empty() && isNumberedHere()) {
            renewProducer();
        }
        m_attempts.clear();
        m_batch.clear();
        next();
    }
    return mayHaveArrived;
}

void AppendQueue::expire(const Call *call)
{
    const auto isIt = [call](const Item &item) { return item.call == call; };
    const auto item = std::ranges::find_if(m_waiting, isIt);
    if (item == m_waiting.end()) {
        return; // the request has a deadline of its own
    }
    RequestFacts facts;
    facts.operation = Operation::Append;
    facts.url = m_stream->url;
    facts.attempts = 0;
    CallPrivate::get(item->call)
        ->finish(std::unexpected(makeError(ErrorCode::Timeout, facts,
                                           u"the deadline passed before it could be sent"_s)));
    m_waiting.erase(item);
}

void AppendQueue::next()
{
    m_scheduled = false;
    if (!m_batch.empty() || m_waiting.empty() || !m_stream->client) {
        return;
    }
    if (!learnContentType(m_waiting.front())) {
        return;
    }
    do {
        m_batch.push_back(std::move(m_waiting.front()));
        m_waiting.pop_front();
    } while (!m_waiting.empty() && canJoin(m_waiting.front()));
    send();
}

// True if it is known; otherwise asks the server, and goes on when it has answered.
bool AppendQueue::learnContentType(const Item &item)
{
    const bool needsType = item.form == Form::Raw && item.options.contentType.isEmpty();
    if (!needsType || !m_stream->contentType.isEmpty()) {
        return true;
    }
    m_batch.push_back(std::move(m_waiting.front()));
    m_waiting.pop_front();
    ExchangeRequest request { .operation = Operation::Head, .method = "HEAD"_ba,
                              .url = m_stream->url };
    request.options = optionsInTime();
    auto *attempts = new Attempts(ClientPrivate::get(m_stream->client), std::move(request),
                                  Repeat::Always, this);
    m_attempts = attempts;
    connect(attempts, &Attempts::finished, this, [this](const Outcome &outcome) {
        if (!outcome.result) {
            finishBatch(outcome.result);
            return;
        }
        m_stream->contentType = outcome.result->contentType.isEmpty()
            ? "application/octet-stream"_ba
            : outcome.result->contentType;
        send();
    });
    attempts->start();
    return false;
}

bool AppendQueue::canJoin(const Item &item) const
{
    const Item &first = m_batch.front();
    const auto isPlain = [](const Item &i) {
        return !i.alone && !i.hasDevice && i.form != Form::CloseOnly && !i.options.close
            && !i.options.sequence && !ProducerTuple::sentBefore(i.options);
    };
    if (!isPlain(first) || !isPlain(item) || first.form != item.form
        || first.options.contentType != item.options.contentType
        || first.options.safety != item.options.safety
        || !isSameRequest(first.options.request, item.options.request)) {
        return false;
    }
    const QByteArray type = first.options.contentType.isEmpty() ? m_stream->contentType
                                                                 : first.options.contentType;
    if (first.form == Form::Raw && contentKind(type) == Batch::Kind::Json) {
        return false; // the array that a body may be cannot be joined with another
    }
    qsizetype size = item.bytes.size();
    for (const Item &other : m_batch) {
        size += other.bytes.size() + 1;
    }
    return size <= maxJoinedBytes;
}

bool AppendQueue::isSafe() const
{
    const Item &first = m_batch.front();
    return first.form != Form::CloseOnly
        && first.options.safety == AppendSafety::ExactlyOnce;
}

bool AppendQueue::isHonoured() const
{
    return m_honoured.value_or(
        ClientPrivate::get(m_stream->client)->honoursProducers(m_stream->url));
}

// Under the handle's own id, not under that of an earlier request.
bool AppendQueue::isNumberedHere() const
{
    return isSafe() && !ProducerTuple::sentBefore(m_batch.front().options);
}

ProducerTuple AppendQueue::tuple() const
{
    return ProducerTuple::sentBefore(m_batch.front().options)
        .value_or(ProducerTuple { m_producerId, 0, m_sequence });
}

// Says under which number it goes. Where several travel together none can be sent again by itself.
// False if it is not wanted any more.
bool AppendQueue::announce()
{
    const QPointer<Call> call = m_batch.front().call;
    if (!isSafe() || m_batch.size() > 1 || !call) {
        return true;
    }
    m_attempts.clear(); // those of an earlier number
    CallPrivate::get(call)->sentAs = tuple();
    Q_EMIT call->aboutToSend();
    return !m_batch.empty() && !m_batch.front().call.isNull();
}

QByteArray AppendQueue::makeBody() const
{
    QByteArray body;
    const bool wraps = m_batch.front().form == Form::JsonValue;
    for (const Item &item : m_batch) {
        if (wraps) {
            body += body.isEmpty() ? '[' : ',';
        }
        body += item.bytes;
    }
    if (wraps) {
        body += ']';
    }
    return body;
}

ExchangeRequest AppendQueue::makeRequest() const
{
    const Item &first = m_batch.front();
    ExchangeRequest request { .operation = first.form == Form::CloseOnly ? Operation::Close
                                                                          : Operation::Append,
                              .method = "POST"_ba, .url = m_stream->url };
    QHttpHeaders &headers = request.protocolHeaders;
    if (first.form != Form::CloseOnly) {
        const QByteArray known = first.form == Form::JsonValue ? "application/json"_ba
                                                                : m_stream->contentType;
        headers.append(QHttpHeaders::WellKnownHeader::ContentType,
                       first.options.contentType.isEmpty() ? known : first.options.contentType);
        request.body = first.hasDevice ? QByteArray() : makeBody();
        request.device = first.device;
    }
    if (first.options.sequence) {
        headers.append("Stream-Seq", *first.options.sequence);
    }
    if (first.options.close) {
        headers.append("Stream-Closed", "true");
    }
    if (isSafe()) {
        const ProducerTuple number = tuple();
        headers.append("Producer-Id", number.producerId);
        headers.append("Producer-Epoch", QByteArray::number(number.epoch));
        headers.append("Producer-Seq", QByteArray::number(number.sequence));
    }
    request.options = optionsInTime();
    return request;
}

// What is left of the time after waiting for others.
RequestOptions AppendQueue::optionsInTime() const
{
    const Item &first = m_batch.front();
    RequestOptions options = first.options.request;
    if (options.deadline) {
        options.deadline = std::chrono::duration_cast<std::chrono::milliseconds>(
            first.deadline.remainingTimeAsDuration());
    }
    return options;
}

void AppendQueue::send()
{
    // A closing without a body changes nothing the second time.
    Repeat repeat = Repeat::Always;
    if (m_batch.front().form != Form::CloseOnly) {
        repeat = !isSafe() ? Repeat::UnlessSent
            : isHonoured() ? Repeat::Always
                           : Repeat::UnlessUnknown;
    }
    if (m_batch.front().hasDevice && !m_batch.front().device) {
        Error error;
        error.code = ErrorCode::InvalidArgument;
        error.message = u"the device with the body is gone"_s;
        finishBatch(std::unexpected(error));
        return;
    }
    if (!announce()) {
        m_batch.clear();
        next();
        return;
    }
    auto *attempts
        = new Attempts(ClientPrivate::get(m_stream->client), makeRequest(), repeat, this);
    m_attempts = attempts;
    connect(attempts, &Attempts::finished, this, &AppendQueue::onFinished);
    connect(attempts, &Attempts::retryScheduled, this,
            [this](int attempt, std::chrono::milliseconds delay, const Error &error) {
                for (const Item &item : m_batch) {
                    if (item.call) {
                        Q_EMIT item.call->retryScheduled(attempt, delay, error);
                    }
                }
            });
    connect(attempts, &Attempts::uploadProgress, this, [this](qint64 sent, qint64 total) {
        for (const Item &item : m_batch) {
            if (item.call) {
                Q_EMIT item.call->uploadProgress(sent, total);
            }
        }
    });
    attempts->start();
}

void AppendQueue::onFinished(const Outcome &outcome)
{
    if (outcome.result) {
        if (isSafe()) {
            m_honoured = outcome.result->producerEpoch.has_value();
            m_sequence += isNumberedHere() ? 1 : 0;
        }
        finishBatch(outcome.result);
        return;
    }
    const Error &error = outcome.result.error();
    if (!outcome.wasUnknown && (retryAsNewProducer(error) || retryAlone(error))) {
        return;
    }
    if (isNumberedHere() && (outcome.wasUnknown || isTransient(error))) {
        renewProducer(); // whether the number is used up is not known
    }
    finishBatch(outcome.result);
}

// Nobody wants these any more, and nothing of the batch was stored.
void AppendQueue::forgetAborted()
{
    std::erase_if(m_batch, [](const Item &item) { return item.call.isNull(); });
}

// A server that has forgotten the handle's producer id expects its first number. Nothing of this
// batch can have been stored.
bool AppendQueue::retryAsNewProducer(const Error &error)
{
    if (!isNumberedHere() || m_sequence == 0 || error.code != ErrorCode::SequenceGap) {
        return false;
    }
    renewProducer();
    forgetAborted();
    const Item &first = m_batch.front();
    if (first.hasDevice
        && (!first.device || first.devicePosition < 0 || !first.device->seek(first.devicePosition))) {
        return false;
    }
    send();
    return true;
}

// One bad body must not take the others with it: each is sent again by itself.
bool AppendQueue::retryAlone(const Error &error)
{
    if (m_batch.size() < 2 || !isAboutBody(error)) {
        return false;
    }
    forgetAborted();
    for (auto item = m_batch.rbegin(); item != m_batch.rend(); ++item) {
        item->alone = true;
        m_waiting.push_front(std::move(*item));
    }
    m_batch.clear();
    next();
    return true;
}

void AppendQueue::finishBatch(const Result<StreamInfo> &result)
{
    const std::vector<Item> batch = std::exchange(m_batch, {});
    for (const Item &item : batch) {
        if (item.call) {
            CallPrivate::get(item.call)->finish(result);
        }
    }
    next();
}

void AppendQueue::renewProducer()
{
    m_producerId = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    m_sequence = 0;
}

} // namespace DurableStreams

#include "moc_appendqueue_p.cpp"
