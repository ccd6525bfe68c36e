// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/literalsearch.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>
#include <vector>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace Tailwater {

namespace {

// What JSON and log lines are mostly made of, the most frequent first; everything else is rare.
constexpr QByteArrayView frequent = "\"e, :tan1oir0sl2dc-u3m4p56789_yhgfb.vwk{}/TZ[]";

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c;
}

// Larger is rarer.
qsizetype rarity(char c)
{
    const qsizetype place = frequent.indexOf(c);
    return place < 0 ? frequent.size() : place;
}

} // namespace

LiteralSearch::LiteralSearch(QByteArrayView needle, Qt::CaseSensitivity sensitivity)
    : m_needle(needle.toByteArray())
    , m_folds(needle.size(), '\0')
    , m_sensitivity(sensitivity)
{
    if (sensitivity == Qt::CaseInsensitive) {
        std::ranges::transform(m_needle, m_needle.begin(), lower);
        std::ranges::transform(m_needle, m_folds.begin(), [](char c) { return char(isLetter(c) ? 0x20 : 0); });
    }
    if (m_needle.isEmpty()) {
        return;
    }
    std::vector<qsizetype> places(size_t(m_needle.size()));
    std::iota(places.begin(), places.end(), 0);
    std::ranges::stable_sort(places, std::greater {}, [this](qsizetype at) { return rarity(m_needle.at(at)); });
    m_first = probe(places.front());
    // Two probes of the same byte say less than two different ones.
    const auto other = std::ranges::find_if(places, [this](qsizetype at) {
        return m_needle.at(at) != m_needle.at(m_first.at);
    });
    m_second = probe(other == places.end() ? places.back() : *other);
}

// Eight bytes at a time: where every row matches, most of the time goes here.
bool LiteralSearch::standsAt(const char *text) const
{
    const char *needle = m_needle.data();
    const char *folds = m_folds.data();
    const auto differs = [&]<typename Word>(qsizetype at, Word) {
        const auto load = [at](const char *data) {
            Word word;
            std::memcpy(&word, data + at, sizeof(Word));
            return word;
        };
        return Word(load(text) | load(folds)) != load(needle);
    };
    qsizetype at = 0;
    for (; at + 8 <= m_needle.size(); at += 8) {
        if (differs(at, quint64())) {
            return false;
        }
    }
    for (; at < m_needle.size(); ++at) {
        if (differs(at, quint8())) {
            return false;
        }
    }
    return true;
}

// One place at a time, for the places in [from, end).
qsizetype LiteralSearch::searchEach(QByteArrayView text, qsizetype from, qsizetype end) const
{
    for (qsizetype at = from; at < end; ++at) {
        if (char(text[at + m_first.at] | m_first.fold) == m_first.byte && standsAt(text.data() + at)) {
            return at;
        }
    }
    return -1;
}

qsizetype LiteralSearch::indexIn(QByteArrayView text, qsizetype from) const
{
    const qsizetype end = text.size() - m_needle.size() + 1; // of the places where it can begin
    if (from >= end) {
        return -1;
    }
    if (m_needle.isEmpty()) {
        return from;
    }
#ifdef __SSE2__
    constexpr qsizetype width = sizeof(__m128i);
    if (end - from >= width) {
        const __m128i first = _mm_set1_epi8(m_first.byte);
        const __m128i firstFold = _mm_set1_epi8(m_first.fold);
        const __m128i second = _mm_set1_epi8(m_second.byte);
        const __m128i secondFold = _mm_set1_epi8(m_second.fold);
        const auto load = [](const char *data) {
            return _mm_loadu_si128(reinterpret_cast<const __m128i *>(data));
        };
        for (qsizetype at = from;; at += width) {
            // The last block overlaps the one before.
            const qsizetype block = std::min(at, end - width);
            const char *data = text.data() + block;
            const __m128i a = _mm_cmpeq_epi8(_mm_or_si128(load(data + m_first.at), firstFold), first);
            const __m128i b = _mm_cmpeq_epi8(_mm_or_si128(load(data + m_second.at), secondFold), second);
            auto candidates = quint32(_mm_movemask_epi8(_mm_and_si128(a, b)));
            for (; candidates != 0; candidates &= candidates - 1) {
                const int place = std::countr_zero(candidates);
                if (standsAt(data + place)) {
                    return block + place;
                }
            }
            if (at >= end - width) {
                return -1;
            }
        }
    }
#endif
    return searchEach(text, from, end);
}

} // namespace Tailwater
