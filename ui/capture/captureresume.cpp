// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/captureresume.h"

#include "capture/capturecommands.h"
#include "capture/capturedialog.h"
#include "capture/capturerequests.h"
#include "capture/endedcapture.h"
#include "connection/server.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"

#include <QAction>
#include <QFileDialog>
#include <QLayout>
#include <QPointer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

CaptureResume::CaptureResume(MainWindow *window, CaptureCommands *captures)
    : QObject(captures)
    , m_window(window)
    , m_captures(captures)
{
}

CaptureResume::~CaptureResume() = default;

QString CaptureResume::fileOf(const TailPage *page)
{
    const auto *strip = page->findChild<EndedCapture *>(Qt::FindDirectChildrenOnly);
    return strip ? strip->path() : QString();
}

void CaptureResume::tell(TailPage *page, const QString &path)
{
    delete page->findChild<EndedCapture *>(Qt::FindDirectChildrenOnly);
    auto *strip = new EndedCapture(path, page->session()->url(), page);
    page->layout()->addWidget(strip);
    connect(strip, &EndedCapture::openRequested, m_captures, &CaptureCommands::open);
    connect(strip, &EndedCapture::dismissed, strip, &QObject::deleteLater);
    connect(strip, &EndedCapture::goOnRequested, this,
            [this, page, path](const CaptureEnd &end) { goOn(page, end, path, true); });
    connect(strip, &EndedCapture::newFileRequested, this, [this, page, strip] { askForFile(page, strip); });
    connect(strip, &QObject::destroyed, this, &CaptureResume::changed, Qt::QueuedConnection);
    Q_EMIT changed();
}

// Without a place to go on from it is a capture as any other.
void CaptureResume::askForFile(TailPage *page, EndedCapture *strip)
{
    if (!strip->end() || !strip->end()->fault.isEmpty()
        || strip->end()->header.url != captureUrl(page->session()->url())) {
        m_captures->captureAction()->trigger();
        return;
    }
    auto *dialog = new QFileDialog(m_window, tr("Go On in Another File"));
    dialog->setObjectName("captureGoOnFile"_L1);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Captures (*.dscap)"));
    dialog->setDefaultSuffix(u"dscap"_s);
    dialog->selectFile(proposedFile(page->title(), u"dscap"_s));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, page = QPointer(page), end = *strip->end()](const QString &file) {
                if (page) {
                    goOn(page, end, file, false);
                }
            });
    dialog->open();
}

// The tab may hold what comes next; if not, another one reads it.
void CaptureResume::goOn(TailPage *page, const CaptureEnd &end, const QString &path, bool append)
{
    CaptureRequest request { .url = page->session()->url(),
                             .file = path,
                             .start = { .offset = end.place.offset,
                                        .framing = page->session()->startPoint().framing,
                                        .firstNumber = end.lastNumber + 1 },
                             .overwrite = true, // the user was asked by the dialog, or it is the file itself
                             .before = end,
                             .append = append };
    // The number of the first row is that of its response.
    request.start.firstNumber -= std::min(request.start.firstNumber - 1, end.responseRows);
    auto *strip = page->findChild<EndedCapture *>(Qt::FindDirectChildrenOnly);
    if (m_captures->requests()->serveAt(page, request)) {
        strip->deleteLater();
    }
}

} // namespace Tailwater

#include "moc_captureresume.cpp"
