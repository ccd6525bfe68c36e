// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "streamentry.h"

#include <QHash>
#include <QObject>
#include <QUrl>

#include <optional>

namespace DurableStreams {
struct StreamInfo;
}

namespace Tailwater {

struct RegistryEvent;

//! \brief The streams of one server that are known, merged from every source, each once.
class StreamCatalog : public QObject
{
    Q_OBJECT

public:
    explicit StreamCatalog(QObject *parent = nullptr);
    ~StreamCatalog() override;

    //! \brief The stream root; setting another one empties the catalog.
    QUrl baseUrl() const { return m_baseUrl; }
    void setBaseUrl(const QUrl &url);

    qsizetype size() const { return m_entries.size(); }
    std::optional<StreamEntry> entry(const QByteArray &path) const;
    const QHash<QByteArray, StreamEntry> &entries() const { return m_entries; }

    //! \brief The user opened or created \a path.
    void addByHand(const QByteArray &path, const QByteArray &contentType = {});
    //! \brief Takes the row away here; nothing is sent to the server.
    void removeFromList(const QByteArray &path);
    QList<QByteArray> addedByHand() const;
    void apply(const RegistryEvent &event);
    //! \brief What a HEAD or another answer said of \a path; a stream that is not listed stays unlisted.
    void note(const QByteArray &path, const DurableStreams::StreamInfo &info);
    void noteState(const QByteArray &path, StreamEntry::State state);

Q_SIGNALS:
    //! \brief Rows came or went; many changes of one turn of the event loop come as one signal.
    void rowsChanged();
    void entryChanged(const QByteArray &path);

private:
    void scheduleRowsChanged();

    QUrl m_baseUrl;
    QHash<QByteArray, StreamEntry> m_entries;
    bool m_rowsChangePending = false;
};

} // namespace Tailwater
