// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "streamentry.h"

#include <QAbstractItemModel>

#include <chrono>
#include <span>
#include <vector>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

class StreamShelf;

//! \brief The catalog as a tree by `/`; folders with a single folder in them share a row. In front,
//! unless a filter is set, stand the favourites and what was opened last.
//!
//! Nodes are made when streams come or go; a filter only chooses among them, which takes some
//! milliseconds at 50,000 streams. A long list that comes in pieces is shown in steps, so that most of
//! the time is left to the user. Views keep their place by path (indexOf()).
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
        LiveRole, //!< bool: it is being read
        UnreadRole, //!< bool: something came that was not looked at
        RatesRole, //!< QList<double>: see StreamShelf::Activity
    };
    Q_ENUM(Roles)

    //! \brief \a catalog and \a shelf must outlive the model.
    StreamTreeModel(StreamCatalog *catalog, StreamShelf *shelf, QObject *parent = nullptr);
    ~StreamTreeModel() override;

    QString filter() const { return m_filter; }
    //! \brief Words, each of which must occur in the path; if none has all, letters in that order.
    void setFilter(const QString &filter);
    void setFlat(bool flat);
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
        int node = 0;
    };
    //! All nodes are there whatever the filter; it decides which are shown.
    struct Node
    {
        QString name;
        QByteArray path;
        bool stream = false;
        bool group = false;
        int owner = 0; //!< the folder it lies in; made before it
    };
    //! What of the nodes is shown: where each one lies, or that it does not.
    struct Place
    {
        int parent = 0;
        int row = -1; //!< negative: not shown
    };

    void onRowsChanged();
    void readCatalog();
    void makeNodes();
    void remake();
    void rebuild();
    void showMatches();
    //! Marks the nodes that the filter leaves, and the folders above them.
    std::vector<char> shownNodes();
    //! The folders that share the row of the single folder in them.
    std::vector<char> mergedNodes(const std::vector<char> &shown) const;
    //! Lines up those that are shown and have a row of their own below their parents.
    void placeNodes(const std::vector<char> &visible);
    //! The rows that match the filter.
    std::vector<char> matches() const;
    int childFor(int owner, const QString &name, const QByteArray &path);
    int ownerOf(const QByteArray &path);
    void addGroup(const QString &name, const QByteArray &id, const QList<QByteArray> &paths);
    void onEntryChanged(const QByteArray &path);
    int nodeAt(const QModelIndex &index) const;
    QModelIndex indexAt(int node) const;
    std::span<const int> childrenOf(int node) const;
    QVariant streamData(const Node &node, int role) const;

    StreamCatalog *m_catalog;
    StreamShelf *m_shelf;
    QString m_filter;
    bool m_flat = false;
    bool m_showsReserved = false;
    qsizetype m_shown = 0;
    std::vector<Row> m_rows;
    std::vector<Node> m_nodes; //!< the first is the root
    std::vector<Place> m_places; //!< of each node
    std::vector<int> m_children; //!< of one node after the other
    std::vector<int> m_firstChild; //!< of each node, and the end
    QHash<int, QString> m_labels; //!< of nodes that share their row with the folders above
    QHash<QByteArray, int> m_nodeOfPath;
    QMultiHash<QByteArray, int> m_groupNodes;
    QTimer *m_readTimer;
    std::chrono::nanoseconds m_readTook {};
};

} // namespace Tailwater
