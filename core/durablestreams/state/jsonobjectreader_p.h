// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <optional>

namespace DurableStreams {

//! \brief Walks over the members of one JSON object without building a document.
//!
//! Keys and values are slices of the text, byte for byte. Values are skipped by structure only
//! (strings and brackets), in one pass and without recursion, so that nesting of any depth and
//! numbers of any size are fine. The text must outlive the reader.
class JsonObjectReader
{
public:
    explicit JsonObjectReader(QByteArrayView text);

    //! \brief Goes to the next member; false after the last one and on an error.
    bool next();
    //! \brief True once the text turned out not to be one JSON object.
    bool hasError() const { return m_error; }

    //! \brief The key with its quotes, as in the text.
    QByteArrayView rawKey() const { return m_key; }
    //! \brief True if the key is \a name, whether or not it is written with escapes.
    bool keyIs(QByteArrayView name) const;
    QByteArrayView value() const { return m_value; }

private:
    bool fail();
    void skipSpace();
    bool skipString();
    bool skipContainer();
    bool skipValue();

    QByteArrayView m_text;
    qsizetype m_at = 0;
    QByteArrayView m_key;
    QByteArrayView m_value;
    bool m_first = true;
    bool m_error = false;
    bool m_done = false;
};

//! \brief The text of a JSON string literal, quotes included, as UTF-8; nothing if it is not one.
//!
//! A lone surrogate escape is kept apart from every other character (as three bytes, like the
//! code point it names), so that different literals never become equal.
std::optional<QByteArray> decodeJsonString(QByteArrayView literal);

} // namespace DurableStreams
