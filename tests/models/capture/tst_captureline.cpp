// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rows.h"

#include "models/capture/captureline.h"
#include "models/capture/jsonline.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;

class TestCaptureLine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void everyRowComesBack_data()
    {
        QTest::addColumn<int>("row");
        for (int i = 0; i < Rows::hard().size(); ++i) {
            QTest::addRow("%d", i) << i;
        }
    }
    void everyRowComesBack()
    {
        QFETCH(const int, row);
        const CaptureRow before = Rows::hard().at(row);
        QByteArray line;
        appendCaptureLine(&line, Rows::messageOf(before));
        QVERIFY(line.endsWith('\n'));
        QCOMPARE(line.count('\n'), 1);
        QVERIFY(!QJsonDocument::fromJson(line).isNull());
        const CaptureRow after = captureRowOf(line);
        QCOMPARE(after.bytes, before.bytes);
        QVERIFY(after == before);
        QCOMPARE(isCaptureMarker(line), before.kind == RowKind::Marker);
    }

    // By bytes of one kind after the other, so that no escape is forgotten.
    void everyByteComesBack()
    {
        for (int c = 0; c < 256; ++c) {
            const QByteArray bytes = "a" + QByteArray(1, char(c)) + "b";
            CaptureRow before { RowKind::Chunk, {}, 1, DurableStreams::Offset("1"), 2, bytes };
            QByteArray line;
            appendCaptureLine(&line, Rows::messageOf(before));
            QCOMPARE(captureRowOf(line).bytes, bytes);
            QCOMPARE(QJsonDocument::fromJson(line).object().contains("text"_L1), c < 0x80);
        }
    }

    // What other programs make of a line: other escapes, another order, white space.
    void readsForeignWriting_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("kind");
        for (const Rows::Foreign &foreign : Rows::foreign()) {
            QTest::newRow(foreign.name) << foreign.line << foreign.bytes << int(foreign.kind);
        }
    }
    void readsForeignWriting()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const QByteArray, bytes);
        QFETCH(const int, kind);
        const CaptureRow row = captureRowOf(line);
        QCOMPARE(row.bytes, bytes);
        QCOMPARE(int(row.kind), kind);
        QCOMPARE(row.receivedMs, 7);
        QVERIFY(!row.flags.testFlag(RowFlag::Malformed));
    }

    void keepsDamagedLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const QByteArray &line : Rows::damaged()) {
            QTest::addRow("%s", line.toPercentEncoding().constData()) << line;
        }
    }
    void keepsDamagedLines()
    {
        QFETCH(const QByteArray, line);
        const CaptureRow row = captureRowOf(line);
        QCOMPARE(row.bytes, line);
        QVERIFY(row.kind == RowKind::Line);
        QVERIFY(row.flags.testFlag(RowFlag::Malformed));
        QVERIFY(row.flags.testFlag(damagedLine));
        QVERIFY(!captureLineFault(line).isEmpty());
    }

    void saysWhatIsDamaged_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("fault");
        QTest::newRow("sound") << R"({"received":7,"text":"x"})"_ba << QString();
        QTest::newRow("marker") << R"({"received":7,"marker":"closed"})"_ba << QString();
        QTest::newRow("empty") << ""_ba << u"it is empty"_s;
        QTest::newRow("no object") << "nonsense"_ba << u"it is not one JSON object"_s;
        QTest::newRow("a number") << R"({"received":"seven","text":"x"})"_ba
                                  << u"its member “received” cannot be read"_s;
        QTest::newRow("Base64") << R"({"received":7,"b64":"***"})"_ba << u"its member “b64” cannot be read"_s;
        QTest::newRow("nothing in it") << R"({"received":7})"_ba
                                       << u"it has none of the members “text”, “b64” and “marker”"_s;
        QTest::newRow("both") << R"({"marker":"closed","text":"x"})"_ba << u"it is a marker and data at once"_s;
    }
    void saysWhatIsDamaged()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const QString, fault);
        QCOMPARE(captureLineFault(line), fault);
    }

    void headerComesBackWithoutSecrets()
    {
        const CaptureHeader before { .url = QUrl(u"https://me:secret@host:1/v1/stream/a%20b?token=secret#x"_s),
                                     .contentType = "text/plain; charset=\"x\"", .startedMs = 99, .firstNumber = 1234 };
        const QByteArray line = before.toLine();
        QVERIFY(!line.contains("secret"));
        QCOMPARE(line.count('\n'), 1);
        const auto after = CaptureHeader::fromLine(line);
        QVERIFY2(after.has_value(), qPrintable(after.error_or(QString())));
        QCOMPARE(after->url, QUrl(u"https://host:1/v1/stream/a%20b"_s));
        QCOMPARE(after->contentType, before.contentType);
        QCOMPARE(after->startedMs, before.startedMs);
        QCOMPARE(after->firstNumber, before.firstNumber);
    }

    void refusesOtherFiles_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("newer");
        QTest::newRow("empty") << ""_ba << false;
        QTest::newRow("text") << "hello"_ba << false;
        QTest::newRow("json") << "{\"a\":1}"_ba << false;
        QTest::newRow("torn") << "{\"dscap\":1,\"url\":\"http"_ba << false;
        QTest::newRow("newer") << "{\"dscap\":2,\"url\":\"\"}"_ba << true;
        QTest::newRow("no version") << "{\"dscap\":\"one\"}"_ba << false;
    }
    void refusesOtherFiles()
    {
        QFETCH(const QByteArray, line);
        QFETCH(const bool, newer);
        const auto header = CaptureHeader::fromLine(line);
        QVERIFY(!header.has_value());
        QCOMPARE(header.error().contains(u"version 2"_s), newer);
    }
};

QTEST_GUILESS_MAIN(TestCaptureLine)
#include "tst_captureline.moc"
