// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtNetwork/QNetworkReply>

namespace DurableStreams {

//! \brief The error that Qt's engine gives for a status; NoError below 400.
QNetworkReply::NetworkError errorOfStatus(int status);
//! \brief One sentence for developers.
QString describeStatus(int status, QByteArrayView reason);

} // namespace DurableStreams
