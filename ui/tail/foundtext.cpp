// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/foundtext.h"

namespace Tailwater {

namespace {

// Painting waits for it.
constexpr quint32 fewSteps = 10'000;
constexpr qsizetype mostKnown = 20'000;

//! A place in bytes of UTF-8, and whether there is one.
struct Stretch
{
    qsizetype begin = -1;
    qsizetype end = -1;
};

Stretch find(const LiteralSearch &search, QByteArrayView bytes, qsizetype from)
{
    const qsizetype at = search.needle().isEmpty() ? -1 : search.indexIn(bytes, from);
    return at < 0 ? Stretch {} : Stretch { at, at + search.needle().size() };
}

Stretch find(BytePattern::Matcher &matcher, QByteArrayView bytes, qsizetype from)
{
    return matcher.search(bytes, from) == BytePattern::Result::Yes
        ? Stretch { matcher.matchStart(), matcher.matchEnd() }
        : Stretch {};
}

// What matches nothing at all is passed by, one character at a time.
qsizetype characterAfter(QByteArrayView bytes, qsizetype at)
{
    for (++at; at < bytes.size() && (uchar(bytes.at(at)) & 0xc0) == 0x80; ++at) { }
    return at;
}

} // namespace

void FoundText::setSought(const std::optional<FilterTextTest> &test)
{
    m_sought = test;
    m_matcher.reset();
    m_known.clear();
    m_excerpts.clear();
    const auto *pattern = test ? std::get_if<BytePattern>(&test->what) : nullptr;
    if (pattern) {
        m_matcher.emplace(*pattern, fewSteps);
    }
}

QList<FoundText::Place> FoundText::placesIn(const QString &text)
{
    QList<Place> places;
    if (!m_sought) {
        return places;
    }
    const QByteArray bytes = text.toUtf8();
    const QByteArrayView view(bytes);
    const auto *literal = std::get_if<LiteralSearch>(&m_sought->what);
    qsizetype from = 0; // in both, the same place
    qsizetype units = 0;
    for (qsizetype at = 0; at < view.size() && places.size() < most;) {
        const Stretch found = literal ? find(*literal, view, at) : find(*m_matcher, view, at);
        if (found.begin < at) {
            break;
        }
        if (found.end <= found.begin) {
            at = characterAfter(view, found.begin);
            continue;
        }
        units += QString::fromUtf8(view.sliced(from, found.begin - from)).size();
        const qsizetype length
            = QString::fromUtf8(view.sliced(found.begin, found.end - found.begin)).size();
        places.append({ int(units), int(length) });
        units += length;
        from = at = found.end;
    }
    return places;
}

std::optional<std::pair<qsizetype, qsizetype>> FoundText::firstIn(QByteArrayView bytes)
{
    if (!m_sought) {
        return std::nullopt;
    }
    const auto *literal = std::get_if<LiteralSearch>(&m_sought->what);
    const Stretch found = literal ? find(*literal, bytes, 0) : find(*m_matcher, bytes, 0);
    return found.end > found.begin ? std::optional(std::pair { found.begin, found.end }) : std::nullopt;
}

QString FoundText::excerptOf(quint64 id, bool fixed, const std::function<QString()> &make)
{
    if (const auto known = m_excerpts.constFind(id); fixed && known != m_excerpts.cend()) {
        return *known;
    }
    QString excerpt = make();
    if (fixed) {
        if (m_excerpts.size() > mostKnown) {
            m_excerpts.clear();
        }
        m_excerpts.insert(id, excerpt);
    }
    return excerpt;
}

QList<FoundText::Place> FoundText::placesOf(quint64 id, bool fixed,
                                            const std::function<QString()> &text)
{
    if (const auto known = m_known.constFind(id); fixed && known != m_known.cend()) {
        return *known;
    }
    const QList<Place> places = placesIn(text());
    if (fixed) {
        if (m_known.size() > mostKnown) {
            m_known.clear();
        }
        m_known.insert(id, places);
    }
    return places;
}

} // namespace Tailwater
