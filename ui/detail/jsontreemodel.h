// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/jsontokens.h"
#include "models/message.h"

#include <QAbstractItemModel>
#include <QColor>

#include <memory>
#include <vector>

namespace Tailwater {

//! \brief A JSON text as a tree, made from its bytes as far as it is opened.
//!
//! Numbers, strings, the order of keys and duplicates of them are shown as they stand. Children come
//! in portions, so that a long array costs no more than what is looked at.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, ColumnCount };
    enum Role {
        PointerRole = Qt::UserRole, //!< the JSON pointer, QString
        TokenRole, //!< the bytes of the value, QByteArray; shares the document
    };

    explicit JsonTreeModel(QObject *parent = nullptr);
    ~JsonTreeModel() override;

    //! \brief Shows \a text, which \a owner keeps alive.
    void setDocument(QByteArrayView text, std::shared_ptr<const void> owner);
    QByteArrayView document() const { return m_text; }
    //! \brief The index of the value at \a pointer, opening what lies above it; invalid if absent.
    QModelIndex indexOf(const QString &pointer);
    //! \brief The bytes of the value at \a index.
    QByteArrayView valueAt(const QModelIndex &index) const;
    //! \brief Asks for colours again.
    void updateColours();

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;
    Node *nodeOf(const QModelIndex &index) const;
    QModelIndex indexOf(const Node *node) const;
    QString nameOf(const Node *node) const;
    QString pointerOf(const Node *node) const;
    QVariant colourOf(const Node *node) const;
    std::vector<std::unique_ptr<Node>> readChildren(Node *node) const;

    QByteArrayView m_text;
    std::shared_ptr<const void> m_owner;
    std::unique_ptr<Node> m_root;
    QColor m_string;
    QColor m_number;
    QColor m_literal;
    QColor m_error;
    QColor m_muted;
};

} // namespace Tailwater
