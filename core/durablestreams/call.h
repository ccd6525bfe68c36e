// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>
#include <durablestreams/streaminfo.h>

#include <QtCore/QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace DurableStreams {

class CallPrivate;

//! \brief One logical operation, its retries included.
//!
//! Signals come in this order, from the event loop, never before the function that made the call
//! has returned: any number of aboutToSend(), retryScheduled() and uploadProgress(), then finished()
//! exactly once, unless the call is aborted: then aborted() and nothing more. The call deletes itself after that;
//! keep it in a QPointer. Lives in the thread of its Client.
class Call : public QObject
{
    Q_OBJECT

public:
    ~Call() override;

    //! \brief True once finished() was emitted.
    bool isFinished() const;
    //! The result, for whoever asks after finished(); unset before.
    std::optional<Result<StreamInfo>> result() const;

    //! \brief Gives up. A write that was already sent may still be applied by the server.
    //! \return false if that is out of the question: no attempt has left an outcome that is not known.
    bool abort();

Q_SIGNALS:
    //! \brief The answer of the server, or why there is none.
    void finished(const DurableStreams::Result<DurableStreams::StreamInfo> &result);
    //! \brief Instead of finished(), after abort().
    void aborted();
    //! \brief The append is sent next, and has a ProducerTuple: what is kept of it before the receiver returns
    //! is kept before the server can know of it. Comes again if it is sent under another tuple.
    void aboutToSend();
    //! \brief Attempt number \a attempt failed with \a error; the next one comes after \a delay.
    void retryScheduled(int attempt, std::chrono::milliseconds delay,
                        const DurableStreams::Error &error);
    //! \brief How many bytes of the body were written to the connection.
    void uploadProgress(qint64 sent, qint64 total);

private:
    friend class CallPrivate;
    explicit Call(std::unique_ptr<CallPrivate> d, QObject *parent);

    std::unique_ptr<CallPrivate> d;
};

} // namespace DurableStreams
