// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "streamtreemodel.h"

#include "streamshelf.h"


#include <QIcon>

#include <algorithm>
#include <utility>

#include "theme/icons.h"

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

bool containsInOrder(QStringView text, QStringView letters)
{
    qsizetype i = 0;
    for (const QChar c : text) {
        if (i < letters.size() && letters[i] == c) {
            ++i;
        }
    }
    return i == letters.size();
}

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
{
    connect(catalog, &StreamCatalog::rowsChanged, this, &StreamTreeModel::readCatalog);
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
        readCatalog();
    }
}

void StreamTreeModel::readCatalog()
{
    m_rows.clear();
    m_rows.reserve(size_t(m_catalog->size()));
    for (const StreamEntry &entry : m_catalog->entries()) {
        if (!m_showsReserved && isReserved(entry.path)) {
            continue;
        }
        const QString display = displayPath(entry.path);
        m_rows.push_back({ entry.path, display, display.toCaseFolded(), 0 });
    }
    std::ranges::sort(m_rows, [](const Row &a, const Row &b) {
        return pathLessThan(a.display, b.display);
    });
    remake();
}

void StreamTreeModel::remake()
{
    beginResetModel();
    makeNodes();
    showMatches();
    endResetModel();
}

std::vector<char> StreamTreeModel::matches() const
{
    const QStringList words = m_filter.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    std::vector<char> matched(m_rows.size(), words.isEmpty());
    if (words.isEmpty()) {
        return matched;
    }
    bool any = false;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        matched[i] = std::ranges::all_of(
            words, [&](const QString &w) { return m_rows[i].folded.contains(w); });
        any = any || matched[i];
    }
    if (!any) {
        const QString letters = words.join(QString());
        for (size_t i = 0; i < m_rows.size(); ++i) {
            matched[i] = containsInOrder(m_rows[i].folded, letters);
        }
    }
    return matched;
}

void StreamTreeModel::makeNodes()
{
    m_nodes.assign(1, Node {});
    m_nodes.reserve(m_rows.size() + m_rows.size() / 4);
    m_nodeOfPath.clear();
    m_nodeOfPath.reserve(qsizetype(m_rows.size()));
    m_groupNodes.clear();
    addGroup(tr("Favourites"), "\1favourites", m_shelf->favourites());
    addGroup(tr("Recent"), "\1recent", m_shelf->recent());
    for (Row &row : m_rows) {
        row.node = addStream(row);
    }
}

void StreamTreeModel::rebuild()
{
    beginResetModel();
    showMatches();
    endResetModel();
}

void StreamTreeModel::showMatches()
{
    for (Node &node : m_nodes) {
        node.shown = false;
        node.children.clear();
        node.label = node.name;
        node.parent = node.owner;
        node.row = -1;
    }
    m_nodes.front().shown = true;
    m_shown = 0;
    const std::vector<char> matched = matches();
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (!matched[i]) {
            continue;
        }
        ++m_shown;
        for (int node = m_rows[i].node; !m_nodes[size_t(node)].shown;
             node = m_nodes[size_t(node)].owner) {
            m_nodes[size_t(node)].shown = true;
        }
    }
    if (m_filter.isEmpty()) {
        for (const int node : std::as_const(m_groupNodes)) {
            m_nodes[size_t(node)].shown = true;
            m_nodes[size_t(m_nodes[size_t(node)].owner)].shown = true;
        }
    }
    // In the order of making, which is that of the rows.
    for (size_t i = 1; i < m_nodes.size(); ++i) {
        if (m_nodes[i].shown) {
            m_nodes[size_t(m_nodes[i].owner)].children.push_back(int(i));
        }
    }
    compact(0);
    number(0);
}

int StreamTreeModel::childFor(int owner, const QString &name, const QByteArray &path)
{
    if (const auto it = m_nodeOfPath.constFind(path); it != m_nodeOfPath.cend()) {
        return *it;
    }
    const int node = int(m_nodes.size());
    m_nodes.push_back({ .name = name, .path = path, .owner = owner });
    m_nodeOfPath.insert(path, node);
    return node;
}

