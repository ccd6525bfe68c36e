// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "openstreamdialog.h"

#include "errortext.h"
#include "otherserver.h"
#include "server.h"
#include "theme/inlinemessage.h"

#include <durablestreams/call.h>

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

OpenStreamDialog::OpenStreamDialog(Server *server, QWidget *parent)
    : QDialog(parent)
    , m_server(server)
    , m_path(new QLineEdit(this))
    , m_start(new QComboBox(this))
    , m_offset(new QLineEdit(this))
    , m_message(new QLabel(this))
{
    setObjectName("openStreamDialog"_L1);
    setWindowTitle(tr("Open a Stream of %1").arg(server->displayName()));
    setAttribute(Qt::WA_DeleteOnClose);
    layOut();
    connect(m_path, &QLineEdit::textChanged, this, &OpenStreamDialog::refresh);
    connect(m_offset, &QLineEdit::textChanged, this, &OpenStreamDialog::refresh);
    connect(m_start, &QComboBox::currentIndexChanged, this, &OpenStreamDialog::refresh);
    refresh();
}

OpenStreamDialog::~OpenStreamDialog() = default;

void OpenStreamDialog::setPath(const QString &path)
{
    m_path->setText(path);
}

void OpenStreamDialog::askForOffset()
{
    m_start->setCurrentIndex(m_start->findData(int(Start::AtOffset)));
    m_offset->setFocus();
}

void OpenStreamDialog::layOut()
{
    m_path->setObjectName("openPath"_L1);
    m_path->setPlaceholderText(tr("Path, such as orders/2026, or a whole URL"));
    m_start->addItem(tr("The beginning"), int(Start::Beginning));
    m_start->addItem(tr("Now: new messages only"), int(Start::Now));
    m_start->addItem(tr("An offset"), int(Start::AtOffset));
    m_offset->setPlaceholderText(tr("A token that the server gave"));
    m_offset->setAccessibleName(tr("Offset"));
    m_message->setWordWrap(true);
    m_message->hide();
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(10);
    form->addRow(tr("&Stream"), m_path);
    form->addRow(tr("&Read from"), m_start);
    form->addRow(QString(), m_offset);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_create = buttons->addButton(tr("&New Stream…"), QDialogButtonBox::ActionRole);
    m_create->hide();
    m_open = buttons->addButton(tr("&Open"), QDialogButtonBox::AcceptRole);
    m_open->setDefault(true);
    connect(m_open, &QPushButton::clicked, this, &OpenStreamDialog::tryIt);
    connect(m_create, &QPushButton::clicked, this, [this] {
        Q_EMIT createRequested(m_path->text());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(m_message);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(480);
}

void OpenStreamDialog::refresh()
{
    const bool atOffset = m_start->currentData().toInt() == int(Start::AtOffset);
    m_offset->setVisible(atOffset);
    m_create->hide();
    setInlineMessage(m_message, MessageKind::Neutral, QString());
    m_open->setEnabled(!m_path->text().trimmed().isEmpty()
                       && (!atOffset || !m_offset->text().trimmed().isEmpty()));
}

DurableStreams::Offset OpenStreamDialog::offset() const
{
    switch (static_cast<Start>(m_start->currentData().toInt())) {
    case Start::Beginning:
        return DurableStreams::Offset::beginning();
    case Start::Now:
        return DurableStreams::Offset::now();
    case Start::AtOffset:
        return DurableStreams::Offset(m_offset->text().trimmed().toLatin1());
    }
    return {};
}

void OpenStreamDialog::tryIt()
{
    const QString text = m_path->text().trimmed();
    if (!whyElsewhere(*m_server, text).isEmpty()) {
        Q_EMIT urlEntered(text);
        accept();
        return;
    }
    const QByteArray path = m_server->pathFromInput(text);
    m_open->setEnabled(false);
    DurableStreams::Call *call = m_server->stream(path).head();
    connect(call, &DurableStreams::Call::finished, this,
            [this, path](const DurableStreams::Result<DurableStreams::StreamInfo> &result) {
                m_open->setEnabled(true);
                if (result) {
                    Q_EMIT openRequested(path, offset());
                    accept();
                    return;
                }
                setInlineMessage(m_message, MessageKind::Bad,
                                 QStringList { causeOf(result.error()), remedyOf(result.error()) }
                                     .join(u' ')
                                     .trimmed());
                m_create->setVisible(result.error().httpStatus == 404
                                     && m_server->canWrite());
            });
}

} // namespace Tailwater

#include "moc_openstreamdialog.cpp"
