// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "filter/filterbar.h"
#include "filter/filterinput.h"
#include "filter/filtershelf.h"
#include "models/filter/filterrun.h"
#include "tail/placeholder.h"
#include "tail/rowmarks.h"
#include "tail/tailpage.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <sandbox/sandbox.h>

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QLabel>
#include <QMenu>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QWindow>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 30s;

} // namespace

// Filtering as a person does it: typing into the bar, and looking at the rows.
class TestFilterBar : public QObject
{
    Q_OBJECT

    DurableStreams::Sandbox server;
    std::unique_ptr<DurableStreams::Client> client;
    Connection connection;
    std::unique_ptr<TailPage> page;
    DurableStreams::Stream stream;
    int streams = 0;

    bool finish(DurableStreams::Call *call)
    {
        std::optional<bool> ok;
        connect(call, &DurableStreams::Call::finished, this,
                [&](const auto &result) { ok = result.has_value(); });
        return QTest::qWaitFor([&] { return ok.has_value(); }, patience) && *ok;
    }
    // Opens a stream with \a body, of \a rows rows.
    void open(const QByteArray &contentType, const QByteArray &body, int rows)
    {
        stream = client->stream(u"filter/%1"_s.arg(++streams));
        DurableStreams::CreateOptions options;
        options.contentType = contentType;
        QVERIFY(finish(stream.create(options)));
        QVERIFY(finish(stream.append(body)));
        page = std::make_unique<TailPage>(connection, stream.url());
        new QAbstractItemModelTester(page->model(), QAbstractItemModelTester::FailureReportingMode::QtTest, page.get());
        page->resize(900, 500);
        page->show();
        page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(page.get()));
        page->start();
        page->setFocus();
        // The rows, and the marker that says where live begins.
        waitForRows(rows + 1);
    }
    void waitForRows(int rows) { QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), rows, patience); }
    static QByteArray numbers(int from, int count)
    {
        QByteArrayList list;
        for (int i = 0; i < count; ++i) {
            list.append("{\"n\":" + QByteArray::number(from + i) + ",\"type\":\""
                        + ((from + i) % 2 ? "odd" : "even") + "\"}");
        }
        return "[" + list.join(",") + "]";
    }
    FilterInput *input() const { return page->findChild<FilterInput *>(u"filterInput"_s); }
    QString count() const { return page->findChild<QLabel *>(u"filterCount"_s)->text(); }
    QTimer *timer(const char *name) const
    {
        return page->findChild<QTimer *>(QLatin1StringView(name));
    }
    QLabel *message() const { return page->findChild<QLabel *>(u"filterMessage"_s); }
    void type(const QString &text)
    {
        QTest::keyClick(page.get(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(input()->hasFocus());
        QTest::keyClicks(input(), text);
        // What is offered comes a little later.
        QTRY_VERIFY_WITH_TIMEOUT(!input()->isLooking(), patience);
        input()->choices()->popup()->hide();
    }
    void choose(QMenu *menu, const QString &text)
    {
        for (QAction *action : menu->actions()) {
            if (action->text().remove(u'&') == text) {
                action->trigger();
                return;
            }
        }
        QFAIL(qPrintable(u"no “%1”"_s.arg(text)));
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto url = server.start({});
        QVERIFY(url);
        client = std::make_unique<DurableStreams::Client>();
        client->setBaseUrl(*url);
        connection.baseUrl = *url;
    }
    void init()
    {
        QTest::failOnWarning();
        FilterShelf::instance()->restore({}, {});
    }
    void cleanup() { page.reset(); }

    void showsWhatPassesWhileTailing()
    {
        open("application/json", numbers(1, 300), 300);
        type(u"n>=291 type=odd"_s);
        waitForRows(5);
        QTRY_COMPARE(count(), u"5 of 300"_s);
        QCOMPARE(page->model()->messageAt(0).toByteArray(), "{\"n\":291,\"type\":\"odd\"}"_ba);
        QVERIFY(page->isFollowing());
        QVERIFY(finish(stream.append(numbers(301, 10))));
        waitForRows(10);
        QTRY_COMPARE(page->currentMessage().number, 309U);
        // Taken back, letter by letter and all at once: everything is there again.
        QTest::keyClick(input(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(input(), Qt::Key_Delete);
        waitForRows(311);
        QVERIFY(!page->findChild<QLabel *>(u"filterCount"_s)->isVisible());
    }

    void saysWhatIsWrongAndWhere()
    {
        open("application/json", numbers(1, 20), 20);
        type(u"odd"_s);
        waitForRows(10);
        const QColor good = input()->palette().color(QPalette::Base);
        QTest::keyClicks(input(), u" size>big"_s);
        QTRY_VERIFY_WITH_TIMEOUT(message()->isVisible(), patience);
        QVERIFY2(message()->text().startsWith(u"Column 10: "_s), qPrintable(message()->text()));
        QCOMPARE(input()->accessibleDescription(), message()->text());
        QVERIFY(input()->palette().color(QPalette::Base) != good);
        // What was right before is still applied, and that is said; no number stands beside what it
        // is not of. Enter goes to what is wrong.
        QCOMPARE(page->model()->rowCount(), 10);
        QVERIFY2(message()->text().endsWith(u"The filter before is still in force: odd"_s),
                 qPrintable(message()->text()));
        QVERIFY(!page->findChild<QLabel *>(u"filterCount"_s)->isVisible());
        QTest::keyClick(input(), Qt::Key_Return);
        QCOMPARE(input()->selectedText(), u"big"_s);
        QTest::keyClicks(input(), u"1"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!message()->isVisible(), patience);
        QCOMPARE(input()->palette().color(QPalette::Base), good);
        QTRY_VERIFY(page->findChild<QLabel *>(u"filterCount"_s)->isVisible());
    }

    // Nobody is told off for what they are still typing.
    void waitsWithWhatIsUnfinished_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("then");
        const auto row = [](const QString &filter, const QString &then) {
            QTest::addRow("%s, %s", qPrintable(filter), qPrintable(then)) << filter << then;
        };
        for (const QString &filter :
             { u"type="_s, u"-"_s, u"odd size>b"_s, u"\"too lat"_s, u"(odd "_s, u"odd OR "_s }) {
            row(filter, u"Enter"_s);
        }
        row(u"type="_s, u"a pause"_s);
        row(u"type="_s, u"the focus goes"_s);
    }
    void waitsWithWhatIsUnfinished()
    {
        QFETCH(QString, filter);
        QFETCH(QString, then);
        open("application/json", numbers(1, 20), 20);
        const QColor plain = input()->palette().color(QPalette::Base);
        timer("filterPause")->setInterval(1h);
        type(filter);
        QTRY_VERIFY_WITH_TIMEOUT(!timer("filterApply")->isActive(), patience);
        QVERIFY2(!message()->isVisible(), qPrintable(message()->text()));
        QCOMPARE(input()->palette().color(QPalette::Base), plain);
        if (then == "Enter"_L1) {
            QTest::keyClick(input(), Qt::Key_Return);
        } else if (then == "a pause"_L1) {
            timer("filterPause")->setInterval(0ms);
        } else {
            page->view()->setFocus();
        }
        QTRY_VERIFY_WITH_TIMEOUT(message()->isVisible(), patience);
        QVERIFY(input()->palette().color(QPalette::Base) != plain);
        QVERIFY2(message()->text().endsWith(u"No filter is in force until it is right."_s),
                 qPrintable(message()->text()));
    }

    // What nobody works at any more is wrong at once.
    void doesNotWaitWithTheRest_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::newRow("the next term is begun") << u"size>big od"_s;
        QTest::newRow("the term is ended") << u"size>big "_s;
        QTest::newRow("lone sign") << u"- odd"_s;
    }
    void doesNotWaitWithTheRest()
    {
        QFETCH(QString, filter);
        open("application/json", numbers(1, 20), 20);
        timer("filterPause")->setInterval(1h);
        type(filter);
        QTRY_VERIFY_WITH_TIMEOUT(message()->isVisible(), patience);
    }

    // On the way to a test of a field nothing passes; that is shown to who stays there.
    void isNotEmptiedWhileWriting_data()
    {
        QTest::addColumn<QString>("then");
        QTest::addColumn<bool>("empties");
        QTest::newRow("written on") << u">1"_s << false;
        QTest::newRow("a comparison, and a pause") << u">"_s << false;
        QTest::newRow("Enter") << u"Enter"_s << true;
        QTest::newRow("a blank") << u" "_s << true;
        QTest::newRow("a pause") << u"a pause"_s << true;
        QTest::newRow("the focus goes") << u"the focus goes"_s << true;
    }
    void isNotEmptiedWhileWriting()
    {
        QFETCH(const QString, then);
        QFETCH(const bool, empties);
        open("application/json", numbers(1, 20), 20);
        timer("filterPause")->setInterval(1h);
        type(u"odd "_s);
        waitForRows(10);
        const auto *placeholder = page->findChild<Placeholder *>();
        int fewest = 10;
        bool emptied = false;
        connect(page->model(), &QAbstractItemModel::modelReset, this, [&] {
            fewest = std::min(fewest, page->model()->rowCount());
        });
        connect(page->model(), &TailModel::filterProgressed, this,
                [&] { emptied = emptied || placeholder->isVisible(); });
        for (const QChar letter : u"size"_s) {
            QTest::keyClicks(input(), letter);
            QTRY_VERIFY_WITH_TIMEOUT(!timer("filterApply")->isActive(), patience);
            QTRY_VERIFY_WITH_TIMEOUT(!page->model()->filterRun()->isBusy(), patience);
            QVERIFY(page->model()->isFilterTried());
            QCOMPARE(page->model()->rowCount(), 10);
            QVERIFY(!page->findChild<QLabel *>(u"filterCount"_s)->isVisible());
        }
        QCOMPARE(fewest, 10);
        QVERIFY(!emptied);
        input()->choices()->popup()->hide();
        if (then == "Enter"_L1) {
            QTest::keyClick(input(), Qt::Key_Return);
        } else if (then == "a pause"_L1) {
            timer("filterPause")->start(0ms);
        } else if (then == "the focus goes"_L1) {
            page->view()->setFocus();
        } else {
            QTest::keyClicks(input(), then);
        }
        if (empties) {
            QTRY_VERIFY_WITH_TIMEOUT(placeholder->isVisible(), patience);
            return;
        }
        if (then == ">"_L1) {
            QTRY_VERIFY_WITH_TIMEOUT(!timer("filterApply")->isActive(), patience);
            timer("filterPause")->start(0ms);
            QTRY_VERIFY_WITH_TIMEOUT(message()->isVisible(), patience);
            QVERIFY2(message()->text().endsWith(u"The filter before is still in force: odd"_s), qPrintable(message()->text()));
            QTRY_VERIFY_WITH_TIMEOUT(!page->model()->filterRun()->isBusy(), patience);
            QCOMPARE(page->model()->rowCount(), 10);
        } else {
            QTRY_COMPARE_WITH_TIMEOUT(count(), u"10 of 20"_s, patience);
        }
        QCOMPARE(fewest, 10);
        QVERIFY(!emptied);
    }

    // Both can be read: what is wrong, and what may go on.
    // A list that gets the focus has a current row, which nobody has gone to.
    void enterKeepsWhatWasTyped()
    {
        open("application/json", numbers(1, 20), 20);
        type({});
        QTest::keyClicks(input(), u"ty"_s);
        QAbstractItemView *popup = input()->choices()->popup();
        QTRY_VERIFY(popup->isVisible());
        popup->selectionModel()->setCurrentIndex(popup->model()->index(0, 0),
                                                 QItemSelectionModel::NoUpdate);
        QTest::keyClick(popup, Qt::Key_Return);
        QCOMPARE(input()->text(), u"ty"_s);
        QVERIFY(!popup->isVisible());
    }

    void offersBelowTheMessage()
    {
        open("application/json", numbers(1, 20), 20);
        QTest::keyClick(page.get(), Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(input()->hasFocus());
        QTest::keyClicks(input(), u"size>big ty"_s);
        QAbstractItemView *popup = input()->choices()->popup();
        QTRY_VERIFY_WITH_TIMEOUT(popup->isVisible() && message()->isVisible(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(popup->mapToGlobal(QPoint()).y()
                                     >= message()->mapToGlobal(QPoint(0, message()->height())).y(),
                                 patience);
        // Who chooses is not interrupted, however long it takes.
        popup->hide();
        QTest::keyClick(input(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(input(), u"type="_s);
        QTRY_VERIFY_WITH_TIMEOUT(popup->isVisible() && timer("filterPause")->isActive(), patience);
        QSignalSpy paused(timer("filterPause"), &QTimer::timeout);
        timer("filterPause")->setInterval(0ms);
        QTRY_VERIFY_WITH_TIMEOUT(paused.count() > 1, patience);
        QVERIFY(popup->isVisible());
        QVERIFY(!message()->isVisible());
        popup->hide();
        QTRY_VERIFY_WITH_TIMEOUT(message()->isVisible(), patience);
    }

    void fieldKeepsItsWidth()
    {
        open("application/json", numbers(1, 2'000), 2'000);
        const QRect field = input()->geometry();
        type(u"odd"_s);
        waitForRows(1'000);
        QTRY_COMPARE(count(), u"1,000 of 2,000"_s);
        QCOMPARE(input()->geometry(), field);
        // The number is seen, in the field and beside the text.
        const QLabel *label = page->findChild<QLabel *>(u"filterCount"_s);
        QCOMPARE(label->width(), label->sizeHint().width());
        const QRect place(label->mapTo(page.get(), QPoint()), label->size());
        QVERIFY(QRect(input()->mapTo(page.get(), QPoint()), input()->size()).contains(place));
        QCOMPARE_GE(input()->textMargins().right(), label->width());
        QTest::keyClicks(input(), u" size>big "_s);
        QTRY_VERIFY_WITH_TIMEOUT(message()->isVisible(), patience);
        QCOMPARE(input()->geometry(), field);
        page->filterBar()->setFilter(u"even"_s);
        auto *mode = page->findChild<QToolButton *>(u"filterMode"_s);
        for (const QString &name : { u"Dim Others"_s, u"Only Mark"_s, u"Hide Others"_s }) {
            choose(mode->menu(), name);
            QTRY_COMPARE(input()->geometry(), field);
        }
    }

    // The focus leaves it while it is taken apart, and what was typed was not settled yet.
    void goesWithTheFocusInIt()
    {
        open("application/json", numbers(1, 20), 20);
        type(u"nowhere"_s);
        QVERIFY(input()->hasFocus());
        const QPointer<FilterBar> bar = page->filterBar();
        page.reset();
        QVERIFY(!bar);
    }

    void offersToClearWhatHidesAll()
    {
        open("application/json", numbers(1, 20), 20);
        type(u"nowhere"_s);
        auto *placeholder = page->findChild<Placeholder *>();
        QTRY_VERIFY_WITH_TIMEOUT(placeholder->isVisible(), patience);
        QTRY_COMPARE(placeholder->title(), u"Nothing passes the filter"_s);
        // Escape goes to the list, which is this now.
        QTest::keyClick(input(), Qt::Key_Escape);
        QTRY_VERIFY(placeholder->button()->hasFocus());
        QVERIFY(finish(stream.append("[{\"a\":\"nowhere\"}]")));
        waitForRows(1);
        QVERIFY(!placeholder->isVisible());
        type(u"zzz"_s);
        QTRY_VERIFY_WITH_TIMEOUT(placeholder->isVisible(), patience);
        QTest::mouseClick(placeholder->button(), Qt::LeftButton);
        waitForRows(22);
        QCOMPARE(input()->text(), u""_s);
    }

    void dimsAndMarks()
    {
        open("application/json", numbers(1, 20), 20);
        type(u"odd"_s);
        waitForRows(10);
        auto *mode = page->findChild<QToolButton *>(u"filterMode"_s);
        choose(mode->menu(), u"Dim Others"_s);
        QCOMPARE(mode->text(), u"Dim Others"_s);
        waitForRows(21);
        const QImage dimmed = page->view()->viewport()->grab().toImage();
        choose(mode->menu(), u"Only Mark"_s);
        const QImage marked = page->view()->viewport()->grab().toImage();
        QVERIFY(dimmed != marked);
        page->filterBar()->setFilter({});
        const QImage plain = page->view()->viewport()->grab().toImage();
        QVERIFY(plain != dimmed && plain != marked);
        // Rows that pass look in “dim” as they do without a filter, the others do not; in “mark” the other way round.
        const auto row = [this](const QImage &image, int at) {
            return image.copy(page->view()->visualRect(page->model()->index(at, TailModel::PreviewColumn)));
        };
        QVERIFY(row(dimmed, 2) == row(plain, 2) && row(dimmed, 3) != row(plain, 3));
        QVERIFY(row(marked, 2) != row(plain, 2) && row(marked, 3) == row(plain, 3));
    }

    void staysWhereTheReaderIs()
    {
        open("application/json", numbers(1, 2'000), 2'000);
        page->goToRow(1'001);
        QCOMPARE(page->currentMessage().number, 1'001U);
        type(u"type=odd"_s);
        waitForRows(1'000);
        QCOMPARE(page->currentMessage().number, 1'001U);
        const auto inView = [this] {
            return page->view()->viewport()->rect().contains(page->view()->visualRect(page->view()->currentIndex()).center());
        };
        QVERIFY(inView());
        page->filterBar()->setFilter(u"type=even"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page->model()->messageAt(0).number, 2U, patience);
        page->filterBar()->setFilter({});
        waitForRows(2'001);
        QCOMPARE(page->currentMessage().number, 1'001U);
    }

    // Ctrl+K, a letter, Down, Enter: the field is there.
    void completes()
    {
        open("application/json", numbers(1, 20), 20);
        type({});
        QTest::keyClicks(input(), u"ty"_s);
        QAbstractItemView *popup = input()->choices()->popup();
        QTRY_VERIFY(popup->isVisible());
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Return);
        QCOMPARE(input()->text(), u"type"_s);
        QTest::keyClicks(input(), u"="_s);
        QTRY_VERIFY(popup->isVisible());
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Return);
        QCOMPARE(input()->text(), u"type=\"even\""_s);
        waitForRows(10);
    }

    // The first letter of a text, without a quote.
    void completesTextValues()
    {
        open("application/json", numbers(1, 20), 20);
        type({});
        QTest::keyClicks(input(), u"type=e"_s);
        QAbstractItemView *popup = input()->choices()->popup();
        QTRY_VERIFY(!input()->isLooking() && popup->isVisible());
        QCOMPARE(popup->model()->rowCount(), 1);
        QTest::keyClick(popup, Qt::Key_Down);
        QTest::keyClick(popup, Qt::Key_Return);
        QCOMPARE(input()->text(), u"type=\"even\""_s);
        waitForRows(10);
    }

    // Why nothing passes, what may be meant, and one click to it: however rows that do not pass look.
    void saysWhyNothingPasses_data()
    {
        QTest::addColumn<TailModel::FilterMode>("mode");
        QTest::newRow("hide") << TailModel::FilterMode::Hide;
        QTest::newRow("dim") << TailModel::FilterMode::Dim;
        QTest::newRow("mark") << TailModel::FilterMode::Mark;
    }
    void saysWhyNothingPasses()
    {
        QFETCH(TailModel::FilterMode, mode);
        open("application/json", "[{\"user\":{\"country\":\"DE\"}},{\"user\":{\"country\":\"FR\"}}]", 2);
        page->filterBar()->setMode(mode);
        type(u"country=DE"_s);
        QTest::keyClick(input(), Qt::Key_Return);
        auto *repair = page->findChild<QPushButton *>(u"filterRepair"_s);
        QTRY_VERIFY_WITH_TIMEOUT(repair->isVisible(), patience);
        QCOMPARE(repair->text(), u"Did you mean user.country=DE?"_s);
        QCOMPARE(message()->text(), u"None of the messages looked into has a field “country”."_s);
        QCOMPARE(input()->accessibleDescription(), message()->text());
        // A message that passes says more than any advice.
        QVERIFY(finish(stream.append("[{\"country\":\"DE\"}]")));
        QTRY_VERIFY_WITH_TIMEOUT(!repair->isVisible() && !message()->isVisible(), patience);
        page->filterBar()->setFilter(u"county=DE"_s);
        QTRY_VERIFY_WITH_TIMEOUT(repair->isVisible(), patience);
        QTest::mouseClick(repair, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(count(), u"1 of 3"_s, patience);
        QCOMPARE(input()->text(), u"user.country=DE"_s);
        QVERIFY(!repair->isVisible());
    }

    // Words that are an operator elsewhere, which some rows happen to hold: said beside their number.
    void saysWhatWasTakenForWords()
    {
        open("application/json",
             R"([{"level":"error","m":"x"},{"level":"warn","m":"an error in it"},{"level":"warn","m":"x"}])", 3);
        timer("filterPause")->setInterval(1h);
        type(u"level IN (error)"_s);
        QTRY_COMPARE_WITH_TIMEOUT(count(), u"1 of 3"_s, patience);
        // Who types on is not interrupted.
        auto *repair = page->findChild<QPushButton *>(u"filterRepair"_s);
        QVERIFY(!repair->isVisible());
        QTest::keyClicks(input(), u" "_s);
        QTRY_VERIFY_WITH_TIMEOUT(repair->isVisible(), patience);
        QCOMPARE(repair->text(), u"Did you mean level=error?"_s);
        QCOMPARE(message()->text(),
                 u"These are words to look for; several values of a field are written with OR."_s);
        QCOMPARE(count(), u"1 of 3"_s);
        // It stays while rows come in.
        QVERIFY(finish(stream.append(R"([{"level":"warn","m":"in error"}])")));
        QTRY_COMPARE_WITH_TIMEOUT(count(), u"2 of 4"_s, patience);
        QVERIFY(repair->isVisible());
        QTest::mouseClick(repair, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(count(), u"1 of 4"_s, patience);
        QVERIFY(!repair->isVisible() && !message()->isVisible());
    }

    void remembersFilters()
    {
        open("application/json", numbers(1, 20), 20);
        type(u"odd"_s);
        QTest::keyClick(input(), Qt::Key_Return);
        waitForRows(10);
        QCOMPARE(FilterShelf::instance()->recent(), QStringList { u"odd"_s });
        auto *star = page->findChild<QToolButton *>(u"filterStar"_s);
        QVERIFY(!star->isChecked());
        QTest::mouseClick(star, Qt::LeftButton);
        QVERIFY(star->isChecked());
        QCOMPARE(FilterShelf::instance()->saved(), QStringList { u"odd"_s });
        QCOMPARE(FilterShelf::instance()->recent(), QStringList {});
        type(u"even"_s);
        QVERIFY(!star->isChecked());
        QTest::keyClick(input(), Qt::Key_Return);
        QMenu *menu = page->findChild<QToolButton *>(u"filterHistory"_s)->menu();
        Q_EMIT menu->aboutToShow();
        choose(menu, u"odd"_s);
        QCOMPARE(input()->text(), u"odd"_s);
        QVERIFY(star->isChecked());
        QTRY_COMPARE_WITH_TIMEOUT(page->model()->messageAt(0).number, 1U, patience);
        // A page keeps its filter, and how it is applied.
        page->filterBar()->setMode(TailModel::FilterMode::Dim);
        const QByteArray state = page->saveState();
        open("application/json", numbers(1, 20), 20);
        QVERIFY(page->restoreState(state));
        QCOMPARE(page->filterBar()->filter(), u"odd"_s);
        QCOMPARE(page->model()->filterMode(), TailModel::FilterMode::Dim);
    }

    // What looks like a test and is none: told, with what may be meant, and one click away.
    void repairsWhatWasMeant()
    {
        open("application/json", numbers(1, 20), 20);
        type(u"n==5"_s);
        QTest::keyClick(input(), Qt::Key_Return);
        auto *repair = page->findChild<QPushButton *>(u"filterRepair"_s);
        QTRY_VERIFY_WITH_TIMEOUT(repair->isVisible(), patience);
        QCOMPARE(repair->text(), u"Did you mean n=5?"_s);
        QVERIFY2(message()->text().startsWith(u"Column 2: == is no comparison"_s), qPrintable(message()->text()));
        QTest::mouseClick(repair, Qt::LeftButton);
        waitForRows(1);
        QCOMPARE(input()->text(), u"n=5"_s);
        QVERIFY(!repair->isVisible());
        QVERIFY(input()->hasFocus());
        // And it is told how a filter was understood.
        QCOMPARE(input()->toolTip(), u"Understood as: n = 5 (field)"_s);
        QCOMPARE(input()->accessibleDescription(), input()->toolTip());
        page->filterBar()->setFilter({});
        QVERIFY(!input()->toolTip().isEmpty() && !input()->toolTip().startsWith(u"Understood"_s));
    }

    void saysThatTextHasNoMembers()
    {
        open("text/plain", "one\ntwo\n", 2);
        type(u"n=1"_s);
        auto *placeholder = page->findChild<Placeholder *>();
        QTRY_VERIFY_WITH_TIMEOUT(placeholder->isVisible(), patience);
        QTRY_VERIFY2_WITH_TIMEOUT(placeholder->text().contains(u"no members"_s), qPrintable(placeholder->text()), patience);
        page->filterBar()->setFilter(u"three"_s);
        QTRY_VERIFY2_WITH_TIMEOUT(placeholder->text().startsWith(u"2 message"_s), qPrintable(placeholder->text()), patience);
    }

    // A letter in an open menu chooses there, whatever it does in the rows.
    void menusComeBeforeShortcuts()
    {
        open("application/json", numbers(1, 20), 20);
        page->goToRow(5);
        page->view()->setFocus();
        auto *mode = page->findChild<QToolButton *>(u"filterMode"_s);
        mode->menu()->popup(page->mapToGlobal(QPoint(10, 10)));
        QTRY_VERIFY_WITH_TIMEOUT(mode->menu()->isVisible(), patience);
        // As the window system gives it: shortcuts first.
        QTest::keyClick(mode->menu()->windowHandle(), Qt::Key_M);
        QTRY_COMPARE_WITH_TIMEOUT(page->model()->filterMode(), TailModel::FilterMode::Mark, patience);
        QVERIFY(!page->marks()->next(0));
    }

    // The filter comes to the newest rows first; the one that was current is among the last.
    void keepsTheRowUntilTheFilterComesToIt()
    {
        open("application/json", numbers(1, 40'000), 40'000);
        page->goToRow(1'001);
        type(u"type=odd"_s);
        QTest::keyClick(input(), Qt::Key_Return);
        QTest::keyClick(input(), Qt::Key_Escape);
        waitForRows(20'000);
        QCOMPARE(page->currentMessage().number, 1'001U);
        QVERIFY(page->view()->viewport()->rect().contains(
            page->view()->visualRect(page->view()->currentIndex()).center()));
    }

    // A regular expression that would not end in a lifetime: said, with its limit; the tail goes on.
    void survivesHostilePatterns()
    {
        QByteArray lines;
        for (int i = 0; i < 500; ++i) {
            lines += QByteArray(60, 'a') + "b\n";
        }
        open("text/plain", lines, 500);
        type(u"/(a+)+$/"_s);
        QTRY_VERIFY_WITH_TIMEOUT(message()->isVisible(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(!page->model()->filterRun()->failure().isEmpty(), patience);
        QVERIFY2(message()->text().startsWith(page->model()->filterRun()->failure()), qPrintable(message()->text()));
        QVERIFY2(message()->text().endsWith(u"No filter is in force: all rows are shown."_s),
                 qPrintable(message()->text()));
        QVERIFY2(message()->text().contains(u"1,000,000"_s), qPrintable(message()->text()));
        QVERIFY(finish(stream.append("one more\n")));
        waitForRows(502);
        QTRY_COMPARE(page->currentMessage().toByteArray(), "one more\n"_ba);
        // A better one is applied as ever.
        QTest::keyClick(input(), Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(input(), u"/more$/"_s);
        waitForRows(1);
        QVERIFY(!message()->isVisible());
    }
};

QTEST_MAIN(TestFilterBar)
#include "tst_filterbar.moc"
