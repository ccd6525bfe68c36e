// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"
#include "theme/theme.h"

#include <QHash>
#include <QSettings>

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

    QByteArray windowGeometry() const;
    QByteArray windowState() const;
    void setWindow(const QByteArray &geometry, const QByteArray &state);

    //! \brief Connections used before, the latest first; without headers and parameters.
    QList<Connection> recentConnections() const;
    void addRecent(const Connection &connection);

    //! \brief Streams that the user added to a server.
    QList<QByteArray> addedStreams(const QUrl &server) const;
    void setAddedStreams(const QUrl &server, const QList<QByteArray> &paths);

    //! \brief Texts that were not sent, by the address of their stream.
    QHash<QString, QString> drafts() const;
    void setDrafts(const QHash<QString, QString> &drafts);

    //! \brief What was kept of how the stream at this address is looked at. The oldest are forgotten.
    QByteArray streamState(const QUrl &stream) const;
    void setStreamState(const QUrl &stream, const QByteArray &state);
    //! \brief The name of the colours of payloads, for light and for dark; empty: by the appearance.
    QString payloadTheme(bool dark) const;
    void setPayloadTheme(bool dark, const QString &name);

    void sync() { m_settings.sync(); }

private:
    static QString prepare(const QString &path, QString *setAside);

    QString m_setAside;
    QSettings m_settings;
};

} // namespace Tailwater
