// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <durablestreams/registryevent.h>
#include <durablestreams/streamcatalog.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

//! What the registry and a scan say of the streams of a server, and how that is merged.
class TestStreamCatalog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void registryEvent_data();
    void registryEvent();
    void addresses_data();
    void addresses();
    void mergesSources();
    void listings();
    void removalWins();
    void notesAnswers();
    void anotherRootIsEmpty();
    void oneSignalForManyChanges();
};

void TestStreamCatalog::registryEvent_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<std::optional<RegistryEvent>>("event");
    using Kind = RegistryEvent::Kind;
    const auto row = [](const char *name, const char *message,
                        const std::optional<RegistryEvent> &event) {
        QTest::newRow(name) << QByteArray(message) << event;
    };
    row("state protocol insert",
        R"({"type":"stream","key":"chat/room-1","value":{"path":"chat/room-1","contentType":"application/json","createdAt":1},"headers":{"operation":"insert"}})",
        RegistryEvent { Kind::Announced, "chat/room-1", "application/json" });
    row("state protocol upsert, key only",
        R"({"type":"stream","key":"a%20b","value":{},"headers":{"operation":"upsert"}})",
        RegistryEvent { Kind::Announced, "a%20b", "" });
    row("state protocol delete",
        R"({"type":"stream","key":"logs","headers":{"operation":"delete","offset":"1"}})",
        RegistryEvent { Kind::Removed, "logs", "" });
    row("the older shape, whole path",
        R"({"type":"created","path":"/v1/stream/x/y","contentType":"text/plain","timestamp":1})",
        RegistryEvent { Kind::Announced, "x/y", "text/plain" });
    row("the older shape, removed", R"({"type":"deleted","path":"/v1/stream/x"})",
        RegistryEvent { Kind::Removed, "x", "" });
    row("outside of the root", R"({"type":"created","path":"/v2/other"})",
        RegistryEvent { Kind::Announced, "/v2/other", "" });
    row("reset", R"({"headers":{"control":"reset"}})", RegistryEvent { Kind::Reset, "", "" });
    row("snapshot mark", R"({"headers":{"control":"snapshot-start"}})", std::nullopt);
    row("another type",
        R"({"type":"presence","key":"a","value":{},"headers":{"operation":"insert"}})",
        std::nullopt);
    row("no path", R"({"type":"created","path":""})", std::nullopt);
    row("no operation", R"({"type":"stream","key":"a","value":{},"headers":{}})", std::nullopt);
    row("no object", "[1]", std::nullopt);
    row("no JSON", "{", std::nullopt);
}

void TestStreamCatalog::registryEvent()
{
    QFETCH(const QByteArray, message);
    QFETCH(const std::optional<RegistryEvent>, event);
    QCOMPARE(readRegistryEvent(message, "/v1/stream"), event);
}

void TestStreamCatalog::addresses_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("url");
    QTest::newRow("plain") << u"http://h:1/v1/stream"_s << "a/b"_ba << u"http://h:1/v1/stream/a/b"_s;
    QTest::newRow("encoded stays") << u"http://h/v1/stream/"_s << "a%2Fb%20c"_ba
                                   << u"http://h/v1/stream/a%2Fb%20c"_s;
    QTest::newRow("outside") << u"http://h/v1/stream"_s << "/v2/x"_ba << u"http://h/v2/x"_s;
}

void TestStreamCatalog::addresses()
{
    QFETCH(const QString, base);
    QFETCH(const QByteArray, path);
    const QUrl url = streamUrl(QUrl(base), path);
    QTEST(url.toString(QUrl::FullyEncoded), "url");
    QCOMPARE(pathBelow(QUrl(base), url), path);
}

