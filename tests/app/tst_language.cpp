// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Texts that no QObject translates: they are looked up under the name that the files have them under.

#include "connection/errortext.h"
#include "models/filter/filterexpression.h"
#include "models/marker.h"
#include "models/statustext.h"
#include "models/valuedecoder.h"

#include <durablestreams/error.h>

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

using namespace Qt::StringLiterals;
using namespace Tailwater;

class TestLanguage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(); }

    void speaksGerman_data();
    void speaksGerman();

private:
    QTranslator m_german;
};

void TestLanguage::initTestCase()
{
    QVERIFY(m_german.load(u":/i18n/tailwater_de.qm"_s));
    QVERIFY(QCoreApplication::installTranslator(&m_german));
}

void TestLanguage::speaksGerman_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("german");
    QTest::newRow("state") << stateWord(TailState::Stopped) << u"Angehalten"_s;
    QTest::newRow("lifetime") << ttlSentence(std::chrono::seconds(1)).section(u':', 0, 0)
                              << u"Lesen hält diesen Stream am Leben"_s;
    QTest::newRow("lifetime not known") << ttlSentence({}).section(u':', 0, 0)
                                        << u"Lesen hält diesen Stream am Leben"_s;
    QTest::newRow("marker") << Marker { .type = Marker::Type::CaughtUp }.text()
                            << u"aufgeholt, ab hier live"_s;
    QTest::newRow("decoder") << decodeValue("1764227861123").value(0).title
                             << u"Zeit (UTC, dann lokal)"_s;
    const DurableStreams::Error error { .code = DurableStreams::ErrorCode::StreamClosed };
    QTest::newRow("cause") << causeOf(error).section(u'(', 0, 0) << u"Der Stream ist geschlossen "_s;
    const DurableStreams::Error fenced { .code = DurableStreams::ErrorCode::StaleEpoch };
    QTest::newRow("remedy") << remedyOf(fenced)
                            << u"Lassen Sie nur einen Erzeuger die Kennung benutzen, oder erhöhen Sie seine Epoche."_s;
    const auto filter = FilterExpression::parse(u"a)"_s);
    QTest::newRow("filter") << filter.error().text().section(u':', 0, 0) << u"Spalte 2"_s;
}

void TestLanguage::speaksGerman()
{
    QFETCH(QString, text);
    QTEST(text, "german");
}

QTEST_MAIN(TestLanguage)
#include "tst_language.moc"
