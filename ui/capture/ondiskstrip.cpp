// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/ondiskstrip.h"

#include "models/capture/capturesession.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QDir>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Tailwater {

OnDiskStrip::OnDiskStrip(CaptureSession *session, QWidget *parent)
    : QFrame(parent)
    , m_session(session)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_reload(new QPushButton(tr("Reload"), this))
{
    setObjectName("onDiskStrip"_L1);
    m_text->setObjectName("onDiskText"_L1);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setToolTip(QDir::toNativeSeparators(session->path()));
    m_reload->setObjectName("onDiskReload"_L1);
    m_reload->setAutoDefault(false);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 4, 4);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_reload);
    connect(m_reload, &QPushButton::clicked, this, &OnDiskStrip::reloadRequested);
    connect(session, &CaptureSession::onDiskChanged, this, [this] {
        refresh();
        if (!text().isEmpty()) {
            QAccessibleAnnouncementEvent event(this, text());
            QAccessible::updateAccessibility(&event);
        }
    });
    refresh();
}

OnDiskStrip::~OnDiskStrip() = default;

QString OnDiskStrip::text() const
{
    return m_text->text();
}

QString OnDiskStrip::sentence() const
{
    const QString name = m_session->title();
    switch (m_session->onDisk()) {
    case CaptureOnDisk::AsOpened:
        return {};
    case CaptureOnDisk::Written:
        return tr("%1 is being written by %2. Shown is what it held when it was opened.").arg(name, m_session->writer());
    case CaptureOnDisk::Grown:
        return tr("%1 has more rows by now. Shown is what it held when it was opened.").arg(name);
    case CaptureOnDisk::Changed:
        return tr("%1 has changed on disk. Shown is what it held when it was opened; it is neither replayed nor exported "
                  "as a whole any more.")
            .arg(name);
    case CaptureOnDisk::Gone:
        return tr("%1 is not there any more. Shown is what it held when it was opened.").arg(name);
    }
    return {};
}

void OnDiskStrip::refresh()
{
    const CaptureOnDisk state = m_session->onDisk();
    const bool harmless = state == CaptureOnDisk::Written || state == CaptureOnDisk::Grown;
    const Colours &colours = Theme::colours(palette());
    m_icon->setPixmap((harmless ? icon("capture"_L1, colours.bad) : icon("warning"_L1, colours.warning))
                          .pixmap(QSize(16, 16), devicePixelRatioF()));
    m_text->setText(sentence());
    m_reload->setVisible(state != CaptureOnDisk::Gone);
    setVisible(state != CaptureOnDisk::AsOpened);
    update();
}

void OnDiskStrip::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        refresh();
    }
}

void OnDiskStrip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.fillRect(QRect(0, 0, width(), 1), Theme::colours(palette()).border);
}

} // namespace Tailwater

#include "moc_ondiskstrip.cpp"
