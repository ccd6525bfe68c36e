// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// tail URL: prints a stream from its beginning and follows it until it is closed.
#include <durablestreams/client.h>
#include <durablestreams/streamreader.h>

#include <QtCore/QCoreApplication>

#include <cstdio>

using namespace DurableStreams;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    Client client;
    StreamReader *reader = client.stream(QUrl(app.arguments().value(1))).read();
    QObject::connect(reader, &StreamReader::batchReady, &app, [](const Batch &batch) {
        std::fwrite(batch.bytes.constData(), 1, static_cast<size_t>(batch.bytes.size()), stdout);
        std::fflush(stdout);
    });
    QObject::connect(reader, &StreamReader::finished, &app, [reader] {
        const auto error = reader->error();
        std::fprintf(stderr, "%s\n", error ? qPrintable(error->message) : "end of stream");
        QCoreApplication::exit(error ? 1 : 0);
    });
    reader->start();
    return app.exec();
}
