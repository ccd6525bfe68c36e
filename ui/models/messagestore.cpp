// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/messagestore.h"

namespace Tailwater {

namespace {

// The first page is small, so that many idle tails cost little.
constexpr qsizetype firstCapacity = 64 * 1024;
// Later ones come in few sizes, so that one that has left serves for one that comes.
constexpr qsizetype step = 256 * 1024;
// From this size on bytes are shared with the batch instead of copied.
constexpr qsizetype sharedFrom = 128 * 1024;

} // namespace

const std::shared_ptr<MemoryBudget> &MemoryBudget::application()
{
    static const auto budget = std::make_shared<MemoryBudget>();
    return budget;
}

void MemoryBudget::join(Member *member)
{
    const QMutexLocker lock(&m_mutex);
    m_members.append(member);
    ++m_stores;
}

void MemoryBudget::leave(Member *member)
{
    const QMutexLocker lock(&m_mutex);
    m_members.removeOne(member);
    --m_stores;
    m_used -= member->held;
}

void MemoryBudget::setSqueeze(Member *member, std::function<void()> squeeze)
{
    const QMutexLocker lock(&m_mutex);
    member->squeeze = std::move(squeeze);
}

void MemoryBudget::add(Member *member, qint64 bytes)
{
    member->held += bytes;
    m_used += bytes;
}

qint64 MemoryBudget::excess(const Member &member) const
{
    const qint64 over = m_used - m_limit;
    const qint64 overShare = member.held - m_limit / std::max(1, m_stores.load());
    return std::max<qint64>(0, std::min(over, overShare));
}

void MemoryBudget::squeezeOthers(const Member &member) const
{
    if (m_used <= m_limit) {
        return;
    }
    const QMutexLocker lock(&m_mutex);
    for (const Member *other : m_members) {
        // A page more or less is not worth the trouble.
        if (other != &member && other->squeeze && excess(*other) > MessagePage::maxCapacity) {
            other->squeeze();
        }
    }
}

StoreSnapshot::PageList::const_iterator StoreSnapshot::pageOf(quint64 id) const
{
    const auto after = std::upper_bound(
        m_pages->cbegin(), m_pages->cend(), id,
        [](quint64 value, const auto &page) { return value < page->firstId(); });
    return after - 1;
}

Message StoreSnapshot::message(quint64 id) const
{
    if (!contains(id)) {
        return id == m_endId && !m_partial.isNull() ? m_partial : Message {};
    }
    const std::shared_ptr<const MessagePage> &page = *pageOf(id);
    Message message = page->message(qsizetype(id - page->firstId()));
    message.owner = page;
    return message;
}

QByteArrayView StoreSnapshot::payload(quint64 id) const
{
    Q_ASSERT(contains(id));
    const std::shared_ptr<const MessagePage> &page = *pageOf(id);
    return page->payload(qsizetype(id - page->firstId()));
}

qint64 StoreSnapshot::footprintBefore(quint64 id) const
{
    qint64 bytes = 0;
    // The last page may still be written to. Before a store has published there are none.
    for (size_t i = 0; m_pages && i + 1 < m_pages->size() && m_pages->at(i + 1)->firstId() <= id; ++i) {
        bytes += m_pages->at(i)->footprint();
    }
    return bytes;
}

StoreSnapshot StoreSnapshot::without(quint64 id, qint64 bytes) const
{
    size_t drop = 0;
    qint64 freed = 0;
    qint64 payload = 0;
    while (m_pages && freed < bytes && drop + 1 < m_pages->size() && m_pages->at(drop + 1)->firstId() <= id) {
        freed += m_pages->at(drop)->footprint();
        payload += m_pages->at(drop)->payloadSize();
        ++drop;
    }
    StoreSnapshot rest = *this;
    if (drop > 0) {
        rest.m_pages = std::make_shared<const PageList>(m_pages->cbegin() + qsizetype(drop),
                                                        m_pages->cend());
        rest.m_firstId = rest.m_pages->front()->firstId();
        rest.m_trimmed += rest.m_firstId - m_firstId;
        rest.m_footprint -= freed;
        rest.m_payloadBytes -= payload;
    }
    return rest;
}

StoreSnapshot StoreSnapshot::ofPages(std::vector<std::shared_ptr<const MessagePage>> pages, quint64 endId,
                                     quint64 generation)
{
    StoreSnapshot snapshot;
    snapshot.m_firstId = pages.empty() ? endId : pages.front()->firstId();
    snapshot.m_endId = endId;
    snapshot.m_generation = generation;
    snapshot.m_totalRows = quint64(snapshot.rowCount());
    for (const auto &page : pages) {
        snapshot.m_payloadBytes += page->payloadSize();
        snapshot.m_footprint += page->footprint();
    }
    snapshot.m_totalBytes = quint64(snapshot.m_payloadBytes);
    snapshot.m_pages = std::make_shared<const PageList>(std::move(pages));
    return snapshot;
}

MessageStore::MessageStore(const StoreLimits &limits, std::shared_ptr<MemoryBudget> budget)
    : m_limits(limits)
    , m_budget(std::move(budget))
    , m_capacity(firstCapacity)
{
    m_budget->join(&m_member);
    publish();
}

MessageStore::~MessageStore()
{
    m_budget->leave(&m_member);
}

// What all stores hold together is shared by threads: told a page at a time, not a row at a time.
void MessageStore::settle()
{
    if (m_open) {
        const qint64 open = m_open->footprint();
        m_state.m_footprint += open - std::exchange(m_openFootprint, open);
    }
    if (const qint64 change = m_state.m_footprint - m_member.held; change != 0) {
        m_budget->add(&m_member, change);
    }
}

void MessageStore::setSqueeze(std::function<void()> squeeze)
{
    m_budget->setSqueeze(&m_member, std::move(squeeze));
}

void MessageStore::beginRun(const DurableStreams::Offset &startOffset, quint64 firstIndex,
                            qint64 receivedMs)
{
    m_run = { startOffset, firstIndex, receivedMs };
    m_runRows = 0;
    m_runBytes = 0;
    m_runPending = true;
}

// A page with room for a row, its run header written.
MessagePage &MessageStore::pageFor(qsizetype payload)
{
    if (m_open && (!m_runPending || m_open->beginRun(m_run))) {
        m_runPending = false;
        return *m_open;
    }
    adaptCapacity();
    seal();
    const qsizetype needed = payload + m_run.startOffset.token().size() + 256;
    m_open = std::make_shared<MessagePage>(m_state.m_endId, m_nextNumber,
                                           std::max(m_capacity, std::min(needed, sharedFrom * 2)),
                                           m_run);
    m_pages.push_back(m_open);
    m_pagesChanged = true;
    m_runPending = false;
    return *m_open;
}

// The next page is larger than the one that is full now; but a block counts as memory in use as a
// whole, so many short rows get one that they fill.
void MessageStore::adaptCapacity()
{
    if (!m_open) {
        return;
    }
    m_capacity = std::min(m_capacity * 2, MessagePage::maxCapacity);
    if (m_open->rowCount() == MessagePage::maxRows) {
        const qint64 filled = m_open->footprint() * 5 / 4;
        m_capacity = std::clamp<qsizetype>((filled + step - 1) / step * step, firstCapacity, m_capacity);
    }
}

void MessageStore::seal()
{
    settle();
    m_open.reset();
    m_openFootprint = 0;
}

void MessageStore::append(QByteArrayView payload, RowKind kind, RowFlags flags)
{
    if (payload.size() >= sharedFrom) {
        append(payload.toByteArray(), 0, payload.size(), kind, flags);
        return;
    }
    if (!pageFor(payload.size()).append(payload, kind, flags)) {
        // The rest of the run goes on in the next page.
        adaptCapacity();
        seal();
        m_run.firstIndex += kind == RowKind::Message ? m_runRows : m_runBytes;
        m_runRows = 0;
        m_runBytes = 0;
        const bool fits = pageFor(payload.size()).append(payload, kind, flags);
        Q_ASSERT(fits);
    }
    ++m_runRows;
    m_runBytes += quint64(payload.size());
    ++m_state.m_endId;
    m_changed = true;
    m_state.m_payloadBytes += payload.size();
    if (kind != RowKind::Marker) {
        ++m_nextNumber;
        ++m_state.m_totalRows;
        m_state.m_totalBytes += quint64(payload.size());
    }
}

void MessageStore::append(const QByteArray &bytes, qsizetype begin, qsizetype size, RowKind kind,
                          RowFlags flags)
{
    if (size < sharedFrom) {
        append(QByteArrayView(bytes).sliced(begin, size), kind, flags);
        return;
    }
    seal();
    // A row that is a small part of a big batch must not keep all of it.
    const bool share = size >= bytes.size() / 2;
    MessagePage::Run run = m_run;
    run.firstIndex += kind == RowKind::Message ? m_runRows : m_runBytes;
    const auto page = std::make_shared<MessagePage>(
        m_state.m_endId, m_nextNumber, run, share ? bytes : bytes.sliced(begin, size),
        share ? begin : 0, size, kind, flags);
    m_pages.push_back(page);
    m_run.firstIndex = run.firstIndex + (kind == RowKind::Message ? 1 : quint64(size));
    m_runRows = 0;
    m_runBytes = 0;
    m_runPending = true;
    m_pagesChanged = true;
    ++m_state.m_endId;
    ++m_nextNumber;
    ++m_state.m_totalRows;
    m_state.m_totalBytes += quint64(size);
    m_state.m_payloadBytes += size;
    m_changed = true;
    m_state.m_footprint += page->footprint();
    settle();
}

void MessageStore::appendMarker(const Marker &marker)
{
    // Markers have a page of their own, so that data rows are numbered by their place in a page.
    seal();
    const MessagePage::Run run = m_run;
    const QByteArray payload = marker.toBytes();
    m_open = std::make_shared<MessagePage>(m_state.m_endId, m_nextNumber,
                                           payload.size() + run.startOffset.token().size() + 128, run);
    m_pages.push_back(m_open);
    m_open->append(payload, RowKind::Marker, {});
    seal();
    m_runPending = true;
    m_run.firstIndex += m_runRows;
    m_runRows = 0;
    m_runBytes = 0;
    ++m_state.m_endId;
    m_state.m_payloadBytes += payload.size();
    m_changed = true;
    m_pagesChanged = true;
}

void MessageStore::setPartial(const QByteArray &bytes, qsizetype fullSize, RowKind kind)
{
    const auto owner = std::make_shared<const QByteArray>(bytes);
    Message &partial = m_state.m_partial;
    partial = Message {};
    partial.kind = kind;
    partial.flags = RowFlag::Unfinished;
    partial.bytes = *owner;
    partial.fullSize = fullSize > bytes.size() ? fullSize : 0;
    partial.startOffset = m_run.startOffset;
    partial.receivedMs = m_run.receivedMs;
    partial.owner = owner;
    m_changed = true;
}

void MessageStore::clearPartial()
{
    if (m_state.m_partial.owner) {
        m_state.m_partial = {};
        m_changed = true;
    }
}

void MessageStore::reset(quint64 firstNumber)
{
    m_pages.clear();
    seal();
    m_capacity = firstCapacity;
    m_nextNumber = firstNumber;
    const quint64 generation = m_state.m_generation + 1;
    const quint64 nextId = m_state.m_endId + 1; // what was partial may have been shown
    m_state = {};
    m_state.m_firstId = m_state.m_endId = nextId;
    m_state.m_generation = generation;
    settle();
    m_run = {};
    m_runRows = 0;
    m_runBytes = 0;
    m_runPending = true;
    m_changed = true;
    m_pagesChanged = true;
}

// Whole pages leave, until no limit is passed any more; the newest always stays.
void MessageStore::trim()
{
    qsizetype drop = 0;
    qint64 freed = 0;
    qint64 payload = 0;
    const qint64 excess = std::max(m_member.held - m_limits.bytes, m_budget->excess(m_member));
    const quint64 minFirst
        = m_state.m_endId - std::min<quint64>(m_state.m_endId, quint64(m_limits.rows));
    quint64 first = m_state.m_firstId;
    while (drop + 1 < qsizetype(m_pages.size())) {
        const quint64 next = m_pages[size_t(drop) + 1]->firstId();
        if (freed >= excess && first >= minFirst) {
            break;
        }
        freed += m_pages[size_t(drop)]->footprint();
        payload += m_pages[size_t(drop)]->payloadSize();
        first = next;
        ++drop;
    }
    if (drop == 0) {
        return;
    }
    m_pages.erase(m_pages.begin(), m_pages.begin() + drop);
    m_state.m_trimmed += first - m_state.m_firstId;
    m_state.m_firstId = first;
    m_state.m_payloadBytes -= payload;
    m_state.m_footprint -= freed;
    settle();
    m_pagesChanged = true;
}

StoreSnapshot MessageStore::unpublished() const
{
    StoreSnapshot now = m_state;
    if (m_pagesChanged) {
        now.m_pages = std::make_shared<const StoreSnapshot::PageList>(m_pages.cbegin(), m_pages.cend());
    }
    return now;
}

bool MessageStore::publish()
{
    settle();
    trim();
    if (!m_changed && !m_pagesChanged) {
        return false;
    }
    m_budget->squeezeOthers(m_member);
    Message &partial = m_state.m_partial;
    if (partial.owner) {
        partial.id = m_state.m_endId;
        partial.number = m_nextNumber;
    }
    if (m_pagesChanged) {
        m_state.m_pages = std::make_shared<const StoreSnapshot::PageList>(m_pages.cbegin(),
                                                                         m_pages.cend());
    }
    m_changed = false;
    m_pagesChanged = false;
    // What is dropped is freed outside the lock.
    StoreSnapshot old = m_state;
    {
        const QMutexLocker lock(&m_mutex);
        std::swap(m_published, old);
    }
    return true;
}

StoreSnapshot MessageStore::snapshot() const
{
    const QMutexLocker lock(&m_mutex);
    return m_published;
}

} // namespace Tailwater
