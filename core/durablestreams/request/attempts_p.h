// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "request/backoff_p.h"
#include "request/exchange_p.h"

namespace DurableStreams {

//! \brief When a request may be made again although the server may have acted on it.
enum class Repeat : quint8 {
    Always, //!< It changes nothing, or the second time changes nothing more.
    UnlessUnknown, //!< Only if the server said that it failed, or got nothing.
    UnlessSent, //!< Only if the server got nothing.
};

//! \brief True for what may go better the next time: no answer, 408, 425, 429 and 5xx but 501.
bool isTransient(const Error &error);

//! \brief How the attempts at one operation ended.
struct Outcome
{
    Result<StreamInfo> result;
    //! One of the attempts may have been acted on without our knowing.
    bool wasUnknown = false;
};

//! \brief Makes one request, again and again as the retry policy says, until it has an outcome.
//!
//! Every attempt sends the same bytes and headers, but for what the provider adds. A DELETE that finds
//! nothing after an attempt without an answer has succeeded, by us or by someone else.
class Attempts : public QObject
{
    Q_OBJECT

public:
    Attempts(ClientPrivate *client, ExchangeRequest request, Repeat repeat, QObject *parent);

    void start();
    //! \brief Gives up; true if the server may have got a request.
    bool abort();

Q_SIGNALS:
    void retryScheduled(int attempt, std::chrono::milliseconds delay,
                        const DurableStreams::Error &error);
    void uploadProgress(qint64 sent, qint64 total);
    void finished(const DurableStreams::Outcome &outcome);

private:
    void attempt();
    void onFinished();
    void onDeadline();
    bool mayRepeat(const Error &error, bool unknown) const;
    void succeed(StreamInfo info);
    void fail(Error error);
    void finish(Result<StreamInfo> result);

    QPointer<Client> m_client;
    ClientPrivate *m_d;
    ExchangeRequest m_request;
    Repeat m_repeat;
    Backoff m_backoff;
    Exchange *m_exchange = nullptr;
    QTimer m_retryTimer;
    QTimer m_deadlineTimer;
    std::chrono::steady_clock::time_point m_started;
    qint64 m_devicePosition = -1;
    bool m_wasUnknown = false;
};

} // namespace DurableStreams
