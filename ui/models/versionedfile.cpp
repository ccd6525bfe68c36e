// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/versionedfile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

namespace Tailwater {

using namespace Qt::StringLiterals;

namespace {

struct FileText
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::VersionedFile)
};

} // namespace

VersionedFile::VersionedFile(const QString &path, const QString &kind, int version)
    : m_path(path)
    , m_kind(kind)
    , m_version(version)
{
}

QJsonObject VersionedFile::read()
{
    QFile file(m_path);
    if (!file.exists()) {
        return {};
    }
    if (file.open(QIODevice::ReadOnly)) {
        if (const auto content = fromBytes(file.readAll())) {
            return *content;
        }
        file.close();
    }
    const QString aside = m_path + u".aside-"_s
        + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss-zzz"_s);
    if (QFile::rename(m_path, aside)) {
        m_setAside = aside;
    }
    return {};
}

std::expected<void, QString> VersionedFile::write(const QJsonObject &content) const
{
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    QSaveFile file(m_path);
    if (file.open(QIODevice::WriteOnly)) {
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        file.write(toBytes(content));
        if (file.commit()) {
            return {};
        }
    }
    return std::unexpected(
        FileText::tr("%1 cannot be written: %2").arg(m_path, file.errorString()));
}

QByteArray VersionedFile::toBytes(const QJsonObject &content) const
{
    QJsonObject whole = content;
    whole.insert("format"_L1, m_kind);
    whole.insert("version"_L1, m_version);
    return QJsonDocument(whole).toJson();
}

std::expected<QJsonObject, QString> VersionedFile::fromBytes(const QByteArray &bytes) const
{
    QJsonParseError fault {};
    QJsonObject content = QJsonDocument::fromJson(bytes, &fault).object();
    if (fault.error != QJsonParseError::NoError || content.value("format"_L1) != m_kind) {
        return std::unexpected(FileText::tr("This is not a file of this kind, or it is damaged."));
    }
    const int version = content.value("version"_L1).toInt();
    if (version < 1 || version > m_version) {
        return std::unexpected(FileText::tr("This file is from a newer version of Tailwater."));
    }
    content.remove("format"_L1);
    content.remove("version"_L1);
    return content;
}

} // namespace Tailwater
