// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>
#include <QString>

QT_BEGIN_NAMESPACE
class QFileDevice;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief Hands all of \a bytes to the system, in as many steps as it takes them in; \a file is unbuffered. False
//! when it takes no more: only then does \a file know why.
bool writeWhole(QFileDevice &file, QByteArrayView bytes);

//! \brief The cause \a reason, as the system said it, and what to do about it, in sentences that can follow others.
QString writeFault(const QString &reason);

} // namespace Tailwater
