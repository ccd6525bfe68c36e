// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connectdialog.h"

#include "connectionstore.h"
#include "connectiontrouble.h"
#include "connectpages.h"
#include "errortext.h"
#include "models/connectionclient.h"
#include "models/missingsecrets.h"
#include "profilechange.h"
#include "theme/inlinemessage.h"
#include "urlprobe.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QUuid>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

ConnectDialog::ConnectDialog(const Connection &connection, SecretStore::Place place,
                             bool hasKeychain, QWidget *parent)
    : QDialog(parent)
    , m_connection(connection)
    , m_probe(new UrlProbe(this))
    , m_tabs(new QTabWidget(this))
    , m_general(new GeneralPage(this))
    , m_authentication(new AuthenticationPage(hasKeychain, this))
    , m_tls(new TlsPage(this))
    , m_network(new NetworkPage(this))
    , m_test(new TestPage(this))
    , m_message(new QLabel(this))
    , m_changes(new QLabel(this))
    , m_another(new QCheckBox(tr("Keep as another connection"), this))
{
    setObjectName("connectDialog"_L1);
    setWindowTitle(connection.id.isEmpty() ? tr("Connect to a Server") : tr("Edit Connection"));
    setAttribute(Qt::WA_DeleteOnClose);
    layOut();
    m_general->urlEdit()->setText(connection.baseUrl.toString());
    fill(connection, place);
    m_blank = m_shown;
    connect(m_general->urlEdit(), &QLineEdit::textChanged, this, &ConnectDialog::followAddress);
    connect(m_general->urlEdit(), &QLineEdit::textChanged, this, &ConnectDialog::refresh);
    connect(m_authentication, &AuthenticationPage::changed, this, &ConnectDialog::refresh);
    connect(m_test, &TestPage::runRequested, this, &ConnectDialog::runTest);
    connect(m_test->test(), &ConnectionTest::finished, this, &ConnectDialog::onTested);
    connect(m_test->test(), &ConnectionTest::requestTraced, this, &ConnectDialog::requestTraced);
    connect(m_general->urlEdit(), &QLineEdit::textChanged, m_test, &TestPage::forget);
    connect(m_probe, &UrlProbe::requestTraced, this, &ConnectDialog::requestTraced);
    connect(m_probe, &UrlProbe::finished, this,
            &ConnectDialog::onProbed);
    connect(m_another, &QCheckBox::toggled, this, &ConnectDialog::refresh);
    connect(m_tabs, &QTabWidget::currentChanged, this, &ConnectDialog::goToPage);
    refresh();
    m_general->urlEdit()->setFocus();
}

ConnectDialog::~ConnectDialog() = default;

void ConnectDialog::setUrlText(const QString &text)
{
    const QUrl url = UrlProbe::urlFromInput(text);
    const Connection typed = Connection::to(url);
    if (typed.authentication.kind == Authentication::Kind::None) {
        m_general->urlEdit()->setText(text);
        return;
    }
    // A password is not shown in the line of the address.
    m_general->urlEdit()->setText(typed.baseUrl.toString());
    Connection connection = current();
    connection.authentication = typed.authentication;
    m_authentication->load(connection, m_authentication->place());
}

void ConnectDialog::layOut()
{
    m_tabs->setObjectName("connectTabs"_L1);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_general, tr("&1 General"));
    m_tabs->addTab(m_authentication, tr("&2 Authentication"));
    m_tabs->addTab(m_tls, tr("&3 TLS"));
    m_tabs->addTab(m_network, tr("&4 Network"));
    m_tabs->addTab(m_test, tr("&5 Test"));
    m_message->setObjectName("connectMessage"_L1);
    m_message->setWordWrap(true);
    m_message->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_connect = buttons->addButton(tr("&Connect"), QDialogButtonBox::AcceptRole);
    m_connect->setObjectName("connectButton"_L1);
    m_connect->setDefault(true);
    connect(m_connect, &QPushButton::clicked, this, &ConnectDialog::tryIt);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_tabs, 1);
    m_changes->setObjectName("connectChanges"_L1);
    m_changes->setWordWrap(true);
    m_another->setObjectName("connectAnother"_L1);
    layout->addWidget(m_changes);
    layout->addWidget(m_another);
    layout->addWidget(m_message);
    layout->addWidget(buttons);
    setMinimumWidth(600);
}

