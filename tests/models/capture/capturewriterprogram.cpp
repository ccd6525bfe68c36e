// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Writes rows of growing numbers to a capture for ever, flushes at odd moments, and says after each flush how many
// rows the file must hold.

#include "models/capture/capturewriter.h"

#include <cstdio>

using namespace Tailwater;

int main(int argc, char *argv[])
{
    if (argc != 2) {
        return 2;
    }
    CaptureWriter writer;
    const CaptureHeader header { .url = QUrl(QStringLiteral("http://localhost/v1/stream/killed")),
                                 .contentType = "application/json" };
    if (!writer.open(QString::fromLocal8Bit(argv[1]), header)) {
        return 1;
    }
    for (quint64 number = 1;; ++number) {
        const QByteArray payload = "{\"n\":" + QByteArray::number(number) + ",\"p\":\""
            + QByteArray(qsizetype(number * 37 % 900), 'p') + "\"}";
        Message message;
        message.id = message.number = number;
        message.flags = RowFlag::Json;
        message.index = number - 1;
        message.bytes = payload;
        writer.add(message);
        if (number % (1 + number % 97) == 0) {
            if (!writer.flush()) {
                return 1;
            }
            std::printf("%llu\n", static_cast<unsigned long long>(writer.rows()));
            std::fflush(stdout);
        }
    }
}
