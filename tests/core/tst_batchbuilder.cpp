// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "reader/batchbuilder_p.h"

#include <QtTest/QTest>

using namespace DurableStreams;
using namespace Qt::StringLiterals;
using Packing = BatchBuilder::Packing;
using Status = BatchBuilder::Status;

namespace {

const Position atTen { .offset = Offset("10"_ba), .cursor = {}, .upToDate = true };

QByteArrayList messagesOf(const std::vector<Batch> &batches)
{
    QByteArrayList messages;
    for (const Batch &batch : batches) {
        if (batch.kind != Batch::Kind::Json || batch.malformed) {
            messages.append((batch.malformed ? "raw:"_ba : ""_ba) + batch.bytes);
            continue;
        }
        for (qsizetype i = 0; i < batch.slices.size(); ++i) {
            messages.append(batch.message(i).toByteArray());
        }
    }
    return messages;
}

QByteArray joined(const std::vector<Batch> &batches)
{
    QByteArray bytes;
    for (const Batch &batch : batches) {
        bytes += batch.bytes;
    }
    return bytes;
}

struct Fixture
{
    explicit Fixture(Delivery delivery = Delivery::AsItArrives,
                     MalformedPolicy policy = MalformedPolicy::Fail)
        : builder(&progress, delivery, policy)
    {
        progress.startAt(Offset::beginning());
    }
    void collect()
    {
        for (Batch &batch : builder.take()) {
            batches.push_back(std::move(batch));
        }
    }
    // The connection breaks; the server is asked again.
    void reconnect(Batch::Kind kind, Packing packing = Packing::Body)
    {
        collect();
        progress.restart();
        builder.begin(kind, packing);
    }

    DeliveryProgress progress;
    BatchBuilder builder;
    std::vector<Batch> batches;
};

} // namespace

class BatchBuilderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void deliversMessagesHoweverTheBodyIsCut();
    void aPieceKnowsWhereItBelongs();
    void everythingOnceAfterABreakAtEveryByte_data();
    void everythingOnceAfterABreakAtEveryByte();
    void aPastThatChangedIsNoticed_data();
    void aPastThatChangedIsNoticed();
    void replayReachesOverSeveralAnswers();
    void lineEndsOfAnEventStreamAreTheSamePast();
    void confirmedDeliveryHandsOutWholeAnswers();
    void textByEventsWaitsForItsConfirmation();
    void tooMuchUnconfirmedTextIsReadInAnotherWay();
    void severalDataEventsBeforeOneControl();
    void base64OfEachEventIsDecodedByItself();
    void brokenBase64IsMalformed_data();
    void brokenBase64IsMalformed();
    void malformedJsonFails_data();
    void malformedJsonFails();
    void malformedJsonIsHandedOutRaw_data();
    void malformedJsonIsHandedOutRaw();
    void malformedEventsComeOnceAfterABreakAtEveryByte();
    void longMalformedPartsComeInPieces();
    void marksWhatEventsMayChange();
};

void BatchBuilderTest::deliversMessagesHoweverTheBodyIsCut()
{
    const QByteArray body = R"([{"a":1.0}, "x,]y" ,[1,2],12345678901234567890])"_ba;
    for (qsizetype step = 1; step <= body.size(); ++step) {
        Fixture f;
        f.builder.begin(Batch::Kind::Json, Packing::Body);
        for (qsizetype at = 0; at < body.size(); at += step) {
            const qsizetype size = std::min(step, body.size() - at);
            std::memcpy(f.builder.prepare(size + 3), body.constData() + at, size_t(size));
            QCOMPARE(f.builder.commit(size), Status::Ok);
            f.collect();
        }
        QCOMPARE(f.builder.endPart(), Status::Ok);
        f.builder.confirm(atTen);
        f.collect();
        QCOMPARE(messagesOf(f.batches),
                 QByteArrayList({ R"({"a":1.0})", R"("x,]y")", "[1,2]", "12345678901234567890" }));
        QVERIFY(f.batches.back().position == atTen);
    }
}

