// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "connection/server.h"
#include "detail/detailpane.h"
#include "detail/diffview.h"
#include "mainwindow.h"
#include "models/messagestore.h"
#include "tail/tailpage.h"

#include <durablestreams/call.h>
#include <durablestreams/streamcatalog.h>

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPlainTextEdit>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <sandbox/sandbox.h>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 60s;

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
                        action->trigger();
                        menu->close();
                        return true;
                    }
                }
                menu->close();
            }
            return false;
        };
        auto *detail = window->findChild<DetailPane *>();
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
        // A row without an earlier one says so.
        QVERIFY(choose(1, u"Diff With Previous of This Key"_s));
        QTRY_VERIFY_WITH_TIMEOUT(stateOf(*detail).startsWith(u"There is no earlier message"_s),
                                 patience);
        QCOMPARE(valuesIn(*detail), QStringList {});
        QCOMPARE(linesIn(*detail), QString());
    }
};

QTEST_MAIN(TestDiffView)
#include "tst_diffview.moc"
