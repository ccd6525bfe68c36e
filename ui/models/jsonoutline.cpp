// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/jsonoutline.h"

#include "models/jsontokens.h"

#include <QHash>

#include <utility>

namespace Tailwater {

class JsonOutline::Reader
{
public:
    explicit Reader(JsonOutline *outline)
        : m_text(outline->m_text)
        , m_nodes(outline->m_nodes)
    {
        m_nodes.push_back({ .type = Node::Type::Array });
        JsonTokenizer tokens(m_text);
        JsonToken token;
        while (m_nodes.size() <= mostValues && tokens.next(token)) {
            take(token, tokens);
        }
        outline->m_complete = m_nodes.size() <= mostValues;
        while (!m_levels.empty()) {
            close(m_text.size());
        }
    }

private:
    struct Level
    {
        int node = 0;
        bool atKey = false;
        QString key = {};
        QHash<QString, int> keys = {};
    };

    void take(JsonToken token, JsonTokenizer &tokens)
    {
        if (token.type == JsonToken::Type::Comma) {
            if (!m_levels.empty()) {
                m_levels.back().atKey = isObject();
            }
        } else if (token.type == JsonToken::Type::Colon) {
            return;
        } else if (token.closes()) {
            close(token.end);
        } else if (!m_levels.empty() && m_levels.back().atKey) {
            m_levels.back().atKey = false;
            m_levels.back().key = pointerToken(jsonStringText(m_text.sliced(token.begin, token.end - token.begin)));
        } else if (token.opens() && m_levels.size() < deepest) {
            const bool object = token.type == JsonToken::Type::BeginObject;
            const int node = add(object ? Node::Type::Object : Node::Type::Array, token.begin, token.end);
            m_levels.push_back({ node, object });
        } else {
            const qsizetype begin = token.begin;
            const qsizetype end = token.opens() ? tokens.skipValue(token) : token.end;
            const int node = add(Node::Type::Scalar, begin, end);
            m_nodes[size_t(node)].print = qHash(m_text.sliced(begin, end - begin));
        }
    }

    bool isObject() const { return m_nodes[size_t(m_levels.back().node)].type == Node::Type::Object; }

    int add(Node::Type type, qsizetype begin, qsizetype end)
    {
        const auto index = int(m_nodes.size());
        Node node { .type = type, .begin = begin, .end = end };
        if (!m_levels.empty() && isObject()) {
            node.key = std::exchange(m_levels.back().key, {});
            node.occurrence = ++m_levels.back().keys[node.key];
        }
        m_nodes.push_back(std::move(node));
        m_nodes[m_levels.empty() ? 0 : size_t(m_levels.back().node)].children.push_back(index);
        return index;
    }

    void close(qsizetype end)
    {
        if (m_levels.empty()) {
            return;
        }
        Node &node = m_nodes[size_t(m_levels.back().node)];
        m_levels.pop_back();
        node.end = end;
        node.print = size_t(node.type);
        for (const int child : node.children) {
            const Node &inner = m_nodes[size_t(child)];
            node.print = qHashMulti(node.print, inner.key, inner.print);
        }
    }

    const QByteArrayView m_text;
    std::vector<Node> &m_nodes;
    std::vector<Level> m_levels;
};

JsonOutline::JsonOutline(QByteArrayView text)
    : m_text(text)
{
    const Reader reader(this);
}

QByteArrayView JsonOutline::bytes(int index) const
{
    return m_text.sliced(node(index).begin, node(index).end - node(index).begin);
}

} // namespace Tailwater
