// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "connection/errortext.h"
#include "wire/problemsmodel.h"
#include "wire/problemspanel.h"

#include <durablestreams/error.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMetaEnum>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using DurableStreams::Error;
using DurableStreams::ErrorCode;

namespace {

Error errorOf(ErrorCode code, int status, const QByteArray &serverText = {})
{
    Error error;
    error.code = code;
    error.httpStatus = status;
    error.serverText = serverText;
    return error;
}

} // namespace

//! Every error in plain words, and the list of them.
class TestProblems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void everyErrorHasCauseAndRemedy();
    void scans_data();
    void scans();
    void staysBounded();
    void saysWhatIsOver();
    void panel();
};

void TestProblems::everyErrorHasCauseAndRemedy()
{
    const auto codes = QMetaEnum::fromType<ErrorCode>();
    QCOMPARE_GE(codes.keyCount(), 20);
    for (int i = 0; i < codes.keyCount(); ++i) {
        Error error;
        error.code = static_cast<ErrorCode>(codes.value(i));
        error.message = u"what is wrong with it"_s;
        error.httpStatus = 499;
        const QString cause = causeOf(error);
        QVERIFY2(!cause.isEmpty(), codes.key(i));
        // An argument that is wrong says itself what would be right.
        if (error.code != ErrorCode::InvalidArgument) {
            QVERIFY2(cause != error.message, codes.key(i));
            QVERIFY2(!remedyOf(error).isEmpty(), codes.key(i));
        }
    }
}

void TestProblems::scans_data()
{
    QTest::addColumn<Error>("error");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("remedy");
    QTest::newRow("no such path") << errorOf(ErrorCode::NotFound, 404) << u"no subscriptions (404)"_s
                                  << u"Add streams by path"_s;
    QTest::newRow("not supported") << errorOf(ErrorCode::NotSupported, 501)
                                   << u"no subscriptions (501)"_s << u"registry stream"_s;
    QTest::newRow("credentials") << errorOf(ErrorCode::Unauthorized, 401)
                                 << u"The scan failed."_s << u"Check the credentials"_s;
}

// What was scanned for is no stream, so none can be missing.
void TestProblems::scans()
{
    QFETCH(const Error, error);
    QFETCH(const QString, cause);
    QFETCH(const QString, remedy);
    ProblemsModel model;
    model.add(u"scan"_s, error, { causeOfScan(error), remedyOfScan(error) });
    const QString said = model.index(0, ProblemsModel::Cause).data().toString();
    QVERIFY2(said.contains(cause), qPrintable(said));
    QVERIFY2(!said.contains(u"no such stream"_s), qPrintable(said));
    const QString advice = model.index(0, ProblemsModel::Remedy).data().toString();
    QVERIFY2(advice.contains(remedy), qPrintable(advice));
    QVERIFY2(!advice.contains(u"create the stream"_s), qPrintable(advice));
}

void TestProblems::staysBounded()
{
    ProblemsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < ProblemsModel::Limit + 50; ++i) {
        model.add(u"stream %1"_s.arg(i), errorOf(ErrorCode::NotFound, 404));
    }
    QCOMPARE(model.rowCount(), int(ProblemsModel::Limit));
    // The latest is on top.
    QCOMPARE(model.index(0, ProblemsModel::Where).data().toString(),
             u"stream %1"_s.arg(ProblemsModel::Limit + 49));
}

void TestProblems::saysWhatIsOver()
{
    ProblemsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QObject tail;
    QObject other;
    model.add(u"once"_s, errorOf(ErrorCode::StreamClosed, 409));
    model.add(u"orders"_s, errorOf(ErrorCode::Network, 0), {}, &tail);
    model.add(u"invoices"_s, errorOf(ErrorCode::Network, 0), {}, &other);
    const auto isOver = [&model](int row) {
        const QModelIndex time = model.index(row, ProblemsModel::Time);
        return time.data().toString().contains(u"over "_s) && time.data(Qt::ForegroundRole).isValid();
    };
    model.end(&tail);
    QVERIFY(!isOver(0));
    QVERIFY(isOver(1));
    QVERIFY(!isOver(2)); // nobody knows whether that is over
    const QString first = model.index(1, ProblemsModel::Time).data().toString();
    // It happens anew, and the old one stays as it was.
    model.add(u"orders"_s, errorOf(ErrorCode::Network, 0), {}, &tail);
    QVERIFY(!isOver(0));
    QCOMPARE(model.index(2, ProblemsModel::Time).data().toString(), first);
}

void TestProblems::panel()
{
    ProblemsModel model;
    ProblemsPanel panel(&model);
    panel.resize(520, 200);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const auto *placeholder = panel.findChild<QLabel *>("problemsPlaceholder"_L1);
    QVERIFY(placeholder->isVisible());
    model.add(u"orders"_s, errorOf(ErrorCode::StreamClosed, 409, R"({"error":{"message":"no more"}})"));
    QVERIFY(!placeholder->isVisible());
    QVERIFY(panel.view()->isVisible());
    // The sentences are there whole.
    const QModelIndex cause = model.index(0, ProblemsModel::Cause);
    const int width = panel.view()->visualRect(cause).width() - 8;
    const int needed = panel.view()->fontMetrics().boundingRect(QRect(0, 0, width, 1000), Qt::TextWordWrap, cause.data().toString()).height();
    QCOMPARE_GT(needed, panel.view()->fontMetrics().height());
    QTRY_COMPARE_GE(panel.view()->rowHeight(0), needed);
    QCOMPARE_GE(panel.view()->visualRect(cause).width(), 100);
    panel.view()->selectRow(0);
    panel.findChild<QAction *>("problems.copy"_L1)->trigger();
    const QString text = QGuiApplication::clipboard()->text();
    for (const QString &part : { u"orders"_s, u"closed (409)"_s, u"Fork it"_s, u"no more"_s }) {
        QVERIFY2(text.contains(part), qPrintable(text));
    }
    panel.findChild<QAction *>("problems.clear"_L1)->trigger();
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(placeholder->isVisible());
}

QTEST_MAIN(TestProblems)
#include "tst_problems.moc"
