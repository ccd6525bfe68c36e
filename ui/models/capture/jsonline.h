// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Tailwater {

//! \brief Adds \a text, which is valid UTF-8, as a JSON string. Every byte comes back from jsonUnescaped().
void appendJsonString(QByteArray *out, QByteArrayView text);

//! \brief Adds the bytes that the inside of a JSON string stands for to \a out. False for what is no such string,
//! lone surrogates included: they are no text.
bool appendJsonUnescaped(QByteArray *out, QByteArrayView inside);

//! \brief Walks over the members of one flat JSON object, as they stand on a line; a value that is an array or
//! object is passed as a whole.
class JsonLineMembers
{
public:
    explicit JsonLineMembers(QByteArrayView line);

    //! \brief The next member. False at the end, and where the object is broken: isSound() tells which.
    bool next();
    //! \brief The whole line was an object, and nothing else; known once next() has said false.
    bool isSound() const { return m_sound; }

    //! \brief As it stands between the quotes; our own names have no escapes.
    QByteArrayView name() const { return m_name; }
    //! \brief As it stands on the line; of a string what stands between the quotes.
    QByteArrayView value() const { return m_value; }
    bool isString() const { return m_string; }

private:
    bool takeString(QByteArrayView *inside);
    bool takeNested();
    bool takeValue();
    void skipSpace();
    bool take(char c);

    QByteArrayView m_line;
    qsizetype m_at = 0;
    bool m_first = true;
    bool m_sound = false;
    QByteArrayView m_name;
    QByteArrayView m_value;
    bool m_string = false;
};

} // namespace Tailwater
