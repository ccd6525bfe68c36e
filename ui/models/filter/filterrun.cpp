// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/filterrun.h"

#include "models/filter/filtermatcher.h"

#include <QMutex>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <utility>

#ifdef Q_OS_LINUX
#include <sys/resource.h>
#include <unistd.h>
#endif

using namespace std::chrono_literals;

namespace Tailwater {

namespace {

// Small enough for the first hits to be there at once, large enough for the rest to cost nothing.
constexpr quint64 chunkRows = 8192;

// The first rows come at once, then so often at most: nobody sees more.
constexpr auto takeInterval = 33ms;

// Many chunks as few: each that touches another becomes part of it.
std::vector<FilterChunk> joined(std::vector<FilterChunk> chunks)
{
    std::vector<FilterChunk> result;
    for (FilterChunk &chunk : chunks) {
        const auto before = std::ranges::find(result, chunk.first, &FilterChunk::end);
        const auto after = std::ranges::find(result, chunk.end, &FilterChunk::first);
        if (before != result.end()) {
            before->end = chunk.end;
            before->ids.insert(before->ids.end(), chunk.ids.begin(), chunk.ids.end());
            before->tested += chunk.tested;
            before->undecided.insert(before->undecided.end(), chunk.undecided.begin(), chunk.undecided.end());
        } else if (after != result.end()) {
            after->first = chunk.first;
            after->ids.insert(after->ids.begin(), chunk.ids.begin(), chunk.ids.end());
            after->tested += chunk.tested;
            after->undecided.insert(after->undecided.begin(), chunk.undecided.begin(), chunk.undecided.end());
        } else {
            result.push_back(std::move(chunk));
        }
    }
    return result;
}

// A matcher belongs to one thread.
RowTest testOf(const FilterExpression &expression)
{
    return [matcher = std::make_shared<FilterMatcher>(expression)](const MessagePage &page, qsizetype row) {
        FilterRow subject { page.payload(row), page.flags(row).testFlag(RowFlag::Json),
                            page.firstNumber() + quint64(row) };
        MessagePage::Run origin;
        if (matcher->needsOrigin()) {
            origin = page.run(row);
            subject.receivedMs = origin.receivedMs;
            subject.offset = origin.startOffset.token();
        }
        return matcher->match(subject);
    };
}

// The usual scheduler of Linux knows no priorities of threads, but how nice each one is: where there are
// fewer processors than threads, the window comes first.
void beNice()
{
#ifdef Q_OS_LINUX
    constexpr int nicer = 5;
    [[maybe_unused]] thread_local const int done
        = setpriority(PRIO_PROCESS, id_t(gettid()), getpriority(PRIO_PROCESS, 0) + nicer);
#endif
}

// Apart from the pool of everybody else: a filter may keep its thread busy for long.
QThreadPool &filterPool()
{
    static QThreadPool pool;
    [[maybe_unused]] static const bool once = [] {
        pool.setMaxThreadCount(2);
        pool.setThreadPriority(QThread::LowPriority);
        return true;
    }();
    return pool;
}

} // namespace

// What the owner and the worker both use, under the mutex.
struct FilterRun::Shared
{
    QMutex mutex;
    FilterRun *owner = nullptr; // null: nobody is interested any more
    StoreSnapshot snapshot;
    std::vector<FilterChunk> chunks; // not taken by the owner yet
    quint64 first = 0; // the range that was looked at
    quint64 end = 0;
    quint64 undecided = 0;
    quint64 beginAt = 0;
    bool posted = false;
    bool working = false;

    bool failed() const { return undecided >= undecidedLimit; }

    std::atomic<bool> cancelled = false;

    // With the mutex held.
    void notify()
    {
        if (owner && !std::exchange(posted, true)) {
            QMetaObject::invokeMethod(owner, &FilterRun::onPosted, Qt::QueuedConnection);
        }
    }
};

// Goes over the rows until all are done; a new one is started when there are more.
class FilterRun::Worker : public QRunnable
{
public:
    Worker(std::shared_ptr<Shared> shared, RowTest test)
        : m_shared(std::move(shared))
        , m_test(std::move(test))
    {
    }

    void run() override
    {
        beNice();
        while (std::optional<Task> task = next()) {
            test(task->snapshot, task->chunk);
            if (!m_shared->cancelled) {
                hand(std::move(task->chunk));
            }
        }
    }

private:
    struct Task
    {
        StoreSnapshot snapshot;
        FilterChunk chunk;
    };

    // What to look at next. New rows and old ones take turns.
    std::optional<Task> next()
    {
        const QMutexLocker lock(&m_shared->mutex);
        const StoreSnapshot &snapshot = m_shared->snapshot;
        quint64 &first = m_shared->first;
        quint64 &end = m_shared->end;
        if (end == 0) {
            first = end = m_shared->beginAt ? std::min(m_shared->beginAt, snapshot.endId()) : snapshot.endId();
        }
        // What has left the store cannot be looked at any more.
        first = std::max(first, snapshot.firstId());
        end = std::max(end, first);
        const bool newer = snapshot.endId() > end;
        const bool older = first > snapshot.firstId() && m_shared->beginAt == 0;
        if (m_shared->cancelled || m_shared->failed() || (!newer && !older)) {
            m_shared->working = false;
            m_shared->notify();
            return std::nullopt;
        }
        m_forward = newer && (!older || !m_forward);
        FilterChunk chunk;
        if (m_forward) {
            chunk.first = end;
            chunk.end = end = std::min(end + chunkRows, snapshot.endId());
        } else {
            chunk.end = first;
            chunk.first = first = std::max(snapshot.firstId(), first - std::min(first, chunkRows));
        }
        return Task { snapshot, chunk };
    }

