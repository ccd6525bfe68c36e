// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "../core/modelserver.h"
#include "faultrelay.h"
#include "realserver.h"

#include <durablestreams/client.h>
#include <durablestreams/idempotentproducer.h>

#include <QtCore/QTimer>
#include <QtNetwork/QNetworkReply>
#include <QtTest/QTest>

#include <memory>

using namespace DurableStreams;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

//! One stream, one producer, one seed from which everything follows.
class Run : public QObject
{
    Q_OBJECT

public:
    Run(FaultRelay *relay, const QUrl &root, quint32 seed)
        : m_relay(relay)
        , m_seed(seed)
        , m_random(seed)
        , m_path(root.path().toUtf8() + "/run-" + QByteArray::number(seed))
        , m_json(m_random.bounded(2))
    {
        m_direct = root;
        m_direct.setPath(QString::fromUtf8(m_path));
    }

    void start()
    {
        QNetworkRequest request(m_direct);
        request.setRawHeader("Content-Type", contentType());
        QNetworkReply *reply = m_relay->manager().put(request, QByteArray());
        connect(reply, &QNetworkReply::finished, this, [this, reply] {
            reply->deleteLater();
            if (reply->error() != QNetworkReply::NoError) {
                end(u"not created: "_s + reply->errorString());
            } else {
                produce();
            }
        });
    }
    quint32 seed() const { return m_seed; }
    //! Unset while it runs; then empty, or the promise that was broken.
    const std::optional<QString> &verdict() const { return m_verdict; }

Q_SIGNALS:
    void ended();

private:
    QByteArray contentType() const { return m_json ? "application/json"_ba : "text/plain"_ba; }
    void produce();
    void appendSome();
    void makeTrouble();
    void fence();
    void takeNumber();
    void postAnothers(qint64 epoch, qint64 sequence);
    void settle(const ProducerFailure &failure);
    void readBack(const QByteArray &offset);
    void judge();
    void end(const QString &verdict)
    {
        m_verdict = verdict;
        Q_EMIT ended();
    }

    FaultRelay *m_relay;
    quint32 m_seed;
    QRandomGenerator m_random;
    QByteArray m_path;
    bool m_json;
    QUrl m_direct;
    Client m_client;
    IdempotentProducer *m_producer = nullptr;
    int m_left = 0;
    int m_taken = 0; //!< numbers that a twin takes, with the same id and epoch
    QMap<Ticket, QByteArray> m_fates; //!< "stored", "duplicate", "handed back", "unknown"
    QByteArray m_content;
    std::optional<QString> m_verdict;
};

void Run::makeTrouble()
{
    const auto upTo
        = [this](int percent) { return m_random.bounded(2) ? m_random.bounded(percent) : 0; };
    Trouble trouble;
    trouble.refused = upTo(25);
    trouble.dropped = upTo(20);
    trouble.unanswered = upTo(20);
    trouble.gateway = upTo(10);
    trouble.late = upTo(12);
    trouble.delayed = upTo(60);
    m_relay->trouble(m_path, trouble, m_seed);
}

