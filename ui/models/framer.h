// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/messagestore.h"

#include <durablestreams/batch.h>

namespace Tailwater {

//! \brief What becomes one row.
enum class Framing {
    ByContentType, //!< JSON: messages; text and NDJSON: lines; anything else: chunks
    Messages,
    Lines,
    Chunks,
};

//! \brief Turns batches into rows of a store. Of the thread that writes the store.
//!
//! The rows' bytes, one after the other, are the bytes of the stream (for JSON messages: of the
//! messages). A line may lie in any number of batches.
class Framer
{
public:
    //! A line longer than this becomes several rows, all but the last marked unfinished.
    static constexpr qsizetype longestLine = 16 * 1024 * 1024;
    //! So much of an unfinished line is shown.
    static constexpr qsizetype shownPartial = 64 * 1024;

    explicit Framer(MessageStore *store);

    void setFraming(Framing framing) { m_framing = framing; }
    void add(const DurableStreams::Batch &batch, const QByteArray &contentType, qint64 receivedMs);
    //! \brief Shows the unfinished line as it is now; before the store is published.
    void showPartial();
    //! \brief No more data can arrive: the unfinished line becomes a row.
    void finish();
    //! \brief All that came of the unfinished line; null if there is none.
    Message unfinished() const;
    //! \brief The size of unfinished(); 0: there is none.
    qsizetype unfinishedSize() const { return m_tail.size(); }
    //! \brief Forgets an unfinished line.
    void reset();

private:
    RowFlags utf8Flag(QByteArrayView row) const;
    Framing framingOf(const DurableStreams::Batch &batch, const QByteArray &contentType) const;
    void addMessages(const DurableStreams::Batch &batch);
    void addMessage(const DurableStreams::Batch &batch, const DurableStreams::Batch::Slice &slice);
    void addLines(const DurableStreams::Batch &batch);
    void appendTail(QByteArrayView bytes);
    void flushTail(RowFlags flags);

    MessageStore *m_store;
    Framing m_framing = Framing::ByContentType;
    bool m_batchIsUtf8 = true;
    QByteArray m_tail;
    MessagePage::Run m_tailRun;
    qint64 m_receivedMs = 0;
    RowFlags m_lineFlags = {};
    bool m_partialChanged = false;
};

//! \brief True for NDJSON and its relatives: each line is JSON.
bool isJsonLines(const QByteArray &contentType);

} // namespace Tailwater
