// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/capturereader.h"
#include "models/capture/capturesession.h"
#include "models/capture/capturewindow.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QObject>

#include <atomic>
#include <optional>

QT_BEGIN_NAMESPACE
class QTimer;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief What both sides of a CaptureSession hold.
struct CaptureShared
{
    QMutex mutex;
    StoreSnapshot rows;
    CaptureExtent extent;
    std::atomic_bool noticePending = false;
    std::atomic<quint64> wanted = 1;
};

//! \brief The side of the loading thread of a CaptureSession.
class CaptureLoader : public QObject
{
    Q_OBJECT

public:
    CaptureLoader(const QString &path, std::shared_ptr<CaptureShared> shared);
    ~CaptureLoader() override;

    void open();
    //! \brief The row in CaptureShared::wanted is looked at.
    void lookAtWanted();
    void find(quint64 number);

Q_SIGNALS:
    void opened(const Tailwater::CaptureHeader &header, const Tailwater::CaptureIdentity &identity);
    //! \brief What has become of the file.
    void onDisk(Tailwater::CaptureOnDisk state, const QString &writer);
    void failed(const QString &reason);
    void notice();
    void numberFound(quint64 number, quint64 row);

private:
    void goOn();
    bool step();
    void watch();
    void publish(bool now);
    std::optional<quint64> rowOf(quint64 number);

    const QString m_path;
    const std::shared_ptr<CaptureShared> m_shared;
    CaptureReader m_reader;
    std::optional<CaptureWindow> m_window;
    QTimer *m_timer;
    QTimer *m_watch;
    CaptureOnDisk m_onDisk = CaptureOnDisk::AsOpened;
    QElapsedTimer m_sincePublish;
    bool m_jumped = true;
    bool m_more = false; //!< the last step() left something to load
    std::optional<quint64> m_soughtNumber;
};

} // namespace Tailwater