int StreamTreeModel::addStream(const Row &row)
{
    int owner = 0;
    QString name = row.display;
    // An encoded slash is no separator, so the folders come from the path as it is in the URL.
    if (!m_flat) {
        qsizetype from = 0;
        for (;;) {
            const qsizetype slash = row.path.indexOf('/', from);
            if (slash < 0) {
                name = displayPath(row.path.sliced(from));
                break;
            }
            if (slash > from) {
                owner = childFor(owner, displayPath(row.path.sliced(from, slash - from)) + u'/',
                                 row.path.first(slash + 1));
            }
            from = slash + 1;
        }
    }
    if (name.isEmpty()) {
        name = row.display;
    }
    const int node = childFor(owner, name, row.path);
    m_nodes[size_t(node)].stream = true;
    return node;
}

void StreamTreeModel::addGroup(const QString &name, const QByteArray &id,
                               const QList<QByteArray> &paths)
{
    if (paths.isEmpty()) {
        return;
    }
    const int group = childFor(0, name, id);
    m_nodes[size_t(group)].group = true;
    for (const QByteArray &path : paths) {
        const int node = int(m_nodes.size());
        m_nodes.push_back(
            { .name = displayPath(path), .path = path, .stream = true, .owner = group });
        m_groupNodes.insert(path, node);
    }
}

void StreamTreeModel::compact(int node)
{
    // By index: the vector does not grow here, but members of nodes are replaced.
    for (size_t i = 0; i < m_nodes[size_t(node)].children.size(); ++i) {
        int child = m_nodes[size_t(node)].children[i];
        QString label = m_nodes[size_t(child)].label;
        while (!m_nodes[size_t(child)].stream && m_nodes[size_t(child)].children.size() == 1
               && !m_nodes[size_t(m_nodes[size_t(child)].children.front())].stream) {
            child = m_nodes[size_t(child)].children.front();
            label += m_nodes[size_t(child)].label;
        }
        m_nodes[size_t(child)].label = label;
        m_nodes[size_t(child)].parent = node;
        m_nodes[size_t(node)].children[i] = child;
        compact(child);
    }
}

void StreamTreeModel::number(int node)
{
    int row = 0;
    for (const int child : m_nodes[size_t(node)].children) {
        m_nodes[size_t(child)].row = row++;
        number(child);
    }
}

void StreamTreeModel::onEntryChanged(const QByteArray &path)
{
    if (const QModelIndex index = indexOf(path); index.isValid()) {
        Q_EMIT dataChanged(index, index);
    }
    for (const int node : m_groupNodes.values(path)) {
        const QModelIndex index = createIndex(m_nodes[size_t(node)].row, 0, quintptr(node));
        Q_EMIT dataChanged(index, index);
    }
}

const StreamTreeModel::Node &StreamTreeModel::nodeAt(const QModelIndex &index) const
{
    return m_nodes[index.isValid() ? size_t(index.internalId()) : 0];
}

QModelIndex StreamTreeModel::indexOf(const QByteArray &path) const
{
    const auto it = m_nodeOfPath.constFind(path);
    if (it == m_nodeOfPath.cend()) {
        return {};
    }
    const Node &node = m_nodes[size_t(*it)];
    const std::vector<int> &siblings = m_nodes[size_t(node.parent)].children;
    // A folder that was merged into its only child has no row of its own.
    if (size_t(node.row) >= siblings.size() || siblings[size_t(node.row)] != *it) {
        return {};
    }
    return createIndex(node.row, 0, quintptr(*it));
}

QModelIndex StreamTreeModel::firstStream() const
{
    int node = 0;
    while (!m_nodes[size_t(node)].stream) {
        if (m_nodes[size_t(node)].children.empty()) {
            return {};
        }
        node = m_nodes[size_t(node)].children.front();
    }
    return createIndex(m_nodes[size_t(node)].row, 0, quintptr(node));
}

QModelIndex StreamTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column, quintptr(nodeAt(parent).children[size_t(row)]));
}

QModelIndex StreamTreeModel::parent(const QModelIndex &child) const
{
    const int parent = child.isValid() ? nodeAt(child).parent : 0;
    return parent == 0 ? QModelIndex()
                       : createIndex(m_nodes[size_t(parent)].row, 0, quintptr(parent));
}

int StreamTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeAt(parent).children.size());
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
    const Node &node = nodeAt(index);
    switch (role) {
    case Qt::DisplayRole:
        return node.label;
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
