// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "connectiontest.h"
#include "models/connection.h"
#include "secretstore.h"

#include <QSslCertificate>
#include <QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableWidget;
QT_END_NAMESPACE

// The pages of the connection dialog. Each shows a part of a Connection and puts it back.

namespace Tailwater {

//! \brief Name, colour, environment, address, registry, read-only. The address is the dialog's.
class GeneralPage : public QWidget
{
    Q_OBJECT

public:
    explicit GeneralPage(QWidget *parent = nullptr);
    void load(const Connection &connection);
    void store(Connection *connection) const;
    QLineEdit *urlEdit() const { return m_url; }

private:
    void showHint();

    QLineEdit *m_url;
    QLineEdit *m_name;
    QComboBox *m_environment;
    QComboBox *m_colour;
    QLineEdit *m_registry;
    QCheckBox *m_readOnly;
    QLabel *m_hint;
};

//! \brief Credentials, further headers and parameters, and where secrets are kept.
class AuthenticationPage : public QWidget
{
    Q_OBJECT

public:
    explicit AuthenticationPage(bool hasKeychain, QWidget *parent = nullptr);
    void load(const Connection &connection, SecretStore::Place place);
    void store(Connection *connection) const;
    SecretStore::Place place() const;
    void focusSecret();
    //! \brief Chooses the kind that the server asks for in \a challenge, the value of WWW-Authenticate, if
    //! none was chosen.
    void suggest(const QByteArray &challenge);
    //! \brief Goes to the field of \a place, as those of Connection::secrets().
    void focusMissing(const QString &place);

Q_SIGNALS:
    void changed();

private:
    QWidget *makeFields();
    void addField(const QString &kind, const QString &name, const QString &value, bool secret);
    void refresh();

    QComboBox *m_kind;
    QLineEdit *m_user;
    QLineEdit *m_secret;
    QLabel *m_userLabel;
    QLabel *m_secretLabel;
    QTableWidget *m_fields;
    QComboBox *m_place;
    QLabel *m_placeWarning;
};

//! \brief Authorities, the client's certificate, and the one certificate that is trusted by itself.
class TlsPage : public QWidget
{
    Q_OBJECT

public:
    explicit TlsPage(QWidget *parent = nullptr);
    void load(const Connection &connection);
    void store(Connection *connection) const;
    //! \brief Shows what the server showed and what is wrong with it, to be trusted or not.
    void offer(const QSslCertificate &certificate, const QStringList &faults);
    void focusPassphrase();
    //! \brief Goes to the certificate that is shown to the server.
    void focusCertificate();

private:
    void refresh();
    QLineEdit *addFile(QFormLayout *form, const QString &label, const QString &placeholder);

    QLineEdit *m_authority;
    QLineEdit *m_certificate;
    QLineEdit *m_key;
    QLineEdit *m_passphrase;
    QLabel *m_shown;
    QLabel *m_faults;
    QPushButton *m_trust;
    QPushButton *m_distrust;
    QSslCertificate m_pinned;
    QSslCertificate m_offered;
    QStringList m_offeredFaults;
};

//! \brief Proxy, live mode, times, and how many connections.
class NetworkPage : public QWidget
{
    Q_OBJECT

public:
    explicit NetworkPage(QWidget *parent = nullptr);
    void load(const Connection &connection);
    void store(Connection *connection) const;
    //! \brief Goes to what a proxy asks for.
    void focusUser();
    void focusPassword();

private:
    void refresh();

    QComboBox *m_proxy;
    QLineEdit *m_host;
    QSpinBox *m_port;
    QLineEdit *m_user;
    QLineEdit *m_password;
    QComboBox *m_mode;
    QSpinBox *m_connectTimeout;
    QSpinBox *m_timeout;
    QSpinBox *m_connections;
};

//! \brief The steps to the server, each with its outcome.
class TestPage : public QWidget
{
    Q_OBJECT

public:
    explicit TestPage(QWidget *parent = nullptr);
    ConnectionTest *test() const { return m_test; }
    void run(const Connection &connection);
    //! \brief Ends the test and takes its results away.
    void forget();
    //! \brief As forget(), unless they are those of \a connection.
    void forgetOthers(const Connection &connection);

Q_SIGNALS:
    void runRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Row
    {
        QLabel *sign;
        QLabel *name;
        QLabel *text;
    };
    void show(const ConnectionTest::Outcome &outcome);
    void refresh();
    void stop(const QString &word);

    ConnectionTest *m_test;
    std::optional<Connection> m_tested;
    QPushButton *m_run;
    QList<Row> m_rows;
    QList<ConnectionTest::Outcome> m_shown;
};

} // namespace Tailwater
