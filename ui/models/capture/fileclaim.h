// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <expected>
#include <memory>

QT_BEGIN_NAMESPACE
class QLockFile;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief A file that is written to by one, until this is destroyed: no other capture or export, of this program or
//! of another one, begins it anew meanwhile. Thread-safe.
//!
//! Others see it by the file `NAME.lock` beside it, which the death of its owner makes void. Where none can be made
//! the claim holds in this program alone.
class FileClaim
{
public:
    ~FileClaim();
    Q_DISABLE_COPY_MOVE(FileClaim)

    //! \brief Claims the file at \a path for \a owner, such as “the capture of http://…”; or says in sentences who has
    //! it.
    static std::expected<std::unique_ptr<FileClaim>, QString> take(const QString &path, const QString &owner);
    //! \brief Who has the file at \a path, in sentences; empty if nobody has.
    static QString fault(const QString &path);
    //! \brief Who writes to the file at \a path, such as “another Tailwater (process 17)”; empty if nobody does.
    static QString writerOf(const QString &path);

private:
    explicit FileClaim(const QString &key);

    const QString m_key;
    std::unique_ptr<QLockFile> m_lock;
};

//! \brief A file that is read from, until this is destroyed: nothing of this program begins it anew
//! meanwhile, as what is shown of it would be another. Any number may read, also what is being
//! written. Thread-safe.
class FileReading
{
public:
    explicit FileReading(const QString &path);
    ~FileReading();
    Q_DISABLE_COPY_MOVE(FileReading)

private:
    const QString m_key;
};

} // namespace Tailwater