void BatchBuilderTest::aPieceKnowsWhereItBelongs()
{
    Fixture f;
    f.builder.begin(Batch::Kind::Json, Packing::Body);
    QCOMPARE(f.builder.feed("[1,2,"), Status::Ok);
    f.collect();
    QCOMPARE(f.builder.feed("3]"), Status::Ok);
    QCOMPARE(f.builder.endPart(), Status::Ok);
    f.builder.confirm(atTen);
    f.progress.confirm(atTen.offset);
    f.collect();
    QCOMPARE(f.batches.size(), 2U);
    QCOMPARE(f.batches[0].firstIndex, 0U);
    QVERIFY(!f.batches[0].position);
    QCOMPARE(f.batches[1].firstIndex, 2U);
    QCOMPARE(f.batches[1].startOffset, Offset::beginning());
    QCOMPARE(f.progress.confirmed(), atTen.offset);
    QCOMPARE(f.progress.delivered(), 0U);
}

void BatchBuilderTest::everythingOnceAfterABreakAtEveryByte_data()
{
    QTest::addColumn<Batch::Kind>("kind");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Delivery>("delivery");
    QTest::addColumn<Packing>("packing");
    for (const Delivery delivery : { Delivery::AsItArrives, Delivery::WhenConfirmed }) {
        const char *when = delivery == Delivery::AsItArrives ? "as it arrives" : "when confirmed";
        const auto row = [&](const char *name, Batch::Kind kind, const QByteArray &body,
                             Packing packing = Packing::Body) {
            QTest::addRow("%s, %s", name, when) << kind << body << delivery << packing;
        };
        row("json", Batch::Kind::Json, R"([{"n":1},"two",[3],4,{"five":"5,]"}])"_ba);
        row("bytes", Batch::Kind::Bytes, QByteArray("\0\1\2\3abcdefghijklmnop", 20));
        row("text", Batch::Kind::Text, "a\r\nb\rc\nd\xc3\xa9"_ba);
        row("text by events", Batch::Kind::Text, "a\nb\nc\nd\xc3\xa9"_ba, Packing::Events);
        row("json by events", Batch::Kind::Json, "[1,\n{\"n\":\n2},3]"_ba, Packing::Events);
    }
}

void BatchBuilderTest::everythingOnceAfterABreakAtEveryByte()
{
    QFETCH(Batch::Kind, kind);
    QFETCH(QByteArray, body);
    QFETCH(Delivery, delivery);
    QFETCH(Packing, packing);
    Fixture whole(delivery);
    whole.builder.begin(kind, packing);
    QCOMPARE(whole.builder.feed(body), Status::Ok);
    QCOMPARE(whole.builder.endPart(), Status::Ok);
    whole.builder.confirm(atTen);
    whole.collect();

    for (qsizetype first = 0; first <= body.size(); ++first) {
        for (qsizetype second = 0; second <= body.size(); ++second) {
            Fixture f(delivery);
            for (const qsizetype cut : { first, second }) {
                f.reconnect(kind, packing);
                QCOMPARE(f.builder.feed(body.first(cut)), Status::Ok);
            }
            f.reconnect(kind, packing);
            QCOMPARE(f.builder.feed(body), Status::Ok);
            QCOMPARE(f.builder.endPart(), Status::Ok);
            QVERIFY(!f.progress.isReplaying());
            QVERIFY(!f.progress.hasChanged());
            f.builder.confirm(atTen);
            f.collect();
            if (kind == Batch::Kind::Json) {
                QCOMPARE(messagesOf(f.batches), messagesOf(whole.batches));
            } else {
                QCOMPARE(joined(f.batches), body);
            }
        }
    }
}

void BatchBuilderTest::aPastThatChangedIsNoticed_data()
{
    QTest::addColumn<Batch::Kind>("kind");
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("json value") << Batch::Kind::Json << "[1,2,"_ba << "[1,3,4]"_ba;
    QTest::newRow("json borders") << Batch::Kind::Json << "[\"ab\",\"c\","_ba << "[\"a\",\"bc\",4]"_ba;
    QTest::newRow("json digits") << Batch::Kind::Json << "[12,3,"_ba << "[1,23,4]"_ba;
    QTest::newRow("bytes") << Batch::Kind::Bytes << "abcdefghij"_ba << "abcdefghiX-more"_ba;
}

void BatchBuilderTest::aPastThatChangedIsNoticed()
{
    QFETCH(Batch::Kind, kind);
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    Fixture f;
    f.reconnect(kind);
    QCOMPARE(f.builder.feed(before), Status::Ok);
    f.reconnect(kind);
    QCOMPARE(f.builder.feed(after), Status::Ok);
    QVERIFY(f.progress.hasChanged());
}

