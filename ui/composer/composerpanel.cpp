// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "composerpanel.h"

#include "connection/curl.h"
#include "connection/errortext.h"
#include "connection/server.h"
#include "explorer/streamentry.h"
#include "models/marker.h"
#include "payloadeditor.h"
#include "theme/icons.h"
#include "theme/inlinemessage.h"
#include "theme/theme.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {
constexpr qsizetype HistorySize = 100;
//! Longer texts are checked after a pause in typing, so that typing stays fluent.
constexpr qsizetype CheckAtOnceSize = 256 * 1024;
}

ComposerPanel::ComposerPanel(QWidget *parent)
    : QWidget(parent)
    , m_editor(new PayloadEditor(this))
    , m_checkTimer(new QTimer(this))
    , m_send(new QAction(icon("send"_L1), tr("&Send"), this))
    , m_format(new QAction(icon("format"_L1), tr("&Format JSON"), this))
    , m_minify(new QAction(tr("&Minify JSON"), this))
    , m_curl(new QAction(icon("copy"_L1), tr("Copy as &curl"), this))
{
    createActions();
    layOut();
    m_checkTimer->setSingleShot(true);
    m_checkTimer->setInterval(200ms);
    connect(m_checkTimer, &QTimer::timeout, this, &ComposerPanel::check);
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        if (m_editor->document()->characterCount() < CheckAtOnceSize) {
            check();
        } else {
            m_send->setEnabled(false);
            m_checkTimer->start();
        }
    });
    connect(m_editor, &PayloadEditor::historyRequested, this, &ComposerPanel::recall);
    connect(m_mode, &QComboBox::currentIndexChanged, this, &ComposerPanel::check);
    connect(m_lineEnd, &QCheckBox::toggled, this, &ComposerPanel::check);
    refreshTarget();
}

ComposerPanel::~ComposerPanel() = default;

void ComposerPanel::createActions()
{
    m_send->setObjectName("compose.send"_L1);
    m_send->setShortcuts({ Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter });
    m_format->setObjectName("compose.format"_L1);
    m_format->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_F);
    m_minify->setObjectName("compose.minify"_L1);
    m_curl->setObjectName("compose.curl"_L1);
    for (QAction *action : { m_send, m_format, m_minify, m_curl }) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        addAction(action);
    }
    connect(m_send, &QAction::triggered, this, &ComposerPanel::send);
    connect(m_format, &QAction::triggered, this, [this] { format(false); });
    connect(m_minify, &QAction::triggered, this, [this] { format(true); });
    connect(m_curl, &QAction::triggered, this, &ComposerPanel::copyCurl);
}

void ComposerPanel::layOut()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 10);
    layout->setSpacing(8);
    layout->addWidget(makeHeader());
    m_editor->setObjectName("composerEditor"_L1);
    m_editor->setAccessibleName(tr("Message"));
    m_editor->setMinimumHeight(m_editor->fontMetrics().lineSpacing() * 3);
    layout->addWidget(m_editor, 1);
    layout->addWidget(makeFooter());
    setFocusProxy(m_editor);
}

QWidget *ComposerPanel::makeHeader()
{
    auto *header = new QWidget(this);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    m_target = new QLabel(header);
    m_target->setObjectName("composerTarget"_L1);
    m_target->setTextFormat(Qt::PlainText);
    QFont bold = m_target->font();
    bold.setWeight(QFont::DemiBold);
    m_target->setFont(bold);
    m_target->setMinimumWidth(80);
    m_type = new QLabel(header);
    m_type->setForegroundRole(QPalette::PlaceholderText);
    m_mode = new QComboBox(header);
    m_mode->setAccessibleName(tr("How the text becomes messages"));
    m_mode->addItem(tr("One message"), int(ComposeMode::One));
    m_mode->addItem(tr("Each line a message"), int(ComposeMode::Lines));
    m_mode->addItem(tr("Each element a message"), int(ComposeMode::Array));
    m_lineEnd = new QCheckBox(tr("&Line feed"), header);
    m_lineEnd->setChecked(true);
    m_lineEnd->setToolTip(tr("Ends each message with a line feed, if it has none"));
    row->addWidget(m_target);
    row->addWidget(m_type);
    row->addStretch(1);
    row->addWidget(m_lineEnd);
    row->addWidget(m_mode);
    return header;
}

