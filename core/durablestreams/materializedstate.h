// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <durablestreams/statechange.h>

#include <QtCore/QByteArray>
#include <QtCore/QList>

#include <memory>
#include <optional>

namespace DurableStreams {

//! \brief The state that a State Protocol stream has led to so far (STATE-PROTOCOL section 6).
//!
//! Feed it every message in stream order, such as those of StreamReader::batchReady(). Values are
//! kept as received, byte for byte: an insert, update or upsert replaces, nothing is merged. Memory is bounded by the entities alive, the
//! history kept per key and the limits below, not by the number of messages. Not a QObject;
//! usable in any one thread at a time.
class MaterializedState
{
public:
    //! \brief What is kept beside the state itself.
    struct Options
    {
        //! How many changes are kept per entity, the newest; 0 keeps none.
        int historyPerKey = 8;
        //! How many deleted entities keep their history, the newest.
        int deletedKept = 10'000;
        //! How many anomalies are kept, the newest; all are counted.
        int anomaliesKept = 1000;
    };

    //! \brief One change of an entity.
    struct Change
    {
        //! Which message it was, counted from 0 since the state began.
        quint64 message = 0;
        StateOperation operation = StateOperation::Insert; //!< what it did
        //! The new value; null for a delete.
        QByteArray value;

        bool operator==(const Change &) const = default;
    };

    //! \brief Something that did not fit, and where.
    struct Anomaly
    {
        quint64 message = 0; //!< which message, as in Change
        StateAnomaly kind = StateAnomaly::NotAStateMessage; //!< what is wrong
        QByteArray type; //!< of the entity; empty if the message names none
        QByteArray key; //!< of the entity; empty if the message names none

        bool operator==(const Anomaly &) const = default;
    };

    //! \brief An empty state, with the default options.
    MaterializedState();
    //! \brief An empty state.
    explicit MaterializedState(const Options &options);
    ~MaterializedState();
    //! \brief What was moved from may only be destroyed or assigned to.
    MaterializedState(MaterializedState &&) noexcept;
    //! \brief What was moved from may only be destroyed or assigned to.
    MaterializedState &operator=(MaterializedState &&) noexcept;

    //! \brief Takes the next message. Returns the first anomaly found in it, or nothing.
    std::optional<StateAnomaly> apply(QByteArrayView message);
    //! \brief Back to the beginning: no entities, no history, message 0 comes next.
    void clear();

    //! \brief How many messages were taken.
    quint64 messageCount() const;
    //! \brief True between snapshot-start and snapshot-end.
    bool inSnapshot() const;

    //! \brief The entity types seen, deleted entities' included, in the order of their first appearance.
    QList<QByteArray> types() const;
    //! \brief How many entities are alive, of all types or of \a type.
    qsizetype size() const;
    //! \brief How many entities of \a type are alive.
    qsizetype size(const QByteArray &type) const;
    //! \brief The keys alive of \a type, in no particular order.
    QList<QByteArray> keys(const QByteArray &type) const;
    //! \brief The value as received; null if there is no such entity.
    QByteArray value(const QByteArray &type, const QByteArray &key) const;
    //! \brief The newest changes of an entity, oldest first; those of a deleted one too, see Options::deletedKept.
    QList<Change> history(const QByteArray &type, const QByteArray &key) const;

    //! \brief The newest anomalies, oldest first, and how many there were in all.
    QList<Anomaly> anomalies() const;
    //! \brief How many anomalies there were in all.
    quint64 anomalyCount() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace DurableStreams
