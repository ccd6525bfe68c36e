// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/jsonfind.h"

#include "models/jsontokens.h"

#include <algorithm>
#include <vector>

namespace Tailwater {

namespace {

// Deeper than this nothing is looked for: a pointer of that length helps nobody.
constexpr size_t deepest = 1000;
constexpr qsizetype longestScalar = 65536;

// Follows the tokens of a document and knows the pointer of the value they stand at.
class PointerWalk
{
public:
    explicit PointerWalk(QByteArrayView document)
        : m_document(document)
    {
    }

    bool tooDeep() const { return m_levels.size() > deepest; }
    bool atKey() const { return m_keyNext; }

    // Before the token is looked at.
    void enter(const JsonToken &token)
    {
        if (token.closes()) {
            if (!m_levels.empty()) {
                m_levels.pop_back();
            }
        } else if (token.type == JsonToken::Type::Comma && !m_levels.empty()) {
            ++m_levels.back().index;
            m_keyNext = !m_levels.back().array;
        } else if (token.type == JsonToken::Type::Colon) {
            m_keyNext = false;
        } else if (m_keyNext && token.type == JsonToken::Type::String && !m_levels.empty()) {
            m_levels.back().key
                = pointerToken(jsonStringText(m_document.sliced(token.begin, token.end - token.begin)));
        }
    }

    // After it.
    void leave(const JsonToken &token)
    {
        if (token.opens()) {
            m_keyNext = token.type == JsonToken::Type::BeginObject;
            m_levels.push_back({ token.type == JsonToken::Type::BeginArray, 0, {} });
        }
    }

    QString pointer() const
    {
        QString pointer;
        for (const Level &level : m_levels) {
            pointer += u'/';
            pointer += level.array ? QString::number(level.index) : level.key;
        }
        return pointer;
    }

private:
    struct Level
    {
        bool array;
        qint64 index;
        QString key;
    };
    QByteArrayView m_document;
    std::vector<Level> m_levels;
    bool m_keyNext = false;
};

} // namespace

QStringList jsonPointersOf(QByteArrayView document, const QString &text, qsizetype limit)
{
    QStringList pointers;
    JsonTokenizer tokens(document);
    JsonToken token;
    PointerWalk walk(document);
    while (!text.isEmpty() && pointers.size() < limit && !walk.tooDeep() && tokens.next(token)) {
        walk.enter(token);
        if (token.isScalar()) {
            const qsizetype size = std::min(token.end - token.begin, longestScalar);
            const auto scalar = QString::fromUtf8(document.sliced(token.begin, size));
            if (scalar.contains(text, Qt::CaseInsensitive)) {
                // A key and its value are one place.
                const QString pointer = walk.pointer();
                if (pointers.isEmpty() || pointers.last() != pointer) {
                    pointers.append(pointer);
                }
            }
        }
        walk.leave(token);
    }
    return pointers;
}

QString jsonPointerAt(QByteArrayView document, qsizetype position)
{
    JsonTokenizer tokens(document);
    JsonToken token;
    PointerWalk walk(document);
    while (!walk.tooDeep() && tokens.next(token)) {
        walk.enter(token);
        if (token.end > position) {
            return walk.pointer();
        }
        walk.leave(token);
    }
    return {};
}

QStringList jsonScalarPointers(QByteArrayView document, qsizetype limit)
{
    QStringList pointers;
    JsonTokenizer tokens(document);
    JsonToken token;
    PointerWalk walk(document);
    while (pointers.size() < limit && !walk.tooDeep() && tokens.next(token)) {
        walk.enter(token);
        if (token.isScalar() && !walk.atKey()) {
            const QString pointer = walk.pointer();
            if (!pointer.isEmpty() && !pointers.contains(pointer)) {
                pointers.append(pointer);
            }
        }
        walk.leave(token);
    }
    return pointers;
}

} // namespace Tailwater
