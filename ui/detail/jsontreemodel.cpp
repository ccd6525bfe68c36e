// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/jsontreemodel.h"

#include "highlight/highlighting.h"
#include "models/visibletext.h"

#include <QApplication>
#include <QPalette>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// How many children come at once.
constexpr size_t portion = 500;

} // namespace

struct JsonTreeModel::Node
{
    Node *parent = nullptr;
    int row = 0;
    JsonToken::Type type = JsonToken::Type::Invalid;
    qsizetype begin = 0;
    qsizetype end = 0;
    //! The key token in an object; empty in an array.
    qsizetype keyBegin = 0;
    qsizetype keyEnd = 0;
    std::vector<std::unique_ptr<Node>> children = {};
    //! Where the next child is looked for; -1: all are there.
    qsizetype next = -1;

    bool isContainer() const
    {
        return type == JsonToken::Type::BeginObject || type == JsonToken::Type::BeginArray;
    }
};

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
    connect(Highlighting::instance(), &Highlighting::themeChanged, this, &JsonTreeModel::updateColours);
    updateColours();
}

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::updateColours()
{
    using Theme = KSyntaxHighlighting::Theme;
    const Theme theme = Highlighting::instance()->theme();
    const auto colour = [&theme](Theme::TextStyle style) {
        return Highlighting::instance()->legible(QColor::fromRgba(theme.textColor(style)));
    };
    m_string = colour(Theme::String);
    m_number = colour(Theme::DecVal);
    m_literal = colour(Theme::Constant);
    m_error = colour(Theme::Error);
    m_muted = QApplication::palette().color(QPalette::PlaceholderText);
    if (const int rows = rowCount(); rows > 0) {
        Q_EMIT dataChanged(index(0, 0), index(rows - 1, ValueColumn));
    }
}

void JsonTreeModel::setDocument(QByteArrayView text, std::shared_ptr<const void> owner)
{
    beginResetModel();
    m_text = text;
    m_owner = std::move(owner);
    m_root = std::make_unique<Node>();
    JsonTokenizer tokens(text);
    JsonToken token;
    if (tokens.next(token)) {
        auto &root = *m_root;
        if (token.opens()) {
            root.type = token.type;
            root.begin = token.begin;
            root.end = text.size();
            root.next = token.end;
        } else {
            // A scalar is shown as the only child of the invisible root.
            auto only = std::make_unique<Node>();
            only->parent = m_root.get();
            only->type = token.type;
            only->begin = token.begin;
            only->end = token.end;
            root.children.push_back(std::move(only));
        }
    }
    endResetModel();
}

JsonTreeModel::Node *JsonTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex JsonTreeModel::indexOf(const Node *node) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row, 0, node);
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    if (row < 0 || size_t(row) >= node->children.size() || column < 0 || column >= ColumnCount
        || parent.column() > 0) {
        return {};
    }
    return createIndex(row, column, node->children[size_t(row)].get());
}

QModelIndex JsonTreeModel::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexOf(nodeOf(index)->parent) : QModelIndex();
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

int JsonTreeModel::columnCount(const QModelIndex &parent) const
{
    Q_UNUSED(parent)
    return ColumnCount;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    return parent.column() <= 0 && (!node->children.empty() || node->next >= 0);
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.column() <= 0 && nodeOf(parent)->next >= 0;
}

