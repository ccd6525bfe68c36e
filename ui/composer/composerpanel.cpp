// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "composerpanel.h"

#include "burstbar.h"
#include "bytetext.h"
#include "connection/server.h"
#include "explorer/streamentry.h"
#include "filesource.h"
#include "largetextbar.h"
#include "librarypanel.h"
#include "payloadeditor.h"
#include "sendresult.h"
#include "targetnotice.h"
#include "theme/icons.h"
#include "theme/theme.h"

#include <durablestreams/streamcatalog.h>

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {
//! Longer texts are checked after a pause in typing, so that typing stays fluent.
constexpr qsizetype CheckAtOnceSize = 256 * 1024;
constexpr qsizetype PreviewSize = 400;
}

ComposerPanel::ComposerPanel(QWidget *parent)
    : QWidget(parent)
    , m_editor(new PayloadEditor(this))
    , m_file(new FileSource(this))
    , m_options(new SendOptions(this))
    , m_result(new SendResult(this))
    , m_burst(new BurstBar(this))
    , m_notice(new TargetNotice(this))
    , m_libraryPanel(new LibraryPanel(this))
    , m_checkTimer(new QTimer(this))
    , m_send(new QAction(icon("send"_L1), tr("&Send"), this))
    , m_stop(new QAction(icon("stop"_L1), tr("S&top Sending"), this))
    , m_format(new QAction(icon("format"_L1), tr("&Format JSON"), this))
    , m_minify(new QAction(tr("&Minify JSON"), this))
    , m_curl(new QAction(icon("copy"_L1), tr("Copy as &curl"), this))
    , m_earlier(new QAction(tr("&Earlier Message"), this))
    , m_later(new QAction(tr("&Later Message"), this))
{
    m_largeText = new LargeTextBar(m_editor, m_format, this);
    createActions();
    layOut();
    m_checkTimer->setSingleShot(true);
    m_checkTimer->setInterval(200ms);
    connectParts();
    refreshTarget();
}

ComposerPanel::~ComposerPanel()
{
    // Their last words are for a panel that is whole.
    for (const ComposerDesk &desk : std::as_const(m_desks)) {
        if (desk.run) {
            desk.run->disconnect(this);
        }
    }
}

void ComposerPanel::connectParts()
{
    connect(m_checkTimer, &QTimer::timeout, this, &ComposerPanel::check);
    connect(m_editor, &QPlainTextEdit::textChanged, this, &ComposerPanel::onEdited);
    connect(m_mode, &QComboBox::currentIndexChanged, this, &ComposerPanel::onModeChanged);
    connect(m_lineEnd, &QCheckBox::toggled, this, &ComposerPanel::check);
    connect(m_variables, &QToolButton::toggled, this, &ComposerPanel::check);
    connect(m_variables, &QToolButton::toggled, m_editor, &PayloadEditor::setVariables);
    connect(m_options, &SendOptions::changed, this, &ComposerPanel::check);
    connect(m_file, &FileSource::changed, this, &ComposerPanel::check);
    connect(m_burst, &BurstBar::changed, this, &ComposerPanel::check);
    connect(m_burst, &BurstBar::finished, this, &ComposerPanel::check);
    connect(m_notice, &TargetNotice::otherRequested, this, &ComposerPanel::takeTheOther);
    connect(m_libraryPanel, &LibraryPanel::chosen, this, &ComposerPanel::use);
    connect(m_result, &SendResult::revealRequested, this,
            [this](const DurableStreams::Offset &offset, const QByteArray &body) {
                Q_EMIT revealRequested(m_server, m_path, offset, body);
            });
    connect(m_result, &SendResult::curlRequested, this,
            [this] { QGuiApplication::clipboard()->setText(m_sentCurl); });
    connect(m_result, &SendResult::editConnectionRequested, this,
            [this] { Q_EMIT editConnectionRequested(m_server); });
    connect(m_result, &SendResult::forkRequested, this,
            [this] { Q_EMIT forkRequested(m_server, m_path); });
}

void ComposerPanel::onEdited()
{
    if (m_editor->textSize() < CheckAtOnceSize) {
        check();
    } else {
        m_send->setEnabled(false);
        m_checkTimer->start();
    }
}

QString ComposerPanel::deskKey(const Server *server, const QByteArray &path)
{
    return server->urlOf(path).toString(QUrl::FullyEncoded);
}

ComposerDesk *ComposerPanel::desk()
{
    return m_server ? &m_desks[deskKey(m_server, m_path)] : nullptr;
}

const ComposerDesk *ComposerPanel::desk() const
{
    const auto found = m_server ? m_desks.constFind(deskKey(m_server, m_path)) : m_desks.cend();
    return found == m_desks.cend() ? nullptr : &*found;
}

void ComposerPanel::setText(const QString &text)
{
    m_editor->replaceText(text);
}

QString ComposerPanel::text() const
{
    return m_editor->text();
}

