// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/decimal.h"

#include <algorithm>
#include <cstdlib>
#include <ranges>

namespace Tailwater {

namespace {

// Far beyond every text that fits into memory, and far enough from the limits of qint64 to add to.
constexpr qint64 largestExponent = Q_INT64_C(1) << 60;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// The exponent behind an "e", or nothing if there are no digits.
std::optional<qint64> parseExponent(QByteArrayView text)
{
    const bool negative = text.startsWith('-');
    if (negative || text.startsWith('+')) {
        text = text.sliced(1);
    }
    if (text.isEmpty() || !std::all_of(text.begin(), text.end(), isDigit)) {
        return std::nullopt;
    }
    qint64 value = 0;
    for (const char c : text) {
        const int digit = c - '0';
        value = value > (largestExponent - digit) / 10 ? largestExponent : value * 10 + digit;
    }
    return negative ? -value : value;
}

} // namespace

std::optional<Decimal> Decimal::parse(QByteArrayView text)
{
    Decimal number;
    number.m_negative = text.startsWith('-');
    if (number.m_negative || text.startsWith('+')) {
        text = text.sliced(1);
    }
    qsizetype at = 0;
    bool point = false;
    number.m_digits.reserve(text.size());
    for (; at < text.size() && (isDigit(text[at]) || (text[at] == '.' && !point)); ++at) {
        if (text[at] == '.') {
            point = true;
        } else {
            number.m_digits += text[at];
            number.m_exponent += point ? 0 : 1;
        }
    }
    if (number.m_digits.isEmpty()) {
        return std::nullopt;
    }
    if (at < text.size()) {
        const std::optional<qint64> exponent = text[at] == 'e' || text[at] == 'E'
            ? parseExponent(text.sliced(at + 1))
            : std::nullopt;
        if (!exponent) {
            return std::nullopt;
        }
        number.m_exponent += *exponent;
    }
    number.normalise();
    return number;
}

Decimal Decimal::fromInteger(quint64 value)
{
    Decimal number;
    number.m_digits = QByteArray::number(value);
    number.m_exponent = number.m_digits.size();
    number.normalise();
    return number;
}

void Decimal::normalise()
{
    const auto isZero = [](char c) { return c == '0'; };
    const auto first = std::find_if_not(m_digits.cbegin(), m_digits.cend(), isZero);
    const qsizetype leading = first - m_digits.cbegin();
    m_digits.remove(0, leading);
    m_exponent -= leading;
    while (m_digits.endsWith('0')) {
        m_digits.chop(1);
    }
    if (m_digits.isEmpty()) {
        *this = {};
    }
}

Decimal Decimal::times(int factor) const
{
    Decimal product = *this;
    product.m_negative = m_negative != (factor < 0);
    int carry = 0;
    for (char &digit : product.m_digits | std::views::reverse) {
        carry += (digit - '0') * std::abs(factor);
        digit = char('0' + carry % 10);
        carry /= 10;
    }
    for (; carry > 0; carry /= 10) {
        product.m_digits.prepend(char('0' + carry % 10));
        ++product.m_exponent;
    }
    product.normalise();
    return product;
}

std::strong_ordering Decimal::operator<=>(const Decimal &other) const
{
    const int sign = m_digits.isEmpty() ? 0 : m_negative ? -1 : 1;
    const int otherSign = other.m_digits.isEmpty() ? 0 : other.m_negative ? -1 : 1;
    if (sign != otherSign || sign == 0) {
        return sign <=> otherSign;
    }
    const Decimal &left = m_negative ? other : *this;
    const Decimal &right = m_negative ? *this : other;
    if (left.m_exponent != right.m_exponent) {
        return left.m_exponent <=> right.m_exponent;
    }
    // No zeros at the end: of two numbers that begin alike the longer is larger.
    return left.m_digits.compare(right.m_digits) <=> 0;
}

} // namespace Tailwater
