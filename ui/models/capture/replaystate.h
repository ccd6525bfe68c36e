// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/captureidentity.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <expected>
#include <optional>

namespace Tailwater {

//! \brief Where the batches of a replay end. By the rows alone, never by what happens on the way: a replay that goes
//! on after a break sends the same batches again under the same numbers, and the server knows which it has.
struct ReplayPlan
{
    qint64 batchBytes = 512 * 1024;
    qint64 batchRows = 1000;
    //! Rows that were received this much later than the first of a batch are in another; below 0: whenever.
    qint64 spanMs = -1;

    //! \brief True if a row of \a size bytes, received at \a receivedMs, still belongs to a batch of \a rows rows and
    //! \a bytes bytes that began at \a firstMs.
    bool fits(qint64 rows, qint64 bytes, qint64 firstMs, qint64 size, qint64 receivedMs) const;
    //! \brief The batches were too large for the server.
    void halve();
    bool operator==(const ReplayPlan &) const = default;
};

//! \brief What has to be known to go on with a replay, exactly once. Kept in a file beside the capture.
struct ReplayState
{
    //! The capture, CaptureIdentity::head, and when it was modified; 0: not known.
    QByteArray source = {};
    qint64 modifiedMs = 0;
    //! The address that its rows go to, without secrets.
    QUrl target = {};
    QByteArray producerId = {};
    qint64 epoch = 0;
    //! The number of the next batch, and the rows of the capture that were dealt with before it.
    qint64 sequence = 0;
    quint64 rowsDone = 0;
    //! Rows of data that were stored, and that have no place in the target.
    quint64 sent = 0;
    quint64 leftOut = 0;
    ReplayPlan plan = {};
    //! The end of the target behind the last row that was stored, where nothing was under way when it stopped; else
    //! empty.
    QByteArray end = {};

    //! \brief Whether it is of the capture that \a identity is of, as that is.
    bool isOf(const CaptureIdentity &identity) const;
    //! \brief Where the state of the replay of \a capture into \a target is kept.
    static QString pathFor(const QString &capture, const QUrl &target);
    //! \brief What is kept in \a file, whatever has become of the capture.
    static std::optional<ReplayState> read(const QString &file);
    //! \brief What is kept of an earlier replay of the file \a capture into \a target, whatever it held then.
    static std::optional<ReplayState> find(const QString &capture, const QUrl &target);
    //! \brief The same, if the capture is as it was then: as \a identity says, or as the file is.
    static std::optional<ReplayState> load(const QString &capture, const QUrl &target,
                                           const std::optional<CaptureIdentity> &identity = {});
    //! \brief Keeps it, whole or not at all.
    std::expected<void, QString> save(const QString &capture) const;
    static void remove(const QString &capture, const QUrl &target);
    bool operator==(const ReplayState &) const = default;
};

} // namespace Tailwater
