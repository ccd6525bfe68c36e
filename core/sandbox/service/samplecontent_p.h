// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>

//! What the sample streams say: made up, but of every kind that a viewer has to cope with.
namespace DurableStreams::Server::SampleContent {

QByteArray firstOrders();
QByteArray order(quint32 n, qint64 now);
QByteArray firstUsers();
QByteArray userChange(quint32 n, qint64 now);
QByteArray firstLog();
QByteArray logLine(quint32 n, qint64 now);
QByteArray frame(quint32 n);
QByteArray chat();
QByteArray board();
QByteArray report();

} // namespace DurableStreams::Server::SampleContent
