// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "composer/draftstore.h"
#include "explorer/streamfacts.h"
#include "theme/theme.h"

#include <durablestreams/offset.h>

#include <QHash>
#include <QSettings>
#include <QUrl>

namespace Tailwater {

//! \brief What is kept between two starts. Never a secret.
//!
//! One INI file with a format version. A file of a newer version, or one that cannot be read, is set
//! aside, and setAside() says where it went.
class Settings
{
public:
    static constexpr int FormatVersion = 1;

    //! \brief The user's file, or the one at \a path.
    explicit Settings(const QString &path = defaultPath());

    static QString defaultPath();
    //! \brief Where an unusable file was moved to; empty if there was none.
    const QString &setAside() const { return m_setAside; }

    Theme::Appearance appearance() const;
    void setAppearance(Theme::Appearance appearance);

    //! \brief Whether the tabs of the last session are opened at start; yes unless set.
    bool restoresSession() const;
    void setRestoresSession(bool restores);
    //! \brief Whether the streams in view are asked for by HEAD; yes unless set.
    bool asksForVisible() const;
    void setAsksForVisible(bool asks);

    QByteArray windowGeometry() const;
    QByteArray windowState() const;
    void setWindow(const QByteArray &geometry, const QByteArray &state);

    //! \brief What the user knows of a server besides what it lists itself; paths as StreamEntry::path.
    struct Streams
    {
        QList<QByteArray> added = {};
        QList<QByteArray> imported = {};
        QList<QByteArray> favourites = {};
        QList<QByteArray> recent = {}; //!< the latest first
        QHash<QByteArray, StreamFacts> facts = {};

        bool operator==(const Streams &) const = default;
    };
    Streams streams(const QUrl &server) const;
    void setStreams(const QUrl &server, const Streams &streams);

    //! \brief Texts that were not sent, by the address of their stream.
    QHash<QString, KeptDraft> drafts();
    void setDrafts(const QHash<QString, KeptDraft> &drafts);
    //! \brief Where they are, beside the file.
    DraftStore *draftStore() { return &m_drafts; }

    //! \brief What was kept of how the stream at this address is looked at. The oldest are forgotten.
    QByteArray streamState(const QUrl &stream) const;
    void setStreamState(const QUrl &stream, const QByteArray &state);
    //! \brief The offset before everything of a stream that was created here; null if it is not known.
    DurableStreams::Offset initialOffset(const QUrl &stream) const;
    //! \brief A null \a offset forgets it.
    void setInitialOffset(const QUrl &stream, const DurableStreams::Offset &offset);
    //! \brief The name of the colours of payloads, for light and for dark; empty: by the appearance.
    QString payloadTheme(bool dark) const;
    void setPayloadTheme(bool dark, const QString &name);

    //! \brief Filters that were used, the latest first, and those that the user keeps.
    QStringList recentFilters() const;
    QStringList savedFilters() const;
    void setFilters(const QStringList &recent, const QStringList &saved);
    //! \brief Captures that were written or opened, the latest first.
    QStringList recentCaptures() const;
    void setRecentCaptures(const QStringList &files);
    //! \brief What becomes of rows that pass a filter; see RowRules.
    QStringList rowRules() const;
    void setRowRules(const QStringList &rules);
    //! \brief How many rows are kept before and after one that passed a rule.
    std::pair<quint64, quint64> rowsAround(const std::pair<quint64, quint64> &standard) const;
    void setRowsAround(const std::pair<quint64, quint64> &rows);

    //! \brief As at the first start.
    void reset();
    void sync() { m_settings.sync(); }

private:
    static QString prepare(const QString &path, QString *setAside);

    QString m_setAside;
    QSettings m_settings;
    DraftStore m_drafts;
};

} // namespace Tailwater
