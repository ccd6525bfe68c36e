// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include <durablestreams/materializedstate.h>

#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

#include <algorithm>
#include <map>

#include <malloc.h>

using namespace DurableStreams;
using namespace Qt::StringLiterals;

class TestMaterializedState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void messages_data();
    void messages();
    void parts_data();
    void parts();
    void folds_data();
    void folds();
    void historyKeepsTheNewest();
    void deletedHistoryIsBounded();
    void valuesKeepTheirBytes();
    void equalsAnIndependentFold();
    void memoryStaysFlat();
};

void TestMaterializedState::messages_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("why");

    QTest::newRow("change") << R"({"type":"u","key":"1","value":1,"headers":{"operation":"insert"}})"_ba
                            << QString();
    QTest::newRow("delete without value")
        << R"({"type":"u","key":"1","headers":{"operation":"delete"}})"_ba << QString();
    QTest::newRow("upsert") << R"({"type":"u","key":"1","value":{},"headers":{"operation":"upsert"}})"_ba
                            << QString();
    QTest::newRow("escaped names")
        << R"({"\u0074ype":"u","key":"1","value":1,"headers":{"operati\u006fn":"\u0069nsert"}})"_ba
        << QString();
    QTest::newRow("control") << R"({"headers":{"control":"reset","offset":"1_2"}})"_ba << QString();
    QTest::newRow("space everywhere")
        << " \r\n{ \"type\" :\t\"u\" ,\"key\": \"1\", \"value\" : 1 ,\"headers\": { \"operation\" : \"insert\" } } "_ba
        << QString();
    QTest::newRow("brackets and quotes in strings")
        << R"({"type":"u","key":"}\\\"","value":{"b":["}",{"c":"]"}]},"headers":{"operation":"insert"}})"_ba
        << QString();
    for (const char *broken :
         { "", "[1]", R"({"a":"b)", R"({"a":"b\")", R"({"a":[1,{)", R"({"a" 1})", R"({"a":})",
           R"({"a":1,})", "{a:1}", R"({"a":01})", R"({"a":"\x"})" }) {
        QTest::addRow("broken: %s", broken) << QByteArray(broken) << u"not a JSON object"_s;
    }
    QTest::newRow("text after it")
        << R"({"type":"u","key":"1","value":1,"headers":{"operation":"insert"}}x)"_ba
        << u"not a JSON object"_s;
    QTest::newRow("scalar") << "17"_ba << u"not a JSON object"_s;
    QTest::newRow("no headers") << R"({"type":"u","key":"1","value":1})"_ba << u"\"headers\""_s;
    QTest::newRow("headers not an object")
        << R"({"type":"u","key":"1","value":1,"headers":"insert"})"_ba << u"\"headers\""_s;
    QTest::newRow("no operation")
        << R"({"type":"u","key":"1","value":1,"headers":{}})"_ba << u"headers.operation"_s;
    QTest::newRow("unknown operation")
        << R"({"type":"u","key":"1","value":1,"headers":{"operation":"merge"}})"_ba
        << u"headers.operation"_s;
    QTest::newRow("unknown control") << R"({"headers":{"control":"up-to-date"}})"_ba
                                     << u"headers.control"_s;
    QTest::newRow("no type") << R"({"key":"1","value":1,"headers":{"operation":"insert"}})"_ba
                             << u"\"type\""_s;
    QTest::newRow("empty key")
        << R"({"type":"u","key":"","value":1,"headers":{"operation":"insert"}})"_ba << u"\"key\""_s;
    QTest::newRow("number as key")
        << R"({"type":"u","key":1,"value":1,"headers":{"operation":"insert"}})"_ba << u"\"key\""_s;
    QTest::newRow("update without value")
        << R"({"type":"u","key":"1","headers":{"operation":"update"}})"_ba << u"\"value\""_s;
}

void TestMaterializedState::messages()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, why);

    const auto change = StateChange::parse(message);
    QCOMPARE(change.has_value(), why.isEmpty());
    if (!change) {
        QCOMPARE(change.error().code, ErrorCode::Malformed);
        QVERIFY2(change.error().message.contains(why), qPrintable(change.error().message));
    }
}

