// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/missingsecrets.h"

#include "models/connection.h"

#include <QCoreApplication>
#include <QHash>
#include <QMutex>

#include <optional>

namespace Tailwater {

using namespace Qt::StringLiterals;

namespace {

//! The context of the translations.
struct MissingText
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::MissingSecrets)
};

struct Note
{
    QStringList places;
    MissingSecrets::Why why = MissingSecrets::Why::KeptUntilQuit;
};

struct Notes
{
    QMutex mutex;
    QHash<QString, Note> byId;
};

Notes &notes()
{
    static Notes all;
    return all;
}

//! What was noted of \a connection and is true of it.
std::optional<Note> noteOf(const Connection &connection)
{
    Note note;
    {
        const QMutexLocker locker(&notes().mutex);
        const auto found = notes().byId.constFind(connection.id);
        if (connection.id.isEmpty() || found == notes().byId.cend()) {
            return std::nullopt;
        }
        note = *found;
    }
    const QStringList empty = MissingSecrets::emptyIn(connection);
    note.places.removeIf([&empty](const QString &place) { return !empty.contains(place); });
    return note.places.isEmpty() ? std::nullopt : std::optional(note);
}

QString untilQuit(const Connection &connection, const QStringList &places)
{
    using Kind = Authentication::Kind;
    const QString place = places.size() == 1 ? places.first() : QString();
    if (place == "authorization"_L1 && connection.authentication.kind == Kind::Basic) {
        return MissingText::tr("The password was kept only until you quit.");
    }
    if (place == "authorization"_L1 && connection.authentication.kind == Kind::Bearer) {
        return MissingText::tr("The token was kept only until you quit.");
    }
    if (place == "proxy"_L1) {
        return MissingText::tr("The password of the proxy was kept only until you quit.");
    }
    return MissingText::tr("The secrets of this connection were kept only until you quit.");
}

} // namespace

void MissingSecrets::note(const QString &id, const QStringList &places, Why why)
{
    const QMutexLocker locker(&notes().mutex);
    notes().byId.insert(id, { places, why });
}

void MissingSecrets::forget(const QString &id)
{
    const QMutexLocker locker(&notes().mutex);
    notes().byId.remove(id);
}

QStringList MissingSecrets::of(const Connection &connection)
{
    const auto note = noteOf(connection);
    return note ? note->places : QStringList();
}

QString MissingSecrets::why(const Connection &connection)
{
    const auto note = noteOf(connection);
    if (!note) {
        return {};
    }
    switch (note->why) {
    case Why::KeptUntilQuit:
        return untilQuit(connection, note->places);
    case Why::NotInKeychain:
        return MissingText::tr("The keychain did not give the secrets of this connection.");
    case Why::Imported:
        return MissingText::tr("This connection was imported, and its secrets were not.");
    }
    return {};
}

QStringList MissingSecrets::emptyIn(const Connection &connection)
{
    QStringList empty;
    const auto note = [&empty](const QString &place, bool isEmpty) {
        if (isEmpty) {
            empty.append(place);
        }
    };
    const ProxyOptions &proxy = connection.proxy;
    note(u"authorization"_s, connection.authentication.kind != Authentication::Kind::None
                                 && connection.authentication.secret.isEmpty());
    const bool asksProxy = proxy.kind == ProxyOptions::Kind::Http
        || proxy.kind == ProxyOptions::Kind::Socks5;
    note(u"proxy"_s, asksProxy && !proxy.user.isEmpty() && proxy.password.isEmpty());
    note(u"key"_s,
         !connection.tls.certificateFile.isEmpty() && connection.tls.keyPassphrase.isEmpty());
    const QHttpHeaders &headers = connection.headers;
    for (qsizetype i = 0; i < headers.size(); ++i) {
        const QLatin1StringView header = headers.nameAt(i);
        note(u"header:"_s + header, connection.isSecret(QByteArray(header.data(), header.size()))
                                        && headers.valueAt(i).isEmpty());
    }
    for (const auto &[parameter, value] : connection.parameters) {
        note(u"parameter:"_s + QString::fromUtf8(parameter),
             connection.isSecret(parameter) && value.isEmpty());
    }
    return empty;
}

} // namespace Tailwater
