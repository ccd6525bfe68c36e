// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/marker.h"
#include "models/messagepage.h"

#include <QList>
#include <QMutex>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace Tailwater {

//! \brief How much of a stream is kept.
struct StoreLimits
{
    qsizetype rows = 1'000'000;
    qint64 bytes = 512LL * 1024 * 1024;

    bool operator==(const StoreLimits &) const = default;
};

//! \brief What all stores of the application hold together. Thread-safe.
class MemoryBudget
{
public:
    //! \brief One store: what it holds, and how to ask it to give back what is above its share.
    struct Member
    {
        std::atomic<qint64> held = 0;
        //! Called from any thread, under a lock: it may only post a message.
        std::function<void()> squeeze;
    };

    explicit MemoryBudget(qint64 limit = 2048LL * 1024 * 1024)
        : m_limit(limit)
    {
    }
    //! \brief The one of the application.
    static const std::shared_ptr<MemoryBudget> &application();

    qint64 limit() const { return m_limit; }
    void setLimit(qint64 limit) { m_limit = limit; }
    qint64 used() const { return m_used; }
    //! \brief Counts what a view keeps alive that has left its store; \a bytes more, or fewer.
    void pin(qint64 bytes) { m_pinned += bytes; }
    qint64 pinned() const { return m_pinned; }
    //! \brief By how much stores and views together are above the limit. The views give way: stores
    //! alone keep to it.
    qint64 over() const { return std::max<qint64>(0, m_used + m_pinned - m_limit); }
    void join(Member *member);
    void leave(Member *member);
    void setSqueeze(Member *member, std::function<void()> squeeze);
    void add(Member *member, qint64 bytes);
    //! \brief What \a member must give back: nothing while the application is within its limit, or
    //! the store within its fair share.
    qint64 excess(const Member &member) const;
    //! \brief Asks every other store that holds more than its share to give it back, an idle one too.
    void squeezeOthers(const Member &member) const;

private:
    std::atomic<qint64> m_limit;
    std::atomic<qint64> m_used = 0;
    std::atomic<qint64> m_pinned = 0;
    std::atomic<int> m_stores = 0;
    mutable QMutex m_mutex;
    QList<Member *> m_members;
};

//! \brief The rows of a store as they were at one moment: immutable, cheap to copy, for any thread.
//!
//! Rows are addressed by id; ids count up without holes from firstId() to endId() - 1. A snapshot
//! keeps its rows alive, also when the store has dropped them.
class StoreSnapshot
{
public:

    quint64 firstId() const { return m_firstId; }
    quint64 endId() const { return m_endId; }
    qsizetype rowCount() const { return qsizetype(m_endId - m_firstId); }
    bool contains(quint64 id) const { return id >= m_firstId && id < m_endId; }
    //! \brief Row \a id, or a null message if it is not here.
    Message message(quint64 id) const;
    //! \brief Only the bytes of row \a id, which must be here; for scans.
    QByteArrayView payload(quint64 id) const;

    //! \brief The last line while it has no line end yet; null if there is none. Its id is endId().
    const Message &partial() const { return m_partial; }
    //! \brief Rows that left the store since the read began.
    quint64 trimmedRows() const { return m_trimmed; }
    //! \brief Bytes held: of payloads, and in all.
    qint64 payloadBytes() const { return m_payloadBytes; }
    qint64 footprint() const { return m_footprint; }
    //! \brief Data rows and bytes ever appended.
    quint64 totalRows() const { return m_totalRows; }
    quint64 totalBytes() const { return m_totalBytes; }
    //! \brief Goes up with every reset() of the store.
    quint64 generation() const { return m_generation; }

    //! \brief The bytes of the pages all of whose rows come before row \a id.
    qint64 footprintBefore(quint64 id) const;
    //! \brief The same without its oldest rows: whole pages before row \a id, until \a bytes are gone.
    StoreSnapshot without(quint64 id, qint64 bytes) const;
    //! \brief Rows of pages that come from somewhere else than a store: all up to \a endId. Snapshots of the same
    //! \a generation are taken for the same rows.
    static StoreSnapshot ofPages(std::vector<std::shared_ptr<const MessagePage>> pages, quint64 endId,
                                 quint64 generation);

    //! \brief The pages, for scans: \a each is called with a page and the range of its rows that
    //! lie in [first, end). Stops when \a each returns false.
    template<typename F>
    void forEachPage(quint64 first, quint64 end, F each) const;

private:
    friend class MessageStore;
    using PageList = std::vector<std::shared_ptr<const MessagePage>>;
    PageList::const_iterator pageOf(quint64 id) const;

