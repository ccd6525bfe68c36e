// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QString>

#include <expected>
#include <functional>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief The variable `{{file PATH}}`: the content of a file, byte for byte.
class FileVariable
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::FileVariable)

public:
    //! A text is filled in as it is typed; what is larger goes by the mode for files.
    static constexpr qint64 LargestFile = 1024 * 1024;

    //! \brief The bytes of the file at \a path, which may begin with `~/` and is otherwise relative to the
    //! user's home; or why there are none, as a phrase. Read again only when the file has changed.
    static std::expected<QByteArray, QString> read(const QByteArray &path);
    //! \brief Asks the user for a file, above \a parent; then \a use gets the variable for it.
    static void choose(QWidget *parent, const std::function<void(const QString &)> &use);
};

} // namespace Tailwater
