// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/captureend.h"
#include "models/capture/captureline.h"
#include "models/capture/capturerun.h"
#include "models/capture/capturewriter.h"
#include "models/rowtap.h"

#include <QMutex>
#include <QWaitCondition>

#include <atomic>
#include <deque>
#include <optional>

namespace Tailwater {

//! \brief Between the thread that reads and the one that writes: the rows that wait. run() is the writing thread.
class CaptureSink : public RowTap
{
public:
    //! \brief With \a before: what lies before the end of that capture is left out; \a append adds to that file.
    CaptureSink(const QString &path, const CaptureHeader &header, quint64 firstId,
                const std::optional<CaptureEnd> &before = {}, bool append = false);

    void take(const StoreSnapshot &rows, const QByteArray &contentType) override;
    void takeUnfinished(const Message &unfinished) override;
    bool isFull() const override;
    void end(const Message &unfinished) override;

    //! \brief Writes until end() was called and everything is written, or nothing can be written any more.
    void run();
    //! \brief Any thread.
    CaptureProgress progress() const;
    //! \brief Once run() has returned.
    const QString &error() const { return m_error; }

private:
    struct Piece
    {
        StoreSnapshot rows;
        quint64 first = 0;
        quint64 end = 0;
        quint64 lost = 0;
        qint64 bytes = 0;
    };
    enum class Next { Piece, Unfinished, Idle, End };
    Next waitForPiece(Piece *piece);
    bool begin();
    void completeHeader();
    Message restOf(const Message &row);
    void write(const Piece &piece);
    void writeUnfinished();
    void refresh();
    void fail(const QString &error);

    const QString m_path;
    CaptureHeader m_header;

    mutable QMutex m_mutex;
    QWaitCondition m_wake;
    std::deque<Piece> m_pieces;
    Message m_unfinished;
    Message m_grown; //!< the last line, not written yet as it is now
    quint64 m_next;
    quint64 m_generation = 0;
    quint64 m_totalBytes = 0;
    bool m_any = false;
    bool m_ended = false;

    std::atomic<qint64> m_backlog = 0;
    std::atomic<quint64> m_rows = 0;
    std::atomic<qint64> m_bytes = 0;
    std::atomic_bool m_full = false;
    std::atomic_bool m_failed = false;

    // Of the writing thread.
    CaptureWriter m_writer;
    std::optional<CaptureEnd> m_before; //!< until the first row behind it
    const bool m_append;
    bool m_typed = false; //!< the header in the file says the content type
    Message m_line; //!< the last line, as it was written
    QString m_error;
};

} // namespace Tailwater
