// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "keptconnectionsdialog.h"

#include "connectionstore.h"
#include "connectionstripe.h"
#include "theme/icons.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

KeptConnectionsDialog::KeptConnectionsDialog(ConnectionStore *store, QWidget *parent)
    : QDialog(parent)
    , m_store(store)
    , m_list(new QListWidget(this))
{
    setObjectName("keptConnectionsDialog"_L1);
    setWindowTitle(tr("Kept Connections"));
    setAttribute(Qt::WA_DeleteOnClose);
    layOut();
    connect(m_store, &ConnectionStore::changed, this, &KeptConnectionsDialog::refill);
    connect(m_list, &QListWidget::currentRowChanged, this, &KeptConnectionsDialog::refresh);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &KeptConnectionsDialog::goTo);
    refill();
}

KeptConnectionsDialog::~KeptConnectionsDialog() = default;

void KeptConnectionsDialog::layOut()
{
    m_list->setObjectName("keptConnections"_L1);
    m_list->setAccessibleName(windowTitle());
    m_list->setMinimumHeight(fontMetrics().height() * 10);
    auto *label = new QLabel(tr("&Connections, the one used last first"), this);
    label->setBuddy(m_list);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_remove = buttons->addButton(tr("&Remove…"), QDialogButtonBox::ActionRole);
    m_remove->setObjectName("removeConnection"_L1);
    m_remove->setAutoDefault(false);
    m_edit = buttons->addButton(tr("&Edit…"), QDialogButtonBox::ActionRole);
    m_edit->setObjectName("editKept"_L1);
    m_edit->setAutoDefault(false);
    m_connect = buttons->addButton(tr("C&onnect"), QDialogButtonBox::ActionRole);
    m_connect->setObjectName("connectToKept"_L1);
    m_connect->setDefault(true);
    connect(m_remove, &QPushButton::clicked, this, &KeptConnectionsDialog::askToRemove);
    connect(m_edit, &QPushButton::clicked, this, &KeptConnectionsDialog::edit);
    connect(m_connect, &QPushButton::clicked, this, &KeptConnectionsDialog::goTo);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(label);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    setMinimumWidth(480);
}

void KeptConnectionsDialog::refill()
{
    const int row = qMax(0, m_list->currentRow());
    m_list->clear();
    for (const Connection &connection : m_store->connections()) {
        auto *item = new QListWidgetItem(
            icon("server"_L1, colourOf(connection, palette())),
            u"%1 — %2"_s.arg(markedName(connection), connection.baseUrl.toDisplayString()),
            m_list);
        item->setData(Qt::UserRole, connection.id);
    }
    m_list->setCurrentRow(qMin(row, m_list->count() - 1));
    refresh();
}

void KeptConnectionsDialog::refresh()
{
    m_connect->setEnabled(current().has_value());
    m_remove->setEnabled(current().has_value());
    m_edit->setEnabled(current().has_value());
}

std::optional<Connection> KeptConnectionsDialog::current() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item ? m_store->find(item->data(Qt::UserRole).toString()) : std::nullopt;
}

void KeptConnectionsDialog::goTo()
{
    if (const auto connection = current()) {
        Q_EMIT connectRequested(*connection);
        accept();
    }
}

void KeptConnectionsDialog::edit()
{
    if (const auto connection = current()) {
        Q_EMIT editRequested(*connection);
        accept();
    }
}

void KeptConnectionsDialog::askToRemove()
{
    const auto connection = current();
    if (!connection) {
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, tr("Remove Connection"),
                                tr("Remove the connection “%1”?").arg(connection->displayName()),
                                QMessageBox::Cancel, this);
    box->setObjectName("removeConnectionQuestion"_L1);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("Its secrets are forgotten as well. Nothing changes on the server; "
                               "what is open in a window stays open until you close it."));
    QPushButton *remove = box->addButton(tr("&Remove"), QMessageBox::AcceptRole);
    remove->setObjectName("removeConnectionNow"_L1);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::accepted, this,
            [this, id = connection->id] { m_store->remove(id); });
    box->open();
}

} // namespace Tailwater

#include "moc_keptconnectionsdialog.cpp"
