// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/detailpane.h"
#include "models/heartbeat.h"
#include "models/tailmodel.h"
#include "tail/tailpage.h"

#include <support/faultserver.h>

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QTabWidget>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace TestSupport;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 240s;
constexpr int malformed = int(RowFlag::Malformed);
constexpr int notUtf8 = int(RowFlag::NotUtf8);

// Nothing that moves, hides or ends the text around it.
bool isHarmless(const QString &text)
{
    return std::ranges::none_of(text, [](QChar c) {
        const char16_t unit = c.unicode();
        return unit < 0x20 || (unit >= 0x7f && unit < 0xa0) || unit == 0x61c || unit == 0x200e
            || unit == 0x200f || (unit >= 0x2028 && unit <= 0x202e)
            || (unit >= 0x2066 && unit <= 0x2069);
    });
}

} // namespace

// Whatever a server sends is shown as what it is, with its bytes, and marked; nothing else happens.
class TestBadInput : public QObject
{
    Q_OBJECT

    std::unique_ptr<FaultServer> server;
    std::unique_ptr<TailPage> page;
    std::unique_ptr<DetailPane> detail;

    // One answer holds everything; then nothing more comes.
    void serve(const QByteArray &contentType, const QByteArray &body)
    {
        server->on("/s", [contentType, body](const Exchange &exchange) {
            if (exchange.request().query.contains("live=")) {
                return;
            }
            exchange.reply(Reply(200, exchange.request().query.contains("offset=-1") ? body : QByteArray())
                               .header("Content-Type", contentType)
                               .header("Stream-Next-Offset", "0000000000000001_0000000000000001")
                               .header("Stream-Up-To-Date", "true"));
        });
    }
    void open()
    {
        Connection connection;
        connection.liveMode = DurableStreams::LiveMode::LongPoll;
        page = std::make_unique<TailPage>(connection, server->url("/s"));
        new QAbstractItemModelTester(page->model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                     page.get());
        page->resize(1200, 600);
        page->show();
        for (int column = 0; column < TailModel::FirstUserColumn; ++column) {
            page->view()->setColumnHidden(column, false);
        }
        page->addColumn(u"/a/b"_s);
        page->addColumn(u"/0/0/0/0"_s);
        page->start({ .guardBytes = 0, .guardRows = 0 });
    }
    QList<Message> rows() const
    {
        QList<Message> rows;
        for (int row = 0; row < page->model()->rowCount(); ++row) {
            if (const Message message = page->model()->messageAt(row); message.isData()) {
                rows.append(message);
            }
        }
        return rows;
    }
    void lookClosely(const Message &message, const QByteArray &contentType)
    {
        detail = std::make_unique<DetailPane>();
        detail->resize(600, 700);
        detail->show();
        detail->setMessage(message, contentType);
        auto *tabs = detail->findChild<QTabWidget *>();
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            QCoreApplication::processEvents();
            QVERIFY(!detail->grab().isNull());
        }
        QCOMPARE(detail->message().id, message.id);
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning();
        server = std::make_unique<FaultServer>();
    }
    void cleanup()
    {
        detail.reset();
        page.reset();
        server.reset();
    }

    void isShownAsWhatItIs_data();
    void isShownAsWhatItIs();
};

