// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "secretstore.h"

#include "models/versionedfile.h"

#include <QFile>
#include <QJsonDocument>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QJsonObject toObject(const SecretStore::Secrets &secrets)
{
    QJsonObject object;
    for (const auto &[place, value] : secrets.asKeyValueRange()) {
        object.insert(place, QString::fromLatin1(value.toBase64()));
    }
    return object;
}

SecretStore::Secrets fromObject(const QJsonObject &object)
{
    SecretStore::Secrets secrets;
    for (auto it = object.begin(); it != object.end(); ++it) {
        secrets.insert(it.key(), QByteArray::fromBase64(it.value().toString().toLatin1()));
    }
    return secrets;
}

VersionedFile plainFileAt(const QString &path)
{
    return { path, u"tailwater-plain-secrets"_s, 1 };
}

} // namespace

SecretStore::SecretStore(std::unique_ptr<Keychain> keychain, const QString &plainFile,
                         QObject *parent)
    : QObject(parent)
    , m_keychain(std::move(keychain))
    , m_plainFile(plainFile)
{
}

SecretStore::~SecretStore() = default;

void SecretStore::keep(const QString &id, const Secrets &secrets, Place wanted,
                       const std::function<void(Place, const QString &)> &done)
{
    const auto report = [done](Place place, const QString &why) {
        if (done) {
            done(place, why);
        }
    };
    m_atHand.insert(id, secrets);
    writeToFile(id, wanted == Place::PlainFile && !secrets.isEmpty() ? std::optional(secrets)
                                                                     : std::nullopt);
    if (wanted == Place::Keychain && !secrets.isEmpty()) {
        if (m_keychain) {
            writeToKeychain(id, QJsonDocument(toObject(secrets)).toJson(QJsonDocument::Compact),
                            report);
        } else {
            report(Place::UntilQuit, tr("This computer has no keychain."));
        }
        return;
    }
    if (m_keychain) {
        m_keychain->remove(id);
    }
    report(wanted, {});
}

void SecretStore::writeToKeychain(const QString &id, const QByteArray &value,
                                  const std::function<void(Place, const QString &)> &done)
{
    m_keychain->write(id, value, [self = QPointer(this), id, value, done](const QString &error) {
        if (!self) {
            return;
        }
        if (!error.isEmpty()) {
            done(Place::UntilQuit, tr("The keychain refused: %1").arg(error));
            return;
        }
        // A keychain that only says it kept something is not a keychain.
        self->m_keychain->read(id, [value, done](const std::optional<QByteArray> &kept) {
            const bool same = kept == value;
            done(same ? Place::Keychain : Place::UntilQuit,
                 same ? QString() : tr("The keychain did not keep it."));
        });
    });
}

void SecretStore::writeToFile(const QString &id, const std::optional<Secrets> &secrets)
{
    if (!secrets && !QFile::exists(m_plainFile)) {
        return;
    }
    VersionedFile file = plainFileAt(m_plainFile);
    QJsonObject content = file.read();
    QJsonObject all = content.value("secrets"_L1).toObject();
    if (secrets) {
        all.insert(id, toObject(*secrets));
    } else {
        all.remove(id);
    }
    if (all.isEmpty()) {
        QFile::remove(m_plainFile);
        return;
    }
    content.insert("secrets"_L1, all);
    content.insert("warning"_L1,
                   u"These secrets can be read by everybody who can read this file."_s);
    (void)file.write(content);
}

void SecretStore::find(const QString &id, Place place,
                       const std::function<void(const Secrets &)> &found)
{
    if (const auto known = m_atHand.constFind(id); known != m_atHand.cend()) {
        found(*known);
    } else if (place == Place::PlainFile) {
        const QJsonObject all
            = plainFileAt(m_plainFile).read().value("secrets"_L1).toObject();
        found(fromObject(all.value(id).toObject()));
    } else if (place == Place::Keychain && m_keychain) {
        m_keychain->read(id, [self = QPointer(this), id,
                              found](const std::optional<QByteArray> &value) {
            if (!self) {
                return;
            }
            const Secrets secrets = fromObject(
                QJsonDocument::fromJson(value.value_or(QByteArray())).object());
            if (value) {
                self->m_atHand.insert(id, secrets);
            }
            found(secrets);
        });
    } else {
        found({});
    }
}

void SecretStore::forget(const QString &id)
{
    m_atHand.remove(id);
    writeToFile(id, std::nullopt);
    if (m_keychain) {
        m_keychain->remove(id);
    }
}

} // namespace Tailwater

#include "moc_secretstore.cpp"
