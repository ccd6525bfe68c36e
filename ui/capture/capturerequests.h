// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/capture/captureend.h"
#include "models/tailsession.h"

#include <QList>
#include <QObject>
#include <QUrl>

#include <optional>

namespace Tailwater {

class CaptureCommands;
class MainWindow;
class TailPage;

//! \brief A stream that is to be captured: by the command line, before it may be open.
struct CaptureRequest
{
    QUrl url;
    QString file;
    //! Where the capture begins.
    TailStart start = {};
    //! \a file may be replaced.
    bool overwrite = false;
    //! An earlier capture that this one goes on from, and whether it does so in the same file.
    std::optional<CaptureEnd> before = {};
    bool append = false;
};

//! \brief Captures of streams that are named by their addresses: of the tab that shows one, or as soon as it is open.
//! Never of any other stream.
class CaptureRequests : public QObject
{
    Q_OBJECT

public:
    CaptureRequests(MainWindow *window, CaptureCommands *captures);
    ~CaptureRequests() override;

    //! \brief Captures the stream, or tells the user why not. True if a tab shows it already; false if it is to be
    //! opened still.
    bool add(const CaptureRequest &request);

    //! \brief Captures what \a page shows, or what another tab of the same stream will: false, and the user is told, if
    //! the file cannot be written to.
    bool serveAt(TailPage *page, const CaptureRequest &request);

    //! \brief Why \a file cannot be captured to, and what to do, in sentences; empty if it can.
    static QString fault(const QString &file, bool overwrite);

private:
    void onPageAdded(TailPage *page);
    void serve(TailPage *page, const CaptureRequest &request);
    void captureFrom(TailPage *page, const CaptureRequest &request, quint64 firstId);
    void onNotOpened(const QUrl &url);
    void refuse(const QString &why);

    MainWindow *m_window;
    CaptureCommands *m_captures;
    QList<CaptureRequest> m_waiting;
};

//! \brief The first row from \a offset on, of what \a session holds; nothing if it does not hold all from there on.
std::optional<quint64> firstRowFrom(const TailSession &session, const DurableStreams::Offset &offset);

} // namespace Tailwater
