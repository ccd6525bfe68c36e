// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/captureend.h"
#include "models/capture/captureindex.h"
#include "models/capture/captureline.h"
#include "models/capture/fileclaim.h"

#include <QFile>

#include <expected>
#include <memory>

namespace Tailwater {

//! \brief Writes a capture. Of one thread, which is not the one of the windows.
//!
//! Whole lines are handed to the system with flush(), and when much has been added: what was flushed survives the
//! death of the program. sync() makes it survive the loss of power. After an error nothing more is written; the
//! file ends with its last whole line.
class CaptureWriter
{
public:
    CaptureWriter() = default;
    ~CaptureWriter();
    Q_DISABLE_COPY_MOVE(CaptureWriter)

    //! \brief Begins the file at \a path anew; the sentence says why it cannot, such as that another capture writes it.
    std::expected<void, QString> open(const QString &path, const CaptureHeader &header);
    //! \brief Goes on behind the rows of the file at \a path: \a end is what captureEndOf() said of it. What lies behind
    //! that end was never whole. The sentence says why it cannot, such as that the file is another by now.
    std::expected<void, QString> goOn(const QString &path, const CaptureEnd &end);
    //! \brief Begins the file anew with another header, as long as no row was added.
    bool setHeader(const CaptureHeader &header);
    //! \brief \a row is the last one of the file for now, as far as it came: the next one takes its place. In the
    //! hands of the system when this returns. False after an error.
    bool setUnfinished(const Message &row);
    //! \brief Adds a row. False after an error.
    bool add(const Message &message);
    //! \brief Hands everything that was added to the system.
    bool flush();
    //! \brief flush(), and waits until it is on the disk.
    bool sync();
    //! \brief sync(), writes the index, and ends. The file is complete, also after an error.
    bool close();

    //! \brief Rows in all, rows of data, and bytes of the file, as far as they were handed to the system.
    quint64 rows() const { return m_flushedRows + (m_unfinished.isEmpty() ? 0 : 1); }
    quint64 dataRows() const { return m_flushedData + (m_unfinished.isEmpty() ? 0 : 1); }
    qint64 bytes() const { return m_flushedBytes + m_unfinished.size(); }
    //! \brief A sentence for people; empty while all is well.
    const QString &error() const { return m_error; }

private:
    bool fail();
    bool takeIndex(const QString &path, const CaptureEnd &end);

    std::unique_ptr<FileClaim> m_claim;
    QFile m_file;
    QByteArray m_buffer;
    QByteArray m_unfinished; //!< the line of setUnfinished(), which stands behind what was flushed
    quint64 m_bufferedRows = 0;
    quint64 m_bufferedData = 0;
    quint64 m_flushedRows = 0;
    quint64 m_flushedData = 0;
    qint64 m_flushedBytes = 0;
    bool m_synced = true;
    CaptureIndex m_index;
    QByteArray m_headerHash;
    QString m_error;
};

//! \brief Waits until what was written to \a file is on the disk.
bool syncToDisk(QFile &file);

} // namespace Tailwater
