// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// list ROOT [--scan]: prints the streams of a server, such as http://localhost:4437/v1/stream, with
// their states. It reads the server's registry; with --scan it makes the server list them, by a
// subscription that is deleted again at once.
#include <durablestreams/client.h>
#include <durablestreams/registryfollower.h>
#include <durablestreams/streamcatalog.h>
#include <durablestreams/streamdirectory.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QMetaEnum>

#include <algorithm>
#include <cstdio>

using namespace DurableStreams;

static void fail(const Error &error)
{
    std::fprintf(stderr, "%s\n%s\n", qPrintable(error.message), qPrintable(error.remedy));
    QCoreApplication::exit(1);
}

static void print(const StreamCatalog &catalog)
{
    auto entries = catalog.entries().values();
    std::ranges::sort(entries, {}, &StreamEntry::path);
    const auto states = QMetaEnum::fromType<StreamEntry::State>();
    for (const StreamEntry &entry : std::as_const(entries)) {
        std::printf("%-8s %-28s %s\n", states.valueToKey(int(entry.state)),
                    entry.contentType.constData(), entry.path.constData());
    }
    QCoreApplication::quit();
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    Client client;
    client.setBaseUrl(QUrl(app.arguments().value(1)));
    StreamDirectory directory(&client);

    // Found by either way, they are asked for their states; then all is known.
    QObject::connect(&directory, &StreamDirectory::scanned, &app,
                     [&directory](const Result<SubscriptionReply> &found) {
                         found ? directory.verifyUnknown() : fail(found.error());
                     });
    QObject::connect(directory.registry(), &RegistryFollower::caughtUp, &directory,
                     &StreamDirectory::verifyUnknown);
    QObject::connect(&directory, &StreamDirectory::verified, &app,
                     [&directory] { print(*directory.catalog()); });
    QObject::connect(directory.registry(), &RegistryFollower::stateChanged, &app, [&directory] {
        if (const auto error = directory.registry()->error()) {
            fail(*error);
        }
    });
    if (app.arguments().contains("--scan")) {
        directory.scan();
    } else {
        directory.open();
    }
    return app.exec();
}
