// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "sendresult.h"

#include "connection/errortext.h"
#include "models/marker.h"
#include "theme/enterkey.h"
#include "theme/inlinemessage.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

using DurableStreams::ErrorCode;

namespace {

QToolButton *makeButton(const QString &name, const QString &text, const QString &toolTip,
                        QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAutoRaise(true);
    button->hide();
    return button;
}

} // namespace

SendResult::SendResult(QWidget *parent, const QString &prefix)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_reveal(makeButton(prefix + u"Reveal"_s, tr("Reveal"),
                          tr("Shows the message in the tail of the stream"), this))
    , m_curl(makeButton(prefix + u"ResultCurl"_s, tr("Copy curl"),
                        tr("Copies curl commands that send the same again"), this))
    , m_edit(makeButton(prefix + u"EditConnection"_s, tr("Edit Connection…"),
                        tr("Opens the connection, where its credentials are"), this))
    , m_fork(makeButton(prefix + u"Fork"_s, tr("Fork to Continue…"),
                        tr("Makes a new stream that begins with what this one holds"), this))
    , m_countDown(new QTimer(this))
{
    m_text->setObjectName(QString(prefix + u"Result"_s));
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->hide();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_text, 1);
    for (QToolButton *button : { m_reveal, m_edit, m_fork, m_curl }) {
        pressWithEnter(button);
        row->addWidget(button);
    }
    connect(m_reveal, &QToolButton::clicked, this,
            [this] { Q_EMIT revealRequested(m_offset, m_body); });
    connect(m_curl, &QToolButton::clicked, this, &SendResult::curlRequested);
    connect(m_edit, &QToolButton::clicked, this, &SendResult::editConnectionRequested);
    connect(m_fork, &QToolButton::clicked, this, &SendResult::forkRequested);
    m_countDown->setInterval(500ms);
    connect(m_countDown, &QTimer::timeout, this, &SendResult::countDown);
}

SendResult::~SendResult() = default;

bool SendResult::isSaying() const
{
    return !m_text->text().isEmpty();
}

void SendResult::clear()
{
    m_countDown->stop();
    m_saysSendAgain = false;
    m_awaited = false;
    m_sought = false;
    setInlineMessage(m_text, MessageKind::Neutral, QString());
    m_text->setToolTip(QString());
    showButtons(false);
}

void SendResult::begin()
{
    m_countDown->stop();
    m_saysSendAgain = false;
    m_awaited = false;
    m_sought = false;
    // What is said of the last one is not to be taken for this one.
    setInlineMessage(m_text, MessageKind::Neutral, tr("Sending…"));
    m_text->setToolTip(QString());
    showButtons(false);
    m_sentAt = Clock::now();
    m_sentAtMs = QDateTime::currentMSecsSinceEpoch();
}

void SendResult::showNotSent(const QString &why)
{
    clear();
    setInlineMessage(m_text, MessageKind::Bad, tr("Nothing was sent. %1").arg(why));
}

void SendResult::showButtons(bool stored)
{
    m_reveal->setVisible(stored && !m_offset.isNull());
    m_curl->setVisible(stored && m_offersCurl);
    m_edit->hide();
    m_fork->hide();
}

void SendResult::showRetry(int attempt, std::chrono::milliseconds delay,
                           const DurableStreams::Error &error)
{
    showButtons(false);
    m_retryText = failedAttempt(attempt, error);
    m_retryAt = Clock::now() + delay;
    m_countDown->start();
    countDown();
}

QString SendResult::failedAttempt(int attempt, const DurableStreams::Error &error)
{
    return tr("Attempt %1 failed: %2").arg(attempt).arg(causeOf(error));
}

QString SendResult::nextAttempt(Clock::time_point at)
{
    const auto left = std::chrono::ceil<std::chrono::seconds>(at - Clock::now()).count();
    return left > 1 ? tr("The same message goes again in %n second(s).", nullptr, int(left))
                    : tr("Trying again with the same message.");
}

void SendResult::countDown()
{
    if (m_retryAt - Clock::now() <= 1s) {
        m_countDown->stop();
    }
    setInlineMessage(m_text, MessageKind::Warning, m_retryText + u' ' + nextAttempt(m_retryAt));
}

void SendResult::showNotKept()
{
    m_countDown->stop();
    setInlineMessage(m_text, MessageKind::Warning,
                     tr("Sending… This could not be noted on disk: if Tailwater ends before the answer, it will "
                        "not know that this may be stored. Look whether the disk is full."));
}

void SendResult::showProgress(qsizetype stored, qsizetype total)
{
    m_countDown->stop();
    setInlineMessage(m_text, MessageKind::Neutral,
                     tr("%1 of %n message(s) stored", nullptr, int(total))
                         .arg(QLocale().toString(stored)));
}

void SendResult::show(const AppendRun::Outcome &outcome, const QList<PayloadPiece> &pieces,
                      const QUrl &url)
{
    m_countDown->stop();
    m_awaited = false;
    m_sought = false;
    m_url = url;
    m_text->setToolTip(QString());
    if (outcome.error || outcome.stopped) {
        showFailure(outcome);
        return;
    }
    m_body = pieces.isEmpty() ? QByteArray() : pieces.last().body;
    m_offset = outcome.last->nextOffset;
    showSuccess(outcome);
}

