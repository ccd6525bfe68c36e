// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "service/streamservice_p.h"
#include "store/streamstore_p.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace DurableStreams;
using namespace DurableStreams::Server;
using namespace Qt::StringLiterals;

class TestStreamStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void survivesReopening();
    void rollbackUndoesEverything();
    void fullDiskLosesNothing();
    void pagesAtPieces();
    void offsetsInsideMessagesAreRefused();
    void forksShareContent();
    void forkChains();
    void softDeletion();
    void contentOfRemovedStreamsGoes();
    void everyWriteRenewsTheTtl();
    void oneProcessOnly();
    void foreignFilesAreRefused();
};

namespace {

std::unique_ptr<StreamStore> openStore(const QString &folder = {}, qint64 maxSize = 0)
{
    auto store = StreamStore::open(folder, maxSize);
    return store ? std::move(*store) : nullptr;
}

StreamId make(StreamStore &store, const QByteArray &path, const QByteArray &type = "text/plain"_ba,
              const std::optional<ForkOrigin> &fork = {})
{
    StreamRecord record { .path = path, .contentType = type, .createdAt = 1, .accessedAt = 1 };
    record.fork = fork;
    record.tail = fork ? fork->at : 0;
    return store.insert(record);
}

QByteArray content(StreamStore &store, StreamId id, Position from = 0)
{
    return store.read(id, from, 1'000'000).content;
}

} // namespace

void TestStreamStore::survivesReopening()
{
    QTemporaryDir folder;
    StreamRecord written;
    {
        const auto store = openStore(folder.path());
        QVERIFY(store);
        const StreamId id = make(*store, "a/b%20c"_ba, "application/json"_ba);
        store->append(id, { "1,2"_ba, "3"_ba });
        StreamRecord &record = store->edit(id);
        record.ttlSeconds = 60;
        record.expiresAt = 123;
        record.expiresText = "1970"_ba;
        record.writerSequence = ""_ba;
        record.closedBy = ProducerTuple { "p"_ba, 1, 2 };
        record.closed = true;
        store->setProducer(id, "p"_ba, { 1, 2 });
        store->setSubscription("s"_ba, "{}"_ba);
        QVERIFY(store->commit());
        written = *store->find(id);
    }
    const auto store = openStore(folder.path());
    QVERIFY(store);
    const StreamRecord *read = store->find("a/b%20c"_ba);
    QVERIFY(read);
    QCOMPARE(*read, written);
    QCOMPARE(read->tail, 6);
    QCOMPARE(content(*store, read->id), "1,2,3"_ba);
    QCOMPARE(store->producer(read->id, "p"_ba), ProducerState(1, 2));
    QCOMPARE(store->producer(read->id, "q"_ba), std::nullopt);
    QCOMPARE(store->subscriptions().value("s"_ba), "{}"_ba);
}

void TestStreamStore::rollbackUndoesEverything()
{
    const auto store = openStore();
    const StreamId id = make(*store, "a"_ba);
    store->append(id, { "one"_ba });
    QVERIFY(store->commit());
    const StreamRecord before = *store->find(id);

    store->append(id, { "two"_ba });
    store->setProducer(id, "p"_ba, { 0, 0 });
    make(*store, "fork"_ba, "text/plain"_ba, ForkOrigin { .source = id, .at = 2 });
    make(*store, "b"_ba);
    store->remove(id);
    QVERIFY(store->find("a"_ba)->softDeleted);
    store->rollback();

    QVERIFY(!store->inTransaction());
    QCOMPARE(*store->find("a"_ba), before);
    QCOMPARE(store->find("b"_ba), nullptr);
    QCOMPARE(store->find("fork"_ba), nullptr);
    QCOMPARE(store->forkCount(id), 0);
    QCOMPARE(store->producer(id, "p"_ba), std::nullopt);
    QCOMPARE(content(*store, id), "one"_ba);

    store->append(id, { "!"_ba });
    QVERIFY(store->commit());
    QCOMPARE(content(*store, id), "one!"_ba);
}

