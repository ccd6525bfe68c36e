// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/fileclaim.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QLockFile>
#include <QMutex>

using namespace Qt::StringLiterals;

namespace Tailwater {

using namespace std::chrono_literals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::Capture)
};

//! What this program writes to: the files by their keys, and who writes; and what it reads, by how many.
struct Claims
{
    QMutex mutex;
    QHash<QString, QString> owners;
    QHash<QString, int> readers;
};

Claims &claims()
{
    static Claims all;
    return all;
}

// The file itself, by whatever name it is called.
QString keyOf(const QString &path)
{
    const QFileInfo file(path);
    if (const QString whole = file.canonicalFilePath(); !whole.isEmpty()) {
        return whole;
    }
    const QString folder = file.dir().canonicalPath();
    return folder.isEmpty() ? file.absoluteFilePath() : QDir(folder).filePath(file.fileName());
}

QString lockPath(const QString &key)
{
    return key + ".lock"_L1;
}

QString sentence(const QString &path, const QString &owner)
{
    return Text::tr("%1 is being written by %2. Choose another file, or end that first.")
        .arg(QDir::toNativeSeparators(path), owner);
}

QString readSentence(const QString &path)
{
    return Text::tr("%1 is open here: a tab shows it, or an export or a replay reads it. Choose another "
                    "file, or close that first.")
        .arg(QDir::toNativeSeparators(path));
}

std::unique_ptr<QLockFile> lockOf(const QString &key)
{
    auto lock = std::make_unique<QLockFile>(lockPath(key));
    lock->setStaleLockTime(0ms); // a capture may last for days
    return lock;
}

QString ownerOf(const QLockFile &lock)
{
    qint64 process = 0;
    QString host;
    QString name;
    return lock.getLockInfo(&process, &host, &name)
        ? Text::tr("another Tailwater (process %1)").arg(process)
        : Text::tr("another Tailwater");
}

//! Who writes to it from elsewhere; empty if nobody does.
QString otherWriter(const QString &key)
{
    if (!QFileInfo::exists(lockPath(key))) {
        return {};
    }
    const auto probe = lockOf(key);
    return !probe->tryLock(0ms) && probe->error() == QLockFile::LockFailedError ? ownerOf(*probe) : QString();
}

} // namespace

FileClaim::FileClaim(const QString &key)
    : m_key(key)
{
}

FileClaim::~FileClaim()
{
    m_lock.reset();
    Claims &all = claims();
    const QMutexLocker lock(&all.mutex);
    all.owners.remove(m_key);
}

std::expected<std::unique_ptr<FileClaim>, QString> FileClaim::take(const QString &path, const QString &owner)
{
    const QString key = keyOf(path);
    Claims &all = claims();
    const QMutexLocker lock(&all.mutex);
    if (const auto known = all.owners.constFind(key); known != all.owners.cend()) {
        return std::unexpected(sentence(path, *known));
    }
    if (all.readers.contains(key)) {
        return std::unexpected(readSentence(path));
    }
    std::unique_ptr<QLockFile> file;
    // A device is nobody's; in a folder that cannot be written to, opening the file says why.
    if (const QFileInfo info(key); !info.exists() || info.isFile()) {
        file = lockOf(key);
        if (!file->tryLock(0ms) && file->error() == QLockFile::LockFailedError) {
            return std::unexpected(sentence(path, ownerOf(*file)));
        }
    }
    all.owners.insert(key, owner);
    std::unique_ptr<FileClaim> claim(new FileClaim(key));
    claim->m_lock = std::move(file);
    return claim;
}

QString FileClaim::fault(const QString &path)
{
    const QString key = keyOf(path);
    Claims &all = claims();
    const QMutexLocker lock(&all.mutex);
    if (const auto known = all.owners.constFind(key); known != all.owners.cend()) {
        return sentence(path, *known);
    }
    if (all.readers.contains(key)) {
        return readSentence(path);
    }
    const QString other = otherWriter(key);
    return other.isEmpty() ? QString() : sentence(path, other);
}

QString FileClaim::writerOf(const QString &path)
{
    const QString key = keyOf(path);
    Claims &all = claims();
    const QMutexLocker lock(&all.mutex);
    const auto known = all.owners.constFind(key);
    return known != all.owners.cend() ? *known : otherWriter(key);
}

FileReading::FileReading(const QString &path)
    : m_key(keyOf(path))
{
    Claims &all = claims();
    const QMutexLocker lock(&all.mutex);
    ++all.readers[m_key];
}

FileReading::~FileReading()
{
    Claims &all = claims();
    const QMutexLocker lock(&all.mutex);
    if (--all.readers[m_key] == 0) {
        all.readers.remove(m_key);
    }
}

} // namespace Tailwater
