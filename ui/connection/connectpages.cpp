// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connectpages.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QFormLayout *makeForm(QWidget *page)
{
    auto *form = new QFormLayout(page);
    form->setContentsMargins(12, 14, 12, 12);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    return form;
}

QIcon swatch(const QColor &colour)
{
    QPixmap pixmap(32, 32);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(QRectF(4, 4, 24, 24));
    return QIcon(pixmap);
}

QSpinBox *makeSeconds(QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setRange(1, 600);
    box->setSuffix(NetworkPage::tr(" s"));
    return box;
}

} // namespace

GeneralPage::GeneralPage(QWidget *parent)
    : QWidget(parent)
    , m_url(new QLineEdit(this))
    , m_name(new QLineEdit(this))
    , m_environment(new QComboBox(this))
    , m_colour(new QComboBox(this))
    , m_registry(new QLineEdit(this))
    , m_readOnly(new QCheckBox(tr("&Read-only: nothing can be written through this connection"), this))
    , m_hint(new QLabel(this))
{
    m_url->setObjectName("connectUrl"_L1);
    m_url->setPlaceholderText(u"http://localhost:4437/v1/stream"_s);
    m_name->setObjectName("connectName"_L1);
    m_name->setPlaceholderText(tr("Optional; shown instead of host and port"));
    m_environment->setObjectName("connectEnvironment"_L1);
    m_environment->addItem(tr("Development"), int(Connection::Environment::Development));
    m_environment->addItem(tr("Staging"), int(Connection::Environment::Staging));
    m_environment->addItem(tr("Production"), int(Connection::Environment::Production));
    m_colour->setObjectName("connectColour"_L1);
    m_colour->addItem(tr("As the environment"), QString());
    const std::pair<QString, QString> colours[] {
        { tr("Red"), u"#d1343f"_s },   { tr("Orange"), u"#d9730d"_s }, { tr("Amber"), u"#b88a00"_s },
        { tr("Green"), u"#2f9e5f"_s }, { tr("Teal"), u"#0e9aa0"_s },   { tr("Blue"), u"#2f6fde"_s },
        { tr("Violet"), u"#8250df"_s }, { tr("Grey"), u"#7a8290"_s },
    };
    for (const auto &[name, value] : colours) {
        m_colour->addItem(swatch(QColor(value)), name, value);
    }
    m_registry->setObjectName("connectRegistry"_L1);
    m_registry->setPlaceholderText(tr("none: the server cannot list its streams"));
    m_readOnly->setObjectName("connectReadOnly"_L1);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_hint->setMinimumHeight(m_hint->fontMetrics().lineSpacing() * 2);
    m_hint->setAlignment(Qt::AlignTop | Qt::AlignLeft);

    QFormLayout *form = makeForm(this);
    form->addRow(tr("Server or stream &URL"), m_url);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Environment"), m_environment);
    form->addRow(tr("C&olour"), m_colour);
    form->addRow(tr("Re&gistry stream"), m_registry);
    form->addRow(QString(), m_readOnly);
    form->addRow(QString(), m_hint);
    connect(m_environment, &QComboBox::currentIndexChanged, this, &GeneralPage::showHint);
    showHint();
}

void GeneralPage::showHint()
{
    const bool production
        = m_environment->currentData().toInt() == int(Connection::Environment::Production);
    m_hint->setText(production ? tr("Production: the window shows its colour, and writing stays "
                                    "locked until you unlock it for ten minutes.")
                               : QString());
}

void GeneralPage::load(const Connection &connection)
{
    m_name->setText(connection.name);
    m_environment->setCurrentIndex(
        qMax(0, m_environment->findData(int(connection.environment))));
    m_colour->setCurrentIndex(qMax(0, m_colour->findData(connection.colour)));
    m_registry->setText(connection.registryPath);
    m_readOnly->setChecked(connection.readOnly);
}

void GeneralPage::store(Connection *connection) const
{
    connection->name = m_name->text().trimmed();
    connection->environment
        = static_cast<Connection::Environment>(m_environment->currentData().toInt());
    connection->colour = m_colour->currentData().toString();
    connection->registryPath = m_registry->text().trimmed();
    connection->readOnly = m_readOnly->isChecked();
}

