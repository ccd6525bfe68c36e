// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/replayflow.h"

#include <QHash>
#include <QObject>

#include <atomic>
#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QThread;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief Finds the replay that was begun earlier with the same stream, or with the same rows of it, into the same
//! target. What rows are known by is worked out in a thread, once there is one that it might be.
class ReplayLookup : public QObject
{
    Q_OBJECT

public:
    explicit ReplayLookup(const QString &folder, QObject *parent = nullptr);
    ~ReplayLookup() override;

    struct Answer
    {
        std::optional<KeptReplay> kept = {};
        bool pending = false; //!< known() comes
    };
    //! \brief \a choice tells sources apart.
    Answer find(int choice, const ReplayFlow::Source &source, const QUrl &target);
    //! \brief The one into \a target that came furthest, whatever it is of.
    std::optional<KeptReplay> anyInto(const QUrl &target) const;

Q_SIGNALS:
    void known();

private:
    void workOut(int choice, const SnapshotRows &rows);

    const KeptReplays m_kept;
    QHash<int, QByteArray> m_keys;
    std::shared_ptr<std::atomic_bool> m_stop;
    std::unique_ptr<QThread> m_thread;
};

} // namespace Tailwater
