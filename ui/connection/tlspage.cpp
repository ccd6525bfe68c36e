// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connectpages.h"

#include "theme/icons.h"
#include "theme/inlinemessage.h"
#include "theme/theme.h"

#include <QCryptographicHash>
#include <QEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QString describe(const QSslCertificate &certificate)
{
    const QString fingerprint
        = QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':')).toUpper();
    return TlsPage::tr("For %1\nBy %2\nValid from %3 to %4\nSHA-256 %5")
        .arg(certificate.subjectDisplayName(), certificate.issuerDisplayName(),
             certificate.effectiveDate().date().toString(Qt::ISODate),
             certificate.expiryDate().date().toString(Qt::ISODate),
             // Two lines of it: so it can be compared, and the page stays narrow.
             QString(fingerprint).replace(47, 1, u'\n'));
}

} // namespace

TlsPage::TlsPage(QWidget *parent)
    : QWidget(parent)
    , m_passphrase(new QLineEdit(this))
    , m_shown(new QLabel(this))
    , m_faults(new QLabel(this))
    , m_trust(new QPushButton(tr("T&rust This Certificate for This Connection"), this))
    , m_distrust(new QPushButton(tr("&Stop Trusting It"), this))
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(12, 14, 12, 12);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setVerticalSpacing(10);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_authority = addFile(form, tr("Certificate &authority"),
                          tr("PEM file; besides those of the system"));
    m_authority->setObjectName("connectAuthority"_L1);
    m_certificate = addFile(form, tr("&Own certificate"), tr("PEM or PKCS#12 file, if the server asks"));
    m_certificate->setObjectName("connectCertificateFile"_L1);
    m_key = addFile(form, tr("Its &key"), tr("PEM file; empty: in the same file"));
    m_passphrase->setEchoMode(QLineEdit::Password);
    form->addRow(tr("&Passphrase"), m_passphrase);
    m_faults->setWordWrap(true);
    m_shown->setObjectName("connectCertificate"_L1);
    m_shown->setTextFormat(Qt::PlainText);
    m_shown->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_trust->setObjectName("connectTrust"_L1);
    form->addRow(m_faults);
    form->addRow(tr("Certificate"), m_shown);
    form->addRow(QString(), m_trust);
    form->addRow(QString(), m_distrust);
    connect(m_trust, &QPushButton::clicked, this, [this] {
        m_pinned = std::exchange(m_offered, QSslCertificate());
        refresh();
    });
    connect(m_distrust, &QPushButton::clicked, this, [this] {
        m_pinned = QSslCertificate();
        refresh();
    });
    setTabOrder(m_key->nextInFocusChain(), m_passphrase);
    setTabOrder(m_passphrase, m_shown);
    setTabOrder(m_shown, m_trust);
    setTabOrder(m_trust, m_distrust);
    refresh();
}