void TestMaterializedState::parts_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArrayList>("parts");

    const auto row = [](const char *name, QByteArray message, const QByteArrayList &parts) {
        // Every message has what is needed, in front of what the row is about.
        message.replace("HEADERS", R"("headers":{"operation":"insert","txid":"t","timestamp":"s","offset":"o"})");
        QTest::newRow(name) << message << parts;
    };
    row("plain", R"({HEADERS,"type":"u","key":"k","value":{"z": 1e400},"old_value":null})",
        { "u", "k", R"({"z": 1e400})", "null", "t", "s", "o" });
    row("the last of two wins", R"({HEADERS,"type":"u","key":"k","value":1,"key":"l","value":2})",
        { "u", "l", "2", "", "t", "s", "o" });
    row("escapes", R"({HEADERS,"type":"\u00e9\n","key":"x\ud83d\ude00y","value":"\u0041"})",
        { "é\n", "x😀y", R"("\u0041")", "", "t", "s", "o" });
    row("lone surrogates stay apart", R"({HEADERS,"type":"\ud83d","key":"\ud83e","value":1})",
        { "\xED\xA0\xBD", "\xED\xA0\xBE", "1", "", "t", "s", "o" });
}

void TestMaterializedState::parts()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArrayList, parts);

    const auto change = StateChange::parse(message);
    QVERIFY2(change, change ? "" : qPrintable(change.error().message));
    QCOMPARE(QByteArrayList({ change->type, change->key, change->value.toByteArray(),
                              change->oldValue.toByteArray(), change->transactionId,
                              change->timestamp, change->offset }),
             parts);
}

static QByteArray change(QByteArrayView operation, QByteArrayView key, QByteArrayView value = {},
                         QByteArrayView old = {})
{
    QByteArray text = R"({"type":"t","key":")"_ba + key.toByteArray() + '"';
    if (!value.isNull()) {
        text += R"(,"value":)"_ba + value.toByteArray();
    }
    if (!old.isNull()) {
        text += R"(,"old_value":)"_ba + old.toByteArray();
    }
    return text + R"(,"headers":{"operation":")"_ba + operation.toByteArray() + R"("}})"_ba;
}

static QByteArray control(QByteArrayView name)
{
    return R"({"headers":{"control":")"_ba + name.toByteArray() + R"("}})"_ba;
}

using State = QMap<QByteArray, QByteArray>;
using Anomalies = QList<StateAnomaly>;

void TestMaterializedState::folds_data()
{
    QTest::addColumn<QList<QByteArray>>("messages");
    QTest::addColumn<State>("state");
    QTest::addColumn<Anomalies>("anomalies");

    const auto row = [](const char *name, const QList<QByteArray> &messages, const State &state,
                        const Anomalies &anomalies = {}) {
        QTest::newRow(name) << messages << state << anomalies;
    };
    row("insert, update, delete",
        { change("insert", "a", "1"), change("update", "a", "2"), change("insert", "b", "3"),
          change("delete", "b") },
        { { "a", "2" } });
    row("nothing is merged",
        { change("insert", "a", R"({"x":1,"y":2})"), change("update", "a", R"({"x":3})") },
        { { "a", R"({"x":3})" } });
    row("upsert inserts and replaces", { change("upsert", "a", "1"), change("upsert", "a", "2") },
        { { "a", "2" } });
    row("null is a value", { change("insert", "a", "null") }, { { "a", "null" } });
    row("duplicate insert", { change("insert", "a", "1"), change("insert", "a", "2") },
        { { "a", "2" } }, { StateAnomaly::DuplicateInsert });
    row("insert again after a delete",
        { change("insert", "a", "1"), change("delete", "a"), change("insert", "a", "2") },
        { { "a", "2" } });
    row("update of unknown", { change("update", "a", "1") }, { { "a", "1" } },
        { StateAnomaly::UpdateOfUnknown });
    row("delete of unknown", { change("delete", "a") }, {}, { StateAnomaly::DeleteOfUnknown });
    row("delete twice", { change("insert", "a", "1"), change("delete", "a"), change("delete", "a") },
        {}, { StateAnomaly::DeleteOfUnknown });
    row("old value agrees", { change("insert", "a", "1"), change("update", "a", "2", "1") },
        { { "a", "2" } });
    row("old value differs", { change("insert", "a", "1"), change("update", "a", "2", "1.0") },
        { { "a", "2" } }, { StateAnomaly::OldValueMismatch });
    row("reset", { change("insert", "a", "1"), control("reset"), change("insert", "b", "2") },
        { { "b", "2" } });
    row("snapshot marks change nothing",
        { change("insert", "a", "1"), control("snapshot-start"), change("update", "a", "2"),
          control("snapshot-end") },
        { { "a", "2" } });
    row("snapshot ends twice", { control("snapshot-end") }, {},
        { StateAnomaly::UnbalancedSnapshot });
    row("snapshot in a snapshot", { control("snapshot-start"), control("snapshot-start") }, {},
        { StateAnomaly::UnbalancedSnapshot });
    row("something else in between",
        { change("insert", "a", "1"), "17", "{", change("update", "a", "2") }, { { "a", "2" } },
        { StateAnomaly::NotAStateMessage, StateAnomaly::NotAStateMessage });
}

