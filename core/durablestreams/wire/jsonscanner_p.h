// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <cstring>
#include <vector>

namespace DurableStreams {

inline bool isJsonSpace(char c)
{
    // Nearly always it is not, and one comparison tells.
    return quint8(c) <= ' ' && (c == ' ' || c == '\n' || c == '\r' || c == '\t');
}

//! \brief Where a text stops being JSON, and why, in words for people.
struct JsonFault
{
    //! In bytes from the start of the text.
    qsizetype position = 0;
    const char *reason = nullptr;

    bool operator==(const JsonFault &other) const
    {
        return position == other.position && QByteArrayView(reason) == QByteArrayView(other.reason);
    }
};

//! \brief For each open bracket of a JSON text whether it is a square one: one bit a level.
class JsonNesting
{
public:
    //! More is not worth 512 KiB of memory; no real text has it.
    static constexpr qsizetype MaxDepth = qsizetype(1) << 22;

    qsizetype depth() const { return m_depth; }
    //! Only for depth() > 0.
    bool inArray() const { return m_bits & 1; }
    //! False if it is nested too deep.
    bool push(bool array)
    {
        if ((m_depth & 63) == 0 && m_depth > 0) {
            if (m_depth == MaxDepth) {
                return false;
            }
            m_full.push_back(m_bits);
        }
        m_bits = (m_bits << 1) | quint64(array);
        ++m_depth;
        return true;
    }
    void pop()
    {
        m_bits >>= 1;
        if ((--m_depth & 63) == 0 && m_depth > 0) {
            m_bits = m_full.back();
            m_full.pop_back();
        }
    }
    void clear()
    {
        m_full.clear();
        m_depth = 0;
    }

private:
    quint64 m_bits = 0;
    qsizetype m_depth = 0;
    std::vector<quint64> m_full;
};

//! \brief Walks over a complete JSON text and checks the whole grammar of RFC 8259 on the way.
//!
//! Each step returns false at the first fault. Nothing recurses, no number is converted: big
//! integers, `1e400`, any depth up to JsonNesting::MaxDepth and lone surrogate escapes are legal.
class JsonScanner
{
public:
    explicit JsonScanner(QByteArrayView text)
        : m_begin(text.begin())
        , m_pos(text.begin())
        , m_end(text.end())
    { }

    //! \brief The next byte, or NUL at the end.
    char peek() const { return m_pos == m_end ? '\0' : *m_pos; }
    bool atEnd() const { return m_pos == m_end; }
    qsizetype position() const { return m_pos - m_begin; }
    const JsonFault &fault() const { return m_fault; }

    void skipSpace()
    {
        while (m_pos != m_end && isJsonSpace(*m_pos)) {
            ++m_pos;
        }
    }
    //! \brief Passes over \a wanted if it comes next.
    bool take(char wanted)
    {
        const bool there = m_pos != m_end && *m_pos == wanted;
        m_pos += there ? 1 : 0;
        return there;
    }
    bool take(QByteArrayView wanted)
    {
        const bool there = m_end - m_pos >= wanted.size()
            && std::memcmp(m_pos, wanted.data(), size_t(wanted.size())) == 0;
        m_pos += there ? wanted.size() : 0;
        return there;
    }
    //! \brief Passes over a string; \a content is what stands between its quotes, escapes as they
    //! are.
    bool skipString(QByteArrayView *content = nullptr, bool *hasEscapes = nullptr);
    //! \brief Passes over one value, without white space around it.
    bool skipValue();
    //! \brief Notes a fault at the current position; always false.
    bool fail(const char *reason) { return failAt(m_pos, reason) != nullptr; }

private:
    const char *pastString(const char *p, bool *hasEscapes);
    const char *pastEscape(const char *p);
    const char *pastUtf8(const char *p);
    const char *pastWord(const char *p, QByteArrayView word);
    const char *pastDigits(const char *p);
    const char *pastNumber(const char *p);
    const char *pastScalar(const char *p);
    const char *pastName(const char *p);
    const char *pastOpening(const char *p, bool *empty);
    const char *pastClosings(const char *p);
    [[gnu::cold]] const char *failAt(const char *position, const char *reason);

    const char *m_begin;
    const char *m_pos;
    const char *m_end;
    JsonNesting m_nesting;
    JsonFault m_fault;
};

//! \brief The UTF-8 text that the content of a checked JSON string stands for. A surrogate without
//! its partner is kept as the three bytes of its code point, so that different strings stay different.
QByteArray unescapeJson(QByteArrayView content);

} // namespace DurableStreams
