// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "protocol/jsontext_p.h"
#include "registry_p.h"
#include "store/streamstore_p.h"
#include "streamservice_p.h"

namespace DurableStreams::Server {

using namespace Qt::StringLiterals;

Registry::Registry(StreamStore &store, StreamService &streams)
    : m_store(store)
    , m_streams(streams)
{ }

void Registry::ensure(qint64 now)
{
    const QByteArray path = RegistryPath.toByteArray();
    if (m_store.find(path)) {
        return;
    }
    const auto others = m_store.all();
    const StreamId id = m_store.insert({ .path = path,
                                         .contentType = "application/json"_ba,
                                         .createdAt = now,
                                         .accessedAt = now });
    write(id, "insert");
    for (const StreamRecord *record : others) {
        write(record->id, "insert");
    }
}

void Registry::onCreated(StreamId id)
{
    write(id, "insert");
}

void Registry::onClosed(StreamId id)
{
    write(id, "update");
}

void Registry::onRemoved(StreamId id)
{
    if (!m_store.find(id)->softDeleted) {
        write(id, "delete");
    }
}

void Registry::write(StreamId id, QByteArrayView operation)
{
    const StreamRecord *registry = m_store.find(RegistryPath.toByteArray());
    const StreamRecord &record = *m_store.find(id);
    if (!registry) {
        return;
    }
    QByteArray event = R"({"type":"stream","key":)"_ba + jsonString(record.path);
    if (operation != "delete") {
        event += R"(,"value":{"path":)"_ba + jsonString(record.path) + R"(,"contentType":)"_ba
            + jsonString(record.contentType) + R"(,"createdAt":)"_ba
            + QByteArray::number(record.createdAt)
            + (record.closed ? R"(,"closed":true})"_ba : "}"_ba);
    }
    event += R"(,"headers":{"operation":")"_ba + operation + R"("}})"_ba;
    m_streams.appendOwn(registry->id, event);
}

} // namespace DurableStreams::Server
