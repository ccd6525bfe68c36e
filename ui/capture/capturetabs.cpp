// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/capturetabs.h"

#include "capture/ondiskstrip.h"
#include "capture/positionbar.h"
#include "capture/wholefile.h"
#include "connection/server.h"
#include "filter/filterbar.h"
#include "models/capture/capturesession.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"

#include <QFileInfo>
#include <QLayout>
#include <QMessageBox>
#include <QPointer>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace Tailwater {

CaptureTabs::CaptureTabs(MainWindow *window, QObject *parent)
    : QObject(parent)
    , m_window(window)
{
}

CaptureTabs::~CaptureTabs() = default;

CaptureSession *CaptureTabs::sessionOf(const TailPage *page)
{
    return page ? qobject_cast<CaptureSession *>(page->session()) : nullptr;
}

TailPage *CaptureTabs::pageOf(const QString &path) const
{
    for (TailPage *page : m_window->tabs()->pages()) {
        if (const CaptureSession *known = sessionOf(page); known && QFileInfo(known->path()) == QFileInfo(path)) {
            return page;
        }
    }
    return nullptr;
}

TailPage *CaptureTabs::show(CaptureSession *session)
{
    auto *page = new TailPage(session, m_window);
    if (!session->hasFailed()) {
        auto *position = new PositionBar(session, page, page);
        page->layout()->addWidget(new WholeFile(session, page, position, page));
        page->layout()->addWidget(position);
        auto *onDisk = new OnDiskStrip(session, page);
        page->layout()->addWidget(onDisk);
        connect(onDisk, &OnDiskStrip::reloadRequested, this, [this, page] { reload(page); }, Qt::QueuedConnection);
    }
    return page;
}

void CaptureTabs::open(const QString &path)
{
    if (TailPage *known = pageOf(path)) {
        if (sessionOf(known)->hasFailed()) {
            sessionOf(known)->resume();
        }
        m_window->tabs()->setCurrentWidget(known);
        return;
    }
    auto *session = new CaptureSession(path, this);
    connect(session, &CaptureSession::opened, this, [this, session] {
        m_window->addCapturePage(show(session), session->path());
        Q_EMIT opened(session->path());
    });
    connect(session, &CaptureSession::failed, this, [this, session](const QString &reason) {
        auto *box = new QMessageBox(QMessageBox::Warning, tr("Open Capture"), reason, QMessageBox::Close, m_window);
        box->setObjectName("captureFailure"_L1);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setTextFormat(Qt::PlainText);
        box->open();
        session->deleteLater();
    });
}

void CaptureTabs::restore(const QString &path, quint64 row, const std::function<void(TailPage *)> &then)
{
    auto *session = new CaptureSession(path, this);
    const auto arrived = [this, session, row, then] {
        if (pageOf(session->path())) {
            session->deleteLater(); // the user was quicker
            then(nullptr);
            return;
        }
        TailPage *page = show(session);
        m_window->addRestoredPage(page, session->path());
        if (auto *position = page->findChild<PositionBar *>(); position && row > 1) {
            position->select(row);
        }
        connect(session, &CaptureSession::againRequested, page,
                [this, page, session, row] { tryAgain(page, session->path(), row); }, Qt::QueuedConnection);
        then(page);
    };
    connect(session, &CaptureSession::opened, this, arrived);
    connect(session, &CaptureSession::failed, this, arrived);
}

// As it was looked at, with what the file holds now.
void CaptureTabs::reload(TailPage *page)
{
    tryAgain(page, sessionOf(page)->path(), page->currentMessage().id, page->saveState(),
             page->filterBar()->filter());
}

// A tab in its place, which may say the same.
void CaptureTabs::tryAgain(TailPage *page, const QString &path, quint64 row, const QByteArray &look,
                           const QString &filter)
{
    StreamTabs *tabs = m_window->tabs();
    const int place = tabs->indexOf(page);
    const bool current = tabs->currentPage() == page;
    tabs->closePage(page);
    restore(path, row, [tabs, place, current, look, filter](TailPage *again) {
        if (!again) {
            return;
        }
        if (!look.isEmpty()) {
            again->restoreState(look);
            again->filterBar()->setFilter(filter);
        }
        tabs->tabBar()->moveTab(tabs->indexOf(again), qBound(0, place, tabs->count() - 1));
        if (current) {
            tabs->setCurrentWidget(again);
        }
    });
}

} // namespace Tailwater

#include "moc_capturetabs.cpp"
