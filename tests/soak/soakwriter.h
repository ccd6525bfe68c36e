// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace Soak {

//! \brief How much is written, and for how long.
struct Load
{
    int appends = 500; //!< a second
    int messages = 100; //!< in one append
    std::chrono::seconds duration { 60 };
    int prefilled = 1'000'000; //!< messages that the stream has before, so that the ring is full

    QStringList toArguments() const;
    static std::optional<Load> fromArguments(const QStringList &arguments);
};

//! \brief What was written, and how fast.
struct Written
{
    quint64 messages = 0;
    double appendsPerSecond = 0;

    QByteArray toBytes() const;
    static std::optional<Written> fromBytes(QByteArrayView line);
};

//! \brief So many write at the same time; each counts its messages from 0, and has one append in flight.
//!
//! An append is answered when the disk has it, which takes some milliseconds, and all that came
//! meanwhile go to the disk together: so many in flight are what several thousand a second need.
constexpr int writers = 64;

//! \brief Message \a number of writer \a writer.
QByteArray soakMessage(int writer, quint64 number);

//! \brief Creates the stream at \a url and fills it, prints `ready`, waits for a line, writes for the
//! time of \a load and prints what was written. The exit code.
int runWriter(const QString &url, const Load &load);

} // namespace Soak
