// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "filter/filterbar.h"
#include "livepage.h"
#include "tail/foundtext.h"
#include "tail/overviewstrip.h"
#include "tail/rowmarks.h"
#include "tail/tailpage.h"
#include "theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 60s;

} // namespace

// Going from row to row: by a text, by marks, and by the overview beside the scroll bar.
class TestTailFind : public QObject
{
    Q_OBJECT

    LivePage live;

    TailPage *page() const { return live.page(); }
    QByteArray current() const { return live.current(); }
    QLineEdit *text() const { return page()->findChild<QLineEdit *>(u"findText"_s); }
    QLabel *error() const { return page()->findChild<QLabel *>(u"findError"_s); }
    QString result() const { return page()->findChild<QLabel *>(u"findResult"_s)->text(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }
    void openFind()
    {
        key(Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(text()->hasFocus());
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(live.startServer()); }
    void init() { QTest::failOnWarning(); }
    void cleanup() { live.close(); }

    void findsRows()
    {
        QVERIFY(live.open(LivePage::numbers(1, 300), 300));
        key(Qt::Key_Home);
        openFind();
        QTest::keyClicks(text(), u"99"_s);
        key(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(current(), "{\"n\":99}"_ba, patience);
        QVERIFY(!page()->isFollowing());
        QCOMPARE(page()->model()->rowCount(), 301);
        key(Qt::Key_F3);
        QTRY_COMPARE_WITH_TIMEOUT(current(), "{\"n\":199}"_ba, patience);
        QTRY_COMPARE(result(), u"2 of 3"_s);
        key(Qt::Key_F3);
        QTRY_COMPARE_WITH_TIMEOUT(current(), "{\"n\":299}"_ba, patience);
        // On from the other end.
        key(Qt::Key_F3);
        QTRY_COMPARE_WITH_TIMEOUT(current(), "{\"n\":99}"_ba, patience);
        QVERIFY2(result().contains(u"beginning"_s), qPrintable(result()));
        key(Qt::Key_F3, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(current(), "{\"n\":299}"_ba, patience);
        QVERIFY2(result().contains(u"end"_s), qPrintable(result()));
        text()->setText(u"nowhere"_s);
        key(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(result(), u"Not found"_s, patience);
        QCOMPARE(current(), "{\"n\":299}"_ba);
        key(Qt::Key_Escape);
        QVERIFY(page()->view()->hasFocus());
        QVERIFY(!text()->isVisible());
    }

    void findsByRegularExpression()
    {
        QVERIFY(live.open(LivePage::numbers(1, 50), 50));
        key(Qt::Key_Home);
        openFind();
        QTest::keyClicks(text(), u"/n.:1[12]}/"_s);
        key(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(current(), "{\"n\":11}"_ba, patience);
        key(Qt::Key_F3);
        QTRY_COMPARE_WITH_TIMEOUT(current(), "{\"n\":12}"_ba, patience);
        // The column is that of what was typed, also where a filter is set.
        page()->filterBar()->setFilter(u"n>0"_s);
        text()->setText(u"/(/"_s);
        key(Qt::Key_Return);
        QVERIFY(error()->isVisible());
        QVERIFY2(error()->text().startsWith(u"Column 3: "_s), qPrintable(error()->text()));
        QCOMPARE(current(), "{\"n\":12}"_ba);
    }

    void fieldKeepsItsWidth()
    {
        QVERIFY(live.open(LivePage::numbers(1, 50), 50));
        openFind();
        QTRY_VERIFY(page()->findChild<QLabel *>(u"findResult"_s)->width() > 0);
        QCoreApplication::sendPostedEvents();
        const QRect field = text()->geometry();
        const auto stays = [&] {
            QCoreApplication::sendPostedEvents();
            return text()->geometry() == field;
        };
        for (const QString &sought : { u"4"_s, u"nowhere"_s, u"/(/"_s, u"5"_s }) {
            text()->setText(sought);
            QVERIFY2(stays(), qPrintable(sought));
            key(Qt::Key_Return);
            QTRY_VERIFY_WITH_TIMEOUT(!result().isEmpty() || !error()->text().isEmpty(), patience);
            QVERIFY2(stays(), qPrintable(sought));
        }
        QVERIFY(!error()->isVisible());
    }

    // In the rows in view, as it is typed, and no longer than the bar is open.
    void showsWhatIsFound()
    {
        QVERIFY(live.open(LivePage::numbers(1, 12), 12));
        const auto row = [this](int at) {
            const QModelIndex index = page()->model()->index(at, TailModel::PreviewColumn);
            return page()->view()->viewport()->grab(page()->view()->visualRect(index)).toImage();
        };
        openFind();
        const QImage seven = row(6);
        const QImage eight = row(7);
        QTest::keyClicks(text(), u"7}"_s);
        QVERIFY(row(6) != seven);
        QCOMPARE(row(7), eight);
        text()->setText(u"/n.:[78]/"_s);
        QVERIFY(row(6) != seven);
        QVERIFY(row(7) != eight);
        text()->setText(u"/n.:[78/"_s);
        QCOMPARE(row(6), seven);
        // By the keyboard alone: the bar says how it went.
        text()->setText(u"8"_s);
        key(Qt::Key_Escape);
        QCOMPARE(row(7), eight);
        key(Qt::Key_F3);
        QVERIFY(text()->isVisible());
        QVERIFY(page()->view()->hasFocus());
        QTRY_COMPARE_WITH_TIMEOUT(current(), "{\"n\":8}"_ba, patience);
    }

    // Also where the row is wider than its preview, or than any preview.
    void showsWhatIsFarBehind_data()
    {
        QTest::addColumn<int>("before");
        QTest::newRow("behind the edge") << 300;
        QTest::newRow("behind the preview") << 3'000;
        QTest::newRow("far behind") << 300'000;
    }
    void showsWhatIsFarBehind()
    {
        QFETCH(int, before);
        const QByteArray wide(before, 'x');
        QVERIFY(live.open("[{\"a\":\"" + wide + " hidden needle\"},{\"a\":\"" + wide + "\"}]", 2));
        const auto row = [this](int at) {
            const QModelIndex index = page()->model()->index(at, TailModel::PreviewColumn);
            return page()->view()->viewport()->grab(page()->view()->visualRect(index)).toImage();
        };
        openFind();
        const QImage first = row(0);
        const QImage second = row(1);
        text()->setText(u"needle"_s);
        const QImage found = row(0);
        QVERIFY(found != first);
        QCOMPARE(row(1), second);
        // It is framed, near the beginning.
        const QColor frame = Theme::colours(page()->palette()).warning;
        int framed = -1;
        for (int x = 0; x < found.width() && framed < 0; ++x) {
            framed = found.pixelColor(x, found.height() / 2) == frame ? x : -1;
        }
        QVERIFY(framed > 0 && framed < found.width() / 2);
        key(Qt::Key_Escape);
        QCOMPARE(row(0), first);
    }

    // Not at the edge: with what comes before and after it.
    void showsWhatIsAround()
    {
        QVERIFY(live.open(LivePage::numbers(1, 300), 300));
        key(Qt::Key_Home);
        openFind();
        text()->setText(u":150}"_s);
        key(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(current(), "{\"n\":150}"_ba, patience);
        const auto inView = [this](int number) {
            const QModelIndex index
                = page()->model()->index(page()->model()->rowOfNumber(quint64(number)), TailModel::NumberColumn);
            return page()->view()->viewport()->rect().contains(page()->view()->visualRect(index));
        };
        QVERIFY(inView(147) && inView(153));
        text()->setText(u":20}"_s);
        key(Qt::Key_F3, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(current(), "{\"n\":20}"_ba, patience);
        QVERIFY(inView(17) && inView(23));
        text()->setText(u":1}"_s);
        key(Qt::Key_F3, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(current(), "{\"n\":1}"_ba, patience);
        QVERIFY(inView(1) && inView(4));
    }

    void knowsThePlaces_data()
    {
        QTest::addColumn<QString>("sought");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("marked");
        QTest::newRow("none") << u"x"_s << u"abc"_s << u"abc"_s;
        QTest::newRow("any case") << u"\"Ab\""_s << u"xaB ab"_s << u"x[aB] [ab]"_s;
        QTest::newRow("no overlap") << u"aa"_s << u"aaaaa"_s << u"[aa][aa]a"_s;
        QTest::newRow("longer letters") << u"ü"_s << u"für über"_s << u"f[ü]r [ü]ber"_s;
        QTest::newRow("pairs") << u"b"_s << u"😀b😀b"_s << u"😀[b]😀[b]"_s;
        QTest::newRow("pattern") << u"/[0-9]+/"_s << u"a12ö345"_s << u"a[12]ö[345]"_s;
        QTest::newRow("at the beginning only") << u"/^a/"_s << u"aaa"_s << u"[a]aa"_s;
        QTest::newRow("matches nothing") << u"/x*/"_s << u"öxxö"_s << u"ö[xx]ö"_s;
        QTest::newRow("hostile") << u"/(a+)+$/"_s << QString(60, u'a') + u'b'
                                 << QString(60, u'a') + u'b';
    }

    void knowsThePlaces()
    {
        QFETCH(QString, sought);
        QFETCH(QString, text);
        QFETCH(QString, marked);
        const auto expression = FilterExpression::parse(sought);
        QVERIFY(expression);
        FoundText found;
        found.setSought(std::get<FilterTextTest>(expression->root()->what));
        QString result = text;
        const QList<FoundText::Place> places = found.placesIn(text);
        for (const auto &[begin, length] : places | std::views::reverse) {
            result.insert(begin + length, u']');
            result.insert(begin, u'[');
        }
        QCOMPARE(result, marked);
    }

    // What looks like an operator of filters is a text here.
    void takesTextAsItStands()
    {
        QVERIFY(live.open("[\"-a OR b\",\"b\",\"say \\\"so\\\"\"]", 3));
        key(Qt::Key_Home);
        openFind();
        text()->setText(u"-A or"_s);
        key(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(result(), u"1 of 1, on from the beginning"_s, patience);
        text()->setText(u"\\\"so"_s);
        key(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(current(), "\"say \\\"so\\\"\""_ba, patience);
    }

    void findsOnlyWhatIsShown()
    {
        QVERIFY(live.open(LivePage::numbers(1, 300), 300));
        page()->filterBar()->setFilter(u"n<200 OR n=250"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page()->model()->rowCount(), 200, patience);
        key(Qt::Key_Home);
        openFind();
        text()->setText(u"99"_s);
        key(Qt::Key_F3, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(current(), "{\"n\":199}"_ba, patience);
        QTRY_VERIFY(result().startsWith(u"2 of 2"_s));
    }

    void findsRowsThatCame()
    {
        QVERIFY(live.open(LivePage::numbers(1, 10), 10));
        openFind();
        text()->setText(u"7"_s);
        key(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(current(), "{\"n\":7}"_ba, patience);
        QVERIFY(live.append("[{\"n\":17}]"));
        QTRY_COMPARE_WITH_TIMEOUT(page()->model()->rowCount(), 12, patience);
        key(Qt::Key_F3);
        QTRY_COMPARE_WITH_TIMEOUT(current(), "{\"n\":17}"_ba, patience);
        // A frozen view is searched as it stands.
        page()->setFrozen(true);
        QVERIFY(live.append("[{\"n\":27}]"));
        QTRY_COMPARE_WITH_TIMEOUT(page()->model()->waiting(), quint64(1), patience);
        key(Qt::Key_F3);
        QTRY_COMPARE_WITH_TIMEOUT(current(), "{\"n\":7}"_ba, patience);
    }

    void marksRows()
    {
        QVERIFY(live.open(LivePage::numbers(1, 300), 300));
        for (const quint64 number : { 10U, 200U }) {
            page()->goToRow(number);
            key(Qt::Key_M);
        }
        key(Qt::Key_Home);
        key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(current(), "{\"n\":10}"_ba);
        key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(current(), "{\"n\":200}"_ba);
        // On from the other end, as finding does.
        key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(current(), "{\"n\":10}"_ba);
        key(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(current(), "{\"n\":200}"_ba);
        key(Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(current(), "{\"n\":10}"_ba);
        key(Qt::Key_M);
        QCOMPARE(page()->marks()->ids().size(), 1U);
        // Those that a filter hides are passed over.
        page()->goToRow(100);
        key(Qt::Key_M);
        page()->filterBar()->setFilter(u"-100"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page()->model()->rowCount(), 299, patience);
        key(Qt::Key_Home);
        key(Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(current(), "{\"n\":200}"_ba);
    }

    // The mark is seen where the row begins, and nowhere else.
    void marksAreSeen()
    {
        QVERIFY(live.open(LivePage::numbers(1, 5), 5));
        page()->setFollowing(false);
        const auto row = [this](int at) {
            const QModelIndex index = page()->model()->index(at, TailModel::NumberColumn);
            return page()->view()->viewport()->grab(page()->view()->visualRect(index)).toImage();
        };
        page()->goToRow(4);
        const QImage marked = row(1);
        const QImage other = row(2);
        page()->goToRow(2);
        key(Qt::Key_M);
        page()->goToRow(4);
        QVERIFY(row(1) != marked);
        QCOMPARE(row(2), other);
    }

    void forgetsMarksOfRowsThatAreGone()
    {
        RowMarks marks;
        QSignalSpy changed(&marks, &RowMarks::changed);
        for (const quint64 id : { 5U, 9U, 7U }) {
            marks.toggle(id);
        }
        QCOMPARE(changed.count(), 3);
        QCOMPARE(marks.next(5), std::optional<quint64>(7));
        QCOMPARE(marks.previous(5), std::optional<quint64>());
        QVERIFY(marks.anyIn(6, 8));
        QVERIFY(!marks.anyIn(6, 7));
        marks.trim(5);
        QCOMPARE(changed.count(), 3);
        marks.trim(8);
        QCOMPARE(changed.count(), 4);
        QCOMPARE(marks.ids(), std::set<quint64> { 9 });
        for (quint64 id = 10; id < 20 + RowMarks::most; ++id) {
            marks.toggle(id);
        }
        QCOMPARE(marks.ids().size(), RowMarks::most);
        QVERIFY(!marks.contains(9));
    }

    void overlooksAllRows()
    {
        QVERIFY(live.open(LivePage::numbers(1, 2'000), 2'000));
        auto *strip = page()->findChild<OverviewStrip *>();
        QTRY_VERIFY(strip->isVisible());
        page()->goToRow(1'500);
        key(Qt::Key_M);
        page()->filterBar()->setMode(TailModel::FilterMode::Mark);
        page()->filterBar()->setFilter(u"n=500"_s);
        const auto with = [&](auto member) {
            QList<int> rows;
            strip->refresh();
            for (const OverviewStrip::Stretch &stretch : strip->stretches()) {
                if (stretch.*member) {
                    rows.append(stretch.firstRow);
                }
            }
            return rows;
        };
        QTRY_COMPARE_WITH_TIMEOUT(with(&OverviewStrip::Stretch::matches).size(), 1, patience);
        QCOMPARE(with(&OverviewStrip::Stretch::marks).size(), 1);
        // The note that live begins here.
        QCOMPARE(with(&OverviewStrip::Stretch::notes).size(), 1);
        QVERIFY(std::abs(with(&OverviewStrip::Stretch::matches).first() - 499) <= 10);
        QVERIFY(std::abs(with(&OverviewStrip::Stretch::marks).first() - 1'499) <= 10);
        QVERIFY(with(&OverviewStrip::Stretch::errors).isEmpty());
        // A click goes to the very row.
        const QRect rows = page()->view()->viewport()->geometry();
        QTest::mouseClick(strip, Qt::LeftButton, {}, QPoint(5, rows.top() + rows.height() / 4));
        QCOMPARE(current(), "{\"n\":500}"_ba);
        QVERIFY(!page()->isFollowing());
        QTest::mouseClick(strip, Qt::LeftButton, {}, QPoint(5, rows.top() + rows.height() * 3 / 4));
        QCOMPARE(current(), "{\"n\":1500}"_ba);
    }

    void overlooksErrors()
    {
        QByteArrayList lines;
        for (int i = 1; i <= 400; ++i) {
            lines.append(i == 300 ? "bad \xff line"_ba : "line " + QByteArray::number(i));
        }
        QVERIFY(live.open(lines.join('\n') + '\n', 400, "text/plain"));
        auto *strip = page()->findChild<OverviewStrip *>();
        const auto errors = [strip] {
            strip->refresh();
            return std::ranges::count_if(
                strip->stretches(),
                [](const OverviewStrip::Stretch &stretch) { return stretch.errors > 0; });
        };
        QTRY_COMPARE_WITH_TIMEOUT(errors(), 1, patience);
        const QRect rows = page()->view()->viewport()->geometry();
        QTest::mouseClick(strip, Qt::LeftButton, {},
                          QPoint(5, rows.top() + rows.height() * 3 / 4 - 1));
        QCOMPARE(page()->currentMessage().number, quint64(300));
    }
};

QTEST_MAIN(TestTailFind)
#include "tst_tailfind.moc"
