// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "streamentry.h"

#include <QAbstractItemModel>

#include <vector>

namespace Tailwater {

//! \brief The catalog as a tree by `/`; folders with a single folder in them share a row.
//!
//! The rows are rebuilt when streams come or go, or the filter changes: at 50,000 streams that
//! takes some milliseconds, and views keep their place by path (indexOf()).
class StreamTreeModel : public QAbstractItemModel
{
    Q_OBJECT
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged)

public:
    enum Roles {
        PathRole = Qt::UserRole, //!< QByteArray; of folders: up to and including the last `/`
        IsStreamRole,
        EntryStateRole, //!< int of StreamEntry::State
        ContentTypeRole,
        SourceRole, //!< QString, in words
        BadgeRole, //!< QString: "closed", "gone"; empty for an open stream
    };
    Q_ENUM(Roles)

    //! \brief \a catalog must outlive the model.
    explicit StreamTreeModel(StreamCatalog *catalog, QObject *parent = nullptr);
    ~StreamTreeModel() override;

    QString filter() const { return m_filter; }
    //! \brief Words, each of which must occur in the path; if none has all, letters in that order.
    void setFilter(const QString &filter);
    bool isFlat() const { return m_flat; }
    void setFlat(bool flat);
    bool showsReserved() const { return m_showsReserved; }
    void setShowsReserved(bool shows);

    //! \brief How many streams are shown, and how many there are.
    qsizetype shownCount() const { return m_shown; }
    qsizetype totalCount() const { return qsizetype(m_rows.size()); }

    //! \brief The row of \a path, or an invalid index.
    QModelIndex indexOf(const QByteArray &path) const;
    //! \brief The first row that is a stream.
    QModelIndex firstStream() const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    using QObject::parent;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void filterChanged(const QString &filter);

private:
    //! A stream, in display order.
    struct Row
    {
        QByteArray path;
        QString display;
        QString folded; //!< for the filter
    };
    struct Node
    {
        QString label;
        QByteArray path;
        bool stream = false;
        int parent = 0;
        int row = 0;
        std::vector<int> children = {};
    };

    void readCatalog();
    void rebuild();
    std::vector<const Row *> matchingRows() const;
    int childFor(int parent, const QString &label, const QByteArray &path);
    void addStream(const Row &row);
    void compact(int node);
    void number(int node);
    void onEntryChanged(const QByteArray &path);
    const Node &nodeAt(const QModelIndex &index) const;
    QVariant streamData(const Node &node, int role) const;

    StreamCatalog *m_catalog;
    QString m_filter;
    bool m_flat = false;
    bool m_showsReserved = false;
    qsizetype m_shown = 0;
    std::vector<Row> m_rows;
    std::vector<Node> m_nodes; //!< the first is the root
    QHash<QByteArray, int> m_nodeOfPath;
};

} // namespace Tailwater
