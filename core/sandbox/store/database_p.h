// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/error.h>

#include <QtCore/QString>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

#include <memory>

namespace DurableStreams::Server {

//! \brief One SQLite database, exclusively ours: in a folder, or in memory.
//!
//! Write-ahead log with full synchronisation: what is committed survives a crash of the machine.
//! Belongs to the thread that opened it.
class Database
{
public:
    //! \param folder empty for a database in memory
    //! \param maxSize in bytes, 0 for no limit
    static Result<std::unique_ptr<Database>> open(const QString &folder, qint64 maxSize);
    ~Database();
    Q_DISABLE_COPY_MOVE(Database)

    //! A prepared, forward-only query; a failure to prepare is a programmer error.
    QSqlQuery prepare(const QString &sql);
    bool run(const QString &sql);
    //! Of the last run().
    const QSqlError &lastError() const { return m_error; }
    //! Nothing more can be written: the disk is full, or a file must not become larger.
    static bool isOutOfSpace(const QSqlError &error);

private:
    Database() = default;
    Result<void> initialise();
    Result<void> checkVersion();
    Error failure(const QString &what, const QString &remedy) const;

    QString m_name;
    QString m_file;
    QSqlDatabase m_connection;
    QSqlError m_error;
};

} // namespace DurableStreams::Server