// What one answer held may come in several smaller ones after a break.
void BatchBuilderTest::replayReachesOverSeveralAnswers()
{
    Fixture f;
    f.reconnect(Batch::Kind::Json);
    QCOMPARE(f.builder.feed("[1,2,3,"), Status::Ok);
    f.reconnect(Batch::Kind::Json);
    for (const QByteArray &answer : { "[1]"_ba, "[2,3]"_ba, "[4]"_ba }) {
        f.builder.begin(Batch::Kind::Json, Packing::Body);
        QCOMPARE(f.builder.feed(answer), Status::Ok);
        QCOMPARE(f.builder.endPart(), Status::Ok);
        const bool isReplay = f.progress.isReplaying();
        QCOMPARE(isReplay, answer == "[1]");
        f.builder.confirm(isReplay ? std::nullopt : std::optional(atTen));
        f.progress.confirm(Offset("o" + answer));
        // A break now has to go back to where the hash begins.
        QCOMPARE(f.progress.confirmed() == Offset::beginning(), isReplay);
        QCOMPARE(f.progress.next(), Offset("o" + answer));
        f.collect();
    }
    QCOMPARE(messagesOf(f.batches), QByteArrayList({ "1", "2", "3", "4" }));
    QVERIFY(!f.progress.hasChanged());
}

void BatchBuilderTest::lineEndsOfAnEventStreamAreTheSamePast()
{
    Fixture f;
    f.reconnect(Batch::Kind::Json, Packing::Events);
    QCOMPARE(f.builder.feed("[{\n\"a\": 1\n},2,"), Status::Ok);
    f.reconnect(Batch::Kind::Json, Packing::Body);
    QCOMPARE(f.builder.feed("[{\r\n\"a\": 1\r\n},2,3]"), Status::Ok);
    QCOMPARE(f.builder.endPart(), Status::Ok);
    f.collect();
    QVERIFY(!f.progress.hasChanged());
    QCOMPARE(messagesOf(f.batches), QByteArrayList({ "{\n\"a\": 1\n}", "2", "3" }));
}

void BatchBuilderTest::confirmedDeliveryHandsOutWholeAnswers()
{
    Fixture f(Delivery::WhenConfirmed);
    f.builder.begin(Batch::Kind::Json, Packing::Body);
    QCOMPARE(f.builder.feed("[1,2,"), Status::Ok);
    QVERIFY(f.builder.take().empty());
    QCOMPARE(f.builder.feed("3]"), Status::Ok);
    QCOMPARE(f.builder.endPart(), Status::Ok);
    QVERIFY(f.builder.take().empty());
    f.builder.confirm(atTen);
    f.collect();
    QCOMPARE(f.batches.size(), 1U);
    QCOMPARE(messagesOf(f.batches), QByteArrayList({ "1", "2", "3" }));
    QVERIFY(f.batches[0].position == atTen);
}

void BatchBuilderTest::textByEventsWaitsForItsConfirmation()
{
    Fixture f;
    f.builder.begin(Batch::Kind::Text, Packing::Events);
    QCOMPARE(f.builder.feed("hello"), Status::Ok);
    QVERIFY(f.builder.take().empty());
    f.builder.confirm(atTen);
    f.collect();
    QCOMPARE(joined(f.batches), "hello");
}

void BatchBuilderTest::tooMuchUnconfirmedTextIsReadInAnotherWay()
{
    Fixture f;
    f.builder.begin(Batch::Kind::Text, Packing::Events);
    const QByteArray piece(1024 * 1024, 'x');
    Status status = Status::Ok;
    for (int i = 0; i < 9 && status == Status::Ok; ++i) {
        status = f.builder.feed(piece);
    }
    QCOMPARE(status, Status::TooMuchHeld);
}

void BatchBuilderTest::severalDataEventsBeforeOneControl()
{
    Fixture f(Delivery::WhenConfirmed);
    f.builder.begin(Batch::Kind::Json, Packing::Events);
    for (const QByteArray &event : { "[1,2]"_ba, "[]"_ba, "[\n3\n]"_ba }) {
        QCOMPARE(f.builder.feed(event), Status::Ok);
        QCOMPARE(f.builder.endPart(), Status::Ok);
    }
    f.builder.confirm(atTen);
    f.collect();
    QCOMPARE(f.batches.size(), 1U);
    QCOMPARE(messagesOf(f.batches), QByteArrayList({ "1", "2", "3" }));
}

