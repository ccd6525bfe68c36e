// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "settings/settings.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMetaEnum>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr qsizetype StreamLimit = 500;

QString keyOf(const QUrl &url)
{
    return QString::fromLatin1(url.toEncoded(QUrl::RemoveUserInfo).toPercentEncoding());
}

QByteArray toJson(const QHash<QByteArray, StreamFacts> &all)
{
    QJsonObject list;
    for (const auto &[path, facts] : all.asKeyValueRange()) {
        QJsonObject object { { "opened"_L1, facts.firstOpened.toString(Qt::ISODate) } };
        if (!facts.note.isEmpty()) {
            object.insert("note"_L1, facts.note);
        }
        if (!facts.forkedFrom.isEmpty()) {
            object.insert("forkedFrom"_L1, QString::fromLatin1(facts.forkedFrom));
            object.insert("forkOffset"_L1, QString::fromLatin1(facts.forkOffset));
            object.insert("forkSubOffset"_L1, QString::number(facts.forkSubOffset));
            object.insert("forkBoundary"_L1, QString::fromLatin1(facts.forkBoundary));
            object.insert("forkInherited"_L1, QString::number(facts.forkInherited));
        }
        if (!facts.captures.isEmpty()) {
            object.insert("captures"_L1, QJsonArray::fromStringList(facts.captures));
        }
        list.insert(QString::fromLatin1(path), object);
    }
    return QJsonDocument(list).toJson(QJsonDocument::Compact);
}

QHash<QByteArray, StreamFacts> factsFromJson(const QByteArray &text)
{
    QHash<QByteArray, StreamFacts> all;
    const QJsonObject list = QJsonDocument::fromJson(text).object();
    for (auto it = list.constBegin(); it != list.constEnd(); ++it) {
        const QJsonObject object = it->toObject();
        all.insert(it.key().toLatin1(),
                   { .firstOpened
                     = QDateTime::fromString(object.value("opened"_L1).toString(), Qt::ISODate),
                     .note = object.value("note"_L1).toString(),
                     .forkedFrom = object.value("forkedFrom"_L1).toString().toLatin1(),
                     .forkOffset = object.value("forkOffset"_L1).toString().toLatin1(),
                     .forkSubOffset = object.value("forkSubOffset"_L1).toString().toULongLong(),
                     .forkBoundary = object.value("forkBoundary"_L1).toString().toLatin1(),
                     .forkInherited = object.value("forkInherited"_L1).toString().toULongLong(),
                     .captures = object.value("captures"_L1).toVariant().toStringList() });
    }
    return all;
}

} // namespace

Settings::Settings(const QString &path)
    : m_settings(prepare(path, &m_setAside), QSettings::IniFormat)
    , m_drafts(QFileInfo(path).absolutePath() + u"/drafts"_s)
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

bool Settings::restoresSession() const
{
    return m_settings.value("session/restore"_L1, true).toBool();
}

void Settings::setRestoresSession(bool restores)
{
    m_settings.setValue("session/restore"_L1, restores);
}

bool Settings::asksForVisible() const
{
    return m_settings.value("explorer/asks"_L1, true).toBool();
}

void Settings::setAsksForVisible(bool asks)
{
    m_settings.setValue("explorer/asks"_L1, asks);
}

