// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/message.h"

#include <QByteArray>
#include <QCoreApplication>
#include <QStringList>

namespace Tailwater {

//! \brief What rows are written as.
enum class ExportFormat {
    Capture, //!< `.dscap`
    Raw, //!< the bytes
    Ndjson, //!< one JSON value a line
    JsonArray, //!< one JSON array of all
    Csv, //!< one line a row, of chosen columns
};

//! \brief A column of a CSV file: one of these names, or a JSON pointer (which begins with a slash).
namespace ExportColumn {
inline constexpr char number[] = "number";
inline constexpr char received[] = "received"; //!< ISO 8601, UTC
inline constexpr char offset[] = "offset";
inline constexpr char index[] = "index";
inline constexpr char size[] = "size"; //!< in bytes
inline constexpr char message[] = "message"; //!< as text; Base64 of what is not UTF-8
}

//! \brief Puts rows into one of the formats, one after the other. Pure; of one thread.
class RowExporter
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::RowExporter)

public:
    explicit RowExporter(ExportFormat format, const QStringList &columns = {}, const QByteArray &contentType = {});

    //! \brief What stands before the first row.
    QByteArray begin() const;
    //! \brief Adds \a row to \a out. False, and nothing added, if it has no place in the format: a marker, what
    //! is not JSON, or a damaged line of a capture.
    bool add(QByteArray *out, const Message &row);
    //! \brief What stands after the last row.
    QByteArray end() const;

    //! \brief In sentences for people: whether the bytes can be had back.
    static QString exactness(ExportFormat format);
    static QString suffix(ExportFormat format);
    //! \brief The columns that there are besides JSON pointers.
    static QStringList columnNames();
    //! \brief What is wrong with \a columns of a CSV file, and what is possible; empty if nothing is.
    static QString columnsFault(const QStringList &columns);

private:
    void addCsv(QByteArray *out, const Message &row) const;

    ExportFormat m_format;
    QStringList m_columns;
    QByteArray m_contentType;
    bool m_first = true;
};

//! \brief Adds \a json without the white space between its tokens; the tokens stay as they are.
void appendJsonTokens(QByteArray *out, QByteArrayView json);

} // namespace Tailwater
