// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connection/server.h"
#include "explorer/streamshelf.h"
#include "metadata/metadatapanel.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/headqueue.h>
#include <durablestreams/options.h>

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QTextEdit>

#include <support/faultserver.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tailwater;
using TestSupport::Exchange;
using TestSupport::FaultServer;
using TestSupport::Reply;

namespace {

constexpr auto Patience = 30s;

Reply headReply(const QByteArray &next)
{
    return Reply(200)
        .header("Content-Type", "application/json; charset=utf-8")
        .header("Stream-Next-Offset", next)
        .header("ETag", "\"-1:7_2\"")
        .header("Cache-Control", "no-store")
        .header("Server", "streams/1.0");
}

} // namespace

//! What the panel says of a stream, and that it only asks by HEAD.
class TestMetadata : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void saysWhatTheServerSays();
    void lifetime_data();
    void lifetime();
    void countsDown();
    void listsWhatChanges();
    void remembersWhatChanged();
    void saysHowItIsKnown();
    void saysWhyThereIsNothing();
    void knowsForksMadeHere();
    void keepsNotesApart();
    void copiesAll();
    void listsCaptures();
    void neverScrollsSideways();

private:
    bool answered(const char *row, const QString &value) const;

    std::unique_ptr<FaultServer> m_fault;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<MetadataPanel> m_panel;
};

void TestMetadata::init()
{
    QTest::failOnWarning();
    m_fault = std::make_unique<FaultServer>();
    Connection connection = Connection::to(m_fault->url("/v1/stream"));
    connection.registryPath.clear();
    connection.authentication = { .kind = Authentication::Kind::Bearer, .secret = "hunter2" };
    m_server = std::make_unique<Server>(connection);
    m_panel = std::make_unique<MetadataPanel>();
    m_panel->resize(360, 700);
    m_panel->setVisible(true);
    QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
}

void TestMetadata::cleanup()
{
    // The panel only looks.
    for (const TestSupport::Request &request : m_fault->requests()) {
        QVERIFY(request.method == "HEAD" || request.method == "PUT");
    }
    m_panel.reset();
    m_server.reset();
    m_fault.reset();
}

bool TestMetadata::answered(const char *row, const QString &value) const
{
    return QTest::qWaitFor(
        [this, row, &value] { return m_panel->value(QLatin1StringView(row)) == value; }, Patience);
}

void TestMetadata::saysWhatTheServerSays()
{
    m_fault->on("HEAD", "/v1/stream/a%20b/c", headReply("7_2").header("Stream-Closed", "true"));
    m_server->catalog()->addByHand("a%20b/c");
    m_panel->setStream(m_server.get(), "a%20b/c");
    QVERIFY2(answered("tail", u"7_2"_s), qPrintable(m_panel->value(u"tail"_s)));
    QVERIFY(m_panel->value(u"state"_s).startsWith(u"Closed"_s));
    QCOMPARE(m_panel->value(u"type"_s), u"application/json; charset=utf-8"_s);
    QCOMPARE(m_panel->value(u"url"_s), m_fault->url("/v1/stream/a%20b/c").toString(QUrl::FullyEncoded));
    QCOMPARE(m_panel->value(u"etag"_s), u"\"-1:7_2\""_s);
    QCOMPARE(m_panel->value(u"cache"_s), u"no-store"_s);
    QCOMPARE(m_panel->value(u"server"_s), u"streams/1.0"_s);
    QVERIFY(m_panel->value(u"headers"_s).contains(u"Stream-Next-Offset: 7_2"_s, Qt::CaseInsensitive));
    QCOMPARE(m_panel->value(u"source"_s), u"added by you"_s);
    QVERIFY(!m_panel->value(u"asked"_s).isEmpty());
    QCOMPARE(m_panel->value(u"mode"_s), u"not open"_s);
    m_panel->setLeftOff(u"5_1"_s);
    QCOMPARE(m_panel->value(u"leftOff"_s), u"5_1"_s);
    // Another stream starts from nothing.
    m_fault->on("HEAD", "/v1/stream/other", headReply("1"));
    m_panel->setStream(m_server.get(), "other");
    QVERIFY(m_panel->value(u"etag"_s).isEmpty());
    QVERIFY(answered("tail", u"1"_s));
    QCOMPARE(m_panel->value(u"state"_s), u"Open"_s);
}

void TestMetadata::lifetime_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("words");
    const auto at = [](qint64 seconds) {
        return QDateTime::currentDateTimeUtc().addSecs(seconds).toString(Qt::ISODate).toLatin1();
    };
    QTest::newRow("none") << "X-None"_ba << "1"_ba << u"Kept until it is deleted"_s;
    QTest::newRow("sliding, hours") << "Stream-TTL"_ba << "10800"_ba << u"3 hour"_s;
    QTest::newRow("sliding, seconds") << "Stream-TTL"_ba << "90"_ba << u"90 second"_s;
    QTest::newRow("ends in days") << "Stream-Expires-At"_ba << at(86'400 * 5 + 600) << u"Ends in 5 day"_s;
    QTest::newRow("has ended") << "Stream-Expires-At"_ba << at(-60) << u"Ended at"_s;
}

