// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "wire/contenttype_p.h"

#include <QtCore/QObject>
#include <QtTest/QTest>

using namespace DurableStreams;

class TestContentType : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }
    void kind_data();
    void kind();
    void sameMediaType();
};

void TestContentType::kind_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("mediaType");
    QTest::addColumn<Batch::Kind>("kind");

    const auto row = [](const QByteArray &contentType, const QByteArray &type, Batch::Kind kind) {
        QTest::newRow(contentType.isEmpty() ? "nothing" : contentType.constData())
            << contentType << type << kind;
    };
    row("application/json", "application/json", Batch::Kind::Json);
    row("application/json; charset=utf-8", "application/json", Batch::Kind::Json);
    row("application/json;charset=utf-8", "application/json", Batch::Kind::Json);
    row(" Application/JSON ;x", "Application/JSON", Batch::Kind::Json);
    row("application/problem+json", "application/problem+json", Batch::Kind::Bytes);
    row("application/jsonl", "application/jsonl", Batch::Kind::Bytes);
    row("application/x-json", "application/x-json", Batch::Kind::Bytes);
    row("text/plain", "text/plain", Batch::Kind::Text);
    row("TEXT/html;charset=x", "TEXT/html", Batch::Kind::Text);
    row("text/json", "text/json", Batch::Kind::Text);
    row("text", "text", Batch::Kind::Bytes);
    row("textual/plain", "textual/plain", Batch::Kind::Bytes);
    row("application/octet-stream", "application/octet-stream", Batch::Kind::Bytes);
    row("application/ndjson", "application/ndjson", Batch::Kind::Bytes);
    row("image/png; x=application/json", "image/png", Batch::Kind::Bytes);
    row("", "", Batch::Kind::Bytes);
    row(";", "", Batch::Kind::Bytes);
}

void TestContentType::kind()
{
    QFETCH(const QByteArray, contentType);

    QTEST(mediaType(contentType).toByteArray(), "mediaType");
    QTEST(contentKind(contentType), "kind");
}

void TestContentType::sameMediaType()
{
    QVERIFY(isSameMediaType("text/plain", "Text/Plain; charset=utf-8"));
    QVERIFY(isSameMediaType("", ";x"));
    QVERIFY(!isSameMediaType("text/plain", "text/plai"));
    QVERIFY(!isSameMediaType("text/plain", "application/json; text/plain"));
}

QTEST_GUILESS_MAIN(TestContentType)

#include "tst_contenttype.moc"
