// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/captureidentity.h"
#include "models/capture/captureline.h"
#include "models/tailsession.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QThread;
QT_END_NAMESPACE

namespace Tailwater {

class CaptureLoader;
struct CaptureShared;

//! \brief How much there is of a capture, and what of it is shown. Value type.
struct CaptureExtent
{
    quint64 rows = 0; //!< of the file, markers included; grows while the file is looked through
    quint64 dataRows = 0;
    qint64 size = 0; //!< of the file
    qint64 indexed = 0; //!< so much was looked through
    qint64 tornBytes = 0; //!< of a last line that was not written to its end
    bool windowed = false; //!< too large to be held as a whole

    bool operator==(const CaptureExtent &) const = default;
};

//! \brief What has become of the file of a capture that is shown.
enum class CaptureOnDisk {
    AsOpened,
    Written, //!< by this Tailwater or by another one
    Grown, //!< more was written to it, and nobody does now
    Changed, //!< what is shown is not what it holds
    Gone,
};

//! \brief A capture that is looked at: its rows come from a file, some of them at a time.
//!
//! The file is read in a thread of its own. Ids of rows are their places in the file, from 1. Once opened() was
//! emitted there are rows around the beginning; lookAt() brings those around another place.
class CaptureSession : public TailSession
{
    Q_OBJECT

public:
    explicit CaptureSession(const QString &path, QObject *parent = nullptr);
    ~CaptureSession() override;

    const QString &path() const { return m_path; }
    const CaptureHeader &header() const { return m_header; }
    const CaptureExtent &extent() const { return m_extent; }
    //! \brief Of the file, when it was opened: what is shown is of this one. Once opened.
    const CaptureIdentity &identity() const { return m_identity; }
    //! \brief Looked at about once a second.
    CaptureOnDisk onDisk() const { return m_onDisk; }
    //! \brief Who writes to the file, while it is Written.
    const QString &writer() const { return m_writer; }
    //! \brief It could not be opened: there is nothing of it.
    bool hasFailed() const { return m_failed; }
    //! \brief Brings the rows around \a row; published() tells when some of them are there. Cheap where nothing is
    //! to be done.
    void lookAt(quint64 row);
    //! \brief The same for the row of data with \a number; numberFound() tells which row it is.
    void lookAtNumber(quint64 number);

    QString title() const override;
    StoreSnapshot snapshot() const override;
    void start(const TailStart &start) override;
    void stop() override { }
    //! \brief Once it has failed: asks for another try.
    void resume() override;
    void continueCatchUp() override { }
    void jumpToNow() override { }
    void setFraming(Framing framing) override;

Q_SIGNALS:
    void opened();
    //! \brief Instead of opened(): a sentence says why it cannot be opened.
    void failed(const QString &reason);
    //! \brief After a failure: the file may be there now.
    void againRequested();
    void extentChanged();
    void onDiskChanged();
    void numberFound(quint64 number, quint64 row);

private:
    void onNotice();
    void onFailed(const QString &reason);

    QString m_path;
    CaptureHeader m_header;
    CaptureIdentity m_identity;
    CaptureOnDisk m_onDisk = CaptureOnDisk::AsOpened;
    QString m_writer;
    CaptureExtent m_extent;
    std::shared_ptr<CaptureShared> m_shared;
    std::unique_ptr<QThread> m_thread;
    CaptureLoader *m_loader;
    quint64 m_asked = 0;
    bool m_failed = false;
};

} // namespace Tailwater
