// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/messagediff.h"
#include "models/previousofkey.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

using Kind = ValueChange::Kind;
using Changes = QList<ValueChange>;

class TestMessageDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void values_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<Changes>("changes");
        QTest::newRow("the same") << "{\"a\":1}"_ba
                                  << "{ \"a\" : 1 }"_ba << Changes {};
        QTest::newRow("order does not count") << "{\"a\":1,\"b\":2}"_ba
                                              << "{\"b\":2,\"a\":1}"_ba << Changes {};
        QTest::newRow("changed") << "{\"a\":{\"b\":1}}"_ba
                                 << "{\"a\":{\"b\":2}}"_ba
                                 << Changes { { Kind::Changed, u"/a/b"_s, "1", "2" } };
        QTest::newRow("numbers as they stand")
            << "{\"a\":9007199254740993}"_ba
            << "{\"a\":9007199254740992}"_ba
            << Changes { { Kind::Changed, u"/a"_s, "9007199254740993", "9007199254740992" } };
        QTest::newRow("written differently")
            << "{\"a\":1.0}"_ba
            << "{\"a\":1}"_ba << Changes { { Kind::Rewritten, u"/a"_s, "1.0", "1" } };
        QTest::newRow("a text written differently")
            << "{\"a\":\"\\u00e9\\/\"}"_ba
            << "{\"a\":\"\xc3\xa9/\"}"_ba
            << Changes { { Kind::Rewritten, u"/a"_s, "\"\\u00e9\\/\"", "\"\xc3\xa9/\"" } };
        QTest::newRow("a pair written differently")
            << "\"\\ud83d\\ude00\""_ba
            << "\"\xf0\x9f\x98\x80\""_ba
            << Changes { { Kind::Rewritten, u""_s, "\"\\ud83d\\ude00\"", "\"\xf0\x9f\x98\x80\"" } };
        QTest::newRow("half a pair, and its name")
            << "\"\\ud800\""_ba
            << "\"\\\\ud800\""_ba
            << Changes { { Kind::Changed, u""_s, "\"\\ud800\"", "\"\\\\ud800\"" } };
        QTest::newRow("bytes that are not UTF-8")
            << "\"\xff\""_ba
            << "\"\xfe\""_ba << Changes { { Kind::Changed, u""_s, "\"\xff\"", "\"\xfe\"" } };
        QTest::newRow("a number and a text") << "1"_ba << "\"1.0\""_ba
                                             << Changes { { Kind::Changed, u""_s, "1", "\"1.0\"" } };
        QTest::newRow("inserted in the middle")
            << "{\"items\":[{\"k\":1},{\"k\":2}]}"_ba
            << "{\"items\":[{\"k\":1},{\"k\":9},{ \"k\":2 }]}"_ba
            << Changes { { Kind::Added, u"/items/1/k"_s, {}, "9" } };
        QTest::newRow("removed in the middle") << "[1,2,3,4]"_ba << "[1,3,4]"_ba
                                               << Changes { { Kind::Removed, u"/1"_s, "2", {} } };
        QTest::newRow("inserted, and another one changed")
            << "[\"a\",\"b\",\"c\",\"d\"]"_ba
            << "[\"x\",\"a\",\"b\",\"C\",\"d\"]"_ba
            << Changes { { Kind::Changed, u"/3"_s, "\"c\"", "\"C\"" },
                         { Kind::Added, u"/0"_s, {}, "\"x\"" } };
        QTest::newRow("inserted in one that moved")
            << "[[1,2]]"_ba
            << "[0,[1,5,2]]"_ba
            << Changes { { Kind::Added, u"/0"_s, {}, "0" }, { Kind::Added, u"/1/1"_s, {}, "5" } };
        QTest::newRow("inserted beside one that changed")
            << "[{\"id\":1,\"n\":1,\"x\":0},{\"id\":2,\"n\":1,\"x\":0}]"_ba
            << "[{\"id\":9,\"n\":7,\"x\":3},{\"id\":1,\"n\":5,\"x\":0},{\"id\":2,\"n\":5,\"x\":0}]"_ba
            << Changes { { Kind::Changed, u"/1/n"_s, "1", "5" }, { Kind::Changed, u"/2/n"_s, "1", "5" },
                         { Kind::Added, u"/0/id"_s, {}, "9" }, { Kind::Added, u"/0/n"_s, {}, "7" },
                         { Kind::Added, u"/0/x"_s, {}, "3" } };
        QTest::newRow("an array becomes an object")
            << "[1]"_ba
            << "{\"0\":1}"_ba
            << Changes { { Kind::Removed, u"/0"_s, "1", {} }, { Kind::Added, u"/0"_s, {}, "1" } };
        QTest::newRow("an array is emptied")
            << "{\"a\":[1,[2]],\"z\":0}"_ba
            << "{\"a\":[ ],\"z\":0}"_ba << Changes { { Kind::Changed, u"/a"_s, "[1,[2]]", "[ ]" } };
        QTest::newRow("an object is emptied") << "[{\"k\":1}]"_ba << "[{}]"_ba
                                              << Changes { { Kind::Changed, u"/0"_s, "{\"k\":1}", "{}" } };
        QTest::newRow("an empty array is filled") << "{\"a\":[]}"_ba << "{\"a\":[1,2]}"_ba
                                                  << Changes { { Kind::Changed, u"/a"_s, "[]", "[1,2]" } };
        QTest::newRow("an array becomes null") << "{\"a\":[1]}"_ba << "{\"a\":null}"_ba
                                               << Changes { { Kind::Changed, u"/a"_s, "[1]", "null" } };
        QTest::newRow("blanks in an empty one") << "[{},[]]"_ba << "[{ },[ ]]"_ba << Changes {};
        QTest::newRow("removed, then added") << "{\"a\":1,\"c\":true}"_ba
                                             << "{\"c\":true,\"b\":\"x\"}"_ba
                                             << Changes { { Kind::Removed, u"/a"_s, "1", {} },
                                                          { Kind::Added, u"/b"_s, {}, "\"x\"" } };
        QTest::newRow("elements") << "[1,[2],{}]"_ba
                                  << "[1,[2,3],[]]"_ba
                                  << Changes { { Kind::Changed, u"/2"_s, "{}", "[]" },
                                               { Kind::Added, u"/1/1"_s, {}, "3" } };
        QTest::newRow("a value becomes an object")
            << "{\"a\":1}"_ba
            << "{\"a\":{\"b\":1}}"_ba
            << Changes { { Kind::Removed, u"/a"_s, "1", {} }, { Kind::Added, u"/a/b"_s, {}, "1" } };
        QTest::newRow("duplicates, the same") << "{\"a\":1,\"a\":2}"_ba
                                              << "{ \"a\":1, \"a\":2}"_ba << Changes {};
        QTest::newRow("of duplicates the first")
            << "{\"dup\":1,\"dup\":2}"_ba
            << "{\"dup\":9,\"dup\":2}"_ba << Changes { { Kind::Changed, u"/dup"_s, "1", "9", 1 } };
        QTest::newRow("of duplicates the last")
            << "{\"a\":1,\"a\":2}"_ba
            << "{\"a\":1,\"a\":3}"_ba << Changes { { Kind::Changed, u"/a"_s, "2", "3", 2 } };
        QTest::newRow("once instead of twice")
            << "{\"a\":1,\"a\":2}"_ba
            << "{\"a\":1}"_ba << Changes { { Kind::Removed, u"/a"_s, "2", {}, 2 } };
        QTest::newRow("below duplicates")
            << "{\"a\":{\"x\":1},\"a\":{\"x\":1}}"_ba
            << "{\"a\":{\"x\":2},\"a\":{\"x\":3}}"_ba
            << Changes { { Kind::Changed, u"/a/x"_s, "1", "2", 1 }, { Kind::Changed, u"/a/x"_s, "1", "3", 2 } };
        QTest::newRow("a name like a mark") << "{\"a\":1,\"a\":2,\"a~#2\":3}"_ba
                                            << "{\"a\":1,\"a\":2,\"a~#2\":4}"_ba
                                            << Changes { { Kind::Changed, u"/a~0#2"_s, "3", "4" } };
        QTest::newRow("400 levels")
            << "{\"d\":"_ba + QByteArray(400, '[') + "1" + QByteArray(400, ']') + "}"
            << "{\"d\":"_ba + QByteArray(400, '[') + "2" + QByteArray(400, ']') + "}"
            << Changes { { Kind::Changed, u"/d"_s + u"/0"_s.repeated(400), "1", "2" } };
        QTest::newRow("deeper than any pointer helps")
            << QByteArray(5'000, '[') + "1" + QByteArray(5'000, ']')
            << QByteArray(5'000, '[') + "2" + QByteArray(5'000, ']')
            << Changes { { Kind::Changed, u"/0"_s.repeated(1'000),
                           QByteArray(4'000, '[') + "1" + QByteArray(4'000, ']'),
                           QByteArray(4'000, '[') + "2" + QByteArray(4'000, ']') } };
        QTest::newRow("names with slashes")
            << "{\"a/b\":1,\"c~\":1}"_ba
            << "{\"a/b\":2,\"c~\":1}"_ba << Changes { { Kind::Changed, u"/a~1b"_s, "1", "2" } };
        QTest::newRow("bare values")
            << "1"_ba
            << "\"1\""_ba << Changes { { Kind::Changed, u""_s, "1", "\"1\"" } };
        QTest::newRow("nested in arrays") << "{\"a\":[{\"b\":1},{\"b\":2}],\"z\":0}"_ba
                                          << "{\"a\":[{\"b\":1},{\"b\":3}],\"z\":0}"_ba
                                          << Changes { { Kind::Changed, u"/a/1/b"_s, "2", "3" } };
    }
    void values()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(Changes, changes);
        QCOMPARE(compareValues(before, after), (ValueChanges { changes, true }));
    }

    // Too long to look for what was inserted: by their numbers.
    void longArrays()
    {
        const auto array = [](int from, int count) -> QByteArray {
            QByteArray text = "[";
            for (int i = 0; i < count; ++i) {
                text += QByteArray::number(from + i) + ",";
            }
            return text + "0]";
        };
        // The same beginning and end cost nothing.
        const QByteArray before = array(1, 9'000);
        QByteArray after = before;
        after.insert(after.indexOf(",5000,"), ",\"new\"");
        QCOMPARE(compareValues(before, after).changes,
                 (Changes { { Kind::Added, u"/4999"_s, {}, "\"new\"" } }));
        const ValueChanges many = compareValues(array(1, 5'000), array(2, 5'000));
        QVERIFY(many.complete);
        QCOMPARE(many.changes.size(), 5'000);
        QCOMPARE(many.changes.first(), (ValueChange { Kind::Changed, u"/0"_s, "1", "2" }));
        // As many as there is room for.
        QCOMPARE(compareValues(array(1, 1'000), array(2, 1'000)).changes.size(), 2);
    }

    // Whatever comes is compared as far as it goes, and it is said if that is not to the end.
    void anyBytes()
    {
        for (const QByteArray &bytes : { QByteArray("}{]["), QByteArray("{\"a\""),
                                         QByteArray("{,,:"), QByteArray(5'000, '[') }) {
            compareValues(bytes, "{\"a\":1}");
            compareValues("{\"a\":1}", bytes);
        }
        QVERIFY(!compareValues("[]", QByteArray(2'000'000, ' ')).complete);
        QByteArray many = "[";
        for (int i = 0; i < 30'000; ++i) {
            many += "1,";
        }
        QVERIFY(!compareValues(QByteArray(many + "1]"), "[]").complete);
    }

    void lines_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("result");
        QTest::newRow("the same") << "a\nb"_ba
                                  << "a\nb"_ba
                                  << " a b"_ba;
        QTest::newRow("in the middle") << "a\nb\nc"_ba
                                       << "a\nx\nc"_ba
                                       << " a-b+x c"_ba;
        QTest::newRow("inserted") << "a\nc"_ba
                                  << "a\nb\nc"_ba
                                  << " a+b c"_ba;
        QTest::newRow("moved") << "a\nb\nc"_ba
                               << "b\nc\na"_ba
                               << "-a b c+a"_ba;
        QTest::newRow("nothing before") << ""_ba
                                        << "a"_ba
                                        << "+a"_ba;
        QTest::newRow("all of it") << "a\nb"_ba
                                   << "c"_ba
                                   << "-a-b+c"_ba;
    }
    void lines()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QByteArray result;
        for (const LineChange &change : compareLines(before, after)) {
            result += change.kind == LineChange::Kind::Same ? ' '
                : change.kind == LineChange::Kind::Added    ? '+'
                                                            : '-';
            result += change.line;
        }
        QTEST(result, "result");
    }

    void manyLines()
    {
        QByteArray before;
        QByteArray after;
        for (int i = 0; i < 20'000; ++i) {
            before += QByteArray::number(i) + '\n';
            after += QByteArray::number(-i - 1) + '\n';
        }
        QCOMPARE(compareLines(before, after).size(), 40'001);
    }

    void findsThePreviousOfAKey()
    {
        MessageStore store(StoreLimits {}, std::make_shared<MemoryBudget>());
        store.beginRun(DurableStreams::Offset::beginning(), 0, 0);
        const auto add = [&](const QByteArray &bytes) {
            store.append(bytes, RowKind::Message, RowFlag::Json);
        };
        add("{\"type\":\"order\",\"key\":\"7\",\"n\":1}");
        add("{\"type\":\"user\",\"key\":\"7\",\"n\":2}");
        for (int i = 0; i < 20'000; ++i) {
            add("{\"type\":\"order\",\"key\":\"8\",\"text\":\"7\"}");
        }
        add("{\"key\":\"7\",\"type\":\"order\",\"n\":3}");
        add("{\"n\":4}");
        store.publish();
        const StoreSnapshot snapshot = store.snapshot();
        const Message last = snapshot.message(snapshot.endId() - 2);
        QVERIFY(PreviousOfKey::hasKey(last));
        QVERIFY(!PreviousOfKey::hasKey(snapshot.message(snapshot.endId() - 1)));
        PreviousOfKey search;
        QSignalSpy found(&search, &PreviousOfKey::found);
        search.find(snapshot, last);
        QVERIFY(found.wait(60s));
        QCOMPARE(found.takeFirst().first().value<Message>().id, snapshot.firstId());
        // The latest question is answered, and no other.
        search.find(snapshot, last);
        search.find(snapshot, snapshot.message(snapshot.firstId()));
        QVERIFY(found.wait(60s));
        QVERIFY(found.takeFirst().first().value<Message>().isNull());
        QVERIFY(found.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestMessageDiff)
#include "tst_messagediff.moc"
