// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "streamcatalog.h"

#include "registryevents.h"

#include <durablestreams/streaminfo.h>

#include <QTimer>

#include <algorithm>
#include <utility>

using namespace std::chrono_literals;

namespace Tailwater {

StreamCatalog::StreamCatalog(QObject *parent)
    : QObject(parent)
{
}

StreamCatalog::~StreamCatalog() = default;

void StreamCatalog::setBaseUrl(const QUrl &url)
{
    if (std::exchange(m_baseUrl, url) == url) {
        return;
    }
    m_entries.clear();
    scheduleRowsChanged();
}

std::optional<StreamEntry> StreamCatalog::entry(const QByteArray &path) const
{
    const auto it = m_entries.constFind(path);
    return it == m_entries.cend() ? std::nullopt : std::optional(*it);
}

void StreamCatalog::addByHand(const QByteArray &path, const QByteArray &contentType)
{
    StreamEntry &entry = m_entries[path];
    const bool isNew = entry.path.isEmpty();
    entry.path = path;
    if (!contentType.isEmpty()) {
        entry.contentType = contentType;
    }
    entry.sources |= StreamSource::Added;
    if (isNew) {
        scheduleRowsChanged();
    } else {
        Q_EMIT entryChanged(path);
    }
}

void StreamCatalog::removeFromList(const QByteArray &path)
{
    if (m_entries.remove(path)) {
        scheduleRowsChanged();
    }
}

QList<QByteArray> StreamCatalog::addedByHand() const
{
    QList<QByteArray> paths;
    for (const StreamEntry &entry : m_entries) {
        if (entry.sources.testFlag(StreamSource::Added)) {
            paths.append(entry.path);
        }
    }
    std::ranges::sort(paths);
    return paths;
}

void StreamCatalog::apply(const RegistryEvent &event)
{
    switch (event.kind) {
    case RegistryEvent::Kind::Announced: {
        StreamEntry &entry = m_entries[event.path];
        entry.path = event.path;
        if (!event.contentType.isEmpty()) {
            entry.contentType = event.contentType;
        }
        entry.sources |= StreamSource::Registry;
        entry.state = StreamEntry::State::Unknown;
        break;
    }
    case RegistryEvent::Kind::Removed:
        m_entries.remove(event.path);
        break;
    case RegistryEvent::Kind::Reset:
        m_entries.removeIf([](const auto &it) {
            it.value().sources.setFlag(StreamSource::Registry, false);
            return !it.value().sources;
        });
        break;
    }
    scheduleRowsChanged();
}

void StreamCatalog::note(const QByteArray &path, const DurableStreams::StreamInfo &info)
{
    const auto it = m_entries.find(path);
    if (it == m_entries.end()) {
        return;
    }
    const StreamEntry before = *it;
    if (!info.contentType.isEmpty()) {
        it->contentType = info.contentType;
    }
    it->state = info.closed ? StreamEntry::State::Closed : StreamEntry::State::Open;
    if (*it != before) {
        Q_EMIT entryChanged(path);
    }
}

void StreamCatalog::noteState(const QByteArray &path, StreamEntry::State state)
{
    const auto it = m_entries.find(path);
    if (it != m_entries.end() && std::exchange(it->state, state) != state) {
        Q_EMIT entryChanged(path);
    }
}

void StreamCatalog::scheduleRowsChanged()
{
    if (std::exchange(m_rowsChangePending, true)) {
        return;
    }
    QTimer::singleShot(0ms, this, [this] {
        m_rowsChangePending = false;
        Q_EMIT rowsChanged();
    });
}

} // namespace Tailwater

#include "moc_streamcatalog.cpp"
