// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArrayView>

namespace DurableStreams::Server {

//! \brief Walks over JSON text by the full grammar of RFC 8259, without building anything.
//!
//! Any nesting is accepted: what is open is kept on the heap, one bit a level.
class JsonScanner
{
public:
    explicit JsonScanner(QByteArrayView text)
        : m_text(text)
    {
    }

    //! Passes one value; false leaves position() at the byte that is wrong.
    bool value();
    //! Passes this byte, if it is next.
    bool skip(char c);
    void skipSpace();
    bool atEnd() const { return m_at == m_text.size(); }
    qsizetype position() const { return m_at; }

private:
    bool scalar();
    bool string();
    bool number();
    bool digits();
    bool word(QByteArrayView word);
    bool key();
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

} // namespace DurableStreams::Server