// Children from node->next on; says where the next ones are looked for.
std::vector<std::unique_ptr<JsonTreeModel::Node>> JsonTreeModel::readChildren(Node *node) const
{
    std::vector<std::unique_ptr<Node>> found;
    JsonTokenizer tokens(m_text.first(node->end), node->next);
    JsonToken token;
    node->next = -1;
    while (tokens.next(token) && !token.closes()) {
        if (token.type == JsonToken::Type::Comma || token.type == JsonToken::Type::Colon) {
            continue;
        }
        auto child = std::make_unique<Node>();
        if (node->type == JsonToken::Type::BeginObject && token.type == JsonToken::Type::String) {
            child->keyBegin = token.begin;
            child->keyEnd = token.end;
            child->begin = child->end = token.end;
            JsonTokenizer ahead = tokens;
            if (ahead.next(token) && token.type == JsonToken::Type::Colon && ahead.next(token)
                && !token.closes() && token.type != JsonToken::Type::Comma) {
                tokens = ahead;
            } else {
                token = { JsonToken::Type::Invalid, child->keyEnd, child->keyEnd };
            }
        }
        child->parent = node;
        child->row = int(node->children.size() + found.size());
        child->type = token.type;
        child->begin = token.begin;
        child->end = tokens.skipValue(token);
        if (child->isContainer()) {
            JsonTokenizer inside(m_text.first(child->end), token.end);
            JsonToken first;
            child->next = inside.next(first) && !first.closes() ? token.end : -1;
        }
        found.push_back(std::move(child));
        if (found.size() == portion) {
            node->next = tokens.position();
            break;
        }
    }
    return found;
}

void JsonTreeModel::fetchMore(const QModelIndex &parent)
{
    Node *node = nodeOf(parent);
    if (node->next < 0) {
        return;
    }
    auto found = readChildren(node);
    if (found.empty()) {
        return;
    }
    const auto first = int(node->children.size());
    beginInsertRows(parent, first, first + int(found.size()) - 1);
    std::move(found.begin(), found.end(), std::back_inserter(node->children));
    endInsertRows();
}

QModelIndex JsonTreeModel::indexOf(const QString &pointer)
{
    if (!pointer.startsWith(u'/')) {
        return {};
    }
    QModelIndex at;
    for (const QString &step : pointer.sliced(1).split(u'/')) {
        const Node *node = nodeOf(at);
        if (canFetchMore(at) && node->children.empty()) {
            fetchMore(at);
        }
        // The last of duplicate keys is the one that a pointer means.
        const auto found = std::find_if(node->children.rbegin(), node->children.rend(),
                                        [&](const auto &child) {
                                            return pointerToken(nameOf(child.get())) == step;
                                        });
        if (found == node->children.rend()) {
            return {};
        }
        at = indexOf(found->get());
    }
    return at;
}

QString JsonTreeModel::nameOf(const Node *node) const
{
    if (node->keyEnd > node->keyBegin) {
        return jsonStringText(m_text.sliced(node->keyBegin, node->keyEnd - node->keyBegin));
    }
    return node->parent == m_root.get() && !m_root->isContainer() ? QString()
                                                                   : QString::number(node->row);
}

QString JsonTreeModel::pointerOf(const Node *node) const
{
    QString pointer;
    for (; node && node != m_root.get(); node = node->parent) {
        if (node->parent == m_root.get() && !m_root->isContainer()) {
            break;
        }
        pointer = u'/' + pointerToken(nameOf(node)) + pointer;
    }
    return pointer;
}

QByteArrayView JsonTreeModel::valueAt(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    return m_text.sliced(node->begin, node->end - node->begin);
}

QVariant JsonTreeModel::colourOf(const Node *node) const
{
    switch (node->type) {
    case JsonToken::Type::String:
        return m_string;
    case JsonToken::Type::Number:
        return m_number;
    case JsonToken::Type::Literal:
        return m_literal;
    case JsonToken::Type::Invalid:
        return m_error;
    default:
        // What stands inside is shown below; this is only a glimpse of it.
        return m_muted;
    }
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Node *node = nodeOf(index);
    switch (role) {
    case PointerRole:
        return pointerOf(node);
    case TokenRole:
        return valueAt(index).toByteArray();
    case Qt::ForegroundRole:
        return index.column() == ValueColumn ? colourOf(node) : QVariant();
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        if (index.column() == NameColumn) {
            return visibleText(nameOf(node).toUtf8(), 200);
        }
        return previewText(valueAt(index), true, 256);
    default:
        return {};
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == NameColumn ? tr("Name") : tr("Value");
}

} // namespace Tailwater

#include "moc_jsontreemodel.cpp"
