// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "resenddialog.h"

#include "appendcurl.h"
#include "connection/errortext.h"
#include "connection/otherserver.h"
#include "connection/server.h"
#include "curlbutton.h"
#include "explorer/streamentry.h"
#include "sendresult.h"
#include "theme/inlinemessage.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {
constexpr qsizetype PreviewRows = 20;
constexpr qsizetype PreviewSize = 200;
}

ResendDialog::ResendDialog(Server *server, const QByteArray &path, const QByteArray &contentType,
                           const QList<PayloadPiece> &pieces, QWidget *parent)
    : QDialog(parent)
    , m_server(server)
    , m_contentType(contentType)
    , m_pieces(pieces)
    , m_path(new QLineEdit(displayPath(path), this))
    , m_headline(new QLabel(this))
    , m_message(new QLabel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName("resendDialog"_L1);
    setWindowTitle(tr("Resend"));
    layOut();
    connect(m_path, &QLineEdit::textChanged, this, [this](const QString &text) {
        setInlineMessage(m_message, MessageKind::Bad, m_server ? whyElsewhere(*m_server, text) : QString());
        refresh();
    });
    refresh();
}

ResendDialog::~ResendDialog() = default;

void ResendDialog::layOut()
{
    QFont font = m_headline->font();
    font.setPointSizeF(font.pointSizeF() * 1.25);
    font.setWeight(QFont::DemiBold);
    m_headline->setFont(font);
    m_headline->setWordWrap(true);
    auto *rule = new QLabel(tr("The same bytes are appended once more. A retry carries the same number, so "
                               "that a server that knows producers stores each once. Nothing is filled in "
                               "or laid out anew."),
                            this);
    rule->setWordWrap(true);
    m_path->setObjectName("resendPath"_L1);
    auto *view = new QPlainTextEdit(preview(), this);
    view->setObjectName("resendPreview"_L1);
    view->setAccessibleName(tr("What is sent"));
    view->setReadOnly(true);
    view->setTabChangesFocus(true);
    view->setLineWrapMode(QPlainTextEdit::NoWrap);
    view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    view->setFixedHeight(view->fontMetrics().lineSpacing() * 6 + 14);
    m_message->setObjectName("resendMessage"_L1);
    m_message->setWordWrap(true);
    m_message->hide();
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("&To"), m_path);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    addCopyCurlButton(buttons, [this] {
        return m_server ? curlForAppends(*m_server, m_server->pathFromInput(m_path->text()), m_pieces,
                                         { .contentType = m_contentType })
                        : QString();
    });
    m_send = buttons->addButton(tr("&Resend"), QDialogButtonBox::AcceptRole);
    m_send->setObjectName("resendSend"_L1);
    m_send->setDefault(true);
    connect(m_send, &QPushButton::clicked, this, &ResendDialog::send);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_headline);
    layout->addWidget(rule);
    layout->addLayout(form);
    layout->addWidget(view);
    layout->addWidget(m_message);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(540);
}

QString ResendDialog::preview() const
{
    QStringList lines;
    for (const PayloadPiece &piece : m_pieces.first(qMin(m_pieces.size(), PreviewRows))) {
        const QByteArray start = piece.body.first(qMin(piece.body.size(), PreviewSize));
        lines.append(QString::fromUtf8(start).simplified());
    }
    if (m_pieces.size() > PreviewRows) {
        lines.append(u"…"_s);
    }
    return lines.join(u'\n');
}

void ResendDialog::refresh()
{
    m_headline->setText(tr("Resend %n message(s)?", nullptr, int(m_pieces.size())));
    m_send->setEnabled(m_server && m_server->canWrite() && !m_run
                       && !m_server->pathFromInput(m_path->text()).isEmpty());
}

void ResendDialog::send()
{
    const QByteArray path = m_server->pathFromInput(m_path->text());
    DurableStreams::AppendOptions options { .contentType = m_contentType };
    // Of this stream alone: for another one it is a new message.
    if (m_sentBefore && m_sentTo == path) {
        m_sentBefore->setSentBefore(options);
    }
    m_run = new AppendRun(m_server->stream(path), m_pieces, options, this);
    connect(m_run, &AppendRun::retrying, this,
            [this](int, std::chrono::milliseconds, const DurableStreams::Error &error) {
                setInlineMessage(m_message, MessageKind::Warning,
                                 tr("%1 Trying again with the same message.").arg(causeOf(error)));
            });
    connect(m_run, &AppendRun::finished, this,
            [this, path](const AppendRun::Outcome &outcome) { onFinished(path, outcome); });
    refresh();
    m_run->start();
}

void ResendDialog::onFinished(const QByteArray &path, const AppendRun::Outcome &outcome)
{
    m_run->deleteLater();
    m_run.clear();
    // What is stored must not be sent a third time.
    m_pieces = m_pieces.sliced(outcome.stored);
    m_sent += int(outcome.stored);
    if (outcome.sentAs || outcome.stored > 0 || outcome.forgotten || m_sentTo != path) {
        m_sentBefore = outcome.sentAs;
        m_sentTo = path;
    }
    if (outcome.last) {
        Q_EMIT resent(path, m_sent, *outcome.last);
    }
    if (!outcome.error && !outcome.stopped) {
        accept();
        return;
    }
    QStringList parts;
    if (outcome.stored > 0) {
        parts << tr("%1 of %2 were stored; the rest is still here.")
                     .arg(outcome.stored)
                     .arg(outcome.total);
    }
    if (outcome.error) {
        parts << causeOf(*outcome.error)
              << (outcome.sentAs ? SendResult::sameNumber() : remedyOf(*outcome.error))
              << serverWords(*outcome.error);
    }
    parts.removeAll(QString());
    setInlineMessage(m_message, MessageKind::Bad, parts.join(u' '));
    refresh();
}

void ResendDialog::done(int result)
{
    if (m_run) {
        m_run->disconnect(this);
        m_run->stop();
    }
    QDialog::done(result);
}

} // namespace Tailwater

#include "moc_resenddialog.cpp"
