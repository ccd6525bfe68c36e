// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "filter/filterbar.h"
#include "livepage.h"
#include "models/matchcontext.h"
#include "rules/contextdialog.h"
#include "rules/rowrules.h"
#include "rules/rulelook.h"
#include "rules/rulenotices.h"
#include "rules/rulesdialog.h"
#include "tail/taildelegate.h"
#include "tail/tailview.h"
#include "theme/theme.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 60s;

} // namespace

// Rules for rows: how these look, who is told, and where the view stops.
class TestRowRules : public QObject
{
    Q_OBJECT

    LivePage live;

    TailPage *page() const { return live.page(); }
    QString said() const { return live.bar()->text(); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(live.startServer()); }
    void init()
    {
        QTest::failOnWarning();
        RowRules::instance()->setRules({});
        RowRules::instance()->setExtent({});
    }
    void cleanup() { live.close(); }

    void freezesAtAMatch()
    {
        RowRules::instance()->setRules(
            { { .filter = u"n=305"_s, .notify = true, .freeze = true } });
        QVERIFY(live.open(LivePage::numbers(1, 300), 300));
        QSignalSpy told(page(), &TailPage::ruleMatched);
        QVERIFY(!page()->isFrozen());
        QVERIFY(live.append(LivePage::numbers(301, 10)));
        QTRY_VERIFY_WITH_TIMEOUT(page()->isFrozen(), patience);
        QCOMPARE(live.current(), "{\"n\":305}"_ba);
        const QRect row = page()->view()->visualRect(page()->view()->currentIndex());
        QVERIFY(page()->view()->viewport()->rect().contains(row));
        QVERIFY2(said().contains(u"Frozen at row 305"_s), qPrintable(said()));
        QCOMPARE(told.count(), 1);
        // What follows is kept with it, while the view stands still.
        QVERIFY(live.append(LivePage::numbers(311, 500)));
        QTRY_VERIFY_WITH_TIMEOUT(page()->model()->waiting() >= 500, patience);
        QCOMPARE(live.current(), "{\"n\":305}"_ba);
        QTest::mouseClick(live.barButton(u"Rows Around It"_s), Qt::LeftButton);
        auto *dialog = page()->findChild<ContextDialog *>();
        QVERIFY(dialog);
        QTRY_VERIFY(dialog->isVisible());
        const QAbstractItemModelTester tester(dialog->model());
        // What led to it is in view, and what came of it.
        const auto *rows = dialog->findChild<TailView *>();
        const int middle = rows->visualRect(rows->currentIndex()).center().y();
        const int height = rows->viewport()->height();
        QVERIFY2(middle > height / 3 && middle < height * 2 / 3, qPrintable(u"%1 of %2"_s.arg(middle).arg(height)));
        // 200 on each side, the note that live begins among them.
        QTRY_COMPARE_WITH_TIMEOUT(dialog->model()->rowCount(),
                                  int(MatchContext::Extent {}.before + 1 + MatchContext::Extent {}.after),
                                  patience);
        const Message match = dialog->model()->messageAt(int(MatchContext::Extent {}.before));
        QCOMPARE(match.toByteArray(), "{\"n\":305}"_ba);
        QCOMPARE(match.number, 305U);
        // Back to the rows, and not to whatever comes after a button that has gone.
        dialog->reject();
        QCOMPARE(page()->focusWidget(), page()->view());
        QTest::mouseClick(live.barButton(u"Go On"_s), Qt::LeftButton);
        QVERIFY(!page()->isFrozen());
        QCOMPARE(page()->focusWidget(), page()->view());
        QVERIFY(page()->isFollowing());
        QVERIFY(!live.bar()->contains(u"rule"_s));
        QTRY_COMPARE_WITH_TIMEOUT(live.current(), "{\"n\":810}"_ba, patience);
    }

