// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/messagestore.h"
#include "models/tailmodel.h"
#include "tail/rowcopy.h"

#include <QTest>

using namespace Tailwater;

class TestRowCopy : public QObject
{
    Q_OBJECT

    MessageStore store;
    TailModel model;

private Q_SLOTS:
    void initTestCase()
    {
        QTest::failOnWarning();
        store.append("{\"n\": 12345678901234567890,\n \"a\":1.0}", RowKind::Message, RowFlag::Json);
        store.append("[1, 2]", RowKind::Message, RowFlag::Json);
        store.appendMarker({ .type = Marker::Type::CaughtUp });
        store.append("{oops", RowKind::Message, RowFlag::Malformed);
        store.append("\"\\u00e9 \\ud800\"", RowKind::Message, RowFlag::Json);
        store.publish();
        model.setSnapshot(store.snapshot());
    }

    void copies_data()
    {
        QTest::addColumn<RowFormat>("format");
        QTest::addColumn<QByteArray>("expected");
        QTest::addColumn<int>("leftOut");
        QTest::newRow("raw") << RowFormat::Raw
                             << QByteArray("{\"n\": 12345678901234567890,\n \"a\":1.0}\n[1, 2]\n{oops\n"
                                           "\"\\u00e9 \\ud800\"")
                             << 0;
        // Tokens stay, to the last digit and escape; only the space between them goes.
        QTest::newRow("NDJSON") << RowFormat::Ndjson
                                << QByteArray("{\"n\":12345678901234567890,\"a\":1.0}\n[1,2]\n"
                                              "\"\\u00e9 \\ud800\"\n")
                                << 1;
        QTest::newRow("array") << RowFormat::JsonArray
                               << QByteArray("[\n{\"n\": 12345678901234567890,\n \"a\":1.0},\n[1, 2],\n"
                                             "\"\\u00e9 \\ud800\"\n]\n")
                               << 1;
        QTest::newRow("indented") << RowFormat::Indented
                                  << QByteArray("{\n  \"n\": 12345678901234567890,\n  \"a\": 1.0\n}\n"
                                                "[\n  1,\n  2\n]\n{oops\n\"\\u00e9 \\ud800\"")
                                  << 0;
    }

    void copies()
    {
        QFETCH(RowFormat, format);
        QFETCH(QByteArray, expected);
        QFETCH(int, leftOut);
        const CopiedRows copied = copyRows(model, { { 0, 4 } }, format, 1 << 20);
        QCOMPARE(copied.bytes, expected);
        QCOMPARE(copied.leftOut, leftOut);
        QCOMPARE(copied.rows, 4 - leftOut);
        QVERIFY(!copied.tooLarge);
    }

    void copiesRanges()
    {
        QCOMPARE(copyRows(model, { { 1, 1 }, { 4, 4 } }, RowFormat::Ndjson, 1 << 20).rows, 2);
        // A marker alone is nothing.
        QCOMPARE(copyRows(model, { { 2, 2 } }, RowFormat::Raw, 1 << 20).rows, 0);
    }

    // All or nothing: a part would look like the whole.
    void refusesWhatIsTooLarge()
    {
        const CopiedRows copied = copyRows(model, { { 0, 4 } }, RowFormat::Raw, 20);
        QVERIFY(copied.tooLarge);
        QVERIFY(copied.bytes.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRowCopy)
#include "tst_rowcopy.moc"
