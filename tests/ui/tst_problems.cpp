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

//! Every error in plain words, and the list of them.
class TestProblems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(); }

    void everyErrorHasCauseAndRemedy();
    void staysBounded();
    void panel();
};

void TestProblems::everyErrorHasCauseAndRemedy()
{
    const auto codes = QMetaEnum::fromType<ErrorCode>();
    QCOMPARE_GE(codes.keyCount(), 20);
    for (int i = 0; i < codes.keyCount(); ++i) {
        const Error error { .code = static_cast<ErrorCode>(codes.value(i)),
                            .message = u"what is wrong with it"_s,
                            .httpStatus = 499 };
        const QString cause = causeOf(error);
        QVERIFY2(!cause.isEmpty(), codes.key(i));
        // An argument that is wrong says itself what would be right.
        if (error.code != ErrorCode::InvalidArgument) {
            QVERIFY2(cause != error.message, codes.key(i));
            QVERIFY2(!remedyOf(error).isEmpty(), codes.key(i));
        }
    }
}

void TestProblems::staysBounded()
{
    ProblemsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < ProblemsModel::Limit + 50; ++i) {
        model.add(u"stream %1"_s.arg(i), Error { .code = ErrorCode::NotFound, .httpStatus = 404 });
    }
    QCOMPARE(model.rowCount(), int(ProblemsModel::Limit));
    // The latest is on top.
    QCOMPARE(model.index(0, ProblemsModel::Where).data().toString(),
             u"stream %1"_s.arg(ProblemsModel::Limit + 49));
}

void TestProblems::panel()
{
    ProblemsModel model;
    ProblemsPanel panel(&model);
    panel.resize(640, 200);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    const auto *placeholder = panel.findChild<QLabel *>("problemsPlaceholder"_L1);
    QVERIFY(placeholder->isVisible());
    model.add(u"orders"_s, Error { .code = ErrorCode::StreamClosed,
                                   .httpStatus = 409,
                                   .serverText = R"({"error":{"message":"no more"}})" });
    QVERIFY(!placeholder->isVisible());
    QVERIFY(panel.view()->isVisible());
    // The sentences are there whole.
    const QModelIndex cause = model.index(0, ProblemsModel::Cause);
    QTRY_COMPARE_GE(panel.view()->rowHeight(0), panel.view()->sizeHintForRow(0));
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