void TestMetadata::lifetime()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, value);
    QFETCH(const QString, words);
    m_fault->on("HEAD", "/v1/stream/a", headReply("1").header(header, value));
    m_panel->setStream(m_server.get(), "a");
    QVERIFY(answered("tail", u"1"_s));
    QVERIFY2(m_panel->value(u"lifetime"_s).startsWith(words), qPrintable(m_panel->value(u"lifetime"_s)));
}

void TestMetadata::countsDown()
{
    const QByteArray end
        = QDateTime::currentDateTimeUtc().addSecs(100).toString(Qt::ISODate).toLatin1();
    m_fault->on("HEAD", "/v1/stream/a", headReply("1").header("Stream-Expires-At", end));
    m_panel->setStream(m_server.get(), "a");
    QVERIFY(answered("tail", u"1"_s));
    const QString first = m_panel->value(u"lifetime"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_panel->value(u"lifetime"_s) != first, Patience);
    // It counts by itself: the server was asked once.
    QCOMPARE(m_fault->count("HEAD", "/v1/stream/a"), 1);
}

void TestMetadata::listsWhatChanges()
{
    m_fault->on("HEAD", "/v1/stream/a", headReply("1"));
    m_panel->setStream(m_server.get(), "a");
    QVERIFY(answered("changes", u"none seen"_s));
    m_panel->setWatchInterval(20ms);
    m_panel->watchAction()->trigger();
    QTRY_COMPARE_GE_WITH_TIMEOUT(m_fault->count("HEAD", "/v1/stream/a"), 3, Patience);
    QCOMPARE(m_panel->value(u"changes"_s), u"none seen"_s);
    m_fault->on("HEAD", "/v1/stream/a",
                headReply("2").header("Stream-Closed", "true").header("Stream-TTL", "90"));
    QTRY_VERIFY_WITH_TIMEOUT(m_panel->value(u"changes"_s).contains(u"tail: 1 → 2"_s), Patience);
    QVERIFY(m_panel->value(u"changes"_s).contains(u"state: open → closed"_s));
    QVERIFY(m_panel->value(u"changes"_s).contains(u"lifetime: – → 90 second"_s));
    m_panel->watchAction()->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(m_server->heads()->isIdle(), Patience);
    const int asked = m_fault->count("HEAD", "/v1/stream/a");
    // What a timer that still ran would have sent comes before this answer.
    QTest::qWait(100);
    QCOMPARE(m_fault->count("HEAD", "/v1/stream/a"), asked);
}

void TestMetadata::remembersWhatChanged()
{
    m_fault->on("HEAD", "/v1/stream/a", headReply("1"));
    m_fault->on("HEAD", "/v1/stream/b", headReply("9"));
    m_panel->setStream(m_server.get(), "a");
    QVERIFY(answered("tail", u"1"_s));
    m_fault->on("HEAD", "/v1/stream/a", headReply("2"));
    m_panel->refresh();
    QVERIFY(answered("tail", u"2"_s));
    const QString changes = m_panel->value(u"changes"_s);
    QVERIFY2(changes.contains(u"tail: 1 → 2"_s), qPrintable(changes));
    m_panel->setStream(m_server.get(), "b");
    QVERIFY(answered("tail", u"9"_s));
    QCOMPARE(m_panel->value(u"changes"_s), u"none seen"_s);
    m_panel->setStream(m_server.get(), "a");
    QCOMPARE(m_panel->value(u"changes"_s), changes);
    // What changed meanwhile is seen now.
    m_fault->on("HEAD", "/v1/stream/a", headReply("3"));
    m_panel->refresh();
    QVERIFY(answered("tail", u"3"_s));
    QVERIFY(m_panel->value(u"changes"_s).contains(u"tail: 2 → 3"_s));
}

void TestMetadata::saysHowItIsKnown()
{
    m_fault->on("HEAD", "/v1/stream/a", headReply("1"));
    m_server->catalog()->addByHand("a");
    m_server->shelf()->noteOpened("a");
    m_panel->setStream(m_server.get(), "a");
    QCOMPARE(m_panel->value(u"source"_s), u"opened here"_s);
    m_server->shelf()->setFavourite("a", true);
    QCOMPARE(m_server->shelf()->sourcesInWords("a", DurableStreams::StreamSource::Registry),
             u"from the registry, a favourite, opened here"_s);
}

