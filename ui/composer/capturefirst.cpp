// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capturefirst.h"

#include "capture/capturedialog.h"
#include "capture/filefield.h"
#include "connection/server.h"
#include "explorer/streamentry.h"
#include "models/capture/wholecapture.h"

#include <QCheckBox>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

CaptureFirst::CaptureFirst(Server *server, const QList<QByteArray> &paths, QWidget *parent)
    : QWidget(parent)
    , m_server(server)
    , m_several(paths.size() > 1)
    , m_wanted(new QCheckBox(this))
    , m_progress(new QLabel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_wanted->setObjectName("captureFirst"_L1);
    column->addWidget(m_wanted);
    const QString file = fileFor(paths.first());
    if (m_several) {
        m_wanted->setText(tr("&Save a capture of each first"));
        m_wanted->setToolTip(
            tr("In the folder %1").arg(QDir::toNativeSeparators(QFileInfo(file).path())));
    } else {
        m_wanted->setText(tr("&Save a capture first"));
        m_file = new FileField(this);
        m_file->setObjectName("captureFirstFile"_L1);
        m_file->setNameFilter(tr("Captures (*.dscap)"));
        m_file->edit()->setAccessibleName(tr("File of the capture"));
        m_file->setPath(file);
        m_file->hide();
        column->addWidget(m_file);
        connect(m_wanted, &QCheckBox::toggled, m_file, &QWidget::setVisible);
        connect(m_file, &FileField::pathChanged, this, &CaptureFirst::changed);
    }
    m_progress->setObjectName("captureFirstProgress"_L1);
    m_progress->setForegroundRole(QPalette::PlaceholderText);
    m_progress->hide();
    column->addWidget(m_progress);
    connect(m_wanted, &QCheckBox::toggled, this, &CaptureFirst::changed);
}

CaptureFirst::~CaptureFirst() = default;

bool CaptureFirst::isWanted() const
{
    return m_wanted->isChecked();
}

QString CaptureFirst::fault() const
{
    if (!isWanted() || !m_file) {
        return {};
    }
    const QString fault = m_file->fault();
    return fault.isEmpty() && m_file->exists() ? tr("This file exists. Choose another name.") : fault;
}

QString CaptureFirst::fileFor(const QByteArray &path) const
{
    if (m_file) {
        return m_file->path();
    }
    const QFileInfo proposed(proposedFile(displayPath(path), u"dscap"_s));
    QString file = proposed.filePath();
    // Two streams may have the same name in files.
    for (int number = 2; QFileInfo::exists(file); ++number) {
        file = u"%1/%2-%3.dscap"_s.arg(proposed.path(), proposed.completeBaseName())
                   .arg(number);
    }
    return file;
}

void CaptureFirst::capture(const QByteArray &path)
{
    m_wanted->setEnabled(false);
    if (m_file) {
        m_file->setEnabled(false);
    }
    const QString file = fileFor(path);
    m_capture = new WholeCapture(m_server->connection(), m_server->urlOf(path), file, this);
    const auto show = [this, path] {
        m_progress->setText(tr("Capturing %1: %2 rows")
                                .arg(displayPath(path), QLocale().toString(m_capture->rows())));
        m_progress->show();
    };
    show();
    connect(m_capture, &WholeCapture::progressed, this, show);
    connect(m_capture, &WholeCapture::finished, this,
            [this, path, file] { onFinished(path, file); });
}

void CaptureFirst::onFinished(const QByteArray &path, const QString &file)
{
    WholeCapture *capture = std::exchange(m_capture, nullptr);
    capture->deleteLater();
    m_progress->hide();
    m_wanted->setEnabled(true);
    if (m_file) {
        m_file->setEnabled(true);
    }
    // What is kept is not kept again if the rest of the question fails.
    if (m_file && capture->error().isEmpty()) {
        m_wanted->setChecked(false);
    }
    Q_EMIT finished(path, file, capture->error());
}

} // namespace Tailwater

#include "moc_capturefirst.cpp"
