// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "connection/server.h"
#include "detail/detailpane.h"
#include "detail/diffvalue.h"
#include "detail/diffview.h"
#include "models/messagestore.h"
#include "tail/tailpage.h"
#include "window/commandpalette.h"
#include "window/mainwindow.h"
#include "window/windowactions.h"

#include <durablestreams/call.h>
#include <durablestreams/streamcatalog.h>

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPaintEvent>
#include <QPlainTextEdit>
#include <QStandardItemModel>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocumentFragment>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>

#include <sandbox/sandbox.h>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 60s;

// What of a widget was painted.
class Painted : public QObject
{
public:
    explicit Painted(QWidget *widget)
        : m_widget(widget)
    {
        widget->installEventFilter(this);
    }
    bool all() const { return QRegion(m_widget->rect()).subtracted(m_region).isEmpty(); }
    void clear() { m_region = {}; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            m_region += static_cast<QPaintEvent *>(event)->region();
        }
        return QObject::eventFilter(watched, event);
    }

private:
    QWidget *m_widget;
    QRegion m_region;
};

} // namespace

// What differs between two messages: in the pane, and by the menu of a row.
class TestDiffView : public QObject
{
    Q_OBJECT

    std::unique_ptr<MessageStore> store;

    //! Rows 1 and on of a store.
    StoreSnapshot rows(const QByteArrayList &bodies, RowFlags flags = RowFlag::Json)
    {
        store = std::make_unique<MessageStore>(StoreLimits {}, std::make_shared<MemoryBudget>());
        store->beginRun(DurableStreams::Offset::beginning(), 0, 0);
        for (const QByteArray &body : bodies) {
            store->append(body, RowKind::Message, flags);
        }
        store->publish();
        return store->snapshot();
    }
    static QStringList valuesIn(const QWidget &view)
    {
        const auto *tree = view.findChild<QTreeWidget *>(u"diffValues"_s);
        QStringList lines;
        for (int i = 0; i < tree->topLevelItemCount(); ++i) {
            const QTreeWidgetItem *item = tree->topLevelItem(i);
            lines.append(
                QStringList { item->text(0), item->text(1), item->text(2), item->text(3) }.join(
                    u'|'));
        }
        return lines;
    }
    static QString linesIn(const QWidget &view)
    {
        return view.findChild<QPlainTextEdit *>(u"diffLines"_s)->toPlainText();
    }
    static QString stateOf(const QWidget &view)
    {
        return view.findChild<QLabel *>(u"diffState"_s)->text();
    }

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void init() { QTest::failOnWarning(); }

    void comparesMessages()
    {
        DiffView view;
        view.resize(500, 400);
        view.show();
        const StoreSnapshot snapshot
            = rows({ "{\"id\":9007199254740993,\"gone\":true,\"same\":[1,2]}",
                     "{\"id\":9007199254740992,\"same\":[1,2],\"new\":\"x\"}" });
        const Message before = snapshot.message(1);
        const Message now = snapshot.message(2);
        QList<DiffReference> asked;
        view.setFinder(
            [&](const Message &of, DiffReference reference, const DiffView::Answer &answer) {
                asked.append(reference);
                answer(of.id == now.id && reference == DiffReference::PreviousRow ? before
                                                                                  : Message {});
            });
        view.setMessage(now);
        QCOMPARE(valuesIn(view), QStringList {});
        QVERIFY(!stateOf(view).isEmpty());
        view.setReference(DiffReference::PreviousRow);
        QCOMPARE(
            asked,
            (QList<DiffReference> { DiffReference::PreviousOfKey, DiffReference::PreviousRow }));
        QCOMPARE(valuesIn(view),
                 (QStringList { u"~ changed|/id|9007199254740993|9007199254740992"_s,
                                u"− removed|/gone|true|"_s, u"+ added|/new||\"x\""_s }));
        QVERIFY2(stateOf(view).startsWith(u"3 value"_s), qPrintable(stateOf(view)));
        QVERIFY2(linesIn(view).contains(u"−   \"gone\": true,\n"_s), qPrintable(linesIn(view)));
        QVERIFY2(linesIn(view).contains(u"+   \"new\": \"x\"\n"_s), qPrintable(linesIn(view)));
        // A pinned one, by the button.
        QTest::mouseClick(view.findChild<QToolButton *>(u"diffPin"_s), Qt::LeftButton);
        QCOMPARE(view.reference(), DiffReference::Pinned);
        QCOMPARE(stateOf(view), u"The same bytes as row 2."_s);
        view.setMessage(before);
        QCOMPARE(valuesIn(view).size(), 3);
        QCOMPARE(valuesIn(view).first(), u"~ changed|/id|9007199254740992|9007199254740993"_s);
    }

