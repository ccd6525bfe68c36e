// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/captureend.h"

#include <QObject>

namespace Tailwater {

class CaptureCommands;
class EndedCapture;
class MainWindow;
class TailPage;

//! \brief Captures that ended with the application: tells of them in their tabs, and lets them go on without a gap.
class CaptureResume : public QObject
{
    Q_OBJECT

public:
    CaptureResume(MainWindow *window, CaptureCommands *captures);
    ~CaptureResume() override;

    //! \brief The capture of \a page into \a path has ended with the application.
    void tell(TailPage *page, const QString &path);
    //! \brief The file that is told of at \a page; empty if none is.
    static QString fileOf(const TailPage *page);

Q_SIGNALS:
    void changed();

private:
    void goOn(TailPage *page, const CaptureEnd &end, const QString &path, bool append);
    void askForFile(TailPage *page, EndedCapture *strip);

    MainWindow *m_window;
    CaptureCommands *m_captures;
};

} // namespace Tailwater
