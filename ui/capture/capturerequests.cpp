// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/capturerequests.h"

#include "capture/capturecommands.h"
#include "connection/server.h"
#include "models/capture/captureline.h"
#include "models/capture/capturerun.h"
#include "models/capture/fileclaim.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"

#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

using DurableStreams::Offset;

namespace {

//! An address without what does not name the stream.
QUrl plain(const QUrl &url)
{
    QUrl plain = captureUrl(url);
    const int usual = plain.scheme() == "https"_L1 ? 443 : 80;
    plain.setPort(plain.port() == usual ? -1 : plain.port());
    return plain;
}

//! Something between the rows was not read.
bool hasGap(const StoreSnapshot &rows)
{
    bool gap = false;
    rows.forEachPage(rows.firstId(), rows.endId(), [&gap](const auto &page, qsizetype begin, qsizetype end) {
        // A marker has a page of its own.
        if (end - begin == 1) {
            const Message row = page->message(begin);
            const auto marker = row.isData() ? std::nullopt : Marker::fromBytes(row.bytes);
            gap = marker && marker->type == Marker::Type::Jumped;
        }
        return !gap;
    });
    return gap;
}

std::optional<quint64> rowAt(const StoreSnapshot &rows, const Offset &offset)
{
    std::optional<quint64> found;
    rows.forEachPage(rows.firstId(), rows.endId(), [&](const auto &page, qsizetype begin, qsizetype end) {
        for (qsizetype row = begin; row < end && !found; ++row) {
            const Message message = page->message(row);
            if (message.isData() && message.index == 0 && message.startOffset == offset) {
                found = page->firstId() + quint64(row);
            }
        }
        return !found;
    });
    return found;
}

} // namespace

std::optional<quint64> firstRowFrom(const TailSession &session, const Offset &offset)
{
    const TailStatus &status = session.status();
    const StoreSnapshot rows = session.snapshot();
    if (offset == Offset::now()) {
        const bool atEnd = status.state == TailState::Live || status.state == TailState::Closed;
        return atEnd ? std::optional(rows.endId()) : std::nullopt;
    }
    if (hasGap(rows)) {
        return std::nullopt;
    }
    if (session.startPoint().offset == offset && rows.trimmedRows() == 0) {
        return rows.firstId();
    }
    return offset == Offset::beginning() ? std::nullopt : rowAt(rows, offset);
}

CaptureRequests::CaptureRequests(MainWindow *window, CaptureCommands *captures)
    : QObject(captures)
    , m_window(window)
    , m_captures(captures)
{
    connect(window->tabs(), &StreamTabs::pageAdded, this, &CaptureRequests::onPageAdded);
    connect(window, &MainWindow::addressNotOpened, this, &CaptureRequests::onNotOpened);
}

CaptureRequests::~CaptureRequests() = default;

QString CaptureRequests::fault(const QString &file, bool overwrite)
{
    if (const QString claimed = FileClaim::fault(file); !claimed.isEmpty()) {
        return claimed;
    }
    const QFileInfo info(file);
    return overwrite || !info.isFile() || info.size() == 0
        ? QString()
        : tr("%1 exists. Name another file, or add --overwrite to replace it.")
              .arg(QDir::toNativeSeparators(file));
}

bool CaptureRequests::add(const CaptureRequest &request)
{
    if (const QString why = fault(request.file, request.overwrite); !why.isEmpty()) {
        refuse(tr("%1 is not captured. %2").arg(request.url.toDisplayString(), why));
        return false;
    }
    for (TailPage *page : m_window->tabs()->pages()) {
        if (m_window->tabs()->serverOf(page) && plain(page->session()->url()) == plain(request.url)) {
            serve(page, request);
            return true;
        }
    }
    m_waiting.append(request);
    return false;
}

bool CaptureRequests::serveAt(TailPage *page, const CaptureRequest &request)
{
    if (const QString why = fault(request.file, request.overwrite); !why.isEmpty()) {
        refuse(tr("%1 is not captured. %2").arg(page->title(), why));
        return false;
    }
    serve(page, request);
    return true;
}

// Where it begins to read is known only after this.
void CaptureRequests::onPageAdded(TailPage *page)
{
    if (m_waiting.isEmpty() || !m_window->tabs()->serverOf(page)) {
        return;
    }
    const auto look = [this, page = QPointer(page)] {
        if (!page || !m_window->tabs()->serverOf(page)) {
            return; // closed already
        }
        const auto mine = std::ranges::find(m_waiting, plain(page->session()->url()),
                                            [](const CaptureRequest &each) { return plain(each.url); });
        if (mine != m_waiting.end()) {
            const CaptureRequest request = *mine;
            m_waiting.erase(mine);
            serve(page, request);
        }
    };
    QMetaObject::invokeMethod(this, look, Qt::QueuedConnection);
}

void CaptureRequests::serve(TailPage *page, const CaptureRequest &request)
{
    const TailSession *session = page->session();
    const CaptureRun *running = m_captures->runOf(page);
    const bool free = !running || running->isFinished();
    const bool begun = session->status().state != TailState::Idle;
    m_window->tabs()->setCurrentWidget(page);
    // Nothing is held, and all from where it begins will come.
    if (free && session->startPoint().offset == request.start.offset && !begun) {
        captureFrom(page, request, 1);
        return;
    }
    if (const auto first = firstRowFrom(*session, request.start.offset); first && free && begun) {
        captureFrom(page, request, *first);
        if (session->status().state == TailState::Stopped) {
            page->resume();
        }
        return;
    }
    Server *server = m_window->tabs()->serverOf(page);
    const QByteArray path = m_window->tabs()->pathOf(page);
    if (begun) {
        // What the tab holds begins elsewhere, and stays: another one reads from there.
        captureFrom(m_window->tabs()->openAnother(server, path, request.start), request, 1);
        return;
    }
    // One that waits, such as for a click: it waits for this one now.
    m_waiting.append(request);
    m_window->tabs()->closePage(page);
    m_window->openAsked(server, path, request.start);
}

void CaptureRequests::captureFrom(TailPage *page, const CaptureRequest &request, quint64 firstId)
{
    // Time may have passed.
    if (const QString why = fault(request.file, request.overwrite); !why.isEmpty()) {
        refuse(tr("%1 is not captured. %2").arg(page->title(), why));
        return;
    }
    m_captures->capture(page, request.file, firstId, request.before, request.append);
}

void CaptureRequests::onNotOpened(const QUrl &url)
{
    const auto isMine = [&url](const CaptureRequest &each) { return plain(each.url) == plain(url); };
    if (m_waiting.removeIf(isMine) > 0) {
        refuse(tr("%1 is not captured: no stream could be opened there.").arg(url.toDisplayString()));
    }
}

void CaptureRequests::refuse(const QString &why)
{
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Capture"), why, QMessageBox::Close, m_window);
    box->setObjectName("captureRefused"_L1);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->open();
}

} // namespace Tailwater

#include "moc_capturerequests.cpp"
