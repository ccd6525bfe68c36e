// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/capturestrip.h"

#include "models/capture/capturerun.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Tailwater {

CaptureStrip::CaptureStrip(CaptureRun *run, QWidget *parent)
    : NoticeStrip(run->path(), parent)
    , m_run(run)
    , m_stop(addButton("captureStop"_L1, tr("Stop Capture")))
    , m_open(addButton("captureOpen"_L1, tr("Open")))
    , m_folder(addButton("captureFolder"_L1, tr("Show Folder")))
    , m_close(addDismiss())
{
    setObjectName("captureStrip"_L1);
    connect(m_stop, &QPushButton::clicked, run, &CaptureRun::stop);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(m_run->path()); });
    connect(m_folder, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_run->path()).absolutePath()));
    });
    connect(run, &CaptureRun::progressed, this, &CaptureStrip::refresh);
    connect(run, &CaptureRun::finished, this, [this] {
        refresh();
        announce();
    });
    refresh();
}

CaptureStrip::~CaptureStrip() = default;

QString CaptureStrip::sentence() const
{
    const CaptureProgress &done = m_run->progress();
    const QString file = QDir::toNativeSeparators(m_run->path());
    const QString rows = tr("%Ln row(s)", nullptr, int(std::min<quint64>(done.rows, INT_MAX)));
    const QString size = tr("file of %1").arg(QLocale().formattedDataSize(done.bytes, 1));
    if (!m_run->isFinished()) {
        const QString text = tr("Capturing to %1: %2, %3").arg(QFileInfo(file).fileName(), rows, size);
        return done.heldBack ? text + u". "_s + tr("The disk is slower than the stream, which is held back.") : text;
    }
    if (m_run->error().isEmpty()) {
        return tr("Captured to %1: %2, %3").arg(file, rows, size);
    }
    return done.bytes == 0 ? tr("Nothing was captured. %1").arg(m_run->error())
                           : tr("The capture ended. %1 The file holds what came before, whole: %2, %3.")
                                 .arg(m_run->error(), rows, size);
}

void CaptureStrip::refresh()
{
    const bool running = !m_run->isFinished();
    const bool failed = !m_run->error().isEmpty();
    const Colours &colours = Theme::colours(palette());
    say(running      ? icon("capture"_L1, colours.bad)
            : failed ? icon("error"_L1, colours.bad)
                     : icon("done"_L1, colours.good),
        sentence());
    m_stop->setVisible(running);
    m_open->setVisible(!running && m_run->progress().bytes > 0);
    m_folder->setVisible(!running && m_run->progress().bytes > 0);
    m_close->setVisible(!running);
}

} // namespace Tailwater

#include "moc_capturestrip.cpp"