std::optional<Connection> ConnectDialog::changed() const
{
    return m_connection.id.isEmpty() ? m_profile : std::nullopt;
}

void ConnectDialog::setStore(ConnectionStore *store)
{
    m_store = store;
    followAddress();
    refresh();
}

void ConnectDialog::fill(const Connection &connection, SecretStore::Place place)
{
    m_general->load(connection);
    m_authentication->load(connection, place);
    m_tls->load(connection);
    m_network->load(connection);
    m_shown = current();
}

// The address of a kept connection shows that connection; with another one all of it goes again.
void ConnectDialog::followAddress()
{
    if (!m_store || !m_connection.id.isEmpty()) {
        return;
    }
    const QUrl url = UrlProbe::urlFromInput(m_general->urlEdit()->text());
    const auto known = url.isValid() ? m_store->findByUrl(url) : std::nullopt;
    if ((known ? known->id : QString()) == (m_profile ? m_profile->id : QString())) {
        return;
    }
    if (std::exchange(m_profile, std::nullopt)) {
        fill(m_own, m_ownPlace);
        m_shown = m_blank;
        m_message->hide();
    }
    if (!known) {
        return;
    }
    m_own = current();
    m_ownPlace = m_authentication->place();
    takeProfile(*known);
    m_store->load(*known, [self = QPointer(this), id = known->id](const Connection &whole) {
        if (self && self->m_profile && self->m_profile->id == id) {
            self->takeProfile(whole);
        }
    });
}

void ConnectDialog::takeProfile(const Connection &kept)
{
    m_profile = kept;
    const Connection mine = withProfile(current(), m_shown, kept);
    fill(kept, m_store->placeOf(kept.id));
    const Connection shown = m_shown;
    fill(mine, m_store->placeOf(kept.id));
    m_shown = shown;
    if (const QString why = MissingSecrets::why(current()); !why.isEmpty()) {
        setInlineMessage(m_message, MessageKind::Warning,
                         why + u' ' + tr("Enter it on the page it belongs to."));
    }
}

