// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "jsonbrackets_p.h"

#include <QtCore/QtEndian>

#include <array>
#include <cstring>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

// The instruction sets differ in two things only: how 64 bytes are compared, and how a running
// exclusive or is made. JSON_TARGET lets a function use more than the rest of the program may.
#if defined(__SSE2__) && defined(__GNUC__)
#define JSON_TARGET __attribute__((target("avx2,pclmul,bmi")))
#endif

namespace DurableStreams {

namespace {

constexpr qsizetype blockSize = 64;

// One bit a byte of a block.
struct BlockMasks
{
    quint64 quotes;
    quint64 backslashes;
    quint64 brackets;
};

// The bytes that an escaping backslash stands before. In a run of backslashes every other one
// escapes, the first one included; where a run starts tells which.
inline quint64 findEscaped(quint64 backslashes, quint64 carry)
{
    if (backslashes == 0) {
        return carry;
    }
    constexpr quint64 even = 0x5555555555555555;
    backslashes &= ~carry;
    const quint64 starts = backslashes & ~(backslashes << 1);
    // The sum carries through the runs that start at an even place, and so tells them from the
    // others.
    const quint64 evenRuns = backslashes & ~(backslashes + (starts & even));
    const quint64 oddRuns = backslashes & ~evenRuns;
    return ((evenRuns << 1) & ~even) | ((oddRuns << 1) & even) | carry;
}

// Puts the masks of a block together; inString is the running exclusive or of its quotes.
inline quint64 finishBlock(const BlockMasks &block, quint64 escaped, quint64 inString,
                           qsizetype size, JsonStringState &state)
{
    const quint64 last = quint64(1) << (blockSize - 1);
    // A shorter block was filled up with spaces, so that its last bit is as good as that at its
    // end.
    state.inString = inString & last ? ~quint64(0) : 0;
    state.escaped = size < blockSize ? (escaped >> size) & 1
                                     : ((block.backslashes & ~escaped) & last ? 1 : 0);
    return (block.brackets | block.backslashes) & ~inString;
}

inline std::array<char, blockSize> padded(const char *text, qsizetype size)
{
    std::array<char, blockSize> block;
    block.fill(' ');
    std::memcpy(block.data(), text, size_t(size));
    return block;
}

// --- any processor ---------------------------------------------------------------------------

inline quint64 runningXor(quint64 bits)
{
    for (int shift = 1; shift < blockSize; shift *= 2) {
        bits ^= bits << shift;
    }
    return bits;
}

// One bit for each of eight bytes that equals wanted.
inline quint64 equalBytes(quint64 bytes, char wanted)
{
    constexpr quint64 ones = 0x0101010101010101;
    constexpr quint64 low = 0x7F * ones;
    const quint64 difference = bytes ^ (quint8(wanted) * ones);
    const quint64 zeros = ~(((difference & low) + low) | difference | low);
    return ((zeros >> 7) * 0x0102040810204080) >> 56;
}

[[maybe_unused]] BlockMasks portableMasks(const char *text)
{
    BlockMasks masks = {};
    for (int i = 0; i < blockSize; i += 8) {
        const auto bytes = qFromLittleEndian<quint64>(text + i);
        constexpr quint64 caseBits
            = 0x2020202020202020; // '[' and '{' differ by it, as ']' and '}' do
        masks.quotes |= equalBytes(bytes, '"') << i;
        masks.backslashes |= equalBytes(bytes, '\\') << i;
        masks.brackets |= (equalBytes(bytes | caseBits, '{') | equalBytes(bytes | caseBits, '}'))
            << i;
    }
    return masks;
}

template <BlockMasks (*masksOf)(const char *)>
void scanBaseline(const char *text, qsizetype size, JsonStringState &state, quint64 *masks)
{
    const auto scanBlock = [&state](const char *block, qsizetype used) {
        const BlockMasks found = masksOf(block);
        const quint64 escaped = findEscaped(found.backslashes, state.escaped);
        const quint64 inString = runningXor(found.quotes & ~escaped) ^ state.inString;
        return finishBlock(found, escaped, inString, used, state);
    };
    for (; size >= blockSize; size -= blockSize, text += blockSize) {
        *masks++ = scanBlock(text, blockSize);
    }
    if (size > 0) {
        *masks = scanBlock(padded(text, size).data(), size);
    }
}

#if defined(__SSE2__)

// --- SSE2: every x86-64 ------------------------------------------------------------------------

inline BlockMasks sse2Masks(const char *text)
{
    const auto set = [](char c) { return _mm_set1_epi8(c); };
    const auto bits = [](__m128i hits) { return quint64(quint32(_mm_movemask_epi8(hits))); };
    BlockMasks masks = {};
    for (int i = 0; i < blockSize; i += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text + i));
        const __m128i folded = _mm_or_si128(bytes, set(0x20));
        masks.quotes |= bits(_mm_cmpeq_epi8(bytes, set('"'))) << i;
        masks.backslashes |= bits(_mm_cmpeq_epi8(bytes, set('\\'))) << i;
        masks.brackets |= bits(_mm_or_si128(_mm_cmpeq_epi8(folded, set('{')),
                                            _mm_cmpeq_epi8(folded, set('}'))))
            << i;
    }
    return masks;
}

