// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/tailmodel.h"
#include "session/streammemory.h"
#include "settings/settings.h"
#include "tail/messagebar.h"
#include "tail/tailpage.h"

#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <sandbox/sandbox.h>

#include <QHeaderView>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 30s;

} // namespace

// From one start of the application to the next: how a stream is looked at, and where reading stands.
class TestStreamMemory : public QObject
{
    Q_OBJECT

    QTemporaryDir folder;
    DurableStreams::Sandbox server;
    DurableStreams::Client client;
    Connection connection;
    std::unique_ptr<Settings> settings;
    std::unique_ptr<StreamMemory> memory;
    std::unique_ptr<TailPage> page;

    void restart()
    {
        page.reset();
        memory.reset();
        settings.reset();
        settings = std::make_unique<Settings>(folder.filePath(u"settings.ini"_s));
        memory = std::make_unique<StreamMemory>(settings.get());
    }
    bool finish(DurableStreams::Call *call)
    {
        std::optional<bool> ok;
        connect(call, &DurableStreams::Call::finished, this,
                [&](const auto &result) { ok = result.has_value(); });
        return QTest::qWaitFor([&] { return ok.has_value(); }, patience) && *ok;
    }
    void open(const QUrl &url, const TailStart &start = {})
    {
        page = std::make_unique<TailPage>(connection, url);
        memory->watch(page.get());
        page->resize(900, 400);
        page->show();
        page->start(start);
        QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().state, TailState::Live, patience);
    }
    DurableStreams::Stream create(const QString &path, const QByteArray &body)
    {
        const auto stream = client.stream(path);
        return finish(stream.create({ .contentType = "application/json", .body = body }))
            ? stream
            : DurableStreams::Stream();
    }

private Q_SLOTS:
    void initTestCase()
    {
        QTest::failOnWarning();
        const auto url = server.start({});
        QVERIFY(url);
        client.setBaseUrl(*url);
        connection.baseUrl = *url;
        restart();
    }

    // Rule 8: what was chosen for a stream is as it was, and no other stream is touched by it.
    void rule8FollowAndColumnsAreKeptPerStream()
    {
        const auto one = create(u"memory/one"_s, "[{\"v\":{\"total\":7}}]");
        const auto two = create(u"memory/two"_s, "[{\"v\":{\"total\":8}}]");
        open(one.url());
        QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 2, patience);
        page->addColumn(u"v.total"_s);
        page->view()->setColumnHidden(TailModel::SizeColumn, true);
        page->view()->setColumnWidth(TailModel::NumberColumn, 77);
        page->view()->horizontalHeader()->moveSection(0, 1);
        page->setTimeFormat(TailModel::TimeFormat::Utc);
        page->zoom(3);
        page->setFollowing(false);
        const double size = page->view()->font().pointSizeF();
        restart();
        open(two.url());
        QVERIFY(page->isFollowing());
        QVERIFY(page->model()->userColumns().isEmpty());
        restart();
        open(one.url());
        QCOMPARE(page->model()->userColumns(), QStringList { u"/v/total"_s });
        QVERIFY(!page->view()->isColumnHidden(TailModel::FirstUserColumn));
        QVERIFY(page->view()->isColumnHidden(TailModel::SizeColumn));
        QCOMPARE(page->view()->columnWidth(TailModel::NumberColumn), 77);
        QCOMPARE(page->view()->horizontalHeader()->visualIndex(TailModel::NumberColumn), 1);
        QCOMPARE(page->model()->timeFormat(), TailModel::TimeFormat::Utc);
        QCOMPARE(page->view()->font().pointSizeF(), size);
        QVERIFY(!page->isFollowing());
    }

    void goesOnWhereItWasLeftOff()
    {
        const auto stream = create(u"memory/offset"_s, "[1,2,3]");
        QVERIFY(!memory->leftOff(stream.url()));
        open(stream.url());
        QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().totalRows, 3, patience);
        restart();
        QVERIFY(finish(stream.append("[4]")));
        const auto start = memory->leftOff(stream.url());
        QVERIFY(start);
        open(stream.url(), *start);
        QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().totalRows, 1, patience);
        QTRY_VERIFY_WITH_TIMEOUT(page->model()->rowCount() >= 2, patience);
        // Where it begins, then the one message that is new; its number goes on.
        QVERIFY(page->model()->markerAt(0));
        QCOMPARE(page->model()->messageAt(1).toByteArray(), "4"_ba);
        QCOMPARE(page->model()->messageAt(1).number, quint64(4));
        auto *bar = page->findChild<MessageBar *>();
        QVERIFY(bar->text().contains(u"left off"_s));
        QTest::mouseClick(bar->findChild<QPushButton *>(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().totalRows, 4, patience);
        QVERIFY(!bar->isVisible());
    }

    void keepsWhatBecomesARow()
    {
        const auto stream = create(u"memory/framing"_s, "[1,2]");
        open(stream.url());
        page->showAs(Framing::Chunks);
        QTRY_COMPARE_WITH_TIMEOUT(
            memory->leftOff(stream.url()).value_or(TailStart {}).framing, Framing::Chunks, patience);
        restart();
        QCOMPARE(memory->leftOff(stream.url()).value_or(TailStart {}).framing, Framing::Chunks);
    }

    void survivesDamage()
    {
        const auto stream = create(u"memory/damage"_s, "[1]");
        settings->setStreamState(stream.url(), "no such format");
        QVERIFY(!memory->leftOff(stream.url()));
        open(stream.url());
        QTRY_COMPARE_WITH_TIMEOUT(page->session()->status().totalRows, 1, patience);
    }

    void forgetsTheOldest()
    {
        for (int i = 0; i < 510; ++i) {
            settings->setStreamState(QUrl(u"http://127.0.0.1/%1"_s.arg(i)), "x");
        }
        QVERIFY(settings->streamState(QUrl(u"http://127.0.0.1/0"_s)).isEmpty());
        QVERIFY(!settings->streamState(QUrl(u"http://127.0.0.1/509"_s)).isEmpty());
    }

    void cleanupTestCase()
    {
        page.reset();
        memory.reset();
        settings.reset();
    }
};

QTEST_MAIN(TestStreamMemory)
#include "tst_streammemory.moc"
