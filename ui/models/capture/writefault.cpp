// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/writefault.h"

#include <QCoreApplication>
#include <QFileDevice>

#include <algorithm>
#include <cerrno>
#include <initializer_list>

#ifdef Q_OS_WIN
#include <windows.h>
#endif

namespace Tailwater {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::Capture)
};

bool isOneOf(const QString &reason, std::initializer_list<int> codes)
{
    return std::ranges::any_of(codes, [&reason](int code) { return reason == qt_error_string(code); });
}

bool isDiskFull(const QString &reason)
{
#ifdef Q_OS_WIN
    return isOneOf(reason, { ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL });
#else
    return isOneOf(reason, { ENOSPC, EDQUOT });
#endif
}

bool isForbidden(const QString &reason)
{
#ifdef Q_OS_WIN
    return isOneOf(reason, { ERROR_ACCESS_DENIED, ERROR_WRITE_PROTECT });
#else
    return isOneOf(reason, { EACCES, EPERM, EROFS });
#endif
}

} // namespace

bool writeWhole(QFileDevice &file, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qint64 step = file.write(bytes.data(), bytes.size());
        if (step <= 0) {
            return false;
        }
        bytes = bytes.sliced(step);
    }
    return true;
}

QString writeFault(const QString &reason)
{
    if (isDiskFull(reason)) {
        return Text::tr("The disk is full. Free some space, or choose a folder on another disk.");
    }
    if (isForbidden(reason)) {
        return Text::tr("Writing there is not allowed (%1). Choose a folder of your own.").arg(reason);
    }
    return Text::tr("The system says: %1. Choose another folder, or another name.").arg(reason);
}

} // namespace Tailwater
