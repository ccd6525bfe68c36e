// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace Tailwater {

//! \brief One token of JSON text, as a range of it.
struct JsonToken
{
    enum class Type : quint8 {
        BeginObject,
        EndObject,
        BeginArray,
        EndArray,
        Colon,
        Comma,
        String, //!< quotes included
        Number,
        Literal, //!< true, false, null
        Invalid, //!< anything else, taken as one piece
    };

    Type type = Type::Invalid;
    qsizetype begin = 0;
    qsizetype end = 0;

    bool opens() const { return type == Type::BeginObject || type == Type::BeginArray; }
    bool closes() const { return type == Type::EndObject || type == Type::EndArray; }
    bool isScalar() const
    {
        return type == Type::String || type == Type::Number || type == Type::Literal
            || type == Type::Invalid;
    }
};

//! \brief Splits JSON text into tokens; for display, so it takes any bytes and never fails.
//!
//! Copies nothing, keeps no stack, never looks back: numbers, escapes and order stay as they are.
class JsonTokenizer
{
public:
    explicit JsonTokenizer(QByteArrayView text, qsizetype from = 0)
        : m_text(text)
        , m_at(from)
    {
    }

    //! \brief The next token; false at the end.
    bool next(JsonToken &token);
    qsizetype position() const { return m_at; }
    //! \brief After a value's first token: skips to the end of that value. Its end.
    qsizetype skipValue(const JsonToken &first);

private:
    QByteArrayView m_text;
    qsizetype m_at;
};

//! \brief The value at \a pointer (RFC 6901) as its bytes in \a document; empty if there is none.
//! Of duplicate keys the last wins.
QByteArrayView jsonValueAt(QByteArrayView document, QStringView pointer);

//! \brief The text of a string token, escapes resolved; a lone surrogate stays an escape.
QString jsonStringText(QByteArrayView token);

//! \brief \a name as a reference token of a JSON pointer.
QString pointerToken(const QString &name);
//! \brief \a pointer as a path that jq understands.
QString jqPath(QByteArrayView document, const QString &pointer);

//! \brief JSON text set out over lines.
struct IndentedJson
{
    QByteArray text;
    //! False if the limit was reached, or the text ended inside a value.
    bool complete = true;
};
//! \brief \a text with line breaks and indentation between its tokens, which stay as they are.
//! Stops after about \a limit bytes. Indentation ends at a depth where it no longer helps.
IndentedJson indentJson(QByteArrayView text, qsizetype limit);

} // namespace Tailwater
