// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/captureindex.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDateTime>
#include <QFileInfo>
#include <QList>
#include <QMutex>
#include <QSaveFile>
#include <QtEndian>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr quint32 magic = 0x64736378; // "dscx"
constexpr quint32 version = 1;
constexpr qsizetype blockSize = 3 * sizeof(quint64);

qint64 modifiedMs(const QFile &file)
{
    return QFileInfo(file.fileName()).lastModified().toMSecsSinceEpoch();
}

//! Where no index can be kept beside the capture, such as in a folder of somebody else: it is kept here, so that
//! another look at the file, and each search, need not look through all of it first.
struct Remembered
{
    QString path;
    qint64 size = 0;
    qint64 modified = 0;
    QByteArray hash;
    CaptureIndex index;
};
constexpr qsizetype mostRemembered = 4;

struct Memory
{
    QMutex mutex;
    QList<Remembered> kept; // the latest first
};

Memory &memory()
{
    static Memory all;
    return all;
}

void remember(const QFile &file, const QByteArray &hash, const CaptureIndex &index)
{
    Memory &all = memory();
    const QMutexLocker lock(&all.mutex);
    all.kept.removeIf([&](const Remembered &one) { return one.path == file.fileName(); });
    all.kept.prepend({ file.fileName(), file.size(), modifiedMs(file), hash, index });
    all.kept = all.kept.first(std::min(all.kept.size(), mostRemembered));
}

CaptureIndex recall(const QFile &file, const QByteArray &hash)
{
    Memory &all = memory();
    const QMutexLocker lock(&all.mutex);
    const auto fits = [&](const Remembered &one) {
        return one.path == file.fileName() && one.size == file.size() && one.modified == modifiedMs(file)
            && one.hash == hash;
    };
    const auto found = std::ranges::find_if(all.kept, fits);
    return found == all.kept.end() ? CaptureIndex() : found->index;
}

} // namespace

CaptureIndex::CaptureIndex(qint64 dataBegin, quint64 firstNumber)
    : m_end(dataBegin)
    , m_firstNumber(firstNumber)
    , m_nextNumber(firstNumber)
{
}

void CaptureIndex::addLine(qint64 size, bool marker)
{
    const bool begins = m_blocks.empty() || m_rows + 1 - m_blocks.back().firstRow >= blockRows
        || m_end + size - m_blocks.back().offset > blockBytes;
    if (begins) {
        m_blocks.push_back({ m_end, m_rows + 1, m_nextNumber });
    }
    m_end += size;
    ++m_rows;
    m_nextNumber += marker ? 0 : 1;
}

qint64 CaptureIndex::blockEnd(qsizetype index) const
{
    return index + 1 < blockCount() ? block(index + 1).offset : m_end;
}

quint64 CaptureIndex::blockEndRow(qsizetype index) const
{
    return index + 1 < blockCount() ? block(index + 1).firstRow : m_rows + 1;
}

qsizetype CaptureIndex::blockOfRow(quint64 row) const
{
    const auto after = std::ranges::upper_bound(m_blocks, row, {}, &CaptureBlock::firstRow);
    return std::max<qsizetype>(0, after - m_blocks.begin() - 1);
}

qsizetype CaptureIndex::blockOfNumber(quint64 number) const
{
    // The last of those that begin with it: the others hold markers only.
    const auto after = std::ranges::upper_bound(m_blocks, number, {}, &CaptureBlock::firstNumber);
    return std::max<qsizetype>(0, after - m_blocks.begin() - 1);
}

QString CaptureIndex::pathFor(const QString &path)
{
    return path + ".idx"_L1;
}

QByteArray CaptureIndex::headerHash(QByteArrayView firstLine)
{
    return QCryptographicHash::hash(firstLine, QCryptographicHash::Sha256);
}

CaptureIndex CaptureIndex::load(const QFile &file, const QByteArray &headerHash)
{
    CaptureIndex beside = loadBeside(file, headerHash);
    return beside.blockCount() > 0 ? beside : recall(file, headerHash);
}

CaptureIndex CaptureIndex::loadBeside(const QFile &file, const QByteArray &headerHash)
{
    QFile kept(pathFor(file.fileName()));
    if (!kept.open(QIODevice::ReadOnly)) {
        return {};
    }
    QDataStream in(&kept);
    in.setVersion(QDataStream::Qt_6_8);
    quint32 foundMagic = 0;
    quint32 foundVersion = 0;
    qint64 size = 0;
    qint64 modified = 0;
    QByteArray hash;
    CaptureIndex index;
    quint64 blocks = 0;
    in >> foundMagic >> foundVersion;
    if (foundMagic != magic || foundVersion != version) {
        return {};
    }
    in >> size >> modified >> hash >> index.m_end >> index.m_rows >> index.m_firstNumber
        >> index.m_nextNumber >> blocks;
    const bool fits = in.status() == QDataStream::Ok && size == file.size() && modified == modifiedMs(file)
        && hash == headerHash && index.m_end <= size;
    const qint64 left = kept.size() - kept.pos() - qsizetype(hash.size());
    if (!fits || left < 0 || quint64(left) / blockSize != blocks || left % blockSize != 0) {
        return {};
    }
    const QByteArray packed = kept.read(left);
    const QByteArray sum = kept.readAll();
    if (sum != QCryptographicHash::hash(packed, QCryptographicHash::Sha256)) {
        return {};
    }
    index.m_blocks.resize(size_t(blocks));
    const char *at = packed.constData();
    for (CaptureBlock &block : index.m_blocks) {
        block.offset = qFromLittleEndian<qint64>(at);
        block.firstRow = qFromLittleEndian<quint64>(at + 8);
        block.firstNumber = qFromLittleEndian<quint64>(at + 16);
        at += blockSize;
    }
    return index;
}

bool CaptureIndex::save(const QFile &file, const QByteArray &headerHash) const
{
    if (saveBeside(file, headerHash)) {
        return true;
    }
    remember(file, headerHash, *this);
    return false;
}

bool CaptureIndex::saveBeside(const QFile &file, const QByteArray &headerHash) const
{
    QSaveFile kept(pathFor(file.fileName()));
    if (!kept.open(QIODevice::WriteOnly)) {
        return false;
    }
    kept.setPermissions(file.permissions()); // who may not read the rows need not know of them
    QDataStream out(&kept);
    out.setVersion(QDataStream::Qt_6_8);
    out << magic << version << file.size() << modifiedMs(file) << headerHash << m_end << m_rows << m_firstNumber
        << m_nextNumber << quint64(m_blocks.size());
    QByteArray packed(qsizetype(m_blocks.size()) * blockSize, Qt::Uninitialized);
    char *at = packed.data();
    for (const CaptureBlock &block : m_blocks) {
        qToLittleEndian(block.offset, at);
        qToLittleEndian(block.firstRow, at + 8);
        qToLittleEndian(block.firstNumber, at + 16);
        at += blockSize;
    }
    kept.write(packed);
    kept.write(QCryptographicHash::hash(packed, QCryptographicHash::Sha256));
    return kept.commit();
}

} // namespace Tailwater
