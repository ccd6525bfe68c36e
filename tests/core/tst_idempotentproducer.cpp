// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "idempotentproducer_p.h"

#include <QtCore/QRegularExpression>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace DurableStreams;
using namespace Qt::StringLiterals;
using State = IdempotentProducer::State;

namespace {

//! Keeps the requests and answers them when it is told to.
class ScriptedLink : public ProducerLink
{
public:
    void send(const ProducerActions::Send &request) override { sent += request; }
    void abandon(quint64 request) override { abandoned += request; }
    void answer(qsizetype index, int status, qint64 tail = 1)
    {
        ProducerAnswer answer;
        answer.status = status;
        answer.error.httpStatus = status;
        answer.error.code = ErrorCode::Server;
        if (status == 200) {
            answer.nextOffset = Offset(QByteArray::number(tail));
            answer.epoch = sent.at(index).epoch;
            answer.sequence = sent.at(index).sequence;
            answer.streamClosed = sent.at(index).closes;
        }
        report(sent.at(index).request, answer);
    }

    QList<ProducerActions::Send> sent;
    QList<quint64> abandoned;
};

struct Rig
{
    explicit Rig(ProducerOptions options = {}, const QByteArray &contentType = "text/plain"_ba)
    {
        if (options.producerId.isEmpty()) {
            options.producerId = "writer"_ba;
        }
        auto owned = std::make_unique<ScriptedLink>();
        link = owned.get();
        producer = IdempotentProducerPrivate::makeProducer(
            std::make_unique<IdempotentProducerPrivate>(QUrl(u"http://h/v1/s%2Ft?secret=x"_s),
                                                        options, contentType, std::move(owned)),
            nullptr);
    }
    ~Rig()
    {
        if (producer) {
            producer->abort();
        }
    }

    ScriptedLink *link = nullptr;
    std::unique_ptr<IdempotentProducer> producer;
};

} // namespace