QLineEdit *TlsPage::addFile(QFormLayout *form, const QString &label, const QString &placeholder)
{
    auto *line = new QLineEdit(this);
    line->setPlaceholderText(placeholder);
    auto *browse = new QPushButton(tr("Browse…"), this);
    browse->setAccessibleName(tr("Browse: %1").arg(QString(label).remove(u'&')));
    connect(browse, &QPushButton::clicked, this, [this, line] {
        auto *dialog = new QFileDialog(this, tr("Choose a Certificate File"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setNameFilters({ tr("Certificates and keys (*.pem *.crt *.cer *.key *.p12 *.pfx)"),
                                 tr("All files (*)") });
        connect(dialog, &QFileDialog::fileSelected, line, &QLineEdit::setText);
        dialog->open();
    });
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(line, 1);
    row->addWidget(browse);
    auto *text = new QLabel(label, this);
    text->setBuddy(line);
    form->addRow(text, row);
    return line;
}

void TlsPage::focusCertificate()
{
    m_certificate->setFocus();
    m_certificate->selectAll();
}

void TlsPage::focusPassphrase()
{
    m_passphrase->setFocus();
    m_passphrase->selectAll();
}

void TlsPage::offer(const QSslCertificate &certificate, const QStringList &faults)
{
    m_offered = certificate == m_pinned ? QSslCertificate() : certificate;
    m_offeredFaults = faults;
    refresh();
}

void TlsPage::refresh()
{
    const QSslCertificate &shown = m_offered.isNull() ? m_pinned : m_offered;
    auto *form = static_cast<QFormLayout *>(layout());
    form->setRowVisible(m_shown, !shown.isNull());
    form->setRowVisible(m_trust, !m_offered.isNull());
    form->setRowVisible(m_distrust, m_offered.isNull() && !m_pinned.isNull());
    m_shown->setText(shown.isNull() ? QString() : describe(shown));
    if (!m_offered.isNull()) {
        const QString change = m_pinned.isNull()
            ? QString()
            : tr("The server shows another certificate than the one you trusted. ");
        setInlineMessage(m_faults, MessageKind::Warning,
                         change
                             + tr("This certificate cannot be checked: %1. Trust it only if you know "
                                  "by another way that it is the server's.")
                                   .arg(m_offeredFaults.join(u"; "_s)));
    } else {
        setInlineMessage(m_faults, MessageKind::Neutral,
                         m_pinned.isNull() ? QString()
                                           : tr("Exactly this certificate is trusted, for this "
                                                "connection only."));
    }
    form->setRowVisible(m_faults, !shown.isNull());
}

void TlsPage::load(const Connection &connection)
{
    m_authority->setText(connection.tls.authorityFile);
    m_certificate->setText(connection.tls.certificateFile);
    m_key->setText(connection.tls.keyFile);
    m_passphrase->setText(QString::fromUtf8(connection.tls.keyPassphrase));
    m_pinned = QSslCertificate(connection.tls.pinnedCertificate, QSsl::Der);
    m_offered = QSslCertificate();
    refresh();
}

void TlsPage::store(Connection *connection) const
{
    connection->tls = { .authorityFile = m_authority->text().trimmed(),
                        .certificateFile = m_certificate->text().trimmed(),
                        .keyFile = m_key->text().trimmed(),
                        .keyPassphrase = m_passphrase->text().toUtf8(),
                        .pinnedCertificate = m_pinned.toDer() };
}

TestPage::TestPage(QWidget *parent)
    : QWidget(parent)
    , m_test(new ConnectionTest(this))
    , m_run(new QPushButton(tr("&Test"), this))
{
    m_run->setObjectName("connectTest"_L1);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(12);
    grid->setColumnStretch(2, 1);
    for (int i = 0; i <= int(ConnectionTest::Step::Registry); ++i) {
        const QString name = ConnectionTest::stepName(static_cast<ConnectionTest::Step>(i));
        const Row row { new QLabel(this), new QLabel(name, this), new QLabel(this) };
        row.sign->setFixedSize(18, fontMetrics().height());
        row.text->setWordWrap(true);
        row.text->setTextFormat(Qt::PlainText);
        row.text->setObjectName(u"connectStep%1"_s.arg(i));
        grid->addWidget(row.sign, i, 0, Qt::AlignTop);
        grid->addWidget(row.name, i, 1, Qt::AlignTop);
        grid->addWidget(row.text, i, 2, Qt::AlignTop);
        m_rows.append(row);
    }
    auto *what = new QLabel(tr("Goes to the server step by step. One HEAD is sent, nothing is "
                               "written."),
                            this);
    what->setWordWrap(true);
    what->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 14, 12, 12);
    layout->setSpacing(14);
    layout->addWidget(what);
    layout->addLayout(grid);
    layout->addStretch(1);
    layout->addWidget(m_run, 0, Qt::AlignLeft);
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_test->isRunning()) {
            stop(tr("stopped"));
        } else {
            Q_EMIT runRequested();
        }
    });
    connect(m_test, &ConnectionTest::stepDone, this, [this](const ConnectionTest::Outcome &outcome) {
        m_shown.append(outcome);
        show(outcome);
    });
    connect(m_test, &ConnectionTest::finished, this, &TestPage::refresh);
}

void TestPage::refresh()
{
    m_run->setText(m_test->isRunning() ? tr("S&top") : tr("&Test"));
}

void TestPage::stop(const QString &word)
{
    m_test->cancel();
    for (const Row &row : std::as_const(m_rows)) {
        if (row.text->text() == u"…"_s) {
            row.text->setText(word);
        }
    }
    refresh();
}

void TestPage::forget()
{
    m_test->cancel();
    for (const Row &row : std::as_const(m_rows)) {
        row.sign->clear();
        row.sign->setAccessibleName({});
        row.text->clear();
    }
    m_tested.reset();
    m_shown.clear();
    refresh();
}

void TestPage::forgetOthers(const Connection &connection)
{
    if (m_tested && *m_tested != connection) {
        forget();
    }
}

void TestPage::run(const Connection &connection)
{
    for (const Row &row : std::as_const(m_rows)) {
        row.sign->clear();
        row.text->setText(u"…"_s);
    }
    m_tested = connection;
    m_shown.clear();
    m_test->start(connection);
    refresh();
}

// The signs are in the colours of the palette.
void TestPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        for (const ConnectionTest::Outcome &outcome : std::as_const(m_shown)) {
            show(outcome);
        }
    }
}

void TestPage::show(const ConnectionTest::Outcome &outcome)
{
    using enum ConnectionTest::Verdict;
    const Row &row = m_rows.at(int(outcome.step));
    const Colours &colours = Theme::colours(palette());
    QIcon sign;
    QString word;
    switch (outcome.verdict) {
    case Good:
        sign = icon("check"_L1, colours.good);
        word = tr("good");
        break;
    case Warning:
        sign = icon("warning"_L1, colours.warning);
        word = tr("warning");
        break;
    case Bad:
        sign = icon("error"_L1, colours.bad);
        word = tr("failed");
        break;
    case NotReached:
        break;
    }
    row.sign->setPixmap(sign.pixmap(QSize(16, 16), devicePixelRatioF()));
    row.sign->setAccessibleName(word);
    row.text->setText(outcome.verdict == NotReached ? tr("not reached") : outcome.text);
}

} // namespace Tailwater