#endif
#if defined(JSON_TARGET)

// --- AVX2 and carry-less multiplication ----------------------------------------------------------

JSON_TARGET inline BlockMasks avx2Masks(const char *text)
{
    BlockMasks masks = {};
    for (int i = 0; i < blockSize; i += 32) {
        const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(text + i));
        const __m256i folded = _mm256_or_si256(bytes, _mm256_set1_epi8(0x20));
        const __m256i quotes = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"'));
        const __m256i backslashes = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\'));
        const __m256i brackets = _mm256_or_si256(_mm256_cmpeq_epi8(folded, _mm256_set1_epi8('{')),
                                                 _mm256_cmpeq_epi8(folded, _mm256_set1_epi8('}')));
        masks.quotes |= quint64(quint32(_mm256_movemask_epi8(quotes))) << i;
        masks.backslashes |= quint64(quint32(_mm256_movemask_epi8(backslashes))) << i;
        masks.brackets |= quint64(quint32(_mm256_movemask_epi8(brackets))) << i;
    }
    return masks;
}

JSON_TARGET inline quint64 scanAvx2Block(const char *text, qsizetype size, JsonStringState &state)
{
    const BlockMasks found = avx2Masks(text);
    const quint64 escaped = findEscaped(found.backslashes, state.escaped);
    // Multiplied without carries by all ones, each bit becomes the exclusive or of all below it.
    const __m128i quotes = _mm_set_epi64x(0, qint64(found.quotes & ~escaped));
    const __m128i product = _mm_clmulepi64_si128(quotes, _mm_set1_epi8(char(0xFF)), 0);
    const quint64 inString = quint64(_mm_cvtsi128_si64(product)) ^ state.inString;
    return finishBlock(found, escaped, inString, size, state);
}

JSON_TARGET void scanAvx2(const char *text, qsizetype size, JsonStringState &state, quint64 *masks)
{
    for (; size >= blockSize; size -= blockSize, text += blockSize) {
        *masks++ = scanAvx2Block(text, blockSize, state);
    }
    if (size > 0) {
        *masks = scanAvx2Block(padded(text, size).data(), size, state);
    }
}

#endif

constexpr JsonBracketScanner scanners[] = {
#if defined(JSON_TARGET)
    { "AVX2", scanAvx2 },
#endif
#if defined(__SSE2__)
    { "SSE2", scanBaseline<sse2Masks> },
#endif
    { "portable", scanBaseline<portableMasks> },
};

size_t firstUsableScanner()
{
#if defined(JSON_TARGET)
    __builtin_cpu_init();
    const bool usable = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul")
        && __builtin_cpu_supports("bmi");
    return usable ? 0 : 1;
#else
    return 0;
#endif
}

} // namespace

std::span<const JsonBracketScanner> jsonBracketScanners()
{
    static const size_t first = firstUsableScanner();
    return std::span(scanners).subspan(first);
}

} // namespace DurableStreams