void TestMetadata::saysWhyThereIsNothing()
{
    m_fault->on("HEAD", "/v1/stream/a", Reply(404));
    m_panel->setStream(m_server.get(), "a");
    const auto says = [this](const QString &words) {
        for (const QLabel *label : m_panel->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(words)) {
                return true;
            }
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(says(u"no such stream (404)"_s), Patience);
    QVERIFY(says(u"Check the path"_s));
    m_fault->on("HEAD", "/v1/stream/a", headReply("1"));
    m_panel->refreshAction()->trigger();
    QVERIFY(answered("tail", u"1"_s));
    QVERIFY(!says(u"404"_s));
    m_panel->setStream(nullptr, {});
    QVERIFY(says(u"Select a stream"_s));
    QVERIFY(!m_panel->refreshAction()->isEnabled());
}

void TestMetadata::knowsForksMadeHere()
{
    m_fault->otherwise([](const Exchange &e) {
        e.reply(e.request().method == "PUT" ? Reply(201).header("Stream-Next-Offset", "7_2")
                                            : headReply("7_2"));
    });
    m_panel->setStream(m_server.get(), "made");
    QVERIFY(m_panel->value(u"lineage"_s).startsWith(u"not known"_s));
    m_server->stream("made").fork({ .sourcePath = "/v1/stream/sou%20rce",
                                    .offset = DurableStreams::Offset("5_1"),
                                    .subOffset = 3 });
    QVERIFY2(answered("lineage", u"sou rce, at 5_1 + 3"_s), qPrintable(m_panel->value(u"lineage"_s)));
    m_panel->setStream(m_server.get(), "sou%20rce");
    QCOMPARE(m_panel->value(u"forks"_s), u"made"_s);
    QVERIFY(m_panel->value(u"lineage"_s).startsWith(u"not known"_s));
}

void TestMetadata::keepsNotesApart()
{
    m_fault->otherwise([](const Exchange &e) { e.reply(headReply("1")); });
    m_panel->setStream(m_server.get(), "a");
    auto *note = m_panel->findChild<QLineEdit *>("metadata.note"_L1);
    note->setFocus();
    QTest::keyClicks(note, u"mine"_s);
    // The other stream is chosen while the cursor is in the line still.
    m_panel->setStream(m_server.get(), "b");
    QVERIFY(note->text().isEmpty());
    QTest::keyClicks(note, u"other"_s);
    QTest::keyClick(note, Qt::Key_Return);
    m_panel->setStream(m_server.get(), "a");
    QCOMPARE(note->text(), u"mine"_s);
    QCOMPARE(m_server->shelf()->facts("a").note, u"mine"_s);
    QCOMPARE(m_server->shelf()->facts("b").note, u"other"_s);
}

void TestMetadata::copiesAll()
{
    m_fault->on("HEAD", "/v1/stream/a", headReply("7_2"));
    m_server->shelf()->setNote("a", u"look here"_s);
    m_panel->setStream(m_server.get(), "a");
    QVERIFY(answered("tail", u"7_2"_s));
    m_panel->copyAction()->trigger();
    const QString text = QGuiApplication::clipboard()->text();
    for (const QString &part : { u"a\n"_s, u"Tail offset: 7_2"_s, u"Content type: application/json"_s,
                                 u"Note: look here"_s, u"Lifetime: Kept"_s }) {
        QVERIFY2(text.contains(part), qPrintable(text));
    }
    QVERIFY(!text.contains(u"hunter2"_s));
}

void TestMetadata::listsCaptures()
{
    m_fault->otherwise([](const Exchange &e) { e.reply(headReply("1")); });
    m_panel->setStream(m_server.get(), "a");
    QVERIFY(m_panel->value(u"captures"_s).isEmpty());
    m_server->shelf()->noteCapture("a", u"/one.dscap"_s);
    m_server->shelf()->noteCapture("a", u"/two.dscap"_s);
    m_server->shelf()->noteCapture("b", u"/three.dscap"_s);
    QCOMPARE(m_panel->value(u"captures"_s), QDir::toNativeSeparators(u"/two.dscap\n/one.dscap"_s));
    m_server->shelf()->noteCapture("a", u"/one.dscap"_s);
    QCOMPARE(m_panel->value(u"captures"_s), QDir::toNativeSeparators(u"/one.dscap\n/two.dscap"_s));
}

// What servers send has no spaces to wrap it at.
void TestMetadata::neverScrollsSideways()
{
    const QByteArray endless(400, 'x');
    m_fault->otherwise(
        [endless](const Exchange &e) { e.reply(headReply(endless).header("ETag", endless)); });
    m_panel->resize(260, 700);
    m_panel->setVisible(true);
    m_panel->setStream(m_server.get(), "a/" + QByteArray(200, 'y'));
    QVERIFY(answered("tail", QString::fromLatin1(endless)));
    const auto *area = m_panel->findChild<QScrollArea *>();
    QTRY_VERIFY_WITH_TIMEOUT(area->verticalScrollBar()->maximum() > 0, Patience);
    QCOMPARE(area->horizontalScrollBar()->maximum(), 0);
    // All of it is there to see, in as many lines as it takes.
    const auto *tail = m_panel->findChild<QTextEdit *>("metadata.tail"_L1);
    QCOMPARE(tail->toPlainText(), QString::fromLatin1(endless));
    QCOMPARE_GE(tail->height(), tail->fontMetrics().lineSpacing() * 8);
    QCOMPARE(tail->verticalScrollBar()->maximum(), 0);
}

QTEST_MAIN(TestMetadata)
#include "tst_metadata.moc"
