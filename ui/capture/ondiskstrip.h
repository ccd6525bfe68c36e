// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "capture/noticestrip.h"

namespace Tailwater {

class CaptureSession;

//! \brief Above the rows of a capture: says that its file is not what is shown any more, or is being written. Hidden
//! while there is nothing to say.
class OnDiskStrip : public NoticeStrip
{
    Q_OBJECT

public:
    explicit OnDiskStrip(CaptureSession *session, QWidget *parent = nullptr);
    ~OnDiskStrip() override;

Q_SIGNALS:
    void reloadRequested();

protected:
    void refresh() override;

private:
    QString sentence() const;

    CaptureSession *m_session;
    QPushButton *m_reload;
};

} // namespace Tailwater
