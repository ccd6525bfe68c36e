// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/enums.h>
#include <durablestreams/streaminfo.h>
#include <durablestreams/subscription.h>

#include <QtCore/QByteArray>
#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QUrl>

#include <memory>
#include <optional>

namespace DurableStreams {

struct RegistryEvent;
class StreamCatalogPrivate;

//! \brief What is known of one stream of a server, from announcements and from HEAD.
struct StreamEntry
{
    Q_GADGET

public:
    //! \brief What the last HEAD said.
    enum class State : quint8 {
        Unknown, //!< no HEAD since it was announced
        Open, //!< it is there and takes appends
        Closed, //!< it is there, and nothing can be appended any more
        Missing, //!< 404: deleted, expired, or never there
        Gone, //!< 410: deleted, but kept for its forks
    };
    Q_ENUM(State)

    //! As in the URL below the stream root, percent-encoded; with a leading `/` if outside of it.
    QByteArray path;
    QByteArray contentType = {}; //!< as announced or served; empty if not known
    StreamSources sources = {}; //!< never none
    State state = State::Unknown; //!< by the last HEAD

    bool operator==(const StreamEntry &) const = default;
};

//! \brief True for what servers and tools keep for themselves: `__registry__`, `__presence__`, `__ds/…`.
bool isReserved(const QByteArray &path);

//! \brief The address of the stream \a path, as in StreamEntry::path, below the stream root \a base.
QUrl streamUrl(const QUrl &base, const QByteArray &path);

//! \brief The path of \a url below \a base, or with a leading `/` if it is outside of it.
QByteArray pathBelow(const QUrl &base, const QUrl &url);

//! \brief The streams of one server that are known, merged from every source, each once.
//!
//! Asks for nothing by itself: StreamDirectory fills it.
class StreamCatalog : public QObject
{
    Q_OBJECT

public:
    //! \brief An empty catalog.
    explicit StreamCatalog(QObject *parent = nullptr);
    ~StreamCatalog() override;

    //! \brief The stream root; setting another one empties the catalog.
    QUrl baseUrl() const;
    //! \brief See baseUrl().
    void setBaseUrl(const QUrl &url);

    //! \brief How many streams are known.
    qsizetype size() const;
    //! \brief What is known of \a path; nothing if it is not listed.
    std::optional<StreamEntry> entry(const QByteArray &path) const;
    //! \brief By path, in no particular order.
    const QHash<QByteArray, StreamEntry> &entries() const;

    //! \brief The user opened or created \a path.
    void addByHand(const QByteArray &path, const QByteArray &contentType = {});
    //! \brief Takes the entry away here; nothing is sent to the server.
    void removeFromList(const QByteArray &path);
    //! \brief The paths with StreamSource::Added, sorted.
    QList<QByteArray> addedByHand() const;

    //! \brief Takes what the registry announced. A stream that was removed goes from every source.
    void apply(const RegistryEvent &event);
    //! \brief Takes what Subscriptions::listStreams() found.
    void applyListing(const QList<SubscriptionLink> &streams);
    //! \brief \a source knows of \a paths and no other: the rest is no longer from there, and goes
    //! if it is from nowhere else.
    void keepOnly(StreamSource source, const QSet<QByteArray> &paths);
    //! \brief Takes what a HEAD or another answer said of \a path; a stream that is not listed stays unlisted.
    void note(const QByteArray &path, const StreamInfo &info);
    //! \brief The same for what only changes the state, such as a 404.
    void noteState(const QByteArray &path, StreamEntry::State state);

Q_SIGNALS:
    //! \brief Entries came or went; many changes of one turn of the event loop come as one signal.
    void rowsChanged();
    //! \brief What is known of one stream has changed.
    void entryChanged(const QByteArray &path);

private:
    friend class StreamCatalogPrivate;
    std::unique_ptr<StreamCatalogPrivate> d;
};

} // namespace DurableStreams
