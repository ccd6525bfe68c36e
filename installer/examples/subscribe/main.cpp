// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// subscribe ROOT PATTERN: a worker. Prints what is appended, from now on, to the streams of a server
// that match a pattern, such as 'events/*'. Several of them share the work; what one of them did not
// acknowledge, another one gets.
#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/streamcatalog.h>
#include <durablestreams/streamreader.h>
#include <durablestreams/subscriptions.h>

#include <QtCore/QCoreApplication>
#include <QtCore/QFuture>

#include <cstdio>

using namespace DurableStreams;

static const QByteArray id = "example";
static const QByteArray wakeStream = "wake/example";

static void fail(const Error &error)
{
    std::fprintf(stderr, "%s\n%s\n", qPrintable(error.message), qPrintable(error.remedy));
    QCoreApplication::exit(1);
}

//! Created, followed and asked in this order, so that no wake event is missed.
class Worker : public QObject
{
public:
    Worker(const QUrl &root, const QByteArray &pattern)
        : m_subscriptions(&m_client, root)
    {
        m_client.setBaseUrl(root);
        QtFuture::connect(wakes().create({ .contentType = "application/json" }), &Call::finished)
            .then(this,
                  [this, pattern](const Result<StreamInfo> &made) {
                      return made ? QtFuture::connect(
                                        m_subscriptions.create(
                                            id, { .pattern = pattern, .wakeStream = wakeStream }),
                                        &SubscriptionCall::finished)
                                  : QtFuture::makeReadyValueFuture<Result<SubscriptionReply>>(
                                        std::unexpected(made.error()));
                  })
            .unwrap()
            .then(this, [this](const Result<SubscriptionReply> &created) {
                created ? follow() : fail(created.error());
            });
    }

private:
    Stream wakes() const { return m_client.stream(streamUrl(m_client.baseUrl(), wakeStream)); }

    void follow()
    {
        StreamReader *reader = wakes().read({ .offset = Offset::now() }, this);
        connect(reader, &StreamReader::batchReady, this, [this] { claim(); });
        connect(reader, &StreamReader::finished, this, [reader] {
            if (const auto error = reader->error()) {
                fail(*error);
            }
        });
        reader->start();
    }

    void claim()
    {
        m_again = m_busy; // an event that comes while we ask may be news
        if (m_busy) {
            return;
        }
        m_busy = true;
        connect(m_subscriptions.claim(id, "example worker"), &SubscriptionCall::finished, this,
                [this](const Result<SubscriptionReply> &reply) {
                    if (reply) {
                        m_claim = *reply->claim;
                        m_acks.clear();
                        work(0);
                    } else if (reply.error().code == ErrorCode::NoPendingWork
                               || reply.error().code == ErrorCode::AlreadyClaimed) {
                        rest();
                    } else {
                        fail(reply.error());
                    }
                });
    }

    //! Reads the streams of the claim one after the other, each from where it was acknowledged.
    void work(qsizetype index)
    {
        while (index < m_claim.links.size() && !m_claim.links.at(index).hasPending) {
            ++index;
        }
        if (index == m_claim.links.size()) {
            acknowledge();
            return;
        }
        const SubscriptionLink link = m_claim.links.at(index);
        const Stream stream = m_client.stream(streamUrl(m_client.baseUrl(), link.path));
        StreamReader *reader
            = stream.read({ .offset = link.ackedOffset, .live = LiveMode::Off }, this);
        connect(reader, &StreamReader::batchReady, this, [link](const Batch &batch) {
            if (!batch.bytes.isEmpty()) {
                std::printf("%s: %s\n", link.path.constData(), batch.bytes.constData());
                std::fflush(stdout);
            }
        });
        connect(reader, &StreamReader::finished, this, [this, index, link, reader] {
            reader->deleteLater();
            if (const auto error = reader->error()) {
                fail(*error); // nothing was acknowledged, so it comes again when the lease is over
                return;
            }
            m_acks.append({ .path = link.path, .offset = reader->position().offset });
            work(index + 1);
        });
        reader->start();
    }

    void acknowledge()
    {
        connect(m_subscriptions.ack(id, m_claim, m_acks, true), &SubscriptionCall::finished, this,
                [this](const Result<SubscriptionReply> &reply) {
                    if (reply) {
                        m_again |= reply->nextWake;
                        rest();
                    } else {
                        fail(reply.error());
                    }
                });
    }

    void rest()
    {
        m_busy = false;
        if (m_again) {
            claim();
        }
    }

    Client m_client;
    Subscriptions m_subscriptions;
    SubscriptionClaim m_claim;
    QList<SubscriptionAck> m_acks;
    bool m_busy = false; // from a claim to its refusal or ack
    bool m_again = false;
};

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const Worker worker(QUrl(app.arguments().value(1)), app.arguments().value(2).toUtf8());
    return app.exec();
}