void Run::produce()
{
    makeTrouble();
    ProducerOptions options;
    options.producerId = "writer"_ba;
    options.duplicates = DuplicatePolicy::Fail;
    options.autoClaim = m_random.bounded(2);
    options.freshEpoch = m_random.bounded(4) > 0;
    options.linger = std::chrono::milliseconds(m_random.bounded(3));
    options.maxBatchItems = 1 + m_random.bounded(4);
    options.maxInFlight = 1 + m_random.bounded(5);
    options.contentType = contentType();
    options.request.retry = RetryPolicy { 10'000, 1ms, 10ms, 1.5 };
    m_producer = m_client.stream(m_relay->url(m_path)).producer(options);
    connect(m_producer, &IdempotentProducer::acknowledged, this, [this](const ProducerReceipt &r) {
        for (Ticket t = r.first; t <= r.last; ++t) {
            // Behind a lost answer a twin's number cannot be told from one's own.
            m_fates.insert(t, r.duplicate && m_taken > 0 && r.attempts > 1 ? "duplicate" : "stored");
        }
    });
    connect(m_producer, &IdempotentProducer::rejected, this, &Run::settle);
    connect(m_producer, &IdempotentProducer::failed, this, &Run::settle);
    m_left = 8 + m_random.bounded(24);
    m_taken = m_random.bounded(3) == 0 ? 1 + m_random.bounded(3) : 0;
    appendSome();
    if (m_random.bounded(4) == 0) {
        fence();
    }
}

void Run::settle(const ProducerFailure &failure)
{
    for (const UnsentMessage &message : failure.unsent) {
        m_fates.insert(message.ticket, message.maybeStored ? "unknown" : "handed back");
    }
}

// A second instance takes the next epoch with a message of its own: 0.
void Run::fence()
{
    postAnothers(1, 0);
}

// A twin takes the number that is next.
void Run::takeNumber()
{
    postAnothers(m_producer->epoch(), m_producer->nextSequence());
}

void Run::postAnothers(qint64 epoch, qint64 sequence)
{
    QNetworkRequest request(m_direct);
    request.setRawHeader("Content-Type", contentType());
    request.setRawHeader("Producer-Id", "writer");
    request.setRawHeader("Producer-Epoch", QByteArray::number(epoch));
    request.setRawHeader("Producer-Seq", QByteArray::number(sequence));
    QNetworkReply *reply = m_relay->manager().post(request, "0 "_ba);
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

void Run::appendSome()
{
    for (int burst = 1 + m_random.bounded(8); burst > 0 && m_left > 0; --burst, --m_left) {
        const Ticket next = Ticket(m_fates.size()) + m_producer->pendingMessages() + 1;
        if (!m_producer->append(QByteArray(QByteArray::number(next) + ' '))) {
            m_left = 0; // it has failed
        }
    }
    if (m_taken > 0 && m_random.bounded(3) == 0) {
        takeNumber();
    }
    if (m_left > 0) {
        QTimer::singleShot(m_random.bounded(4), this, &Run::appendSome);
        return;
    }
    ProducerCall *flush = m_producer->flush();
    connect(flush, &ProducerCall::finished, this, [this] { readBack("-1"); });
}

void Run::readBack(const QByteArray &offset)
{
    m_relay->calm(m_path);
    if (!m_relay->isIdle(m_path)) { // what is late may still arrive
        QTimer::singleShot(2, this, [this, offset] { readBack(offset); });
        return;
    }
    QUrl url = m_direct;
    url.setQuery(u"offset="_s + QString::fromLatin1(offset));
    QNetworkReply *reply = m_relay->manager().get(QNetworkRequest(url));
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        reply->deleteLater();
        m_content += reply->readAll() + ' ';
        if (reply->error() != QNetworkReply::NoError) {
            end(u"not readable: "_s + reply->errorString());
        } else if (reply->hasRawHeader("Stream-Up-To-Date")) {
            judge();
        } else {
            readBack(reply->rawHeader("Stream-Next-Offset"));
        }
    });
}

void Run::judge()
{
    QSet<Ticket> stored;
    Ticket last = 0;
    const auto name = [](Ticket t) { return QString::number(t); };
    for (const QByteArray &number : ModelServer::messagesOf(m_content)) {
        const Ticket t = number.toULongLong();
        if (t == 0) {
            continue; // the second instance's
        }
        if (stored.contains(t)) {
            return end(u"stored twice: "_s + name(t));
        }
        if (t < last) {
            return end(u"out of order: "_s + name(t));
        }
        stored += last = t;
        const QByteArray fate = m_fates.value(t);
        if (fate != "stored" && fate != "duplicate" && fate != "unknown") {
            return end(u"stored but not acknowledged: "_s + name(t));
        }
    }
    for (const auto &[t, fate] : m_fates.asKeyValueRange()) {
        if (fate == "stored" && !stored.contains(t)) {
            return end(u"acknowledged but not stored: "_s + name(t));
        }
    }
    if (m_producer->pendingMessages() != 0) {
        return end(u"still pending"_s);
    }
    end({});
}

//! Random schedules of faults between a producer and real servers: what is stored is what was
//! acknowledged, in order, each once.
class TestProducerFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void schedules_data()
    {
        QTest::addColumn<bool>("reference");
        QTest::newRow("sandbox") << false;
        QTest::newRow("reference server") << true;
    }

    void schedules()
    {
        QFETCH(const bool, reference);
        const auto server = reference ? startReferenceServer() : startSandbox();
        QVERIFY2(server, "the server does not start");
        FaultRelay relay(server->url());
        constexpr quint32 count = 1'000;
        quint32 next = 1;
        QStringList broken;
        std::vector<std::unique_ptr<Run>> runs;
        const auto isOver = [&] {
            std::erase_if(runs, [&](const auto &run) {
                if (run->verdict() && !run->verdict()->isEmpty()) {
                    broken += u"seed %1: %2"_s.arg(run->seed()).arg(*run->verdict());
                }
                return run->verdict().has_value();
            });
            while (runs.size() < 20 && next <= count) {
                runs.push_back(std::make_unique<Run>(&relay, server->url(), next++));
                runs.back()->start();
            }
            return runs.empty();
        };
        QTRY_VERIFY_WITH_TIMEOUT(isOver(), 500'000);
        QVERIFY2(broken.isEmpty(), qPrintable(broken.join(u"; ")));
    }
};

QTEST_GUILESS_MAIN(TestProducerFaults)
#include "tst_producerfaults.moc"
