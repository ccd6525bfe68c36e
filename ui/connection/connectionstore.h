// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"
#include "models/versionedfile.h"
#include "secretstore.h"

#include <QObject>

#include <expected>
#include <functional>
#include <optional>

namespace Tailwater {

//! \brief The connections that the user made, the one used last first, in a file without secrets.
class ConnectionStore : public QObject
{
    Q_OBJECT

public:
    static constexpr int FormatVersion = 1;

    //! \brief Reads the file at \a path. \a secrets must outlive the store.
    ConnectionStore(const QString &path, SecretStore *secrets, QObject *parent = nullptr);
    ~ConnectionStore() override;

    //! \brief Where an unusable file was moved to; empty if there was none.
    const QString &setAside() const { return m_file.setAside(); }
    SecretStore *secrets() const { return m_secrets; }

    //! \brief Without secrets; see load().
    const QList<Connection> &connections() const { return m_connections; }
    std::optional<Connection> find(const QString &id) const;
    //! \brief The connection whose streams lie below the root of \a url.
    std::optional<Connection> findByUrl(const QUrl &url) const;
    SecretStore::Place placeOf(const QString &id) const;
    //! \brief Gives \a connection with the secrets that are kept for it, and says which are missing.
    void load(const Connection &connection, const std::function<void(const Connection &)> &loaded);

    //! \brief Keeps \a connection, in front. With the id of a kept one it takes its place; without an
    //! id it becomes a further one, whatever its address. Its secrets go to \a place if that is given,
    //! else to where they were.
    Connection save(const Connection &connection, std::optional<SecretStore::Place> place = {});
    //! \brief \a connection was connected to: it comes first. Secrets that are kept stay as they are.
    Connection noteUsed(const Connection &connection);
    void remove(const QString &id);

    //! \brief All connections, for another computer: without secrets.
    QByteArray exported() const;
    //! \brief Adds the connections of \a bytes, as exported() gave them; returns how many, or in a
    //! sentence what is wrong. One with the id of a known connection becomes a further one.
    std::expected<int, QString> importFrom(const QByteArray &bytes);

Q_SIGNALS:
    void changed();
    //! \brief The secrets of a connection are kept at another place than was asked for.
    void secretsKeptElsewhere(const QString &id, Tailwater::SecretStore::Place place,
                              const QString &why);
    //! \brief The file could not be written; \a reason is a sentence.
    void writingFailed(const QString &reason);

private:
    //! What is known of the secrets of a connection, besides themselves.
    struct Kept
    {
        SecretStore::Place place = SecretStore::Place::UntilQuit;
        QStringList secrets = {}; //!< the places of those that it has
        bool imported = false; //!< it came without them
    };

    static QStringList secretsOf(const QJsonObject &object, const Connection &connection);
    void write();
    QJsonObject toObject() const;

    VersionedFile m_file;
    SecretStore *m_secrets;
    QList<Connection> m_connections;
    QHash<QString, Kept> m_kept;
};

} // namespace Tailwater
