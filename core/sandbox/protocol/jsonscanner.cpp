// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "jsonscanner_p.h"

#include <vector>

namespace DurableStreams::Server {

bool JsonScanner::skip(char c)
{
    if (atEnd() || m_text[m_at] != c) {
        return false;
    }
    ++m_at;
    return true;
}

void JsonScanner::skipSpace()
{
    while (!atEnd() && (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t')) {
        ++m_at;
    }
}

bool JsonScanner::value()
{
    std::vector<bool> objects; // what is open: an object or an array
    for (;;) {
        skipSpace();
        const bool object = peek() == '{';
        if (skip('{') || skip('[')) {
            skipSpace();
            if (!skip(object ? '}' : ']')) {
                objects.push_back(object);
                if (object && !key()) {
                    return false;
                }
                continue;
            }
        } else if (!scalar()) {
            return false;
        }
        // A value ended: go on in what is open, or end that too.
        for (;;) {
            if (objects.empty()) {
                return true;
            }
            skipSpace();
            if (skip(',')) {
                if (objects.back() && !key()) {
                    return false;
                }
                break;
            }
            if (!skip(objects.back() ? '}' : ']')) {
                return false;
            }
            objects.pop_back();
        }
    }
}

bool JsonScanner::key()
{
    skipSpace();
    if (!string()) {
        return false;
    }
    skipSpace();
    return skip(':');
}

bool JsonScanner::scalar()
{
    switch (peek()) {
    case '"':
        return string();
    case 't':
        return word("true");
    case 'f':
        return word("false");
    case 'n':
        return word("null");
    default:
        return number();
    }
}

bool JsonScanner::word(QByteArrayView word)
{
    if (!m_text.sliced(m_at).startsWith(word)) {
        return false;
    }
    m_at += word.size();
    return true;
}

bool JsonScanner::string()
{
    if (!skip('"')) {
        return false;
    }
    for (; !atEnd(); ++m_at) {
        const char c = m_text[m_at];
        if (c == '"') {
            ++m_at;
            return true;
        }
        if (static_cast<uchar>(c) < 0x20) {
            return false;
        }
        if (c != '\\') {
            continue;
        }
        ++m_at;
        if (peek() == 'u') {
            for (int i = 0; i < 4; ++i) {
                ++m_at;
                if (!QByteArrayView("0123456789abcdefABCDEF").contains(peek()) || atEnd()) {
                    return false;
                }
            }
        } else if (atEnd() || !QByteArrayView("\"\\/bfnrt").contains(peek())) {
            return false;
        }
    }
    return false;
}

bool JsonScanner::digits()
{
    const qsizetype begin = m_at;
    while (peek() >= '0' && peek() <= '9') {
        ++m_at;
    }
    return m_at > begin;
}

bool JsonScanner::number()
{
    skip('-');
    if (!skip('0') && !digits()) {
        return false;
    }
    if (skip('.') && !digits()) {
        return false;
    }
    if (skip('e') || skip('E')) {
        if (!skip('+')) {
            skip('-');
        }
        return digits();
    }
    return true;
}

} // namespace DurableStreams::Server
