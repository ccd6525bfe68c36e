// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What writes: the composer in each mode, the dialogs, the producer lab.

#include "application.h"
#include "composer/burstbar.h"
#include "composer/composerpanel.h"
#include "composer/filesource.h"
#include "composer/resenddialog.h"
#include "composer/sendresult.h"
#include "connection/server.h"
#include "explorer/explorerpanel.h"
#include "gallery.h"
#include "models/message.h"
#include "models/tailmodel.h"
#include "producerlab/producerlabdialog.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"
#include "window/mainwindow.h"
#include "window/windowactions.h"

#include <durablestreams/streamcatalog.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

#include <sandbox/sandbox.h>

using namespace Qt::StringLiterals;

namespace Tailwater {

bool Gallery::takeWriting()
{
    if (startSandbox()) {
        takeComposer();
        takeComposerModes();
        takeResults();
        takeBurst();
        takeWritingDialogs();
        takeProducerLab();
    }
    return m_failures == 0;
}

void Gallery::takeComposerModes()
{
    ComposerPanel *composer = window()->composer();
    open("chat/room-1");
    window()->commands()->compose->trigger();
    composer->setTarget(m_server, "chat/room-1", "application/json");
    composer->setMode(ComposeMode::Lines);
    composer->findChild<QToolButton *>("composerVariables"_L1)->setChecked(true);
    composer->setText(u"{\"n\": {{index}}, \"at\": \"{{now}}\"}\n{\"n\": {{index}}, \"id\": \"{{uuid}}\"}"_s);
    take(u"composer-lines"_s);
    composer->findChild<QToolButton *>("composerShowOptions"_L1)->setChecked(true);
    composer->findChild<QCheckBox *>("composerClose"_L1)->setChecked(true);
    composer->findChild<QPlainTextEdit *>("composerHeaders"_L1)->setPlainText(u"X-Trace: 4711"_s);
    take(u"composer-options"_s);
    composer->findChild<QCheckBox *>("composerClose"_L1)->setChecked(false);
    composer->findChild<QPlainTextEdit *>("composerHeaders"_L1)->clear();
    composer->findChild<QToolButton *>("composerShowOptions"_L1)->setChecked(false);
    composer->setMode(ComposeMode::Array);
    composer->setText(u"[\n  {\"n\": 1},\n  {\"n\": 2}\n]"_s);
    take(u"composer-elements"_s);
    composer->findChild<QToolButton *>("composerShowLibrary"_L1)->setChecked(true);
    take(u"composer-history"_s);
    composer->findChild<QToolButton *>("composerShowLibrary"_L1)->setChecked(false);
    composer->setMode(ComposeMode::One);
    composer->setText(u"["_s + u"{\"n\":1,\"total\":129.95},"_s.repeated(5'000) + u"2]"_s);
    take(u"composer-large"_s);
    composer->setText({});
    takeUnsettled();
    open("binary/frames");
    composer->setTarget(m_server, "binary/frames", "application/octet-stream");
    composer->setMode(ComposeMode::Hex);
    composer->setText(u"89 50 4e 47 0d 0a 1a 0a\n00 00 00 0d"_s);
    take(u"composer-hex"_s);
    composer->setText({});
    QFile file(m_work.filePath(u"frame.bin"_s));
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QByteArray(5'000, 'x'));
        file.close();
    }
    composer->setMode(ComposeMode::File);
    composer->fileSource()->setFile(file.fileName());
    waitFor(u"the file"_s, [composer] { return composer->sendAction()->isEnabled(); });
    take(u"composer-file"_s);
    composer->setMode(ComposeMode::One);
}

//! As after a restart, with a message of which it is not known whether it is stored.
void Gallery::takeUnsettled()
{
    ComposerPanel *composer = window()->composer();
    KeptDraft draft { .text = u"{\"n\": 1}"_s, .contentType = "application/json" };
    draft.unsettled = UnsettledSend { .tuple = { "a", 0, 3 }, .body = draft.text.toUtf8(), .text = draft.text };
    make("chat/room-8", "application/json");
    open("chat/room-8");
    composer->setTarget(nullptr, {});
    composer->restoreDrafts({ { m_server->urlOf("chat/room-8").toString(QUrl::FullyEncoded), draft } });
    composer->setTarget(m_server, "chat/room-8", "application/json");
    take(u"composer-unsettled"_s);
    composer->setText({});
}

void Gallery::takeResults()
{
    ComposerPanel *composer = window()->composer();
    make("chat/room-9", "application/json");
    open("chat/room-9");
    composer->setTarget(m_server, "chat/room-9", "application/json");
    composer->setText(u"{\"last\": \"words\"}"_s);
    composer->findChild<QComboBox *>("composerSafety"_L1)->setCurrentIndex(0);
    composer->findChild<QLineEdit *>("composerContentType"_L1)->setText(u"text/plain"_s);
    composer->sendAction()->trigger();
    auto *result = window()->findChild<QLabel *>("composerResult"_L1);
    waitFor(u"the refusal"_s, [result] { return result->text().contains(u"409"_s); });
    take(u"composer-wrong-type"_s);
    composer->findChild<QLineEdit *>("composerContentType"_L1)->clear();
    composer->findChild<QCheckBox *>("composerClose"_L1)->setChecked(true);
    composer->sendAction()->trigger();
    waitFor(u"the end"_s,
            [result] { return says(result->text(), SendResult::tr("the stream is closed now")); });
    take(u"composer-closed"_s);
    composer->setText({});
}

void Gallery::takeBurst()
{
    ComposerPanel *composer = window()->composer();
    make("load/test", "application/json");
    open("load/test");
    composer->setTarget(m_server, "load/test", "application/json");
    composer->setMode(ComposeMode::Burst);
    composer->findChild<QToolButton *>("composerVariables"_L1)->setChecked(true);
    composer->setText(u"{\"n\": {{index}}, \"value\": {{randInt 1 1000}}, \"at\": \"{{now}}\"}"_s);
    composer->findChild<QSpinBox *>("burstCount"_L1)->setValue(100'000);
    take(u"burst"_s);
    composer->findChild<QComboBox *>("burstPace"_L1)->setCurrentIndex(1);
    composer->findChild<QSpinBox *>("burstRate"_L1)->setValue(5'000);
    composer->sendAction()->trigger();
    auto *line = composer->findChild<QLabel *>("burstLine"_L1);
    waitFor(u"the first batches"_s, [line] { return line->text().contains(u"p95"_s); });
    take(u"burst-running"_s);
    composer->burstBar()->stop();
    composer->findChild<QComboBox *>("burstPace"_L1)->setCurrentIndex(0);
    composer->findChild<QSpinBox *>("burstCount"_L1)->setValue(20'000);
    composer->sendAction()->trigger();
    waitFor(u"the end"_s, [composer, line] {
        return !composer->burstBar()->isRunning()
            && says(line->text(), BurstBar::tr("It took %1 s."));
    });
    take(u"burst-done"_s);
    composer->setText({});
    composer->setMode(ComposeMode::One);
}

void Gallery::takeWritingDialogs()
{
    const auto dialog = [this](const char *name) {
        QDialog *found = nullptr;
        waitFor(QString::fromLatin1(name), [&] {
            found = window()->findChild<QDialog *>(QLatin1StringView(name));
            return found && found->isVisible();
        });
        return found;
    };
    TailPage *page = open("events/orders");
    page->view()->setFocus();
    Q_EMIT page->forkRequested(page->currentMessage());
    if (QDialog *fork = dialog("forkStreamDialog")) {
        take(u"fork"_s, fork);
        fork->reject();
        settle();
    }
    takeResend(page);
    window()->commands()->closeStream->trigger();
    if (QDialog *question = dialog("closeStreamDialog")) {
        take(u"close-stream"_s, question);
        question->reject();
        settle();
    }
    ExplorerPanel *explorer = window()->explorer();
    QTest::mouseClick(explorer->view()->viewport(), Qt::LeftButton, {},
                      explorer->view()->visualRect(explorer->view()->currentIndex()).center());
    explorer->view()->selectAll();
    window()->commands()->deleteStream->trigger();
    if (QDialog *question = dialog("deleteStreamDialog")) {
        take(u"delete-streams"_s, question);
        question->reject();
        settle();
    }
}

void Gallery::takeResend(TailPage *page)
{
    QList<PayloadPiece> pieces;
    for (int row = 0; row < 3; ++row) {
        pieces.append({ page->model()->messageAt(row).toByteArray(), true });
    }
    make("chat/room-7", "application/json");
    open("chat/room-7");
    auto *dialog = new ResendDialog(m_server, "chat/room-7", "application/json", pieces, window());
    dialog->open();
    take(u"resend"_s, dialog);
    dialog->findChild<QPushButton *>("resendSend"_L1)->click();
    waitFor(u"the answer"_s, [dialog] { return dialog->isDone(); });
    take(u"resend-done"_s, dialog);
    dialog->reject();
    settle();
}

void Gallery::takeProducerLab()
{
    make("lab/rat", "application/json");
    TailPage *page = open("lab/rat");
    page->view()->setFocus();
    window()->commands()->producerLab->trigger();
    auto *lab = window()->findChild<ProducerLabDialog *>();
    if (!waitFor(u"the lab"_s, [lab] { return lab && lab->isVisible(); })) {
        return;
    }
    using Deed = LabProducer::Deed;
    for (const Deed deed : { Deed::Next, Deed::Next, Deed::Duplicate, Deed::Gap, Deed::NewEpoch,
                             Deed::StaleEpoch, Deed::Claim }) {
        lab->producer()->perform(deed, "{\"lab\": true}"_ba);
        waitFor(u"the answer"_s, [lab] { return lab->producer()->inFlight() == 0; });
    }
    take(u"producer-lab"_s, lab);
    lab->reject();
    settle();
    window()->showDock(u"wire"_s);
    take(u"producer-lab-wire"_s);
    window()->showDock(u"composer"_s);
}

} // namespace Tailwater
