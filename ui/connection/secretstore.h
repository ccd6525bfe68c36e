// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QHash>
#include <QMap>
#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace Tailwater {

//! \brief Where secrets are kept by the system. What it claims is not trusted; see SecretStore.
class Keychain
{
public:
    virtual ~Keychain() = default;
    //! \brief Calls \a done with an error in words, or with an empty text.
    virtual void write(const QString &key, const QByteArray &value,
                       const std::function<void(const QString &error)> &done) = 0;
    //! \brief Calls \a done with what is there, or with nothing.
    virtual void read(const QString &key,
                      const std::function<void(const std::optional<QByteArray> &value)> &done) = 0;
    virtual void remove(const QString &key) = 0;

    //! \brief The system's; null if this build has none.
    static std::unique_ptr<Keychain> ofSystem();
};

//! \brief Keeps the secrets of connections: in the system's keychain, until the application quits, or,
//! if the user insists, in a file that says so.
//!
//! A keychain is trusted with a secret only after the secret was read back from it. Whatever happens,
//! the secrets are at hand until the application quits.
class SecretStore : public QObject
{
    Q_OBJECT

public:
    enum class Place { UntilQuit, Keychain, PlainFile };
    Q_ENUM(Place)
    //! As Connection::secrets().
    using Secrets = QMap<QString, QByteArray>;

    //! \brief \a keychain may be null. The plain file is made when it is first asked for.
    SecretStore(std::unique_ptr<Keychain> keychain, const QString &plainFile,
                QObject *parent = nullptr);
    ~SecretStore() override;

    bool hasKeychain() const { return m_keychain != nullptr; }
    const QString &plainFile() const { return m_plainFile; }

    //! \brief Keeps \a secrets of \a id at \a wanted, and nowhere else. \a done hears where they are
    //! kept in fact, and if that is another place, why.
    void keep(const QString &id, const Secrets &secrets, Place wanted,
              const std::function<void(Place place, const QString &why)> &done = {});
    //! \brief Gives the secrets of \a id, none if there are none.
    void find(const QString &id, Place place, const std::function<void(const Secrets &)> &found);
    void forget(const QString &id);

private:
    void writeToKeychain(const QString &id, const QByteArray &value,
                         const std::function<void(Place, const QString &)> &done);
    void writeToFile(const QString &id, const std::optional<Secrets> &secrets);

    std::unique_ptr<Keychain> m_keychain;
    QString m_plainFile;
    QHash<QString, Secrets> m_atHand;
};

} // namespace Tailwater
