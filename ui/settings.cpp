// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "settings.h"

#include <QDir>
#include <QFile>
#include <QMetaEnum>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr qsizetype RecentLimit = 10;
constexpr qsizetype StreamLimit = 500;

QString keyOf(const QUrl &url)
{
    return QString::fromLatin1(url.toEncoded(QUrl::RemoveUserInfo).toPercentEncoding());
}

} // namespace

Settings::Settings(const QString &path)
    : m_settings(prepare(path, &m_setAside), QSettings::IniFormat)
{
    m_settings.setValue("format/version"_L1, FormatVersion);
}

QString Settings::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation)
        + "/tailwater.ini"_L1;
}

QString Settings::prepare(const QString &path, QString *setAside)
{
    if (!QFile::exists(path)) {
        return path;
    }
    const QSettings old(path, QSettings::IniFormat);
    // Every file of ours has a version; one without is something else, or damaged.
    const int version = old.value("format/version"_L1, 0).toInt();
    if (old.status() != QSettings::NoError || version > FormatVersion || version < 1) {
        *setAside = path + u".aside-"_s
            + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
        if (!QFile::rename(path, *setAside)) {
            setAside->clear();
        }
    }
    return path;
}

Theme::Appearance Settings::appearance() const
{
    const QByteArray name = m_settings.value("window/appearance"_L1).toString().toLatin1();
    bool known = false;
    const int value = QMetaEnum::fromType<Theme::Appearance>().keyToValue(name.constData(), &known);
    return known ? static_cast<Theme::Appearance>(value) : Theme::Appearance::System;
}

void Settings::setAppearance(Theme::Appearance appearance)
{
    m_settings.setValue("window/appearance"_L1,
                        QString::fromLatin1(QMetaEnum::fromType<Theme::Appearance>().valueToKey(
                            int(appearance))));
}

QByteArray Settings::windowGeometry() const
{
    return m_settings.value("window/geometry"_L1).toByteArray();
}

QByteArray Settings::windowState() const
{
    return m_settings.value("window/state"_L1).toByteArray();
}

void Settings::setWindow(const QByteArray &geometry, const QByteArray &state)
{
    m_settings.setValue("window/geometry"_L1, geometry);
    m_settings.setValue("window/state"_L1, state);
}

QList<Connection> Settings::recentConnections() const
{
    QList<Connection> list;
    auto &settings = const_cast<QSettings &>(m_settings);
    const int size = settings.beginReadArray("recent"_L1);
    for (int i = 0; i < size; ++i) {
        settings.setArrayIndex(i);
        Connection connection;
        connection.id = settings.value("id"_L1).toString();
        connection.name = settings.value("name"_L1).toString();
        connection.baseUrl = QUrl(settings.value("url"_L1).toString());
        connection.registryPath
            = settings.value("registry"_L1, connection.registryPath).toString();
        connection.readOnly = settings.value("readOnly"_L1, false).toBool();
        if (connection.baseUrl.isValid() && !connection.baseUrl.isEmpty()) {
            list.append(connection);
        }
    }
    settings.endArray();
    return list;
}

void Settings::addRecent(const Connection &connection)
{
    QList<Connection> list = recentConnections();
    list.removeIf([&](const Connection &other) { return other.baseUrl == connection.baseUrl; });
    list.prepend(connection);
    list = list.first(qMin(list.size(), RecentLimit));
    m_settings.beginWriteArray("recent"_L1, int(list.size()));
    for (int i = 0; i < int(list.size()); ++i) {
        m_settings.setArrayIndex(i);
        m_settings.setValue("id"_L1, list.at(i).id);
        m_settings.setValue("name"_L1, list.at(i).name);
        // User info and query may hold a secret.
        m_settings.setValue("url"_L1,
                            list.at(i).baseUrl.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery
                                                        | QUrl::FullyEncoded));
        m_settings.setValue("registry"_L1, list.at(i).registryPath);
        m_settings.setValue("readOnly"_L1, list.at(i).readOnly);
    }
    m_settings.endArray();
}

QList<QByteArray> Settings::addedStreams(const QUrl &server) const
{
    QList<QByteArray> paths;
    for (const QString &path : m_settings.value("streams/"_L1 + keyOf(server)).toStringList()) {
        paths.append(path.toLatin1());
    }
    return paths;
}

void Settings::setAddedStreams(const QUrl &server, const QList<QByteArray> &paths)
{
    QStringList list;
    for (const QByteArray &path : paths) {
        list.append(QString::fromLatin1(path));
    }
    m_settings.setValue("streams/"_L1 + keyOf(server), list);
}

QHash<QString, QString> Settings::drafts() const
{
    QHash<QString, QString> drafts;
    auto &settings = const_cast<QSettings &>(m_settings);
    const int size = settings.beginReadArray("drafts"_L1);
    for (int i = 0; i < size; ++i) {
        settings.setArrayIndex(i);
        drafts.insert(settings.value("stream"_L1).toString(), settings.value("text"_L1).toString());
    }
    settings.endArray();
    return drafts;
}

void Settings::setDrafts(const QHash<QString, QString> &drafts)
{
    m_settings.remove("drafts"_L1);
    m_settings.beginWriteArray("drafts"_L1, int(drafts.size()));
    int i = 0;
    for (const auto &[stream, text] : drafts.asKeyValueRange()) {
        m_settings.setArrayIndex(i++);
        m_settings.setValue("stream"_L1, stream);
        m_settings.setValue("text"_L1, text);
    }
    m_settings.endArray();
}

QByteArray Settings::streamState(const QUrl &stream) const
{
    return m_settings.value("views/"_L1 + keyOf(stream.adjusted(QUrl::RemoveQuery))).toMap().value(u"state"_s).toByteArray();
}

void Settings::setStreamState(const QUrl &stream, const QByteArray &state)
{
    const QString key = keyOf(stream.adjusted(QUrl::RemoveQuery));
    const QString now = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    m_settings.beginGroup("views"_L1);
    m_settings.setValue(key, QVariantMap { { u"state"_s, state }, { u"used"_s, now } });
    const QStringList keys = m_settings.childKeys();
    if (keys.size() > StreamLimit) {
        const auto used = [this](const QString &other) {
            return m_settings.value(other).toMap().value(u"used"_s).toString();
        };
        m_settings.remove(*std::ranges::min_element(keys, {}, used));
    }
    m_settings.endGroup();
}

QString Settings::payloadTheme(bool dark) const
{
    return m_settings.value(dark ? "view/darkColours"_L1 : "view/lightColours"_L1).toString();
}

void Settings::setPayloadTheme(bool dark, const QString &name)
{
    m_settings.setValue(dark ? "view/darkColours"_L1 : "view/lightColours"_L1, name);
}

} // namespace Tailwater
