// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "application.h"
#include "composer/composerpanel.h"
#include "composer/payloadeditor.h"
#include "connection/server.h"
#include "detail/detailpane.h"
#include "detail/jsontreemodel.h"
#include "explorer/explorerpanel.h"
#include "rules/rowrules.h"
#include "rules/rulenotices.h"
#include "tail/messagebar.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"
#include "window/streamtabs.h"

#include <durablestreams/streamcatalog.h>
#include <sandbox/sandbox.h>

#include <QAccessible>
#include <QHeaderView>
#include <QInputDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 60s;

QList<std::pair<QAccessible::Event, QString>> heard;

void listen(QAccessibleEvent *event)
{
    QString text;
    if (event->type() == QAccessible::Announcement) {
        text = static_cast<QAccessibleAnnouncementEvent *>(event)->message();
    } else if (QAccessibleInterface *at = event->accessibleInterface()) {
        text = at->text(QAccessible::Name);
    }
    heard.append({ event->type(), text });
}

} // namespace

// The whole window without a mouse, and as a screen reader hears it.
class TestTailKeyboard : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    DurableStreams::Sandbox sandbox;
    std::unique_ptr<Application> app;

    MainWindow *window() const { return app->window(); }
    TailView *list() const { return window()->currentPage()->view(); }
    //! A key press goes to whatever has the focus, as it does for a person.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QWidget *focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : window(), key, modifiers);
    }
    void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    void openOrders() { openStream(u"orders"_s, 40); }
    void openStream(const QString &name, int rows)
    {
        const TailPage *before = window()->currentPage();
        key(Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_VERIFY_WITH_TIMEOUT(window()->explorer()->filterEdit()->hasFocus(), patience);
        window()->explorer()->filterEdit()->clear();
        type(name);
        // A person looks before pressing Enter.
        QTRY_VERIFY_WITH_TIMEOUT(window()->explorer()->currentPath().endsWith(name.toUtf8()), patience);
        key(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(window()->currentPage() != before, patience);
        QTRY_VERIFY_WITH_TIMEOUT(list()->hasFocus(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(window()->currentPage()->model()->rowCount() > rows, patience);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QVERIFY(sandbox.start({ .samples = true }));
    }

    void init()
    {
        QTest::failOnWarning();
        app = std::make_unique<Application>(folder.filePath(u"%1.ini"_s.arg(
            QString::fromLatin1(QTest::currentTestFunction()))));
        window()->show();
        window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window(), int(std::chrono::milliseconds(patience).count())));
        Connection connection;
        connection.baseUrl = sandbox.url();
        Server *server = window()->addServer(connection);
        QTRY_VERIFY_WITH_TIMEOUT(server->catalog()->size() >= 7, patience);
    }

    void cleanup()
    {
        RowRules::instance()->setRules({});
        app.reset();
    }

    void opensReadsAndGoesBackToFollowing()
    {
        openOrders();
        TailPage *page = window()->currentPage();
        QVERIFY(page->isFollowing());
        // To the first message, and down one.
        key(Qt::Key_Home);
        QVERIFY(!page->isFollowing());
        key(Qt::Key_Down);
        QCOMPARE(page->currentMessage().number, quint64(2));
        auto *detail = window()->findChild<DetailPane *>();
        QTRY_COMPARE_WITH_TIMEOUT(detail->message().number, quint64(2), patience);
        // Into the message, down its fields, and back.
        key(Qt::Key_Return);
        auto *tree = detail->findChild<QTreeView *>(u"messageTree"_s);
        QVERIFY(tree->hasFocus());
        const QString first = detail->currentPointer();
        QVERIFY(!first.isEmpty());
        key(Qt::Key_Down);
        QVERIFY(detail->currentPointer() != first);
        key(Qt::Key_Escape);
        QVERIFY(list()->hasFocus());
        QCOMPARE(page->currentMessage().number, quint64(2));
        key(Qt::Key_End);
        QVERIFY(page->isFollowing());
        const auto *bar = list()->verticalScrollBar();
        QCOMPARE(bar->value(), bar->maximum());
    }

    // Whatever has the focus in the window.
    void followsFromEveryPane()
    {
        openOrders();
        TailPage *page = window()->currentPage();
        key(Qt::Key_Home);
        key(Qt::Key_Return);
        auto *tree = window()->findChild<QTreeView *>(u"messageTree"_s);
        QVERIFY(tree->hasFocus());
        key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(page->isFollowing());
        page->setFollowing(false);
        window()->composer()->editor()->setFocus();
        QVERIFY(window()->composer()->editor()->hasFocus());
        key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(page->isFollowing());
    }

    // What was found in the rows is shown in the message, too.
    void findsInTheMessage()
    {
        openOrders();
        key(Qt::Key_Home);
        auto *detail = window()->findChild<DetailPane *>();
        QTRY_COMPARE_WITH_TIMEOUT(detail->message().number, quint64(1), patience);
        key(Qt::Key_F, Qt::ControlModifier);
        auto *text = window()->currentPage()->findChild<QLineEdit *>(u"findText"_s);
        QTRY_VERIFY(text->hasFocus());
        type(u"order.created"_s);
        QCOMPARE(detail->currentPointer(), u"/type"_s);
        text->clear();
        type(u"pony"_s);
        key(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(detail->currentPointer(), u"/carrier"_s, patience);
        QVERIFY(detail->message().bytes.contains("Pony Express"));
        auto *tree = detail->findChild<QTreeView *>(u"messageTree"_s);
        QVERIFY(tree->viewport()->rect().contains(tree->visualRect(tree->currentIndex()).center()));
    }

    // A rule that matches in a tab that is not shown is told of in the one that is, whatever that tab
    // says already, until somebody goes there.
    void rulesTellOfOtherTabs()
    {
        openOrders();
        TailPage *orders = window()->currentPage();
        auto *own = orders->findChild<MessageBar *>();
        RowRules::instance()->setRules({ { .filter = u"has:orderId"_s, .notify = true } });
        QTRY_VERIFY_WITH_TIMEOUT(own->contains(u"rule"_s), patience);
        const auto *notices = window()->findChild<RuleNotices *>();
        QCOMPARE(notices->texts(), QStringList {});
        openStream(u"users"_s, 1);
        QTRY_COMPARE_WITH_TIMEOUT(notices->texts().size(), 1, patience);
        const QString first = notices->texts().first();
        QVERIFY2(first.startsWith(orders->title() + u": Row "_s), qPrintable(first));
        QTRY_VERIFY_WITH_TIMEOUT(notices->texts().first().contains(u" more row"_s), patience);
        QVERIFY(own->contains(u"rule"_s));
        // Seen by way of the tab, and begun anew.
        window()->tabs()->setCurrentWidget(orders);
        QCOMPARE(notices->texts(), QStringList {});
        window()->tabs()->setCurrentIndex(1);
        QTRY_COMPARE_WITH_TIMEOUT(notices->texts().size(), 1, patience);
        QVERIFY(notices->texts().first() != first);
        // “Show” goes to the row.
        RowRules::instance()->setRules({});
        const QList<QPushButton *> buttons = notices->findChildren<QPushButton *>();
        const auto show = std::ranges::find_if(buttons, [](const QPushButton *button) {
            return button->isVisible() && button->text() == "Show"_L1;
        });
        QVERIFY(show != buttons.end());
        const QString told = notices->texts().first();
        (*show)->setFocus();
        key(Qt::Key_Space);
        QCOMPARE(window()->currentPage(), orders);
        QCOMPARE(notices->texts(), QStringList {});
        QVERIFY(list()->hasFocus());
        const QString row = u": Row %1 passes"_s.arg(
            QLocale().toString(orders->currentMessage().number));
        QVERIFY2(told.contains(row), qPrintable(told + row));
    }

    // One that stops the view as well.
    void rulesFreezeOtherTabs()
    {
        openOrders();
        TailPage *orders = window()->currentPage();
        openStream(u"users"_s, 1);
        RowRules::instance()->setRules({ { .filter = u"has:orderId"_s, .freeze = true } });
        const auto *notices = window()->findChild<RuleNotices *>();
        QTRY_COMPARE_WITH_TIMEOUT(notices->texts().size(), 1, patience);
        QVERIFY(orders->isFrozen());
        RowRules::instance()->setRules({});
        window()->tabs()->setCurrentWidget(orders);
        QCOMPARE(notices->texts(), QStringList {});
        auto *bar = orders->findChild<MessageBar *>();
        QVERIFY(bar->contains(u"rule"_s));
        // On from there by the keyboard: the button goes, and the rows have the focus.
        const QList<QPushButton *> buttons = bar->findChildren<QPushButton *>();
        const auto go = std::ranges::find(buttons, u"Go On"_s, &QPushButton::text);
        QVERIFY(go != buttons.end());
        (*go)->setFocus();
        key(Qt::Key_Space);
        QVERIFY(!orders->isFrozen());
        QVERIFY(!bar->contains(u"rule"_s));
        QVERIFY2(list()->hasFocus(), qPrintable(QApplication::focusWidget()->objectName()));
    }

    // What came while nobody looked is seen on the tab, and gone once somebody has.
    void hiddenTabsSayWhatIsNew()
    {
        openOrders();
        TailPage *orders = window()->currentPage();
        openStream(u"users"_s, 1);
        StreamTabs *tabs = window()->tabs();
        const auto title = [&] { return tabs->tabText(tabs->indexOf(orders)); };
        QTRY_VERIFY_WITH_TIMEOUT(title().endsWith(u'•'), patience);
        QVERIFY(tabs->tabToolTip(tabs->indexOf(orders)).contains(u"new rows"_s));
        const quint64 rows = orders->session()->status().totalRows;
        tabs->setCurrentWidget(orders);
        QTRY_VERIFY_WITH_TIMEOUT(!title().endsWith(u'•'), patience);
        QVERIFY(orders->model()->rowCount() >= int(rows));
    }

    void goesToARow()
    {
        openOrders();
        key(Qt::Key_G, Qt::ControlModifier);
        auto *dialog = window()->currentPage()->findChild<QInputDialog *>(u"goToRowDialog"_s);
        QVERIFY(dialog);
        QTRY_VERIFY_WITH_TIMEOUT(dialog->isActiveWindow(), patience);
        type(u"7"_s);
        key(Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(window()->currentPage()->currentMessage().number, quint64(7), patience);
        QVERIFY(!window()->currentPage()->isFollowing());
    }

    // What assistive technology gets: a table with its rows, the row in focus, and what changes.
    void isHeard()
    {
        QAccessible::installUpdateHandler(listen);
        heard.clear();
        openOrders();
        QTRY_VERIFY_WITH_TIMEOUT(
            std::ranges::any_of(heard,
                                [](const auto &event) {
                                    return event.first == QAccessible::Announcement
                                        && event.second.startsWith(u"Live"_s);
                                }),
            patience);
        QAccessibleInterface *table = QAccessible::queryAccessibleInterface(list());
        QVERIFY(table);
        QCOMPARE(table->role(), QAccessible::Table);
        QVERIFY(!table->text(QAccessible::Name).isEmpty());
        key(Qt::Key_Home);
        QVERIFY(table->tableInterface()->rowCount() > 40);
        QCOMPARE(table->tableInterface()->rowCount(), window()->currentPage()->model()->rowCount());
        key(Qt::Key_Down);
        QAccessibleInterface *focused = table->focusChild();
        QVERIFY(focused);
        QVERIFY(focused->state().focused);
        QCOMPARE(focused->text(QAccessible::Name),
                 QString::fromUtf8(window()->currentPage()->currentMessage().bytes));
        QAccessibleInterface *cell = table->tableInterface()->cellAt(
            1, int(list()->columnsInOrder().indexOf(TailModel::PreviewColumn)));
        QVERIFY(cell);
        QCOMPARE(cell->role(), QAccessible::Cell);
        QVERIFY(cell->text(QAccessible::Description).startsWith(u"Row 2, "_s));
        // Single messages are never announced: nobody could work beside that.
        QVERIFY(std::ranges::none_of(heard, [](const auto &event) {
            return event.first == QAccessible::Announcement && event.second.startsWith(u'{');
        }));
        QAccessible::installUpdateHandler(nullptr);
    }
};

QTEST_MAIN(TestTailKeyboard)
#include "tst_tailkeyboard.moc"
