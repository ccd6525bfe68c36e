// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/captureidentity.h"

#include <QCryptographicHash>
#include <QFile>

#ifdef Q_OS_WIN
#include <QDateTime>
#include <QFileInfo>
#else
#include <sys/stat.h>
#endif

#include <algorithm>

namespace Tailwater {

namespace {

constexpr qint64 longestLine = 64 * 1024;
constexpr qint64 tailSize = 4096;

//! Device, node, size and times of \a file, without its content.
std::optional<CaptureIdentity> factsOf(const QFile &file)
{
#ifdef Q_OS_WIN
    const QFileInfo info(file);
    const qint64 modified = info.lastModified().toMSecsSinceEpoch() * 1'000'000;
    return CaptureIdentity { .size = file.size(), .modifiedNs = modified, .changedNs = modified };
#else
    struct stat facts {};
    if (::fstat(file.handle(), &facts) != 0) {
        return std::nullopt;
    }
    const auto ns = [](const timespec &time) { return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec; };
    return CaptureIdentity { .device = quint64(facts.st_dev),
                             .node = quint64(facts.st_ino),
                             .size = qint64(facts.st_size),
                             .modifiedNs = ns(facts.st_mtim),
                             .changedNs = ns(facts.st_ctim) };
#endif
}

// As if it had \a size bytes.
bool readContent(QFile &file, qint64 size, CaptureIdentity *into)
{
    if (!file.seek(0)) {
        return false;
    }
    QByteArray line = file.read(std::min(size, longestLine));
    line.truncate(line.indexOf('\n') < 0 ? line.size() : line.indexOf('\n') + 1);
    const qint64 from = std::max<qint64>(0, size - tailSize);
    if (!file.seek(from)) {
        return false;
    }
    const QByteArray end = file.read(size - from);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(line);
    hash.addData(QByteArray::number(size));
    into->head = hash.result().first(16).toHex();
    into->tail = QCryptographicHash::hash(end, QCryptographicHash::Sha256).first(16).toHex();
    return end.size() == size - from;
}

bool sameFacts(const CaptureIdentity &a, const CaptureIdentity &b)
{
    return a.device == b.device && a.node == b.node && a.size == b.size && a.modifiedNs == b.modifiedNs
        && a.changedNs == b.changedNs;
}

} // namespace

std::optional<CaptureIdentity> CaptureIdentity::of(QFile &file)
{
    auto identity = factsOf(file);
    return identity && readContent(file, identity->size, &*identity) ? identity : std::nullopt;
}

std::optional<CaptureIdentity> CaptureIdentity::of(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? of(file) : std::nullopt;
}

bool CaptureIdentity::isUntouched(const QFile &file) const
{
    const auto now = factsOf(file);
    return now && sameFacts(*now, *this);
}

// A rename changes a time too, and nothing of the content; a moved or a restored one is not told from a new one.
CaptureIdentity::Match CaptureIdentity::compare(QFile &file) const
{
    auto now = factsOf(file);
    if (now && sameFacts(*now, *this)) {
        return Match::Same;
    }
    if (!now || now->device != device || now->node != node || now->size < size
        || (now->size == size && now->modifiedNs != modifiedNs)) {
        return Match::Other;
    }
    const bool longer = now->size > size;
    if (!readContent(file, size, &*now) || now->head != head || now->tail != tail) {
        return Match::Other;
    }
    return longer ? Match::Grown : Match::Same;
}

std::optional<CaptureIdentity::Match> CaptureIdentity::compare(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) ? std::optional(compare(file)) : std::nullopt;
}

} // namespace Tailwater
