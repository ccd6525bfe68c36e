// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "capture/noticestrip.h"

namespace Tailwater {

class CaptureRun;

//! \brief Below the rows of a tail that is captured: how much is in the file; and, when it has ended, the way to it.
class CaptureStrip : public NoticeStrip
{
    Q_OBJECT

public:
    explicit CaptureStrip(CaptureRun *run, QWidget *parent = nullptr);
    ~CaptureStrip() override;

Q_SIGNALS:
    void openRequested(const QString &path);

protected:
    void refresh() override;

private:
    QString sentence() const;

    CaptureRun *m_run;
    QPushButton *m_stop;
    QPushButton *m_open;
    QPushButton *m_folder;
    QToolButton *m_close;
};

} // namespace Tailwater