    void test(const StoreSnapshot &snapshot, FilterChunk &chunk)
    {
        snapshot.forEachPage(chunk.first, chunk.end, [&](const auto &page, qsizetype begin, qsizetype end) {
            for (qsizetype row = begin; row < end && !m_shared->cancelled && chunk.undecided.size() < undecidedLimit; ++row) {
                if (page->kind(row) != RowKind::Marker) {
                    test(*page, row, chunk);
                }
            }
            return !m_shared->cancelled;
        });
    }

    void test(const MessagePage &page, qsizetype row, FilterChunk &chunk)
    {
        const FilterVerdict verdict = m_test(page, row);
        ++chunk.tested;
        if (verdict != FilterVerdict::No) {
            chunk.ids.push_back(page.firstId() + quint64(row));
        }
        if (verdict == FilterVerdict::Undecided) {
            chunk.undecided.push_back(chunk.ids.back());
        }
    }

    void hand(FilterChunk &&chunk)
    {
        const QMutexLocker lock(&m_shared->mutex);
        m_shared->undecided += chunk.undecided.size();
        m_shared->chunks.push_back(std::move(chunk));
        m_shared->notify();
    }

    const std::shared_ptr<Shared> m_shared;
    const RowTest m_test;
    bool m_forward = false;
};

FilterRun::FilterRun(const FilterExpression &expression, QObject *parent)
    : QObject(parent)
    , m_expression(expression)
    , m_makeTest([expression] { return testOf(expression); })
    , m_takeTimer(new QTimer(this))
{
    m_takeTimer->setSingleShot(true);
    connect(m_takeTimer, &QTimer::timeout, this, &FilterRun::take);
}

FilterRun::FilterRun(std::function<RowTest()> makeTest, QObject *parent)
    : QObject(parent)
    , m_makeTest(std::move(makeTest))
    , m_takeTimer(new QTimer(this))
{
    m_takeTimer->setSingleShot(true);
    connect(m_takeTimer, &QTimer::timeout, this, &FilterRun::take);
}

FilterRun::~FilterRun()
{
    abandon();
}

// A worker that is still at it works for nobody.
void FilterRun::abandon()
{
    m_takeTimer->stop();
    if (m_shared) {
        m_shared->cancelled = true;
        const QMutexLocker lock(&m_shared->mutex);
        m_shared->owner = nullptr;
    }
}

void FilterRun::cancel()
{
    if (!m_failure.isEmpty()) {
        return;
    }
    abandon();
    m_busy = false;
    m_failure = tr("The filter was stopped. Press Enter to apply it again.");
    Q_EMIT progressed();
}

void FilterRun::setSnapshot(const StoreSnapshot &snapshot)
{
    const bool other = m_shared && snapshot.generation() != m_generation;
    if (!m_shared || other) {
        begin();
    }
    m_generation = snapshot.generation();
    m_firstId = snapshot.firstId();
    if (other) {
        m_matches.clear();
        m_failure.clear();
        Q_EMIT restarted();
    }
    if (!m_failure.isEmpty()) {
        return;
    }
    if (m_firstId > m_matches.first() && m_matches.end() > 0) {
        Q_EMIT aboutToTrim(m_firstId);
        m_matches.trim(m_firstId);
        Q_EMIT trimmed();
    }
    const QMutexLocker lock(&m_shared->mutex);
    m_shared->snapshot = snapshot;
    if (!std::exchange(m_shared->working, true)) {
        m_busy = true;
        filterPool().start(new Worker(m_shared, m_makeTest()));
    }
}

// Everything from the start.
void FilterRun::begin()
{
    abandon();
    m_shared = std::make_shared<Shared>();
    m_shared->owner = this;
    m_shared->beginAt = m_beginAt;
}

void FilterRun::onPosted()
{
    if (!m_taken.isValid() || m_taken.durationElapsed() >= takeInterval) {
        take();
    } else if (!m_takeTimer->isActive()) {
        m_takeTimer->start(takeInterval);
    }
}

void FilterRun::take()
{
    m_taken.start();
    std::vector<FilterChunk> chunks;
    bool failed = false;
    {
        const QMutexLocker lock(&m_shared->mutex);
        m_shared->posted = false;
        chunks.swap(m_shared->chunks);
        m_busy = m_shared->working;
        failed = m_shared->failed();
    }
    // Found in an older snapshot, some rows of which are gone.
    std::erase_if(chunks, [this](const FilterChunk &chunk) { return chunk.end <= m_firstId; });
    for (FilterChunk &chunk : joined(std::move(chunks))) {
        if (chunk.first < m_firstId) {
            std::erase_if(chunk.ids, [this](quint64 id) { return id < m_firstId; });
            chunk.first = m_firstId;
        }
        Q_EMIT aboutToAdd(chunk);
        m_matches.add(chunk);
        Q_EMIT added(chunk);
    }
    if (failed && m_failure.isEmpty()) {
        m_failure = tr("The regular expression takes more than %L1 steps on %n message(s): make it simpler, "
                       "for instance without one repetition inside another.",
                       nullptr, int(m_matches.undecided()))
                        .arg(BytePattern::stepLimit);
    }
    Q_EMIT progressed();
}

} // namespace Tailwater

#include "moc_filterrun.cpp"
