// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connectdialog.h"

#include "errortext.h"
#include "theme/inlinemessage.h"
#include "urlprobe.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHostAddress>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUuid>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

bool isLoopback(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

} // namespace

ConnectDialog::ConnectDialog(const Connection &connection, QWidget *parent)
    : QDialog(parent)
    , m_connection(connection)
    , m_probe(new UrlProbe(this))
    , m_url(new QLineEdit(this))
    , m_name(new QLineEdit(this))
    , m_credentials(new QComboBox(this))
    , m_user(new QLineEdit(this))
    , m_secret(new QLineEdit(this))
    , m_registry(new QLineEdit(this))
    , m_mode(new QComboBox(this))
    , m_readOnly(new QCheckBox(tr("&Read-only: nothing can be written through this connection"),
                               this))
    , m_message(new QLabel(this))
{
    setObjectName("connectDialog"_L1);
    setWindowTitle(tr("Connect to a Server"));
    setAttribute(Qt::WA_DeleteOnClose);
    layOut();
    fill(connection);
    connect(m_url, &QLineEdit::textChanged, this, &ConnectDialog::refresh);
    connect(m_secret, &QLineEdit::textChanged, this, &ConnectDialog::refresh);
    connect(m_credentials, &QComboBox::currentIndexChanged, this, &ConnectDialog::refresh);
    connect(m_probe, &UrlProbe::finished, this,
            [this](const DurableStreams::Result<ProbeAnswer> &result) {
                refresh();
                if (result) {
                    Q_EMIT connectRequested(*result);
                    accept();
                    return;
                }
                QStringList parts { causeOf(result.error()), remedyOf(result.error()),
                                    serverWords(result.error()) };
                parts.removeAll(QString());
                setInlineMessage(m_message, MessageKind::Bad, parts.join(u' '));
                if (result.error().httpStatus == 401) {
                    m_credentials->setFocus();
                }
            });
    refresh();
}

ConnectDialog::~ConnectDialog() = default;

void ConnectDialog::setUrlText(const QString &text)
{
    m_url->setText(text);
}

void ConnectDialog::layOut()
{
    m_url->setObjectName("connectUrl"_L1);
    m_url->setPlaceholderText(u"http://localhost:4437/v1/stream"_s);
    m_name->setPlaceholderText(tr("Optional; shown instead of host and port"));
    m_credentials->setObjectName("connectCredentials"_L1);
    m_credentials->addItem(tr("None"), int(Credentials::None));
    m_credentials->addItem(tr("Bearer token"), int(Credentials::Bearer));
    m_credentials->addItem(tr("User and password"), int(Credentials::Basic));
    m_credentials->addItem(tr("Authorization header as it is"), int(Credentials::Header));
    m_secret->setObjectName("connectSecret"_L1);
    m_secret->setEchoMode(QLineEdit::Password);
    m_registry->setPlaceholderText(tr("none: the server cannot list its streams"));
    m_mode->addItem(tr("Automatic"), int(DurableStreams::LiveMode::Auto));
    m_mode->addItem(u"SSE"_s, int(DurableStreams::LiveMode::Sse));
    m_mode->addItem(tr("Long-poll"), int(DurableStreams::LiveMode::LongPoll));
    m_message->setWordWrap(true);
    m_message->hide();

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(10);
    form->addRow(tr("Server or stream &URL"), m_url);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("Cre&dentials"), m_credentials);
    m_userLabel = new QLabel(tr("U&ser"), this);
    m_userLabel->setBuddy(m_user);
    form->addRow(m_userLabel, m_user);
    m_secretLabel = new QLabel(this);
    m_secretLabel->setBuddy(m_secret);
    form->addRow(m_secretLabel, m_secret);
    form->addRow(tr("Re&gistry stream"), m_registry);
    form->addRow(tr("&Live mode"), m_mode);
    form->addRow(QString(), m_readOnly);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_connect = buttons->addButton(tr("&Connect"), QDialogButtonBox::AcceptRole);
    m_connect->setObjectName("connectButton"_L1);
    m_connect->setDefault(true);
    connect(m_connect, &QPushButton::clicked, this, &ConnectDialog::tryIt);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(m_message);
    layout->addStretch(1);
    layout->addWidget(buttons);
    setMinimumWidth(560);
}

