// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "streamtreemodel.h"

#include "streamshelf.h"
#include "theme/icons.h"

#include <QElapsedTimer>
#include <QIcon>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

//! A list that takes longer to read than this is not read anew for every piece that arrives.
constexpr auto LongRead = 20ms;

QLatin1StringView iconNameOf(const QByteArray &contentType)
{
    if (contentType.isEmpty()) {
        return "stream-unknown"_L1;
    }
    if (contentType.startsWith("application/json")) {
        return "stream-json"_L1;
    }
    if (contentType.startsWith("text/") || contentType.startsWith("application/ndjson")) {
        return "stream-text"_L1;
    }
    return "stream-binary"_L1;
}

} // namespace

StreamTreeModel::StreamTreeModel(StreamCatalog *catalog, StreamShelf *shelf, QObject *parent)
    : QAbstractItemModel(parent)
    , m_catalog(catalog)
    , m_shelf(shelf)
    , m_nodes(1)
    , m_readTimer(new QTimer(this))
{
    m_readTimer->setSingleShot(true);
    connect(m_readTimer, &QTimer::timeout, this, &StreamTreeModel::readCatalog);
    connect(catalog, &StreamCatalog::rowsChanged, this, &StreamTreeModel::onRowsChanged);
    connect(shelf, &StreamShelf::activityChanged, this, &StreamTreeModel::onEntryChanged);
    connect(shelf, &StreamShelf::groupsChanged, this, &StreamTreeModel::remake);
    connect(catalog, &StreamCatalog::entryChanged, this, &StreamTreeModel::onEntryChanged);
    readCatalog();
}

StreamTreeModel::~StreamTreeModel() = default;

void StreamTreeModel::setFilter(const QString &filter)
{
    if (std::exchange(m_filter, filter) == filter) {
        return;
    }
    rebuild();
    Q_EMIT filterChanged(m_filter);
}

void StreamTreeModel::setFlat(bool flat)
{
    if (std::exchange(m_flat, flat) != flat) {
        remake();
    }
}

void StreamTreeModel::setShowsReserved(bool shows)
{
    if (std::exchange(m_showsReserved, shows) != shows) {
        m_rows.clear();
        readCatalog();
    }
}

void StreamTreeModel::onRowsChanged()
{
    if (m_readTook < LongRead) {
        readCatalog();
    } else if (!m_readTimer->isActive()) {
        m_readTimer->start(std::chrono::duration_cast<std::chrono::milliseconds>(4 * m_readTook));
    }
}

void StreamTreeModel::readCatalog()
{
    QElapsedTimer time;
    time.start();
    std::erase_if(m_rows, [this](const Row &row) { return !m_catalog->entries().contains(row.path); });
    QSet<QByteArray> known;
    known.reserve(qsizetype(m_rows.size()));
    for (const Row &row : m_rows) {
        known.insert(row.path);
    }
    const auto before = std::ssize(m_rows);
    m_rows.reserve(size_t(m_catalog->size()));
    for (const StreamEntry &entry : m_catalog->entries()) {
        if (known.contains(entry.path) || (!m_showsReserved && isReserved(entry.path))) {
            continue;
        }
        const QString display = displayPath(entry.path);
        m_rows.push_back({ entry.path, display, display.toCaseFolded(), 0 });
    }
    const auto less = [](const Row &a, const Row &b) { return pathLessThan(a.display, b.display); };
    std::sort(m_rows.begin() + before, m_rows.end(), less);
    std::inplace_merge(m_rows.begin(), m_rows.begin() + before, m_rows.end(), less);
    remake();
    m_readTook = time.durationElapsed();
}

void StreamTreeModel::remake()
{
    beginResetModel();
    makeNodes();
    showMatches();
    endResetModel();
}

void StreamTreeModel::rebuild()
{
    beginResetModel();
    showMatches();
    endResetModel();
}

