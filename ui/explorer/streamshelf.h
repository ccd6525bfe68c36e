// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "streamentry.h"
#include "streamfacts.h"

#include <QHash>
#include <QObject>
#include <QSet>

namespace Tailwater {

//! \brief What the user has made of the streams of one server: favourites, what was opened last, what
//! was imported, and what the open tails show. None of it is known to the server.
class StreamShelf : public QObject
{
    Q_OBJECT

public:
    explicit StreamShelf(QObject *parent = nullptr);
    ~StreamShelf() override;

    bool isFavourite(const QByteArray &path) const { return m_favourites.contains(path); }
    void setFavourite(const QByteArray &path, bool favourite);
    //! \brief Sorted.
    QList<QByteArray> favourites() const;
    //! \brief The user opened \a path: it comes first in recent(), and the first time is kept.
    void noteOpened(const QByteArray &path);
    //! \brief What was opened last, the latest first.
    const QList<QByteArray> &recent() const { return m_recent; }
    void setRecent(const QList<QByteArray> &paths);
    bool isImported(const QByteArray &path) const { return m_imported.contains(path); }
    void noteImported(const QByteArray &path) { m_imported.insert(path); }
    QList<QByteArray> imported() const;
    void forget(const QByteArray &path);

    StreamFacts facts(const QByteArray &path) const { return m_facts.value(path); }
    const QHash<QByteArray, StreamFacts> &allFacts() const { return m_facts; }
    void setAllFacts(const QHash<QByteArray, StreamFacts> &facts) { m_facts = facts; }
    void setNote(const QByteArray &path, const QString &note);
    //! \brief This application made \a path as a fork; nobody else would tell.
    void noteFork(const QByteArray &path, const QByteArray &source, const QByteArray &offset,
                  quint64 subOffset);
    //! \brief The tail of the fork \a path when it was made.
    void noteForkBoundary(const QByteArray &path, const QByteArray &boundary);
    //! \brief What was counted before that tail; see ForkOrigin.
    void noteInherited(const QByteArray &path, quint64 amount);
    //! \brief What is at \a path from now on is no fork.
    void forgetFork(const QByteArray &path);
    //! \brief \a path was captured to \a file.
    void noteCapture(const QByteArray &path, const QString &file);
    //! \brief The forks of \a path that are known, sorted.
    QList<QByteArray> forksOf(const QByteArray &path) const;

    //! \brief How the path came to be known here, in words, the catalog's sources first.
    QString sourcesInWords(const QByteArray &path, StreamSources sources) const;

    //! \brief What a tail of a stream shows of it while it is open.
    struct Activity
    {
        bool live = false;
        //! Something came that was not looked at.
        bool unread = false;
        //! Events per second of the last minute, oldest first.
        QList<double> rates = {};

        bool operator==(const Activity &) const = default;
    };
    Activity activity(const QByteArray &path) const { return m_activity.value(path); }
    void noteActivity(const QByteArray &path, const Activity &activity);
    void noteNoActivity(const QByteArray &path);

Q_SIGNALS:
    //! \brief The favourites, or recent(), are others.
    void groupsChanged();
    void activityChanged(const QByteArray &path);
    //! \brief facts() of \a path, or forksOf() it, are others.
    void factsChanged(const QByteArray &path);

private:
    QSet<QByteArray> m_favourites;
    QSet<QByteArray> m_imported;
    QList<QByteArray> m_recent;
    QHash<QByteArray, Activity> m_activity;
    QHash<QByteArray, StreamFacts> m_facts;

    void setFacts(const QByteArray &path, const StreamFacts &facts);
};

} // namespace Tailwater
