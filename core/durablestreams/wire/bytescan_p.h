// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/qtypes.h>

#include <bit>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace DurableStreams {

//! \brief The first \a a or \a b in [p, end), or \a end. Never reads outside the range.
template <char a, char b> inline const char *findEither(const char *p, const char *end)
{
#if defined(__SSE2__)
    const __m128i wantedA = _mm_set1_epi8(a);
    const __m128i wantedB = _mm_set1_epi8(b);
    const auto hits = [wantedA, wantedB](const char *at) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(at));
        return _mm_or_si128(_mm_cmpeq_epi8(bytes, wantedA), _mm_cmpeq_epi8(bytes, wantedB));
    };
    for (; end - p >= 64; p += 64) {
        const __m128i all = _mm_or_si128(_mm_or_si128(hits(p), hits(p + 16)),
                                         _mm_or_si128(hits(p + 32), hits(p + 48)));
        if (_mm_movemask_epi8(all) != 0) {
            break; // one of the next four
        }
    }
    for (; end - p >= 16; p += 16) {
        if (const auto mask = static_cast<quint32>(_mm_movemask_epi8(hits(p)))) {
            return p + std::countr_zero(mask);
        }
    }
#endif
    while (p != end && *p != a && *p != b) {
        ++p;
    }
    return p;
}

//! \brief The end of the line that \a p is in: its CR or LF, or \a end. Nothing else ends a line.
inline const char *findLineEnd(const char *p, const char *end)
{
    return findEither<'\n', '\r'>(p, end);
}

} // namespace DurableStreams
