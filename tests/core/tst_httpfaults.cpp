// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "httpsuite.h"

#include <support/faultproxy.h>

#include <QPointer>

using namespace DurableStreams;
using namespace TestSupport;
using namespace std::chrono_literals;
using SentState = HttpAccessManager::SentState;
using TimeoutKind = HttpAccessManager::TimeoutKind;

//! \brief What happens when servers and networks misbehave.
class tst_HttpFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void deliversAPostOnce_data();
    void deliversAPostOnce();
    void truncationIsAnError_data();
    void truncationIsAnError();
    void truncationWhileItIsRead_data();
    void truncationWhileItIsRead();
    void refusedIsNotSent();
    void staleConnectionIsNoticed();
    void resendsOnlyOnDemand();
    void queuedRequestsSurviveANeighbour();
    void timeouts_data();
    void timeouts();
    void idleTimeStandsStillForASlowReader();
    void abortIsSynchronous();
    void mayBeDeletedInAnySlot_data();
    void mayBeDeletedInAnySlot();
    void earlyAnswerEndsTheUpload();
    void refusedUploadIsA413_data();
    void refusedUploadIsA413();
    void proxyLosesAnswersAndRequests();

private:
    QNetworkRequest request(const QByteArray &target) const;

    std::unique_ptr<FaultServer> m_server;
    std::unique_ptr<QNetworkAccessManager> m_manager;
};

Q_DECLARE_METATYPE(TestSupport::Reply)

void tst_HttpFaults::init()
{
    QTest::failOnWarning();
    m_server = std::make_unique<FaultServer>();
    m_manager = makeManager();
}

void tst_HttpFaults::cleanup()
{
    m_manager.reset();
    m_server.reset();
}

QNetworkRequest tst_HttpFaults::request(const QByteArray &target) const
{
    QNetworkRequest r(m_server->url(target));
    r.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("text/plain"));
    return r;
}

void tst_HttpFaults::deliversAPostOnce_data()
{
    QTest::addColumn<Drop>("how");
    QTest::addColumn<bool>("warm");
    QTest::newRow("FIN, new connection") << Drop::Fin << false;
    QTest::newRow("RST, new connection") << Drop::Rst << false;
    QTest::newRow("FIN, kept connection") << Drop::Fin << true;
    QTest::newRow("RST, kept connection") << Drop::Rst << true;
}

// The server dies behind every byte of its answer: the request arrives once, and the caller learns
// that its outcome is unknown unless a whole head came back.
void tst_HttpFaults::deliversAPostOnce()
{
    QFETCH(const Drop, how);
    QFETCH(const bool, warm);
    const Reply answer = Reply(200, "done").header("Stream-Next-Offset", "7");
    const QByteArray bytes = answer.render("POST").bytes;
    const qsizetype head = bytes.indexOf("\r\n\r\n") + 4;
    m_server->on("GET", "/s", Reply(200, "x"));
    for (qsizetype i = 0; i <= bytes.size(); ++i) {
        if (warm) {
            const ReplyPtr first(m_manager->get(request("/s")));
            QVERIFY(finished(first));
        } else {
            m_manager->clearConnectionCache();
        }
        m_server->forget();
        m_server->on("POST", "/s", Reply(answer).drop(atByte(i), how));
        const ReplyPtr reply(m_manager->post(request("/s"), QByteArray("payload")));
        QVERIFY(finished(reply));
        QCOMPARE(m_server->count("POST", "/s"), 1);
        QCOMPARE(m_server->countComplete("POST", "/s"), 1);
        QCOMPARE(reply->error() == QNetworkReply::NoError, i == bytes.size());
        const SentState state = HttpAccessManager::sentState(reply.get());
        QCOMPARE(state, i < head ? SentState::Sent : SentState::Answered);
    }
}

