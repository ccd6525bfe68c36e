// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/keptreplays.h"

#include "models/capture/captureline.h"
#include "models/capture/fileclaim.h"
#include "models/capture/writefault.h"
#include "models/versionedfile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::Capture)
};

constexpr int formatVersion = 1;
constexpr auto kind = "tailwater-kept-replay"_L1;
constexpr auto suffix = ".dscap"_L1;
constexpr auto onlyMine = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

QString originPath(const QString &capture)
{
    return capture + ".origin"_L1;
}

QString holdPath(const QString &capture)
{
    return capture + ".hold"_L1;
}

//! One that was made by an earlier version says nothing but its stream.
std::optional<KeptOrigin> originOf(const QString &capture)
{
    const QJsonObject content = VersionedFile(originPath(capture), kind, formatVersion).read();
    if (content.isEmpty()) {
        return std::nullopt;
    }
    const auto text = [&](QLatin1StringView name) { return content.value(name).toString(); };
    return KeptOrigin { .stream = QUrl(text("stream"_L1)),
                        .rowsKey = text("rowsKey"_L1).toLatin1(),
                        .rows = text("rows"_L1).toULongLong(),
                        .begunMs = text("begun"_L1).toLongLong() };
}

//! What is kept of the replays of one copy: one, as a rule.
QList<ReplayState> statesOf(const QString &capture)
{
    QList<ReplayState> states;
    const QFileInfo file(capture);
    const auto identity = CaptureIdentity::of(capture);
    for (const QString &name : file.dir().entryList({ file.fileName() + ".replay-*"_L1 }, QDir::Files)) {
        const auto state = ReplayState::read(file.dir().filePath(name));
        if (state && identity && state->isOf(*identity)) {
            states.append(*state);
        }
    }
    return states;
}

} // namespace

KeptHold::KeptHold(const QString &capture, std::unique_ptr<QLockFile> lock)
    : m_capture(capture)
    , m_lock(std::move(lock))
{
}

KeptHold::~KeptHold() = default;

std::unique_ptr<KeptHold> KeptHold::take(const QString &capture)
{
    auto lock = std::make_unique<QLockFile>(holdPath(capture));
    lock->setStaleLockTime(0ms); // a replay may last for days
    return lock->tryLock(0ms) ? std::unique_ptr<KeptHold>(new KeptHold(capture, std::move(lock))) : nullptr;
}

KeptReplays::KeptReplays(const QString &folder)
    : m_folder(QFileInfo(folder).absoluteFilePath())
{
}

std::expected<std::unique_ptr<KeptHold>, QString> KeptReplays::add() const
{
    QDir().mkpath(m_folder);
    QFile::setPermissions(m_folder, onlyMine | QFileDevice::ExeOwner);
    const QString capture
        = QDir(m_folder).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces) + suffix);
    // Held before it is there; whoever writes it later finds it, and leaves it as private as it is.
    auto hold = KeptHold::take(capture);
    QFile file(capture);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, onlyMine) || !hold) {
        return std::unexpected(Text::tr("%1 cannot be written. %2")
                                   .arg(QDir::toNativeSeparators(capture), writeFault(file.errorString())));
    }
    return hold;
}

bool KeptReplays::describe(const QString &capture, const KeptOrigin &origin)
{
    return VersionedFile(originPath(capture), kind, formatVersion)
        .write({ { "stream"_L1, captureUrl(origin.stream).toString(QUrl::FullyEncoded) },
                 { "rowsKey"_L1, QString::fromLatin1(origin.rowsKey) },
                 { "rows"_L1, QString::number(origin.rows) },
                 { "begun"_L1, QString::number(origin.begunMs) } })
        .has_value();
}

bool KeptReplays::isWanted(const QString &capture)
{
    return !statesOf(capture).isEmpty();
}

bool KeptReplays::holds(const QString &capture) const
{
    return QFileInfo(capture).absolutePath() == m_folder;
}

QList<KeptReplay> KeptReplays::all(const QUrl &target) const
{
    const QDir folder(m_folder);
    const QString wanted = target.isEmpty() ? QString() : ReplayState::pathFor({}, target);
    QList<KeptReplay> found;
    for (const QString &name : folder.entryList({ u'*' + suffix }, QDir::Files)) {
        const QString capture = folder.filePath(name);
        if (!wanted.isEmpty() && !QFileInfo::exists(capture + wanted)) {
            continue;
        }
        const auto origin = originOf(capture);
        for (const ReplayState &state : statesOf(capture)) {
            if (origin && (target.isEmpty() || state.target == captureUrl(target))) {
                found.append({ capture, QFileInfo(capture).size(), *origin, state });
            }
        }
    }
    std::ranges::stable_sort(found, std::greater {}, [](const KeptReplay &kept) { return kept.origin.begunMs; });
    return found;
}

void KeptReplays::tidy() const
{
    const QDir folder(m_folder);
    if (!folder.exists()) {
        return;
    }
    QFile::setPermissions(m_folder, onlyMine | QFileDevice::ExeOwner);
    const qint64 oldest = QDateTime::currentDateTime().addDays(-mostDays).toMSecsSinceEpoch();
    QStringList wanted;
    qint64 bytes = 0;
    for (const KeptReplay &kept : all()) {
        const bool fits = wanted.isEmpty() || (wanted.size() < most && bytes + kept.bytes <= mostBytes);
        if (!wanted.contains(kept.capture) && fits && kept.origin.begunMs >= oldest) {
            wanted.append(kept.capture);
            bytes += kept.bytes;
        }
    }
    for (const QString &name : folder.entryList(QDir::Files)) {
        const qsizetype end = name.indexOf(suffix);
        const QString capture = folder.filePath(end < 0 ? name : name.first(end + suffix.size()));
        if (end >= 0 && !wanted.contains(capture)) {
            discard(capture);
        } else if (end >= 0) {
            QFile::setPermissions(folder.filePath(name), onlyMine);
        }
    }
}

bool KeptReplays::discard(const QString &capture)
{
    // Made by another version, it may be written without being held.
    const auto hold = KeptHold::take(capture);
    if (!hold || !FileClaim::writerOf(capture).isEmpty()) {
        return false;
    }
    remove(capture);
    return true;
}

void KeptReplays::remove(const QString &capture)
{
    const QFileInfo file(capture);
    QFile::remove(capture);
    for (const QString &name : file.dir().entryList({ file.fileName() + ".*"_L1 }, QDir::Files)) {
        if (const QString path = file.dir().filePath(name); path != holdPath(capture)) {
            QFile::remove(path);
        }
    }
}

} // namespace Tailwater
