// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtNetwork/QSslConfiguration>

namespace TestSupport {

//! \brief A certificate of tests/support/certs: ca, good, wronghost, expired, selfsigned, client.
QSslCertificate testCertificate(const QString &name);

//! \brief A file of that folder as it is, such as "good.key".
QByteArray testCertificateFile(const QString &name);

//! \brief What a FaultServer takes to present certificate \a name.
QSslConfiguration serverTls(const QString &name);

//! \brief As serverTls(), for a server that insists on a client certificate of the test CA.
QSslConfiguration serverTlsWithClients(const QString &name);

//! \brief What a request takes to trust the test CA only; with \a client, it shows that certificate.
QSslConfiguration clientTls(const QString &client = {});

} // namespace TestSupport
