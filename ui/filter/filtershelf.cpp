// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "filter/filtershelf.h"

#include <QCoreApplication>

namespace Tailwater {

FilterShelf::FilterShelf(QObject *parent)
    : QObject(parent)
{
}

FilterShelf::~FilterShelf() = default;

FilterShelf *FilterShelf::instance()
{
    static auto *const shelf = new FilterShelf(QCoreApplication::instance());
    return shelf;
}

void FilterShelf::noteUsed(const QString &filter)
{
    const QString text = filter.trimmed();
    if (text.isEmpty() || m_saved.contains(text) || (!m_recent.isEmpty() && m_recent.front() == text)) {
        return;
    }
    m_recent.removeAll(text);
    // What was applied on the way there.
    if (!m_recent.isEmpty() && text.startsWith(m_recent.front())) {
        m_recent.removeFirst();
    }
    m_recent.prepend(text);
    m_recent.resize(std::min(m_recent.size(), longestHistory));
    Q_EMIT changed();
}

void FilterShelf::setSaved(const QString &filter, bool saved)
{
    const QString text = filter.trimmed();
    if (text.isEmpty() || saved == m_saved.contains(text)) {
        return;
    }
    m_recent.removeAll(text);
    if (saved) {
        m_saved.append(text);
    } else {
        m_saved.removeAll(text);
        m_recent.prepend(text);
    }
    Q_EMIT changed();
}

void FilterShelf::clearRecent()
{
    if (!m_recent.isEmpty()) {
        m_recent.clear();
        Q_EMIT changed();
    }
}

void FilterShelf::restore(const QStringList &recent, const QStringList &saved)
{
    m_recent = recent.first(std::min(recent.size(), longestHistory));
    m_saved = saved;
}

} // namespace Tailwater

#include "moc_filtershelf.cpp"
