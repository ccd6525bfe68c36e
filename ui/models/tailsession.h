// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"
#include "models/forkboundary.h"
#include "models/framer.h"
#include "models/messagestore.h"
#include "models/tailstatus.h"

#include <durablestreams/requesttrace.h>

#include <QObject>
#include <QUrl>

#include <memory>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

class RateMeter;
class RowTap;
struct TailShared;
class TailWorker;

//! \brief Where and how a tail begins.
struct TailStart
{
    DurableStreams::Offset offset = DurableStreams::Offset::beginning();
    QByteArray cursor = {};
    Framing framing = Framing::ByContentType;
    //! The number of the first row is counted from here.
    quint64 firstNumber = 1;
    //! A catch-up pauses after this much, and asks; 0: never.
    qint64 guardBytes = 64 * 1024 * 1024;
    qint64 guardRows = 200'000;
    //! Reading goes on where it was left off earlier: said to the user, without effect on the reading.
    bool leftOff = false;
    //! Where a fork left its source: a marker says so, without effect on the reading.
    ForkOrigin fork = {};
    //! Looked at with this filter; without effect on the reading.
    QString filter = {};
};

//! \brief One stream being read: the side of the GUI thread.
//!
//! The reader, the framing and the store work in the IoThread; here arrive notices, at most 30 a
//! second, that more was published. Reading never writes to the stream. Destroying the session ends
//! the connection and keeps every snapshot valid.
class TailSession : public QObject
{
    Q_OBJECT

public:
    explicit TailSession(const Connection &connection, const QUrl &url, QObject *parent = nullptr);
    explicit TailSession(const Connection &connection, const QUrl &url,
                         const StoreLimits &limits, QObject *parent = nullptr);
    ~TailSession() override;

    //! \brief What people call it: the path of the stream.
    virtual QString title() const;
    QUrl url() const { return m_url; }
    const Connection &connection() const { return m_connection; }
    //! \brief Used from the next connection on: a fresh token goes on without a gap after resume(). Another
    //! live mode is taken at once, at the same position.
    void setConnection(const Connection &connection);

    //! \brief Reads from \a start; what was read before is dropped, row ids go on.
    virtual void start(const TailStart &start = {});
    void start(const DurableStreams::Offset &from);
    //! \brief Reads from \a start once resume() is called, and nothing before.
    void prepare(const TailStart &start);
    //! \brief Of a read that waits for resume(): the server is not reached because of \a error, and whoever
    //! decides about the read looks for it again at \a next. It is Reconnecting meanwhile.
    void await(const DurableStreams::Error &error, int attempt, const QDateTime &next);
    bool isAwaiting() const { return m_awaiting; }
    //! \brief Where the current read began.
    const TailStart &startPoint() const { return m_start; }
    //! \brief Ends the connection and keeps the position.
    virtual void stop();
    //! \brief Goes on after stop(), after a failure, and at once while reconnecting. While it awaits the
    //! server it only asks for a look, by hurried().
    virtual void resume();
    //! \brief Of a live tail: reads on from the same position with a new connection, because something
    //! else says that the stream is not there any more.
    void lookAgain();
    //! \brief After CatchUpPaused: reads on without a guard.
    virtual void continueCatchUp();
    //! \brief Goes on at the tail; a marker says what was not read.
    virtual void jumpToNow();
    //! \brief Reads the same range again with another framing.
    virtual void setFraming(Framing framing);
    const TailStatus &status() const { return m_status; }
    //! \brief What is published: immutable, usable from any thread.
    virtual StoreSnapshot snapshot() const;
    //! \brief Every row from now on goes to \a tap too; null: no more does.
    void setTap(const std::shared_ptr<RowTap> &tap);
    //! \brief Events per second of the last 60 seconds, oldest first.
    QList<double> rateHistory() const;

Q_SIGNALS:
    //! \brief More rows, or fewer: snapshot() changed.
    void published();
    void statusChanged(const Tailwater::TailStatus &status);
    void stateChanged(Tailwater::TailState state);
    //! \brief Once a second while reading: rateHistory() changed.
    void ratesChanged();
    void requestTraced(const DurableStreams::RequestTrace &trace);
    //! \brief While isAwaiting(): the user does not want to wait.
    void hurried();

protected:
    //! \brief Rows that do not come from a server: nothing is read.
    TailSession(const QUrl &url, QObject *parent);
    void setStatus(const TailStatus &status);

private:
    template<typename F>
    void post(F function);
    void onNotice(const TailStatus &status);
    void onTraces(const QList<DurableStreams::RequestTrace> &traces);
    void refreshRates();

    QUrl m_url;
    Connection m_connection;
    TailStart m_start;
    TailStatus m_status;
    std::shared_ptr<TailShared> m_shared;
    std::unique_ptr<RateMeter> m_rates;
    QTimer *m_rateTimer;
    TailWorker *m_worker = nullptr; //!< Lives in the IoThread; null when that has ended.
    bool m_started = false;
    bool m_awaiting = false;
};

} // namespace Tailwater