void tst_HttpFaults::truncationIsAnError_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<QNetworkReply::NetworkError>("error");
    QTest::addColumn<QByteArray>("body");
    const QByteArray text(100, 'x');
    const auto closed = QNetworkReply::RemoteHostClosedError;
    const auto bad = QNetworkReply::ProtocolFailure;
    QTest::newRow("nothing") << Reply(200, text).drop(beforeStatus()) << closed << QByteArray();
    QTest::newRow("in the header") << Reply(200, text).drop(atByte(20)) << closed << QByteArray();
    QTest::newRow("in the body") << Reply(200, text).drop(inBody(10)) << closed << text.first(10);
    QTest::newRow("length too long") << Reply(200, text).contentLength(200).drop(atEnd()) << closed
                                     << text;
    QTest::newRow("in a chunk") << Reply(200, text).chunked(40).drop(inChunk(1, 3)) << closed
                                << text.first(43);
    QTest::newRow("no last chunk") << Reply(200, text).chunked().drop(inChunk(0, 102)) << closed
                                   << text;
    QTest::newRow("until close, reset") << Reply(200, text).untilClose().drop(atEnd(), Drop::Rst)
                                        << closed << text;
    QTest::newRow("in gzip") << Reply(200, text).gzip().untilClose().drop(inBody(12)) << closed
                             << text.first(1);
    QTest::newRow("no HTTP") << Reply::raw("SSH-2.0-x\r\n\r\n") << bad << QByteArray();
    QTest::newRow("two lengths") << Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n"
                                               "Content-Length: 2\r\n\r\nab")
                                 << bad << QByteArray();
    QTest::newRow("length and chunks")
        << Reply::raw("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
                      "3\r\nabc\r\n0\r\n\r\n")
        << bad << QByteArray();
    QTest::newRow("unknown coding") << Reply(200, text).header("Content-Encoding", "br")
                                    << QNetworkReply::UnknownContentError << QByteArray();
    QTest::newRow("damaged gzip") << Reply(200, text).header("Content-Encoding", "gzip")
                                  << QNetworkReply::UnknownContentError << QByteArray();
}

void tst_HttpFaults::truncationIsAnError()
{
    QFETCH(const Reply, reply);
    m_server->on("/s", reply);
    const ReplyPtr got(m_manager->get(request("/s")));
    QVERIFY(finished(got));
    QFETCH(const QNetworkReply::NetworkError, error);
    if (isKnownFailure()) {
        QVERIFY(got->error() != error);
        return;
    }
    QCOMPARE(got->error(), error);
    if (!Stock) {
        QTEST(got->readAll(), "body");
    }
}

void tst_HttpFaults::truncationWhileItIsRead_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<qint64>("expected");
    const QByteArray body(4 << 20, 'x');
    const qint64 part = 3'000'000;
    QTest::newRow("length") << Reply(200, body).drop(inBody(part)) << part;
    QTest::newRow("length, last byte") << Reply(200, body).drop(inBody(body.size() - 1))
                                       << qint64(body.size() - 1);
    QTest::newRow("one chunk") << Reply(200, body).chunked().drop(inChunk(0, part)) << part;
    QTest::newRow("between chunks") << Reply(200, body).chunked(part).drop(inChunk(1, 0)) << part;
}