static State stateOf(const MaterializedState &state, const QByteArray &type)
{
    State result;
    for (const QByteArray &key : state.keys(type)) {
        result.insert(key, state.value(type, key));
    }
    return result;
}

void TestMaterializedState::folds()
{
    QFETCH(QList<QByteArray>, messages);
    QFETCH(State, state);
    QFETCH(Anomalies, anomalies);

    MaterializedState fold;
    Anomalies returned;
    for (const QByteArray &message : messages) {
        if (const auto anomaly = fold.apply(message)) {
            returned.append(*anomaly);
        }
    }
    QCOMPARE(stateOf(fold, "t"), state);
    QCOMPARE(fold.size(), state.size());
    QCOMPARE(fold.size("t"), state.size());
    QCOMPARE(returned, anomalies);
    QCOMPARE(fold.anomalyCount(), static_cast<quint64>(anomalies.size()));
    Anomalies kept;
    for (const auto &anomaly : fold.anomalies()) {
        kept.append(anomaly.kind);
    }
    QCOMPARE(kept, anomalies);
    QCOMPARE(fold.messageCount(), static_cast<quint64>(messages.size()));
}

void TestMaterializedState::historyKeepsTheNewest()
{
    MaterializedState fold({ .historyPerKey = 2, .anomaliesKept = 1 });
    fold.apply(change("insert", "a", "1"));
    fold.apply(change("insert", "b", "3"));
    fold.apply(change("update", "a", "2"));
    fold.apply(change("delete", "a"));
    const QList<MaterializedState::Change> expected {
        { .message = 2, .operation = StateOperation::Update, .value = "2" },
        { .message = 3, .operation = StateOperation::Delete, .value = {} },
    };
    QCOMPARE(fold.history("t", "a"), expected);
    QCOMPARE(fold.history("t", "b").size(), 1);
    QCOMPARE(fold.history("other", "a").size(), 0);

    fold.apply(change("delete", "a"));
    fold.apply(change("delete", "c"));
    QCOMPARE(fold.anomalyCount(), 2u);
    QCOMPARE(fold.anomalies().size(), 1);
    QCOMPARE(fold.anomalies().constFirst().key, "c"_ba);
    QCOMPARE(fold.anomalies().constFirst().message, 5u);
}

void TestMaterializedState::deletedHistoryIsBounded()
{
    MaterializedState fold({ .deletedKept = 3 });
    for (int i = 0; i < 10; ++i) {
        const QByteArray key = QByteArray::number(i);
        fold.apply(change("insert", key, "1"));
        fold.apply(change("delete", key));
    }
    QCOMPARE(fold.size(), 0);
    QCOMPARE(fold.anomalyCount(), 0u);
    QCOMPARE(fold.history("t", "6").size(), 0);
    QCOMPARE(fold.history("t", "7").size(), 2);
    QCOMPARE(fold.history("t", "9").size(), 2);

    MaterializedState none({ .historyPerKey = 0 });
    none.apply(change("insert", "a", "1"));
    none.apply(change("delete", "a"));
    QCOMPARE(none.history("t", "a").size(), 0);
    QCOMPARE(none.apply(change("delete", "a")), std::optional(StateAnomaly::DeleteOfUnknown));
}

void TestMaterializedState::valuesKeepTheirBytes()
{
    const QByteArray odd = R"({"z":1,"a":12345678901234567890,"f":0.10000000000000001,"a":1E400, "s":"\u00e9\ud83d"})";
    MaterializedState fold;
    {
        // The value must not point into a message that is gone.
        QByteArray message = change("insert", "k", odd);
        fold.apply(message);
        message.fill('#');
    }
    QCOMPARE(fold.value("t", "k"), odd);
    QCOMPARE(fold.history("t", "k").constFirst().value, odd);
}

