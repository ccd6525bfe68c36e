// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/diffview.h"
#include "detail/findbar.h"
#include "filter/filterbar.h"
#include "models/matchcontext.h"
#include "rules/contextdialog.h"
#include "rules/rowrules.h"
#include "rules/rulesdialog.h"
#include "tail/messagebar.h"
#include "tail/overviewstrip.h"
#include "tail/rowmarks.h"
#include "tail/tailpage.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <sandbox/sandbox.h>

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 30s;

} // namespace

// Finding, marking, the overview, rules that colour, tell and stop, and differences.
class TestRowRules : public QObject
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
    void open(const QByteArray &body, int rows)
    {
        stream = client->stream(u"rules/%1"_s.arg(++streams));
        DurableStreams::CreateOptions options;
        options.contentType = "application/json";
        QVERIFY(finish(stream.create(options)));
        QVERIFY(finish(stream.append(body)));
        page = std::make_unique<TailPage>(connection, stream.url());
        page->resize(900, 500);
        page->show();
        page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(page.get()));
        page->start();
        page->setFocus();
        waitForRows(rows + 1);
        QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Live, patience);
    }
    void waitForRows(int rows) { QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), rows, patience); }
    static QByteArray numbers(int from, int count)
    {
        QByteArrayList list;
        for (int i = 0; i < count; ++i) {
            list.append("{\"n\":" + QByteArray::number(from + i) + "}");
        }
        return "[" + list.join(",") + "]";
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
    QString current() const { return QString::fromUtf8(page->currentMessage().toByteArray()); }

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
        RowRules::instance()->setRules({});
    }
    void cleanup() { page.reset(); }

    void findsRows()
    {
        open(numbers(1, 300), 300);
        QTest::keyClick(page->view(), Qt::Key_Home);
        QTest::keyClick(page->view(), Qt::Key_F, Qt::ControlModifier);
        auto *text = page->findChild<QLineEdit *>(u"findText"_s);
        auto *result = page->findChild<QLabel *>(u"findResult"_s);
        QTRY_VERIFY(text->hasFocus());
        QTest::keyClicks(text, u"99"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(current(), u"{\"n\":99}"_s, patience);
        QVERIFY(!page->isFollowing());
        QCOMPARE(page->model()->rowCount(), 301);
        QTest::keyClick(text, Qt::Key_F3);
        QTRY_COMPARE_WITH_TIMEOUT(current(), u"{\"n\":199}"_s, patience);
        QTRY_COMPARE(result->text(), u"2 of 3"_s);
        QTest::keyClick(text, Qt::Key_F3);
        QTest::keyClick(text, Qt::Key_F3);
        QTRY_COMPARE_WITH_TIMEOUT(current(), u"{\"n\":99}"_s, patience);
        QVERIFY(result->text().contains(u"beginning"_s));
        QTest::keyClick(text, Qt::Key_F3, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(current(), u"{\"n\":299}"_s, patience);
        // Only rows that are shown are found.
        page->filterBar()->setFilter(u"n<200"_s);
        QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 199, patience);
        QTest::keyClick(text, Qt::Key_F3, Qt::ShiftModifier);
        QTRY_COMPARE_WITH_TIMEOUT(current(), u"{\"n\":199}"_s, patience);
        text->setText(u"/n.:1[12]}/"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(current(), u"{\"n\":11}"_s, patience);
        text->setText(u"nowhere"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(result->text(), u"Not found"_s, patience);
        QTest::keyClick(text, Qt::Key_Escape);
        QVERIFY(page->view()->hasFocus());
    }

    void marksRows()
    {
        open(numbers(1, 300), 300);
        for (const quint64 number : { 10U, 200U }) {
            page->goToRow(number);
            QTest::keyClick(page->view(), Qt::Key_M);
        }
        QTest::keyClick(page->view(), Qt::Key_Home);
        QTest::keyClick(page->view(), Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(current(), u"{\"n\":10}"_s);
        QTest::keyClick(page->view(), Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(current(), u"{\"n\":200}"_s);
        QTest::keyClick(page->view(), Qt::Key_Down, Qt::ControlModifier);
        QCOMPARE(current(), u"{\"n\":200}"_s);
        QTest::keyClick(page->view(), Qt::Key_Up, Qt::ControlModifier);
        QCOMPARE(current(), u"{\"n\":10}"_s);
        QTest::keyClick(page->view(), Qt::Key_M);
        QCOMPARE(page->marks()->ids().size(), 1U);
    }

    void overlooksAllRows()
    {
        open(numbers(1, 2'000), 2'000);
        auto *strip = page->findChild<OverviewStrip *>();
        QTRY_VERIFY(strip->isVisible());
        page->goToRow(1'500);
        QTest::keyClick(page->view(), Qt::Key_M);
        page->filterBar()->setMode(TailModel::FilterMode::Mark);
        page->filterBar()->setFilter(u"n=500"_s);
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
        const QRect rows = page->view()->viewport()->geometry();
        QTest::mouseClick(strip, Qt::LeftButton, {}, QPoint(5, rows.top() + rows.height() / 4));
        QCOMPARE(current(), u"{\"n\":500}"_s);
        QVERIFY(!page->isFollowing());
    }

    void freezesAtAMatch()
    {
        RowRules::instance()->setRules({ { .filter = u"n=305"_s, .notify = true, .freeze = true } });
        open(numbers(1, 300), 300);
        QVERIFY(!page->isFrozen());
        QVERIFY(finish(stream.append(numbers(301, 10))));
        QTRY_VERIFY_WITH_TIMEOUT(page->isFrozen(), patience);
        QCOMPARE(current(), u"{\"n\":305}"_s);
        QVERIFY2(bar()->text().contains(u"305"_s), qPrintable(bar()->text()));
        // What follows is kept with it, while the view stands still.
        QVERIFY(finish(stream.append(numbers(311, 500))));
        QTRY_VERIFY_WITH_TIMEOUT(page->model()->waiting() >= 500, patience);
        QTest::mouseClick(barButton(u"Rows Around It"_s), Qt::LeftButton);
        auto *dialog = page->findChild<ContextDialog *>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(dialog->model()->rowCount(), int(MatchContext::rowsBefore + 1 + MatchContext::rowsAfter), patience);
        const int match = int(MatchContext::rowsBefore);
        QCOMPARE(dialog->model()->messageAt(match).toByteArray(), "{\"n\":305}"_ba);
        QCOMPARE(dialog->model()->messageAt(match).number, 305U);
        dialog->reject();
        QTest::mouseClick(barButton(u"Go On"_s), Qt::LeftButton);
        QVERIFY(!page->isFrozen());
        QVERIFY(page->isFollowing());
    }

    void keepsNeighboursOfWhatIsTrimmed()
    {
        MessageStore store({ 1'000, 1 << 30 }, std::make_shared<MemoryBudget>());
        const auto add = [&](int rows) {
            store.beginRun(DurableStreams::Offset("0_1"), 0, 5);
            for (int i = 0; i < rows; ++i) {
                const QByteArray row = "{\"n\":" + QByteArray::number(store.totalRows() + 1) + ",\"p\":\"" + QByteArray(500, 'p') + "\"}";
                store.append(row, RowKind::Message, RowFlag::Json);
            }
            store.publish();
            return store.snapshot();
        };
        const StoreSnapshot before = add(900);
        MatchContext context(before, before.endId() - 1);
        QVERIFY(!context.isComplete());
        context.feed(add(100));
        StoreSnapshot later = add(100);
        context.feed(later);
        QVERIFY(context.isComplete());
        while (later.contains(before.endId() - 1)) {
            later = add(1'000);
        }
        const StoreSnapshot kept = context.snapshot();
        QCOMPARE(kept.rowCount(), qsizetype(MatchContext::rowsBefore + 1 + MatchContext::rowsAfter));
        QCOMPARE(kept.message(context.matchId()).number, 900U);
        QVERIFY(kept.message(context.matchId()).bytes.startsWith("{\"n\":900,"));
        QVERIFY(kept.message(kept.firstId()).bytes.startsWith("{\"n\":700,"));
    }

    void rulesColourRows()
    {
        open(numbers(1, 5), 5);
        const auto row = [this](int at) {
            return page->view()->viewport()->grab(page->view()->visualRect(page->model()->index(at, TailModel::PreviewColumn))).toImage();
        };
        const QImage plain = row(1);
        const QImage other = row(2);
        RowRules::instance()->setRules({ { .filter = u"n=2"_s, .colour = RowRule::Colour::Green },
                                         { .filter = u"n=2"_s, .colour = RowRule::Colour::Red } });
        const QImage green = row(1);
        QCOMPARE(green.pixelColor(green.width() - 2, 2), RowRules::tintOf(RowRule::Colour::Green, page->palette()));
        QVERIFY(green != plain);
        QVERIFY(row(2) == other);
        RowRules::instance()->setRules({ { .filter = u"n=2"_s, .colour = RowRule::Colour::None, .bold = true } });
        QVERIFY(row(1) != plain);
    }

    void rulesAreMadeInADialog()
    {
        auto *dialog = new RulesDialog;
        dialog->addRule({});
        dialog->show();
        QVERIFY(QTest::qWaitForWindowActive(dialog));
        auto *filter = dialog->findChild<QLineEdit *>(u"ruleFilter"_s);
        auto *error = dialog->findChild<QLabel *>(u"ruleError"_s);
        QTest::keyClicks(filter, u"size>big"_s);
        QVERIFY(error->isVisible());
        auto *ok = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
        QTest::mouseClick(ok, Qt::LeftButton);
        QVERIFY(dialog->isVisible());
        filter->setText(u"size>1k"_s);
        dialog->findChild<QCheckBox *>(u"ruleFreeze"_s)->setChecked(true);
        dialog->findChild<QComboBox *>(u"ruleColour"_s)->setCurrentIndex(int(RowRule::Colour::Blue));
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"ruleAdd"_s), Qt::LeftButton);
        QTest::keyClicks(filter, u"error"_s);
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"ruleUp"_s), Qt::LeftButton);
        QTest::mouseClick(ok, Qt::LeftButton);
        const QList<RowRule> rules { { .filter = u"error"_s },
                                     { .filter = u"size>1k"_s, .colour = RowRule::Colour::Blue, .freeze = true } };
        QCOMPARE(RowRules::instance()->rules(), rules);
        QCOMPARE(RowRules::fromStrings(RowRules::toStrings(rules)), rules);
        QCOMPARE(RowRules::fromStrings({ u"damaged"_s, u"on|99|x"_s, u"on|1|"_s }), QList<RowRule> {});
    }

    void comparesMessages()
    {
        DiffView view;
        view.resize(500, 400);
        view.show();
        MessageStore store(StoreLimits {}, std::make_shared<MemoryBudget>());
        store.beginRun(DurableStreams::Offset::beginning(), 0, 0);
        store.append("{\"id\":9007199254740993,\"gone\":true,\"same\":[1,2]}", RowKind::Message, RowFlag::Json);
        store.append("{\"id\":9007199254740992,\"same\":[1,2],\"new\":\"x\"}", RowKind::Message, RowFlag::Json);
        store.publish();
        const Message before = store.snapshot().message(1);
        const Message now = store.snapshot().message(2);
        QList<DiffReference> asked;
        view.setFinder([&](const Message &of, DiffReference reference, const DiffView::Answer &answer) {
            asked.append(reference);
            answer(of.id == now.id && reference == DiffReference::PreviousRow ? before : Message {});
        });
        auto *values = view.findChild<QTreeWidget *>(u"diffValues"_s);
        auto *state = view.findChild<QLabel *>(u"diffState"_s);
        view.setMessage(now);
        QCOMPARE(values->topLevelItemCount(), 0);
        QVERIFY(!state->text().isEmpty());
        view.setReference(DiffReference::PreviousRow);
        QCOMPARE(asked, (QList<DiffReference> { DiffReference::PreviousOfKey, DiffReference::PreviousRow }));
        QCOMPARE(values->topLevelItemCount(), 3);
        const auto row = [&](int at) {
            const QTreeWidgetItem *item = values->topLevelItem(at);
            return QStringList { item->text(0), item->text(1), item->text(2), item->text(3) };
        };
        QCOMPARE(row(0), (QStringList { u"~ changed"_s, u"/id"_s, u"9007199254740993"_s, u"9007199254740992"_s }));
        QCOMPARE(row(1), (QStringList { u"− removed"_s, u"/gone"_s, u"true"_s, u""_s }));
        QCOMPARE(row(2), (QStringList { u"+ added"_s, u"/new"_s, u""_s, u"\"x\""_s }));
        QVERIFY(view.findChild<QPlainTextEdit *>(u"diffLines"_s)->toPlainText().contains(u"+   \"new\": \"x\""_s));
        view.pin(now);
        QCOMPARE(values->topLevelItemCount(), 0);
        QVERIFY(state->text().contains(u"same bytes"_s));
    }
};

QTEST_MAIN(TestRowRules)
#include "tst_rowrules.moc"