QWidget *ComposerPanel::makeFooter()
{
    auto *footer = new QWidget(this);
    auto *column = new QVBoxLayout(footer);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_check = new QLabel(footer);
    m_check->setObjectName("composerCheck"_L1);
    m_check->setTextFormat(Qt::PlainText);
    m_check->setForegroundRole(QPalette::PlaceholderText);
    m_result = new QLabel(footer);
    m_result->setObjectName("composerResult"_L1);
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_result->hide();
    m_reveal = new QToolButton(footer);
    m_reveal->setText(tr("&Reveal"));
    m_reveal->setToolTip(tr("Shows the end of the stream, where the message is"));
    m_reveal->setAutoRaise(true);
    m_reveal->hide();
    connect(m_reveal, &QToolButton::clicked, this,
            [this] { Q_EMIT revealRequested(m_server, m_path); });
    auto *format = new QToolButton(footer);
    format->setDefaultAction(m_format);
    format->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    format->setAutoRaise(true);
    auto *curl = new QToolButton(footer);
    curl->setDefaultAction(m_curl);
    curl->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    curl->setAutoRaise(true);
    m_sendButton = new QPushButton(m_send->icon(), tr("&Send"), footer);
    m_sendButton->setObjectName("composerSend"_L1);
    m_sendButton->setToolTip(tr("Append to the stream (Ctrl+Enter)"));
    connect(m_sendButton, &QPushButton::clicked, m_send, &QAction::trigger);
    connect(m_send, &QAction::enabledChanged, m_sendButton, &QWidget::setEnabled);
    auto *resultRow = new QHBoxLayout;
    resultRow->addWidget(m_result, 1);
    resultRow->addWidget(m_reveal);
    auto *row = new QHBoxLayout;
    row->addWidget(m_check, 1);
    row->addWidget(format);
    row->addWidget(curl);
    row->addSpacing(4);
    row->addWidget(m_sendButton);
    column->addLayout(resultRow);
    column->addLayout(row);
    return footer;
}

QString ComposerPanel::deskKey(const Server *server, const QByteArray &path)
{
    return server->urlOf(path).toString(QUrl::FullyEncoded);
}

ComposerPanel::Desk *ComposerPanel::desk()
{
    return m_server ? &m_desks[deskKey(m_server, m_path)] : nullptr;
}

void ComposerPanel::setTarget(Server *server, const QByteArray &path, const QByteArray &contentType)
{
    if (Desk *old = desk()) {
        old->draft = m_editor->toPlainText();
        old->mode = mode();
    }
    m_server = path.isEmpty() ? nullptr : server;
    m_path = m_server ? path : QByteArray();
    if (m_server) {
        connect(m_server, &Server::writabilityChanged, this, &ComposerPanel::check,
                Qt::UniqueConnection);
    }
    m_awaited.reset();
    setInlineMessage(m_result, MessageKind::Neutral, QString());
    m_reveal->hide();
    if (Desk *now = desk()) {
        if (!contentType.isEmpty()) {
            now->contentType = contentType;
        }
        m_historyPosition = int(now->history.size());
        m_mode->setCurrentIndex(m_mode->findData(int(now->mode)));
        m_editor->setPlainText(now->draft);
    } else {
        m_editor->clear();
    }
    refreshTarget();
    Q_EMIT targetChanged();
}

void ComposerPanel::setContentType(Server *server, const QByteArray &path,
                                   const QByteArray &contentType)
{
    Desk *now = desk();
    if (now && server == m_server && path == m_path && !contentType.isEmpty()
        && std::exchange(now->contentType, contentType) != contentType) {
        refreshTarget();
    }
}

void ComposerPanel::setText(const QString &text)
{
    m_editor->replaceText(text);
}

QString ComposerPanel::text() const
{
    return m_editor->toPlainText();
}

QHash<QString, QString> ComposerPanel::drafts() const
{
    QHash<QString, QString> drafts;
    const QString current = m_server ? deskKey(m_server, m_path) : QString();
    for (const auto &[key, desk] : m_desks.asKeyValueRange()) {
        const QString text = key == current ? m_editor->toPlainText() : desk.draft;
        if (!text.trimmed().isEmpty()) {
            drafts.insert(key, text);
        }
    }
    return drafts;
}

void ComposerPanel::restoreDrafts(const QHash<QString, QString> &drafts)
{
    for (const auto &[key, text] : drafts.asKeyValueRange()) {
        m_desks[key].draft = text;
    }
}

void ComposerPanel::focusEditor()
{
    m_editor->setFocus(Qt::ShortcutFocusReason);
}

ComposeMode ComposerPanel::mode() const
{
    return static_cast<ComposeMode>(m_mode->currentData().toInt());
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
}

