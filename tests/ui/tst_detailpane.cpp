// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/bytesview.h"
#include "detail/decodepanel.h"
#include "detail/detailpane.h"
#include "detail/jsontreemodel.h"
#include "detail/textview.h"
#include "tail/messagebar.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace Tailwater;

namespace {

Message messageOf(const QByteArray &bytes, RowFlags flags = RowFlag::Json, RowKind kind = RowKind::Message)
{
    static quint64 id = 0;
    const auto owner = std::make_shared<const QByteArray>(bytes);
    return { .id = ++id, .number = id, .kind = kind, .flags = flags, .bytes = *owner, .owner = owner };
}

QString cell(const QAbstractItemModel *model, const QModelIndex &index)
{
    return model->data(index.siblingAtColumn(JsonTreeModel::ValueColumn)).toString();
}

} // namespace

class TestDetailPane : public QObject
{
    Q_OBJECT

    std::unique_ptr<DetailPane> pane;
    QTreeView *tree() const { return pane->findChild<QTreeView *>(u"messageTree"_s); }
    JsonTreeModel *treeModel() const { return pane->findChild<JsonTreeModel *>(); }
    QTabWidget *tabs() const { return pane->findChild<QTabWidget *>(); }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning();
        pane = std::make_unique<DetailPane>();
        pane->resize(500, 500);
        pane->show();
        QVERIFY(QTest::qWaitForWindowExposed(pane.get()));
    }
    void cleanup() { pane.reset(); }

    void treeKeepsValuesExact()
    {
        JsonTreeModel model;
        const auto json = "{\"z\":1,\"a\":9007199254740993,\"m\":12345678901234567890,\"f\":0.10,\"a\":2,\"s\":\"\\u0041\\n\"}"_ba;
        model.setDocument(json, {});
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        // Not before: while a model is being reset the tester would fetch.
        const QAbstractItemModelTester tester(&model);
        QCOMPARE(model.rowCount(), 6);
        QStringList names;
        QStringList values;
        for (int row = 0; row < 6; ++row) {
            names.append(model.index(row, 0).data().toString());
            values.append(cell(&model, model.index(row, 0)));
        }
        QCOMPARE(names, (QStringList { u"z"_s, u"a"_s, u"m"_s, u"f"_s, u"a"_s, u"s"_s }));
        QCOMPARE(values, (QStringList { u"1"_s, u"9007199254740993"_s, u"12345678901234567890"_s,
                                        u"0.10"_s, u"2"_s, u"\"\\u0041\\n\""_s }));
    }

    void treeIsLazy()
    {
        JsonTreeModel model;
        QByteArray json = "[";
        for (int i = 0; i < 5000; ++i) {
            json += (i ? ",{\"i\":" : "{\"i\":") + QByteArray::number(i) + "}";
        }
        json += "]";
        model.setDocument(json, {});
        model.fetchMore({});
        QVERIFY(model.rowCount() < 1000);
        while (model.canFetchMore({})) {
            model.fetchMore({});
        }
        QCOMPARE(model.rowCount(), 5000);
        const QModelIndex last = model.index(4999, 0);
        QVERIFY(model.hasChildren(last));
        QCOMPARE(model.rowCount(last), 0);
        model.fetchMore(last);
        QCOMPARE(cell(&model, model.index(0, 0, last)), u"4999"_s);
        QCOMPARE(model.index(0, 0, last).data(JsonTreeModel::PointerRole).toString(), u"/4999/i"_s);
    }

    void treeTakesAnything_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("empty") << ""_ba;
        QTest::newRow("scalar") << "12"_ba;
        QTest::newRow("cut") << "{\"a\":[1,{\"b\":"_ba;
        QTest::newRow("no values") << "{\"a\",\"b\":,:}"_ba;
        QTest::newRow("closing") << "}]}"_ba;
        QTest::newRow("mixed") << "[}1{]"_ba;
        QTest::newRow("NUL") << QByteArray("{\"a\0\":\0}", 9);
        QTest::newRow("invalid UTF-8") << "{\"\xff\":\"\xc0\"}"_ba;
        QTest::newRow("deep") << QByteArray(1'000'000, '[');
    }

    void treeTakesAnything()
    {
        QFETCH(QByteArray, json);
        JsonTreeModel model;
        model.setDocument(json, {});
        const QAbstractItemModelTester tester(&model);
        QModelIndex at;
        for (int depth = 0; depth < 50; ++depth) {
            if (model.canFetchMore(at)) {
                model.fetchMore(at);
            }
            for (int row = 0; row < model.rowCount(at); ++row) {
                (void)cell(&model, model.index(row, 0, at));
            }
            if (model.rowCount(at) == 0) {
                break;
            }
            at = model.index(0, 0, at);
        }
        pane->setMessage(messageOf(json), "application/json");
        for (int tab = 0; tab < tabs()->count(); ++tab) {
            tabs()->setCurrentIndex(tab);
            QVERIFY(!pane->grab().isNull());
        }
    }

    void keepsExpansionByPointer()
    {
        pane->setMessage(messageOf("{\"a\":{\"b\":{\"c\":1}},\"d\":{}}"), "application/json");
        const auto expand = [this](const QString &pointer) { tree()->expand(treeModel()->indexOf(pointer)); };
        expand(u"/a"_s);
        expand(u"/a/b"_s);
        tree()->setCurrentIndex(treeModel()->indexOf(u"/a/b/c"_s));
        // Other keys around it, another message in between: opened by name, not by place.
        pane->setMessage(messageOf("[1,2]"), "application/json");
        pane->setMessage(messageOf("{\"x\":0,\"d\":1,\"a\":{\"y\":0,\"b\":{\"c\":2}}}"), "application/json");
        QVERIFY(tree()->isExpanded(treeModel()->indexOf(u"/a"_s)));
        QVERIFY(tree()->isExpanded(treeModel()->indexOf(u"/a/b"_s)));
        QCOMPARE(pane->currentPointer(), u"/a/b/c"_s);
        tree()->collapse(treeModel()->indexOf(u"/a/b"_s));
        pane->setMessage(messageOf("{\"a\":{\"b\":{\"c\":3}}}"), "application/json");
        QVERIFY(tree()->isExpanded(treeModel()->indexOf(u"/a"_s)));
        QVERIFY(!tree()->isExpanded(treeModel()->indexOf(u"/a/b"_s)));
    }

    // A few fields are read at a glance; what was closed stays closed.
    void opensSmallMessages()
    {
        pane->setMessage(messageOf("{\"a\":{\"b\":[1,2]},\"c\":3}"), "application/json");
        QVERIFY(tree()->isExpanded(treeModel()->indexOf(u"/a"_s)));
        QVERIFY(tree()->isExpanded(treeModel()->indexOf(u"/a/b"_s)));
        tree()->collapse(treeModel()->indexOf(u"/a"_s));
        pane->setMessage(messageOf("{\"a\":{\"b\":[4]},\"c\":3}"), "application/json");
        QVERIFY(!tree()->isExpanded(treeModel()->indexOf(u"/a"_s)));
        QByteArray large = "{\"list\":[";
        large += QByteArray("1,").repeated(500) + "1]}";
        pane->setMessage(messageOf(large), "application/json");
        QVERIFY(!tree()->isExpanded(treeModel()->indexOf(u"/list"_s)));
    }

    // The tab that was chosen comes back with the next message that has it.
    void keepsTheChosenTab()
    {
        const auto text = messageOf("plain\n", {}, RowKind::Line);
        pane->setMessage(messageOf("{}"), "application/json");
        QCOMPARE(tabs()->currentIndex(), 0);
        pane->setMessage(text, "text/plain");
        QCOMPARE(tabs()->currentIndex(), 1);
        QVERIFY(!tabs()->isTabEnabled(0));
        pane->setMessage(messageOf("{}"), "application/json");
        QCOMPARE(tabs()->currentIndex(), 0);
        pane->setMessage(messageOf(QByteArray("\0\1", 2), {}, RowKind::Chunk), "application/octet-stream");
        QCOMPARE(tabs()->currentIndex(), 3);
        tabs()->setCurrentIndex(2);
        pane->setMessage(messageOf("{}"), "application/json");
        QCOMPARE(tabs()->currentIndex(), 2);
    }

    void copiesExactly_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QString>("expected");
        QTest::newRow("value") << u"&Value"_s << u"\"\\u0041\\n\""_s;
        QTest::newRow("text") << u"&Text of the Value"_s << u"A\n"_s;
        QTest::newRow("pointer") << u"JSON &Pointer"_s << u"/a~1b/1"_s;
        QTest::newRow("jq") << u"&jq Path"_s << u".[\"a/b\"][1]"_s;
        QTest::newRow("message") << u"Whole &Message"_s << u"{\"a/b\": [1e400, \"\\u0041\\n\"]}"_s;
    }

    void copiesExactly()
    {
        QFETCH(QString, action);
        QFETCH(QString, expected);
        pane->setMessage(messageOf("{\"a/b\": [1e400, \"\\u0041\\n\"]}"), "application/json");
        tree()->setCurrentIndex(treeModel()->indexOf(u"/a~1b/1"_s));
        QMenu *menu = nullptr;
        for (QToolButton *button : pane->findChildren<QToolButton *>()) {
            menu = button->menu() ? button->menu() : menu;
        }
        QVERIFY(menu);
        for (QAction *entry : menu->actions()) {
            if (entry->text() == action) {
                entry->trigger();
            }
        }
        QCOMPARE(QGuiApplication::clipboard()->text(), expected);
    }

    // Ctrl+C in the tree takes the value, not the beginning of it that there is room for.
    void copiesLongValuesWhole()
    {
        const QByteArray longValue = "\"" + QByteArray(5000, 'x') + "\"";
        pane->setMessage(messageOf("{\"s\":" + longValue + "}"), "application/json");
        pane->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(pane.get()));
        tree()->setCurrentIndex(treeModel()->indexOf(u"/s"_s));
        tree()->setFocus();
        QTest::keyClick(tree(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text().toUtf8(), longValue);
    }

    void decodes_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("text");
        QTest::newRow("JSON") << "\"{\\\"n\\\":12345678901234567890}\""_ba << u"Decoded: JSON"_s
                              << u"{\n  \"n\": 12345678901234567890\n}"_s;
        QTest::newRow("base64 text") << "\"aGVsbG8gd29ybGQh\""_ba << u"Decoded: Base64"_s << u"hello world!"_s;
        QTest::newRow("base64 data") << "\"AAECAwQFBgcICQoL\""_ba << u"Decoded: Base64"_s
                                     << u"00 01 02 03 04 05 06 07 08 09 0a 0b  ············"_s;
        QTest::newRow("JWT") << "\"eyJhbGciOiJub25lIn0.eyJzdWIiOiI3In0.\""_ba
                             << u"Decoded: JWT header (signature not checked), JWT payload (signature not checked)"_s
                             << u"{\n  \"alg\": \"none\"\n}\n{\n  \"sub\": \"7\"\n}"_s;
        QTest::newRow("seconds") << "1700000000"_ba << u"Decoded: Time (UTC, then local)"_s
                                 << u"2023-11-14T22:13:20.000Z"_s;
    }

    void decodes()
    {
        QFETCH(QByteArray, token);
        QFETCH(QString, title);
        QFETCH(QString, text);
        pane->setMessage(messageOf("{\"plain\":true,\"v\":" + token + "}"), "application/json");
        QToolButton *decode = nullptr;
        for (QToolButton *button : pane->findChildren<QToolButton *>()) {
            decode = button->text() == "Decode"_L1 ? button : decode;
        }
        tree()->setCurrentIndex(treeModel()->indexOf(u"/plain"_s));
        QVERIFY(!decode->isEnabled());
        tree()->setCurrentIndex(treeModel()->indexOf(u"/v"_s));
        QTest::mouseClick(decode, Qt::LeftButton);
        auto *panel = pane->findChild<DecodePanel *>();
        QVERIFY(panel->isVisible());
        QCOMPARE(panel->findChild<QLabel *>(u"decodedTitle"_s)->text(), title);
        const QString shown = panel->findChild<TextView *>()->toPlainText();
        QVERIFY2(shown.startsWith(text), qPrintable(shown));
        // It stays on for the same place in the next message.
        pane->setMessage(messageOf("{\"v\":" + token + "}"), "application/json");
        QVERIFY(panel->isVisible());
    }

    void finds_data()
    {
        QTest::addColumn<int>("tab");
        QTest::newRow("tree") << 0;
        QTest::newRow("text") << 1;
        QTest::newRow("raw") << 2;
        QTest::newRow("hex") << 3;
    }

    void finds()
    {
        QFETCH(int, tab);
        pane->setMessage(messageOf("{\"a\":\"needle\",\"b\":{\"c\":\"a needle\"}}"), "application/json");
        tabs()->setCurrentIndex(tab);
        pane->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(pane.get()));
        pane->find();
        auto *text = pane->findChild<QLineEdit *>(u"findText"_s);
        auto *result = pane->findChild<QLabel *>(u"findResult"_s);
        QTRY_VERIFY(text->hasFocus());
        QTest::keyClicks(text, u"needle"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QTest::keyClick(text, Qt::Key_Return);
        QVERIFY(!result->text().contains(u"Not"_s));
        if (tab == 0) {
            QCOMPARE(result->text(), u"2 of 2"_s);
            QCOMPARE(pane->currentPointer(), u"/b/c"_s);
            QTest::keyClick(text, Qt::Key_Return, Qt::ShiftModifier);
            QCOMPARE(pane->currentPointer(), u"/a"_s);
        }
        text->clear();
        QTest::keyClicks(text, u"absent"_s);
        QTest::keyClick(text, Qt::Key_Return);
        QVERIFY(result->text().contains(u"Not found"_s));
        QTest::keyClick(text, Qt::Key_Escape);
        QVERIFY(!text->isVisible());
        QSignalSpy leave(pane.get(), &DetailPane::leaveRequested);
        QTest::keyClick(tabs()->currentWidget(), Qt::Key_Escape);
        QCOMPARE(leave.size(), 1);
    }

    // What is sought among the rows is where the eyes are, in every tab.
    void goesToWhatIsSought()
    {
        const auto sought = [](const QString &filter) {
            const auto expression = FilterExpression::parse(filter);
            return std::optional(std::get<FilterTextTest>(expression->root()->what));
        };
        pane->setMessage(messageOf("{\"a\":1,\"b\":{\"c\":\"a needle\"},\"d\":\"needle\"}"),
                         "application/json");
        pane->setSought(sought(u"needle"_s));
        QCOMPARE(pane->currentPointer(), u"/b/c"_s);
        tree()->setCurrentIndex(treeModel()->indexOf(u"/a"_s));
        const QImage marked = tree()->viewport()->grab().toImage();
        pane->setSought({});
        QCOMPARE(pane->currentPointer(), u"/a"_s);
        QVERIFY(marked != tree()->viewport()->grab().toImage());
        // Who stands at one stays there.
        tree()->setCurrentIndex(treeModel()->indexOf(u"/d"_s));
        pane->setSought(sought(u"NEEDLE"_s));
        QCOMPARE(pane->currentPointer(), u"/d"_s);
        // A key, and what goes over several tokens.
        pane->setSought(sought(u"\"\\\"a\\\":1\""_s));
        QCOMPARE(pane->currentPointer(), u"/a"_s);
        pane->setSought(sought(u"/n.{4}e/"_s));
        QCOMPARE(pane->currentPointer(), u"/b/c"_s);
        // The next message.
        pane->setMessage(messageOf("{\"x\":[1,2,\"my needle\"]}"), "application/json");
        QCOMPARE(pane->currentPointer(), u"/x/2"_s);
        tabs()->setCurrentIndex(1);
        auto *text = pane->findChild<TextView *>(u"messageText"_s);
        QCOMPARE(text->extraSelections().size(), 1);
        QCOMPARE(text->extraSelections().first().cursor.selectedText(), u"needle"_s);
        tabs()->setCurrentIndex(2);
        auto *raw = qobject_cast<BytesView *>(tabs()->currentWidget());
        QVERIFY(raw);
        QCOMPARE(raw->selection(), (std::pair<qsizetype, qsizetype>(14, 20)));
        pane->setSought({});
        QCOMPARE(text->extraSelections().size(), 0);
    }

    // A line too long for a document is cut, and that is said.
    void saysThatTextIsCut()
    {
        pane->setMessage(messageOf("[\"" + QByteArray(40'000, 'x') + "\"]"), "application/json");
        tabs()->setCurrentIndex(1);
        auto *bar = pane->findChild<MessageBar *>();
        QVERIFY(bar->isVisible());
        QVERIFY(bar->text().contains(u"on one line"_s));
        tabs()->setCurrentIndex(2);
        QVERIFY(!bar->isVisible());
    }

    void indentsWithoutChanging()
    {
        pane->setMessage(messageOf("{\"b\":1.0,\"a\":[12345678901234567890]}"), "application/json");
        tabs()->setCurrentIndex(1);
        QCOMPARE(pane->findChild<TextView *>(u"messageText"_s)->toPlainText(),
                 u"{\n  \"b\": 1.0,\n  \"a\": [\n    12345678901234567890\n  ]\n}"_s);
    }

    void showsPartOfALargeMessageAndSaysSo()
    {
        QByteArray json = "[\"";
        json.append(100'000'000, 'x');
        json += "\",7]";
        const Message message = messageOf(json);
        for (int tab = 0; tab < 4; ++tab) {
            tabs()->setCurrentIndex(tab);
            pane->setMessage(message, "application/json");
            auto *bar = pane->findChild<MessageBar *>();
            QVERIFY(bar->isVisible());
            QVERIFY2(bar->text().contains(u"256"_s), qPrintable(bar->text()));
        }
        const auto *raw = pane->findChildren<BytesView *>().first();
        QCOMPARE(raw->bytes().size(), 256 * 1024);
        const auto buttons = pane->findChild<MessageBar *>()->findChildren<QPushButton *>();
        QTest::mouseClick(buttons.first(), Qt::LeftButton);
        QCOMPARE(pane->findChildren<BytesView *>().last()->bytes().size(), json.size());
        tabs()->setCurrentIndex(0);
        QCOMPARE(treeModel()->document().size(), json.size());
    }

    void saysWhatIsMalformed()
    {
        pane->setMessage(messageOf("{oops", RowFlag::Malformed), "application/json");
        QVERIFY(pane->findChild<MessageBar *>()->isVisible());
        QCOMPARE(pane->findChild<MessageBar *>()->text(),
                 u"Malformed: the server sent this as JSON, but from byte 2 on it is not. It has no "
                 "fields; Raw and Hex show its bytes as received."_s);
        // The truth of the filter, of the columns, and of the guide.
        pane->setMessage(messageOf("{\"s\":\"caf\xe9\"}"), "application/json");
        QCOMPARE(pane->findChild<MessageBar *>()->text(),
                 u"Malformed: the server sent this as JSON, but from byte 10 on it is not. Columns "
                 "and filters read it as far as it goes; Raw and Hex show its bytes as received."_s);
        tabs()->setCurrentIndex(1);
        QCOMPARE(pane->findChild<TextView *>(u"messageText"_s)->toPlainText(), u"{\"s\":\"caf\uFFFD\"}"_s);
        pane->setMessage(messageOf("{}"), "application/json");
        QVERIFY(!pane->findChild<MessageBar *>()->isVisible());
        // A line of JSON lines is looked at here; a tree would show a part of it.
        pane->setMessage(messageOf("bad json\n", RowFlag::Json, RowKind::Line), "application/x-ndjson");
        QVERIFY(pane->findChild<MessageBar *>()->isVisible());
        QVERIFY(!tabs()->isTabEnabled(0));
    }

    void bytesAreFoundAndCopied()
    {
        BytesView view(BytesView::Mode::Text);
        const QByteArray bytes = "one two\nthree two\n";
        view.resize(300, 200);
        view.setBytes(bytes, {});
        QVERIFY(view.findNext("two"));
        QCOMPARE(view.selection(), (std::pair<qsizetype, qsizetype>(4, 7)));
        QVERIFY(view.findNext("two"));
        QCOMPARE(view.selection().first, 14);
        QVERIFY(view.findNext("two"));
        QCOMPARE(view.selection().first, 4);
        QVERIFY(view.findNext("two", true));
        QCOMPARE(view.selection().first, 14);
        QVERIFY(!view.findNext("four"));
    }

    void emptiesForMarkers()
    {
        pane->setMessage(messageOf("{}"), "application/json");
        pane->setMessage(messageOf("x", {}, RowKind::Marker), "application/json");
        QVERIFY(pane->message().isNull());
        QVERIFY(!tabs()->isVisible());
    }
};

QTEST_MAIN(TestDetailPane)
#include "tst_detailpane.moc"
