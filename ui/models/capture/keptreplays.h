// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/replaystate.h"

#include <QList>
#include <QUrl>

#include <expected>
#include <memory>

QT_BEGIN_NAMESPACE
class QLockFile;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief What a copy that was made in order to be replayed is of. Value type.
struct KeptOrigin
{
    //! The stream, without secrets.
    QUrl stream = {};
    //! Of some of its rows: what these are known by, which are their bytes. Empty: the stream from its beginning.
    QByteArray rowsKey = {};
    quint64 rows = 0; //!< of data
    qint64 begunMs = 0;

    bool operator==(const KeptOrigin &) const = default;
};

//! \brief A replay that has not come to its end. Value type.
struct KeptReplay
{
    QString capture = {}; //!< the copy, which it goes on with
    qint64 bytes = 0; //!< of the copy
    KeptOrigin origin = {};
    ReplayState state = {};

    bool operator==(const KeptReplay &) const = default;
};

//! \brief One copy that is in use, until this is destroyed: no other window and no other Tailwater goes on with it, or
//! takes it away.
class KeptHold
{
public:
    ~KeptHold();
    Q_DISABLE_COPY_MOVE(KeptHold)

    //! \brief Null if another one has it.
    static std::unique_ptr<KeptHold> take(const QString &capture);
    const QString &capture() const { return m_capture; }

private:
    KeptHold(const QString &capture, std::unique_ptr<QLockFile> lock);

    const QString m_capture;
    std::unique_ptr<QLockFile> m_lock;
};

//! \brief The copies of streams and of rows that are being replayed, in a folder that nobody else can read.
//!
//! A copy is there until all of it is stored, or it is given up. At most a few are kept, and none for ever.
class KeptReplays
{
public:
    static constexpr qsizetype most = 20;
    static constexpr qint64 mostBytes = qint64(4) << 30;
    static constexpr int mostDays = 30;

    explicit KeptReplays(const QString &folder);

    //! \brief A new copy, which is there and empty; a sentence says why there can be none.
    std::expected<std::unique_ptr<KeptHold>, QString> add() const;
    //! \brief What the copy in \a capture is of, once it is whole. False if that cannot be written down.
    static bool describe(const QString &capture, const KeptOrigin &origin);
    //! \brief A replay of the copy in \a capture can be gone on with.
    static bool isWanted(const QString &capture);
    //! \brief True for one of these.
    bool holds(const QString &capture) const;
    //! \brief Those that can be gone on with, the latest first; only the ones into \a target if it is given.
    QList<KeptReplay> all(const QUrl &target = {}) const;
    //! \brief Takes away what cannot be gone on with, what is old, and the oldest of too many; nothing that is in use.
    void tidy() const;
    //! \brief Takes a copy away, and all that is kept about it. False if it is in use.
    static bool discard(const QString &capture);
    //! \brief The same for who holds it.
    static void remove(const QString &capture);

private:
    QString m_folder;
};

} // namespace Tailwater