//! The driver between the state machine and whatever carries its requests.
class TestIdempotentProducer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void sendsFromTheEventLoop()
    {
        Rig rig;
        QCOMPARE(rig.producer->append("a"), Ticket(1));
        QCOMPARE(rig.producer->append("b"), Ticket(2));
        QCOMPARE(rig.producer->state(), State::Sending);
        QCOMPARE(rig.producer->pendingMessages(), 2u);
        QVERIFY(rig.link->sent.isEmpty());
        QTRY_COMPARE(rig.link->sent.size(), 1);
        QCOMPARE(rig.link->sent[0].body, "ab"_ba);
        QCOMPARE(rig.producer->inFlight(), 1);
        QCOMPARE(rig.producer->nextSequence(), 1);

        QSignalSpy acknowledged(rig.producer.get(), &IdempotentProducer::acknowledged);
        rig.link->answer(0, 200, 7);
        QCOMPARE(acknowledged.size(), 1);
        QCOMPARE(rig.producer->state(), State::Ready);
        QCOMPARE(rig.producer->acknowledgedMessages(), 2u);
        QCOMPARE(rig.producer->lastAcknowledgedOffset(), Offset("7"));
    }

    void jsonIsChecked()
    {
        Rig rig({}, "Application/JSON; charset=utf-8"_ba);
        for (const char *bad : { "{", "1,2", "nul", "[1", "" }) {
            const auto result = rig.producer->append(QByteArrayView(bad));
            QVERIFY2(!result, bad);
            QCOMPARE(result.error().code, ErrorCode::InvalidArgument);
            QVERIFY(result.error().message.contains(u"/v1/s%2Ft"));
            QVERIFY(!result.error().message.contains(u"secret"));
        }
        QVERIFY(rig.producer->append("[1,2]").has_value());
        QVERIFY(rig.producer->appendJson("1e400").has_value());
        QTRY_COMPARE(rig.link->sent.size(), 1);
        QCOMPARE(rig.link->sent[0].body, "[[1,2],1e400]"_ba);

        ProducerOptions trusting;
        trusting.validateJson = false;
        Rig unchecked(trusting, "application/json"_ba);
        QVERIFY(unchecked.producer->append("{").has_value());

        Rig text;
        QCOMPARE(text.producer->appendJson("1").error().code, ErrorCode::InvalidArgument);
    }

    void theFirstAppendDecidesAnUnknownType()
    {
        Rig json({}, {});
        QVERIFY(json.producer->appendJson("1").has_value());
        QVERIFY(!json.producer->append("{").has_value());
        Rig bytes({}, {});
        QVERIFY(bytes.producer->append("{").has_value());
        QVERIFY(!bytes.producer->appendJson("1").has_value());
    }

    void retriesByItsTimer()
    {
        Rig rig;
        QSignalSpy retries(rig.producer.get(), &IdempotentProducer::retryScheduled);
        QSignalSpy states(rig.producer.get(), &IdempotentProducer::stateChanged);
        QVERIFY(rig.producer->append("a").has_value());
        for (qsizetype i = 0; i < 3; ++i) {
            QTRY_COMPARE(rig.link->sent.size(), i + 1);
            rig.link->answer(i, 503);
        }
        QTRY_COMPARE(rig.link->sent.size(), 4);
        QCOMPARE(rig.link->sent[3].body, rig.link->sent[0].body);
        QCOMPARE(rig.link->sent[3].sequence, rig.link->sent[0].sequence);
        QCOMPARE(retries.size(), 3);
        rig.link->answer(3, 200);
        QCOMPARE(states.size(), 3);
        QCOMPARE(states[0][0].value<State>(), State::Sending);
        QCOMPARE(states[1][0].value<State>(), State::Retrying);
        QCOMPARE(states[2][0].value<State>(), State::Ready);
    }

    void callsFinishFromTheEventLoop()
    {
        Rig rig;
        QPointer<ProducerCall> flush = rig.producer->flush();
        QSignalSpy finished(flush, &ProducerCall::finished);
        QVERIFY(!flush->isFinished());
        QVERIFY(finished.wait());
        QTRY_VERIFY(!flush);

        QVERIFY(rig.producer->append("a").has_value());
        QPointer<ProducerCall> close = rig.producer->closeStream("z");
        QTRY_COMPARE(rig.link->sent.size(), 1);
        rig.link->answer(0, 200);
        QCOMPARE(rig.link->sent.size(), 2);
        QVERIFY(rig.link->sent[1].closes);
        rig.link->answer(1, 200, 9);
        QVERIFY(close->isFinished());
        QVERIFY((*close->result())->closed);
        QCOMPARE((*close->result())->offset, Offset("9"));
        QCOMPARE(rig.producer->state(), State::Closed);
        QCOMPARE(rig.producer->append("b").error().code, ErrorCode::Stopped);
    }

    void aBadFinalMessageClosesNothing()
    {
        Rig rig({}, "application/json"_ba);
        ProducerCall *close = rig.producer->closeStream("{");
        QSignalSpy finished(close, &ProducerCall::finished);
        QVERIFY(finished.wait());
        QVERIFY(!finished[0][0].value<Result<ProducerReport>>());
        QCOMPARE(rig.producer->state(), State::Ready);
        QVERIFY(rig.link->sent.isEmpty());
    }

    void anotherThreadIsRefused()
    {
        Rig rig;
        Result<Ticket> refused;
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"another thread"_s));
        const std::unique_ptr<QThread> other(QThread::create([&] {
            for (int i = 0; i < 2; ++i) { // one warning, not one a message
                refused = rig.producer->append("a");
            }
        }));
        other->start();
        QVERIFY(other->wait());
        QCOMPARE(refused.error().code, ErrorCode::InvalidArgument);
        QVERIFY(refused.error().message.startsWith(u"producer /v1/s%2Ft: "));
        QVERIFY(!refused.error().remedy.isEmpty());
        QCOMPARE(rig.producer->pendingMessages(), 0u);
    }

    void mayBeUsedFromItsSignals()
    {
        Rig rig;
        int appended = 1;
        QObject::connect(rig.producer.get(), &IdempotentProducer::acknowledged, this, [&] {
            if (++appended <= 3) {
                QVERIFY(rig.producer->append("x").has_value());
                rig.producer->flush();
            }
        });
        QVERIFY(rig.producer->append("x").has_value());
        for (qsizetype i = 0; i < 3; ++i) {
            QTRY_COMPARE(rig.link->sent.size(), i + 1);
            rig.link->answer(i, 200);
        }
        QCOMPARE(rig.producer->acknowledgedMessages(), 3u);
    }

    void mayBeDeletedFromItsSignals_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("fromCall");
        QTest::newRow("acknowledged") << 200 << false;
        QTest::newRow("retryScheduled") << 503 << false;
        QTest::newRow("failed") << 400 << false;
        QTest::newRow("finished") << 200 << true;
    }

    void mayBeDeletedFromItsSignals()
    {
        QFETCH(const int, status);
        QFETCH(const bool, fromCall);
        Rig rig;
        if (status == 503) {
            QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"1 messages"_s));
        }
        const auto remove = [&] { rig.producer.reset(); };
        QVERIFY(rig.producer->append("a").has_value());
        ProducerCall *call = rig.producer->flush();
        if (fromCall) {
            QObject::connect(call, &ProducerCall::finished, this, remove);
        } else {
            QObject::connect(rig.producer.get(), &IdempotentProducer::acknowledged, this, remove);
            QObject::connect(rig.producer.get(), &IdempotentProducer::retryScheduled, this, remove);
            QObject::connect(rig.producer.get(), &IdempotentProducer::failed, this, remove);
        }
        QTRY_COMPARE(rig.link->sent.size(), 1);
        rig.link->answer(0, status);
        QVERIFY(!rig.producer);
    }

    void deletingWhatIsNotAcknowledgedWarns()
    {
        Rig rig;
        QVERIFY(rig.producer->append("a").has_value());
        QVERIFY(rig.producer->append("b").has_value());
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"2 messages .*detach\\(\\)"_s));
        rig.producer.reset();
    }

    void abortHandsBackAndGivesUp()
    {
        Rig rig;
        QVERIFY(rig.producer->append("a").has_value());
        QTRY_COMPARE(rig.link->sent.size(), 1);
        const auto unsent = rig.producer->abort();
        QCOMPARE(unsent.size(), 1);
        QVERIFY(unsent[0].maybeStored);
        QTRY_COMPARE(rig.link->abandoned, QList<quint64> { rig.link->sent[0].request });
        QCOMPARE(rig.producer->state(), State::Detached);
        QVERIFY(!rig.producer->restart());
        QCOMPARE(rig.producer->epoch(), 1);
        QVERIFY(rig.producer->append("b").has_value());
    }

    void backlogIsTold()
    {
        ProducerOptions options;
        options.maxBacklogMessages = 4;
        Rig rig(options);
        QSignalSpy high(rig.producer.get(), &IdempotentProducer::backlogHigh);
        QSignalSpy low(rig.producer.get(), &IdempotentProducer::backlogLow);
        for (int i = 0; i < 4; ++i) {
            QVERIFY(rig.producer->append("x").has_value());
        }
        QCOMPARE(high.size(), 1); // at once: the event loop may be far
        QCOMPARE(rig.producer->append("x").error().code, ErrorCode::BacklogFull);
        QTRY_COMPARE(rig.link->sent.size(), 1);
        rig.link->answer(0, 200);
        QCOMPARE(low.size(), 1);
    }

    void invalidOptionsFailEverything()
    {
        ProducerOptions options;
        options.maxInFlight = 0;
        Rig rig(options);
        QCOMPARE(rig.producer->state(), State::Failed);
        QVERIFY(rig.producer->error()->message.contains(u"maxInFlight"));
        QVERIFY(rig.producer->append("a").error().message.contains(u"maxInFlight"));
        QSignalSpy finished(rig.producer->flush(), &ProducerCall::finished);
        QVERIFY(finished.wait());
        QVERIFY(!finished[0][0].value<Result<ProducerReport>>());
    }
};

QTEST_GUILESS_MAIN(TestIdempotentProducer)
#include "tst_idempotentproducer.moc"
