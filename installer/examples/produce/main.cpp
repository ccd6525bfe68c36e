// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// produce URL NAME FILE: appends each line of FILE to a text stream, which it makes unless it exists: once each in
// this run, and in order, whatever the network does. A second run appends the file a second time. NAME names the
// producer; its last epoch is kept in NAME.epoch.
#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/idempotentproducer.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>

#include <cstdio>

using namespace DurableStreams;

// Each run takes an epoch of its own. It is kept before anything is sent: under an epoch that was used before
// the server takes new messages for those of the earlier run, and does not store them.
static std::optional<qint64> takeEpoch(const QString &path)
{
    QFile last(path);
    bool known = !last.exists();
    const qint64 epoch = known || !last.open(QIODevice::ReadOnly) ? 0 : last.readAll().trimmed().toLongLong(&known) + 1;
    if (!known) {
        return {};
    }
    QSaveFile next(path);
    const bool kept
        = next.open(QIODevice::WriteOnly) && next.write(QByteArray::number(epoch)) > 0 && next.commit();
    return kept ? std::optional(epoch) : std::nullopt;
}

static int complain(const QString &cause, const QString &remedy)
{
    std::fprintf(stderr, "%s\n%s\n", qPrintable(cause), qPrintable(remedy));
    return 1;
}

static int complain(const Error &error)
{
    const int code = complain(error.message, error.remedy);
    if (!error.serverText.isEmpty()) {
        std::fprintf(stderr, "%s\n", error.serverText.constData());
    }
    return code;
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QString name = app.arguments().value(2);
    QFile file(app.arguments().value(3));
    if (name.isEmpty() || !file.open(QIODevice::ReadOnly)) {
        return complain("There is no file to append.", "Usage: produce URL NAME FILE");
    }
    const std::optional<qint64> epoch = takeEpoch(name + ".epoch");
    if (!epoch) {
        return complain("The last epoch cannot be read from " + name + ".epoch, or the next one not written to it.",
                        "Run it in a folder that can be written to; if the file is damaged, take another NAME.");
    }
    Client client;
    const Stream stream = client.stream(QUrl(app.arguments().value(1)));
    IdempotentProducer *producer = stream.producer({ .producerId = name.toUtf8(),
                                                     .epoch = *epoch,
                                                     .freshEpoch = *epoch > 0, // else NAME may be used elsewhere
                                                     .duplicates = DuplicatePolicy::Fail,
                                                     .contentType = "text/plain" });

    bool complete = true;
    // The end, good or bad. What waits would be lost with the producer: it is deleted when detach() has finished.
    const auto finish = [&] {
        QObject::disconnect(producer, nullptr, &app, nullptr);
        QObject::connect(producer->detach(), &ProducerCall::finished, &app, [&](const Result<ProducerReport> &report) {
            producer->deleteLater();
            if (report) {
                std::printf("%llu lines\n", report->acknowledged);
            } else if (file.pos() < file.size()) {
                std::printf("not appended: all from byte %lld on\n", file.pos());
            }
            app.exit(!report ? complain(report.error()) : complete ? 0 : 1);
        });
    };
    // As much as the producer has room for; it asks for more.
    const auto fill = [&] {
        while (producer->pendingMessages() < 10'000) {
            const QByteArray line = file.readLine();
            if (line.isEmpty()) {
                return finish();
            }
            if (const auto taken = producer->append(line); !taken) {
                file.seek(file.pos() - line.size()); // BacklogFull: it comes next; Stopped: failed() follows
                if (taken.error().code == ErrorCode::InvalidArgument) {
                    app.exit(complain(taken.error()));
                }
                return;
            }
        }
    };
    QObject::connect(producer, &IdempotentProducer::acknowledged, &app, fill);
    QObject::connect(producer, &IdempotentProducer::retryScheduled, &app,
                     [](int, std::chrono::milliseconds, const Error &error) { complain(error); });

    // What is not stored comes back: by rejected() when the producer goes on with the others, else by failed().
    const auto handBack = [&](const ProducerFailure &failure) {
        complete = false;
        for (const UnsentMessage &message : failure.unsent) {
            std::printf("%s: %s", message.maybeStored ? "maybe stored" : "not stored", message.bytes.constData());
        }
    };
    QObject::connect(producer, &IdempotentProducer::rejected, producer, handBack);
    QObject::connect(producer, &IdempotentProducer::rejected, &app, [&](const ProducerFailure &failure) {
        complain(failure.error);
        fill();
    });
    QObject::connect(producer, &IdempotentProducer::failed, producer, handBack);
    QObject::connect(producer, &IdempotentProducer::failed, &app, finish);

    QObject::connect(stream.create({ .contentType = "text/plain" }), &Call::finished, &app,
                     [&](const Result<StreamInfo> &created) {
                         if (created) {
                             fill();
                         } else {
                             app.exit(complain(created.error()));
                         }
                     });
    return app.exec();
}
