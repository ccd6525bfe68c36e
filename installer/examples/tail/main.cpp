// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// tail URL: prints a stream from its beginning and follows it until it is closed.
#include <durablestreams/client.h>
#include <durablestreams/streamreader.h>

#include <QtCore/QCoreApplication>

#include <iostream>

using namespace DurableStreams;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    Client client;
    StreamReader *reader = client.stream(QUrl(app.arguments().value(1))).read();
    const auto complain = [](const Error &error) {
        std::cerr << qPrintable(error.message) << '\n' << qPrintable(error.remedy) << '\n';
        return 1;
    };
    QObject::connect(reader, &StreamReader::batchReady, &app, [](const Batch &batch) {
        const bool isJson = batch.kind == Batch::Kind::Json; // then each message is a line
        for (QByteArrayView message : batch.messages()) {
            std::cout << std::string_view(message) << '\n';
        }
        std::cout << std::string_view(isJson ? QByteArrayView() : batch.bytes) << std::flush;
    });
    QObject::connect(reader, &StreamReader::retryScheduled, &app,
                     [=](int, std::chrono::milliseconds, const Error &error) { complain(error); });
    QObject::connect(reader, &StreamReader::finished, &app, [=] {
        QCoreApplication::exit(reader->error() ? complain(*reader->error()) : 0);
    });
    reader->start();
    return app.exec();
}
