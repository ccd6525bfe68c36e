// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "materializedstate.h"

#include <QtCore/QHash>

#include <algorithm>
#include <deque>
#include <utility>

namespace DurableStreams {

namespace {

struct Entity
{
    //! Null when deleted; the entity stays only for its history.
    QByteArray value;
    QList<MaterializedState::Change> history;
};

struct Collection
{
    QHash<QByteArray, Entity> entities;
    qsizetype alive = 0;
};

} // namespace

class MaterializedState::Private
{
public:
    explicit Private(const Options &o)
        : options(o)
    {
    }

    std::optional<StateAnomaly> applyControl(StateControl control);
    std::optional<StateAnomaly> applyChange(const StateChange &change);
    void remember(Entity &entity, StateOperation operation);
    void bury(const QByteArray &type, const QByteArray &key);
    void report(StateAnomaly kind, const QByteArray &type = {}, const QByteArray &key = {});
    void dropEverything();

    Options options;
    QHash<QByteArray, Collection> collections;
    QList<QByteArray> types;
    std::deque<Anomaly> anomalies;
    //! The deleted entities in the order of their deletion; one that lives again stays in the queue.
    std::deque<std::pair<QByteArray, QByteArray>> deleted;
    quint64 anomalyCount = 0;
    quint64 messageCount = 0;
    qsizetype alive = 0;
    bool inSnapshot = false;
};

void MaterializedState::Private::report(StateAnomaly kind, const QByteArray &type,
                                        const QByteArray &key)
{
    ++anomalyCount;
    if (options.anomaliesKept <= 0) {
        return;
    }
    if (anomalies.size() >= static_cast<size_t>(options.anomaliesKept)) {
        anomalies.pop_front();
    }
    anomalies.push_back({ .message = messageCount, .kind = kind, .type = type, .key = key });
}

void MaterializedState::Private::dropEverything()
{
    collections.clear();
    types.clear();
    deleted.clear();
    alive = 0;
}

std::optional<StateAnomaly> MaterializedState::Private::applyControl(StateControl control)
{
    switch (control) {
    case StateControl::Reset:
        dropEverything();
        inSnapshot = false;
        return std::nullopt;
    case StateControl::SnapshotStart:
    case StateControl::SnapshotEnd:
        break;
    }
    // Snapshot marks are hints: they change nothing in the state.
    const bool starts = control == StateControl::SnapshotStart;
    const bool unbalanced = inSnapshot == starts;
    inSnapshot = starts;
    if (!unbalanced) {
        return std::nullopt;
    }
    report(StateAnomaly::UnbalancedSnapshot);
    return StateAnomaly::UnbalancedSnapshot;
}

//! The anomaly of \a operation on an entity that is \a known, if any.
static std::optional<StateAnomaly> anomalyOf(StateOperation operation, bool known)
{
    switch (operation) {
    case StateOperation::Insert:
        return known ? std::optional(StateAnomaly::DuplicateInsert) : std::nullopt;
    case StateOperation::Update:
        return known ? std::nullopt : std::optional(StateAnomaly::UpdateOfUnknown);
    case StateOperation::Delete:
        return known ? std::nullopt : std::optional(StateAnomaly::DeleteOfUnknown);
    case StateOperation::Upsert:
        break;
    }
    return std::nullopt;
}

std::optional<StateAnomaly> MaterializedState::Private::applyChange(const StateChange &change)
{
    auto collection = collections.find(change.type);
    if (collection == collections.end()) {
        collection = collections.emplace(change.type);
        types.append(change.type);
    }
    auto entity = collection->entities.find(change.key);
    const bool known = entity != collection->entities.end() && !entity->value.isNull();
    std::optional<StateAnomaly> anomaly = anomalyOf(change.operation, known);
    if (!anomaly && known && !change.oldValue.isNull() && change.oldValue != entity->value) {
        anomaly = StateAnomaly::OldValueMismatch;
    }
    if (anomaly) {
        report(*anomaly, change.type, change.key);
    }
    const bool deletes = change.operation == StateOperation::Delete;
    if (deletes && !known) {
        return anomaly;
    }
    if (entity == collection->entities.end()) {
        entity = collection->entities.emplace(change.key);
    }
    // A copy of its own: the message is part of a batch that must not stay in memory for it.
    entity->value = deletes ? QByteArray() : QByteArray(change.value.data(), change.value.size());
    collection->alive += deletes ? -1 : (known ? 0 : 1);
    alive += deletes ? -1 : (known ? 0 : 1);
    remember(*entity, change.operation);
    if (deletes) {
        bury(change.type, change.key);
    }
    return anomaly;
}

void MaterializedState::Private::remember(Entity &entity, StateOperation operation)
{
    if (options.historyPerKey <= 0) {
        return;
    }
    if (entity.history.size() >= options.historyPerKey) {
        entity.history.removeFirst();
    }
    entity.history.append(
        { .message = messageCount, .operation = operation, .value = entity.value });
}

void MaterializedState::Private::bury(const QByteArray &type, const QByteArray &key)
{
    deleted.emplace_back(type, key);
    const auto kept = options.historyPerKey > 0 ? std::max(options.deletedKept, 0) : 0;
    while (deleted.size() > static_cast<size_t>(kept)) {
        const auto [oldType, oldKey] = deleted.front();
        deleted.pop_front();
        auto &entities = collections[oldType].entities;
        const auto entity = entities.constFind(oldKey);
        if (entity != entities.cend() && entity->value.isNull()) {
            entities.erase(entity);
        }
    }
}

MaterializedState::MaterializedState()
    : MaterializedState(Options())
{
}

MaterializedState::MaterializedState(const Options &options)
    : d(std::make_unique<Private>(options))
{
}

MaterializedState::~MaterializedState() = default;
MaterializedState::MaterializedState(MaterializedState &&) noexcept = default;
MaterializedState &MaterializedState::operator=(MaterializedState &&) noexcept = default;

std::optional<StateAnomaly> MaterializedState::apply(QByteArrayView message)
{
    const auto change = StateChange::parse(message);
    std::optional<StateAnomaly> anomaly;
    if (!change) {
        anomaly = StateAnomaly::NotAStateMessage;
        d->report(*anomaly);
    } else if (change->control) {
        anomaly = d->applyControl(*change->control);
    } else {
        anomaly = d->applyChange(*change);
    }
    ++d->messageCount;
    return anomaly;
}

void MaterializedState::clear()
{
    d = std::make_unique<Private>(d->options);
}

quint64 MaterializedState::messageCount() const
{
    return d->messageCount;
}

bool MaterializedState::inSnapshot() const
{
    return d->inSnapshot;
}

QList<QByteArray> MaterializedState::types() const
{
    return d->types;
}

qsizetype MaterializedState::size() const
{
    return d->alive;
}

qsizetype MaterializedState::size(const QByteArray &type) const
{
    const auto collection = d->collections.constFind(type);
    return collection == d->collections.cend() ? 0 : collection->alive;
}

QList<QByteArray> MaterializedState::keys(const QByteArray &type) const
{
    QList<QByteArray> keys;
    const auto collection = d->collections.constFind(type);
    if (collection == d->collections.cend()) {
        return keys;
    }
    keys.reserve(collection->alive);
    for (const auto &[key, entity] : collection->entities.asKeyValueRange()) {
        if (!entity.value.isNull()) {
            keys.append(key);
        }
    }
    return keys;
}

QByteArray MaterializedState::value(const QByteArray &type, const QByteArray &key) const
{
    const auto collection = d->collections.constFind(type);
    return collection == d->collections.cend() ? QByteArray()
                                               : collection->entities.value(key).value;
}

QList<MaterializedState::Change> MaterializedState::history(const QByteArray &type,
                                                            const QByteArray &key) const
{
    const auto collection = d->collections.constFind(type);
    return collection == d->collections.cend() ? QList<Change>()
                                               : collection->entities.value(key).history;
}

QList<MaterializedState::Anomaly> MaterializedState::anomalies() const
{
    return { d->anomalies.cbegin(), d->anomalies.cend() };
}

quint64 MaterializedState::anomalyCount() const
{
    return d->anomalyCount;
}

} // namespace DurableStreams
