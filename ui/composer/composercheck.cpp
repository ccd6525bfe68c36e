// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// What a ComposerPanel says of the text before it is sent.

#include "burstbar.h"
#include "composerpanel.h"
#include "connection/server.h"
#include "filesource.h"
#include "largetextbar.h"
#include "payloadeditor.h"
#include "sendresult.h"
#include "theme/theme.h"

#include <durablestreams/streamcatalog.h>

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {
constexpr qsizetype PreviewSize = 400;
}

void ComposerPanel::check()
{
    m_checkTimer->stop();
    m_payload = currentPayload();
    takeUnsettledBody();
    refreshBurst();
    const bool marks = m_payload.fault && mode() != ComposeMode::File;
    m_editor->setFault(marks ? std::optional(m_payload.fault->position) : std::nullopt);
    const ComposerDesk *now = desk();
    const bool sending = (now && now->run) || m_burst->isRunning();
    const QString refusal = whyNot();
    showCheck(refusal);
    showPreview();
    const bool closesOnly = now && m_payload.isEmpty() && m_options->settings().close
        && mode() != ComposeMode::File;
    m_send->setEnabled(now && !sending && refusal.isEmpty()
                       && (m_payload.isSendable() || closesOnly));
    m_stop->setEnabled(sending);
    showSendOrStop(sending);
    const bool closes = m_options->settings().close;
    m_sendButton->setText(isBurst()     ? tr("Start Burst")
                              : closesOnly ? tr("Close Stream")
                              : closes ? tr("Send and Close")
                                       : tr("Send"));
    QPalette colours = palette();
    if (closes) {
        colours.setColor(QPalette::ButtonText, Theme::colours(colours).warning);
    }
    m_sendButton->setPalette(colours);
    showWayToWrite();
    m_largeText->refresh(mode() != ComposeMode::File);
}

//! One of both; the focus of the other is not to go to the next button by chance.
void ComposerPanel::showSendOrStop(bool sending)
{
    QPushButton *goes = sending ? m_sendButton : m_stopButton;
    const bool hadFocus = goes->hasFocus();
    m_stopButton->setVisible(sending);
    m_sendButton->setVisible(!sending);
    if (hadFocus) {
        (sending ? static_cast<QWidget *>(m_stopButton) : m_pages->currentWidget())->setFocus();
    }
}

//! Why nothing can be sent, apart from what is wrong with the text; empty if it can.
QString ComposerPanel::whyNot() const
{
    const ComposerDesk *now = desk();
    if (!now) {
        return {};
    }
    if (!m_server->canWrite()) {
        return m_server->whyNoWrites() + u' ' + tr("Nothing can be sent.");
    }
    if (const QString fault = m_options->fault(); !fault.isEmpty()) {
        return fault;
    }
    if (isBurst() && (m_options->settings().close || !m_options->settings().sequence.isEmpty())) {
        return tr("A burst has no Stream-Seq and closes nothing.");
    }
    const QString otherType = m_options->settings().contentType;
    if (isBurst() && !otherType.isEmpty()
        && isJsonType(otherType.toLatin1()) != isJsonType(now->contentType)) {
        return tr("The content type %1 is not the stream's: every message would be refused. Send the "
                  "type that the stream was created with, %2.")
            .arg(otherType, QString::fromLatin1(now->contentType));
    }
    if (m_payload.pieces.size() > 1 && !m_options->settings().sequence.isEmpty()) {
        return tr("A Stream-Seq fits one append, and these are %n.", nullptr,
                  int(m_payload.pieces.size()));
    }
    if (mode() == ComposeMode::File) {
        return m_file->isReading() ? tr("Reading the file…") : m_file->problem();
    }
    return {};
}

//! As far as was heard of it; the server has the last word.
bool ComposerPanel::isKnownClosed() const
{
    const auto entry = m_server->catalog()->entry(m_path);
    return entry && entry->state == DurableStreams::StreamEntry::State::Closed;
}

void ComposerPanel::showCheck(const QString &refusal)
{
    const ComposerDesk *now = desk();
    QString text = !now          ? QString()
        : now->run && m_result->isSaying() ? QString() // that it is being sent
        : now->run || m_burst->isRunning() ? tr("Sending…")
        : !refusal.isEmpty()     ? refusal
        : m_payload.isSendable() && isKnownClosed()
        ? tr("The stream is closed: the server will refuse this")
        : m_payload.isEmpty() && m_options->settings().close
        ? tr("Will close the stream without a message")
        : m_payload.isEmpty() && mode() == ComposeMode::File ? tr("Choose a file to send")
        : isBurst() && m_payload.isSendable() ? burstCheck()
                                                             : m_payload.summary();
    if (now && m_payload.isSendable() && m_options->settings().close) {
        text += u" · "_s + tr("and close the stream for ever");
    }
    if (now && m_payload.isSendable() && !m_variables->isChecked() && !m_variables->isHidden()
        && hasVariables(this->text())) {
        text += u" · "_s + tr("{{…}} is sent as it stands");
    }
    if (m_payload.fault && !m_variables->isChecked() && !m_variables->isHidden()
        && hasVariables(this->text())) {
        text += u" · "_s + tr("“{{ }}” above fills in {{…}}");
    }
    if (refusal.isEmpty() && m_payload.isSendable() && !m_result->saysSendAgain()) {
        const QString warning = whatMayBeStored();
        text = warning.isEmpty() ? text : warning;
    }
    m_check->setText(text);
    m_check->setToolTip(text);
    QPalette colours = palette();
    if (m_payload.fault || (now && !m_options->fault().isEmpty())
        || (mode() == ComposeMode::File && !m_file->problem().isEmpty())) {
        colours.setColor(QPalette::PlaceholderText, Theme::colours(colours).bad);
    }
    m_check->setPalette(colours);
}

void ComposerPanel::showPreview()
{
    const bool fills = m_variables->isChecked() && !m_variables->isHidden()
        && m_payload.isSendable() && hasVariables(text());
    m_preview->setVisible(fills);
    if (!fills) {
        return;
    }
    const QString first = QString::fromUtf8(m_payload.pieces.first().body.first(
        qMin(PreviewSize, m_payload.pieces.first().body.size())));
    const QString line = tr("Such as: %1").arg(first.simplified());
    m_preview->setText(m_preview->fontMetrics().elidedText(line, Qt::ElideRight,
                                                           qMax(100, m_editor->width())));
    m_preview->setToolTip(line);
}

} // namespace Tailwater
