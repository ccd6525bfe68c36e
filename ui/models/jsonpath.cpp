// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/jsonpath.h"

#include "models/jsontokens.h"

#include <QString>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// Longer paths are followed to the last of duplicate keys only: no message may exhaust the stack.
constexpr size_t mostBranching = 200;

// Until \a take says true of a key, quotes and all, and its value; false if it never does.
template<typename Take>
bool eachMember(QByteArrayView object, Take take)
{
    JsonTokenizer tokens(object);
    JsonToken token;
    tokens.next(token);
    while (tokens.next(token) && token.type != JsonToken::Type::EndObject) {
        if (token.type != JsonToken::Type::String) {
            continue;
        }
        const QByteArrayView key = object.sliced(token.begin, token.end - token.begin);
        if (!tokens.next(token) || token.type != JsonToken::Type::Colon || !tokens.next(token)) {
            break;
        }
        const qsizetype begin = token.begin;
        const qsizetype end = tokens.skipValue(token);
        if (take(key, object.sliced(begin, end - begin))) {
            return true;
        }
    }
    return false;
}

// Until \a take says true of an element; false if it never does.
template<typename Take>
bool eachElement(QByteArrayView array, Take take)
{
    JsonTokenizer tokens(array);
    JsonToken token;
    tokens.next(token);
    while (tokens.next(token) && token.type != JsonToken::Type::EndArray) {
        if (token.type == JsonToken::Type::Comma) {
            continue;
        }
        const qsizetype begin = token.begin;
        const qsizetype end = tokens.skipValue(token);
        if (take(array.sliced(begin, end - begin))) {
            return true;
        }
    }
    return false;
}

} // namespace

std::optional<JsonPath> JsonPath::fromPointer(QStringView pointer)
{
    JsonPath path;
    if (pointer.isEmpty()) {
        return path;
    }
    if (!pointer.startsWith(u'/')) {
        return std::nullopt;
    }
    for (const QStringView step : pointer.sliced(1).split(u'/')) {
        QString name = step.toString();
        path.append(name.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1));
    }
    return path;
}

void JsonPath::append(const QString &name)
{
    bool isIndex = false;
    const qint64 index = name.toLongLong(&isIndex);
    m_steps.push_back({ name.toUtf8(), isIndex && index >= 0 ? index : -1, name.contains(u'\\'),
                        name.contains(QChar::ReplacementCharacter) });
}

void JsonPath::appendAnyElement()
{
    m_steps.push_back({ .anyElement = true });
}

QByteArrayView JsonPath::valueIn(QByteArrayView document) const
{
    JsonTokenizer tokens(document);
    JsonToken token;
    if (!tokens.next(token)) {
        return {};
    }
    QByteArrayView value = document.sliced(token.begin);
    if (m_steps.empty()) {
        return value.first(tokens.skipValue(token) - token.begin);
    }
    for (const Step &step : m_steps) {
        if (value.startsWith('{') && !step.anyElement) {
            value = memberOf(value, step);
        } else if (value.startsWith('[')) {
            value = elementOf(value, step);
        } else {
            return {};
        }
    }
    return value;
}

bool JsonPath::isKey(QByteArrayView token, const Step &step)
{
    // Nearly every key is decided here.
    if (token.size() >= 2 && token.endsWith('"')) {
        const QByteArrayView content = token.sliced(1, token.size() - 2);
        if (content == step.name && !step.hasBackslash) {
            return true;
        }
        if (!step.isReplaced && !content.contains('\\')) {
            return false;
        }
    }
    return jsonStringText(token) == QString::fromUtf8(step.name);
}

QByteArrayView JsonPath::memberOf(QByteArrayView object, const Step &step)
{
    QByteArrayView found;
    eachMember(object, [&](QByteArrayView key, QByteArrayView member) {
        found = isKey(key, step) ? member : found;
        return false;
    });
    return found;
}

bool JsonPath::visit(QByteArrayView document, Visitor visitor, void *what) const
{
    JsonTokenizer tokens(document);
    JsonToken token;
    if (m_steps.empty() || m_steps.size() > mostBranching || !tokens.next(token)) {
        const QByteArrayView value = valueIn(document);
        return !value.isEmpty() && visitor(what, value);
    }
    return visitFrom(0, document.sliced(token.begin), visitor, what);
}

bool JsonPath::visitFrom(size_t at, QByteArrayView value, Visitor visitor, void *what) const
{
    if (at == m_steps.size()) {
        return visitor(what, value);
    }
    const Step &step = m_steps[at];
    if (value.startsWith('[') && step.anyElement) {
        return eachElement(value, [&](QByteArrayView element) {
            return visitFrom(at + 1, element, visitor, what);
        });
    }
    if (value.startsWith('[')) {
        const QByteArrayView element = elementOf(value, step);
        return !element.isEmpty() && visitFrom(at + 1, element, visitor, what);
    }
    if (!value.startsWith('{') || step.anyElement) {
        return false;
    }
    return eachMember(value, [&](QByteArrayView key, QByteArrayView member) {
        return isKey(key, step) && visitFrom(at + 1, member, visitor, what);
    });
}

QByteArrayView JsonPath::elementOf(QByteArrayView array, const Step &step)
{
    qint64 index = step.anyElement ? 0 : step.index;
    QByteArrayView found;
    if (index >= 0) {
        eachElement(array, [&](QByteArrayView element) {
            found = index == 0 ? element : found;
            return index-- == 0;
        });
    }
    return found;
}

} // namespace Tailwater
