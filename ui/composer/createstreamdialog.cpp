// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "createstreamdialog.h"

#include "connection/errortext.h"
#include "connection/server.h"
#include "payload.h"
#include "theme/inlinemessage.h"

#include <durablestreams/call.h>

#include <QCheckBox>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

CreateStreamDialog::CreateStreamDialog(Server *server, const QString &proposedPath, QWidget *parent)
    : QDialog(parent)
    , m_server(server)
    , m_path(new QLineEdit(proposedPath, this))
    , m_type(new QComboBox(this))
    , m_lifetime(new QComboBox(this))
    , m_ttl(new QSpinBox(this))
    , m_expires(new QDateTimeEdit(QDateTime::currentDateTime().addDays(1), this))
    , m_lifetimeRule(new QLabel(this))
    , m_body(new QPlainTextEdit(this))
    , m_closed(new QCheckBox(tr("Create it c&losed: nothing can ever be appended"), this))
    , m_message(new QLabel(this))
{
    setWindowTitle(tr("New Stream on %1").arg(server->displayName()));
    setObjectName("createStreamDialog"_L1);
    setAttribute(Qt::WA_DeleteOnClose);
    layOut();
    connect(m_path, &QLineEdit::textChanged, this, &CreateStreamDialog::refresh);
    connect(m_type, &QComboBox::currentTextChanged, this, &CreateStreamDialog::refresh);
    connect(m_lifetime, &QComboBox::currentIndexChanged, this, &CreateStreamDialog::refresh);
    connect(m_body, &QPlainTextEdit::textChanged, this, &CreateStreamDialog::refresh);
    refresh();
}

CreateStreamDialog::~CreateStreamDialog() = default;

void CreateStreamDialog::setPath(const QString &path)
{
    m_path->setText(path);
}

void CreateStreamDialog::layOut()
{
    m_path->setObjectName("createPath"_L1);
    m_path->setPlaceholderText(tr("such as orders/2026"));
    m_type->setObjectName("createType"_L1);
    m_type->setEditable(true);
    m_type->lineEdit()->setAccessibleName(tr("Content type"));
    m_type->addItems({ u"application/json"_s, u"text/plain"_s, u"application/octet-stream"_s,
                       u"application/ndjson"_s });
    m_lifetime->addItem(tr("Kept until deleted"), int(Lifetime::Forever));
    m_lifetime->addItem(tr("Time to live"), int(Lifetime::Sliding));
    m_lifetime->addItem(tr("Fixed end"), int(Lifetime::Fixed));
    m_ttl->setRange(1, 366 * 24 * 3600);
    m_ttl->setValue(3600);
    m_ttl->setSuffix(tr(" s"));
    m_ttl->setGroupSeparatorShown(true);
    m_ttl->setAccessibleName(tr("Time to live in seconds"));
    m_expires->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
    m_expires->setCalendarPopup(true);
    m_expires->setAccessibleName(tr("End"));
    m_lifetimeRule->setWordWrap(true);
    m_lifetimeRule->setForegroundRole(QPalette::PlaceholderText);
    m_body->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_body->setTabChangesFocus(true);
    m_body->setPlaceholderText(tr("Optional"));
    m_body->setFixedHeight(m_body->fontMetrics().lineSpacing() * 4 + 12);
    m_message->setWordWrap(true);
    m_message->hide();

    auto *lifetimeRow = new QHBoxLayout;
    lifetimeRow->addWidget(m_lifetime, 1);
    lifetimeRow->addWidget(m_ttl);
    lifetimeRow->addWidget(m_expires);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(10);
    form->addRow(tr("&Path"), m_path);
    form->addRow(tr("Content &type"), m_type);
    form->addRow(tr("&Lifetime"), lifetimeRow);
    form->addRow(QString(), m_lifetimeRule);
    form->addRow(tr("&First message"), m_body);
    form->addRow(QString(), m_closed);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_create = buttons->addButton(tr("&Create Stream"), QDialogButtonBox::AcceptRole);
    m_create->setDefault(true);
    connect(m_create, &QPushButton::clicked, this, &CreateStreamDialog::create);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(m_message);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(520);
}

CreateStreamDialog::Lifetime CreateStreamDialog::lifetime() const
{
    return static_cast<Lifetime>(m_lifetime->currentData().toInt());
}

void CreateStreamDialog::refresh()
{
    m_ttl->setVisible(lifetime() == Lifetime::Sliding);
    m_expires->setVisible(lifetime() == Lifetime::Fixed);
    switch (lifetime()) {
    case Lifetime::Forever:
        m_lifetimeRule->clear();
        break;
    case Lifetime::Sliding:
        m_lifetimeRule->setText(tr("The stream goes when nobody has read or written it for this "
                                   "long. Watching it here keeps it alive."));
        break;
    case Lifetime::Fixed:
        m_lifetimeRule->setText(tr("The stream goes at this time, whatever happens."));
        break;
    }
    m_lifetimeRule->setVisible(lifetime() != Lifetime::Forever);
    const Payload payload = makePayload(m_body->toPlainText(), m_type->currentText().toLatin1(),
                                        ComposeMode::One, false);
    setInlineMessage(m_message, MessageKind::Bad,
                     payload.fault ? tr("First message: %1").arg(payload.summary()) : QString());
    m_create->setEnabled(!m_path->text().trimmed().isEmpty() && !payload.fault);
    m_create->setText(tr("&Create Stream"));
}

DurableStreams::CreateOptions CreateStreamDialog::options() const
{
    DurableStreams::CreateOptions options;
    options.contentType = m_type->currentText().trimmed().toLatin1();
    options.closed = m_closed->isChecked();
    if (lifetime() == Lifetime::Sliding) {
        options.ttl = std::chrono::seconds(m_ttl->value());
    } else if (lifetime() == Lifetime::Fixed) {
        options.expiresAt = m_expires->dateTime();
    }
    const Payload payload = makePayload(m_body->toPlainText(), options.contentType,
                                        ComposeMode::One, false);
    if (payload.isSendable()) {
        const PayloadPiece &piece = payload.pieces.first();
        // The server flattens one level: brackets keep the value one message.
        options.body = piece.jsonValue ? '[' + piece.body + ']' : piece.body;
    }
    return options;
}

void CreateStreamDialog::create()
{
    const QByteArray path = m_server->pathFromInput(m_path->text());
    m_create->setEnabled(false);
    m_create->setText(tr("Creating…"));
    DurableStreams::Call *call = m_server->stream(path).create(options());
    connect(call, &DurableStreams::Call::finished, this,
            [this, path](const DurableStreams::Result<DurableStreams::StreamInfo> &result) {
                refresh();
                if (!result) {
                    QStringList parts { causeOf(result.error()), serverWords(result.error()) };
                    parts.removeAll(QString());
                    setInlineMessage(m_message, MessageKind::Bad, parts.join(u' '));
                    return;
                }
                if (!result->created && !result->outcomeOfRetry) {
                    setInlineMessage(m_message, MessageKind::Warning,
                                     tr("This stream existed already, with the same settings. "
                                        "Nothing was changed."));
                    Q_EMIT created(path, *result);
                    return;
                }
                Q_EMIT created(path, *result);
                accept();
            });
}

} // namespace Tailwater

#include "moc_createstreamdialog.cpp"
