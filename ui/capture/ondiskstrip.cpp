// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/ondiskstrip.h"

#include "models/capture/capturesession.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Tailwater {

OnDiskStrip::OnDiskStrip(CaptureSession *session, QWidget *parent)
    : NoticeStrip(session->path(), parent)
    , m_session(session)
    , m_reload(addButton("onDiskReload"_L1, tr("Reload")))
{
    setObjectName("onDiskStrip"_L1);
    connect(m_reload, &QPushButton::clicked, this, &OnDiskStrip::reloadRequested);
    connect(session, &CaptureSession::onDiskChanged, this, [this] {
        refresh();
        if (!text().isEmpty()) {
            announce();
        }
    });
    refresh();
}

OnDiskStrip::~OnDiskStrip() = default;

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
    say(harmless ? icon("capture"_L1, colours.bad) : icon("warning"_L1, colours.warning), sentence());
    m_reload->setVisible(state != CaptureOnDisk::Gone);
    setVisible(state != CaptureOnDisk::AsOpened);
}

} // namespace Tailwater

#include "moc_ondiskstrip.cpp"