void Settings::reset()
{
    m_settings.clear();
    m_settings.setValue("format/version"_L1, FormatVersion);
    m_settings.sync();
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

Settings::Streams Settings::streams(const QUrl &server) const
{
    const auto read = [&](const QString &list) {
        QList<QByteArray> paths;
        for (const QString &path : m_settings.value(list + keyOf(server)).toStringList()) {
            paths.append(path.toLatin1());
        }
        return paths;
    };
    return { read(u"streams/"_s), read(u"imported/"_s), read(u"favourites/"_s), read(u"recent/"_s),
             factsFromJson(m_settings.value(u"facts/"_s + keyOf(server)).toByteArray()) };
}

void Settings::setStreams(const QUrl &server, const Streams &streams)
{
    const auto write = [&](const QString &list, const QList<QByteArray> &paths) {
        QStringList texts;
        for (const QByteArray &path : paths) {
            texts.append(QString::fromLatin1(path));
        }
        if (texts.isEmpty()) {
            m_settings.remove(list + keyOf(server));
        } else {
            m_settings.setValue(list + keyOf(server), texts);
        }
    };
    write(u"streams/"_s, streams.added);
    write(u"imported/"_s, streams.imported);
    write(u"favourites/"_s, streams.favourites);
    write(u"recent/"_s, streams.recent);
    if (streams.facts.isEmpty()) {
        m_settings.remove(u"facts/"_s + keyOf(server));
    } else {
        m_settings.setValue(u"facts/"_s + keyOf(server), toJson(streams.facts));
    }
}

QHash<QString, KeptDraft> Settings::drafts()
{
    QHash<QString, KeptDraft> drafts = m_drafts.read();
    // They were kept in this file before.
    const int size = m_settings.beginReadArray("drafts"_L1);
    for (int i = 0; i < size; ++i) {
        m_settings.setArrayIndex(i);
        const QString stream = m_settings.value("stream"_L1).toString();
        if (!drafts.contains(stream)) {
            drafts.insert(stream, draftFrom(m_settings.value("text"_L1).toString(),
                                            m_settings.value("details"_L1).toByteArray()));
        }
    }
    m_settings.endArray();
    if (size > 0) {
        m_drafts.keepAll(drafts);
        m_settings.remove("drafts"_L1);
    }
    return drafts;
}

void Settings::setDrafts(const QHash<QString, KeptDraft> &drafts)
{
    m_drafts.keepAll(drafts);
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

DurableStreams::Offset Settings::initialOffset(const QUrl &stream) const
{
    return DurableStreams::Offset(
        m_settings.value("origins/"_L1 + keyOf(stream.adjusted(QUrl::RemoveQuery))).toByteArray());
}

void Settings::setInitialOffset(const QUrl &stream, const DurableStreams::Offset &offset)
{
    const QString key = "origins/"_L1 + keyOf(stream.adjusted(QUrl::RemoveQuery));
    if (offset.isNull()) {
        m_settings.remove(key);
    } else {
        m_settings.setValue(key, offset.token());
    }
}

QString Settings::payloadTheme(bool dark) const
{
    return m_settings.value(dark ? "view/darkColours"_L1 : "view/lightColours"_L1).toString();
}

void Settings::setPayloadTheme(bool dark, const QString &name)
{
    m_settings.setValue(dark ? "view/darkColours"_L1 : "view/lightColours"_L1, name);
}

QStringList Settings::recentFilters() const
{
    return m_settings.value("filters/recent"_L1).toStringList();
}

QStringList Settings::savedFilters() const
{
    return m_settings.value("filters/saved"_L1).toStringList();
}

void Settings::setFilters(const QStringList &recent, const QStringList &saved)
{
    m_settings.setValue("filters/recent"_L1, recent);
    m_settings.setValue("filters/saved"_L1, saved);
}

QStringList Settings::recentCaptures() const
{
    return m_settings.value("captures/recent"_L1).toStringList();
}

void Settings::setRecentCaptures(const QStringList &files)
{
    m_settings.setValue("captures/recent"_L1, files);
}

QStringList Settings::rowRules() const
{
    return m_settings.value("rules/rows"_L1).toStringList();
}

void Settings::setRowRules(const QStringList &rules)
{
    m_settings.setValue("rules/rows"_L1, rules);
}

std::pair<quint64, quint64>
Settings::rowsAround(const std::pair<quint64, quint64> &standard) const
{
    return { m_settings.value("rules/rowsBefore"_L1, standard.first).toULongLong(),
             m_settings.value("rules/rowsAfter"_L1, standard.second).toULongLong() };
}

void Settings::setRowsAround(const std::pair<quint64, quint64> &rows)
{
    m_settings.setValue("rules/rowsBefore"_L1, rows.first);
    m_settings.setValue("rules/rowsAfter"_L1, rows.second);
}

} // namespace Tailwater
