// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QStringList>

namespace Tailwater {

//! \brief The filters that were used lately, and those that the user keeps. GUI thread only.
class FilterShelf : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype longestHistory = 30;

    explicit FilterShelf(QObject *parent = nullptr);
    ~FilterShelf() override;
    //! \brief The one that all tails use.
    static FilterShelf *instance();

    //! \brief The latest first; those that are kept are not in it.
    const QStringList &recent() const { return m_recent; }
    //! \brief In the order in which they were kept.
    const QStringList &saved() const { return m_saved; }
    bool isSaved(const QString &filter) const { return m_saved.contains(filter.trimmed()); }

    void noteUsed(const QString &filter);
    void setSaved(const QString &filter, bool saved);
    void clearRecent();
    //! \brief As it was when changed() was emitted; does not emit it.
    void restore(const QStringList &recent, const QStringList &saved);

Q_SIGNALS:
    void changed();

private:
    QStringList m_recent;
    QStringList m_saved;
};

} // namespace Tailwater
