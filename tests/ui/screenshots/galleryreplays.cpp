// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Pictures of copies that have not come to their end, and of a capture whose file is another by now.

#include "application.h"
#include "capture/capturecommands.h"
#include "capture/capturetabs.h"
#include "capture/replaydialog.h"
#include "connection/server.h"
#include "gallery.h"
#include "models/capture/capturewriter.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"

#include <QAction>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <sandbox/sandbox.h>

using namespace Qt::StringLiterals;

namespace Tailwater {

void Gallery::takeUnfinishedCopies()
{
    QDir(ReplayDialog::copiesFolder()).removeRecursively();
    CaptureCommands *captures = window()->captures();
    open("events/orders");
    const auto begin = [this, captures](const QString &path) {
        captures->copyAction()->trigger();
        auto *dialog = window()->findChild<ReplayDialog *>("replayDialog"_L1);
        dialog->findChild<QLineEdit *>("replayPath"_L1)->setText(path);
        dialog->findChild<QSpinBox *>("replayLimit"_L1)->setValue(4);
        settle();
        return dialog;
    };
    const auto close = [this](ReplayDialog *dialog) {
        dialog->reject();
        waitFor(u"the end of the copy"_s, [dialog] { return !dialog->isBusy(); });
        settle();
        dialog->reject();
        waitFor(u"the window again"_s, [this] { return !window()->findChild<ReplayDialog *>("replayDialog"_L1); });
    };
    ReplayDialog *dialog = begin(u"orders/copy"_s);
    dialog->findChild<QPushButton *>("replayBegin"_L1)->click();
    waitFor(u"a copy"_s, [] {
        return !QDir(ReplayDialog::copiesFolder()).entryList({ u"*.dscap.replay-*"_s }, QDir::Files).isEmpty();
    });
    close(dialog);
    dialog = begin(u"orders/copy"_s);
    take(u"copy-go-on"_s, dialog);
    dialog->reject();
    settle();
    captures->unfinishedAction()->trigger();
    auto *list = window()->findChild<QDialog *>("unfinishedReplays"_L1);
    settle();
    take(u"unfinished-copies"_s, list);
    list->reject();
    settle();
}

void Gallery::takeChangedCapture()
{
    const QString file = m_work.filePath(u"changed.dscap"_s);
    const auto write = [this, &file](int rows) {
        CaptureWriter writer;
        const QString path = file + u".new"_s;
        bool sound = writer.open(path, { .url = QUrl(u"http://127.0.0.1:4437/v1/stream/audit"_s),
                                         .contentType = "application/json" })
                         .has_value();
        for (int row = 0; row < rows && sound; ++row) {
            const QByteArray bytes = "{\"id\":" + QByteArray::number(row) + "}";
            Message message;
            message.flags = RowFlag::Json;
            message.bytes = bytes;
            sound = writer.add(message);
        }
        QFile::remove(file);
        m_failures += writer.close() && sound && QFile::rename(path, file) ? 0 : 1;
    };
    write(20);
    CaptureCommands *captures = window()->captures();
    captures->open(file);
    waitFor(u"the capture"_s, [&] { return captures->tabs()->pageOf(file); });
    TailPage *page = captures->tabs()->pageOf(file);
    write(30);
    waitFor(u"the strip"_s, [page] { return page->findChild<QWidget *>("onDiskStrip"_L1)->isVisible(); });
    settle();
    take(u"capture-changed"_s);
    window()->tabs()->closePage(page);
}

} // namespace Tailwater
