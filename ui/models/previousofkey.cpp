// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/previousofkey.h"

#include "models/filter/literalsearch.h"
#include "models/jsonpath.h"

#include <QPromise>
#include <QThreadPool>

#include <algorithm>

namespace Tailwater {

namespace {

constexpr quint64 portion = 8192;

struct Key
{
    explicit Key(QByteArrayView message)
        : key(keyPath.valueIn(message))
        , type(typePath.valueIn(message))
    { }
    bool operator==(const Key &other) const { return key == other.key && type == other.type; }

    static inline const JsonPath keyPath = JsonPath::fromPointer(u"/key").value_or(JsonPath {});
    static inline const JsonPath typePath = JsonPath::fromPointer(u"/type").value_or(JsonPath {});
    QByteArrayView key;
    QByteArrayView type;
};

Message lookBack(const StoreSnapshot &snapshot, const Message &message,
                 const QPromise<Message> &promise)
{
    const Key wanted(message.bytes);
    // Most rows are told apart without a look into them.
    const LiteralSearch key(wanted.key, Qt::CaseSensitive);
    quint64 found = 0;
    quint64 end = std::min(message.id, snapshot.endId());
    while (end > snapshot.firstId() && found == 0 && !promise.isCanceled()) {
        const quint64 begin = std::max(snapshot.firstId(), end - std::min(end, portion));
        snapshot.forEachPage(begin, end, [&](const auto &page, qsizetype first, qsizetype last) {
            for (qsizetype row = first; row < last; ++row) {
                const QByteArrayView bytes = page->payload(row);
                if (page->kind(row) != RowKind::Marker && key.isIn(bytes) && Key(bytes) == wanted) {
                    found = page->firstId() + quint64(row);
                }
            }
            return !promise.isCanceled();
        });
        end = begin;
    }
    return found ? snapshot.message(found) : Message {};
}

} // namespace

PreviousOfKey::PreviousOfKey(QObject *parent)
    : QObject(parent)
{ }

PreviousOfKey::~PreviousOfKey()
{
    cancel();
}

bool PreviousOfKey::hasKey(const Message &message)
{
    return message.isJson() && !Key::keyPath.valueIn(message.bytes).isEmpty();
}

void PreviousOfKey::cancel()
{
    ++m_asked;
    m_search.cancel();
}

void PreviousOfKey::find(const StoreSnapshot &snapshot, const Message &message)
{
    cancel();
    QPromise<Message> promise;
    promise.start();
    m_search = promise.future();
    m_search.then(this, [this, question = m_asked](const Message &previous) {
        if (question == m_asked) {
            Q_EMIT found(previous);
        }
    });
    QThreadPool::globalInstance()->start(
        [promise = std::move(promise), snapshot, message]() mutable {
            promise.addResult(lookBack(snapshot, message, promise));
            promise.finish();
        });
}

} // namespace Tailwater

#include "moc_previousofkey.cpp"
