// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/replaystate.h"

#include "models/capture/captureline.h"
#include "models/versionedfile.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr int formatVersion = 1;
constexpr auto kind = "tailwater-replay"_L1;
constexpr qint64 nsPerMs = 1'000'000;

QString number(auto value)
{
    return QString::number(value); // JSON numbers are not exact everywhere
}

} // namespace

bool ReplayPlan::fits(qint64 rows, qint64 bytes, qint64 firstMs, qint64 size, qint64 receivedMs) const
{
    return rows == 0
        || (rows < batchRows && bytes + size <= batchBytes && (spanMs < 0 || receivedMs - firstMs <= spanMs));
}

void ReplayPlan::halve()
{
    batchBytes = std::max<qint64>(1, batchBytes / 2);
    batchRows = std::max<qint64>(1, batchRows / 2);
}

QString ReplayState::pathFor(const QString &capture, const QUrl &target)
{
    const QByteArray hash = QCryptographicHash::hash(captureUrl(target).toEncoded(), QCryptographicHash::Sha256);
    return u"%1.replay-%2"_s.arg(capture, QString::fromLatin1(hash.first(6).toHex()));
}

bool ReplayState::isOf(const CaptureIdentity &identity) const
{
    return source == identity.head && (modifiedMs == 0 || modifiedMs == identity.modifiedNs / nsPerMs);
}

std::optional<ReplayState> ReplayState::read(const QString &file)
{
    if (!QFileInfo::exists(file)) {
        return std::nullopt;
    }
    const QJsonObject content = VersionedFile(file, kind, formatVersion).read();
    const auto text = [&](QLatin1StringView name) { return content.value(name).toString(); };
    const ReplayState state {
        .source = text("source"_L1).toLatin1(),
        .modifiedMs = text("modified"_L1).toLongLong(),
        .target = QUrl(text("target"_L1)),
        .producerId = text("producerId"_L1).toLatin1(),
        .epoch = text("epoch"_L1).toLongLong(),
        .sequence = text("sequence"_L1).toLongLong(),
        .rowsDone = text("rowsDone"_L1).toULongLong(),
        .sent = text("sent"_L1).toULongLong(),
        .leftOut = text("leftOut"_L1).toULongLong(),
        .plan = { .batchBytes = text("batchBytes"_L1).toLongLong(),
                  .batchRows = text("batchRows"_L1).toLongLong(),
                  .spanMs = text("spanMs"_L1).toLongLong() },
        .end = text("end"_L1).toLatin1(),
    };
    const bool usable = !state.producerId.isEmpty() && state.sequence >= 0 && state.plan.batchBytes > 0
        && state.plan.batchRows > 0;
    return usable ? std::optional(state) : std::nullopt;
}

std::optional<ReplayState> ReplayState::find(const QString &capture, const QUrl &target)
{
    const auto state = read(pathFor(capture, target));
    return state && state->target == captureUrl(target) ? state : std::nullopt;
}

std::optional<ReplayState> ReplayState::load(const QString &capture, const QUrl &target,
                                             const std::optional<CaptureIdentity> &identity)
{
    const auto state = find(capture, target);
    if (!state) {
        return std::nullopt;
    }
    const auto now = identity ? identity : CaptureIdentity::of(capture);
    return now && state->isOf(*now) ? state : std::nullopt;
}

std::expected<void, QString> ReplayState::save(const QString &capture) const
{
    const QJsonObject content {
        { "source"_L1, QString::fromLatin1(source) },
        { "modified"_L1, number(modifiedMs) },
        { "target"_L1, captureUrl(target).toString(QUrl::FullyEncoded) },
        { "producerId"_L1, QString::fromLatin1(producerId) },
        { "epoch"_L1, number(epoch) },
        { "sequence"_L1, number(sequence) },
        { "rowsDone"_L1, number(rowsDone) },
        { "sent"_L1, number(sent) },
        { "leftOut"_L1, number(leftOut) },
        { "batchBytes"_L1, number(plan.batchBytes) },
        { "batchRows"_L1, number(plan.batchRows) },
        { "spanMs"_L1, number(plan.spanMs) },
        { "end"_L1, QString::fromLatin1(end) },
    };
    return VersionedFile(pathFor(capture, target), kind, formatVersion).write(content);
}

void ReplayState::remove(const QString &capture, const QUrl &target)
{
    QFile::remove(pathFor(capture, target));
}

} // namespace Tailwater
