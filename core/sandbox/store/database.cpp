// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "database_p.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QUuid>

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

namespace {

// Codes of SQLite, whose lowest byte says what happened, and the others what to.
constexpr int SqliteBusy = 5;
constexpr int SqliteIoError = 10;
constexpr int SqliteFull = 13;
constexpr int SqliteNoDatabase = 26;
constexpr int FormatVersion = 1;
constexpr int ApplicationId = 0x5457'5342; // "TWSB"
constexpr qint64 BytesPerPage = 8192;

// Chunks are the content: consecutive pieces of at most about 64 KiB, cut at message boundaries.
constexpr auto Schema = {
    uR"(CREATE TABLE streams (
        id INTEGER PRIMARY KEY, path BLOB UNIQUE, content_type BLOB NOT NULL,
        created_at INTEGER NOT NULL, ttl_seconds INTEGER, expires_at INTEGER, expires_text BLOB,
        accessed_at INTEGER NOT NULL, tail INTEGER NOT NULL, closed INTEGER NOT NULL,
        soft_deleted INTEGER NOT NULL,
        fork_source INTEGER, fork_at INTEGER, fork_anchor INTEGER, fork_sub_offset INTEGER,
        writer_sequence BLOB, closer_id BLOB, closer_epoch INTEGER, closer_sequence INTEGER))",
    uR"(CREATE TABLE chunks (
        stream INTEGER NOT NULL, start INTEGER NOT NULL, data BLOB NOT NULL,
        PRIMARY KEY (stream, start)) WITHOUT ROWID)",
    uR"(CREATE TABLE producers (
        stream INTEGER NOT NULL, producer BLOB NOT NULL, epoch INTEGER NOT NULL,
        sequence INTEGER NOT NULL, PRIMARY KEY (stream, producer)) WITHOUT ROWID)",
    uR"(CREATE TABLE subscriptions (
        id BLOB PRIMARY KEY, state BLOB NOT NULL) WITHOUT ROWID)",
};

int codeOf(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xFF;
}

} // namespace

Result<std::unique_ptr<Database>> Database::open(const QString &folder, qint64 maxSize)
{
    std::unique_ptr<Database> database(new Database);
    database->m_name = u"tailwater-sandbox-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    database->m_file
        = folder.isEmpty() ? u":memory:"_s : QDir(folder).absoluteFilePath(u"sandbox.sqlite"_s);
    if (!folder.isEmpty() && !QDir().mkpath(folder)) {
        const QString what = QFileInfo(folder).isFile() ? u"%1 is a file, not a folder."_s
                                                        : u"The folder %1 cannot be created."_s;
        return std::unexpected(Error { .code = ErrorCode::NotSupported,
                                       .message = what.arg(folder),
                                       .remedy = u"Choose a folder that you may write to."_s });
    }
    database->m_connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, database->m_name);
    database->m_connection.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=0"_s);
    database->m_connection.setDatabaseName(database->m_file);
    if (!database->m_connection.open()) {
        return std::unexpected(
            database->failure(u"cannot be opened"_s, u"Choose a folder that you may write to."_s));
    }
    if (const auto ready = database->initialise(); !ready) {
        return std::unexpected(ready.error());
    }
    if (maxSize > 0) {
        database->run(
            u"PRAGMA max_page_count = %1"_s.arg(std::max<qint64>(1, maxSize / BytesPerPage)));
    }
    return database;
}

Database::~Database()
{
    m_connection.close();
    m_connection = {};
    QSqlDatabase::removeDatabase(m_name);
}

Result<void> Database::initialise()
{
    // The exclusive lock is the system's own: it ends with the process, however that ends.
    run(u"PRAGMA page_size = %1"_s.arg(BytesPerPage));
    run(u"PRAGMA locking_mode = EXCLUSIVE"_s);
    if (!run(u"PRAGMA journal_mode = WAL"_s) || !run(u"BEGIN EXCLUSIVE"_s)) {
        if (codeOf(m_error) == SqliteBusy) {
            return std::unexpected(failure(u"is in use by another sandbox"_s,
                                           u"Stop the other one, or choose another folder."_s));
        }
        if (codeOf(m_error) == SqliteNoDatabase) {
            return std::unexpected(
                failure(u"is something else, not a database"_s, u"Choose another folder."_s));
        }
        return std::unexpected(
            isOutOfSpace(m_error)
                ? failure(u"cannot be written"_s, u"Free some space, or choose another folder."_s)
                : failure(u"cannot be written"_s, u"Choose a folder that you may write to."_s));
    }
    run(u"PRAGMA synchronous = FULL"_s);
    const auto checked = checkVersion();
    if (!checked) {
        run(u"ROLLBACK"_s);
        return checked;
    }
    if (!run(u"COMMIT"_s)) {
        return std::unexpected(failure(u"cannot be written"_s, u"Free some space."_s));
    }
    run(u"PRAGMA cache_size = -16384"_s);
    run(u"PRAGMA wal_autocheckpoint = 2000"_s);
    run(u"PRAGMA journal_size_limit = 33554432"_s);
    return {};
}

Result<void> Database::checkVersion()
{
    QSqlQuery version = prepare(u"PRAGMA user_version"_s);
    QSqlQuery application = prepare(u"PRAGMA application_id"_s);
    QSqlQuery tables = prepare(u"SELECT count(*) FROM sqlite_schema"_s);
    if (!version.exec() || !version.next() || !application.exec() || !application.next()
        || !tables.exec() || !tables.next()) {
        return std::unexpected(failure(u"cannot be read"_s, u"Choose another folder."_s));
    }
    const int found = version.value(0).toInt();
    if (tables.value(0).toInt() == 0) {
        version.finish();
        application.finish();
        tables.finish();
        bool created = true;
        for (const QStringView statement : Schema) {
            created = created && run(statement.toString());
        }
        created = created && run(u"PRAGMA user_version = %1"_s.arg(FormatVersion))
            && run(u"PRAGMA application_id = %1"_s.arg(ApplicationId));
        return created ? Result<void>()
                       : std::unexpected(failure(u"cannot be written"_s, u"Free some space."_s));
    }
    if (application.value(0).toInt() != ApplicationId || found > FormatVersion) {
        return std::unexpected(failure(u"is not a sandbox of this version"_s,
                                       u"Choose another folder, or update Tailwater."_s));
    }
    return {};
}

QSqlQuery Database::prepare(const QString &sql)
{
    QSqlQuery query(m_connection);
    query.setForwardOnly(true);
    const bool prepared = query.prepare(sql);
    Q_ASSERT_X(prepared, "Database", qUtf8Printable(query.lastError().text()));
    Q_UNUSED(prepared)
    return query;
}

bool Database::run(const QString &sql)
{
    QSqlQuery query(m_connection);
    const bool done = query.exec(sql);
    m_error = query.lastError();
    return done;
}

bool Database::isOutOfSpace(const QSqlError &error)
{
    const int code = codeOf(error);
    return code == SqliteFull || code == SqliteIoError;
}

Error Database::failure(const QString &what, const QString &remedy) const
{
    return { .code = ErrorCode::NotSupported,
             .message = u"The database %1 %2."_s.arg(m_file, what),
             .remedy = remedy,
             .serverText = m_error.text().toUtf8() };
}

} // namespace DurableStreams::Server
