// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>
#include <QString>

#include <vector>

namespace Tailwater {

//! \brief The values of a JSON text and how they lie in each other, to compare it with another one. Takes
//! any bytes; keeps none: the text must outlive it.
class JsonOutline
{
public:
    struct Node
    {
        enum class Type { Scalar, Object, Array };
        Type type = Type::Scalar;
        qsizetype begin = 0;
        qsizetype end = 0;
        QString key = {}; //!< in an object: as in a pointer
        int occurrence = 1; //!< which of the keys of that name it is
        std::vector<int> children = {};
        size_t print = 0; //!< the same for what is written with the same tokens
    };
    //! More values are not looked at, nor what lies deeper: that is one value.
    static constexpr size_t mostValues = 20'000;
    static constexpr size_t deepest = 1'000;

    explicit JsonOutline(QByteArrayView text);

    //! \brief What stands side by side at the top: one value, if it is JSON.
    const std::vector<int> &top() const { return m_nodes.front().children; }
    const Node &node(int index) const { return m_nodes[size_t(index)]; }
    QByteArrayView bytes(int index) const;
    //! \brief False if there are more values.
    bool isComplete() const { return m_complete; }

private:
    class Reader;
    QByteArrayView m_text;
    std::vector<Node> m_nodes;
    bool m_complete = true;
};

} // namespace Tailwater