void SendResult::showFailure(const AppendRun::Outcome &outcome)
{
    QStringList parts;
    if (outcome.stored > 0) {
        parts << tr("%1 of %2 were stored; the rest is still here.")
                     .arg(outcome.stored)
                     .arg(outcome.total);
    }
    if (outcome.stopped) {
        parts << (outcome.sentAs
                      ? tr("Stopped while a message was on its way: it may or may not be stored.")
                      : outcome.fate == AppendRun::Fate::Unknown
                      ? tr("Stopped while a message was on its way: it may or may not be stored. Look "
                           "at the end of the stream before sending it again.")
                      : outcome.total > 1
                      ? tr("Stopped. The rest was not stored; it is still here.")
                      : tr("Stopped. The message was not stored; it is still here."));
    } else {
        parts << causeOf(*outcome.error);
        if (outcome.forgotten) {
            parts << tr("The server has forgotten what was sent under this number, so it cannot tell "
                        "whether it is stored. Look at the end of the stream: sent again now, it is a "
                        "new message.");
        } else if (!outcome.sentAs) {
            parts << remedyOf(*outcome.error);
        }
        if (const QString words = serverWords(*outcome.error); !words.isEmpty()) {
            parts << tr("The server said: %1").arg(words);
        }
    }
    m_saysSendAgain = outcome.fate == AppendRun::Fate::Unknown;
    if (outcome.sentAs) {
        parts << sendAgain();
    }
    parts.removeAll(QString());
    setInlineMessage(m_text, outcome.stopped ? MessageKind::Warning : MessageKind::Bad,
                     parts.join(u' '));
    showButtons(false);
    m_edit->setVisible(outcome.error && needsOtherConnection(*outcome.error));
    m_fork->setVisible(outcome.error && outcome.error->code == ErrorCode::StreamClosed);
}

QString SendResult::sendAgain()
{
    return tr("Sent again unchanged, it is kept only once where the server recognises repeats.");
}

void SendResult::showSuccess(const AppendRun::Outcome &outcome)
{
    const DurableStreams::StreamInfo &info = *outcome.last;
    const QString count = outcome.total > 1
        ? tr("%n append(s)", nullptr, int(outcome.total)) + u" · "_s
        : QString();
    const auto latency = outcome.total > 1
        ? outcome.duration
        : std::chrono::duration_cast<std::chrono::milliseconds>(info.latency);
    QString text = u"%1%2 · %3 ms · "_s.arg(count).arg(info.status).arg(latency.count());
    QStringList facts;
    if (!info.nextOffset.isNull()) {
        facts << tr("next %1").arg(shortOffset(info.nextOffset));
    }
    if (info.attempts > 1) {
        facts << tr("stored once, after %n attempt(s)", nullptr, info.attempts);
    }
    if (outcome.hadFirst) {
        facts << (outcome.total > 1 ? tr("the first was stored already")
                                    : tr("it was stored already"));
        m_sentAtMs = 0; // its row is older than this send
    }
    text += facts.isEmpty() ? tr("stored") : facts.join(u" · "_s);
    if (info.closed) {
        text += u" · "_s + tr("the stream is closed now");
    }
    m_answer = text;
    setInlineMessage(m_text, MessageKind::Good, text);
    m_text->setToolTip(QString::fromLatin1(info.nextOffset.token()));
    showButtons(outcome.total > 0);
    m_awaited = !info.nextOffset.isNull() && outcome.total > 0;
    m_sought = info.nextOffset.isNull() && outcome.total > 0;
    if (m_sought) {
        setInlineMessage(m_text, MessageKind::Good,
                         text + u" · "_s + tr("the server did not say where"));
    }
    showSeen();
}

std::optional<SendResult::Sought> SendResult::sought(const QUrl &url) const
{
    return m_sought && url == m_url ? std::optional(Sought { m_body, m_sentAtMs }) : std::nullopt;
}

void SendResult::noteFound()
{
    m_sought = false;
    setInlineMessage(m_text, MessageKind::Good, m_answer + u" · "_s + tr("seen in the tail"));
    m_reveal->show();
}

void SendResult::noteTail(const QUrl &url, const DurableStreams::Offset &nextOffset)
{
    TailMark &mark = m_tails[url];
    if (mark.offset != nextOffset) {
        mark = { nextOffset, Clock::now() };
        showSeen();
    }
}

void SendResult::showSeen()
{
    const auto tail = m_awaited ? m_tails.constFind(m_url) : m_tails.cend();
    if (tail == m_tails.cend() || tail->offset < m_offset) {
        return;
    }
    m_awaited = false;
    const auto after = std::chrono::duration_cast<std::chrono::milliseconds>(tail->when - m_sentAt);
    setInlineMessage(m_text, MessageKind::Good,
                     m_answer + u" · "_s + tr("seen in the tail after %1 ms").arg(after.count()));
}

} // namespace Tailwater

#include "moc_sendresult.cpp"
