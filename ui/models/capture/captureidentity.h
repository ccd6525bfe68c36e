// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

QT_BEGIN_NAMESPACE
class QFile;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief What a capture is known by, at one moment: the file itself, and how it was. Value type.
//!
//! Whoever shows rows of a file, and later reads the file again for them, knows by this whether they are still these.
struct CaptureIdentity
{
    enum class Match {
        Same,
        Grown, //!< the same file, with more behind what there was
        Other, //!< another file, or what it held is not there as it was
    };

    quint64 device = 0;
    quint64 node = 0;
    qint64 size = 0;
    qint64 modifiedNs = 0;
    qint64 changedNs = 0; //!< when anything about the file changed, its content or not
    QByteArray head = {}; //!< of its first line and its size
    QByteArray tail = {}; //!< of what stands before its end

    //! \brief That of \a file, which is open; its position is lost. Nothing if it cannot be found out.
    static std::optional<CaptureIdentity> of(QFile &file);
    //! \brief The same for the file at \a path.
    static std::optional<CaptureIdentity> of(const QString &path);
    //! \brief What \a file, which is open, is to this one. Reads a little of it if anything about it changed.
    Match compare(QFile &file) const;
    //! \brief The same for the file at \a path; nothing if there is none that can be read.
    std::optional<Match> compare(const QString &path) const;
    //! \brief True if compare() would say Same without having to read.
    bool isUntouched(const QFile &file) const;
    bool operator==(const CaptureIdentity &) const = default;
};

} // namespace Tailwater
