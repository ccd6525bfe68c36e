// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Pictures of captures that are more than a file that was opened: too large, gone, or ended with the application.

#include "application.h"
#include "capture/capturecommands.h"
#include "capture/captureresume.h"
#include "capture/capturetabs.h"
#include "capture/wholefile.h"
#include "connection/server.h"
#include "filter/filterbar.h"
#include "gallery.h"
#include "models/capture/capturerun.h"
#include "models/capture/capturesession.h"
#include "models/capture/capturewriter.h"
#include "tail/placeholder.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <sandbox/sandbox.h>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// More than is held, with a few rows that are looked for.
bool writeLarge(const QString &path)
{
    constexpr int rows = 130'000;
    CaptureWriter writer;
    bool sound = writer.open(path, { .url = QUrl(u"http://127.0.0.1:4437/v1/stream/audit"_s),
                                     .contentType = "application/json",
                                     .startedMs = 1'764'227'861'000 })
                     .has_value();
    const QByteArray filling(2'000, '.');
    for (int row = 1; row <= rows && sound; ++row) {
        const QByteArray bytes = "{\"id\":" + QByteArray::number(row) + ",\"action\":\""
            + (row % 26'000 == 40 ? "refund" : "order.placed") + "\",\"note\":\"" + filling + "\"}";
        Message message;
        message.id = quint64(row);
        message.flags = RowFlag::Json;
        message.receivedMs = 1'764'227'861'123 + row * 40LL;
        message.startOffset = DurableStreams::Offset("0000000000000000_0000000000000168");
        message.index = quint64(row);
        message.bytes = bytes;
        sound = writer.add(message);
    }
    return writer.close() && sound;
}

} // namespace

void Gallery::takeLargeCapture()
{
    const QString file = m_work.filePath(u"audit-november.dscap"_s);
    if (!writeLarge(file)) {
        ++m_failures;
        return;
    }
    CaptureCommands *captures = window()->captures();
    captures->open(file);
    waitFor(u"the large capture"_s, [&] {
        const TailPage *page = captures->tabs()->pageOf(file);
        return page && CaptureTabs::sessionOf(page)->extent().dataRows == 130'000;
    });
    TailPage *page = captures->tabs()->pageOf(file);
    page->filterBar()->setFilter(u"action=refund"_s);
    auto *whole = page->findChild<WholeFile *>();
    waitFor(u"the strip"_s, [whole] { return whole->isVisible(); });
    settle();
    take(u"whole-file"_s);
    whole->findChild<QPushButton *>("wholeFileLook"_L1)->click();
    waitFor(u"the whole count"_s, [whole] { return whole->findChild<QPushButton *>("wholeFileNext"_L1)->isVisible(); });
    settle();
    take(u"whole-file-counted"_s);
    page->filterBar()->setFilter({});
    page->rowActions().first()->trigger();
    page->findChild<QLineEdit *>("findText"_L1)->setText(u"refund"_s);
    page->rowActions().at(1)->trigger();
    settle();
    take(u"whole-file-find"_s);
    QTest::keyClick(page->findChild<QLineEdit *>("findText"_L1), Qt::Key_Escape);
    window()->tabs()->closePage(page);
}

void Gallery::takeEndedCaptures()
{
    CaptureCommands *captures = window()->captures();
    captures->tabs()->restore(m_work.filePath(u"moved.dscap"_s), 0, [](TailPage *) { });
    waitFor(u"the missing capture"_s, [this] {
        const auto *placeholder = window()->currentPage()->findChild<Placeholder *>();
        return CaptureTabs::sessionOf(window()->currentPage()) && placeholder->isVisible();
    });
    take(u"capture-gone"_s);
    window()->tabs()->closePage(window()->currentPage());
    TailPage *page = open("events/orders");
    const QString file = m_work.filePath(u"ended.dscap"_s);
    CaptureRun *run = captures->capture(page, file, page->session()->snapshot().firstId());
    waitFor(u"captured rows"_s, [run] { return run->progress().rows > 42; });
    run->stop();
    waitFor(u"the end of the capture"_s, [run] { return run->isFinished(); });
    window()->findChild<QWidget *>("captureStrip"_L1)->hide();
    captures->ended()->tell(page, file);
    waitFor(u"where it ended"_s, [this] {
        return window()->findChild<QPushButton *>("endedCaptureGoOn"_L1)->isVisible();
    });
    take(u"capture-ended"_s);
}

} // namespace Tailwater
