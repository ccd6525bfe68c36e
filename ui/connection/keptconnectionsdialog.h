// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"

#include <QDialog>

#include <optional>

QT_BEGIN_NAMESPACE
class QListWidget;
class QPushButton;
QT_END_NAMESPACE

namespace Tailwater {

class ConnectionStore;

//! \brief All connections that are kept, imported ones too: to be connected to, changed or
//! removed.
class KeptConnectionsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit KeptConnectionsDialog(ConnectionStore *store, QWidget *parent = nullptr);
    ~KeptConnectionsDialog() override;

Q_SIGNALS:
    void connectRequested(const Tailwater::Connection &connection);
    //! \brief It is to be changed; without its secrets here.
    void editRequested(const Tailwater::Connection &connection);

private:
    void layOut();
    void refill();
    void refresh();
    void askToRemove();
    void goTo();
    void edit();
    std::optional<Connection> current() const;

    ConnectionStore *m_store;
    QListWidget *m_list;
    QPushButton *m_connect = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_remove = nullptr;
};

} // namespace Tailwater
