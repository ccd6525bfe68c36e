// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>
#include <QtCore/QString>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace Fuzz {

//! \brief Ends the run, with the input as the finding.
inline void require(bool invariant)
{
    if (!invariant) {
        std::abort();
    }
}

//! \brief Calls \a consume with \a input in pieces of \a size, each in memory of its own.
template <typename Consume> void forPieces(QByteArrayView input, qsizetype size, Consume consume)
{
    while (!input.isEmpty()) {
        const QByteArrayView piece = input.first(std::min(size, input.size()));
        const auto memory = std::make_unique<char[]>(size_t(piece.size()));
        std::copy(piece.begin(), piece.end(), memory.get());
        consume(QByteArrayView(memory.get(), piece.size()));
        input = input.sliced(piece.size());
    }
}

//! \brief The pieces' size that an input asks for in its first byte, which is taken from it.
inline qsizetype takePieceSize(QByteArrayView &input)
{
    if (input.isEmpty()) {
        return 1;
    }
    const auto size = qsizetype(quint8(input.front())) + 1;
    input = input.sliced(1);
    return size;
}

} // namespace Fuzz
