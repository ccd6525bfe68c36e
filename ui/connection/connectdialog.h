// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace Tailwater {

class UrlProbe;
struct ProbeAnswer;

//! \brief Asks how to reach a server, tries it with HEAD requests, and stays open with the reason if
//! that fails.
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectDialog(const Connection &connection, QWidget *parent = nullptr);
    ~ConnectDialog() override;

    void setUrlText(const QString &text);

Q_SIGNALS:
    void connectRequested(const Tailwater::ProbeAnswer &answer);

private:
    enum class Credentials { None, Bearer, Basic, Header };

    void layOut();
    void fill(const Connection &connection);
    void refresh();
    Credentials credentials() const;
    QByteArray authorization() const;
    void tryIt();
    void start();

    Connection m_connection;
    UrlProbe *m_probe;
    QLineEdit *m_url;
    QLineEdit *m_name;
    QComboBox *m_credentials;
    QLineEdit *m_user;
    QLineEdit *m_secret;
    QLineEdit *m_registry;
    QComboBox *m_mode;
    QCheckBox *m_readOnly;
    QLabel *m_message;
    QLabel *m_userLabel = nullptr;
    QLabel *m_secretLabel = nullptr;
    QPushButton *m_connect = nullptr;
    bool m_warned = false;
};

} // namespace Tailwater