    // From match to match while the view stands still, each with the rows around it.
    void goesToTheNextMatch()
    {
        RowRules::instance()->setRules({ { .filter = u"n=303"_s, .freeze = true },
                                         { .filter = u"n=307 OR n=650"_s, .notify = true } });
        RowRules::instance()->setExtent({ .before = 2, .after = 2 });
        QVERIFY(live.open(LivePage::numbers(1, 300), 300));
        QVERIFY(live.append(LivePage::numbers(301, 4)));
        QTRY_VERIFY_WITH_TIMEOUT(page()->isFrozen(), patience);
        QCOMPARE(live.current(), "{\"n\":303}"_ba);
        QVERIFY(!live.barButton(u"Next Match"_s));
        QVERIFY(live.append(LivePage::numbers(305, 400)));
        QTRY_VERIFY2_WITH_TIMEOUT(said().contains(u"2 more row"_s), qPrintable(said()), patience);
        QTRY_VERIFY_WITH_TIMEOUT(live.barButton(u"Next Match"_s), patience);
        QTest::mouseClick(live.barButton(u"Next Match"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(live.current(), "{\"n\":307}"_ba, patience);
        QVERIFY(page()->isFrozen());
        QVERIFY(page()->freezeAction()->isChecked());
        QVERIFY2(said().contains(u"row 307"_s) && said().contains(u"n=307 OR n=650"_s)
                     && said().contains(u"1 more row"_s),
                 qPrintable(said()));
        page()->showContext();
        auto *dialog = page()->findChild<ContextDialog *>();
        QVERIFY(dialog);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->model()->rowCount(), 5, patience);
        QCOMPARE(dialog->model()->messageAt(2).toByteArray(), "{\"n\":307}"_ba);
        dialog->reject();
        QTRY_VERIFY_WITH_TIMEOUT(live.barButton(u"Next Match"_s), patience);
        // By keys: the button stays, and who is at it; behind the last one the first comes.
        const auto press = [this] {
            live.barButton(u"Next Match"_s)->setFocus();
            QTest::keyClick(live.barButton(u"Next Match"_s), Qt::Key_Space);
        };
        const auto atNext = [this] { return live.barButton(u"Next Match"_s) == page()->window()->focusWidget(); };
        press();
        QTRY_COMPARE_WITH_TIMEOUT(live.current(), "{\"n\":650}"_ba, patience);
        QVERIFY2(!said().contains(u"more row"_s), qPrintable(said()));
        QVERIFY(live.barButton(u"Next Match"_s));
        QVERIFY(atNext());
        press();
        QTRY_COMPARE_WITH_TIMEOUT(live.current(), "{\"n\":303}"_ba, patience);
        QVERIFY2(said().contains(u"on from the first"_s) && said().contains(u"2 more row"_s), qPrintable(said()));
        QVERIFY(atNext());
        press();
        QTRY_COMPARE_WITH_TIMEOUT(live.current(), "{\"n\":307}"_ba, patience);
        QVERIFY2(!said().contains(u"first"_s) && said().contains(u"1 more row"_s), qPrintable(said()));
        press();
        QTRY_COMPARE_WITH_TIMEOUT(live.current(), "{\"n\":650}"_ba, patience);
        const QRect row = page()->view()->visualRect(page()->view()->currentIndex());
        QVERIFY(page()->view()->viewport()->rect().contains(row));
        // Until it goes on it stands still there.
        QVERIFY(live.append(LivePage::numbers(705, 10)));
        QTRY_VERIFY_WITH_TIMEOUT(page()->model()->waiting() >= 10, patience);
        QCOMPARE(live.current(), "{\"n\":650}"_ba);
        QTRY_VERIFY_WITH_TIMEOUT(live.barButton(u"Go On"_s), patience);
        QTest::mouseClick(live.barButton(u"Go On"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(live.current(), "{\"n\":714}"_ba, patience);
    }

    // Where nothing stands still, the view goes to it as well.
    void goesToTheNextOfThoseToldOf()
    {
        RowRules::instance()->setRules({ { .filter = u"n=302 OR n=304"_s, .notify = true } });
        QVERIFY(live.open(LivePage::numbers(1, 300), 300));
        QVERIFY(live.append(LivePage::numbers(301, 5)));
        QTRY_VERIFY2_WITH_TIMEOUT(said().contains(u"1 more row"_s), qPrintable(said()), patience);
        QTRY_VERIFY_WITH_TIMEOUT(live.barButton(u"Next Match"_s), patience);
        QTest::mouseClick(live.barButton(u"Next Match"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(live.current(), "{\"n\":304}"_ba, patience);
        QVERIFY(!page()->isFrozen());
        QVERIFY2(said().startsWith(u"Row 304 passes"_s), qPrintable(said()));
    }

    void keepsAsManyRowsAsWished()
    {
        RowRules::instance()->setRules({ { .filter = u"n=305"_s, .freeze = true } });
        RowRules::instance()->setExtent({ .before = 3, .after = 2 });
        QVERIFY(live.open(LivePage::numbers(1, 300), 300));
        QSignalSpy told(page(), &TailPage::ruleMatched);
        QVERIFY(live.append(LivePage::numbers(301, 10)));
        QTRY_VERIFY_WITH_TIMEOUT(page()->isFrozen(), patience);
        // Who looks elsewhere is to know that the view stands still.
        QCOMPARE(told.count(), 1);
        page()->showContext();
        auto *dialog = page()->findChild<ContextDialog *>();
        QVERIFY(dialog);
        QTRY_COMPARE_WITH_TIMEOUT(dialog->model()->rowCount(), 6, patience);
        QCOMPARE(dialog->model()->messageAt(0).toByteArray(), "{\"n\":302}"_ba);
        QCOMPARE(dialog->model()->messageAt(5).toByteArray(), "{\"n\":307}"_ba);
        dialog->reject();
        // More than fit in are not asked for.
        RowRules::instance()->setExtent({ .before = 1'000'000, .after = 0 });
        QCOMPARE(RowRules::instance()->extent(),
                 (MatchContext::Extent { .before = MatchContext::mostRows, .after = 0 }));
    }

    // The space bar, the pill, and End go on as well.
    void goesOnByKeyboard()
    {
        RowRules::instance()->setRules({ { .filter = u"n=3 OR n=5"_s, .freeze = true } });
        QVERIFY(live.open(LivePage::numbers(1, 2), 2));
        QVERIFY(live.append("[{\"n\":3}]"));
        QTRY_VERIFY_WITH_TIMEOUT(page()->isFrozen(), patience);
        QVERIFY(live.bar()->contains(u"rule"_s));
        QTest::keyClick(page()->view(), Qt::Key_Space);
        QVERIFY(!page()->isFrozen());
        QVERIFY(!live.bar()->contains(u"rule"_s));
        // It stops at the next one, with nobody following.
        QVERIFY(!page()->isFollowing());
        QVERIFY(live.append("[{\"n\":4},{\"n\":5}]"));
        QTRY_VERIFY_WITH_TIMEOUT(page()->isFrozen(), patience);
        QCOMPARE(live.current(), "{\"n\":5}"_ba);
    }

    // What was there before is history.
    void passesOverHistory()
    {
        RowRules::instance()->setRules({ { .filter = u"n<=300 OR n=302"_s, .notify = true } });
        QVERIFY(live.open(LivePage::numbers(1, 300), 300));
        QSignalSpy told(page(), &TailPage::ruleMatched);
        QVERIFY(live.append(LivePage::numbers(301, 3)));
        QTRY_COMPARE_WITH_TIMEOUT(told.count(), 1, patience);
        QVERIFY2(said().startsWith(u"Row 302 passes"_s), qPrintable(said()));
        QVERIFY(!page()->isFrozen());
        QVERIFY(page()->isFollowing());
    }

    // A hundred at once are one message; it counts them.
    void tellsOnce()
    {
        RowRules::instance()->setRules({ { .filter = u"n>0"_s, .notify = true } });
        QVERIFY(live.open(LivePage::numbers(1, 10), 10));
        QSignalSpy told(page(), &TailPage::ruleMatched);
        QVERIFY(live.append(LivePage::numbers(11, 50)));
        QTRY_VERIFY_WITH_TIMEOUT(said().contains(u"49 more row"_s), patience);
        QVERIFY(live.append(LivePage::numbers(61, 50)));
        QTRY_VERIFY_WITH_TIMEOUT(said().contains(u"99 more row"_s), patience);
        QVERIFY2(said().startsWith(u"Row 11 passes"_s), qPrintable(said()));
        // Who looks elsewhere is to know of each.
        quint64 rows = 0;
        for (const QList<QVariant> &once : told) {
            QCOMPARE(once.at(0).toString(), u"n>0"_s);
            QCOMPARE(once.at(1).toULongLong(), 11 + rows);
            rows += once.at(2).toULongLong();
        }
        QCOMPARE(rows, 100U);
        // Dismissed, the next one is told of again.
        live.bar()->dismiss(u"rule"_s);
        QVERIFY(live.append(LivePage::numbers(111, 1)));
        QTRY_VERIFY_WITH_TIMEOUT(live.bar()->contains(u"rule"_s), patience);
        QVERIFY2(said().startsWith(u"Row 111 passes"_s), qPrintable(said()));
    }

    // A line for each stream that nobody looks at, from the first row until somebody does.
    void noticesOfOtherStreams()
    {
        QWidget window;
        auto *notices = new RuleNotices(&window);
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(notices);
        std::vector<std::unique_ptr<TailPage>> pages;
        for (const QString &name : { u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"f"_s }) {
            pages.push_back(std::make_unique<TailPage>(
                Connection {}, QUrl(u"http://127.0.0.1:1/v1/stream/"_s + name)));
        }
        const auto title = [&](size_t page) { return pages[page]->title(); };
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window, 60'000));
        QSignalSpy begun(notices, &RuleNotices::begun);
        notices->setShown(pages[0].get());
        // Its own page says so.
        notices->note(pages[0].get(), u"x"_s, 4, 1);
        QCOMPARE(notices->texts(), QStringList {});
        QVERIFY(!notices->isVisible());
        notices->note(pages[1].get(), u"x"_s, 5, 1);
        notices->note(pages[2].get(), u"y"_s, 6, 1);
        QCOMPARE(notices->texts(),
                 (QStringList { title(1) + u": Row 5 passes the rule “x”."_s,
                                title(2) + u": Row 6 passes the rule “y”."_s }));
        QVERIFY(notices->isVisible());
        notices->note(pages[1].get(), u"x"_s, 8, 3);
        const QString counted
            = title(1) + u": Row 5 passes the rule “x”. 3 more row(s) passed a rule since."_s;
        QTRY_COMPARE_WITH_TIMEOUT(notices->texts().first(), counted, patience);
        QCOMPARE(begun.count(), 2);
        // Seen: gone. The next one begins anew.
        notices->setShown(pages[1].get());
        QCOMPARE(notices->texts(), QStringList { title(2) + u": Row 6 passes the rule “y”."_s });
        notices->setShown(pages[0].get());
        QCOMPARE(notices->texts().size(), 1);
        notices->note(pages[1].get(), u"x"_s, 20, 1);
        QCOMPARE(begun.count(), 3);
        QCOMPARE(notices->texts().last(), title(1) + u": Row 20 passes the rule “x”."_s);
        // More streams than lines: all are named.
        for (size_t page = 3; page < pages.size(); ++page) {
            notices->note(pages[page].get(), u"z"_s, page, page);
        }
        QCOMPARE(notices->texts().size(), RuleNotices::mostLines + 1);
        QVERIFY2(notices->texts().last().contains(title(4) + u" (4)"_s),
                 qPrintable(notices->texts().last()));
        QVERIFY(notices->texts().last().contains(title(5) + u" (5)"_s));
        // One that is closed has nothing to tell.
        pages[2].reset();
        QCOMPARE(notices->texts().size(), RuleNotices::mostLines + 1);
        QVERIFY(notices->texts().first().startsWith(title(1)));
        pages[5].reset();
        QCOMPARE(notices->texts().size(), RuleNotices::mostLines);
    }

    // What came while the connection was away is told of as well.
    void looksAtWhatCameDuringABreak()
    {
        RowRules::instance()->setRules({ { .filter = u"n=12"_s, .freeze = true } });
        QVERIFY(live.open(LivePage::numbers(1, 10), 10));
        page()->stop();
        QTRY_COMPARE_WITH_TIMEOUT(page()->session()->status().state, TailState::Stopped, patience);
        QVERIFY(live.append(LivePage::numbers(11, 5)));
        page()->resume();
        QTRY_VERIFY_WITH_TIMEOUT(page()->isFrozen(), patience);
        QCOMPARE(live.current(), "{\"n\":12}"_ba);
    }

    void stopsUnderAFilter()
    {
        RowRules::instance()->setRules({ { .filter = u"n=305"_s, .freeze = true } });
        QVERIFY(live.open(LivePage::numbers(1, 300), 300));
        page()->filterBar()->setFilter(u"n>290"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page()->model()->rowCount(), 10, patience);
        QVERIFY(live.append(LivePage::numbers(301, 10)));
        QTRY_VERIFY_WITH_TIMEOUT(page()->isFrozen(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(live.current(), "{\"n\":305}"_ba, patience);
    }

    // It stops at what is not shown, says so, and shows it if asked to.
    void stopsAtARowThatTheFilterHides()
    {
        RowRules::instance()->setRules({ { .filter = u"n=305"_s, .freeze = true } });
        QVERIFY(live.open(LivePage::numbers(1, 300), 300));
        page()->filterBar()->setFilter(u"n<10"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page()->model()->rowCount(), 9, patience);
        QVERIFY(live.append(LivePage::numbers(301, 10)));
        QTRY_VERIFY_WITH_TIMEOUT(page()->isFrozen(), patience);
        QTRY_VERIFY2_WITH_TIMEOUT(said().contains(u"The filter hides it."_s), qPrintable(said()), patience);
        // From another tab: the line stays, with what can be done about it.
        page()->goToRuleRow(305);
        QVERIFY2(said().startsWith(u"Frozen at row 305"_s), qPrintable(said()));
        page()->goToRow(305);
        QVERIFY2(said().startsWith(u"Frozen at row 305"_s), qPrintable(said()));
        QTRY_VERIFY(live.barButton(u"Rows Around It"_s));
        QTRY_VERIFY(live.barButton(u"Go On"_s));
        QTRY_VERIFY(live.barButton(u"Show It"_s));
        QTest::mouseClick(live.barButton(u"Show It"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(live.current(), "{\"n\":305}"_ba, patience);
        QCOMPARE(page()->filterBar()->filter(), u"n<10"_s);
        QVERIFY(page()->isFrozen());
        QVERIFY2(!said().contains(u"hides"_s), qPrintable(said()));
    }

    // One that only colours has nobody else to say that it cannot.
    void tellsOfHostileColours()
    {
        const RowRule hostile { .filter = u"/(a+)+$/"_s };
        RowRules::instance()->setRules({ hostile });
        QVERIFY(live.open("[\"" + QByteArray(60, 'a') + "!\"]", 1));
        QTRY_VERIFY2_WITH_TIMEOUT(said().contains(u"gives some rows no look"_s), qPrintable(said()), patience);
        auto *dialog = new RulesDialog;
        dialog->show();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isVisible(), patience);
        auto *list = dialog->findChild<QListWidget *>(u"rulesList"_s);
        QVERIFY2(list->item(0)->text().contains(u"given up"_s), qPrintable(list->item(0)->text()));
        QVERIFY(dialog->findChild<QLabel *>(u"ruleError"_s)->isVisible());
        // Removed, it is not told of any more.
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"ruleRemove"_s), Qt::LeftButton);
        dialog->accept();
        QVERIFY2(!live.bar()->contains(u"ruleGivenUp"_s), qPrintable(said()));
        QCOMPARE(RowRules::instance()->whyTooHard(hostile.filter), QString());
    }

    // A rule that takes too long is given up, and says so; the tail goes on.
    // One row that two rules tell of.
    void countsRowsNotRules()
    {
        RowRules::instance()->setRules({ { .filter = u"n>300"_s, .notify = true },
                                         { .filter = u"has:n"_s, .notify = true } });
        QVERIFY(live.open(LivePage::numbers(1, 300), 300));
        QSignalSpy told(page(), &TailPage::ruleMatched);
        QVERIFY(live.append(LivePage::numbers(301, 3)));
        const auto rules = [&told] {
            QSet<QString> names;
            for (const QList<QVariant> &call : told) {
                names.insert(call.first().toString());
            }
            return names.size();
        };
        QTRY_COMPARE_WITH_TIMEOUT(rules(), 2, patience);
        const auto rows = [&told] {
            quint64 sum = 0;
            for (const QList<QVariant> &call : told) {
                sum += call.at(2).toULongLong();
            }
            return sum;
        };
        QTRY_COMPARE_WITH_TIMEOUT(rows(), 3U, patience);
        QTRY_VERIFY2_WITH_TIMEOUT(said().contains(u"2 more row"_s), qPrintable(said()), patience);
    }

    // Why the view stands still, and how it goes on, is above what else there is to say of rules.
    void saysFirstWhyItStands()
    {
        RowRules::instance()->setRules({ { .filter = u"/(a+)+$/"_s, .notify = true },
                                         { .filter = u"n=305"_s, .freeze = true } });
        QVERIFY(live.open(LivePage::numbers(1, 300), 300));
        QVERIFY(live.append(LivePage::numbers(301, 10)));
        QTRY_VERIFY_WITH_TIMEOUT(page()->isFrozen(), patience);
        QVERIFY(live.append("[\"" + QByteArray(60, 'a') + "!\"]"));
        QTRY_VERIFY_WITH_TIMEOUT(live.bar()->contains(u"ruleGivenUp"_s), patience);
        QVERIFY2(said().startsWith(u"Frozen at row 305"_s), qPrintable(said()));
        QTRY_VERIFY(live.barButton(u"Go On"_s));
        page()->setFollowing(true);
        QVERIFY2(said().contains(u"is not known"_s), qPrintable(said()));
    }

    void givesUpHostileRules()
    {
        RowRules::instance()->setRules({ { .filter = u"/(a+)+$/"_s, .freeze = true } });
        QVERIFY(live.open("[\"a\"]", 1));
        const QByteArray hostile = "\"" + QByteArray(60, 'a') + "!\"";
        QVERIFY(live.append("[" + QByteArrayList(300, hostile).join(",") + "]"));
        QTRY_VERIFY_WITH_TIMEOUT(said().contains(u"not watched any more"_s), patience);
        QVERIFY2(said().contains(u"steps"_s), qPrintable(said()));
        QVERIFY(!RowRules::instance()->whyTooHard(u"/(a+)+$/"_s).isEmpty());
        // Not one of them is known to pass: nothing to stop at.
        QVERIFY(!page()->isFrozen());
        QVERIFY(!live.bar()->contains(u"rule"_s));
        QTRY_COMPARE_WITH_TIMEOUT(page()->session()->snapshot().totalRows(), quint64(301),
                                  patience);
    }

    void keepsNeighboursOfWhatIsTrimmed()
    {
        MessageStore store({ 1'000, 1 << 30 }, std::make_shared<MemoryBudget>());
        const auto add = [&](int rows) {
            store.beginRun(DurableStreams::Offset("0_1"), 0, 5);
            for (int i = 0; i < rows; ++i) {
                const QByteArray row = "{\"n\":" + QByteArray::number(store.totalRows() + 1)
                    + ",\"p\":\"" + QByteArray(500, 'p') + "\"}";
                store.append(row, RowKind::Message, RowFlag::Json);
            }
            store.publish();
            return store.snapshot();
        };
        const StoreSnapshot before = add(900);
        MatchContext context(before, before.endId() - 1, {});
        QVERIFY(!context.isComplete());
        context.feed(add(100));
        StoreSnapshot later = add(100);
        context.feed(later);
        QVERIFY(context.isComplete());
        while (later.contains(before.endId() - 1)) {
            later = add(1'000);
        }
        const StoreSnapshot kept = context.snapshot();
        QCOMPARE(kept.rowCount(),
                 qsizetype(MatchContext::Extent {}.before + 1 + MatchContext::Extent {}.after));
        QCOMPARE(kept.message(context.matchId()).number, 900U);
        QVERIFY(kept.message(context.matchId()).bytes.startsWith("{\"n\":900,"));
        QCOMPARE(kept.message(context.matchId()).startOffset, DurableStreams::Offset("0_1"));
        QVERIFY(kept.message(kept.firstId()).bytes.startsWith("{\"n\":700,"));
    }

    void rulesColourRows()
    {
        QVERIFY(live.open(LivePage::numbers(1, 5), 5));
        const auto row = [this](int at) {
            const QModelIndex index = page()->model()->index(at, TailModel::PreviewColumn);
            return page()->view()->viewport()->grab(page()->view()->visualRect(index)).toImage();
        };
        const QImage plain = row(1);
        const QImage other = row(2);
        RowRules::instance()->setRules({ { .filter = u"n=2"_s, .colour = RowRule::Colour::Green },
                                         { .filter = u"n=2"_s, .colour = RowRule::Colour::Red } });
        const QImage green = row(1);
        QCOMPARE(green.pixelColor(green.width() - 2, 2),
                 RowRules::tintOf(RowRule::Colour::Green, page()->palette()));
        QCOMPARE(row(2), other);
        RowRules::instance()->setRules(
            { { .filter = u"n=2"_s, .colour = RowRule::Colour::None, .bold = true } });
        const QImage bold = row(1);
        QVERIFY(bold != plain);
        QCOMPARE(bold.pixelColor(bold.width() - 2, 2), plain.pixelColor(plain.width() - 2, 2));
        RowRules::instance()->setRules({ { .filter = u"n=2"_s, .enabled = false } });
        QCOMPARE(row(1), plain);
    }

    // Both are seen on one row, and each on its own; neither by its colour alone.
    void marksLeaveARulesColour()
    {
        QVERIFY(live.open(LivePage::numbers(1, 5), 5));
        page()->filterBar()->setMode(TailModel::FilterMode::Mark);
        page()->filterBar()->setFilter(u"n=2 OR n=3"_s);
        RowRules::instance()->setRules(
            { { .filter = u"n=2 OR n=4"_s, .colour = RowRule::Colour::Green } });
        QTRY_COMPARE_WITH_TIMEOUT(page()->model()->matchOf(page()->model()->idAt(4)),
                                  TailModel::FilterMatch::No, patience);
        const auto at = [this](int row, int column, int x) {
            const QModelIndex index = page()->model()->index(row, column);
            const QRect cell = page()->view()->visualRect(index);
            const QImage image = page()->view()->viewport()->grab(cell).toImage();
            return image.pixelColor(x < 0 ? image.width() + x : x, image.height() / 2);
        };
        const auto bar = [&](int row) { return at(row, TailModel::NumberColumn, 2); };
        const auto sign = [&](int row) { return at(row, TailModel::NumberColumn, 7); };
        const auto ground = [&](int row) { return at(row, TailModel::PreviewColumn, -2); };
        const QPalette colours = page()->palette();
        const QColor accent = Theme::colours(colours).accent;
        const QColor tint = RowRules::tintOf(RowRule::Colour::Green, colours);
        const QColor strong = RowRules::signOf(RowRule::Colour::Green, colours);
        // Both, the filter alone, the rule alone, none.
        QCOMPARE(bar(1), accent);
        QCOMPARE(sign(1), strong);
        QCOMPARE(ground(1), tint);
        QCOMPARE(bar(2), accent);
        QVERIFY(sign(2) != strong);
        QVERIFY(ground(2) != ground(4) && ground(2) != tint);
        QVERIFY(bar(3) != accent);
        QCOMPARE(sign(3), strong);
        QCOMPARE(ground(3), tint);
        QVERIFY(bar(4) != accent && sign(4) != strong && ground(4) != tint);
    }

    // A digit under a sign is no digit.
    void signsStandBesideNumbers()
    {
        QVERIFY(live.open(LivePage::numbers(1, 1'200), 1'200));
        const double width = page()->view()->tailDelegate()->painter().columnWidth()
            * double(QLocale().toString(1'200).size());
        page()->view()->setColumnWidth(TailModel::NumberColumn, 30);
        QVERIFY(live.append(LivePage::numbers(1'201, 1)));
        // The signs take nine pixels, six are left free behind the number.
        QTRY_VERIFY_WITH_TIMEOUT(
            page()->view()->columnWidth(TailModel::NumberColumn) - 6 - width >= 9, patience);
    }

    // New rules are told from those there are.
    void rulesBeginInDifferentColours()
    {
        auto *dialog = new RulesDialog;
        for (const char *filter : { "a", "b", "c", "d", "e", "f" }) {
            dialog->addRule(QString::fromLatin1(filter));
        }
        QTest::mouseClick(dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok),
                          Qt::LeftButton);
        const QList<RowRule> rules = RowRules::instance()->rules();
        QCOMPARE(rules.size(), 6);
        QSet<int> colours;
        for (const RowRule &rule : rules.first(5)) {
            QVERIFY(rule.colour != RowRule::Colour::None);
            colours.insert(int(rule.colour));
        }
        QCOMPARE(colours.size(), 5);
        QCOMPARE(rules.first().colour, RowRule::Colour::Orange);
        QCOMPARE(rules.last().colour, RowRule::Colour::Orange);
    }

    void looksOfLargeRows_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<bool>("passes");
        QTest::newRow("its whole size") << u"size>1M"_s << true;
        QTest::newRow("the beginning") << u"begins"_s << true;
        QTest::newRow("not the end") << u"ends"_s << false;
    }
    void looksOfLargeRows()
    {
        QFETCH(QString, filter);
        MessageStore store(StoreLimits {}, std::make_shared<MemoryBudget>());
        store.beginRun(DurableStreams::Offset::beginning(), 0, 0);
        const QByteArray row = "\"begins " + QByteArray(2'000'000, 'x') + " ends\"";
        store.append(row, RowKind::Message, RowFlag::Json);
        store.publish();
        RowRules::instance()->setRules({ { .filter = filter } });
        RuleLook look;
        QTEST(look.ruleOf(store.snapshot().message(1)) != nullptr, "passes");
    }

    void rulesAreMadeInADialog()
    {
        auto *dialog = new RulesDialog;
        dialog->addRule({});
        dialog->show();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isVisible(), patience);
        auto *filter = dialog->findChild<QLineEdit *>(u"ruleFilter"_s);
        auto *error = dialog->findChild<QLabel *>(u"ruleError"_s);
        auto *add = dialog->findChild<QPushButton *>(u"ruleAdd"_s);
        QTest::keyClicks(filter, u"size>big"_s);
        QVERIFY(error->isVisible());
        auto *ok = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        QTest::mouseClick(ok, Qt::LeftButton);
        QVERIFY(dialog->isVisible());
        QCOMPARE(RowRules::instance()->rules(), QList<RowRule> {});
        filter->clear();
        QTest::keyClicks(filter, u"size>1k"_s);
        QVERIFY(!error->isVisible());
        dialog->findChild<QCheckBox *>(u"ruleFreeze"_s)->setChecked(true);
        dialog->findChild<QComboBox *>(u"ruleColour"_s)
            ->setCurrentIndex(int(RowRule::Colour::Blue));
        QTest::mouseClick(add, Qt::LeftButton);
        QTest::keyClicks(filter, u"error"_s);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"ruleUp"_s), Qt::LeftButton);
        dialog->findChild<QSpinBox *>(u"rulesRowsBefore"_s)->setValue(1'500);
        dialog->findChild<QSpinBox *>(u"rulesRowsAfter"_s)->setValue(20);
        QTest::mouseClick(ok, Qt::LeftButton);
        QCOMPARE(RowRules::instance()->extent(),
                 (MatchContext::Extent { .before = 1'500, .after = 20 }));
        const QList<RowRule> rules {
            { .filter = u"error"_s },
            { .filter = u"size>1k"_s, .colour = RowRule::Colour::Blue, .freeze = true }
        };
        QCOMPARE(RowRules::instance()->rules(), rules);
        QCOMPARE(RowRules::fromStrings(RowRules::toStrings(rules)), rules);
        QCOMPARE(RowRules::fromStrings({ u"damaged"_s, u"on|99|x"_s, u"on|1|"_s }),
                 QList<RowRule> {});
    }

    void rulesAreRemovedAndSwitchedOff()
    {
        RowRules::instance()->setRules(
            { { .filter = u"a"_s }, { .filter = u"b"_s }, { .filter = u"c"_s } });
        auto *dialog = new RulesDialog;
        dialog->show();
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isVisible(), patience);
        auto *list = dialog->findChild<QListWidget *>(u"rulesList"_s);
        auto *remove = dialog->findChild<QPushButton *>(u"ruleRemove"_s);
        QCOMPARE(list->count(), 3);
        QTest::mouseClick(remove, Qt::LeftButton);
        QCOMPARE(dialog->findChild<QLineEdit *>(u"ruleFilter"_s)->text(), u"b"_s);
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Space);
        QTest::keyClick(list, Qt::Key_Down);
        QTest::mouseClick(remove, Qt::LeftButton);
        QCOMPARE(dialog->findChild<QLineEdit *>(u"ruleFilter"_s)->text(), u"b"_s);
        // Nothing has changed yet.
        QCOMPARE(RowRules::instance()->rules().size(), 3);
        QTest::mouseClick(dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok),
                          Qt::LeftButton);
        QCOMPARE(RowRules::instance()->rules(),
                 (QList<RowRule> { { .filter = u"b"_s, .enabled = false } }));
    }
};

QTEST_MAIN(TestRowRules)
#include "tst_rowrules.moc"
