// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rows.h"

#include "models/capture/capturereader.h"
#include "models/capture/capturesession.h"
#include "models/capture/capturewindow.h"
#include "models/capture/capturewriter.h"
#include "models/tailmodel.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace {

constexpr quint64 rowCount = 60'000;
constexpr CaptureWindowLimits small { 2 * 1024 * 1024, 8'000 };
constexpr auto patience = 30s;

QByteArray payloadOf(quint64 row)
{
    return "{\"row\":" + QByteArray::number(row) + ",\"p\":\"" + QByteArray(qsizetype(row * 31 % 200), 'p') + "\"}";
}

} // namespace

//! A window on a capture that is too large to be held.
class TestCaptureWindow : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    QString path;

    static bool isWhole(const StoreSnapshot &rows)
    {
        for (quint64 id = rows.firstId(); id < rows.endId(); ++id) {
            if (rows.message(id).bytes != payloadOf(id) || rows.message(id).number != id) {
                qWarning("row %llu is another", static_cast<unsigned long long>(id));
                return false;
            }
        }
        return true;
    }

private Q_SLOTS:
    void initTestCase()
    {
        path = folder.filePath(u"large.dscap"_s);
        CaptureWriter writer;
        QVERIFY(writer.open(path, { .url = QUrl(u"http://localhost/v1/stream/large"_s), .contentType = "application/json" }));
        for (quint64 row = 1; row <= rowCount; ++row) {
            const CaptureRow each = Rows::json(payloadOf(row), row - 1);
            QVERIFY(writer.add(Rows::messageOf(each, row)));
        }
        QVERIFY(writer.close());
    }
    void init() { QTest::failOnWarning(); }

    void showsRowsAroundAnyPlace()
    {
        CaptureReader reader;
        QVERIFY(reader.open(path));
        CaptureWindow window(&reader, small);
        QRandomGenerator random(7);
        quint64 row = 1;
        for (int i = 0; i < 60; ++i) {
            // Far away, or a little on.
            row = i % 3 == 0 ? random.bounded(quint64(1), rowCount + 1)
                             : std::clamp<quint64>(row + random.bounded(0, 6000) - 3000, 1, rowCount);
            window.lookAt(row);
            for (int steps = 0; window.step(); ++steps) {
                QVERIFY(window.snapshot().contains(row));
                QVERIFY(steps < 100);
            }
            const StoreSnapshot rows = window.snapshot();
            QVERIFY(rows.contains(row));
            QVERIFY(rows.rowCount() <= qsizetype(small.rows) + 4096);
            QVERIFY(isWhole(rows));
            // There is something to scroll to on both sides.
            QVERIFY(rows.firstId() == 1 || row - rows.firstId() > 200);
            QVERIFY(rows.endId() == rowCount + 1 || rows.endId() - row > 200);
        }
    }

    void staysWhereNothingIsToBeDone()
    {
        CaptureReader reader;
        QVERIFY(reader.open(path));
        CaptureWindow window(&reader, small);
        window.lookAt(30'000);
        while (window.step()) { }
        const StoreSnapshot before = window.snapshot();
        window.lookAt(30'100);
        QVERIFY(!window.step());
        QCOMPARE(window.snapshot().firstId(), before.firstId());
        QCOMPARE(window.snapshot().generation(), before.generation());
        window.lookAt(before.endId() - 1);
        while (window.step()) { }
        QVERIFY(window.snapshot().endId() > before.endId());
        QCOMPARE(window.snapshot().generation(), before.generation()); // it slid
        window.lookAt(1);
        while (window.step()) { }
        QVERIFY(window.snapshot().generation() != before.generation()); // it jumped
    }

    // The view's model takes every window for what it is.
    void modelFollows()
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"invalid type"_s));
        CaptureReader reader;
        QVERIFY(reader.open(path));
        CaptureWindow window(&reader, small);
        TailModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const quint64 row : { 1ull, 5000ull, 9000ull, 7000ull, 3000ull, 1ull, 60'000ull, 57'000ull, 59'000ull }) {
            window.lookAt(row);
            for (bool more = true; more;) {
                more = window.step();
                model.setSnapshot(window.snapshot());
            }
            const int shown = model.rowOf(row);
            QVERIFY(shown >= 0);
            QCOMPARE(model.messageAt(shown).bytes, payloadOf(row));
            QCOMPARE(model.rowOfNumber(row), shown);
        }
    }

    void sessionOpensAndFinds_data()
    {
        QTest::addColumn<bool>("indexed");
        QTest::newRow("with index") << true;
        QTest::newRow("without") << false;
    }
    void sessionOpensAndFinds()
    {
        QFETCH(const bool, indexed);
        if (!indexed) {
            QVERIFY(QFile::remove(CaptureIndex::pathFor(path)));
        }
        CaptureSession session(path);
        QSignalSpy opened(&session, &CaptureSession::opened);
        QSignalSpy found(&session, &CaptureSession::numberFound);
        QVERIFY(opened.wait(patience));
        QCOMPARE(session.title(), u"large.dscap"_s);
        QVERIFY(session.status().state == TailState::File);
        QCOMPARE(session.status().contentType, "application/json");
        QVERIFY(session.snapshot().contains(1));
        session.lookAtNumber(rowCount);
        QTRY_VERIFY_WITH_TIMEOUT(!found.isEmpty(), patience);
        QCOMPARE(found.first().at(1).toULongLong(), rowCount);
        QTRY_VERIFY_WITH_TIMEOUT(session.snapshot().contains(rowCount), patience);
        QTRY_VERIFY_WITH_TIMEOUT(session.snapshot().rowCount() == qsizetype(rowCount), patience);
        QVERIFY(isWhole(session.snapshot()));
        QTRY_COMPARE_WITH_TIMEOUT(session.extent().rows, rowCount, patience);
        QCOMPARE(session.extent().indexed, session.extent().size);
        QVERIFY(!session.extent().windowed);
        session.lookAtNumber(rowCount + 1);
        QTRY_COMPARE_WITH_TIMEOUT(found.size(), 2, patience);
        QCOMPARE(found.last().at(1).toULongLong(), 0);
    }

    void sessionSaysWhyNot()
    {
        CaptureSession session(folder.filePath(u"missing.dscap"_s));
        QSignalSpy failed(&session, &CaptureSession::failed);
        QVERIFY(failed.wait(patience));
        QVERIFY(failed.first().first().toString().contains(u"missing.dscap"_s));
    }
};

QTEST_GUILESS_MAIN(TestCaptureWindow)
#include "tst_capturewindow.moc"
