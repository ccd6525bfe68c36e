// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// ship URL NAME FILE: appends each line of FILE to a JSON stream, which it makes unless it exists: once each and in
// order, also if it is killed at any moment and run again. NAME names the producer; its last epoch is kept in
// NAME.epoch.
//
// A program that was killed does not know what of its last requests is stored, or will be: one may still be on its
// way. So each run takes an epoch of its own, and a first message in it, the marker. When that is stored, the server
// refuses what older runs sent and send (403), and everything of theirs stands before the marker. Reading up to it
// tells what is there; the rest is appended behind it.
#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/idempotentproducer.h>
#include <durablestreams/streamreader.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QSaveFile>
#include <QtCore/QSet>

#include <cstdio>

using namespace DurableStreams;

// Kept before anything is sent.
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

// Nothing is repaired here: the next run finds out what is stored.
static void giveUp(const QString &cause, const QString &remedy)
{
    std::fprintf(stderr, "%s\n%s\n", qPrintable(cause), qPrintable(remedy));
    QCoreApplication::exit(1);
}

static void giveUp(const Error &error)
{
    giveUp(error.message, error.remedy);
}

class Shipment : public QObject
{
public:
    Shipment(const Stream &stream, const QString &name, qint64 epoch, QFile *file)
        : m_stream(stream)
        , m_name(name)
        , m_epoch(epoch)
        , m_file(file)
        , m_producer(stream.producer({ .producerId = name.toUtf8(),
                                       .epoch = epoch,
                                       .freshEpoch = epoch > 0, // else NAME may be used elsewhere
                                       .duplicates = DuplicatePolicy::Fail,
                                       .contentType = "application/json" }))
    {
        connect(m_producer, &IdempotentProducer::rejected, this, [this](const ProducerFailure &failure) {
            giveUp(failure.error);
            m_producer->abort();
        });
        connect(m_producer, &IdempotentProducer::failed, this, [](const ProducerFailure &failure) { giveUp(failure.error); });
        connect(m_producer, &IdempotentProducer::acknowledged, this, [this] {
            if (m_begun) {
                fill();
            }
        });
    }

    void start()
    {
        (void)m_producer->append(json({ { "by", m_name }, { "start", m_epoch } }));
        connect(m_producer->flush(), &ProducerCall::finished, this, [this](const Result<ProducerReport> &marked) {
            if (marked) {
                readBack();
            } // else failed() has come
        });
    }

private:
    static QByteArray json(const QJsonObject &object) { return QJsonDocument(object).toJson(QJsonDocument::Compact); }

    void readBack()
    {
        StreamReader *reader = m_stream.read({ .live = LiveMode::Off }); // a saved offset makes it shorter
        connect(reader, &StreamReader::batchReady, this, [this](const Batch &batch) {
            for (QByteArrayView message : batch.messages()) {
                const QJsonObject object = QJsonDocument::fromJson(message.toByteArray()).object();
                if (object["by"].toString() == m_name && !m_marked) {
                    m_marked = object["start"].toInteger(-1) == m_epoch;
                    m_stored += object["line"].toInteger(-1);
                }
            }
        });
        connect(reader, &StreamReader::finished, this, [this, reader] {
            if (reader->error()) {
                return giveUp(*reader->error());
            }
            if (!m_marked) {
                return giveUp("The marker is not in the stream.", "Was the stream deleted meanwhile? Run it again.");
            }
            m_begun = true;
            fill();
        });
        reader->start();
    }

    // As much as the producer has room for; it asks for more.
    void fill()
    {
        while (!m_ended && m_producer->pendingMessages() < 10'000) {
            const QByteArray line = m_file->readLine();
            if (line.isEmpty()) {
                return finish();
            }
            if (m_stored.contains(++m_line)) {
                continue;
            }
            const auto taken = m_producer->append(
                json({ { "by", m_name }, { "line", m_line }, { "text", QString::fromUtf8(line).chopped(line.endsWith('\n')) } }));
            if (!taken) {
                return giveUp(taken.error());
            }
        }
    }

    void finish()
    {
        m_ended = true;
        connect(m_producer->detach(), &ProducerCall::finished, this, [this](const Result<ProducerReport> &report) {
            if (report) {
                std::printf("%llu lines\n", report->acknowledged - 1); // but for the marker
                QCoreApplication::exit(0);
            }
        });
    }

    Stream m_stream;
    QString m_name;
    qint64 m_epoch;
    QFile *m_file;
    IdempotentProducer *m_producer;
    QSet<qint64> m_stored; // lines, by their number
    qint64 m_line = 0;
    bool m_marked = false;
    bool m_begun = false;
    bool m_ended = false;
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QString name = app.arguments().value(2);
    QFile file(app.arguments().value(3));
    if (name.isEmpty() || !file.open(QIODevice::ReadOnly)) {
        giveUp("There is no file to append.", "Usage: ship URL NAME FILE");
        return 1;
    }
    const std::optional<qint64> epoch = takeEpoch(name + ".epoch");
    if (!epoch) {
        giveUp("The last epoch cannot be read from " + name + ".epoch, or the next one not written to it.",
               "Run it in a folder that can be written to; if the file is damaged, take another NAME.");
        return 1;
    }
    Client client;
    const Stream stream = client.stream(QUrl(app.arguments().value(1)));
    Shipment shipment(stream, name, *epoch, &file);
    QObject::connect(stream.create({ .contentType = "application/json" }), &Call::finished, &shipment,
                     [&](const Result<StreamInfo> &created) {
                         if (created) {
                             shipment.start();
                         } else {
                             giveUp(created.error());
                         }
                     });
    return app.exec();
}