void TestBadInput::isShownAsWhatItIs_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArrayList>("expected");
    QTest::addColumn<QList<int>>("marks");
    QTest::addColumn<QString>("shown"); // in the last row's preview
    const QByteArray json = "application/json";
    const QByteArray text = "text/plain";
    const auto row = [](const char *name, const QByteArray &type, const QByteArray &body,
                        const QByteArrayList &rows, const QList<int> &marks, const QString &shown) {
        QTest::newRow(name) << type << body << rows << marks << shown;
    };
    row("malformed in a batch", json, "[{\"a\":1},{\"b\":]", { "{\"a\":1}", "{\"b\":]" },
        { 0, malformed }, u"{\"b\":]"_s);
    row("cut short", json, "[1,2,{\"a\":", { "1", "2", "{\"a\":" }, { 0, 0, malformed }, u"{\"a\":"_s);
    row("not JSON at all", json, "<html>no</html>", { "<html>no</html>" }, { malformed }, u"<html>"_s);
    row("bad grammar, good brackets", json, "[{\"a\":tru},{\"a\":01}]", { "{\"a\":tru}", "{\"a\":01}" },
        { malformed, malformed }, u"{\"a\":01}"_s);
    row("invalid UTF-8 in JSON", json, "[\"ok\",\"\xff\xc0\xaf\"]", { "\"ok\"", "\"\xff\xc0\xaf\"" },
        { 0, notUtf8 | malformed }, u"\ufffd"_s);
    row("invalid UTF-8 in text", text, "ok\n\xff\xfe\n", { "ok\n", "\xff\xfe\n" }, { 0, notUtf8 },
        u"\ufffd\ufffd"_s);
    row("encoded surrogate", text, "\xed\xa0\x80\n", { "\xed\xa0\x80\n" }, { notUtf8 }, u"\ufffd"_s);
    row("lone surrogate escape", json, "[\"\\ud800\",{\"\\udc00\":1}]", { "\"\\ud800\"", "{\"\\udc00\":1}" },
        { 0, 0 }, u"\\udc00"_s);
    row("NUL in text", text, QByteArray("a\0b\n", 4), { QByteArray("a\0b\n", 4) }, { 0 }, u"a\u2400b"_s);
    row("NUL in JSON", json, QByteArray("[\"a\0b\"]", 7), { QByteArray("\"a\0b\"", 5) }, { malformed },
        u"\u2400"_s);
    row("terminal escapes", text, "\x1b[2J\x1b]0;title\x07\x9b" "31m\n", { "\x1b[2J\x1b]0;title\x07\x9b" "31m\n" },
        { notUtf8 }, u"\u241b[2J"_s);
    row("C1 controls", text, "\xc2\x9b" "31m\n", { "\xc2\x9b" "31m\n" }, { 0 }, u"\\u009b31m"_s);
    row("right to left", text, u"שלום \u202e txt.exe \u2066\n"_s.toUtf8(),
        { u"שלום \u202e txt.exe \u2066\n"_s.toUtf8() }, { 0 }, u"\\u202e"_s);
    row("line separators", text, u"a\u2028b\u2029c\n"_s.toUtf8(), { u"a\u2028b\u2029c\n"_s.toUtf8() }, { 0 },
        u"\\u2028b"_s);
    row("huge numbers", json, "[1e400,123456789012345678901234567890]",
        { "1e400", "123456789012345678901234567890" }, { 0, 0 }, u"123456789012345678901234567890"_s);
    row("duplicate keys", json, "[{\"a\":1,\"a\":2}]", { "{\"a\":1,\"a\":2}" }, { 0 },
        u"{\"a\":1,\"a\":2}"_s);
    row("markup", text, "<script>alert(1)</script><b>x</b>\n", { "<script>alert(1)</script><b>x</b>\n" },
        { 0 }, u"<script>"_s);

    constexpr int million = 1'000'000;
    const QByteArray nested = QByteArray(million, '[') + QByteArray(million, ']');
    row("nested a million deep", json, '[' + nested + ']', { nested }, { 0 }, u"[[[["_s);
    const QByteArray open(million, '[');
    row("a million open brackets", json, '[' + open, { open }, { malformed }, u"[[[["_s);
    const QByteArray objects = QByteArray("{\"a\":").repeated(200'000) + '1' + QByteArray(200'000, '}');
    row("objects nested deep", json, '[' + objects + ']', { objects }, { 0 }, u"{\"a\":{\"a\":"_s);
    const QByteArray great = '"' + QByteArray(100'000'000, 'x') + '"';
    row("a message of 100 MB", json, '[' + great + ']', { great }, { 0 }, u"xxxx"_s);
    const QByteArray line = QByteArray(5'000'000, 'y') + '\n';
    row("a line of 5 MB", text, line, { line }, { 0 }, u"yyyy"_s);
}

void TestBadInput::isShownAsWhatItIs()
{
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, body);
    QFETCH(QByteArrayList, expected);
    QFETCH(QList<int>, marks);
    QFETCH(QString, shown);
    serve(contentType, body);
    Heartbeat heartbeat;
    heartbeat.start();
    open();
    QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Live, patience);
    QTRY_COMPARE_WITH_TIMEOUT(rows().size(), expected.size(), patience);
    const QList<Message> got = rows();
    for (qsizetype i = 0; i < got.size(); ++i) {
        QVERIFY2(got.at(i).bytes == QByteArrayView(expected.at(i)),
                 QByteArray("row " + QByteArray::number(i) + ": "
                            + got.at(i).bytes.first(qMin(60, got.at(i).bytes.size())).toByteArray())
                     .constData());
        const RowFlags flags = TailModel::marksOf(got.at(i)) & (RowFlag::Malformed | RowFlag::NotUtf8);
        QCOMPARE(flags.toInt(), marks.at(i));
    }
    const TailModel *model = page->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        for (int column = 0; column < model->columnCount(); ++column) {
            const QString cell = model->index(row, column).data().toString();
            QVERIFY2(isHarmless(cell), qPrintable(cell.left(200)));
            QVERIFY(cell.size() < 3000);
        }
    }
    const int last = model->rowOf(got.last().id);
    const QString preview = model->index(last, TailModel::PreviewColumn).data().toString();
    QVERIFY2(preview.contains(shown), qPrintable(preview.left(200)));
    QVERIFY(!page->grab().isNull());
    lookClosely(got.last(), contentType);
    // Speed is measured elsewhere; here it is said.
    qInfo("largest gap of the event loop: %.1f ms", double(heartbeat.largestGap().count()) / 1000);
}

QTEST_MAIN(TestBadInput)
#include "tst_badinput.moc"
