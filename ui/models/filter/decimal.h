// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <compare>
#include <optional>

namespace Tailwater {

//! \brief A decimal number of any size, exactly: 9007199254740993, 0.1 and 1e400 are what they say.
//!
//! Kept as 0.d1d2d3… times a power of ten, without zeros at either end.
class Decimal
{
public:
    //! \brief Zero.
    Decimal() = default;
    //! \brief A number as JSON writes it; a plus sign, leading zeros and a bare point are taken too.
    static std::optional<Decimal> parse(QByteArrayView text);
    static Decimal fromInteger(quint64 value);

    //! \brief Exactly this many times as much.
    Decimal times(int factor) const;

    std::strong_ordering operator<=>(const Decimal &other) const;
    bool operator==(const Decimal &other) const = default;

private:
    void normalise();

    bool m_negative = false;
    QByteArray m_digits;
    qint64 m_exponent = 0;
};

} // namespace Tailwater
