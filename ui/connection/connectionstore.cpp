// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connectionstore.h"

#include "models/connectionjson.h"
#include "urlprobe.h"

#include <QJsonArray>
#include <QMetaEnum>
#include <QPointer>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QString newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QString placeName(SecretStore::Place place)
{
    return QString::fromLatin1(
        QMetaEnum::fromType<SecretStore::Place>().valueToKey(int(place)));
}

SecretStore::Place placeFromName(const QString &name)
{
    bool known = false;
    const int value = QMetaEnum::fromType<SecretStore::Place>().keyToValue(
        name.toLatin1().constData(), &known);
    return known ? static_cast<SecretStore::Place>(value) : SecretStore::Place::UntilQuit;
}

} // namespace

ConnectionStore::ConnectionStore(const QString &path, SecretStore *secrets, QObject *parent)
    : QObject(parent)
    , m_file(path, u"tailwater-connections"_s, FormatVersion)
    , m_secrets(secrets)
{
    for (const QJsonValue &value : m_file.read().value("connections"_L1).toArray()) {
        if (auto connection = connectionFromJson(value.toObject());
            connection && !connection->id.isEmpty()) {
            m_places.insert(connection->id, placeFromName(value["secrets"_L1].toString()));
            m_connections.append(*connection);
        }
    }
}

ConnectionStore::~ConnectionStore() = default;

std::optional<Connection> ConnectionStore::find(const QString &id) const
{
    for (const Connection &known : m_connections) {
        if (known.id == id) {
            return known;
        }
    }
    return std::nullopt;
}

std::optional<Connection> ConnectionStore::findByUrl(const QUrl &url) const
{
    const QUrl root = UrlProbe::rootOf(url);
    for (const Connection &known : m_connections) {
        if (known.baseUrl == root || known.baseUrl == url
            || (known.baseUrl.isParentOf(url) && !known.baseUrl.path().isEmpty())) {
            return known;
        }
    }
    return std::nullopt;
}

SecretStore::Place ConnectionStore::placeOf(const QString &id) const
{
    return m_places.value(id, m_secrets->hasKeychain() ? SecretStore::Place::Keychain
                                                       : SecretStore::Place::UntilQuit);
}

void ConnectionStore::load(const Connection &connection,
                           const std::function<void(const Connection &)> &loaded)
{
    m_secrets->find(connection.id, placeOf(connection.id),
                    [connection, loaded](const SecretStore::Secrets &secrets) {
                        Connection whole = connection;
                        if (!secrets.isEmpty()) {
                            whole.setSecrets(secrets);
                        }
                        loaded(whole);
                    });
}

Connection ConnectionStore::save(const Connection &connection,
                                 std::optional<SecretStore::Place> place)
{
    Connection saved = connection;
    if (saved.id.isEmpty()) {
        // The same server twice in the list says nothing.
        const auto known = findByUrl(saved.baseUrl);
        saved.id = known ? known->id : newId();
    }
    const SecretStore::Place wanted = place.value_or(placeOf(saved.id));
    m_connections.removeIf([&](const Connection &other) { return other.id == saved.id; });
    m_connections.prepend(saved.withoutSecrets());
    m_places.insert(saved.id, wanted);
    write();
    m_secrets->keep(saved.id, saved.secrets(), wanted,
                    [self = QPointer(this), id = saved.id, wanted](SecretStore::Place kept,
                                                                   const QString &why) {
                        if (self && kept != wanted) {
                            self->m_places.insert(id, kept);
                            self->write();
                            Q_EMIT self->secretsKeptElsewhere(id, kept, why);
                        }
                    });
    Q_EMIT changed();
    return saved;
}

Connection ConnectionStore::noteUsed(const Connection &connection)
{
    if (!find(connection.id)) {
        // Nobody was asked where its secrets may be kept.
        return save(connection, SecretStore::Place::UntilQuit);
    }
    // What was only for this time, such as read-only, is not kept.
    const auto at = std::ranges::find(m_connections, connection.id, &Connection::id);
    m_connections.move(at - m_connections.begin(), 0);
    write();
    Q_EMIT changed();
    return connection;
}

void ConnectionStore::remove(const QString &id)
{
    if (m_connections.removeIf([&](const Connection &known) { return known.id == id; }) > 0) {
        m_places.remove(id);
        m_secrets->forget(id);
        write();
        Q_EMIT changed();
    }
}

QJsonObject ConnectionStore::toObject() const
{
    QJsonArray array;
    for (const Connection &connection : m_connections) {
        QJsonObject object = toJson(connection);
        object.insert("secrets"_L1, placeName(placeOf(connection.id)));
        array.append(object);
    }
    return { { "connections"_L1, array } };
}

void ConnectionStore::write()
{
    if (const auto written = m_file.write(toObject()); !written) {
        Q_EMIT writingFailed(written.error());
    }
}

QByteArray ConnectionStore::exported() const
{
    return m_file.toBytes(toObject());
}

std::expected<int, QString> ConnectionStore::importFrom(const QByteArray &bytes)
{
    const auto content = m_file.fromBytes(bytes);
    if (!content) {
        return std::unexpected(content.error());
    }
    int count = 0;
    for (const QJsonValue &value : content->value("connections"_L1).toArray()) {
        auto connection = connectionFromJson(value.toObject());
        if (!connection) {
            continue;
        }
        if (connection->id.isEmpty() || find(connection->id)) {
            connection->id = newId();
        }
        m_connections.append(connection->withoutSecrets());
        ++count;
    }
    write();
    Q_EMIT changed();
    return count;
}

} // namespace Tailwater

#include "moc_connectionstore.cpp"
