// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/captureidentity.h"
#include "models/capture/captureindex.h"
#include "models/capture/captureline.h"
#include "models/capture/fileclaim.h"
#include "models/messagepage.h"

#include <QFile>

#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace Tailwater {

//! \brief Reads a capture, block by block; nobody here begins the file anew meanwhile. Of one thread, which is not the
//! one of the windows.
class CaptureReader
{
public:
    CaptureReader() = default;
    Q_DISABLE_COPY_MOVE(CaptureReader)

    //! \brief Opens the file and reads its header; takes the kept index if it fits. A sentence says why it cannot.
    //! With \a shown, only what that one has: of a file that is being written, what it was then; one that has
    //! changed is refused.
    std::expected<void, QString> open(const QString &path, const std::optional<CaptureIdentity> &shown = {});
    //! \brief What was opened.
    const CaptureIdentity &identity() const { return m_identity; }
    //! \brief The file is not what was opened any more: nothing of it is read from then on. Found out with each
    //! reading.
    bool hasChanged() const { return m_changed; }
    //! \brief A sentence about it.
    QString changedText() const;
    const CaptureHeader &header() const { return m_header; }
    //! \brief See CaptureIndex::headerHash().
    const QByteArray &headerHash() const { return m_headerHash; }
    const CaptureIndex &index() const { return m_index; }
    //! \brief False until indexFurther() has reached the end, if there was no index that fitted.
    bool isIndexed() const { return m_scanned >= m_size; }
    qint64 size() const { return m_size; }
    //! \brief How far indexFurther() has come, in bytes.
    qint64 indexedTo() const { return m_scanned; }
    //! \brief Looks at the next \a bytes of the file. When the end is reached the index is kept beside it.
    //! False if the file cannot be read.
    bool indexFurther(qint64 bytes);
    //! \brief All of it; false if the file cannot be read, or \a stop says so.
    bool indexAll(const std::function<bool()> &stop = {});
    //! \brief Bytes of a last line that was not written to its end, which are left out. Once indexed.
    qint64 tornBytes() const { return m_size - m_index.end(); }

    //! \brief Where the last whole line begins; once indexed.
    qint64 beginOfLastLine();
    //! \brief The rows of a block, in order; none if it cannot be read.
    std::vector<CaptureRow> rows(qsizetype block);
    //! \brief The same as pages of a store, ready to be shown.
    std::vector<std::shared_ptr<const MessagePage>> pages(qsizetype block);

private:
    std::expected<void, QString> identify(const std::optional<CaptureIdentity> &shown);
    bool isAsOpened();
    QByteArrayList lines(qsizetype block);
    bool scan(QByteArrayView piece);

    QFile m_file;
    std::unique_ptr<FileReading> m_reading;
    CaptureIdentity m_identity;
    bool m_changed = false;
    CaptureHeader m_header;
    QByteArray m_headerHash;
    CaptureIndex m_index;
    qint64 m_size = 0;
    qint64 m_scanned = 0;
    //! The beginning of a line that the last piece ended in, as far as it is needed, and its size.
    QByteArray m_lineHead;
    qint64 m_lineSize = 0;
};

} // namespace Tailwater
