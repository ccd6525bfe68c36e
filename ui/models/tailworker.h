// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"
#include "models/forkboundary.h"
#include "models/framer.h"
#include "models/messagestore.h"
#include "models/readerholds.h"
#include "models/rowtap.h"
#include "models/tailsession.h"
#include "models/tailstatus.h"

#include <durablestreams/batch.h>
#include <durablestreams/requesttrace.h>
#include <durablestreams/streamreader.h>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <memory>
#include <utility>

namespace Tailwater {

class ConnectionClient;

//! \brief What both sides of a session hold.
struct TailShared
{
    explicit TailShared(const StoreLimits &limits)
        : store(limits)
    {
    }
    MessageStore store;
    //! A notice is on its way to the GUI thread; cleared there.
    std::atomic_bool noticePending = false;
    //! When it was sent, by the steady clock.
    std::atomic<std::chrono::steady_clock::time_point> noticeSent = {};
};

//! \brief The side of the I/O thread of a TailSession: reader, framing, and the writing end of the store.
//!
//! Made in the GUI thread and moved; what belongs to the network is made on first use, in the I/O thread.
class TailWorker : public QObject
{
    Q_OBJECT

public:
    //! So many bytes may come after a notice that the GUI thread has not taken; then reading waits.
    static constexpr quint64 unseenRoom = 4 * 1024 * 1024;

    TailWorker(std::shared_ptr<TailShared> shared, const Connection &connection, const QUrl &url);
    ~TailWorker() override;

    void setConnection(const Connection &connection);
    void start(const TailStart &start);
    void stop();
    void resume();
    void continueCatchUp();
    void jumpToNow();
    void lookAgain();
    //! \brief Every row from now on goes to \a tap too; null: no more does. A read that begins anew ends it.
    void setTap(const std::shared_ptr<RowTap> &tap);
    //! \brief The GUI thread took the last notice.
    void noticeTaken();
    //! \brief True while reading waits for the GUI thread.
    bool isHeldForUnseen() const { return m_holds.isHeldFor(ReaderHolds::Reason::Unseen); }

Q_SIGNALS:
    //! \brief At most 30 a second, and none before the last was taken.
    void notice(const Tailwater::TailStatus &status);
    void requestsTraced(const QList<DurableStreams::RequestTrace> &traces);

private:
    ConnectionClient *client();
    void makeReader(const DurableStreams::Offset &offset, const QByteArray &cursor);
    void dropReader();
    void onBatch(const DurableStreams::Batch &batch);
    void addRows(const DurableStreams::Batch &batch);
    void onReaderState(DurableStreams::StreamReader::State state);
    void onRetry(int attempt, std::chrono::milliseconds delay, const DurableStreams::Error &error);
    void onResumed(const DurableStreams::Offset &at, std::chrono::milliseconds gap);
    void onFailed();
    void caughtUp();
    void sayResumed();
    void checkGuard();
    void setState(TailState state);
    void feedTap();
    void feedUnfinished();
    void endTap();
    void holdUnseen();
    void changed();
    void schedule();
    void publish();

    const std::shared_ptr<TailShared> m_shared;
    MessageStore &m_store;
    Framer m_framer;
    const QUrl m_url;
    Connection m_connection;
    ConnectionClient *m_client = nullptr;
    DurableStreams::StreamReader *m_reader = nullptr;
    ReaderHolds m_holds;
    TailStart m_start;
    ForkBoundary m_fork;
    //! Where the user went on, until it is known that nothing is missing.
    std::optional<DurableStreams::Offset> m_resumedAt;
    TailStatus m_status;
    bool m_guarded = true;
    bool m_sawCatchUp = false;
    //! What is read now was written before: the first time until live, not after a break.
    bool m_expectsHistory = true;
    bool m_dirty = false;
    quint64 m_noticedBytes = 0; //!< of the store, when the last notice was sent
    QTimer m_publishTimer;
    QElapsedTimer m_sincePublish;
    QList<DurableStreams::RequestTrace> m_traces;
    std::shared_ptr<RowTap> m_tap;
    quint64 m_tapBytes = 0;
    //! What of the last line the tap has: after which row, and how much of it.
    std::pair<quint64, qsizetype> m_tapUnfinished;
    QTimer m_unfinishedTimer;
    QTimer m_tapTimer;
};

} // namespace Tailwater