void BatchBuilderTest::base64OfEachEventIsDecodedByItself()
{
    Fixture f;
    f.builder.begin(Batch::Kind::Bytes, Packing::Base64Events);
    for (const QByteArray &bytes : { QByteArray("\xff\0", 2), "abc"_ba, QByteArray("\x80") }) {
        const QByteArray encoded = bytes.toBase64();
        for (const char c : encoded) {
            QCOMPARE(f.builder.feed(QByteArrayView(&c, 1)), Status::Ok);
        }
        QCOMPARE(f.builder.endPart(), Status::Ok);
    }
    f.builder.confirm(atTen);
    f.collect();
    QCOMPARE(joined(f.batches), QByteArray("\xff\0abc\x80", 6));
}

void BatchBuilderTest::brokenBase64IsMalformed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("alphabet") << "ab!d"_ba;
    QTest::newRow("length") << "abc"_ba;
}

void BatchBuilderTest::brokenBase64IsMalformed()
{
    QFETCH(QByteArray, text);
    Fixture f;
    f.builder.begin(Batch::Kind::Bytes, Packing::Base64Events);
    Status status = f.builder.feed(text);
    if (status == Status::Ok) {
        status = f.builder.endPart();
    }
    QCOMPARE(status, Status::Malformed);
    QVERIFY(!f.builder.faultText().isEmpty());
}

void BatchBuilderTest::malformedJsonFails_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("cut short") << "[1,2"_ba;
    QTest::newRow("not an array") << "{\"a\":1}"_ba;
    QTest::newRow("brackets") << "[1,{]}"_ba;
    QTest::newRow("junk behind") << "[1]x"_ba;
    QTest::newRow("two separators") << "[1,,2]"_ba;
    QTest::newRow("html") << "<html>"_ba;
}

void BatchBuilderTest::malformedJsonFails()
{
    QFETCH(QByteArray, body);
    Fixture f;
    f.builder.begin(Batch::Kind::Json, Packing::Body);
    Status status = f.builder.feed(body);
    if (status == Status::Ok) {
        status = f.builder.endPart();
    }
    QCOMPARE(status, Status::Malformed);
}

void BatchBuilderTest::malformedJsonIsHandedOutRaw_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArrayList>("messages");
    QTest::newRow("two separators") << "[1,2,,xyz]"_ba << QByteArrayList { "1", "2", "raw:,xyz]" };
    QTest::newRow("no separator") << "[1 2]"_ba << QByteArrayList { "1", "raw:2]" };
    QTest::newRow("not an array") << " oops"_ba << QByteArrayList { "raw:oops" };
    QTest::newRow("in an object") << R"([1, {"a":[}} ])"_ba << QByteArrayList { "1", R"(raw:{"a":[}} ])" };
    QTest::newRow("cut in a string") << R"(["a","b)"_ba << QByteArrayList { R"("a")", R"(raw:"b)" };
    QTest::newRow("cut in a number") << "[1,23"_ba << QByteArrayList { "1", "raw:23" };
    QTest::newRow("cut in an object") << "[1,{}, {"_ba << QByteArrayList { "1", "{}", "raw:{" };
    QTest::newRow("cut between two") << "[1,"_ba << QByteArrayList { "1", "raw:" };
    QTest::newRow("junk behind") << "[1]x"_ba << QByteArrayList { "1", "raw:x" };
}

// However it is cut, what is handed out is the same; and the next event is sound again.
void BatchBuilderTest::malformedJsonIsHandedOutRaw()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArrayList, messages);
    messages.append("5");
    for (qsizetype step = 1; step <= body.size(); ++step) {
        Fixture f(Delivery::AsItArrives, MalformedPolicy::DeliverRaw);
        f.builder.begin(Batch::Kind::Json, Packing::Events);
        for (qsizetype at = 0; at < body.size(); at += step) {
            QCOMPARE(f.builder.feed(QByteArrayView(body).sliced(at).first(
                         std::min(step, body.size() - at))),
                     Status::Ok);
            f.collect();
        }
        QCOMPARE(f.builder.endPart(), Status::Ok);
        QCOMPARE(f.builder.feed("[5]"), Status::Ok);
        QCOMPARE(f.builder.endPart(), Status::Ok);
        f.builder.confirm(atTen);
        f.collect();
        QCOMPARE(messagesOf(f.batches), messages);
        QVERIFY(f.batches.back().position == atTen);
    }
}

