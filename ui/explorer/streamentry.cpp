// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "streamentry.h"

#include <algorithm>
#include <compare>

namespace Tailwater {

namespace {

//! The length of the run of digits at the start, and where its value begins.
struct Digits
{
    qsizetype length = 0;
    qsizetype zeros = 0;
};

Digits digitsAt(QStringView text, qsizetype at)
{
    Digits digits;
    while (at + digits.length < text.size() && text[at + digits.length].isDigit()) {
        if (digits.zeros == digits.length && text[at + digits.length] == u'0') {
            ++digits.zeros;
        }
        ++digits.length;
    }
    return digits;
}

std::strong_ordering compareSegments(QStringView a, QStringView b)
{
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        const Digits left = digitsAt(a, i);
        const Digits right = digitsAt(b, j);
        if (left.length > 0 && right.length > 0) {
            const QStringView x = a.sliced(i + left.zeros, left.length - left.zeros);
            const QStringView y = b.sliced(j + right.zeros, right.length - right.zeros);
            if (x.size() != y.size()) {
                return x.size() <=> y.size();
            }
            if (const int order = x.compare(y); order != 0) {
                return order <=> 0;
            }
            i += left.length;
            j += right.length;
            continue;
        }
        const QChar x = a[i].toCaseFolded();
        const QChar y = b[j].toCaseFolded();
        if (x != y) {
            return x.unicode() <=> y.unicode();
        }
        ++i;
        ++j;
    }
    if (const auto order = (a.size() - i) <=> (b.size() - j); order != 0) {
        return order;
    }
    return a.compare(b) <=> 0;
}

} // namespace

QString displayPath(const QByteArray &path)
{
    if (!path.contains('%')) {
        return QString::fromUtf8(path);
    }
    const QByteArray decoded = QByteArray::fromPercentEncoding(path);
    const QString text = QString::fromUtf8(decoded);
    return text.toUtf8() == decoded ? text : QString::fromLatin1(path);
}

bool pathLessThan(const QString &a, const QString &b)
{
    // Nearly always they begin alike; what is the same, but for the digits before a difference, decides
    // nothing.
    qsizetype same = std::mismatch(a.cbegin(), a.cend(), b.cbegin(), b.cend()).first - a.cbegin();
    while (same > 0 && a[same - 1].isDigit()) {
        --same;
    }
    QStringView left = QStringView(a).sliced(same);
    QStringView right = QStringView(b).sliced(same);
    for (;;) {
        const qsizetype i = left.indexOf(u'/');
        const qsizetype j = right.indexOf(u'/');
        const auto order = compareSegments(i < 0 ? left : left.first(i),
                                           j < 0 ? right : right.first(j));
        if (order != 0) {
            return order < 0;
        }
        if (i < 0 || j < 0) {
            return i < 0 && j >= 0;
        }
        left = left.sliced(i + 1);
        right = right.sliced(j + 1);
    }
}

} // namespace Tailwater