NetworkPage::NetworkPage(QWidget *parent)
    : QWidget(parent)
    , m_proxy(new QComboBox(this))
    , m_host(new QLineEdit(this))
    , m_port(new QSpinBox(this))
    , m_user(new QLineEdit(this))
    , m_password(new QLineEdit(this))
    , m_mode(new QComboBox(this))
    , m_connectTimeout(makeSeconds(this))
    , m_timeout(makeSeconds(this))
    , m_connections(new QSpinBox(this))
{
    m_proxy->setObjectName("connectProxy"_L1);
    m_proxy->addItem(tr("As the system says"), int(ProxyOptions::Kind::System));
    m_proxy->addItem(tr("None"), int(ProxyOptions::Kind::None));
    m_proxy->addItem(tr("HTTP proxy"), int(ProxyOptions::Kind::Http));
    m_proxy->addItem(tr("SOCKS 5 proxy"), int(ProxyOptions::Kind::Socks5));
    m_host->setObjectName("connectProxyHost"_L1);
    m_port->setObjectName("connectProxyPort"_L1);
    m_port->setRange(1, 65535);
    m_user->setObjectName("connectProxyUser"_L1);
    m_user->setPlaceholderText(tr("if it asks for one"));
    m_password->setObjectName("connectProxyPassword"_L1);
    m_password->setEchoMode(QLineEdit::Password);
    m_mode->addItem(tr("Automatic"), int(DurableStreams::LiveMode::Auto));
    m_mode->addItem(u"SSE"_s, int(DurableStreams::LiveMode::Sse));
    m_mode->addItem(tr("Long-poll"), int(DurableStreams::LiveMode::LongPoll));
    m_connections->setRange(1, 512);

    QFormLayout *form = makeForm(this);
    form->addRow(tr("Pro&xy"), m_proxy);
    form->addRow(tr("&Host"), m_host);
    form->addRow(tr("&Port"), m_port);
    form->addRow(tr("U&ser"), m_user);
    form->addRow(tr("Pass&word"), m_password);
    form->addRow(tr("&Live mode"), m_mode);
    form->addRow(tr("Time to c&onnect"), m_connectTimeout);
    form->addRow(tr("Time to &answer"), m_timeout);
    form->addRow(tr("Tails at the same t&ime"), m_connections);
    connect(m_proxy, &QComboBox::currentIndexChanged, this, &NetworkPage::refresh);
    refresh();
}

void NetworkPage::refresh()
{
    const auto kind = static_cast<ProxyOptions::Kind>(m_proxy->currentData().toInt());
    const bool manual = kind == ProxyOptions::Kind::Http || kind == ProxyOptions::Kind::Socks5;
    auto *form = static_cast<QFormLayout *>(layout());
    for (QWidget *field : std::initializer_list<QWidget *> { m_host, m_port, m_user, m_password }) {
        form->setRowVisible(field, manual);
    }
}

void NetworkPage::load(const Connection &connection)
{
    m_proxy->setCurrentIndex(qMax(0, m_proxy->findData(int(connection.proxy.kind))));
    m_host->setText(connection.proxy.host);
    m_port->setValue(connection.proxy.port);
    m_user->setText(connection.proxy.user);
    m_password->setText(QString::fromUtf8(connection.proxy.password));
    m_mode->setCurrentIndex(qMax(0, m_mode->findData(int(connection.liveMode))));
    m_connectTimeout->setValue(int(connection.connectTimeout.count() / 1000));
    m_timeout->setValue(int(connection.timeout.count() / 1000));
    m_connections->setValue(connection.maxConnections);
    refresh();
}

void NetworkPage::focusUser()
{
    m_user->setFocus();
    m_user->selectAll();
}

void NetworkPage::focusPassword()
{
    m_password->setFocus();
    m_password->selectAll();
}

void NetworkPage::store(Connection *connection) const
{
    connection->proxy = { .kind = static_cast<ProxyOptions::Kind>(m_proxy->currentData().toInt()),
                          .host = m_host->text().trimmed(),
                          .port = quint16(m_port->value()),
                          .user = m_user->text(),
                          .password = m_password->text().toUtf8() };
    connection->liveMode = static_cast<DurableStreams::LiveMode>(m_mode->currentData().toInt());
    connection->connectTimeout = std::chrono::seconds(m_connectTimeout->value());
    connection->timeout = std::chrono::seconds(m_timeout->value());
    connection->maxConnections = m_connections->value();
}

} // namespace Tailwater

#include "moc_connectpages.cpp"
