// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QUrl>

namespace Tailwater {

class Server;

//! \brief \a url is on \a server: the same scheme, host and port. What differs in one of them is stored elsewhere.
bool isOnServer(const Server &server, const QUrl &url);

//! \brief Why \a input, which the user typed, is no path of \a server, and what to do, if it is the URL of another
//! server; empty otherwise.
QString whyElsewhere(const Server &server, const QString &input);
//! \brief The same, also if it is a path that names another stream than it seems to.
QString whyNoPath(const Server &server, const QString &input);

} // namespace Tailwater