void TestStreamStore::fullDiskLosesNothing()
{
    QTemporaryDir folder;
    QByteArray acknowledged;
    {
        const auto store = openStore(folder.path(), 512 * 1024);
        QVERIFY(store);
        const StreamId id = make(*store, "a"_ba);
        QVERIFY(store->commit());
        const QByteArray piece(50'000, 'x');
        for (;;) {
            store->append(id, { piece });
            if (!store->commit()) {
                break;
            }
            acknowledged += piece;
            QVERIFY(acknowledged.size() < 1'000'000);
        }
        QVERIFY(!acknowledged.isEmpty());
        QCOMPARE(store->find(id)->tail, acknowledged.size());
        QCOMPARE(content(*store, id), acknowledged);
    }
    const auto store = openStore(folder.path());
    QCOMPARE(content(*store, store->find("a"_ba)->id), acknowledged);
}

void TestStreamStore::pagesAtPieces()
{
    const auto store = openStore();
    const StreamId id = make(*store, "a"_ba, "application/json"_ba);
    for (int i = 0; i < 10; ++i) {
        store->append(id, { QByteArray::number(1000 + i) });
    }
    QVERIFY(store->commit());
    const Page first = store->read(id, 0, 12);
    QCOMPARE(first.content, "1000,1001,1002"_ba);
    QCOMPARE(first.next, 15);
    QVERIFY(!first.atTail);
    const Page rest = store->read(id, first.next, 1000);
    QVERIFY(rest.content.startsWith("1003,"));
    QVERIFY(rest.atTail);
    QCOMPARE(rest.next, 50);
    const Page tail = store->read(id, 50, 1000);
    QVERIFY(tail.content.isEmpty() && tail.atTail);
}

void TestStreamStore::offsetsInsideMessagesAreRefused()
{
    const auto store = openStore();
    const StreamId id = make(*store, "a"_ba, "application/json"_ba);
    store->append(id, { R"(10,"x,y",[1,2])"_ba });
    QVERIFY(store->commit());
    QCOMPARE(content(*store, id, 3), R"("x,y",[1,2])"_ba);
    QCOMPARE(content(*store, id, 9), "[1,2]"_ba);
    for (const Position inside : { 1, 2, 4, 6, 11, 12 }) {
        QVERIFY2(store->read(id, inside, 100).misaligned, QByteArray::number(inside).constData());
    }
}

void TestStreamStore::forksShareContent()
{
    const auto store = openStore();
    const StreamId source = make(*store, "source"_ba, "application/json"_ba);
    store->append(source, { "1,2"_ba, "3"_ba });
    QCOMPARE(store->advance(source, 0, 1), 2);
    QCOMPARE(store->advance(source, 0, 3), 6); // over pieces
    QCOMPARE(store->advance(source, 4, 1), 6);
    QCOMPARE(store->advance(source, 0, 4), std::nullopt);
    const StreamId fork
        = make(*store, "fork"_ba, "application/json"_ba, ForkOrigin { .source = source, .at = 2 });
    QVERIFY(store->commit());
    QCOMPARE(content(*store, fork), "1"_ba);
    store->append(fork, { "10"_ba });
    store->append(source, { "4"_ba });
    QVERIFY(store->commit());
    QCOMPARE(content(*store, fork), "1,10"_ba);
    QCOMPARE(content(*store, fork, 2), "10"_ba);
    QCOMPARE(content(*store, source), "1,2,3,4"_ba);
    QCOMPARE(store->advance(fork, 0, 2), 5);
}

void TestStreamStore::forkChains()
{
    const auto store = openStore();
    const StreamId a = make(*store, "a"_ba);
    store->append(a, { "aaaa"_ba });
    const StreamId b = make(*store, "b"_ba, "text/plain"_ba, ForkOrigin { .source = a, .at = 3 });
    store->append(b, { "bbb"_ba });
    const StreamId c = make(*store, "c"_ba, "text/plain"_ba, ForkOrigin { .source = b, .at = 5 });
    store->append(c, { "c"_ba });
    const StreamId d = make(*store, "d"_ba, "text/plain"_ba, ForkOrigin { .source = c, .at = 2 });
    store->append(d, { "d"_ba });
    store->append(a, { "AAAAAAA"_ba });
    QVERIFY(store->commit());
    QCOMPARE(content(*store, c), "aaabbc"_ba);
    QCOMPARE(content(*store, d), "aad"_ba);
    for (Position from = 0; from <= 6; ++from) {
        QCOMPARE(content(*store, c, from), "aaabbc"_ba.sliced(from));
    }
}

void TestStreamStore::softDeletion()
{
    QTemporaryDir folder;
    {
        const auto store = openStore(folder.path());
        const StreamId a = make(*store, "a"_ba);
        store->append(a, { "aaaa"_ba });
        const StreamId b
            = make(*store, "b"_ba, "text/plain"_ba, ForkOrigin { .source = a, .at = 4 });
        make(*store, "c"_ba, "text/plain"_ba, ForkOrigin { .source = b, .at = 4 });
        store->remove(a);
        store->remove(b);
        QVERIFY(store->commit());
    }
    const auto store = openStore(folder.path()); // the counts are as before
    QVERIFY(store->find("a"_ba)->softDeleted);
    QVERIFY(store->find("b"_ba)->softDeleted);
    const StreamId c = store->find("c"_ba)->id;
    QCOMPARE(content(*store, c), "aaaa"_ba);
    store->remove(c);
    QVERIFY(store->commit());
    QCOMPARE(store->find("a"_ba), nullptr); // the whole chain went
    QCOMPARE(store->find("b"_ba), nullptr);
    QVERIFY(store->all().empty());
}

void TestStreamStore::contentOfRemovedStreamsGoes()
{
    const auto store = openStore();
    const StreamId old = make(*store, "a"_ba);
    for (int i = 0; i < 2500; ++i) {
        store->append(old, { "x"_ba });
    }
    store->remove(old);
    const StreamId anew = make(*store, "a"_ba);
    store->append(anew, { "new"_ba });
    QVERIFY(store->commit());
    QVERIFY(store->find(old));
    int rounds = 0;
    while (store->sweep()) {
        QVERIFY(++rounds < 10);
    }
    QVERIFY(rounds > 2); // in parts, so that nobody waits long
    QCOMPARE(store->find(old), nullptr);
    QCOMPARE(content(*store, anew), "new"_ba);
}

void TestStreamStore::everyWriteRenewsTheTtl()
{
    const auto store = openStore();
    StreamService streams(*store);
    const Headers json { { "content-type"_ba, "application/json"_ba } };
    const HttpRequest append { .headers = json
                                   + Headers { { "producer-id"_ba, "p"_ba },
                                               { "producer-epoch"_ba, "0"_ba },
                                               { "producer-seq"_ba, "0"_ba } },
                               .body = "1"_ba };
    const HttpRequest create { .headers = json + Headers { { "stream-ttl"_ba, "2"_ba } } };
    QCOMPARE(streams.create("a"_ba, create, 0).status, 201);
    QCOMPARE(streams.append("a"_ba, append, 1500).status, 200);
    QVERIFY(store->commit());
    QCOMPARE(streams.append("a"_ba, append, 3000).status, 204); // the retry of it is one too
    QCOMPARE(streams.head("a"_ba, 4500).status, 200);
    QCOMPARE(streams.head("a"_ba, 5000).status, 404); // and to ask is none
}

void TestStreamStore::oneProcessOnly()
{
    QTemporaryDir folder;
    const auto first = openStore(folder.path());
    QVERIFY(first);
    const auto second = StreamStore::open(folder.path());
    QVERIFY(!second);
    QVERIFY2(second.error().message.contains(u"in use"_s), qPrintable(second.error().message));
}

void TestStreamStore::foreignFilesAreRefused()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"sandbox.sqlite"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    const auto store = StreamStore::open(folder.path());
    QVERIFY(!store);
    QVERIFY(!store.error().remedy.isEmpty());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray(8192, 'x'));
}

QTEST_GUILESS_MAIN(TestStreamStore)
#include "tst_streamstore.moc"