void ComposerPanel::showTarget()
{
    // What stands beside it has its own width; the name of the target gets what is left.
    const QString text = m_server
        ? tr("To %1 › %2").arg(m_server->displayName(), displayPath(m_path))
        : tr("No stream chosen");
    int others = 60;
    for (const QWidget *other : { static_cast<QWidget *>(m_type), static_cast<QWidget *>(m_mode),
                                  static_cast<QWidget *>(m_lineEnd) }) {
        others += other->isHidden() ? 0 : other->sizeHint().width();
    }
    m_target->setText(m_target->fontMetrics().elidedText(text, Qt::ElideMiddle,
                                                         qMax(120, width() - others)));
}

void ComposerPanel::refreshTarget()
{
    const Desk *now = desk();
    const QByteArray type = now ? now->contentType : QByteArray();
    const bool json = isJsonType(type);
    m_editor->setEnabled(now != nullptr);
    m_editor->setContentType(type);
    m_editor->setPlaceholderText(
        !now       ? tr("Open a stream, then “Compose to This Stream”.")
            : json ? tr("A JSON value. Ctrl+Enter sends, Enter is a new line.")
                   : tr("The message. Ctrl+Enter sends, Enter is a new line."));
    m_mode->setEnabled(now != nullptr);
    m_mode->setVisible(now != nullptr);
    m_lineEnd->setVisible(now && isTextType(type));
    m_format->setEnabled(json);
    m_minify->setEnabled(json);
    m_curl->setEnabled(now != nullptr);
    // The element mode makes sense for JSON only.
    if (!json && mode() == ComposeMode::Array) {
        m_mode->setCurrentIndex(0);
    }
    m_target->setToolTip(now ? m_server->urlOf(m_path).toDisplayString() : QString());
    m_type->setText(QString::fromLatin1(type.split(';').first()));
    m_type->setToolTip(QString::fromLatin1(type));
    showTarget();
    check();
}

void ComposerPanel::check()
{
    const Desk *now = desk();
    m_payload = now ? makePayload(m_editor->toPlainText(), now->contentType, mode(),
                                  m_lineEnd->isChecked() && isTextType(now->contentType))
                    : Payload {};
    m_editor->setFault(m_payload.fault ? std::optional(m_payload.fault->position) : std::nullopt);
    const bool refused = m_server && !m_server->canWrite();
    QString text = !now  ? QString()
        : refused        ? m_server->whyNoWrites()
        : m_sending      ? tr("Sending…")
                         : m_payload.summary();
    m_check->setText(text);
    QPalette colours = palette();
    if (m_payload.fault) {
        colours.setColor(QPalette::PlaceholderText, Theme::colours(colours).bad);
    }
    m_check->setPalette(colours);
    m_send->setEnabled(now && !refused && !m_sending && m_payload.isSendable());
}

void ComposerPanel::send()
{
    Desk *now = desk();
    if (!now || m_sending || !m_payload.isSendable() || !m_server->canWrite()) {
        return;
    }
    if (!now->stream.isValid()) {
        now->stream = m_server->stream(m_path);
    }
    DurableStreams::AppendOptions options;
    options.contentType = now->contentType;
    auto *run = new AppendRun(now->stream, m_payload.pieces, options, this);
    connect(run, &AppendRun::retrying, this,
            [this](int attempt, std::chrono::milliseconds, const DurableStreams::Error &error) {
                setInlineMessage(m_result, MessageKind::Warning,
                                 tr("Attempt %1 failed: %2 Trying again with the same message.")
                                     .arg(attempt)
                                     .arg(causeOf(error)));
            });
    connect(run, &AppendRun::finished, this,
            [this, run, server = QPointer(m_server), path = m_path,
             text = m_editor->toPlainText()](const AppendRun::Outcome &outcome) {
                if (Desk *done = desk(); done && server == m_server && path == m_path
                    && done->history.value(done->history.size() - 1) != text) {
                    done->history.append(text);
                    done->history = done->history.last(qMin(done->history.size(), HistorySize));
                }
                onFinished(run, outcome, server, path);
            });
    m_sending = true;
    m_sentAt = Clock::now();
    check();
    run->start();
}

void ComposerPanel::onFinished(AppendRun *run, const AppendRun::Outcome &outcome,
                               const QPointer<Server> &server, const QByteArray &path)
{
    run->deleteLater();
    m_sending = false;
    if (server && server == m_server && path == m_path) {
        m_historyPosition = int(desk()->history.size());
        const bool unchanged = run->pieces() == m_payload.pieces;
        if (unchanged && outcome.stored == outcome.total) {
            m_editor->replaceText(QString());
        } else if (unchanged && outcome.stored > 0) {
            // What was stored must not be sent a second time: the rest stays.
            QStringList rest;
            for (const PayloadPiece &piece : run->pieces().sliced(outcome.stored)) {
                rest.append(QString::fromUtf8(piece.body).trimmed());
            }
            m_editor->replaceText(rest.join(u'\n'));
        }
        showOutcome(outcome, server->urlOf(path));
    }
    check();
    if (server && outcome.last) {
        Q_EMIT appended(server, path, *outcome.last);
    }
    if (server && outcome.error) {
        Q_EMIT failed(server, path, *outcome.error);
    }
}

