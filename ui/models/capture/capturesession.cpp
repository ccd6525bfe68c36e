// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/capturesession.h"

#include "models/capture/captureloader.h"

#include <QFileInfo>
#include <QThread>

using namespace Qt::StringLiterals;

namespace Tailwater {

CaptureSession::CaptureSession(const QString &path, QObject *parent)
    : TailSession(QUrl::fromLocalFile(path), parent)
    , m_path(path)
    , m_shared(std::make_shared<CaptureShared>())
    , m_thread(std::make_unique<QThread>())
    , m_loader(new CaptureLoader(path, m_shared))
{
    m_thread->setObjectName(u"tailwater-file"_s);
    m_loader->moveToThread(m_thread.get());
    connect(m_thread.get(), &QThread::finished, m_loader, &QObject::deleteLater);
    connect(m_loader, &CaptureLoader::opened, this, [this](const CaptureHeader &header, const CaptureIdentity &identity) {
        m_header = header;
        m_identity = identity;
        onNotice();
        Q_EMIT opened();
    });
    connect(m_loader, &CaptureLoader::failed, this, &CaptureSession::onFailed);
    connect(m_loader, &CaptureLoader::onDisk, this, [this](CaptureOnDisk state, const QString &writer) {
        m_onDisk = state;
        m_writer = writer;
        Q_EMIT onDiskChanged();
    });
    connect(m_loader, &CaptureLoader::notice, this, &CaptureSession::onNotice);
    connect(m_loader, &CaptureLoader::numberFound, this, &CaptureSession::numberFound);
    m_thread->start();
    QMetaObject::invokeMethod(m_loader, &CaptureLoader::open, Qt::QueuedConnection);
}

CaptureSession::~CaptureSession()
{
    m_thread->quit();
    m_thread->wait();
}

QString CaptureSession::title() const
{
    return QFileInfo(m_path).fileName();
}

void CaptureSession::onFailed(const QString &reason)
{
    m_failed = true;
    TailStatus status;
    status.state = TailState::Failed;
    status.error = DurableStreams::Error {
        .message = reason,
        .remedy = tr("Bring it back and try again, or open it where it is now with “File ▸ Open Capture…”."),
    };
    setStatus(status);
    Q_EMIT failed(reason);
}

void CaptureSession::resume()
{
    if (m_failed) {
        Q_EMIT againRequested();
    }
}

void CaptureSession::start(const TailStart &)
{
    lookAt(1);
}

// The rows are as they were captured.
void CaptureSession::setFraming(Framing)
{
}

void CaptureSession::lookAt(quint64 row)
{
    if (row == m_asked) {
        return;
    }
    m_asked = row;
    m_shared->wanted = row;
    QMetaObject::invokeMethod(m_loader, &CaptureLoader::lookAtWanted, Qt::QueuedConnection);
}

void CaptureSession::lookAtNumber(quint64 number)
{
    m_asked = 0;
    QMetaObject::invokeMethod(
        m_loader, [loader = m_loader, number] { loader->find(number); }, Qt::QueuedConnection);
}

StoreSnapshot CaptureSession::snapshot() const
{
    const QMutexLocker lock(&m_shared->mutex);
    return m_shared->rows;
}

void CaptureSession::onNotice()
{
    m_shared->noticePending = false;
    CaptureExtent extent;
    StoreSnapshot rows;
    {
        const QMutexLocker lock(&m_shared->mutex);
        extent = m_shared->extent;
        rows = m_shared->rows;
    }
    TailStatus status;
    status.state = TailState::File;
    status.contentType = m_header.contentType;
    status.rows = extent.dataRows;
    status.totalRows = extent.dataRows;
    status.totalBytes = quint64(extent.size);
    status.memory = rows.footprint();
    const bool other = extent != m_extent;
    m_extent = extent;
    Q_EMIT published();
    setStatus(status);
    if (other) {
        Q_EMIT extentChanged();
    }
}

} // namespace Tailwater

#include "moc_capturesession.cpp"
