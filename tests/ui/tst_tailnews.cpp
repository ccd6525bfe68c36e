// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connection/server.h"
#include "connection/tailnews.h"
#include "metadata/metadatapanel.h"
#include "models/tailsession.h"

#include <durablestreams/headqueue.h>
#include <durablestreams/registryevent.h>
#include <durablestreams/registryfollower.h>
#include <durablestreams/streamcatalog.h>

#include <QLabel>
#include <QTest>

#include <support/faultserver.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;
using DurableStreams::StreamEntry;
using TestSupport::Drop;
using TestSupport::Exchange;
using TestSupport::FaultServer;
using TestSupport::Reply;

namespace {

constexpr auto Patience = 30s;
const QByteArray Path = "/v1/stream/a";

Reply answer(const QByteArray &body, const QByteArray &next)
{
    return Reply(200, body)
        .header("Content-Type", "application/json")
        .header("Stream-Next-Offset", next)
        .header("Stream-Up-To-Date", "true");
}

} // namespace

//! A stream is shown by its tail, by the list and by the metadata: they must not contradict each other.
class TestTailNews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void reachedAgain();
    void othersAreAskedAgain();
    void goneForTheTail_data();
    void goneForTheTail();
    void goneForHead_data();
    void goneForHead();
    void goneByTheRegistry_data();
    void goneByTheRegistry();
    void headAndReadDisagree();
    void lostItsData();
    void closed();

private:
    void serve(const QByteArray &next);
    QString complaint() const;
    StreamEntry::State listed() const { return m_server->catalog()->entry("a")->state; }

    std::unique_ptr<FaultServer> m_fault;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<MetadataPanel> m_panel;
    std::unique_ptr<TailSession> m_session;
};

// A stream that ends at \a next, and stays silent.
void TestTailNews::serve(const QByteArray &next)
{
    m_fault->on("HEAD", Path, answer({}, next));
    m_fault->on("GET", Path, [next](const Exchange &e) {
        if (e.request().query.contains("live=")) {
            e.startChunked(200, "Content-Type: text/event-stream\r\n");
            e.chunk("event: control\ndata: {\"streamNextOffset\":\"" + next + "\",\"upToDate\":true}\n\n");
        } else {
            e.reply(answer(e.request().query.contains("offset=-1") ? "[1]" : "[]", next));
        }
    });
}

void TestTailNews::init()
{
    QTest::failOnWarning();
    m_fault = std::make_unique<FaultServer>();
    Connection connection = Connection::to(m_fault->url("/v1/stream"));
    connection.registryPath.clear();
    m_server = std::make_unique<Server>(connection);
    m_server->catalog()->addByHand("a");
    m_session = std::make_unique<TailSession>(connection, m_server->urlOf("a"));
    new TailNews(m_session.get(), m_server.get(), "a");
    m_panel = std::make_unique<MetadataPanel>();
    connect(m_session.get(), &TailSession::statusChanged, m_panel.get(),
            [this](const TailStatus &status) { m_panel->setTail(&status); });
    m_panel->setVisible(true);
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
    serve("7");
    m_panel->setStream(m_server.get(), "a");
    m_session->start();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->status().state, TailState::Live, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_panel->value(u"tail"_s), u"7"_s, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_panel->value(u"state"_s), u"Open"_s, Patience);
}

void TestTailNews::cleanup()
{
    // It only looks.
    for (const TestSupport::Request &request : m_fault->requests()) {
        QVERIFY(request.method == "HEAD" || request.method == "GET");
    }
    m_session.reset();
    m_panel.reset();
    m_server.reset();
    m_fault.reset();
}

QString TestTailNews::complaint() const
{
    const auto *message = m_panel->findChild<QLabel *>("metadata.message"_L1);
    return message->isVisible() ? message->text() : QString();
}

void TestTailNews::reachedAgain()
{
    m_fault->stopListening();
    m_fault->dropAll(Drop::Rst);
    m_panel->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(complaint().contains(u"could not be reached"_s), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->status().state, TailState::Reconnecting, Patience);
    QVERIFY(m_fault->listenAgain());
    m_session->resume();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->status().state, TailState::Live, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(complaint().isEmpty(), Patience);
    QCOMPARE(m_panel->value(u"state"_s), u"Open"_s);
}

// Of the others in the list nobody reads any.
void TestTailNews::othersAreAskedAgain()
{
    m_fault->on("HEAD", "/v1/stream/b", answer({}, "1"));
    m_server->catalog()->addByHand("b");
    m_fault->stopListening();
    m_fault->dropAll(Drop::Rst);
    m_server->heads()->ask("b");
    QTRY_VERIFY_WITH_TIMEOUT(m_server->heads()->last("b"), Patience);
    QVERIFY(!m_server->heads()->last("b")->result);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->status().state, TailState::Reconnecting, Patience);
    QVERIFY(m_fault->listenAgain());
    m_session->resume();
    QTRY_COMPARE_WITH_TIMEOUT(m_server->catalog()->entry("b")->state, StreamEntry::State::Open,
                              Patience);
    QCOMPARE(m_server->catalog()->entry("b")->contentType, "application/json"_ba);
}

