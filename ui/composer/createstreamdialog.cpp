// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "createstreamdialog.h"

#include "appendcurl.h"
#include "connection/errortext.h"
#include "connection/otherserver.h"
#include "connection/server.h"
#include "curlbutton.h"
#include "jsonformat.h"
#include "largetextbar.h"
#include "lifetimefield.h"
#include "payload.h"
#include "pastenotice.h"
#include "payloadeditor.h"
#include "theme/inlinemessage.h"

#include <durablestreams/call.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QString remedyOfThis(const DurableStreams::Error &error)
{
    return error.code == DurableStreams::ErrorCode::OutcomeUnknown
        ? CreateStreamDialog::tr("Create it again: if it is there with the same settings, it is left as it is.")
        : remedyOf(error);
}

} // namespace

CreateStreamDialog::CreateStreamDialog(Server *server, const QString &proposedPath, QWidget *parent)
    : QDialog(parent)
    , m_server(server)
    , m_path(new QLineEdit(proposedPath, this))
    , m_type(new QComboBox(this))
    , m_lifetime(new LifetimeField(LifetimeField::Source::None, this))
    , m_body(new PayloadEditor(this))
    , m_format(new QAction(this))
    , m_largeText(new LargeTextBar(m_body, m_format, this))
    , m_closed(new QCheckBox(tr("Create it close&d: nothing can ever be appended"), this))
    , m_message(new QLabel(this))
{
    setWindowTitle(tr("New Stream on %1").arg(server->displayName()));
    setObjectName("createStreamDialog"_L1);
    setAttribute(Qt::WA_DeleteOnClose);
    layOut();
    connect(m_path, &QLineEdit::textChanged, this, &CreateStreamDialog::refresh);
    connect(m_type, &QComboBox::currentTextChanged, this, &CreateStreamDialog::refresh);
    connect(m_body, &QPlainTextEdit::textChanged, this, &CreateStreamDialog::refresh);
    connect(m_format, &QAction::triggered, this,
            [format = new JsonFormat(m_body)] { format->apply(false); });
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
    m_body->setObjectName("createBody"_L1);
    m_body->setPlaceholderText(tr("Optional"));
    m_body->setFixedHeight(m_body->fontMetrics().lineSpacing() * 4 + 12);
    m_message->setObjectName("createMessage"_L1);
    m_message->setWordWrap(true);
    m_message->hide();

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(10);
    form->addRow(tr("&Path"), m_path);
    form->addRow(tr("Content &type"), m_type);
    form->addRow(tr("&Lifetime"), m_lifetime);
    auto *first = new QVBoxLayout;
    first->setSpacing(4);
    first->addWidget(m_largeText);
    first->addWidget(new PasteNotice(m_body, this));
    first->addWidget(m_body);
    form->addRow(tr("&First message"), first);
    if (auto *label = qobject_cast<QLabel *>(form->labelForField(first))) {
        label->setBuddy(m_body);
    }
    form->addRow(QString(), m_closed);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    addCopyCurlButton(buttons, [this] {
        return curlForCreate(*m_server, m_server->pathFromInput(m_path->text()), options());
    });
    m_create = buttons->addButton(tr("&Create Stream"), QDialogButtonBox::AcceptRole);
    m_create->setObjectName("createButton"_L1);
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

void CreateStreamDialog::refresh()
{
    const QByteArray type = m_type->currentText().trimmed().toLatin1();
    const Payload payload = makePayload(m_body->text(), { .contentType = type });
    m_body->setContentType(type);
    m_body->setFault(payload.fault ? std::optional(payload.fault->position) : std::nullopt);
    m_format->setEnabled(isJsonType(type) && !payload.fault);
    m_largeText->refresh(true);
    const QString elsewhere = whyNoPath(*m_server, m_path->text());
    setInlineMessage(m_message, MessageKind::Bad,
                     payload.fault ? tr("First message: %1").arg(payload.summary()) : elsewhere);
    m_create->setEnabled(!m_path->text().trimmed().isEmpty() && !payload.fault && elsewhere.isEmpty());
    m_create->setText(tr("&Create Stream"));
}

DurableStreams::CreateOptions CreateStreamDialog::options() const
{
    DurableStreams::CreateOptions options;
    options.contentType = m_type->currentText().trimmed().toLatin1();
    options.closed = m_closed->isChecked();
    m_lifetime->apply(options);
    const Payload payload = makePayload(m_body->text(),
                                        { .contentType = options.contentType });
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
    const DurableStreams::CreateOptions wanted = options();
    DurableStreams::Call *call = m_server->stream(path).create(wanted);
    connect(call, &DurableStreams::Call::finished, this,
            [this, path, empty = wanted.body.isEmpty()](const DurableStreams::Result<DurableStreams::StreamInfo> &result) {
                refresh();
                if (!result) {
                    QStringList parts { causeOf(result.error()), remedyOfThis(result.error()),
                                        serverWords(result.error()) };
                    parts.removeAll(QString());
                    setInlineMessage(m_message, MessageKind::Bad, parts.join(u' '));
                    return;
                }
                if (!result->created && !result->outcomeOfRetry) {
                    setInlineMessage(m_message, MessageKind::Warning,
                                     tr("This stream existed already, with the same settings. "
                                        "Nothing was changed."));
                    Q_EMIT created(path, *result, false);
                    return;
                }
                Q_EMIT created(path, *result, empty);
                accept();
            });
}

} // namespace Tailwater

#include "moc_createstreamdialog.cpp"
