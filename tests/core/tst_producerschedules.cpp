// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "producersimulation.h"

#include <QtTest/QTest>

using namespace Qt::StringLiterals;

//! The state machine under random faults in virtual time: each message is stored once and in order
//! if it was acknowledged, and handed back if it was not.
class TestProducerSchedules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void random_data()
    {
        QTest::addColumn<quint32>("first");
        for (quint32 first = 1; first < 10'000; first += 1'000) {
            QTest::addRow("seeds from %u", first) << first;
        }
    }

    void random()
    {
        QFETCH(const quint32, first);
        for (quint32 seed = first; seed < first + 1'000; ++seed) {
            const QString broken = ProducerSimulation(Schedule::random(seed)).run();
            QVERIFY2(broken.isEmpty(), qPrintable(u"seed %1: %2"_s.arg(seed).arg(broken)));
        }
    }
};

QTEST_GUILESS_MAIN(TestProducerSchedules)
#include "tst_producerschedules.moc"
