// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// append URL TEXT: creates a text stream, unless it exists, and appends a line; each step is a future.
#include <durablestreams/call.h>
#include <durablestreams/client.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFuture>

#include <cstdio>

using namespace DurableStreams;

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QString text = app.arguments().value(2);
    Client client;
    const Stream stream = client.stream(QUrl(app.arguments().value(1)));
    QtFuture::connect(stream.create({ .contentType = "text/plain" }), &Call::finished)
        .then(&app, [stream, text](const Result<StreamInfo> &created) {
            return created ? QtFuture::connect(stream.append(text.toUtf8() + '\n'), &Call::finished)
                           : QtFuture::makeReadyValueFuture(created);
        })
        .unwrap()
        .then(&app, [](const Result<StreamInfo> &stored) {
            const auto end = stored ? stored->nextOffset.token() : stored.error().message.toUtf8();
            std::fprintf(stored ? stdout : stderr, "%s\n", end.constData());
            QCoreApplication::exit(stored ? 0 : 1);
        });
    return app.exec();
}