void ComposerPanel::showOutcome(const AppendRun::Outcome &outcome, const QUrl &url)
{
    m_awaited.reset();
    if (outcome.error) {
        QStringList parts;
        if (outcome.stored > 0) {
            parts << tr("%1 of %2 were stored; the rest is still here.")
                         .arg(outcome.stored)
                         .arg(outcome.total);
        }
        parts << causeOf(*outcome.error) << remedyOf(*outcome.error);
        if (const QString words = serverWords(*outcome.error); !words.isEmpty()) {
            parts << tr("The server said: %1").arg(words);
        }
        parts.removeAll(QString());
        setInlineMessage(m_result, MessageKind::Bad, parts.join(u' '));
        m_reveal->hide();
        return;
    }
    const DurableStreams::StreamInfo &info = *outcome.last;
    const QString count = outcome.total > 1
        ? tr("%n append(s)", nullptr, int(outcome.total)) + u" · "_s
        : QString();
    const auto latency = outcome.total > 1
        ? outcome.duration
        : std::chrono::duration_cast<std::chrono::milliseconds>(info.latency);
    QString text = u"%1%2 · %3 ms · "_s.arg(count).arg(info.status).arg(latency.count());
    text += info.nextOffset.isNull() ? tr("stored") : tr("next %1").arg(shortOffset(info.nextOffset));
    if (info.attempts > 1) {
        text += u" · "_s + tr("stored once, after %n attempt(s)", nullptr, info.attempts);
    }
    setInlineMessage(m_result, MessageKind::Good, text);
    m_result->setToolTip(QString::fromLatin1(info.nextOffset.token()));
    m_reveal->show();
    if (!info.nextOffset.isNull()) {
        m_awaited = Awaited { url, info.nextOffset, text };
        showSeen();
    }
}

void ComposerPanel::noteTail(const QUrl &url, const DurableStreams::Offset &nextOffset)
{
    TailMark &mark = m_tails[url];
    if (mark.offset != nextOffset) {
        mark = { nextOffset, Clock::now() };
        showSeen();
    }
}

void ComposerPanel::showSeen()
{
    const auto tail = m_awaited ? m_tails.constFind(m_awaited->url) : m_tails.cend();
    if (tail == m_tails.cend() || tail->offset < m_awaited->offset) {
        return;
    }
    const auto after = std::chrono::duration_cast<std::chrono::milliseconds>(tail->when - m_sentAt);
    setInlineMessage(m_result, MessageKind::Good,
                     m_awaited->text + u" · "_s
                         + tr("seen in the tail after %1 ms").arg(after.count()));
    m_awaited.reset();
}

void ComposerPanel::recall(int step)
{
    Desk *now = desk();
    if (!now || now->history.isEmpty()) {
        return;
    }
    if (m_historyPosition >= now->history.size()) {
        now->draft = m_editor->toPlainText();
    }
    const int position = qBound(0, m_historyPosition + step, int(now->history.size()));
    if (std::exchange(m_historyPosition, position) != position) {
        m_editor->replaceText(position < now->history.size() ? now->history.at(position)
                                                             : now->draft);
    }
}

void ComposerPanel::format(bool minify)
{
    const QByteArray utf8 = m_editor->toPlainText().toUtf8();
    if (m_payload.isSendable() && mode() != ComposeMode::Lines) {
        m_editor->replaceText(QString::fromUtf8(minify ? minifyJson(utf8) : formatJson(utf8)));
    }
}

void ComposerPanel::copyCurl()
{
    const Desk *now = desk();
    if (!now) {
        return;
    }
    QStringList commands;
    QHttpHeaders headers;
    if (!now->contentType.isEmpty()) {
        headers.append(QHttpHeaders::WellKnownHeader::ContentType, now->contentType);
    }
    for (const PayloadPiece &piece : std::as_const(m_payload.pieces)) {
        // A JSON array is flattened by one level: brackets around it keep it one message.
        const bool wrap = piece.jsonValue && piece.body.startsWith('[');
        commands.append(curlCommand("POST", m_server->urlOf(m_path), m_server->connection(), headers,
                                    wrap ? '[' + piece.body + ']' : piece.body));
    }
    QGuiApplication::clipboard()->setText(commands.join(u'\n'));
}

} // namespace Tailwater

#include "moc_composerpanel.cpp"