void StreamTreeModel::onEntryChanged(const QByteArray &path)
{
    if (const QModelIndex index = indexOf(path); index.isValid()) {
        Q_EMIT dataChanged(index, index);
    }
    for (const int node : m_groupNodes.values(path)) {
        if (const QModelIndex index = indexAt(node); index.isValid()) {
            Q_EMIT dataChanged(index, index);
        }
    }
}

int StreamTreeModel::nodeAt(const QModelIndex &index) const
{
    return index.isValid() ? int(index.internalId()) : 0;
}

QModelIndex StreamTreeModel::indexAt(int node) const
{
    const int row = node > 0 ? m_places[size_t(node)].row : -1;
    return row < 0 ? QModelIndex() : createIndex(row, 0, quintptr(node));
}

std::span<const int> StreamTreeModel::childrenOf(int node) const
{
    const auto first = size_t(m_firstChild[size_t(node)]);
    return std::span(m_children).subspan(first, size_t(m_firstChild[size_t(node) + 1]) - first);
}

QModelIndex StreamTreeModel::indexOf(const QByteArray &path) const
{
    return indexAt(m_nodeOfPath.value(path, 0));
}

QModelIndex StreamTreeModel::firstStream() const
{
    int node = 0;
    while (!m_nodes[size_t(node)].stream) {
        if (childrenOf(node).empty()) {
            return {};
        }
        node = childrenOf(node).front();
    }
    return indexAt(node);
}

QModelIndex StreamTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column, quintptr(childrenOf(nodeAt(parent))[size_t(row)]));
}

QModelIndex StreamTreeModel::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexAt(m_places[size_t(nodeAt(child))].parent) : QModelIndex();
}

int StreamTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(childrenOf(nodeAt(parent)).size());
}

int StreamTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant StreamTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const Node &node = m_nodes[size_t(nodeAt(index))];
    switch (role) {
    case Qt::DisplayRole:
        return m_labels.value(nodeAt(index), node.name);
    case PathRole:
        return node.path;
    case IsStreamRole:
        return node.stream;
    case Qt::DecorationRole:
        if (!node.stream) {
            return node.group ? icon(node.path.endsWith("recent") ? "history"_L1 : "star"_L1)
                              : icon("folder"_L1);
        }
        break;
    default:
        break;
    }
    return node.stream ? streamData(node, role) : QVariant();
}

QVariant StreamTreeModel::streamData(const Node &node, int role) const
{
    const StreamEntry entry = m_catalog->entry(node.path).value_or(StreamEntry {});
    const QString source = m_shelf->sourcesInWords(node.path, entry.sources);
    switch (role) {
    case Qt::DecorationRole:
        return icon(iconNameOf(entry.contentType));
    case Qt::ToolTipRole:
        return u"%1\n%2\n%3"_s.arg(displayPath(node.path),
                                   entry.contentType.isEmpty()
                                       ? tr("content type not known yet")
                                       : QString::fromLatin1(entry.contentType),
                                   source);
    case Qt::AccessibleTextRole:
        return tr("stream %1, %2").arg(displayPath(node.path), source);
    case LiveRole:
        return m_shelf->activity(node.path).live;
    case UnreadRole:
        return m_shelf->activity(node.path).unread;
    case RatesRole:
        return QVariant::fromValue(m_shelf->activity(node.path).rates);
    case EntryStateRole:
        return int(entry.state);
    case ContentTypeRole:
        return entry.contentType;
    case SourceRole:
        return source;
    case BadgeRole:
        switch (entry.state) {
        case StreamEntry::State::Closed:
            return tr("closed");
        case StreamEntry::State::Missing:
            return tr("not found");
        case StreamEntry::State::Gone:
            return tr("gone");
        case StreamEntry::State::Unknown:
        case StreamEntry::State::Open:
            return QString();
        }
        return QString();
    default:
        return {};
    }
}

QHash<int, QByteArray> StreamTreeModel::roleNames() const
{
    QHash<int, QByteArray> names = QAbstractItemModel::roleNames();
    names.insert({ { PathRole, "path" }, { IsStreamRole, "isStream" }, { BadgeRole, "badge" } });
    return names;
}

} // namespace Tailwater

#include "moc_streamtreemodel.cpp"
