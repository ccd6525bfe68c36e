// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "streamcatalog.h"

#include "registryevent.h"

#include <QtCore/QTimer>

#include <algorithm>
#include <utility>

namespace DurableStreams {

using namespace std::chrono_literals;

namespace {

// With its slash at the end.
QString rootPath(const QUrl &base)
{
    const QString root = base.path(QUrl::FullyEncoded);
    return root.endsWith(u'/') ? root : root + u'/';
}

} // namespace

bool isReserved(const QByteArray &path)
{
    return path == "__registry__" || path == "__presence__" || path == "__ds"
        || path.startsWith("__ds/");
}

QUrl streamUrl(const QUrl &base, const QByteArray &path)
{
    QUrl url = base;
    url.setQuery(QString());
    url.setFragment(QString());
    const QString encoded = QString::fromLatin1(path);
    url.setPath(encoded.startsWith(u'/') ? encoded : rootPath(base) + encoded, QUrl::TolerantMode);
    return url;
}

QByteArray pathBelow(const QUrl &base, const QUrl &url)
{
    const QString root = rootPath(base);
    const QString path = url.path(QUrl::FullyEncoded);
    return path.startsWith(root) && path.size() > root.size() ? path.mid(root.size()).toLatin1()
                                                              : path.toLatin1();
}

class StreamCatalogPrivate
{
public:
    explicit StreamCatalogPrivate(StreamCatalog *catalog)
        : q(catalog)
    {
    }

    StreamEntry &add(const QByteArray &path, StreamSource source);
    void scheduleRowsChanged();

    StreamCatalog *q;
    QUrl baseUrl;
    QHash<QByteArray, StreamEntry> entries;
    bool rowsChangePending = false;
};

StreamEntry &StreamCatalogPrivate::add(const QByteArray &path, StreamSource source)
{
    StreamEntry &entry = entries[path];
    entry.path = path;
    entry.sources |= source;
    return entry;
}

void StreamCatalogPrivate::scheduleRowsChanged()
{
    if (std::exchange(rowsChangePending, true)) {
        return;
    }
    QTimer::singleShot(0ms, q, [this] {
        rowsChangePending = false;
        Q_EMIT q->rowsChanged();
    });
}

StreamCatalog::StreamCatalog(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<StreamCatalogPrivate>(this))
{
}

StreamCatalog::~StreamCatalog() = default;

QUrl StreamCatalog::baseUrl() const
{
    return d->baseUrl;
}

void StreamCatalog::setBaseUrl(const QUrl &url)
{
    if (std::exchange(d->baseUrl, url) != url) {
        d->entries.clear();
        d->scheduleRowsChanged();
    }
}

qsizetype StreamCatalog::size() const
{
    return d->entries.size();
}

std::optional<StreamEntry> StreamCatalog::entry(const QByteArray &path) const
{
    const auto it = d->entries.constFind(path);
    return it == d->entries.cend() ? std::nullopt : std::optional(*it);
}

const QHash<QByteArray, StreamEntry> &StreamCatalog::entries() const
{
    return d->entries;
}

void StreamCatalog::addByHand(const QByteArray &path, const QByteArray &contentType)
{
    const bool isNew = !d->entries.contains(path);
    StreamEntry &entry = d->add(path, StreamSource::Added);
    if (!contentType.isEmpty()) {
        entry.contentType = contentType;
    }
    if (isNew) {
        d->scheduleRowsChanged();
    } else {
        Q_EMIT entryChanged(path);
    }
}

void StreamCatalog::removeFromList(const QByteArray &path)
{
    if (d->entries.remove(path)) {
        d->scheduleRowsChanged();
    }
}

QList<QByteArray> StreamCatalog::addedByHand() const
{
    QList<QByteArray> paths;
    for (const StreamEntry &entry : std::as_const(d->entries)) {
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
        StreamEntry &entry = d->add(event.path, StreamSource::Registry);
        if (!event.contentType.isEmpty()) {
            entry.contentType = event.contentType;
        }
        entry.state = StreamEntry::State::Unknown;
        break;
    }
    case RegistryEvent::Kind::Removed:
        d->entries.remove(event.path);
        break;
    case RegistryEvent::Kind::Reset:
        keepOnly(StreamSource::Registry, {});
        break;
    }
    d->scheduleRowsChanged();
}

void StreamCatalog::applyListing(const QList<SubscriptionLink> &streams)
{
    for (const SubscriptionLink &stream : streams) {
        d->add(stream.path, StreamSource::Scan);
    }
    d->scheduleRowsChanged();
}

void StreamCatalog::keepOnly(StreamSource source, const QSet<QByteArray> &paths)
{
    d->entries.removeIf([source, &paths](const auto &it) {
        if (!paths.contains(it.key())) {
            it.value().sources.setFlag(source, false);
        }
        return !it.value().sources;
    });
    d->scheduleRowsChanged();
}

void StreamCatalog::note(const QByteArray &path, const StreamInfo &info)
{
    const auto it = d->entries.find(path);
    if (it == d->entries.end()) {
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
    const auto it = d->entries.find(path);
    if (it != d->entries.end() && std::exchange(it->state, state) != state) {
        Q_EMIT entryChanged(path);
    }
}

} // namespace DurableStreams

#include "moc_streamcatalog.cpp"
