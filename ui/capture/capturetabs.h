// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

#include <functional>

namespace Tailwater {

class CaptureSession;
class MainWindow;
class TailPage;

//! \brief The tabs of captures: files that were opened.
class CaptureTabs : public QObject
{
    Q_OBJECT

public:
    explicit CaptureTabs(MainWindow *window, QObject *parent = nullptr);
    ~CaptureTabs() override;

    //! \brief Opens the capture at \a path, or goes to its tab; or tells the user why it cannot be opened.
    void open(const QString &path);
    //! \brief Opens it as it was, with \a row in view, if there is no tab of it; one that cannot be opened has a tab that
    //! says so. \a then gets the tab, once it is there; null if there was one already.
    void restore(const QString &path, quint64 row, const std::function<void(TailPage *)> &then);
    //! \brief The tab of the capture at \a path; null if there is none.
    TailPage *pageOf(const QString &path) const;
    //! \brief The capture that \a page shows; null if it shows none.
    static CaptureSession *sessionOf(const TailPage *page);

Q_SIGNALS:
    //! \brief By the user.
    void opened(const QString &path);

private:
    TailPage *show(CaptureSession *session);
    void reload(TailPage *page);
    void tryAgain(TailPage *page, const QString &path, quint64 row, const QByteArray &look = {},
                  const QString &filter = {});

    MainWindow *m_window;
};

} // namespace Tailwater