void ConnectDialog::goToPage(int index)
{
    if (m_tabs->widget(index) == m_test) {
        m_test->forgetOthers(tested()); // what was changed meanwhile was not tested
    }
    // A page that is shown by its key is there to be filled in; the arrows go from tab to tab.
    if (m_tabs->tabBar()->hasFocus()) {
        return;
    }
    QWidget *page = m_tabs->widget(index);
    for (QWidget *next = page->nextInFocusChain(); next != page; next = next->nextInFocusChain()) {
        if (page->isAncestorOf(next) && next->focusPolicy() & Qt::TabFocus && next->isEnabled()
            && next->isVisibleTo(page)) {
            next->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

void ConnectDialog::onProbed(const DurableStreams::Result<ProbeAnswer> &result)
{
    setConnecting(false);
    if (!result) {
        if (result.error().httpStatus == 404) {
            setInlineMessage(m_message, MessageKind::Bad, m_probe->failureText(result.error()));
        } else {
            explain(result.error(), m_probe->challenge());
        }
        return;
    }
    if (result->recognition == Recognition::Foreign && m_foreign != result->connection.baseUrl) {
        warnOfForeign(*result);
        return;
    }
    ProbeAnswer answer = *result;
    answer.connection.id = m_connection.id;
    if (const auto known = changed()) {
        answer.connection.id = m_another->isChecked()
            ? QUuid::createUuid().toString(QUuid::WithoutBraces)
            : known->id;
    }
    Q_EMIT connectRequested(answer, m_authentication->place());
    accept();
}

void ConnectDialog::warnOfForeign(const ProbeAnswer &answer)
{
    m_foreign = answer.connection.baseUrl;
    setInlineMessage(m_message, MessageKind::Warning,
                     recognitionText(answer.recognition, m_foreign) + u' '
                         + tr("Press Connect again to go on all the same."));
}

void ConnectDialog::refresh()
{
    m_warned = false;
    const auto known = changed();
    m_another->setVisible(known.has_value());
    setInlineMessage(m_changes, MessageKind::Neutral,
                     !known                   ? QString()
                         : m_another->isChecked() ? tr("“%1” stays as it is.").arg(known->displayName())
                                                  : tr("This changes the kept connection “%1”.")
                                                        .arg(known->displayName()));
    m_connect->setEnabled(!m_general->urlEdit()->text().trimmed().isEmpty()
                          && !m_probe->isRunning());
    m_connect->setText(m_probe->isRunning() ? tr("Connecting…") : tr("&Connect"));
}

Connection ConnectDialog::current() const
{
    Connection connection = m_connection;
    m_general->store(&connection);
    m_authentication->store(&connection);
    m_tls->store(&connection);
    m_network->store(&connection);
    if (m_profile) {
        connection.id = m_profile->id; // by which it is known what is missing
    }
    const Connection address
        = Connection::to(UrlProbe::urlFromInput(m_general->urlEdit()->text()));
    connection.baseUrl = address.baseUrl;
    if (connection.authentication.kind == Authentication::Kind::None) {
        connection.authentication = address.authentication;
    }
    return connection;
}

bool ConnectDialog::checkUrl()
{
    if (UrlProbe::urlFromInput(m_general->urlEdit()->text()).isValid()) {
        return true;
    }
    setInlineMessage(m_message, MessageKind::Bad,
                     tr("This is not an address. It looks like %1.")
                         .arg(m_general->urlEdit()->placeholderText()));
    m_tabs->setCurrentWidget(m_general);
    m_general->urlEdit()->setFocus();
    return false;
}

QString ConnectDialog::warningOf(const Connection &connection, const QString &again) const
{
    QStringList warnings;
    const std::optional<Connection> kept
        = m_connection.id.isEmpty() ? changed() : std::optional(m_connection);
    if (const QString why = MissingSecrets::why(connection); !why.isEmpty()) {
        warnings.append(why + u' ' + tr("Nothing was sent without it."));
    }
    if (connection.exposesSecrets()) {
        warnings.append(tr("Over plain http anybody on the way can read the credentials; https "
                           "protects them."));
    }
    if (kept && movesSecrets(*kept, connection)) {
        warnings.append(tr("%1 is another server, and would get the secrets that are kept for %2.")
                            .arg(connection.baseUrl.authority(), kept->baseUrl.authority()));
    }
    if (kept && !m_another->isChecked() && losesGuard(*kept, connection)) {
        warnings.append(tr("“%1” is guarded, as production or read-only; this takes the guard away.")
                            .arg(kept->displayName()));
    }
    return warnings.isEmpty() ? QString() : warnings.join(u' ') + u' ' + again;
}

bool ConnectDialog::warns(const Connection &connection, const QString &again)
{
    const QString warning = warningOf(connection, again);
    if (warning.isEmpty() || std::exchange(m_warned, true)) {
        return false;
    }
    setInlineMessage(m_message, MessageKind::Warning, warning);
    return true;
}

void ConnectDialog::askForMissing()
{
    const Connection connection = current();
    const QStringList missing = MissingSecrets::of(connection);
    if (missing.isEmpty()) {
        return;
    }
    setInlineMessage(m_message, MessageKind::Warning,
                     MissingSecrets::why(connection) + u' ' + tr("Nothing is sent before it is entered."));
    const QString place = missing.first();
    if (place == "proxy"_L1) {
        m_tabs->setCurrentWidget(m_network);
        m_network->focusPassword();
    } else if (place == "key"_L1) {
        m_tabs->setCurrentWidget(m_tls);
        m_tls->focusPassphrase();
    } else {
        m_tabs->setCurrentWidget(m_authentication);
        m_authentication->focusMissing(place);
    }
}

void ConnectDialog::tryIt()
{
    if (!checkUrl()) {
        return;
    }
    Connection connection = current();
    if (warns(connection, tr("Press Connect again to go on all the same."))) {
        return;
    }
    connection.id.clear(); // whoever does without what is missing was asked
    setInlineMessage(m_message, MessageKind::Neutral,
                     tr("Connecting to %1…").arg(connection.baseUrl.authority()));
    m_probe->start(connection);
    setConnecting(true);
}

// A button that is disabled passes the focus on: Cancel would get it, and what is typed would go with
// the next Return.
void ConnectDialog::setConnecting(bool connecting)
{
    if (connecting) {
        m_connectHadFocus = focusWidget() == m_connect;
        if (m_connectHadFocus) {
            m_tabs->tabBar()->setFocus(Qt::OtherFocusReason);
        }
        refresh();
        return;
    }
    refresh();
    if (m_connectHadFocus && focusWidget() == m_tabs->tabBar()) {
        m_connect->setFocus(Qt::OtherFocusReason);
    }
}

void ConnectDialog::explain(const DurableStreams::Error &error, const QByteArray &challenge)
{
    const Connection connection = current();
    QStringList parts { causeOf(error, connection), remedyOf(error, connection), serverWords(error) };
    parts.removeAll(QString());
    setInlineMessage(m_message, MessageKind::Bad, parts.join(u' '));
    if (isProxyRefusal(error)) {
        m_tabs->setCurrentWidget(m_network);
        m_network->focusUser();
    } else if (error.httpStatus == 401 || error.httpStatus == 403) {
        m_authentication->suggest(challenge);
        showAuthentication();
    } else if (error.code == DurableStreams::ErrorCode::Tls) {
        explainTls(tlsTroubleOf(error.message));
    } else if (error.code == DurableStreams::ErrorCode::InvalidArgument
               && !tlsConfiguration(connection.tls)) {
        m_tabs->setCurrentWidget(m_tls);
    }
}

void ConnectDialog::explainTls(TlsTrouble trouble)
{
    if (trouble == TlsTrouble::NotTls) {
        m_tabs->setCurrentWidget(m_general);
        m_general->urlEdit()->setFocus();
    } else if (trouble != TlsTrouble::Other) {
        m_tabs->setCurrentWidget(m_tls);
        m_tls->focusCertificate();
    } else {
        // Look at the certificate, so that the user can.
        m_offersCertificate = true;
        m_test->run(tested());
    }
}

Connection ConnectDialog::tested() const
{
    Connection connection = current();
    connection.id.clear();
    connection.baseUrl = UrlProbe::rootOf(connection.baseUrl);
    return connection;
}

void ConnectDialog::showAuthentication()
{
    m_tabs->setCurrentWidget(m_authentication);
    m_authentication->focusSecret();
}

void ConnectDialog::runTest()
{
    if (!checkUrl()) {
        return;
    }
    m_offersCertificate = false;
    if (warns(current(), tr("Press Test again to go on all the same."))) {
        return;
    }
    m_message->hide();
    m_test->run(tested());
}

void ConnectDialog::onTested()
{
    const ConnectionTest *test = m_test->test();
    if (test->certificate().isNull() || test->certificateFaults().isEmpty()) {
        return;
    }
    m_tls->offer(test->certificate(), test->certificateFaults());
    if (m_offersCertificate) {
        m_tabs->setCurrentWidget(m_tls);
    }
}

} // namespace Tailwater

#include "moc_connectdialog.cpp"
