// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "resenddialog.h"

#include "appendcurl.h"
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
    , m_result(new SendResult(this, u"resend"_s))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName("resendDialog"_L1);
    setWindowTitle(tr("Resend"));
    layOutButtons();
    layOut();
    connectResult();
    connect(m_path, &QLineEdit::textChanged, this, [this](const QString &text) {
        setInlineMessage(m_message, MessageKind::Bad, m_server ? whyNoPath(*m_server, text) : QString());
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
    auto *rule = new QLabel(tr("The same bytes are appended once more. Nothing is filled in or laid out anew. A "
                               "retry is recognised by a server that knows producers, which stores each "
                               "message only once."),
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
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_headline);
    layout->addWidget(rule);
    layout->addLayout(form);
    layout->addWidget(view);
    layout->addWidget(m_message);
    layout->addWidget(m_result);
    layout->addStretch(1);
    layout->addWidget(m_buttons);
    setMinimumWidth(540);
}

void ResendDialog::layOutButtons()
{
    addCopyCurlButton(m_buttons, [this] {
        return !m_pieces.isEmpty() && m_server
            ? curlForAppends(*m_server, m_server->pathFromInput(m_path->text()), m_pieces,
                             { .contentType = m_contentType })
            : m_curl;
    });
    m_buttons->button(QDialogButtonBox::Cancel)->setObjectName("resendCancel"_L1);
    m_send = m_buttons->addButton(tr("&Resend"), QDialogButtonBox::AcceptRole);
    m_send->setObjectName("resendSend"_L1);
    m_send->setDefault(true);
    connect(m_send, &QPushButton::clicked, this, &ResendDialog::send);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &ResendDialog::reject);
}

void ResendDialog::connectResult()
{
    m_result->setOffersCurl(false); // there is a button for it
    connect(m_result, &SendResult::revealRequested, this,
            [this](const DurableStreams::Offset &offset, const QByteArray &body) {
                leaveFor([&] { Q_EMIT revealRequested(m_sentTo, offset, body); });
            });
    connect(m_result, &SendResult::editConnectionRequested, this,
            [this] { leaveFor([this] { Q_EMIT editConnectionRequested(); }); });
    connect(m_result, &SendResult::forkRequested, this,
            [this] { leaveFor([this] { Q_EMIT forkRequested(m_sentTo); }); });
}

//! It is modal: what is asked for would be behind it.
void ResendDialog::leaveFor(const std::function<void()> &next)
{
    done(Rejected);
    next();
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
    m_path->setEnabled(!m_run);
    m_send->setEnabled(m_server && m_server->canWrite() && !m_run
                       && !m_server->pathFromInput(m_path->text()).isEmpty()
                       && whyNoPath(*m_server, m_path->text()).isEmpty());
    m_buttons->button(QDialogButtonBox::Cancel)->setText(m_run ? tr("Stop") : tr("Cancel"));
}

void ResendDialog::send()
{
    const QByteArray path = m_server->pathFromInput(m_path->text());
    DurableStreams::AppendOptions options { .contentType = m_contentType };
    m_curl = curlForAppends(*m_server, path, m_pieces, options);
    // Of this stream alone: for another one it is a new message.
    if (m_sentBefore && m_sentBeforeTo == path) {
        m_sentBefore->setSentBefore(options);
    }
    m_sentTo = path;
    m_run = new AppendRun(m_server->stream(path), m_pieces, options, this);
    connect(m_run, &AppendRun::retrying, m_result, &SendResult::showRetry);
    connect(m_run, &AppendRun::progressed, m_result,
            [this, total = m_pieces.size()](qsizetype stored) {
                if (stored < total) {
                    m_result->showProgress(stored, total);
                }
            });
    connect(m_run, &AppendRun::finished, this,
            [this, path](const AppendRun::Outcome &outcome) { onFinished(path, outcome); });
    setInlineMessage(m_message, MessageKind::Neutral, QString());
    m_result->begin();
    refresh();
    m_run->start();
}

void ResendDialog::onFinished(const QByteArray &path, const AppendRun::Outcome &outcome)
{
    const QList<PayloadPiece> pieces = m_run->pieces();
    m_run->deleteLater();
    m_run.clear();
    // What is stored must not be sent a third time.
    m_pieces = m_pieces.sliced(outcome.stored);
    m_sent += int(outcome.stored);
    if (outcome.sentAs || outcome.stored > 0 || outcome.forgotten || m_sentBeforeTo != path) {
        m_sentBefore = outcome.sentAs;
        m_sentBeforeTo = path;
    }
    if (m_server) {
        m_result->show(outcome, pieces, m_server->urlOf(path));
    }
    if (outcome.last) {
        Q_EMIT resent(path, m_sent, *outcome.last);
    }
    if (m_pieces.isEmpty()) {
        showDone();
    } else {
        refresh();
    }
}

//! Until it is closed there is time to read what the server said, and when the tail had it.
void ResendDialog::showDone()
{
    m_headline->setText(tr("%n message(s) sent again", nullptr, m_sent));
    m_path->setEnabled(false);
    m_send->hide();
    QPushButton *close = m_buttons->button(QDialogButtonBox::Cancel);
    close->setText(tr("Close"));
    close->setDefault(true);
    close->setFocus(Qt::OtherFocusReason);
}

void ResendDialog::reject()
{
    if (m_run) {
        m_run->stop();
    } else {
        QDialog::reject();
    }
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
