// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connectionstore.h"

#include "models/connectionjson.h"
#include "models/missingsecrets.h"
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
            const QJsonObject object = value.toObject();
            m_kept.insert(connection->id,
                          { .place = placeFromName(object.value("secrets"_L1).toString()),
                            .secrets = secretsOf(object, *connection),
                            .imported = object.value("imported"_L1).toBool() });
            m_connections.append(*connection);
        }
    }
}

ConnectionStore::~ConnectionStore() = default;

// A file from before they were listed: what looks as if there was one.
QStringList ConnectionStore::secretsOf(const QJsonObject &object, const Connection &connection)
{
    const QJsonValue listed = object.value("kept"_L1);
    if (!listed.isArray()) {
        QStringList likely = MissingSecrets::emptyIn(connection);
        likely.removeAll(u"key"_s);
        return likely;
    }
    QStringList places;
    for (const QJsonValue &place : listed.toArray()) {
        places.append(place.toString());
    }
    return places;
}

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
    const auto kept = m_kept.constFind(id);
    return kept != m_kept.cend() && !kept->imported ? kept->place
        : m_secrets->hasKeychain()                  ? SecretStore::Place::Keychain
                                                    : SecretStore::Place::UntilQuit;
}

void ConnectionStore::load(const Connection &connection,
                           const std::function<void(const Connection &)> &loaded)
{
    using Why = MissingSecrets::Why;
    const SecretStore::Place place = placeOf(connection.id);
    const Kept kept = m_kept.value(connection.id);
    const Why why = kept.imported                     ? Why::Imported
        : place == SecretStore::Place::Keychain       ? Why::NotInKeychain
                                                      : Why::KeptUntilQuit;
    m_secrets->find(connection.id, place,
                    [connection, loaded, kept, why](const SecretStore::Secrets &secrets) {
                        Connection whole = connection;
                        if (!secrets.isEmpty()) {
                            whole.setSecrets(secrets);
                        }
                        QStringList missing = kept.secrets;
                        missing.removeIf([&](const QString &one) { return secrets.contains(one); });
                        MissingSecrets::note(whole.id, missing, why);
                        loaded(whole);
                    });
}

Connection ConnectionStore::save(const Connection &connection,
                                 std::optional<SecretStore::Place> place)
{
    Connection saved = connection;
    if (saved.id.isEmpty()) {
        // Never that of a kept one, whose guard and secrets nobody meant to give up.
        saved.id = newId();
    }
    const SecretStore::Place wanted = place.value_or(placeOf(saved.id));
    m_connections.removeIf([&](const Connection &other) { return other.id == saved.id; });
    m_connections.prepend(saved.withoutSecrets());
    m_kept.insert(saved.id, { .place = wanted, .secrets = saved.secrets().keys() });
    MissingSecrets::forget(saved.id);
    write();
    m_secrets->keep(saved.id, saved.secrets(), wanted,
                    [self = QPointer(this), id = saved.id, wanted](SecretStore::Place kept,
                                                                   const QString &why) {
                        if (self && kept != wanted) {
                            self->m_kept[id].place = kept;
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
        m_kept.remove(id);
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
        const Kept kept = m_kept.value(connection.id);
        object.insert("secrets"_L1, placeName(placeOf(connection.id)));
        object.insert("kept"_L1, QJsonArray::fromStringList(kept.secrets));
        if (kept.imported) {
            object.insert("imported"_L1, true);
        }
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
        m_kept.insert(connection->id, { .secrets = secretsOf(value.toObject(), *connection),
                                        .imported = true });
        m_connections.append(connection->withoutSecrets());
        ++count;
    }
    write();
    Q_EMIT changed();
    return count;
}

} // namespace Tailwater

#include "moc_connectionstore.cpp"
