// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "streamshelf.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr qsizetype RecentLimit = 10;
constexpr qsizetype CaptureLimit = 10;

QList<QByteArray> sorted(const QSet<QByteArray> &paths)
{
    QList<QByteArray> list(paths.cbegin(), paths.cend());
    std::ranges::sort(list);
    return list;
}

} // namespace

StreamShelf::StreamShelf(QObject *parent)
    : QObject(parent)
{
}

StreamShelf::~StreamShelf() = default;

void StreamShelf::setFavourite(const QByteArray &path, bool favourite)
{
    if (isFavourite(path) == favourite) {
        return;
    }
    if (favourite) {
        m_favourites.insert(path);
    } else {
        m_favourites.remove(path);
    }
    Q_EMIT groupsChanged();
}

QList<QByteArray> StreamShelf::favourites() const
{
    return sorted(m_favourites);
}

void StreamShelf::setFacts(const QByteArray &path, const StreamFacts &facts)
{
    if (m_facts.value(path) == facts) {
        return;
    }
    m_facts.insert(path, facts);
    Q_EMIT factsChanged(path);
}

void StreamShelf::setNote(const QByteArray &path, const QString &note)
{
    StreamFacts facts = m_facts.value(path);
    facts.note = note;
    setFacts(path, facts);
}

void StreamShelf::noteFork(const QByteArray &path, const QByteArray &source,
                           const QByteArray &offset, quint64 subOffset)
{
    StreamFacts facts = m_facts.value(path);
    facts.forkedFrom = source;
    facts.forkOffset = offset;
    facts.forkSubOffset = subOffset;
    setFacts(path, facts);
    Q_EMIT factsChanged(source);
}

void StreamShelf::noteForkBoundary(const QByteArray &path, const QByteArray &boundary)
{
    StreamFacts facts = m_facts.value(path);
    if (boundary.isEmpty()) {
        return; // the server did not say
    }
    facts.forkInherited = facts.forkBoundary == boundary ? facts.forkInherited : 0;
    facts.forkBoundary = boundary;
    setFacts(path, facts);
}

void StreamShelf::noteInherited(const QByteArray &path, quint64 amount)
{
    StreamFacts facts = m_facts.value(path);
    if (std::exchange(facts.forkInherited, amount) != amount && !facts.forkBoundary.isEmpty()) {
        setFacts(path, facts);
    }
}

void StreamShelf::forgetFork(const QByteArray &path)
{
    StreamFacts facts = m_facts.value(path);
    const QByteArray source = std::exchange(facts.forkedFrom, {});
    if (!source.isEmpty() || !facts.forkBoundary.isEmpty()) {
        facts.forkOffset.clear();
        facts.forkSubOffset = 0;
        facts.forkBoundary.clear();
        facts.forkInherited = 0;
        setFacts(path, facts);
        Q_EMIT factsChanged(source);
    }
}

void StreamShelf::noteCapture(const QByteArray &path, const QString &file)
{
    StreamFacts facts = m_facts.value(path);
    facts.captures.removeAll(file);
    facts.captures.prepend(file);
    facts.captures = facts.captures.first(qMin(facts.captures.size(), CaptureLimit));
    setFacts(path, facts);
}

QList<QByteArray> StreamShelf::forksOf(const QByteArray &path) const
{
    QList<QByteArray> forks;
    for (const auto &[fork, facts] : m_facts.asKeyValueRange()) {
        if (facts.forkedFrom == path) {
            forks.append(fork);
        }
    }
    std::ranges::sort(forks);
    return forks;
}

void StreamShelf::noteOpened(const QByteArray &path)
{
    if (StreamFacts facts = m_facts.value(path); !facts.firstOpened.isValid()) {
        facts.firstOpened = QDateTime::currentDateTimeUtc();
        setFacts(path, facts);
    }
    if (m_recent.value(0) == path) {
        return;
    }
    m_recent.removeAll(path);
    m_recent.prepend(path);
    setRecent(m_recent);
}

void StreamShelf::setRecent(const QList<QByteArray> &paths)
{
    m_recent = paths.first(qMin(paths.size(), RecentLimit));
    Q_EMIT groupsChanged();
}

QList<QByteArray> StreamShelf::imported() const
{
    return sorted(m_imported);
}

void StreamShelf::forget(const QByteArray &path)
{
    m_imported.remove(path);
    m_facts.remove(path);
    const bool shown = m_favourites.remove(path) + m_recent.removeAll(path) > 0;
    if (shown) {
        Q_EMIT groupsChanged();
    }
}

QString StreamShelf::sourcesInWords(const QByteArray &path, StreamSources sources) const
{
    QStringList parts;
    const auto add = [&parts](bool is, const QString &word) {
        if (is) {
            parts.append(word);
        }
    };
    add(sources.testFlag(StreamSource::Registry), tr("from the registry"));
    add(sources.testFlag(StreamSource::Scan), tr("found by scanning"));
    add(isImported(path), tr("imported"));
    // What was opened got into the list by that; it may have been created or added before.
    const bool opened = facts(path).firstOpened.isValid();
    add(sources.testFlag(StreamSource::Added) && !isImported(path) && !opened, tr("added by you"));
    add(isFavourite(path), tr("a favourite"));
    add(opened || m_recent.contains(path), tr("opened here"));
    return parts.isEmpty() ? tr("not in the list") : parts.join(u", "_s);
}

void StreamShelf::noteActivity(const QByteArray &path, const Activity &activity)
{
    if (m_activity.value(path) != activity) {
        m_activity.insert(path, activity);
        Q_EMIT activityChanged(path);
    }
}

void StreamShelf::noteNoActivity(const QByteArray &path)
{
    if (m_activity.remove(path)) {
        Q_EMIT activityChanged(path);
    }
}

} // namespace Tailwater

#include "moc_streamshelf.cpp"