void BatchBuilderTest::malformedEventsComeOnceAfterABreakAtEveryByte()
{
    const QByteArrayList events { "[1,2]", "oops", "[3,{]", "[4]" };
    const QByteArrayList messages { "1", "2", "raw:oops", "3", "raw:{]", "4" };
    // Feeds so many bytes; what is handed out in between depends on the step.
    const auto feed = [&](Fixture &f, qsizetype bytes, bool collects) {
        for (const QByteArray &event : events) {
            const qsizetype size = std::min(bytes, event.size());
            QCOMPARE(f.builder.feed(event.first(size)), Status::Ok);
            if (size < event.size()) {
                return;
            }
            bytes -= size;
            QCOMPARE(f.builder.endPart(), Status::Ok);
            if (collects) {
                f.collect();
            }
        }
    };
    const qsizetype all = events.join().size();
    for (const bool collects : { true, false }) {
        for (qsizetype cut = 0; cut <= all; ++cut) {
            Fixture f(Delivery::AsItArrives, MalformedPolicy::DeliverRaw);
            f.builder.begin(Batch::Kind::Json, Packing::Events);
            feed(f, cut, collects);
            f.reconnect(Batch::Kind::Json, Packing::Events);
            feed(f, all, !collects);
            QVERIFY(!f.progress.isReplaying());
            QVERIFY(!f.progress.hasChanged());
            f.builder.confirm(atTen);
            f.collect();
            QCOMPARE(messagesOf(f.batches), messages);
        }
    }
}

void BatchBuilderTest::longMalformedPartsComeInPieces()
{
    const QByteArray body = "["_ba + QByteArray(3 * BatchBuilder::MaxRawPiece, '}');
    for (const qsizetype step : { qsizetype(100'000), body.size() }) {
        Fixture f(Delivery::AsItArrives, MalformedPolicy::DeliverRaw);
        f.builder.begin(Batch::Kind::Json, Packing::Body);
        for (qsizetype at = 0; at < body.size(); at += step) {
            QCOMPARE(f.builder.feed(QByteArrayView(body).sliced(at).first(
                         std::min(step, body.size() - at))),
                     Status::Ok);
            f.collect();
        }
        QVERIFY(f.batches.size() >= 2); // before the part has ended
        QCOMPARE(f.builder.endPart(), Status::Ok);
        f.builder.confirm(atTen);
        f.collect();
        QCOMPARE(joined(f.batches), body.sliced(1));
        QCOMPARE(f.progress.delivered(), 3U);
        for (const Batch &batch : f.batches) {
            QVERIFY(batch.malformed);
            QCOMPARE(batch.bytes.size(), BatchBuilder::MaxRawPiece);
        }
    }
}

void BatchBuilderTest::marksWhatEventsMayChange()
{
    Fixture f(Delivery::WhenConfirmed);
    f.builder.begin(Batch::Kind::Json, Packing::Events);
    QCOMPARE(f.builder.feed("[\n{\"a\":1},\n{\"b\":2}\n]"), Status::Ok);
    QCOMPARE(f.builder.endPart(), Status::Ok);
    f.builder.confirm(atTen);
    QCOMPARE(f.builder.feed("[{\n\"a\":1}]"), Status::Ok);
    QCOMPARE(f.builder.endPart(), Status::Ok);
    f.builder.confirm(atTen);
    f.collect();
    QCOMPARE(f.batches.size(), 2U);
    QVERIFY(!f.batches[0].normalised); // only between messages
    QVERIFY(f.batches[1].normalised);

    Fixture text(Delivery::WhenConfirmed);
    text.builder.begin(Batch::Kind::Text, Packing::Events);
    QCOMPARE(text.builder.feed("one line"), Status::Ok); // a blank may have been before it
    QCOMPARE(text.builder.endPart(), Status::Ok);
    text.builder.confirm(atTen);
    text.collect();
    QVERIFY(text.batches.at(0).normalised);
    text.builder.begin(Batch::Kind::Text, Packing::Body);
    QCOMPARE(text.builder.feed("a\nb"), Status::Ok);
    text.builder.confirm(atTen);
    text.collect();
    QVERIFY(!text.batches.at(1).normalised);
}

QTEST_GUILESS_MAIN(BatchBuilderTest)
#include "tst_batchbuilder.moc"
