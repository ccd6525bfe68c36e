// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/tailmodel.h"
#include "tail/messagebar.h"
#include "tail/placeholder.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <sandbox/sandbox.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 30s;

} // namespace

// A page in front of a person: opened, watched, stopped, cleared, with the keyboard and with the mouse.
class TestTailPage : public QObject
{
    Q_OBJECT

    DurableStreams::Sandbox server;
    std::unique_ptr<DurableStreams::Client> client;
    Connection connection;
    std::unique_ptr<TailPage> page;
    int streams = 0;

    bool finish(DurableStreams::Call *call)
    {
        std::optional<bool> ok;
        connect(call, &DurableStreams::Call::finished, this,
                [&](const auto &result) { ok = result.has_value(); });
        return QTest::qWaitFor([&] { return ok.has_value(); }, patience) && *ok;
    }
    DurableStreams::Stream create(const QByteArray &contentType, const QByteArray &body = {})
    {
        const DurableStreams::Stream stream = client->stream(u"page/%1"_s.arg(++streams));
        DurableStreams::CreateOptions options;
        options.contentType = contentType;
        return finish(stream.create(options)) && (body.isEmpty() || finish(stream.append(body)))
            ? stream
            : DurableStreams::Stream();
    }
    void open(const QUrl &url)
    {
        page = std::make_unique<TailPage>(connection, url);
        new QAbstractItemModelTester(page->model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                     page.get());
        page->resize(900, 500);
        page->show();
        page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(page.get()));
        page->start();
        page->setFocus();
    }
    void waitForRows(int rows)
    {
        QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), rows, patience);
    }
    static QByteArray numbers(int from, int count)
    {
        QByteArrayList list;
        for (int i = 0; i < count; ++i) {
            list.append("{\"n\":" + QByteArray::number(from + i) + "}");
        }
        return "[" + list.join(",") + "]";
    }
    bool coversNoRow(const QWidget *pill) const
    {
        return !page->view()->viewport()->geometry().intersects(pill->geometry());
    }
    MessageBar *bar() const { return page->findChild<MessageBar *>(); }
    QPushButton *barButton(const QString &text) const
    {
        for (QPushButton *button : bar()->findChildren<QPushButton *>()) {
            if (button->text() == text && button->isVisible()) {
                return button;
            }
        }
        return nullptr;
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
    void init() { QTest::failOnWarning(); }
    void cleanup() { page.reset(); }

    void readsOnlyWhenAsked()
    {
        const auto stream = create("application/json", "[1]");
        page = std::make_unique<TailPage>(connection, stream.url());
        page->resize(900, 500);
        page->show();
        QCOMPARE(page->session()->status().state, TailState::Idle);
        auto *button = page->findChild<Placeholder *>()->button();
        QTRY_VERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        // The value, and the marker that says where live begins.
        waitForRows(2);
    }

    void followsAndShowsTheNewest()
    {
        const auto stream = create("application/json", numbers(1, 300));
        open(stream.url());
        QSignalSpy current(page.get(), &TailPage::currentMessageChanged);
        waitForRows(301);
        QTRY_COMPARE_WITH_TIMEOUT(page->currentMessage().toByteArray(), "{\"n\":300}"_ba, patience);
        QVERIFY(finish(stream.append(numbers(301, 5))));
        waitForRows(306);
        QTRY_VERIFY_WITH_TIMEOUT(
            !current.isEmpty()
                && current.last().first().value<Message>().toByteArray() == "{\"n\":305}",
            patience);
    }

    // Scrolling away does not take away what is being read.
    // It is told of anew as it grows, and when it is whole.
    void tellsOfALineThatGoesOn_data()
    {
        QTest::addColumn<bool>("following");
        QTest::newRow("following") << true;
        QTest::newRow("chosen") << false;
    }

    void tellsOfALineThatGoesOn()
    {
        QFETCH(bool, following);
        const auto stream = create("text/plain", "first part");
        open(stream.url());
        QByteArray told;
        connect(page.get(), &TailPage::currentMessageChanged, this,
                [&](const Message &message) { told = message.toByteArray(); });
        waitForRows(1);
        QTRY_COMPARE_WITH_TIMEOUT(told, "first part"_ba, patience);
        if (!following) {
            page->setFollowing(false);
            page->view()->setCurrentIndex(page->model()->index(0, 0));
            QCOMPARE(page->currentMessage().toByteArray(), "first part"_ba);
        }
        for (const QByteArray &part : { ", second"_ba, ", third\n"_ba }) {
            const QByteArray whole = told + part;
            QVERIFY(finish(stream.append(part, { .contentType = "text/plain" })));
            QTRY_COMPARE_WITH_TIMEOUT(told, whole, patience);
        }
    }

    // What is shown and what is copied are never two things.
    void releaseTellsOfTheLineAtOnce()
    {
        const auto stream = create("text/plain", "first part");
        open(stream.url());
        waitForRows(1);
        page->setFollowing(false);
        page->view()->setCurrentIndex(page->model()->index(0, 0));
        QByteArray told = page->currentMessage().toByteArray();
        connect(page.get(), &TailPage::currentMessageChanged, this,
                [&](const Message &message) { told = message.toByteArray(); });
        page->setFrozen(true);
        QVERIFY(finish(stream.append(", second\n", { .contentType = "text/plain" })));
        QTRY_VERIFY_WITH_TIMEOUT(page->session()->snapshot().partial().isNull(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().totalRows, quint64(1), patience);
        QCOMPARE(told, "first part"_ba);
        page->setFrozen(false);
        QCOMPARE(page->currentMessage().toByteArray(), "first part, second\n"_ba);
        QCOMPARE(told, "first part, second\n"_ba);
    }

    void scrollingKeepsTheMessage()
    {
        const auto stream = create("application/json", numbers(1, 300));
        open(stream.url());
        QSignalSpy current(page.get(), &TailPage::currentMessageChanged);
        waitForRows(301);
        QTRY_VERIFY_WITH_TIMEOUT(
            !current.isEmpty()
                && current.last().first().value<Message>().toByteArray() == "{\"n\":300}",
            patience);
        page->setFollowing(false);
        QVERIFY(finish(stream.append(numbers(301, 5))));
        waitForRows(306);
        QVERIFY(!page->view()->currentIndex().isValid());
        QCOMPARE(page->currentMessage().toByteArray(), "{\"n\":300}"_ba);
    }

    // With the keyboard alone: read a message, go back to following.
    void isUsedByKeyboard()
    {
        const auto stream = create("application/json", numbers(1, 300));
        open(stream.url());
        waitForRows(301);
        page->setFocus(Qt::OtherFocusReason); // as the window does with a page that it opens
        QTRY_VERIFY(page->view()->hasFocus());
        QTest::keyClick(page->view(), Qt::Key_Home);
        QVERIFY(!page->isFollowing());
        QCOMPARE(page->currentMessage().toByteArray(), "{\"n\":1}"_ba);
        QTest::keyClick(page->view(), Qt::Key_Down);
        QCOMPARE(page->currentMessage().toByteArray(), "{\"n\":2}"_ba);
        QTest::keyClick(page->view(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"{\"n\":2}"_s);
        QTest::keyClick(page->view(), Qt::Key_End);
        QVERIFY(page->isFollowing());
        QTest::keyClick(page->view(), Qt::Key_Space);
        QVERIFY(page->isFrozen());
        QVERIFY(page->freezeAction()->isChecked());
        QTest::keyClick(page->view(), Qt::Key_Space);
        QVERIFY(!page->isFrozen());
    }

    void rule5FreezeAndRule6Stop()
    {
        const auto stream = create("application/json", numbers(1, 300));
        open(stream.url());
        waitForRows(301);
        auto *pill = page->findChild<QAbstractButton *>(u"newRowsPill"_s);
        page->freezeAction()->trigger();
        QVERIFY(finish(stream.append(numbers(301, 40))));
        QTRY_COMPARE_WITH_TIMEOUT(page->model()->waiting(), 40, patience);
        QCOMPARE(page->model()->rowCount(), 301);
        QVERIFY(pill->isVisible());
        QVERIFY(pill->text().contains(u"40"_s));
        QVERIFY(coversNoRow(pill));
        // What was the last row is still in view, whole.
        const QModelIndex last = page->model()->index(300, 0);
        QVERIFY(page->view()->viewport()->rect().contains(page->view()->visualRect(last)));
        QTest::mouseClick(pill, Qt::LeftButton);
        QVERIFY(!page->isFrozen());
        waitForRows(341);

        page->stopAction()->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Stopped, patience);
        QTRY_VERIFY(barButton(u"Resume"_s));
        QVERIFY(finish(stream.append(numbers(341, 10))));
        QCOMPARE(page->model()->rowCount(), 341);
        QTest::mouseClick(barButton(u"Resume"_s), Qt::LeftButton);
        // Ten rows, and the marker of the pause.
        waitForRows(352);
        QTRY_VERIFY(!bar()->isVisible());
    }

    void rule3ThePillCountsAndBringsBack()
    {
        const auto stream = create("application/json", numbers(1, 300));
        open(stream.url());
        waitForRows(301);
        auto *pill = page->findChild<QAbstractButton *>(u"newRowsPill"_s);
        QVERIFY(!pill->isVisible());
        QTest::keyClick(page->view(), Qt::Key_Home);
        QVERIFY(finish(stream.append(numbers(301, 128))));
        waitForRows(429);
        QTRY_VERIFY(pill->isVisible());
        QVERIFY2(pill->text().contains(u"128"_s), qPrintable(pill->text()));
        QVERIFY(coversNoRow(pill));
        QVERIFY(page->view()->rect().contains(pill->geometry()));
        QTest::mouseClick(pill, Qt::LeftButton);
        QVERIFY(page->isFollowing());
        QVERIFY(!pill->isVisible());
    }

    // What a person has just chosen at the lower edge stays in view when the pill comes.
    void rule3ThePillHidesNoChosenRow()
    {
        const auto stream = create("application/json", numbers(1, 300));
        open(stream.url());
        waitForRows(301);
        page->view()->showRow(page->model()->idAt(299));
        page->view()->scrollToBottom();
        const QModelIndex chosen = page->view()->currentIndex();
        QCOMPARE(chosen.row(), 299);
        const auto isWhole = [&] {
            return page->view()->viewport()->rect().contains(
                page->view()->visualRect(page->view()->currentIndex().siblingAtColumn(0)));
        };
        QVERIFY(isWhole());
        QVERIFY(finish(stream.append(numbers(301, 128))));
        waitForRows(429);
        QTRY_VERIFY(page->findChild<QAbstractButton *>(u"newRowsPill"_s)->isVisible());
        QVERIFY(isWhole());
        QCOMPARE(page->currentMessage().toByteArray(), "{\"n\":300}"_ba);
    }

    void rule7ClearCanBeUndone()
    {
        const auto stream = create("application/json", numbers(1, 20));
        open(stream.url());
        waitForRows(21);
        page->clearAction()->trigger();
        QCOMPARE(page->model()->rowCount(), 0);
        QVERIFY(page->findChild<Placeholder *>()->isVisible());
        QVERIFY(finish(stream.append("[1]")));
        waitForRows(1);
        QVERIFY(barButton(u"Undo"_s));
        QTest::mouseClick(barButton(u"Undo"_s), Qt::LeftButton);
        waitForRows(22);
    }

    void asksInALongCatchUp()
    {
        const auto stream = create("application/json", numbers(1, 50'000));
        QVERIFY(finish(stream.append(numbers(50'001, 50'000))));
        page = std::make_unique<TailPage>(connection, stream.url());
        page->resize(900, 500);
        page->show();
        page->start({ .guardRows = 10'000 });
        QTRY_VERIFY_WITH_TIMEOUT(barButton(u"Continue"_s), patience);
        QVERIFY(page->session()->status().totalRows < 100'000);
        QTest::mouseClick(barButton(u"Continue"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().totalRows, 100'000, patience);
        QTRY_VERIFY(!bar()->isVisible());
    }

    void saysWhatIsEmptyAndWhatIsMissing()
    {
        const auto stream = create("application/json");
        open(stream.url());
        QTRY_COMPARE_WITH_TIMEOUT(page->findChild<Placeholder *>()->title(), u"No messages yet"_s, patience);
        open(QUrl(connection.baseUrl.toString() + u"/nothing-here"_s));
        QTRY_COMPARE_WITH_TIMEOUT(page->findChild<Placeholder *>()->title(), u"Not found"_s, patience);
        QVERIFY(page->findChild<Placeholder *>()->button()->isVisible());
    }

    // Whatever bytes a stream holds, they are shown, and nothing happens but that.
    void showsBadInput_data()
    {
        QTest::addColumn<QByteArray>("contentType");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("invalid UTF-8") << "text/plain"_ba << QByteArray("\xff\xfe\xc0\xaf\n");
        QTest::newRow("NUL") << "text/plain"_ba << QByteArray("a\0b\n", 4);
        QTest::newRow("terminal escapes") << "text/plain"_ba << "\x1b[2J\x1b]0;title\x07\n"_ba;
        QTest::newRow("right to left") << "text/plain"_ba << "שלום \u202e مرحبا\n"_ba;
        QTest::newRow("html") << "text/html"_ba << "<script>alert(1)</script><b>x</b>\n"_ba;
        QTest::newRow("long line") << "text/plain"_ba << QByteArray(QByteArray(5'000'000, 'x') + "\n");
        QTest::newRow("lone surrogate") << "application/json"_ba << "[\"\\ud800\"]"_ba;
        QTest::newRow("huge number") << "application/json"_ba << "[1e400]"_ba;
        QTest::newRow("binary") << "application/octet-stream"_ba << QByteArray(70'000, '\0');
    }

    void showsBadInput()
    {
        QFETCH(QByteArray, contentType);
        QFETCH(QByteArray, body);
        const auto stream = create(contentType, body);
        QVERIFY(stream.isValid());
        open(stream.url());
        const auto shown = [this] {
            QByteArray bytes;
            for (int row = 0; row < page->model()->rowCount(); ++row) {
                if (const Message message = page->model()->messageAt(row); message.isData()) {
                    bytes += message.bytes;
                }
            }
            return bytes;
        };
        const QByteArray expected
            = contentType == "application/json" ? body.sliced(1, body.size() - 2) : body;
        QTRY_VERIFY_WITH_TIMEOUT(shown() == expected, patience);
        QVERIFY(!page->grab().isNull());
    }

    // Rule 8: nobody looks, and nothing is lost.
    void rule8HiddenPagesGoOnRecording()
    {
        const auto stream = create("application/json", numbers(1, 10));
        open(stream.url());
        waitForRows(11);
        page->hide();
        QVERIFY(finish(stream.append(numbers(11, 30))));
        QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().totalRows, 40, patience);
        page->show();
        QCOMPARE(page->model()->rowCount(), 41);
        QVERIFY(page->isFollowing());
        page->window()->showMinimized();
        QVERIFY(finish(stream.append(numbers(41, 5))));
        QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().totalRows, 45, patience);
        page->window()->showNormal();
        waitForRows(46);
    }

    void stateMessagesHaveColumns()
    {
        const auto stream = create(
            "application/json",
            R"([{"type":"order","key":"17","value":{},"headers":{"operation":"insert"}},
                {"type":"order","key":"17","headers":{"operation":"delete"}}])");
        open(stream.url());
        waitForRows(3);
        QVERIFY(!page->view()->isColumnHidden(TailModel::OperationColumn));
        QVERIFY(!page->view()->isColumnHidden(TailModel::KeyColumn));
        const auto text = [this](int row, int column, int role = Qt::DisplayRole) {
            return page->model()->index(row, column).data(role).toString();
        };
        QCOMPARE(text(0, TailModel::OperationColumn), u"+"_s);
        QCOMPARE(text(1, TailModel::OperationColumn), u"−"_s);
        QCOMPARE(text(1, TailModel::OperationColumn, Qt::AccessibleTextRole), u"delete"_s);
        QCOMPARE(text(0, TailModel::KeyColumn), u"order:17"_s);
        const auto other = create("application/json", "[{\"type\":1}]");
        open(other.url());
        waitForRows(2);
        QVERIFY(page->view()->isColumnHidden(TailModel::OperationColumn));
    }

    void columnsComeAndGo()
    {
        const auto stream = create("application/json", R"([{"value":{"total":7}}])");
        open(stream.url());
        waitForRows(2);
        page->addColumn(u"value.total"_s);
        page->addColumn(u"/value/total"_s);
        QCOMPARE(page->model()->userColumns(), QStringList { u"/value/total"_s });
        QCOMPARE(page->model()->index(0, TailModel::FirstUserColumn).data().toString(), u"7"_s);
        const QHeaderView *header = page->view()->horizontalHeader();
        QCOMPARE(header->visualIndex(TailModel::PreviewColumn), header->count() - 3);
        QMenu menu;
        page->addColumnActions(&menu);
        const auto find = [&](const QString &title) {
            for (QAction *action : menu.actions()) {
                if (action->text() == title) {
                    return action;
                }
            }
            return static_cast<QAction *>(nullptr);
        };
        QVERIFY(find(u"Size"_s)->isChecked());
        find(u"Size"_s)->trigger();
        QVERIFY(page->view()->isColumnHidden(TailModel::SizeColumn));
        QVERIFY(!find(u"Preview"_s)->isEnabled());
        page->addColumn(u"/value"_s);
        page->removeColumn(u"/value/total"_s);
        QCOMPARE(page->model()->userColumns(), QStringList { u"/value"_s });
        // The other columns are as they were.
        QVERIFY(!page->view()->isColumnHidden(TailModel::FirstUserColumn));
        QVERIFY(page->view()->isColumnHidden(TailModel::OffsetColumn));
        QVERIFY(page->view()->isColumnHidden(TailModel::EventTimeColumn));
        QVERIFY(page->view()->isColumnHidden(TailModel::SizeColumn));
    }

    void remembersItsState()
    {
        const auto stream = create("application/json", "[{\"v\":{\"t\":7}}]");
        open(stream.url());
        waitForRows(2);
        page->addColumn(u"/v/t"_s);
        page->model()->setTimeFormat(TailModel::TimeFormat::Utc);
        page->setFollowing(false);
        const QByteArray state = page->saveState();
        open(stream.url());
        QVERIFY(page->restoreState(state));
        QCOMPARE(page->model()->userColumns(), QStringList { u"/v/t"_s });
        QVERIFY(!page->view()->isColumnHidden(TailModel::FirstUserColumn));
        QCOMPARE(page->model()->timeFormat(), TailModel::TimeFormat::Utc);
        QVERIFY(!page->isFollowing());
        QVERIFY(!page->restoreState("damaged"));
    }
};

QTEST_MAIN(TestTailPage)
#include "tst_tailpage.moc"