    // However much has to be left out, it is not what differs.
    void leavesOutWhatIsTheSame_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qsizetype>("place");
        QTest::addColumn<int>("room");
        QTest::addColumn<QString>("shown");
        const QString digits = u"0123456789abcdefghij"_s;
        const auto row = [&](qsizetype place, int room, const QString &shown) {
            QTest::addRow("%d in %d", int(place), room) << digits << place << room << shown;
        };
        row(0, 5, u"0123…"_s);
        row(10, 20, digits);
        row(10, 9, u"…abcdefg…"_s);
        row(10, 12, u"…789abcdefg…"_s);
        row(10, 4, u"…ab…"_s);
        row(10, 3, u"…a…"_s);
        row(10, 2, u"a"_s);
        row(10, 0, u"a"_s);
        row(19, 5, u"…ghij"_s);
        row(19, 2, u"…j"_s);
        // The end, where the other one goes on.
        row(20, 5, u"…ghij"_s);
        row(20, 2, u"…j"_s);
        row(2, 8, u"…234567…"_s);
        QTest::newRow("a pair") << u"abc😀def"_s << qsizetype(3) << 4 << u"…😀…"_s;
        QTest::newRow("an accent") << u"abce\u0301def"_s << qsizetype(4) << 4 << u"…e\u0301…"_s;
    }
    void leavesOutWhatIsTheSame()
    {
        QFETCH(QString, text);
        QFETCH(qsizetype, place);
        QFETCH(int, room);
        QTEST(elidedAround(text, place, [&](const QString &part) { return part.size() <= room; }), "shown");
    }

    // As it is painted: both columns are in the pane, and the digit in them that alone differs.
    void showsWhatDiffersAtAnyWidth_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : { 180, 240, 320, 400, 700 }) {
            QTest::addRow("%d", width) << width;
        }
    }
    void showsWhatDiffersAtAnyWidth()
    {
        QFETCH(int, width);
        DiffView view;
        view.resize(width, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const auto body = [](char digit) -> QByteArray {
            const QByteArray text(60, 'x');
            return "{\"id\":900719925474099" + QByteArray(1, digit) + ",\"middle\":123456789012345" + digit
                + "678901234567890,\"text\":\"" + text + digit + text + "\"}";
        };
        const StoreSnapshot snapshot = rows({ body('1'), body('2'), body('3'), body('4') });
        quint64 before = 0;
        view.setFinder([&](const Message &, DiffReference, const DiffView::Answer &answer) {
            answer(snapshot.message(before));
        });
        auto *tree = view.findChild<QTreeWidget *>(u"diffValues"_s);
        const auto image = [&](quint64 was, quint64 is, int row, int column) {
            before = was;
            view.setMessage(snapshot.message(is));
            const QRect cell = tree->visualRect(tree->model()->index(row, column));
            return cell.isValid() && tree->viewport()->rect().contains(cell)
                ? tree->viewport()->grab(cell).toImage()
                : QImage();
        };
        for (int row = 0; row < 3; ++row) {
            QVERIFY(!image(1, 2, row, 3).isNull());
            QVERIFY(image(1, 2, row, 3) != image(1, 3, row, 3));
            QVERIFY(!image(1, 4, row, 2).isNull());
            QVERIFY(image(1, 4, row, 2) != image(2, 4, row, 2));
        }
        // The whole of it for who asks.
        const QString toolTip = tree->topLevelItem(2)->toolTip(3);
        QCOMPARE(QTextDocumentFragment::fromHtml(toolTip).toPlainText().remove(u'\n'),
                 u'"' + QString(60, u'x') + u'4' + QString(60, u'x') + u'"');
    }

    // A value is no markup.
    void toolTipsShowWhatIsThere()
    {
        const QByteArray value = "\"<b>x</b> &amp; <img src=\\\"a\\\">\"";
        QCOMPARE(QTextDocumentFragment::fromHtml(differenceToolTip(value, 0)).toPlainText(), QString::fromUtf8(value));
        // Of more than anybody reads, where it differs.
        const QByteArray many(1'000'000, 'x');
        const QString around = differenceToolTip(QByteArray(many + "<y>" + many), many.size());
        QVERIFY(around.contains(u"&lt;y&gt;"_s));
        QVERIFY(around.size() < 10'000);
        QCOMPARE(differenceToolTip({}, 0), QString());
    }

    // In a narrow pane the digit that differs is in view; what is only written otherwise is told apart.
    void showsWhereValuesDiffer()
    {
        DiffView view;
        view.resize(400, 400);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const QByteArray text(1'000, 'x');
        const StoreSnapshot snapshot
            = rows({ "{\"id\":9007199254740992,\"n\":100,\"t\":\"" + text + "a\"}",
                     "{\"id\":9007199254740993,\"n\":100.0,\"t\":\"" + text + "b\"}" });
        view.setFinder([&](const Message &, DiffReference, const DiffView::Answer &answer) {
            answer(snapshot.message(1));
        });
        view.setMessage(snapshot.message(2));
        const QStringList values = valuesIn(view);
        QCOMPARE(values.size(), 3);
        QCOMPARE(values.at(0), u"~ changed|/id|9007199254740992|9007199254740993"_s);
        QCOMPARE(values.at(1), u"= rewritten|/n|100|100.0"_s);
        QVERIFY2(values.at(2).endsWith(u"xb\""_s) && values.at(2).contains(u"|…xxx"_s)
                     && values.at(2).contains(u"xa\"|"_s),
                 qPrintable(values.at(2)));
        QVERIFY2(stateOf(view).startsWith(u"2 value"_s) && stateOf(view).contains(u" 1 value"_s),
                 qPrintable(stateOf(view)));
        // As it is painted, where the whole of it does not fit.
        auto *tree = view.findChild<QTreeWidget *>(u"diffValues"_s);
        const auto cell = [tree](int column) {
            return tree->visualRect(tree->model()->index(0, column));
        };
        const int wanted = tree->fontMetrics().horizontalAdvance(u"9007199254740992"_s);
        QVERIFY(wanted > std::max(cell(2).width(), cell(3).width()));
        const QSize both(std::min(cell(2).width(), cell(3).width()), cell(2).height());
        const auto image = [&](int column) {
            return tree->viewport()->grab(QRect(cell(column).topLeft(), both)).toImage();
        };
        QVERIFY(image(2) != image(3));
    }

    // No key is something else than no earlier message of it.
    void saysWhyThereIsNothing_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<int>("reference");
        QTest::addColumn<QString>("begins");
        const QString noKey = u"This message has no key: no member “key”, "_s;
        QTest::newRow("no key") << "{\"a\":1}"_ba << int(DiffReference::PreviousOfKey) << noKey;
        QTest::newRow("no object") << "[1]"_ba << int(DiffReference::PreviousOfKey) << noKey;
        QTest::newRow("a key") << "{\"type\":\"t\",\"key\":\"1\"}"_ba
                               << int(DiffReference::PreviousOfKey)
                               << u"There is no earlier message of this key here. "_s;
        QTest::newRow("the first row") << "{\"a\":1}"_ba << int(DiffReference::PreviousRow)
                                       << u"There is no row before this one here."_s;
        QTest::newRow("none pinned") << "{\"a\":1}"_ba << int(DiffReference::Pinned)
                                     << u"No row is pinned. Choose “Pin for Comparing” at one"_s;
    }
    void saysWhyThereIsNothing()
    {
        QFETCH(QByteArray, message);
        QFETCH(int, reference);
        QFETCH(QString, begins);
        DiffView view;
        view.setFinder([](const Message &, DiffReference, const DiffView::Answer &answer) {
            answer(Message {});
        });
        view.setReference(static_cast<DiffReference>(reference));
        view.setMessage(rows({ message }).message(1));
        QVERIFY2(stateOf(view).startsWith(begins), qPrintable(stateOf(view)));
    }

    // A number alone would be taken for that of a row of this stream.
    void namesTheStreamOfAPinnedRow()
    {
        DiffView view;
        DiffPlace place { QUrl(u"http://a/orders"_s), u"orders"_s };
        view.setPlace([&place] { return place; });
        auto *choices = view.findChild<QComboBox *>(u"diffReference"_s);
        const auto *item = qobject_cast<QStandardItemModel *>(choices->model())
                               ->item(choices->findData(int(DiffReference::Pinned)));
        auto *tree = view.findChild<QTreeWidget *>(u"diffValues"_s);
        QVERIFY(!item->isEnabled());
        QVERIFY(item->toolTip().startsWith(u"No row is pinned."_s));
        const StoreSnapshot snapshot = rows({ "{\"a\":1}", "{\"a\":2}", "{\"a\":1}" });
        view.setMessage(snapshot.message(1));
        view.pin(snapshot.message(1));
        QVERIFY(item->isEnabled());
        QCOMPARE(item->toolTip(), u"Row 1 orders"_s);
        view.setMessage(snapshot.message(2));
        QCOMPARE(stateOf(view), u"1 value(s) differ from row 1."_s);
        QCOMPARE(tree->headerItem()->text(2), u"Row 1"_s);
        place = { QUrl(u"http://a/users"_s), u"users"_s };
        view.setMessage(snapshot.message(2));
        QCOMPARE(stateOf(view), u"1 value(s) differ from row 1 of orders."_s);
        QCOMPARE(tree->headerItem()->text(2), u"Row 1 of orders"_s);
        view.setMessage(snapshot.message(3));
        QCOMPARE(stateOf(view), u"The same bytes as row 1 of orders."_s);
        // The same path on another server.
        place = { QUrl(u"http://b/orders"_s), u"orders"_s };
        view.setMessage(snapshot.message(3));
        QCOMPARE(stateOf(view), u"The same bytes as row 1 of http://a/orders."_s);
        // An earlier row is one of the same stream.
        view.setFinder([&](const Message &, DiffReference, const DiffView::Answer &answer) {
            answer(snapshot.message(2));
        });
        view.setReference(DiffReference::PreviousRow);
        QCOMPARE(stateOf(view), u"1 value(s) differ from row 2."_s);
        QCOMPARE(tree->headerItem()->text(2), u"Before"_s);
    }

    // What is not shown is said.
    void saysWhatIsLeftOut()
    {
        DiffView view;
        view.setReference(DiffReference::Pinned);
        const QByteArray large(300'000, 'x');
        const StoreSnapshot json = rows({ "[\"" + large + "\"]", "[ \"" + large + "\"]", "[1]" });
        view.pin(json.message(1));
        view.setMessage(json.message(2));
        QCOMPARE(
            stateOf(view),
            u"The same values as row 1, written differently. The lines are those of the beginning only."_s);
        const StoreSnapshot text = rows({ "one\ntwo\n", "one\n2\n" }, {});
        view.pin(text.message(1));
        view.setMessage(text.message(2));
        QCOMPARE(stateOf(view), u"Compared with row 1, line by line."_s);
        QVERIFY(!view.findChild<QTreeWidget *>(u"diffValues"_s)->isVisibleTo(&view));
        QCOMPARE(linesIn(view), u"  one\n− two\n+ 2\n  "_s);
    }

    // What stands on the screen is what was compared, whatever has the focus: a list that is laid out
    // while it is painted loses what it has yet to paint.
    void paintsWhatItCompared()
    {
        DiffView view;
        view.resize(500, 400);
        const StoreSnapshot snapshot
            = rows({ "{\"a\":1,\"b\":1,\"c\":1}", "{\"a\":2,\"b\":2,\"c\":2}", "{\"a\":2,\"b\":2,\"c\":3}" });
        view.setFinder([&](const Message &of, DiffReference, const DiffView::Answer &answer) {
            answer(snapshot.message(of.id - 1));
        });
        view.setReference(DiffReference::PreviousRow);
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view, 60'000));
        QWidget *area = view.findChild<QTreeWidget *>(u"diffValues"_s)->viewport();
        Painted painted(area);
        view.setMessage(snapshot.message(2));
        QTRY_VERIFY_WITH_TIMEOUT(painted.all(), patience);
        view.setFocus();
        QTRY_VERIFY_WITH_TIMEOUT(view.findChild<QTreeWidget *>(u"diffValues"_s)->hasFocus(), patience);
        QTest::qWait(0);
        painted.clear();
        view.setMessage(snapshot.message(3));
        QTRY_VERIFY_WITH_TIMEOUT(painted.all(), patience);
    }

    // While it is looked for, what differed from another one is not shown.
    void showsNothingStale()
    {
        DiffView view;
        const StoreSnapshot snapshot = rows({ "{\"a\":1}", "{\"a\":2}", "{\"a\":3}" });
        DiffView::Answer later;
        view.setFinder([&](const Message &of, DiffReference, const DiffView::Answer &answer) {
            if (of.id == snapshot.message(2).id) {
                answer(snapshot.message(1));
            } else {
                later = answer;
            }
        });
        view.setMessage(snapshot.message(2));
        QCOMPARE(valuesIn(view), QStringList { u"~ changed|/a|1|2"_s });
        view.setMessage(snapshot.message(3));
        QCOMPARE(valuesIn(view), QStringList {});
        QCOMPARE(linesIn(view), QString());
        QVERIFY2(stateOf(view).startsWith(u"Looking for"_s), qPrintable(stateOf(view)));
        later(snapshot.message(2));
        QCOMPARE(valuesIn(view), QStringList { u"~ changed|/a|2|3"_s });
    }

    void tellsDuplicatesApart()
    {
        DiffView view;
        const StoreSnapshot snapshot = rows({ "{\"dup\":1,\"dup\":2}", "{\"dup\":9,\"dup\":2}" });
        view.setFinder([&](const Message &, DiffReference, const DiffView::Answer &answer) {
            answer(snapshot.message(1));
        });
        view.setMessage(snapshot.message(2));
        QCOMPARE(valuesIn(view), QStringList { u"~ changed|/dup (no. 1)|1|9"_s });
        QCOMPARE(stateOf(view), u"1 value(s) differ from row 1."_s);
    }

    // A late answer does not replace the one that was asked for after it.
    void latestQuestionCounts()
    {
        DiffView view;
        const StoreSnapshot snapshot = rows({ "{\"a\":1}", "{\"a\":2}", "{\"a\":3}" });
        QList<DiffView::Answer> answers;
        view.setFinder([&](const Message &, DiffReference, const DiffView::Answer &answer) {
            answers.append(answer);
        });
        view.setMessage(snapshot.message(2));
        view.setMessage(snapshot.message(3));
        QCOMPARE(answers.size(), 2);
        answers.at(1)(snapshot.message(2));
        answers.at(0)(snapshot.message(1));
        QCOMPARE(valuesIn(view), QStringList { u"~ changed|/a|2|3"_s });
    }

    void comparesByTheMenuOfARow()
    {
        QTemporaryDir folder;
        DurableStreams::Sandbox sandbox;
        QVERIFY(sandbox.start({ .samples = true }));
        Application app(folder.filePath(u"settings.ini"_s));
        MainWindow *window = app.window();
        window->resize(1280, 800);
        window->show();
        Connection connection;
        connection.baseUrl = sandbox.url();
        Server *server = window->addServer(connection);
        QTRY_VERIFY_WITH_TIMEOUT(server->catalog()->size() >= 7, patience);
        const QByteArray body = "[{\"type\":\"user\",\"key\":\"1\",\"value\":{\"n\":1}},"
                                "{\"type\":\"user\",\"key\":\"2\",\"value\":{\"n\":5}},"
                                "{\"type\":\"user\",\"key\":\"1\",\"value\":{\"n\":2}}]";
        bool made = false;
        DurableStreams::Call *call
            = server->stream("diff/users")
                  .create({ .contentType = "application/json", .body = body });
        connect(call, &DurableStreams::Call::finished, this, [&made] { made = true; });
        QTRY_VERIFY_WITH_TIMEOUT(made, patience);
        TailPage *page = window->openStream(server, "diff/users");
        QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 4, patience);
        const auto choose = [&](int row, const QString &text) {
            page->goToRow(quint64(row));
            const QRect cell
                = page->view()->visualRect(page->model()->index(row - 1, TailModel::NumberColumn));
            Q_EMIT page->view()->customContextMenuRequested(cell.center());
            for (QMenu *menu : page->findChildren<QMenu *>()) {
                for (QAction *action : menu->actions()) {
                    if (menu->isVisible() && action->text().remove(u'&') == text) {
                        const bool can = action->isEnabled();
                        action->trigger();
                        menu->close();
                        return can;
                    }
                }
                menu->close();
            }
            return false;
        };
        auto *detail = window->findChild<DetailPane *>();
        QVERIFY(!choose(3, u"Diff With Pinned Row"_s));
        QVERIFY(choose(3, u"Diff With Previous of This Key"_s));
        QTRY_VERIFY_WITH_TIMEOUT(stateOf(*detail).endsWith(u"from row 1."_s), patience);
        QCOMPARE(valuesIn(*detail), QStringList { u"~ changed|/value/n|1|2"_s });
        QVERIFY(detail->diff()->isVisible());
        QVERIFY(choose(3, u"Diff With Previous Row"_s));
        QTRY_VERIFY_WITH_TIMEOUT(stateOf(*detail).endsWith(u"from row 2."_s), patience);
        // Another row is compared in the same way.
        page->goToRow(2);
        QTRY_VERIFY_WITH_TIMEOUT(valuesIn(*detail).contains(u"~ changed|/value/n|1|5"_s), patience);
        QVERIFY(choose(2, u"Pin for Comparing"_s));
        page->goToRow(3);
        QTRY_COMPARE_WITH_TIMEOUT(detail->message().number, quint64(3), patience);
        QTRY_VERIFY_WITH_TIMEOUT(valuesIn(*detail).contains(u"~ changed|/value/n|5|2"_s), patience);
        QVERIFY(choose(3, u"Diff With Pinned Row"_s));
        // A row without an earlier one says so.
        QVERIFY(choose(1, u"Diff With Previous of This Key"_s));
        QTRY_VERIFY_WITH_TIMEOUT(stateOf(*detail).startsWith(u"There is no earlier message"_s),
                                 patience);
        QCOMPARE(valuesIn(*detail), QStringList {});
        QCOMPARE(linesIn(*detail), QString());
    }

    // All of it by keys: to the differences, through them, and back to the rows.
    void goesByKeys()
    {
        QTemporaryDir folder;
        DurableStreams::Sandbox sandbox;
        QVERIFY(sandbox.start({}));
        Application app(folder.filePath(u"settings.ini"_s));
        MainWindow *window = app.window();
        window->resize(1280, 800);
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window));
        Connection connection;
        connection.baseUrl = sandbox.url();
        Server *server = window->addServer(connection);
        bool made = false;
        DurableStreams::Call *call = server->stream("diff/keys").create(
            { .contentType = "application/json",
              .body = R"([{"a":"needle","b":"needle","n":1},{"a":"needle","b":"needle","n":2},)"
                      R"({"a":"needle","b":"needle","n":3}])" });
        connect(call, &DurableStreams::Call::finished, this, [&made] { made = true; });
        QTRY_VERIFY_WITH_TIMEOUT(made, patience);
        TailPage *page = window->openStream(server, "diff/keys");
        QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 4, patience);
        page->goToRow(2);
        page->view()->setFocus();
        // Enter reads the message; the tab is reached from there.
        QTest::keyClick(page->view(), Qt::Key_Return);
        auto *detail = window->findChild<DetailPane *>();
        QTRY_VERIFY_WITH_TIMEOUT(detail->isAncestorOf(QApplication::focusWidget()), patience);
        auto *tabs = detail->findChild<QTabWidget *>();
        for (int i = 0; i < 10 && !tabs->tabBar()->hasFocus(); ++i) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab, Qt::ShiftModifier);
        }
        QVERIFY(tabs->tabBar()->hasFocus());
        for (int i = 0; i < tabs->count() && !detail->diff()->isVisible(); ++i) {
            QTest::keyClick(tabs->tabBar(), Qt::Key_Right);
        }
        QTRY_VERIFY_WITH_TIMEOUT(detail->diff()->isVisible(), patience);
        detail->diff()->setReference(DiffReference::PreviousRow);
        QTRY_COMPARE_WITH_TIMEOUT(valuesIn(*detail), QStringList { u"~ changed|/n|1|2"_s }, patience);
        // Find: the bar, the next match and the one before.
        detail->diff()->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_F, Qt::ControlModifier);
        auto *text = detail->findChild<QLineEdit *>(u"findText"_s);
        QTRY_VERIFY_WITH_TIMEOUT(text->hasFocus(), patience);
        QTest::keyClicks(text, u"needle"_s);
        QTest::keyClick(text, Qt::Key_Return);
        const auto *lines = detail->diff()->findChild<QPlainTextEdit *>();
        QTRY_COMPARE_WITH_TIMEOUT(lines->textCursor().selectedText(), u"needle"_s, patience);
        const int first = lines->textCursor().selectionStart();
        QTest::keyClick(text, Qt::Key_F3);
        const int second = lines->textCursor().selectionStart();
        QTest::keyClick(text, Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(lines->textCursor().selectionStart(), first);
        QCOMPARE_NE(second, first);
        QTest::keyClick(text, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!text->isVisible(), patience);
        // The next row is compared from here, without leaving.
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(page->isAncestorOf(QApplication::focusWidget()), patience);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QTRY_COMPARE_WITH_TIMEOUT(valuesIn(*detail), QStringList { u"~ changed|/n|2|3"_s }, patience);
        // The commands have the mnemonics of their menu: nothing else there takes the letter.
        const QList<QAction *> menus = window->menuBar()->actions();
        QMenu *menu = (*std::ranges::find(menus, u"&Row"_s, &QAction::text))->menu();
        Q_EMIT menu->aboutToShow();
        QStringList letters;
        for (const QAction *action : menu->actions()) {
            const qsizetype at = action->text().indexOf(u'&');
            if (at >= 0) {
                const QString letter = action->text().sliced(at + 1, 1).toLower();
                QVERIFY2(!letters.contains(letter), qPrintable(action->text()));
                letters.append(letter);
            }
        }
    }

    // The menu bar and the list of commands have what the menu of a row has, by the same names, and
    // say why they cannot do it.
    void rowCommandsAreEverywhere()
    {
        QTemporaryDir folder;
        DurableStreams::Sandbox sandbox;
        QVERIFY(sandbox.start({ .samples = true }));
        Application app(folder.filePath(u"settings.ini"_s));
        MainWindow *window = app.window();
        window->show();
        const QList<QAction *> menus = window->menuBar()->actions();
        const auto found = std::ranges::find(menus, u"&Row"_s, &QAction::text);
        QVERIFY(found != menus.end());
        QMenu *menu = (*found)->menu();
        const auto command = [menu](const QString &name) -> QAction * {
            Q_EMIT menu->aboutToShow();
            for (QAction *action : menu->actions()) {
                if (action->text().remove(u'&') == name) {
                    return action;
                }
            }
            return nullptr;
        };
        QVERIFY(!command(u"Pin for Comparing"_s));
        QVERIFY(command(u"No stream is open"_s));
        Connection connection;
        connection.baseUrl = sandbox.url();
        Server *server = window->addServer(connection);
        QTRY_VERIFY_WITH_TIMEOUT(server->catalog()->size() >= 7, patience);
        bool made = false;
        DurableStreams::Call *call
            = server->stream("diff/plain")
                  .create({ .contentType = "application/json", .body = "[{\"n\":1},{\"n\":2}]" });
        connect(call, &DurableStreams::Call::finished, this, [&made] { made = true; });
        QTRY_VERIFY_WITH_TIMEOUT(made, patience);
        TailPage *page = window->openStream(server, "diff/plain");
        QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 3, patience);
        page->goToRow(2);
        for (const QString &name : { u"Copy"_s, u"Copy As"_s, u"Edit and Resend…"_s,
                                     u"Diff With Previous Row"_s, u"Pin for Comparing"_s }) {
            QVERIFY2(command(name) && command(name)->isEnabled(), qPrintable(name));
        }
        const QAction *key = command(u"Diff With Previous of This Key"_s);
        QVERIFY(key && !key->isEnabled());
        QVERIFY2(key->toolTip().startsWith(u"This message has no key"_s), qPrintable(key->toolTip()));
        const QAction *pinned = command(u"Diff With Pinned Row"_s);
        QVERIFY(pinned && !pinned->isEnabled());
        QVERIFY(pinned->toolTip().startsWith(u"No row is pinned."_s));
        QCOMPARE(window->findChild<QToolButton *>(u"diffPin"_s)->text(), u"Pin for Comparing"_s);
        // By the list of commands, which has what can be done now.
        window->commands()->palette->trigger();
        auto *palette = window->findChild<CommandPalette *>();
        QVERIFY(palette);
        QVERIFY(palette->shown().contains(u"Pin for Comparing"_s));
        QVERIFY(palette->shown().contains(u"Copy As: NDJSON"_s));
        QVERIFY(!palette->shown().contains(u"Diff With Pinned Row"_s));
        QCOMPARE(palette->shown().count(u"Mark"_s), 1);
        auto *line = palette->findChild<QLineEdit *>();
        QTest::keyClicks(line, u"pin for"_s);
        QTest::keyClick(line, Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(command(u"Diff With Pinned Row"_s)->isEnabled(), patience);
        page->goToRow(1);
        command(u"Diff With Pinned Row"_s)->trigger();
        auto *detail = window->findChild<DetailPane *>();
        QTRY_COMPARE_WITH_TIMEOUT(valuesIn(*detail), QStringList { u"~ changed|/n|2|1"_s }, patience);
        // Opened again and again, it holds one of each.
        const qsizetype before = menu->findChildren<QObject *>().size();
        command(u"Copy As"_s);
        QCOMPARE(menu->findChildren<QObject *>().size(), before);
    }
};

QTEST_MAIN(TestDiffView)
#include "tst_diffview.moc"
