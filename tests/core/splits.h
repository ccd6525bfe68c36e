// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArrayView>
#include <QtCore/QList>
#include <QtCore/QRandomGenerator>
#include <QtCore/QtEnvironmentVariables>

#include <memory>
#include <vector>

// How an incremental parser is fed in its tests: cut at every byte, byte by byte, and at random.
namespace Splits {

//! \brief The seed of the random cuts: TAILWATER_TEST_SEED, or a new one each run. Tests print it.
inline quint32 seed()
{
    static const quint32 value = qEnvironmentVariableIsSet("TAILWATER_TEST_SEED")
        ? quint32(qEnvironmentVariableIntValue("TAILWATER_TEST_SEED"))
        : QRandomGenerator::global()->bounded(1'000'000);
    return value;
}

//! \brief A piece in memory of its own, so that a sanitizer sees every read past its end.
class Piece
{
public:
    explicit Piece(QByteArrayView bytes)
        : m_bytes(std::make_unique<char[]>(size_t(bytes.size())))
        , m_size(bytes.size())
    {
        std::copy(bytes.begin(), bytes.end(), m_bytes.get());
    }
    QByteArrayView view() const { return { m_bytes.get(), m_size }; }

private:
    std::unique_ptr<char[]> m_bytes;
    qsizetype m_size;
};

using Pieces = std::vector<Piece>;

inline Pieces cut(QByteArrayView input, const QList<qsizetype> &positions)
{
    Pieces pieces;
    qsizetype begin = 0;
    for (const qsizetype position : positions) {
        pieces.emplace_back(input.sliced(begin, position - begin));
        begin = position;
    }
    pieces.emplace_back(input.sliced(begin));
    return pieces;
}

inline QList<qsizetype> everyPosition(qsizetype size)
{
    QList<qsizetype> positions;
    for (qsizetype i = 1; i < size; ++i) {
        positions.append(i);
    }
    return positions;
}

inline QList<qsizetype> randomPositions(qsizetype size, QRandomGenerator &random)
{
    QList<qsizetype> positions;
    const qsizetype widest = 1 + random.bounded(100);
    for (qsizetype i = 0; i < size; i += 1 + random.bounded(int(widest))) {
        positions.append(i);
    }
    return positions;
}

//! \brief Calls \a check with \a input in one piece, in two cut at every position, byte by byte,
//! and cut at random \a randomRounds times. \a check returns false to stop; so does this.
template <typename Check> bool forEach(QByteArrayView input, Check check, int randomRounds = 20)
{
    if (!check(cut(input, {})) || !check(cut(input, everyPosition(input.size())))) {
        return false;
    }
    for (qsizetype i = 0; i <= input.size(); ++i) {
        if (!check(cut(input, { i }))) {
            return false;
        }
    }
    QRandomGenerator random(seed());
    for (int i = 0; i < randomRounds; ++i) {
        if (!check(cut(input, randomPositions(input.size(), random)))) {
            return false;
        }
    }
    return true;
}

} // namespace Splits
