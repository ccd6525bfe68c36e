// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/capturesearcher.h"

#include "models/filter/filterrun.h"

#include <QTimer>

#include <algorithm>
#include <numeric>
#include <ranges>

namespace Tailwater {

using namespace std::chrono_literals;

namespace {

constexpr qint64 indexStep = 16 * 1024 * 1024;
// So long without a look at what else is wanted.
constexpr auto slice = 20ms;
constexpr qsizetype firstKept = 5;
constexpr auto tellInterval = 100ms;

} // namespace

CaptureSearcher::CaptureSearcher(const QString &path, const FilterExpression &expression,
                                 const std::optional<CaptureIdentity> &shown, std::shared_ptr<std::atomic_bool> stop)
    : m_path(path)
    , m_shown(shown)
    , m_stop(std::move(stop))
    , m_matcher(expression)
    , m_timer(new QTimer(this))
{
    m_timer->setSingleShot(true);
    m_timer->setInterval(0ms);
    connect(m_timer, &QTimer::timeout, this, &CaptureSearcher::goOn);
}

CaptureSearcher::~CaptureSearcher() = default;

void CaptureSearcher::open()
{
    if (const auto opened = m_reader.open(m_path, m_shown); !opened) {
        end(opened.error());
        return;
    }
    m_sinceTold.start();
    m_timer->start();
}

void CaptureSearcher::find(quint64 from, bool backwards)
{
    m_wish = Wish { .from = from, .backwards = backwards };
    if (m_reader.isIndexed()) {
        m_wish->block = m_reader.index().blockOfRow(from);
    }
    m_timer->start();
}

void CaptureSearcher::goOn()
{
    if (*m_stop) {
        end();
        return;
    }
    if (!m_reader.isIndexed()) {
        if (!m_reader.indexFurther(indexStep)) {
            end(m_reader.hasChanged() ? m_reader.changedText() : tr("%1 cannot be read to its end.").arg(m_path));
            return;
        }
        if (m_wish) {
            m_wish->block = m_reader.index().blockOfRow(m_wish->from);
        }
        m_timer->start();
        return;
    }
    m_counts.resize(size_t(m_reader.index().blockCount()), -1);
    m_state.total = m_reader.index().dataRows();
    QElapsedTimer clock;
    clock.start();
    bool more = true;
    while (more && !*m_stop && clock.durationElapsed() < slice) {
        if (m_reader.hasChanged()) {
            end(m_reader.changedText());
            return;
        }
        if (isGivenUp()) {
            m_wish.reset();
            break;
        }
        if (m_wish) {
            m_wish = stepWish() ? m_wish : std::nullopt;
            continue;
        }
        while (m_next < std::ssize(m_counts) && m_counts[size_t(m_next)] >= 0) {
            ++m_next;
        }
        more = m_next < std::ssize(m_counts);
        if (more) {
            count(m_next);
        }
    }
    if (m_reader.hasChanged()) {
        end(m_reader.changedText());
        return;
    }
    if (more && !*m_stop && !isGivenUp()) {
        tell(false);
        m_timer->start();
        return;
    }
    end(!isGivenUp()
            ? QString()
            : tr("Given up: the regular expression takes too many steps on %n rows.", nullptr,
                 int(m_state.undecided)));
}

bool CaptureSearcher::isGivenUp() const
{
    return m_state.undecided >= FilterRun::undecidedLimit;
}

std::vector<CaptureSearcher::Match> CaptureSearcher::matchesIn(qsizetype block)
{
    std::vector<Match> found;
    const CaptureBlock &place = m_reader.index().block(block);
    quint64 row = place.firstRow;
    quint64 number = place.firstNumber;
    const bool first = m_counts[size_t(block)] < 0;
    bool whole = true;
    const std::vector<CaptureRow> rows = m_reader.rows(block);
    whole = !m_reader.hasChanged();
    for (const CaptureRow &each : rows) {
        // A row may take its time.
        if (*m_stop || isGivenUp()) {
            whole = false;
            break;
        }
        if (each.kind != RowKind::Marker) {
            const FilterVerdict verdict = m_matcher.match({ .bytes = each.bytes,
                                                            .json = each.flags.testFlag(RowFlag::Json),
                                                            .number = number,
                                                            .receivedMs = each.receivedMs,
                                                            .offset = each.startOffset.token() });
            if (verdict != FilterVerdict::No) {
                found.push_back({ row, number });
            }
            m_state.undecided += first && verdict == FilterVerdict::Undecided ? 1 : 0;
            m_state.looked += first ? 1 : 0;
            ++number;
        }
        ++row;
    }
    if (first) {
        m_counts[size_t(block)] = whole ? std::ssize(found) : -1;
        m_state.matches += found.size();
        noteFirst(found);
    }
    return found;
}

void CaptureSearcher::noteFirst(const std::vector<Match> &found)
{
    for (const Match &match : found | std::views::take(firstKept)) {
        m_state.first.insert(std::ranges::lower_bound(m_state.first, match.number), match.number);
    }
    m_state.first = m_state.first.first(std::min(m_state.first.size(), firstKept));
}

void CaptureSearcher::count(qsizetype block)
{
    static_cast<void>(matchesIn(block));
}

// One block further. False once it is known.
bool CaptureSearcher::stepWish()
{
    Wish &wish = *m_wish;
    const qsizetype blocks = std::ssize(m_counts);
    // The block that it begins in comes once more, at the end: what lies on the other side of the row.
    if (blocks == 0 || wish.steps > blocks) {
        Q_EMIT found({});
        return false;
    }
    const qsizetype block = wish.block;
    if (m_counts[size_t(block)] != 0) {
        const std::vector<Match> matches = matchesIn(block);
        const bool around = wish.steps > 0
            && (wish.backwards ? block >= m_reader.index().blockOfRow(wish.from)
                               : block <= m_reader.index().blockOfRow(wish.from));
        auto hit = matches.end();
        if (wish.backwards) {
            const auto after = around || wish.steps > 0
                ? matches.end()
                : std::ranges::lower_bound(matches, wish.from, {}, &Match::row);
            hit = after == matches.begin() ? matches.end() : after - 1;
        } else {
            hit = around || wish.steps > 0
                ? matches.begin()
                : std::ranges::upper_bound(matches, wish.from, {}, &Match::row);
        }
        if (hit != matches.end()) {
            Q_EMIT found({ hit->row, hit->number, placeOf(block, hit - matches.begin()), around });
            return false;
        }
    }
    ++wish.steps;
    wish.block = wish.backwards ? (block == 0 ? blocks - 1 : block - 1) : (block + 1) % blocks;
    return true;
}

// Known once all blocks before it were looked at.
quint64 CaptureSearcher::placeOf(qsizetype block, qsizetype index) const
{
    const auto before = std::ranges::subrange(m_counts.begin(), m_counts.begin() + block);
    return std::ranges::contains(before, -1)
        ? 0
        : quint64(std::accumulate(before.begin(), before.end(), qint64(0)) + index + 1);
}

void CaptureSearcher::tell(bool now)
{
    if (now || m_sinceTold.durationElapsed() > tellInterval) {
        m_sinceTold.start();
        Q_EMIT progressed(m_state);
    }
}

void CaptureSearcher::end(const QString &error)
{
    m_state.ended = true;
    m_state.error = error;
    m_state.complete = error.isEmpty() && m_reader.isIndexed() && !std::ranges::contains(m_counts, -1)
        && std::ssize(m_counts) == m_reader.index().blockCount();
    tell(true);
}

} // namespace Tailwater

#include "moc_capturesearcher.cpp"
