// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/capture/capturereader.h"
#include "models/capture/capturesearch.h"
#include "models/capture/capturewriter.h"
#include "models/filter/filterrun.h"
#include "rows.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 60s;

FilterExpression filter(const QString &text)
{
    return FilterExpression::parse(text).value();
}

} // namespace

//! The search of a whole capture.
class TestCaptureSearch : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    QString path;

    void write(quint64 rows, const std::function<QByteArray(quint64)> &payload)
    {
        CaptureWriter writer;
        QVERIFY(writer.open(path, { .url = QUrl(u"http://localhost/v1/stream/x"_s), .contentType = "text/plain" }));
        for (quint64 row = 1; row <= rows; ++row) {
            const CaptureRow line { RowKind::Line, {}, 7, DurableStreams::Offset("1"), row, payload(row) };
            QVERIFY(writer.add(Rows::messageOf(line, row)));
        }
        QVERIFY(writer.close());
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning();
        path = folder.filePath(u"file.dscap"_s);
    }

    void countsAll()
    {
        write(50'000, [](quint64 row) { return row % 1'000 == 0 ? "needle\n"_ba : "hay\n"_ba; });
        CaptureSearch search(path, filter(u"needle"_s));
        QTRY_VERIFY_WITH_TIMEOUT(search.state().ended, patience);
        QVERIFY(search.state().complete);
        QCOMPARE(search.state().looked, quint64(50'000));
        QCOMPARE(search.state().matches, quint64(50));
        QCOMPARE(search.state().first, (QList<quint64> { 1'000, 2'000, 3'000, 4'000, 5'000 }));
        QVERIFY(search.state().error.isEmpty());
    }

    // What was counted stays, and is told to be a part.
    void endsWhenCancelled()
    {
        // Each row takes the regular expression a while: the end comes long after the cancelling.
        const QByteArray slow = QByteArray(100, 'a') + "\n";
        write(120'000, [&](quint64) { return slow; });
        CaptureSearch search(path, filter(u"/a*a*[bc]/"_s));
        QSignalSpy progressed(&search, &CaptureSearch::progressed);
        QTRY_VERIFY_WITH_TIMEOUT(search.state().looked > 0, patience);
        search.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(search.state().ended, patience);
        const CaptureSearchState state = search.state();
        QVERIFY(!state.complete);
        QVERIFY(state.looked > 0 && state.looked < state.total);
        QCOMPARE(state.total, quint64(120'000));
        QVERIFY(state.error.isEmpty());
        // Nothing more is told, also if something is looked for.
        const qsizetype told = progressed.count();
        search.find(1, false);
        QTRY_COMPARE_WITH_TIMEOUT(progressed.count(), told + 1, patience);
        QCOMPARE(search.state(), state);
    }

    // Before it was looked at whole: nothing is known of it.
    void endsWhenDestroyed()
    {
        write(50'000, [](quint64) { return "hay\n"_ba; });
        for (int i = 0; i < 20; ++i) {
            CaptureSearch search(path, filter(u"needle"_s));
            search.find(1, i % 2 == 0);
        }
        QVERIFY(FileClaim::fault(path).isEmpty()); // nobody reads it any more
    }

    // A regular expression that takes too long is given up, with the reason.
    void givesUpWhatTakesTooLong()
    {
        const QByteArray hostile = QByteArray(60, 'a') + "b\n";
        write(FilterRun::undecidedLimit * 20, [&](quint64 row) { return row < 10 ? "aa\n"_ba : hostile; });
        CaptureSearch search(path, filter(u"/^(a+)+$/"_s));
        QTRY_VERIFY_WITH_TIMEOUT(search.state().ended, patience);
        const CaptureSearchState &state = search.state();
        QCOMPARE(state.undecided, FilterRun::undecidedLimit); // and not a row more
        QVERIFY(!state.error.isEmpty());
        QVERIFY2(state.error.contains(QString::number(state.undecided)), qPrintable(state.error));
        QVERIFY(!state.complete);
        // What is not decided is counted as a match, and told apart.
        QCOMPARE(state.matches, state.undecided + 9);
    }

    // Where there can be no index beside the file, it is looked through once and not by each search.
    void knowsTheIndexWithoutAPlaceForIt()
    {
        path = folder.filePath(u"guest.dscap"_s);
        write(50'000, [](quint64) { return "hay\n"_ba; });
        QVERIFY(QFile::remove(CaptureIndex::pathFor(path)));
        QVERIFY(QDir().mkdir(CaptureIndex::pathFor(path)));
        CaptureReader first;
        QVERIFY(first.open(path));
        QVERIFY(!first.isIndexed());
        QVERIFY(first.indexAll());
        CaptureReader second;
        QVERIFY(second.open(path));
        QVERIFY(second.isIndexed());
        QCOMPARE(second.index(), first.index());
        // Of another content it is not.
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append));
        QCOMPARE(file.write("x\n"), 2);
        file.close();
        CaptureReader third;
        QVERIFY(third.open(path));
        QVERIFY(!third.isIndexed());
        QVERIFY(QDir().rmdir(CaptureIndex::pathFor(path)));
    }

    void saysWhatCannotBeRead()
    {
        CaptureSearch search(folder.filePath(u"nowhere.dscap"_s), filter(u"x"_s));
        QTRY_VERIFY_WITH_TIMEOUT(search.state().ended, patience);
        QVERIFY(search.state().error.contains(u"nowhere.dscap"_s));
        QVERIFY(!search.state().complete);
    }
};

QTEST_GUILESS_MAIN(TestCaptureSearch)
#include "tst_capturesearch.moc"
