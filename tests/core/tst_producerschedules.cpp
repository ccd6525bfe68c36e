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

    // Schedules that random runs have found to break a producer without the rule that the row names.
    void found_data()
    {
        QTest::addColumn<Schedule>("schedule");
        QTest::newRow("an unknown outcome is not sent again in a new epoch")
            << Schedule { .seed = 102, .autoClaim = true, .fenced = true, .lossPercent = 26 };
        QTest::newRow("one request until the epoch is confirmed")
            << Schedule { .seed = 113, .autoClaim = true, .usedBefore = true };
        QTest::newRow("after a failure only the first batch is tried")
            << Schedule { .seed = 8597,
                          .fenced = true,
                          .closedByAnother = true,
                          .lossPercent = 31,
                          .errorPercent = 29 };
    }

    void found()
    {
        QFETCH(const Schedule, schedule);
        const QString broken = ProducerSimulation(schedule).run();
        QVERIFY2(broken.isEmpty(), qPrintable(broken));
    }

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
