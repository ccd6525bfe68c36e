// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/replaylookup.h"

#include "models/capture/captureline.h"

#include <QThread>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

ReplayLookup::ReplayLookup(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_kept(folder)
    , m_stop(std::make_shared<std::atomic_bool>(false))
{
}

ReplayLookup::~ReplayLookup()
{
    *m_stop = true;
    if (m_thread) {
        m_thread->wait();
    }
}

// Times of receipt, and how the server divided its answers, are others after each start: rows are known by their bytes.
ReplayLookup::Answer ReplayLookup::find(int choice, const ReplayFlow::Source &source, const QUrl &target)
{
    for (const KeptReplay &kept : m_kept.all(target)) {
        if (kept.origin.stream != captureUrl(source.url)) {
            continue;
        }
        const bool whole = kept.origin.rowsKey.isEmpty();
        if (!source.rows && whole) {
            return { kept };
        }
        if (!source.rows || whole || kept.origin.rows != source.rows->count()) {
            continue;
        }
        const auto key = m_keys.constFind(choice);
        if (key == m_keys.cend()) {
            workOut(choice, *source.rows);
            return { .pending = true };
        }
        if (*key == kept.origin.rowsKey) {
            return { kept };
        }
    }
    return {};
}

std::optional<KeptReplay> ReplayLookup::anyInto(const QUrl &target) const
{
    const QList<KeptReplay> all = m_kept.all(target);
    const auto most = std::ranges::max_element(all, {}, [](const KeptReplay &kept) { return kept.state.sent; });
    return most == all.end() ? std::nullopt : std::optional(*most);
}

// One at a time; who waits for another asks again.
void ReplayLookup::workOut(int choice, const SnapshotRows &rows)
{
    if (m_thread) {
        return;
    }
    const auto key = std::make_shared<QByteArray>();
    m_thread.reset(QThread::create([rows, key, stop = m_stop] {
        *key = ReplayFlow::keyOf(rows, [stop] { return stop->load(); });
    }));
    m_thread->setObjectName(u"tailwater-file"_s);
    connect(m_thread.get(), &QThread::finished, this, [this, choice, key] {
        m_keys.insert(choice, *key);
        m_thread->wait();
        m_thread.release()->deleteLater();
        Q_EMIT known();
    });
    m_thread->start(QThread::LowPriority);
}

} // namespace Tailwater

#include "moc_replaylookup.cpp"