void TestMaterializedState::equalsAnIndependentFold()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    MaterializedState fold;
    std::map<std::pair<QByteArray, QByteArray>, QByteArray> model;
    std::map<std::pair<QByteArray, QByteArray>, QByteArrayList> changes;
    static const QList<QByteArray> values { "1", "-0", "1.0", "1e400", "null", R"("x\"}")",
                                            "[ ]", R"({"a":[{"b":"]"}]})", "18446744073709551616" };
    for (int i = 0; i < 20'000; ++i) {
        const QByteArray type = "type" + QByteArray::number(random.bounded(3));
        const QByteArray key = "k" + QByteArray::number(random.bounded(200));
        const QByteArray value = values.at(random.bounded(values.size()));
        const int what = random.bounded(1000);
        if (what == 0) {
            fold.apply(control("reset"));
            model.clear();
            changes.clear();
            continue;
        }
        const bool deletes = what < 300;
        const QByteArray operation = deletes ? "delete"_ba
            : what < 500                     ? "update"_ba
            : what < 700                     ? "upsert"_ba
                                             : "insert"_ba;
        // Members in both orders: the headers may come first.
        const QByteArray headers = R"("headers":{"operation":")" + operation + R"("})";
        const QByteArray rest = R"("type":")" + type + R"(","key":")" + key + '"'
            + (deletes ? ""_ba : R"(, "value" : )" + value);
        const QByteArray first = random.bounded(2) != 0 ? headers : rest;
        const QByteArray message = '{' + first + ',' + (first == headers ? rest : headers) + '}';
        fold.apply(message);
        if (!deletes) {
            model[{ type, key }] = value;
            changes[{ type, key }].append(value);
        } else if (model.erase({ type, key })) {
            changes[{ type, key }].append(QByteArray());
        }
    }
    QCOMPARE(fold.messageCount(), 20'000u);
    QCOMPARE(fold.size(), static_cast<qsizetype>(model.size()));
    for (const auto &[id, value] : model) {
        QCOMPARE(fold.value(id.first, id.second), value);
    }
    for (const auto &[id, all] : changes) {
        QByteArrayList kept;
        for (const auto &change : fold.history(id.first, id.second)) {
            kept.append(change.value);
        }
        QCOMPARE(kept, QByteArrayList(all.last(std::min<qsizetype>(all.size(), 8))));
    }
}

// Counts what is allocated and not freed again, the overhead of the allocator left out.
static qint64 allocatedBytes()
{
    return qint64(mallinfo2().uordblks + mallinfo2().hblkhd);
}

void TestMaterializedState::memoryStaysFlat()
{
    constexpr int Keys = 100'000;
    constexpr int Changes = 1'000'000;
    const qint64 before = allocatedBytes();
    MaterializedState fold({ .historyPerKey = 2 });
    qint64 afterRounds[2] = {};
    for (int i = 0; i < Changes; ++i) {
        const QByteArray key = QByteArray::number(i % Keys);
        fold.apply(change(i < Keys ? "insert" : "update", key, QByteArray(20, char('0' + i % 9 + 1))));
        // Every key was changed twice: from here on what comes replaces what was.
        if (i == 2 * Keys - 1) {
            afterRounds[0] = allocatedBytes() - before;
        }
    }
    afterRounds[1] = allocatedBytes() - before;
    QCOMPARE(fold.size(), Keys);
    QCOMPARE(fold.anomalyCount(), 0u);
    qInfo("%lld bytes for each of %d keys", afterRounds[1] / Keys, Keys);
    QVERIFY2(afterRounds[1] <= afterRounds[0] + afterRounds[0] / 50,
             qPrintable(u"%1, then %2"_s.arg(afterRounds[0]).arg(afterRounds[1])));
    // What goes takes its memory along.
    for (int i = 0; i < Keys; ++i) {
        fold.apply(change("delete", QByteArray::number(i)));
    }
    fold.clear();
    const qint64 left = allocatedBytes() - before;
    QVERIFY2(left <= afterRounds[0] / 50, qPrintable(QString::number(left)));
}

QTEST_GUILESS_MAIN(TestMaterializedState)
#include "tst_materializedstate.moc"
