// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The tree of a StreamTreeModel: how it is made of paths, and what a filter leaves of it.

#include "streamshelf.h"
#include "streamtreemodel.h"

#include <QStringMatcher>

#include <algorithm>
#include <numeric>

namespace Tailwater {

namespace {

bool containsInOrder(QStringView text, QStringView letters)
{
    qsizetype from = 0;
    return std::ranges::all_of(letters, [&](QChar letter) {
        from = text.indexOf(letter, from) + 1;
        return from > 0;
    });
}

} // namespace

std::vector<char> StreamTreeModel::matches() const
{
    const QStringList words = m_filter.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    std::vector<char> matched(m_rows.size(), words.isEmpty());
    if (words.isEmpty()) {
        return matched;
    }
    std::vector<QStringMatcher> matchers(words.cbegin(), words.cend());
    bool any = false;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        matched[i] = std::ranges::all_of(matchers, [this, i](const QStringMatcher &word) {
            return word.indexIn(m_rows[i].folded) >= 0;
        });
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
    QByteArray folder;
    int owner = 0;
    for (Row &row : m_rows) {
        // An encoded slash is no separator, so the folders come from the path as it is in the URL.
        const qsizetype end = m_flat ? 0 : row.path.lastIndexOf('/') + 1;
        if (end != folder.size() || !row.path.startsWith(folder)) {
            folder = row.path.first(end);
            owner = ownerOf(row.path);
        }
        const QString name = m_flat ? QString() : displayPath(row.path.sliced(folder.size()));
        row.node = childFor(owner, name.isEmpty() ? row.display : name, row.path);
        m_nodes[size_t(row.node)].stream = true;
    }
}

std::vector<char> StreamTreeModel::shownNodes()
{
    std::vector<char> shown(m_nodes.size(), false);
    shown.front() = true;
    const auto show = [this, &shown](int node) {
        for (; !shown[size_t(node)]; node = m_nodes[size_t(node)].owner) {
            shown[size_t(node)] = true;
        }
    };
    m_shown = 0;
    const std::vector<char> matched = matches();
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (matched[i]) {
            ++m_shown;
            show(m_rows[i].node);
        }
    }
    if (m_filter.isEmpty()) {
        for (const int node : std::as_const(m_groupNodes)) {
            show(node);
        }
    }
    return shown;
}

std::vector<char> StreamTreeModel::mergedNodes(const std::vector<char> &shown) const
{
    std::vector<int> count(m_nodes.size(), 0);
    std::vector<int> only(m_nodes.size(), 0);
    for (size_t i = 1; i < m_nodes.size(); ++i) {
        if (shown[i]) {
            const auto owner = size_t(m_nodes[i].owner);
            ++count[owner];
            only[owner] = int(i);
        }
    }
    std::vector<char> merged(m_nodes.size(), false);
    for (size_t i = 1; i < m_nodes.size(); ++i) {
        merged[i] = count[i] == 1 && !m_nodes[i].stream && !m_nodes[size_t(only[i])].stream;
    }
    return merged;
}

void StreamTreeModel::showMatches()
{
    std::vector<char> visible = shownNodes();
    const std::vector<char> merged = mergedNodes(visible);
    m_places.assign(m_nodes.size(), Place {});
    m_labels.clear();
    // Folders are made before what lies in them, so theirs is known already.
    for (size_t i = 1; i < m_nodes.size(); ++i) {
        if (!visible[i]) {
            continue;
        }
        const int owner = m_nodes[i].owner;
        if (merged[size_t(owner)]) {
            m_places[i].parent = m_places[size_t(owner)].parent;
            m_labels.insert(int(i),
                            m_labels.value(owner, m_nodes[size_t(owner)].name) + m_nodes[i].name);
        } else {
            m_places[i].parent = owner;
        }
        visible[i] = !merged[i];
    }
    placeNodes(visible);
}

void StreamTreeModel::placeNodes(const std::vector<char> &visible)
{
    m_firstChild.assign(m_nodes.size() + 1, 0);
    for (size_t i = 1; i < m_nodes.size(); ++i) {
        m_firstChild[size_t(m_places[i].parent) + 1] += visible[i];
    }
    std::partial_sum(m_firstChild.cbegin(), m_firstChild.cend(), m_firstChild.begin());
    m_children.resize(size_t(m_firstChild.back()));
    std::vector<int> rows(m_nodes.size(), 0);
    // In the order of making, which is that of the rows.
    for (size_t i = 1; i < m_nodes.size(); ++i) {
        if (visible[i]) {
            const auto parent = size_t(m_places[i].parent);
            m_places[i].row = rows[parent]++;
            m_children[size_t(m_firstChild[parent] + m_places[i].row)] = int(i);
        }
    }
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

int StreamTreeModel::ownerOf(const QByteArray &path)
{
    int owner = 0;
    qsizetype from = 0;
    for (qsizetype slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
        if (slash > from) {
            owner = childFor(owner, displayPath(path.sliced(from, slash - from)) + u'/',
                             path.first(slash + 1));
        }
        from = slash + 1;
    }
    return owner;
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

} // namespace Tailwater
