// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What FilterParser takes from the text, character by character.

#include "models/filter/filterparser.h"

namespace Tailwater {

void FilterParser::skipSpace()
{
    while (!atEnd() && m_text.at(m_at).isSpace()) {
        ++m_at;
    }
}

QChar FilterParser::peek(qsizetype ahead) const
{
    return m_at + ahead < m_text.size() ? m_text.at(m_at + ahead) : QChar();
}

bool FilterParser::atTermEnd(qsizetype at) const
{
    return at >= m_text.size() || m_text.at(at).isSpace() || m_text.at(at) == u')';
}

// Upper case only, so that the words can be looked for.
bool FilterParser::takeKeyword(QStringView keyword)
{
    skipSpace();
    const QStringView rest = QStringView(m_text).sliced(m_at);
    const qsizetype end = m_at + keyword.size();
    if (!rest.startsWith(keyword) || !(atTermEnd(end) || m_text.at(end) == u'(')) {
        return false;
    }
    m_at = end;
    return true;
}

QStringView FilterParser::takeWord()
{
    const qsizetype begin = m_at;
    while (!atTermEnd(m_at)) {
        ++m_at;
    }
    return QStringView(m_text).sliced(begin, m_at - begin);
}

// A regular expression without slashes: what is in parentheses or brackets belongs to it.
QStringView FilterParser::takePatternWord()
{
    const qsizetype begin = m_at;
    int depth = 0;
    bool set = false;
    for (; !atEnd() && !peek().isSpace(); ++m_at) {
        const QChar c = peek();
        if (c == u'\\' && !peek(1).isNull() && !peek(1).isSpace()) {
            ++m_at;
        } else if (set || c == u'[') {
            set = c != u']';
        } else if (c == u'(') {
            ++depth;
        } else if (c == u')' && --depth < 0) {
            break;
        }
    }
    return QStringView(m_text).sliced(begin, m_at - begin);
}

QStringView FilterParser::peekWord(qsizetype at) const
{
    qsizetype end = at;
    while (!atTermEnd(end)) {
        ++end;
    }
    return QStringView(m_text).sliced(at, end - at);
}

qsizetype FilterParser::pastSpace(qsizetype at) const
{
    while (at < m_text.size() && m_text.at(at).isSpace()) {
        ++at;
    }
    return at;
}

// Text in quotes, in which a backslash takes the next character as it is.
FilterParser::Result<QString> FilterParser::takeQuoted()
{
    const qsizetype begin = m_at++;
    QString text;
    while (!atEnd() && peek() != u'"') {
        if (peek() == u'\\' && (peek(1) == u'"' || peek(1) == u'\\')) {
            ++m_at;
        }
        text += peek();
        ++m_at;
    }
    if (atEnd()) {
        m_at = begin;
        return failOpen(tr("this quote is not closed: end it with \""), begin);
    }
    ++m_at;
    return text;
}

} // namespace Tailwater
