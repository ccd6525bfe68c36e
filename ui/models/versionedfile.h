// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonObject>
#include <QString>

#include <expected>

namespace Tailwater {

//! \brief A JSON file of ours: it says what it is and in which version, and is written whole or not at
//! all, readable for its owner only. Value type.
class VersionedFile
{
public:
    //! \brief The file at \a path, with content of this \a kind, in versions up to \a version.
    VersionedFile(const QString &path, const QString &kind, int version);

    const QString &path() const { return m_path; }
    //! \brief The content; empty if there is no file. One that is damaged, newer or something else is
    //! renamed, and setAside() says what it is called then.
    QJsonObject read();
    const QString &setAside() const { return m_setAside; }
    //! \brief Replaces the file, or says in a sentence why that failed.
    std::expected<void, QString> write(const QJsonObject &content) const;

    //! \brief What write() would write.
    QByteArray toBytes(const QJsonObject &content) const;
    //! \brief The content of \a bytes, or in a sentence why it cannot be used.
    std::expected<QJsonObject, QString> fromBytes(const QByteArray &bytes) const;

private:
    QString m_path;
    QString m_kind;
    int m_version;
    QString m_setAside;
};

} // namespace Tailwater
