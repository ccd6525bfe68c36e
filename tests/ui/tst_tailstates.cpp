// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/statustext.h"
#include "tail/messagebar.h"
#include "tail/placeholder.h"
#include "tail/tailpage.h"
#include "window/statusstrip.h"

#include <support/faultserver.h>
#include <support/testcertificates.h>

#include <QAccessible>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using namespace TestSupport;
using namespace std::chrono_literals;

namespace {

constexpr auto patience = 30s;

//! Announcements, as a screen reader gets them.
QStringList announced;

void listen(QAccessibleEvent *event)
{
    if (event->type() == QAccessible::Announcement) {
        announced.append(static_cast<QAccessibleAnnouncementEvent *>(event)->message());
    }
}

Reply json(const QByteArray &body, const QByteArray &next)
{
    return Reply(200, body)
        .header("Content-Type", "application/json")
        .header("Stream-Next-Offset", next);
}

} // namespace

// Every state that a tail can be in, caused by a server, and what the page and the status bar say.
class TestTailStates : public QObject
{
    Q_OBJECT

    std::unique_ptr<FaultServer> server;
    Connection connection;
    std::unique_ptr<TailPage> page;
    std::unique_ptr<StatusStrip> strip;

    void open(const TailStart &start = {})
    {
        connection.baseUrl = server->url("/v1");
        page = std::make_unique<TailPage>(connection, server->url("/v1/s"));
        strip = std::make_unique<StatusStrip>();
        strip->setPage(page.get());
        strip->resize(1400, 40);
        strip->show();
        page->resize(900, 500);
        page->show();
        QVERIFY(QTest::qWaitForWindowExposed(page.get()));
        page->start(start);
    }
    TailState state() const { return page->session()->status().state; }
    MessageBar *bar() const { return page->findChild<MessageBar *>(); }
    Placeholder *placeholder() const { return page->findChild<Placeholder *>(); }
    //! What can be pressed, in the bar and on the placeholder.
    QStringList buttons() const
    {
        QStringList texts;
        for (const QPushButton *button : page->findChildren<QPushButton *>()) {
            if (button->isVisible()) {
                texts.append(button->text());
            }
        }
        return texts;
    }
    void press(const QString &text)
    {
        for (QPushButton *button : page->findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text() == text) {
                QTest::mouseClick(button, Qt::LeftButton);
                return;
            }
        }
        QFAIL(qPrintable(u"no button "_s + text));
    }
    bool stripSays(const QString &text) const
    {
        return strip->texts().join(u'\n').contains(text);
    }
    //! One message, then a live connection that stays open and silent.
    void serveLive()
    {
        server->on("GET", "/v1/s", [](const Exchange &e) {
            if (e.request().query.contains("live=sse")) {
                e.startChunked(200, "Content-Type: text/event-stream\r\n");
                e.chunk("event: control\ndata: {\"streamNextOffset\":\"1\",\"upToDate\":true}\n\n");
            } else if (e.request().query.contains("live=")) {
                e.startChunked(200, "Content-Type: application/json\r\n");
            } else {
                e.reply(json("[1]", "1").header("Stream-Up-To-Date", "true"));
            }
        });
    }

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning();
        server = std::make_unique<FaultServer>();
        announced.clear();
        QAccessible::installUpdateHandler(listen);
    }
    void cleanup()
    {
        strip.reset();
        page.reset();
        QAccessible::installUpdateHandler(nullptr);
        server.reset();
    }

    void connecting()
    {
        server->on("GET", "/v1/s", Reply(200).hang(beforeStatus()));
        open();
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Connecting, patience);
        QTRY_COMPARE_WITH_TIMEOUT(placeholder()->title(), u"Connecting…"_s, patience);
        QVERIFY(stripSays(u"Connecting"_s));
        press(u"Cancel"_s);
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Stopped, patience);
    }

    void live()
    {
        serveLive();
        open();
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Live, patience);
        QTRY_VERIFY_WITH_TIMEOUT(stripSays(u"Live · SSE"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(announced.contains(u"Live · SSE"_s) || announced.contains(u"Live"_s),
                                 patience);
        QVERIFY(!bar()->isVisible());
    }

    // An SSE connection that ends as planned is opened again: that is no news.
    void plannedRenewalsDoNotShow()
    {
        int renewals = 0;
        server->on("GET", "/v1/s", [&](const Exchange &e) {
            if (!e.request().query.contains("live=")) {
                e.reply(json("[1]", "1").header("Stream-Up-To-Date", "true"));
                return;
            }
            e.startChunked(200, "Content-Type: text/event-stream\r\n");
            e.chunk("event: control\ndata: {\"streamNextOffset\":\"1\",\"upToDate\":true}\n\n");
            // As a server plans it: after a while, and at the end of an event.
            if (++renewals < 3) {
                QTimer::singleShot(1100ms, this, [e] { e.end(); });
            }
        });
        open();
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Live, patience);
        announced.clear();
        QSignalSpy changes(page->session(), &TailSession::stateChanged);
        QTRY_COMPARE_WITH_TIMEOUT(renewals, 3, patience);
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Live, patience);
        for (const auto &change : changes) {
            QCOMPARE(change.first().value<TailState>(), TailState::Live);
        }
        QVERIFY2(announced.isEmpty(), qPrintable(announced.join(u'\n')));
        // Neither do the rows tell of it.
        QCOMPARE(page->model()->rowCount(), 2);
    }

    void stoppedAndResumed()
    {
        serveLive();
        open();
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Live, patience);
        page->stop();
        QTRY_VERIFY_WITH_TIMEOUT(stripSays(u"Stopped at 1"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(bar()->text().contains(u"without a gap"_s), patience);
        press(u"Resume"_s);
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Live, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!bar()->isVisible(), patience);
    }

    void reconnecting()
    {
        serveLive();
        open();
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Live, patience);
        server->stopListening();
        server->dropAll(Drop::Rst);
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Reconnecting, patience);
        QTRY_VERIFY_WITH_TIMEOUT(stripSays(u"Reconnecting"_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(bar()->text().contains(u"Reading resumes at 1."_s), patience);
        QTRY_VERIFY_WITH_TIMEOUT(bar()->text().contains(u"Attempt"_s), patience);
        QVERIFY(buttons().contains(u"Stop"_s));
        QVERIFY(server->listenAgain());
        press(u"Now"_s);
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Live, patience);
        QTRY_VERIFY_WITH_TIMEOUT(!bar()->isVisible(), patience);
        QVERIFY(announced.contains(u"Reconnecting"_s));
    }

    // What the server says, what the user reads, and what there is to do.
    void failures_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<TailState>("expected");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("button");
        QTest::newRow("401") << 401 << TailState::Unauthorised << u"credentials"_s << u"Edit Connection…"_s;
        QTest::newRow("403") << 403 << TailState::Unauthorised << u"do not allow"_s << u"Edit Connection…"_s;
        QTest::newRow("404") << 404 << TailState::NotFound << u"never existed"_s << u"Retry"_s;
        QTest::newRow("410") << 410 << TailState::Gone << u"forks"_s << u"Read From Beginning"_s;
    }

    void failures()
    {
        QFETCH(int, status);
        QFETCH(TailState, expected);
        QFETCH(QString, text);
        QFETCH(QString, button);
        server->on("GET", "/v1/s", Reply(status));
        open();
        QTRY_COMPARE_WITH_TIMEOUT(state(), expected, patience);
        QTRY_VERIFY_WITH_TIMEOUT(buttons().contains(button), patience);
        QVERIFY2(placeholder()->text().contains(text), qPrintable(placeholder()->text()));
        QVERIFY(stripSays(stateWord(expected)));
        QVERIFY(announced.contains(stateWord(expected)));
        if (expected == TailState::Gone) {
            // For a position that was read before it means more: see recreated().
            return;
        }
        // With the rows still there, the bar says the same.
        serveLive();
        page->resume();
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Live, patience);
        server->on("GET", "/v1/s", Reply(status));
        server->dropAll(Drop::Fin);
        QTRY_COMPARE_WITH_TIMEOUT(state(), expected, patience);
        QTRY_VERIFY_WITH_TIMEOUT(bar()->isVisible(), patience);
        QVERIFY2(bar()->text().contains(text), qPrintable(bar()->text()));
        QTRY_VERIFY_WITH_TIMEOUT(buttons().contains(button), patience);
    }

    void rateLimited()
    {
        server->on("GET", "/v1/s", Reply(429).header("Retry-After", "3600"));
        open();
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::RateLimited, patience);
        QTRY_VERIFY_WITH_TIMEOUT(bar()->text().contains(u"slow down"_s), patience);
        QVERIFY2(bar()->text().contains(u" s."_s), qPrintable(bar()->text()));
        QVERIFY(stripSays(u"Rate limited"_s));
        serveLive();
        press(u"Now"_s);
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Live, patience);
    }

    void recreated()
    {
        server->on("GET", "/v1/s", Reply(400));
        open({ .offset = DurableStreams::Offset("77") });
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Reset, patience);
        QTRY_VERIFY_WITH_TIMEOUT(buttons().contains(u"Start Over"_s), patience);
        QVERIFY2(bar()->text().contains(u"recreated"_s), qPrintable(bar()->text()));
        serveLive();
        press(u"Start Over"_s);
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Live, patience);
        QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 2, patience);
    }

    void recreatedWhileReading()
    {
        serveLive();
        open();
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Live, patience);
        server->on("GET", "/v1/s", Reply(410));
        server->dropAll(Drop::Fin);
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Reset, patience);
        QTRY_VERIFY_WITH_TIMEOUT(buttons().contains(u"Start Over"_s), patience);
        // What was read stays until the user says otherwise.
        QCOMPARE(page->model()->messageAt(0).toByteArray(), "1"_ba);
    }

    void saysNoGapOnceItIsTrue_data()
    {
        QTest::addColumn<bool>("stopped");
        QTest::addColumn<bool>("another");
        QTest::newRow("reconnected") << false << false;
        QTest::newRow("reconnected to another stream") << false << true;
        QTest::newRow("resumed") << true << false;
        QTest::newRow("resumed with another stream") << true << true;
    }

    void saysNoGapOnceItIsTrue()
    {
        QFETCH(const bool, stopped);
        QFETCH(const bool, another);
        serveLive();
        open();
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Live, patience);
        if (stopped) {
            page->stop();
            QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Stopped, patience);
        }
        const QByteArray next = another ? "0" : "1";
        server->on("GET", "/v1/s", [next](const Exchange &e) {
            if (e.request().query.contains("live=sse")) {
                e.startChunked(200, "Content-Type: text/event-stream\r\n");
                e.chunk("event: control\ndata: {\"streamNextOffset\":\"" + next
                        + "\",\"upToDate\":true}\n\n");
            } else {
                e.reply(json("[]", next).header("Stream-Up-To-Date", "true"));
            }
        });
        const auto claims = [this] {
            int found = 0;
            for (int row = 0; row < page->model()->rowCount(); ++row) {
                const auto marker = page->model()->markerAt(row);
                found += marker && marker->text().contains(u"no gap"_s) ? 1 : 0;
            }
            return found;
        };
        if (stopped) {
            page->resume();
        } else {
            server->dropAll(Drop::Rst);
        }
        if (another) {
            QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Reset, patience);
            QCOMPARE(claims(), 0);
        } else {
            QTRY_COMPARE_WITH_TIMEOUT(claims(), 1, patience);
        }
    }

    void caughtUpWithNothingNew()
    {
        server->on("GET", "/v1/s", [](const Exchange &e) {
            if (e.request().query.contains("live=")) {
                e.startChunked(200, "Content-Type: text/event-stream\r\n");
            } else {
                e.reply(json("[]", "1").header("Stream-Up-To-Date", "true"));
            }
        });
        open({ .offset = DurableStreams::Offset("1"), .leftOff = true });
        QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 2, patience);
        QVERIFY(page->model()->markerAt(0)->text().contains(u"reading begins"_s));
        QVERIFY(page->model()->markerAt(1)->text().contains(u"caught up"_s));
    }

    void refusedCertificate()
    {
        server = std::make_unique<FaultServer>(serverTls(u"selfsigned"_s));
        open();
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::TlsError, patience);
        QVERIFY2(placeholder()->text().contains(u"certificate"_s, Qt::CaseInsensitive),
                 qPrintable(placeholder()->text()));
        // In the words of the connection's Test, not of the library.
        QVERIFY2(placeholder()->text().contains(u"No secure connection to 127.0.0.1"_s),
                 qPrintable(placeholder()->text()));
        QVERIFY(!placeholder()->text().contains(u"self-signed"_s));
        QTRY_VERIFY_WITH_TIMEOUT(buttons().contains(u"Edit Connection…"_s), patience);
        QSignalSpy edit(page.get(), &TailPage::editConnectionRequested);
        press(u"Edit Connection…"_s);
        QCOMPARE(edit.size(), 1);
    }

    void closed()
    {
        server->on("GET", "/v1/s", json("[1]", "1").header("Stream-Up-To-Date", "true")
                                       .header("Stream-Closed", "true"));
        open();
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Closed, patience);
        QTRY_VERIFY_WITH_TIMEOUT(stripSays(u"Closed (EOF)"_s), patience);
        QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 2, patience);
        QVERIFY(page->model()->markerAt(1)->text().contains(u"no more data"_s));
        QVERIFY(!page->stopAction()->isEnabled());
    }

    void emptyAndClosed()
    {
        server->on("GET", "/v1/s", json("[]", "0").header("Stream-Up-To-Date", "true")
                                       .header("Stream-Closed", "true"));
        open();
        QTRY_COMPARE_WITH_TIMEOUT(state(), TailState::Closed, patience);
        QTRY_VERIFY_WITH_TIMEOUT(page->model()->rowCount() == 1
                                     || placeholder()->title() == u"An empty stream, closed"_s,
                                 patience);
    }

    void frozenAndNotFollowing()
    {
        serveLive();
        open();
        QTRY_COMPARE_WITH_TIMEOUT(page->model()->rowCount(), 2, patience);
        page->setFrozen(true);
        QVERIFY(stripSays(u"Frozen, 0 waiting"_s));
        page->setFrozen(false);
        page->setFollowing(false);
        QVERIFY(stripSays(u"Not following"_s));
        page->setFollowing(true);
        QVERIFY(!stripSays(u"Not following"_s));
    }

    // A strip alone: what no server can cause at will.
    void figures()
    {
        QWidget window;
        window.resize(1400, 60);
        StatusStrip alone(&window);
        alone.resize(1400, 40);
        window.show();
        TailStatus status;
        status.state = TailState::Live;
        status.liveMode = DurableStreams::LiveMode::LongPoll;
        status.eventsPerSecond = 1204;
        status.bytesPerSecond = 2.1 * 1024 * 1024;
        status.rows = 48'310;
        status.rowLimit = 1'000'000;
        status.memory = 212LL * 1024 * 1024;
        status.memoryLimit = 512LL * 1024 * 1024;
        status.nextOffset = DurableStreams::Offset("0000000000000168");
        status.behind = 3200ms;
        status.lastEvent = QDateTime::currentDateTimeUtc().addSecs(-250);
        alone.setTail(status);
        const QString texts = alone.texts().join(u'\n');
        for (const auto &text : { u"Live · long-poll"_s, u"1,204 ev/s"_s, u"2.1 MiB/s"_s,
                                  u"48,310 row"_s, u"212 MiB of 512 MiB memory"_s, u"next …000168"_s,
                                  u"3 s behind"_s, u"last event 4 min ago"_s }) {
            QVERIFY2(texts.contains(text), qPrintable(text + u" is not in "_s + texts));
        }
        status.state = TailState::CatchingUp;
        status.totalRows = 200'000;
        status.totalBytes = 39'531'315;
        alone.setTail(status);
        QVERIFY(alone.texts().contains(u"Catching up · 37.7 MiB, 200,000 rows"_s));
        // What is shown is shown whole, at any width but the smallest.
        for (int width = 1400; width >= 500; width -= 7) {
            alone.resize(width, 40);
            QCoreApplication::processEvents();
            for (const auto *label : alone.findChildren<QLabel *>()) {
                const QString found = u"%1 at %2: %3 of %4"_s.arg(label->text()).arg(width)
                                          .arg(label->width()).arg(label->sizeHint().width());
                QVERIFY2(!label->isVisible() || label->width() >= label->sizeHint().width(),
                         qPrintable(found));
            }
        }
        // A narrow window leaves out what matters least, and the state never.
        alone.resize(300, 40);
        QVERIFY(alone.findChild<QWidget *>(u"status.state"_s)->isVisible());
        QVERIFY(!alone.findChild<QWidget *>(u"status.throughput"_s)->isVisible());
        QCOMPARE(alone.width(), 300);
        alone.setTail({});
        QVERIFY(alone.texts().isEmpty());
    }
};

QTEST_MAIN(TestTailStates)
#include "tst_tailstates.moc"
