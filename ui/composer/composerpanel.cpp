// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "composerpanel.h"

#include "burstbar.h"
#include "bytetext.h"
#include "connection/server.h"
#include "filesource.h"
#include "jsonformat.h"
#include "largetextbar.h"
#include "librarypanel.h"
#include "pastenotice.h"
#include "payloadeditor.h"
#include "sendresult.h"
#include "targetnotice.h"
#include "theme/icons.h"

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
}

ComposerPanel::ComposerPanel(QWidget *parent)
    : QWidget(parent)
    , m_editor(new PayloadEditor(this))
    , m_jsonFormat(new JsonFormat(m_editor))
    , m_file(new FileSource(this))
    , m_options(new SendOptions(this))
    , m_result(new SendResult(this))
    , m_burst(new BurstBar(this))
    , m_notice(new TargetNotice(this))
    , m_pasteNotice(new PasteNotice(m_editor, this))
    , m_libraryPanel(new LibraryPanel(this))
    , m_checkTimer(new QTimer(this))
    , m_send(new QAction(icon("send"_L1), tr("&Send"), this))
    , m_stop(new QAction(icon("stop"_L1), tr("S&top Sending"), this))
    , m_format(new QAction(icon("format"_L1), tr("&Format JSON"), this))
    , m_minify(new QAction(tr("&Minify JSON"), this))
    , m_curl(new QAction(icon("copy"_L1), tr("Copy as c&url"), this))
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
    connect(m_file, &FileSource::readAgainDone, this, &ComposerPanel::sendFile);
    connect(m_pasteNotice, &PasteNotice::bytesRequested, this, [this](const QByteArray &bytes) {
        setMode(ComposeMode::Hex);
        m_editor->replaceText(toHexText(bytes));
    });
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
    if (mode() == ComposeMode::Burst && (text().trimmed().isEmpty() || hasVariables(text()))) {
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
    fitSides(m_showOptions);
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
    m_pasteNotice->setOffersBytes(mode() == ComposeMode::One);
    m_editor->setContentType(hex ? QByteArray() : type);
    m_editor->setPlaceholderText(
        !now       ? tr("Open a stream, then “Compose to This Stream”.")
            : hex  ? tr("Bytes as hexadecimal digits. Ctrl+Enter sends, Enter is a new line.")
            : json ? tr("A JSON value. Ctrl+Enter sends, Enter is a new line.")
                   : tr("A text. Ctrl+Enter sends, Enter is a new line."));
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

} // namespace Tailwater

#include "moc_composerpanel.cpp"
