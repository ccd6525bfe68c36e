// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/capturestrip.h"

#include "models/capture/capturerun.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QDesktopServices>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Tailwater {

CaptureStrip::CaptureStrip(CaptureRun *run, QWidget *parent)
    : QFrame(parent)
    , m_run(run)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_stop(new QPushButton(tr("Stop Capture"), this))
    , m_open(new QPushButton(tr("Open"), this))
    , m_folder(new QPushButton(tr("Show Folder"), this))
    , m_close(new QToolButton(this))
{
    setObjectName("captureStrip"_L1);
    m_text->setObjectName("captureText"_L1);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_stop->setObjectName("captureStop"_L1);
    m_open->setObjectName("captureOpen"_L1);
    m_close->setIcon(icon("clear"_L1));
    m_close->setAutoRaise(true);
    m_close->setToolTip(tr("Dismiss"));
    m_close->setAccessibleName(tr("Dismiss message"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 4, 4);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    for (QPushButton *button : { m_stop, m_open, m_folder }) {
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    layout->addWidget(m_close);
    connect(m_stop, &QPushButton::clicked, run, &CaptureRun::stop);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openRequested(m_run->path()); });
    connect(m_folder, &QPushButton::clicked, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(m_run->path()).absolutePath()));
    });
    connect(m_close, &QToolButton::clicked, this, &CaptureStrip::dismissed);
    connect(run, &CaptureRun::progressed, this, &CaptureStrip::refresh);
    connect(run, &CaptureRun::finished, this, [this] {
        refresh();
        QAccessibleAnnouncementEvent event(this, m_text->text());
        QAccessible::updateAccessibility(&event);
    });
    refresh();
}

CaptureStrip::~CaptureStrip() = default;

QString CaptureStrip::text() const
{
    return m_text->text();
}

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
    const QIcon sign = running ? icon("capture"_L1, colours.bad)
        : failed               ? icon("error"_L1, colours.bad)
                               : icon("done"_L1, colours.good);
    m_icon->setPixmap(sign.pixmap(QSize(16, 16), devicePixelRatioF()));
    m_text->setText(sentence());
    m_text->setToolTip(QDir::toNativeSeparators(m_run->path()));
    m_stop->setVisible(running);
    m_open->setVisible(!running && m_run->progress().bytes > 0);
    m_folder->setVisible(!running && m_run->progress().bytes > 0);
    m_close->setVisible(!running);
    update();
}

void CaptureStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        refresh();
    }
}

void CaptureStrip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.fillRect(QRect(0, 0, width(), 1), Theme::colours(palette()).border);
}

} // namespace Tailwater

#include "moc_capturestrip.cpp"