void TestStreamCatalog::mergesSources()
{
    StreamCatalog catalog;
    catalog.addByHand("mine");
    catalog.apply({ .path = "mine", .contentType = "application/json" });
    catalog.apply({ .path = "theirs" });
    catalog.applyListing({ { .path = "mine" }, { .path = "found" } });
    QCOMPARE(catalog.size(), 3);
    QCOMPARE(catalog.entry("mine"),
             (StreamEntry { .path = "mine",
                            .contentType = "application/json",
                            .sources = StreamSource::Registry | StreamSource::Added
                                | StreamSource::Scan }));
    QCOMPARE(catalog.entry("theirs")->sources, StreamSources(StreamSource::Registry));
    QCOMPARE(catalog.entry("found")->sources, StreamSources(StreamSource::Scan));
    // After a reset of the registry what is known from elsewhere stays.
    catalog.apply({ .kind = RegistryEvent::Kind::Reset });
    QCOMPARE(catalog.size(), 2);
    QCOMPARE(catalog.entry("mine")->sources, StreamSource::Added | StreamSource::Scan);
    QCOMPARE(catalog.addedByHand(), QList<QByteArray> { "mine" });
    QVERIFY(isReserved("__registry__") && isReserved("__ds/x") && !isReserved("__dsx"));
}

void TestStreamCatalog::listings()
{
    StreamCatalog catalog;
    catalog.addByHand("mine");
    catalog.applyListing({ { .path = "mine" }, { .path = "a/1" }, { .path = "b/1" } });
    QCOMPARE(catalog.size(), 3);
    // A list says nothing of the streams that it does not name: it may be of a part of them.
    catalog.applyListing({ { .path = "a/2" } });
    QCOMPARE(catalog.size(), 4);
    catalog.keepOnly(StreamSource::Scan, { "b/1", "never" });
    QCOMPARE(catalog.size(), 2);
    QVERIFY(catalog.entry("b/1"));
    QCOMPARE(catalog.entry("mine")->sources, StreamSources(StreamSource::Added));
}

void TestStreamCatalog::removalWins()
{
    StreamCatalog catalog;
    catalog.addByHand("mine");
    catalog.apply({ .kind = RegistryEvent::Kind::Removed, .path = "mine" });
    QVERIFY(!catalog.entry("mine"));
}

void TestStreamCatalog::notesAnswers()
{
    StreamCatalog catalog;
    catalog.addByHand("mine");
    QSignalSpy changed(&catalog, &StreamCatalog::entryChanged);
    StreamInfo info;
    info.closed = true;
    catalog.note("mine", info);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(catalog.entry("mine")->state, StreamEntry::State::Closed);
    catalog.note("mine", info);
    QCOMPARE(changed.size(), 1);
    catalog.note("unknown", info);
    QCOMPARE(catalog.size(), 1);
    catalog.noteState("mine", StreamEntry::State::Gone);
    QCOMPARE(changed.size(), 2);
    // Announced anew, it may be another stream.
    catalog.apply({ .path = "mine" });
    QCOMPARE(catalog.entry("mine")->state, StreamEntry::State::Unknown);
}

void TestStreamCatalog::anotherRootIsEmpty()
{
    StreamCatalog catalog;
    catalog.setBaseUrl(QUrl(u"http://h/v1/stream"_s));
    catalog.addByHand("mine");
    catalog.setBaseUrl(QUrl(u"http://h/v1/stream"_s));
    QCOMPARE(catalog.size(), 1);
    catalog.setBaseUrl(QUrl(u"http://other/v1/stream"_s));
    QCOMPARE(catalog.size(), 0);
}

void TestStreamCatalog::oneSignalForManyChanges()
{
    StreamCatalog catalog;
    QSignalSpy changed(&catalog, &StreamCatalog::rowsChanged);
    for (int i = 0; i < 100; ++i) {
        catalog.apply({ .path = QByteArray::number(i) });
    }
    QVERIFY(changed.isEmpty());
    QVERIFY(changed.wait());
    QCOMPARE(changed.size(), 1);
}

QTEST_GUILESS_MAIN(TestStreamCatalog)
#include "tst_streamcatalog.moc"