// By a reader that takes all that there is each time: it gets every byte that came, and the error.
void tst_HttpFaults::truncationWhileItIsRead()
{
    QFETCH(const Reply, reply);
    QFETCH(const qint64, expected);
    m_server->on("/s", reply);
    const ReplyPtr got(m_manager->get(request("/s")));
    got->setReadBufferSize(256 << 10);
    qint64 all = 0;
    QByteArray piece(200'000, Qt::Uninitialized);
    const auto readAll = [&] {
        qint64 size = 0;
        while ((size = got->read(piece.data(), piece.size())) > 0) {
            QCOMPARE(QByteArrayView(piece).first(size).count('x'), size);
            all += size;
        }
    };
    connect(got.get(), &QNetworkReply::readyRead, this, readAll);
    QVERIFY(finished(got));
    readAll();
    QCOMPARE(all, expected);
    QCOMPARE(got->error(), QNetworkReply::RemoteHostClosedError);
}

void tst_HttpFaults::refusedIsNotSent()
{
    m_server->stopListening();
    const ReplyPtr reply(m_manager->post(request("/s"), QByteArray("x")));
    QVERIFY(finished(reply));
    QCOMPARE(reply->error(), QNetworkReply::ConnectionRefusedError);
    QCOMPARE(HttpAccessManager::sentState(reply.get()), SentState::NotSent);
}

void tst_HttpFaults::staleConnectionIsNoticed()
{
    m_server->on("/s", Reply(204).closeIdle(0ms));
    for (int i = 1; i <= 20; ++i) {
        const ReplyPtr reply(m_manager->post(request("/s"), QByteArray("x")));
        QVERIFY(finished(reply));
        QCOMPARE(reply->error(), QNetworkReply::NoError);
        QTRY_COMPARE(m_server->openConnections(), 0); // its end is on the way, perhaps not noticed
        QCOMPARE(m_server->countComplete("POST", "/s"), i);
    }
}

void tst_HttpFaults::resendsOnlyOnDemand()
{
    if (isKnownFailure()) {
        return;
    }
    m_server->on("/s", { Reply(200), Reply(200).drop(beforeStatus()), Reply(200, "second") });
    const ReplyPtr warm(m_manager->get(request("/s")));
    QVERIFY(finished(warm));
    QNetworkRequest again = request("/s");
    again.setAttribute(HttpAccessManager::ResendAttribute, true);
    const ReplyPtr resent(m_manager->get(again));
    QVERIFY(finished(resent));
    QCOMPARE(resent->readAll(), "second");
    QCOMPARE(m_server->count("GET", "/s"), 3);

    m_server->on("/s", { Reply(200), Reply(200).drop(beforeStatus()), Reply(200, "second") });
    const ReplyPtr warmAgain(m_manager->get(request("/s")));
    QVERIFY(finished(warmAgain));
    const ReplyPtr once(m_manager->get(request("/s")));
    QVERIFY(finished(once));
    QCOMPARE(once->error(), QNetworkReply::RemoteHostClosedError);
    QCOMPARE(m_server->count("GET", "/s"), 5);
}

void tst_HttpFaults::queuedRequestsSurviveANeighbour()
{
    if (isKnownFailure()) {
        return;
    }
    static_cast<HttpAccessManager *>(m_manager.get())->setConnectionLimits(2, 1);
    QList<Exchange> held;
    m_server->on("/held", [&](const Exchange &e) { held.append(e); });
    m_server->on("/s", Reply(204));
    const ReplyPtr one(m_manager->get(request("/held")));
    const ReplyPtr two(m_manager->get(request("/held")));
    std::vector<ReplyPtr> waiting;
    for (int i = 0; i < 3; ++i) {
        waiting.emplace_back(m_manager->post(request("/s"), QByteArray("x")));
    }
    ReplyPtr given(m_manager->post(request("/s"), QByteArray("x")));
    QTRY_COMPARE(held.size(), 2);
    QCOMPARE(m_server->count({}, "/s"), 0);
    given.reset(); // gives up while it waits
    held.first().drop(Drop::Rst);
    for (const ReplyPtr &reply : waiting) {
        QVERIFY(finished(reply));
        QCOMPARE(reply->error(), QNetworkReply::NoError);
    }
    QCOMPARE(m_server->count({}, "/s"), 3);
}

void tst_HttpFaults::timeouts_data()
{
    QTest::addColumn<Reply>("reply");
    QTest::addColumn<TimeoutKind>("kind");
    QTest::newRow("idle before the answer") << Reply(200).hang(beforeStatus()) << TimeoutKind::Idle;
    QTest::newRow("idle in the body") << Reply(200, "abc").hang(inBody(1)) << TimeoutKind::Idle;
    QTest::newRow("total") << Reply(200, QByteArray(100'000, 'x')).splitEvery(1) << TimeoutKind::Total;
}

void tst_HttpFaults::timeouts()
{
    QFETCH(const Reply, reply);
    QFETCH(const TimeoutKind, kind);
    m_server->on("/s", reply);
    QNetworkRequest r = request("/s");
    if (kind == TimeoutKind::Total) {
        r.setAttribute(HttpAccessManager::TotalTimeoutAttribute, QVariant::fromValue(200ms));
        r.setTransferTimeout(30s);
    } else {
        r.setTransferTimeout(200ms);
    }
    const ReplyPtr got(m_manager->get(r));
    QVERIFY(finished(got));
    QCOMPARE(HttpAccessManager::timeoutKind(got.get()), kind);
    if (!Stock) {
        QCOMPARE(got->error(), QNetworkReply::TimeoutError);
    }
}

void tst_HttpFaults::idleTimeStandsStillForASlowReader()
{
    m_server->on("/s", Reply(200, QByteArray(4 << 20, 'x')));
    QNetworkRequest r = request("/s");
    r.setTransferTimeout(1s);
    const ReplyPtr reply(m_manager->get(r));
    reply->setReadBufferSize(64 << 10);
    QTRY_VERIFY(reply->bytesAvailable() >= 32 << 10);
    QSignalSpy end(reply.get(), &QNetworkReply::finished);
    QVERIFY(!end.wait(2'500)); // more than twice the idle time
    connect(reply.get(), &QNetworkReply::readyRead, this, [&] { reply->readAll(); });
    reply->readAll();
    QVERIFY(finished(reply));
    QCOMPARE(reply->error(), QNetworkReply::NoError);
}

void tst_HttpFaults::abortIsSynchronous()
{
    m_server->on("/s", Reply(200, "abc").hang(inBody(1)));
    const ReplyPtr reply(m_manager->get(request("/s")));
    QTRY_VERIFY(reply->bytesAvailable() > 0);
    QSignalSpy end(reply.get(), &QNetworkReply::finished);
    QSignalSpy error(reply.get(), &QNetworkReply::errorOccurred);
    reply->abort();
    QCOMPARE(end.size(), 1);
    QCOMPARE(error.size(), 1);
    QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
    reply->abort();
    QCOMPARE(end.size(), 1);
    QTRY_COMPARE(m_server->openConnections(), 0);
}

void tst_HttpFaults::mayBeDeletedInAnySlot_data()
{
    QTest::addColumn<QByteArray>("signal");
    QTest::addColumn<QByteArray>("what");
    for (const char *signal : { "metaDataChanged", "readyRead", "finished", "uploadProgress" }) {
        for (const char *what : { "abort", "delete", "manager" }) {
            QTest::addRow("%s in %s", what, signal) << QByteArray(signal) << QByteArray(what);
        }
    }
}

void tst_HttpFaults::mayBeDeletedInAnySlot()
{
    if (isKnownFailure()) {
        return;
    }
    QFETCH(const QByteArray, signal);
    QFETCH(const QByteArray, what);
    m_server->on("/s", Reply(200, QByteArray(1 << 20, 'x')).chunked(1000));
    const QPointer<QNetworkReply> reply
        = m_manager->post(request("/s"), QByteArray(1 << 20, 'y'));
    bool done = false;
    const auto act = [&] {
        if (std::exchange(done, true)) {
            return;
        }
        if (what == "abort") {
            reply->abort();
        } else if (what == "delete") {
            delete reply;
        } else {
            m_manager.reset();
        }
    };
    if (signal == "metaDataChanged") {
        connect(reply, &QNetworkReply::metaDataChanged, this, act);
    } else if (signal == "readyRead") {
        connect(reply, &QNetworkReply::readyRead, this, act);
    } else if (signal == "finished") {
        connect(reply, &QNetworkReply::finished, this, act);
    } else {
        connect(reply, &QNetworkReply::uploadProgress, this, act);
    }
    QTRY_VERIFY(done);
    QTRY_COMPARE(m_server->openConnections(), signal == "finished" && what != "manager" ? 1 : 0);
    delete reply;
}

void tst_HttpFaults::earlyAnswerEndsTheUpload()
{
    m_server->on("/s", Reply(413, "too much").early());
    const ReplyPtr reply(m_manager->post(request("/s"), QByteArray(64 << 20, 'x')));
    QVERIFY(finished(reply));
    QCOMPARE(status(reply), 413);
    QCOMPARE(reply->readAll(), "too much");
}

void tst_HttpFaults::refusedUploadIsA413_data()
{
    QTest::addColumn<Reply>("reply");
    const Reply refusal = Reply(413, "too much").early();
    QTest::newRow("announced") << Reply(refusal).close();
    QTest::newRow("FIN") << Reply(refusal).drop(atEnd(), Drop::Fin);
    QTest::newRow("until close") << Reply(413, "too much").early().untilClose();
}

// The server does not want the rest of the body and closes. The answer counts, not that the rest could
// not be written.
void tst_HttpFaults::refusedUploadIsA413()
{
    QFETCH(const Reply, reply);
    m_server->on("/s", reply);
    const QByteArray body(16 << 20, 'x');
    int answered = 0;
    for (int i = 0; i < 10; ++i) {
        const ReplyPtr got(m_manager->post(request("/s"), body));
        QVERIFY(finished(got));
        const bool whole = status(got) == 413 && got->readAll() == "too much";
        answered += whole && HttpAccessManager::sentState(got.get()) == SentState::Answered ? 1 : 0;
    }
    QCOMPARE(answered == 10, !isKnownFailure());
}

void tst_HttpFaults::proxyLosesAnswersAndRequests()
{
    m_server->on("/s", Reply(200, "answer"));
    FaultProxy proxy(m_server->port());
    proxy.next(Fault::drop(beforeStatus()), "POST");
    proxy.next(Fault::dropRequest(Drop::Rst), "POST");
    proxy.next(Fault::drop(inBody(3)), "POST");
    proxy.next(Fault::pause(afterHeader(), 10ms), "POST");
    int errors = 0;
    QByteArrayList bodies;
    for (int i = 0; i < 5; ++i) {
        QNetworkRequest r(proxy.url("/s"));
        r.setHeader(QNetworkRequest::ContentTypeHeader, QByteArray("text/plain"));
        const ReplyPtr reply(m_manager->post(r, QByteArray("x")));
        QVERIFY(finished(reply));
        errors += reply->error() == QNetworkReply::NoError ? 0 : 1;
        bodies.append(reply->readAll());
    }
    QCOMPARE(errors, 3);
    QCOMPARE(bodies, (QByteArrayList { "", "", "ans", "answer", "answer" }));
    QCOMPARE(proxy.count("POST"), 5);
    QCOMPARE(m_server->countComplete("POST", "/s"), 4);
}

QTEST_GUILESS_MAIN(tst_HttpFaults)
#include "tst_httpfaults.moc"
