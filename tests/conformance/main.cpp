// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "adapter.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonDocument>
#include <QtCore/QSocketNotifier>

#include <cstdio>
#include <unistd.h>

// One command a line on standard input, one answer a line on standard output.
int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    Adapter adapter;
    QByteArray input;
    QSocketNotifier commands(STDIN_FILENO, QSocketNotifier::Read);

    const auto handleNext = [&adapter, &input, &commands] {
        const qsizetype end = input.indexOf('\n');
        commands.setEnabled(end < 0);
        if (end >= 0) {
            const QByteArray line = input.first(end);
            input.remove(0, end + 1);
            adapter.handle(QJsonDocument::fromJson(line).object());
        }
    };
    QObject::connect(&commands, &QSocketNotifier::activated, &adapter, [&] {
        char buffer[64 * 1024];
        const ssize_t got = ::read(STDIN_FILENO, buffer, sizeof buffer);
        if (got <= 0) {
            QCoreApplication::exit(1);
            return;
        }
        input.append(buffer, got);
        handleNext();
    });
    QObject::connect(&adapter, &Adapter::answered, &adapter, [&](const QJsonObject &answer) {
        const QByteArray line = QJsonDocument(answer).toJson(QJsonDocument::Compact) + '\n';
        std::fwrite(line.constData(), 1, size_t(line.size()), stdout);
        std::fflush(stdout);
        QMetaObject::invokeMethod(&adapter, handleNext, Qt::QueuedConnection);
    });
    QObject::connect(&adapter, &Adapter::shutdownRequested, &application, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    return QCoreApplication::exec();
}
