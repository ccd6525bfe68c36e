// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/connection.h"
#include "secretstore.h"

#include <durablestreams/error.h>
#include <durablestreams/requesttrace.h>

#include <QDialog>
#include <QUrl>

#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QCheckBox;
class QPushButton;
class QTabWidget;
QT_END_NAMESPACE

namespace Tailwater {

class AuthenticationPage;
class ConnectionStore;
class GeneralPage;
class NetworkPage;
class TestPage;
class TlsPage;
class UrlProbe;
enum class TlsTrouble;
struct ProbeAnswer;

//! \brief Asks how to reach a server, tries it with HEAD requests, and stays open with the reason if
//! that fails.
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    //! \brief Starts with \a connection, secrets included, which are kept at \a place.
    ConnectDialog(const Connection &connection, SecretStore::Place place, bool hasKeychain,
                  QWidget *parent = nullptr);
    ~ConnectDialog() override;

    void setUrlText(const QString &text);
    //! \brief Goes to what \a error is about, such as the credentials that the server asks for in
    //! \a challenge, and says it.
    void explain(const DurableStreams::Error &error, const QByteArray &challenge = {});
    void showAuthentication();
    //! \brief Says that \a answer is not that of a server of streams; the next Connect goes on.
    void warnOfForeign(const ProbeAnswer &answer);
    //! \brief Goes to the first secret that is missing, and says why it is.
    void askForMissing();
    //! \brief Whose address is typed of the connections of \a store is shown, and changed only with a
    //! word; \a store must outlive the dialog. Does nothing if one of them is edited.
    void setStore(ConnectionStore *store);

Q_SIGNALS:
    //! \brief What was asked to try the connection, with \a connection.
    void requestTraced(const DurableStreams::RequestTrace &trace,
                       const Tailwater::Connection &connection);
    //! \brief The server answered; its secrets are to be kept at \a place.
    void connectRequested(const Tailwater::ProbeAnswer &answer, Tailwater::SecretStore::Place place);

private:
    void layOut();
    void followAddress();
    void takeProfile(const Connection &kept);
    void fill(const Connection &connection, SecretStore::Place place);
    //! What is to be confirmed by a second press; empty: nothing.
    QString warningOf(const Connection &connection, const QString &again) const;
    //! Says it, once; true if it has to be confirmed.
    bool warns(const Connection &connection, const QString &again);
    void refresh();
    //! What the pages say; with an invalid address if that is not one.
    Connection current() const;
    bool checkUrl();
    void tryIt();
    void explainTls(TlsTrouble trouble);
    void runTest();
    //! What the pages say, as it is tested: by itself, and at the root of streams.
    Connection tested() const;
    void setConnecting(bool connecting);
    void onTested();
    void onProbed(const DurableStreams::Result<ProbeAnswer> &result);
    void goToPage(int index);
    //! The kept connection that would be changed.
    std::optional<Connection> changed() const;

    Connection m_connection;
    UrlProbe *m_probe;
    QTabWidget *m_tabs;
    GeneralPage *m_general;
    AuthenticationPage *m_authentication;
    TlsPage *m_tls;
    NetworkPage *m_network;
    TestPage *m_test;
    QLabel *m_message;
    QPushButton *m_connect = nullptr;
    ConnectionStore *m_store = nullptr;
    std::optional<Connection> m_profile; // the kept one of the address typed
    Connection m_shown; // what the pages showed before the user changed them
    Connection m_blank; // the same, without a profile
    Connection m_own; // what the user had filled in before the profile was shown
    SecretStore::Place m_ownPlace = SecretStore::Place::UntilQuit;
    QLabel *m_changes;
    QCheckBox *m_another;
    QUrl m_foreign; // was said to be no server of streams
    bool m_warned = false;
    bool m_connectHadFocus = false; // before it was tried
    bool m_offersCertificate = false;
};

} // namespace Tailwater
