// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/filter/filternearest.h"

#include <QRegularExpression>

#include <algorithm>
#include <numeric>
#include <vector>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr qsizetype longestName = 100;

// The members on the way; which element of an array it is does not count.
QStringList membersOf(const QString &field)
{
    static const QRegularExpression between(u"[./\\[\\]\"]+"_s);
    static const QRegularExpression index(u"^([0-9]+|\\*)$"_s);
    QStringList members = field.toLower().split(between, Qt::SkipEmptyParts);
    members.removeIf([](const QString &member) { return index.match(member).hasMatch(); });
    return members;
}

bool hasNumber(const QString &field)
{
    static const QRegularExpression number(u"[./\\[][0-9]+(?=[./\\]]|$)"_s);
    return number.match(field).hasMatch();
}

// How many letters have to be put in, left out, changed, or exchanged with the next one.
qsizetype distance(QStringView a, QStringView b)
{
    const auto columns = size_t(b.size()) + 1;
    std::vector<qsizetype> before(columns);
    std::vector<qsizetype> last(columns);
    std::vector<qsizetype> row(columns);
    std::iota(last.begin(), last.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = size_t(j);
            const bool same = a.at(i - 1) == b.at(j - 1);
            row[at] = std::min({ last[at] + 1, row[at - 1] + 1, last[at - 1] + (same ? 0 : 1) });
            if (i > 1 && j > 1 && a.at(i - 1) == b.at(j - 2) && a.at(i - 2) == b.at(j - 1)) {
                row[at] = std::min(row[at], before[at - 2] + 1);
            }
        }
        before.swap(last);
        last.swap(row);
    }
    return last.back();
}

} // namespace

QString nearestField(const QString &name, const QStringList &fields)
{
    const QStringList wanted = membersOf(name);
    const QString joined = wanted.join(u'.');
    if (wanted.isEmpty() || joined.size() > longestName) {
        return {};
    }
    QString nearest;
    // Short names all resemble each other.
    qsizetype least = joined.size() < 4 ? 1 : std::max<qsizetype>(1, joined.size() / 4) + 1;
    for (const QString &field : fields) {
        const QStringList members = membersOf(field);
        // Any element of an array, rather than a certain one.
        if (hasNumber(field) || members.size() < wanted.size()) {
            continue;
        }
        const QString end = members.last(wanted.size()).join(u'.');
        const QString whole = members.join(u'.');
        for (const QString &part : { end, whole }) {
            const qsizetype apart = part.size() > longestName ? least : distance(joined, part);
            if (apart < least) {
                least = apart;
                nearest = field;
            }
        }
    }
    return nearest == name ? QString() : nearest;
}

} // namespace Tailwater