    std::shared_ptr<const PageList> m_pages;
    quint64 m_firstId = 1;
    quint64 m_endId = 1;
    Message m_partial;
    quint64 m_trimmed = 0;
    qint64 m_payloadBytes = 0;
    qint64 m_footprint = 0;
    quint64 m_totalRows = 0;
    quint64 m_totalBytes = 0;
    quint64 m_generation = 0;
};

//! \brief The rows of one tail: a ring of pages.
//!
//! One thread writes, any thread takes snapshots. What is appended becomes visible with publish().
//! When a limit is passed, whole pages leave at the old end, and trimmedRows() says so.
class MessageStore
{
public:
    explicit MessageStore(const StoreLimits &limits = {},
                          std::shared_ptr<MemoryBudget> budget = MemoryBudget::application());
    ~MessageStore();
    Q_DISABLE_COPY_MOVE(MessageStore)

    const StoreLimits &limits() const { return m_limits; }

    //! \name The writing thread
    //! \{
    //! \brief Says where the rows that are appended next come from.
    void beginRun(const DurableStreams::Offset &startOffset, quint64 firstIndex, qint64 receivedMs);
    void append(QByteArrayView payload, RowKind kind, RowFlags flags = {});
    //! \brief As append(), for \a size bytes of \a bytes from \a begin: large rows are shared, not copied.
    void append(const QByteArray &bytes, qsizetype begin, qsizetype size, RowKind kind,
                RowFlags flags = {});
    void appendMarker(const Marker &marker);
    //! \brief The last line as far as it is known; \a bytes may be only its beginning.
    void setPartial(const QByteArray &bytes, qsizetype fullSize, RowKind kind);
    void clearPartial();
    //! \brief Drops all rows; ids go on, data rows are numbered from \a firstNumber.
    void reset(quint64 firstNumber = 1);
    //! \brief Everything that was appended, before anything of it is dropped. Not visible to snapshot() yet.
    StoreSnapshot unpublished() const;
    //! \brief Makes what was appended visible to snapshot(), and drops what is above a limit. True if
    //! something changed.
    bool publish();
    quint64 totalRows() const { return m_state.m_totalRows; }
    quint64 totalBytes() const { return m_state.m_totalBytes; }
    //! \}

    //! \brief \a squeeze is called, from any thread and under a lock, when the application needs
    //! memory: the writing thread should publish() soon, which gives it back.
    void setSqueeze(std::function<void()> squeeze);

    //! \brief Any thread.
    StoreSnapshot snapshot() const;

private:
    MessagePage &pageFor(qsizetype payload);
    void seal();
    void adaptCapacity();
    void trim();
    void settle();

    const StoreLimits m_limits;
    const std::shared_ptr<MemoryBudget> m_budget;
    MemoryBudget::Member m_member;
    // Of the writer; m_state.m_pages is only set in the published copy.
    std::vector<std::shared_ptr<MessagePage>> m_pages;
    std::shared_ptr<MessagePage> m_open;
    MessagePage::Run m_run;
    quint64 m_runRows = 0;
    quint64 m_runBytes = 0;
    bool m_runPending = true;
    bool m_changed = false;
    bool m_pagesChanged = true;
    quint64 m_nextNumber = 1;
    qsizetype m_capacity; // of the next page
    qint64 m_openFootprint = 0;
    StoreSnapshot m_state;

    mutable QMutex m_mutex;
    StoreSnapshot m_published;
};

template<typename F>
void StoreSnapshot::forEachPage(quint64 first, quint64 end, F each) const
{
    first = std::max(first, m_firstId);
    end = std::min(end, m_endId);
    if (first >= end) {
        return;
    }
    for (auto page = pageOf(first); page != m_pages->cend() && (*page)->firstId() < end; ++page) {
        const auto next = page + 1;
        const quint64 pageEnd = next == m_pages->cend() ? m_endId : (*next)->firstId();
        const quint64 begin = std::max(first, (*page)->firstId());
        if (!each(*page, qsizetype(begin - (*page)->firstId()),
                  qsizetype(std::min(end, pageEnd) - (*page)->firstId()))) {
            return;
        }
    }
}

} // namespace Tailwater

Q_DECLARE_METATYPE(Tailwater::StoreSnapshot)
