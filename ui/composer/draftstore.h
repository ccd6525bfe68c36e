// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "keptdraft.h"

#include <QHash>
#include <QSet>

namespace Tailwater {

//! \brief The drafts of the composer on disk: a file for each stream, readable for its owner only, which is
//! replaced whole. What is sent of a draft is noted behind it, before it goes out.
class DraftStore
{
public:
    //! \brief In \a folder, which is made when there is something to keep.
    explicit DraftStore(const QString &folder);

    //! \brief The drafts by the address of their stream. Files that are none of ours are passed over.
    QHash<QString, KeptDraft> read();
    //! \brief These are all there are. Writes what has changed.
    void keepAll(const QHash<QString, KeptDraft> &drafts);
    //! \brief Writes one, or removes it if it is empty. An end of this process right after finds it; unlike
    //! keepAll() it does not wait for the disk. False if it could not be written.
    bool keep(const QString &stream, const KeptDraft &draft);
    //! \brief Of the draft of \a stream, as it was kept last, the last \a left characters are left, and begin
    //! with \a sent, which goes out now. Its text and how that becomes bytes are those of the draft. False if
    //! this could not be written: after a crash nobody knows that it was sent.
    bool noteSent(const QString &stream, const UnsettledSend &sent, qsizetype left);

    //! \brief The burst of \a stream has got on. A note as well: what is kept first is the draft with its burst.
    void noteBurst(const QString &stream, qint64 stored);

private:
    bool addNote(const QString &stream, const QJsonObject &note);
    enum class Wait { ForDisk, No };
    QString fileOf(const QString &stream) const;
    bool write(const QString &stream, const KeptDraft &draft, Wait wait);
    bool update(const QString &stream, const KeptDraft &draft, Wait wait);

    QString m_folder;
    //! As they were written last.
    QHash<QString, KeptDraft> m_kept;
    //! Those with notes behind them.
    QSet<QString> m_noted;
};

} // namespace Tailwater