void TestTailNews::goneForTheTail_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<StreamEntry::State>("state");
    QTest::newRow("404") << 404 << StreamEntry::State::Missing;
    QTest::newRow("410") << 410 << StreamEntry::State::Gone;
}

void TestTailNews::goneForTheTail()
{
    QFETCH(const int, status);
    QFETCH(const StreamEntry::State, state);
    m_fault->on("GET", Path, Reply(status));
    m_fault->on("HEAD", Path, Reply(status));
    m_fault->dropAll(Drop::Fin);
    QTRY_VERIFY_WITH_TIMEOUT(complaint().contains(u"(%1)"_s.arg(status)), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(listed(), state, Patience);
    QCOMPARE(m_panel->value(u"state"_s), u"Not there"_s);
    QCOMPARE(m_panel->value(u"tail"_s), QString());
    QVERIFY(m_panel->value(u"changes"_s).contains(u"open → not there"_s));
    // It is there again.
    serve("9");
    m_session->start();
    QTRY_COMPARE_WITH_TIMEOUT(listed(), StreamEntry::State::Open, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_panel->value(u"tail"_s), u"9"_s, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(complaint().isEmpty(), Patience);
}

void TestTailNews::goneForHead_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QList<TailState>>("states");
    QTest::newRow("404") << 404 << QList { TailState::NotFound };
    // The position that was read before is not known any more.
    QTest::newRow("410") << 410 << QList { TailState::Gone, TailState::Reset };
}

// A server may leave the connection of a tail open, though the stream was deleted.
void TestTailNews::goneForHead()
{
    QFETCH(const int, status);
    QFETCH(const QList<TailState>, states);
    m_fault->on("GET", Path, Reply(status));
    m_fault->on("HEAD", Path, Reply(status));
    QCOMPARE(m_session->status().state, TailState::Live);
    m_panel->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(states.contains(m_session->status().state), Patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_panel->value(u"state"_s), u"Not there"_s, Patience);
}

void TestTailNews::goneByTheRegistry_data()
{
    QTest::addColumn<bool>("another");
    QTest::addColumn<TailState>("state");
    QTest::addColumn<QString>("tail");
    QTest::newRow("deleted") << false << TailState::NotFound << QString();
    QTest::newRow("deleted and created anew") << true << TailState::Reset << u"3"_s;
}

void TestTailNews::goneByTheRegistry()
{
    QFETCH(const bool, another);
    QFETCH(const QString, tail);
    if (another) {
        serve("3");
    } else {
        m_fault->on("GET", Path, Reply(404));
        m_fault->on("HEAD", Path, Reply(404));
    }
    DurableStreams::RegistryEvent removed;
    removed.kind = DurableStreams::RegistryEvent::Kind::Removed;
    removed.path = "a";
    Q_EMIT m_server->registry()->eventRead(removed);
    QFETCH(const TailState, state);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->status().state, state, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_panel->value(u"tail"_s), tail, Patience);
}

// Nobody is asked for ever.
void TestTailNews::headAndReadDisagree()
{
    m_fault->on("HEAD", Path, Reply(404));
    const int reads = m_fault->count("GET", Path);
    m_panel->refresh();
    // It looks, by a plain read, and follows again.
    QTRY_COMPARE_WITH_TIMEOUT(m_fault->count("GET", Path), reads + 2, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->status().state, TailState::Live, Patience);
    QTRY_VERIFY_WITH_TIMEOUT(m_server->heads()->isIdle(), Patience);
    for (int i = 0; i < 3; ++i) {
        m_panel->refresh();
        QTRY_VERIFY_WITH_TIMEOUT(m_server->heads()->isIdle(), Patience);
    }
    QCOMPARE_LE(m_fault->count("HEAD", Path), 6);
    QCOMPARE(m_fault->count("GET", Path), reads + 2);
}

void TestTailNews::lostItsData()
{
    serve("3");
    m_fault->dropAll(Drop::Rst);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->status().state, TailState::Reset, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_panel->value(u"tail"_s), u"3"_s, Patience);
    QVERIFY(m_panel->value(u"changes"_s).contains(u"tail: 7 → 3"_s));
}

void TestTailNews::closed()
{
    m_fault->on("HEAD", Path, answer({}, "7").header("Stream-Closed", "true"));
    m_fault->on("GET", Path, answer("[]", "7").header("Stream-Closed", "true"));
    m_fault->dropAll(Drop::Fin);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->status().state, TailState::Closed, Patience);
    QTRY_COMPARE_WITH_TIMEOUT(listed(), StreamEntry::State::Closed, Patience);
    QVERIFY(m_panel->value(u"state"_s).startsWith(u"Closed"_s));
}

QTEST_MAIN(TestTailNews)
#include "tst_tailnews.moc"