void ConnectDialog::fill(const Connection &connection)
{
    m_url->setText(connection.baseUrl.toString());
    m_name->setText(connection.name);
    m_registry->setText(connection.registryPath);
    m_mode->setCurrentIndex(qMax(0, m_mode->findData(int(connection.liveMode))));
    m_readOnly->setChecked(connection.readOnly);
    const QByteArray authorization(
        connection.headers.value(QHttpHeaders::WellKnownHeader::Authorization));
    if (authorization.startsWith("Bearer ")) {
        m_credentials->setCurrentIndex(m_credentials->findData(int(Credentials::Bearer)));
        m_secret->setText(QString::fromLatin1(authorization.sliced(7)));
    } else if (!authorization.isEmpty()) {
        m_credentials->setCurrentIndex(m_credentials->findData(int(Credentials::Header)));
        m_secret->setText(QString::fromLatin1(authorization));
    }
}

ConnectDialog::Credentials ConnectDialog::credentials() const
{
    return static_cast<Credentials>(m_credentials->currentData().toInt());
}

QByteArray ConnectDialog::authorization() const
{
    const QByteArray secret = m_secret->text().trimmed().toUtf8();
    switch (credentials()) {
    case Credentials::None:
        return {};
    case Credentials::Bearer:
        return secret.isEmpty() ? QByteArray() : "Bearer " + secret;
    case Credentials::Basic:
        return "Basic " + QByteArray(m_user->text().toUtf8() + ':' + m_secret->text().toUtf8())
                              .toBase64();
    case Credentials::Header:
        return secret;
    }
    return {};
}

void ConnectDialog::refresh()
{
    const Credentials kind = credentials();
    m_user->setVisible(kind == Credentials::Basic);
    m_userLabel->setVisible(kind == Credentials::Basic);
    m_secret->setVisible(kind != Credentials::None);
    m_secretLabel->setVisible(kind != Credentials::None);
    m_secretLabel->setText(kind == Credentials::Bearer     ? tr("&Token")
                               : kind == Credentials::Basic ? tr("Pass&word")
                                                            : tr("&Value"));
    m_secret->setPlaceholderText(tr("Kept until you quit"));
    m_warned = false;
    m_connect->setEnabled(!m_url->text().trimmed().isEmpty() && !m_probe->isRunning());
    m_connect->setText(m_probe->isRunning() ? tr("Connecting…") : tr("&Connect"));
}

void ConnectDialog::tryIt()
{
    const QUrl url = UrlProbe::urlFromInput(m_url->text());
    if (!url.isValid()) {
        setInlineMessage(m_message, MessageKind::Bad,
                         tr("This is not an address. It looks like %1.")
                             .arg(m_url->placeholderText()));
        m_url->setFocus();
        return;
    }
    if (!authorization().isEmpty() && url.scheme() == "http"_L1 && !isLoopback(url) && !m_warned) {
        m_warned = true;
        setInlineMessage(m_message, MessageKind::Warning,
                         tr("Over plain http anybody on the way can read the credentials. Use "
                            "https, or press Connect again to send them all the same."));
        return;
    }
    start();
}

void ConnectDialog::start()
{
    if (m_connection.id.isEmpty()) {
        m_connection.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    }
    m_connection.name = m_name->text().trimmed();
    m_connection.baseUrl = UrlProbe::urlFromInput(m_url->text());
    m_connection.registryPath = m_registry->text().trimmed();
    m_connection.readOnly = m_readOnly->isChecked();
    m_connection.liveMode = static_cast<DurableStreams::LiveMode>(m_mode->currentData().toInt());
    m_connection.headers.removeAll(QHttpHeaders::WellKnownHeader::Authorization);
    if (const QByteArray value = authorization(); !value.isEmpty()) {
        m_connection.headers.append(QHttpHeaders::WellKnownHeader::Authorization, value);
    }
    setInlineMessage(m_message, MessageKind::Neutral,
                     tr("Connecting to %1…").arg(m_connection.baseUrl.authority()));
    m_probe->start(m_connection);
    m_connect->setEnabled(false);
}

} // namespace Tailwater

#include "moc_connectdialog.cpp"
