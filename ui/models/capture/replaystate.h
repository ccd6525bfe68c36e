// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

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
    //! The capture, and the address that its rows go to, without secrets.
    QByteArray source = {};
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

    //! \brief Where the state of the replay of \a capture into \a target is kept.
    static QString pathFor(const QString &capture, const QUrl &target);
    //! \brief What \a capture is known by: its size and first line.
    static QByteArray sourceOf(const QString &capture);
    //! \brief What is kept of an earlier replay of the same capture into the same stream.
    static std::optional<ReplayState> load(const QString &capture, const QUrl &target);
    //! \brief Keeps it, whole or not at all.
    std::expected<void, QString> save(const QString &capture) const;
    //! \brief Rows that replays of captures in \a folder have stored at \a target without coming to their end.
    static quint64 leftBy(const QString &folder, const QUrl &target);
    static void remove(const QString &capture, const QUrl &target);
    bool operator==(const ReplayState &) const = default;
};

} // namespace Tailwater