void ComposerPanel::setMessage(const QByteArray &bytes)
{
    const bool asText = survivesEditing(bytes);
    setMode(asText ? ComposeMode::One : ComposeMode::Hex);
    m_variables->setChecked(false);
    if (asText) {
        // A line end that is there must not come twice, nor one that is not there at all.
        m_lineEnd->setChecked(bytes.endsWith('\n'));
    }
    setText(asText ? QString::fromUtf8(bytes) : toHexText(bytes));
}

bool ComposerPanel::isSending() const
{
    return m_burst->isRunning()
        || std::ranges::any_of(m_desks,
                               [](const ComposerDesk &desk) { return !desk.run.isNull(); });
}

void ComposerPanel::focusEditor()
{
    m_editor->setFocus(Qt::ShortcutFocusReason);
}

void ComposerPanel::noteTail(const QUrl &url, const DurableStreams::Offset &nextOffset)
{
    m_result->noteTail(url, nextOffset);
}

std::optional<SendResult::Sought> ComposerPanel::sought(const QUrl &url) const
{
    return m_result->sought(url);
}

void ComposerPanel::noteFound()
{
    m_result->noteFound();
}

ComposeMode ComposerPanel::mode() const
{
    return static_cast<ComposeMode>(m_mode->currentData().toInt());
}

void ComposerPanel::setMode(ComposeMode mode)
{
    m_mode->setCurrentIndex(qMax(0, m_mode->findData(int(mode))));
}

void ComposerPanel::onModeChanged()
{
    const ComposeMode before = std::exchange(m_shownMode, mode());
    // The same bytes in the other notation, where there is one.
    if (mode() == ComposeMode::Hex && before != ComposeMode::Hex) {
        m_editor->replaceText(toHexText(text().toUtf8()));
    } else if (mode() != ComposeMode::Hex && before == ComposeMode::Hex) {
        const HexText hex = fromHexText(text());
        if (hex.faultAt < 0 && survivesEditing(hex.bytes)) {
            m_editor->replaceText(QString::fromUtf8(hex.bytes));
        }
    }
    // A burst of the same message is rarely meant.
    if (mode() == ComposeMode::Burst && hasVariables(text())) {
        m_variables->setChecked(true);
    }
    refreshForType();
    check();
}

void ComposerPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_sendButton) {
        check();
    }
}

void ComposerPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showTarget();
    showPreview();
}

void ComposerPanel::refreshTarget()
{
    const ComposerDesk *now = desk();
    const QByteArray type = now ? now->contentType : QByteArray();
    m_editor->setEnabled(now != nullptr);
    m_mode->setEnabled(now != nullptr);
    m_mode->setVisible(now != nullptr);
    m_curl->setEnabled(now != nullptr);
    m_file->setContentType(type);
    // The element mode makes sense for JSON only.
    if (!type.isEmpty() && !isJsonType(type) && mode() == ComposeMode::Array) {
        m_mode->setCurrentIndex(0);
    }
    m_target->setToolTip(now ? m_server->urlOf(m_path).toDisplayString() : QString());
    m_type->setText(QString::fromLatin1(type.split(';').first()));
    m_type->setToolTip(QString::fromLatin1(type));
    refreshForType();
    showTarget();
    check();
}

void ComposerPanel::refreshForType()
{
    const ComposerDesk *now = desk();
    const QByteArray type = now ? now->contentType : QByteArray();
    const bool json = isJsonType(type);
    const bool hex = mode() == ComposeMode::Hex;
    const bool file = mode() == ComposeMode::File;
    m_pages->setCurrentIndex(file ? 1 : 0);
    m_editor->setContentType(hex ? QByteArray() : type);
    m_editor->setPlaceholderText(
        !now       ? tr("Open a stream, then “Compose to This Stream”.")
            : hex  ? tr("Bytes as hexadecimal digits. Ctrl+Enter sends, Enter is a new line.")
            : json ? tr("A JSON value. Ctrl+Enter sends, Enter is a new line.")
                   : tr("The message. Ctrl+Enter sends, Enter is a new line."));
    m_lineEnd->setVisible(now && isTextType(type) && !hex && !file);
    m_variables->setVisible(now && !hex && !file);
    m_format->setEnabled(json && !hex && !file);
    m_minify->setEnabled(json && !hex && !file);
    showTarget();
}

PayloadSettings ComposerPanel::payloadSettings() const
{
    const ComposerDesk *now = desk();
    return { .contentType = now ? now->contentType : QByteArray(),
             .mode = mode(),
             .lineEnd = m_lineEnd->isChecked() && now && isTextType(now->contentType),
             .variables = m_variables->isChecked() };
}

Payload ComposerPanel::currentPayload() const
{
    if (!desk()) {
        return {};
    }
    return mode() == ComposeMode::File ? m_file->payload() : makePayload(text(), payloadSettings());
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
    if (refusal.isEmpty() && m_payload.isSendable() && unsettled()) {
        text = tr("May be stored already: sent unchanged it goes with the same number.") + u' ' + text;
    }
    m_check->setText(text);
    m_check->setToolTip(text);
    QPalette colours = palette();
    if (m_payload.fault || (now && !m_options->fault().isEmpty())) {
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

#include "moc_composerpanel.cpp"
