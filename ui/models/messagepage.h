// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/message.h"

#include <QByteArray>

#include <memory>
#include <new>

namespace Tailwater {

//! \brief A block of rows and their bytes: append-only, written by one thread.
//!
//! One allocation. Payloads grow from the front; records of 8 bytes a row grow from the back. What
//! rows of one received batch have in common (time, offset, first index) precedes the first of them
//! in a header of a few bytes. Whatever was appended never moves nor changes, so that a reader that
//! got the page and a row count with acquire semantics may read those rows without a lock.
class MessagePage
{
public:
    //! As large as the pages of the system that cost least to take, where it has them.
    static constexpr qsizetype maxCapacity = 2 << 20;
    static constexpr qsizetype maxRows = 16384;

    //! The memory of a page.
    struct Free
    {
        std::align_val_t alignment {};
        void operator()(char *block) const { ::operator delete[](block, alignment); }
    };
    using Block = std::unique_ptr<char[], Free>;

    //! What the rows of one received batch have in common.
    struct Run
    {
        DurableStreams::Offset startOffset = {};
        quint64 firstIndex = 0;
        qint64 receivedMs = 0;
    };

    //! \brief An empty page that begins with row \a firstId, the data row number \a firstNumber.
    MessagePage(quint64 firstId, quint64 firstNumber, qsizetype capacity, const Run &first);
    //! \brief A page of one row, whose bytes are shared with \a shared.
    MessagePage(quint64 firstId, quint64 firstNumber, const Run &run, const QByteArray &shared,
                qsizetype begin, qsizetype size, RowKind kind, RowFlags flags);
    ~MessagePage();
    Q_DISABLE_COPY_MOVE(MessagePage)

    quint64 firstId() const { return m_firstId; }
    quint64 firstNumber() const { return m_firstNumber; }

    //! \brief Writer only: what the rows from here on have in common. False: the page is full.
    bool beginRun(const Run &run);
    //! \brief Writer only. False, and nothing changed: the page is full.
    bool append(QByteArrayView payload, RowKind kind, RowFlags flags);
    //! \brief Writer only: the rows appended so far.
    qsizetype rowCount() const { return m_rows; }
    //! \brief Writer only: the bytes of payloads, and those in use in all.
    qint64 payloadSize() const { return m_payload; }
    qint64 footprint() const;

    //! \brief The bytes of row \a row, which must have been published to this thread.
    QByteArrayView payload(qsizetype row) const;
    RowKind kind(qsizetype row) const;
    RowFlags flags(qsizetype row) const;
    Run run(qsizetype row) const;
    //! \brief Everything about a row but the owner.
    Message message(qsizetype row) const;

private:
    struct Record;
    struct Header;
    const Record &record(qsizetype row) const;
    Header header(quint32 position) const;

    quint64 m_firstId;
    quint64 m_firstNumber;
    Run m_first;
    Block m_data;
    qsizetype m_capacity = 0;
    QByteArray m_shared;
    QByteArrayView m_sharedView;
    // Of the writer.
    qsizetype m_used = 0;
    qsizetype m_rows = 0;
    qint64 m_payload = 0;
    quint32 m_runPosition = 0;
};

} // namespace Tailwater
