// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "sessiontest.h"

#include "connection/connectionstore.h"
#include "connection/server.h"
#include "tail/tailpage.h"

#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace Tailwater;
using TestSupport::Exchange;
using TestSupport::FaultServer;
using TestSupport::Reply;

void SessionTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    Application::installTranslations();
}

void SessionTest::init()
{
    QTest::failOnWarning();
    m_folder = std::make_unique<QTemporaryDir>();
    m_ttl = false;
    m_registryStatus = 404;
    m_headStatus = 200;
    m_token.clear();
    serve();
}

void SessionTest::cleanup()
{
    m_app.reset();
    m_server.reset();
    m_folder.reset();
}

void SessionTest::serve()
{
    m_server = std::make_unique<FaultServer>();
    m_server->otherwise([this](const Exchange &e) {
        const TestSupport::Request &request = e.request();
        if (request.path.endsWith("__registry__")) {
            answerRegistry(e);
            return;
        }
        if (request.method == "HEAD" && m_headStatus != 200
            && request.header("authorization") != m_token) {
            e.reply(Reply(m_headStatus));
            return;
        }
        Reply reply(200, request.method == "HEAD" ? QByteArray() : "[1,2]"_ba);
        reply.header("Content-Type", "application/json")
            .header("Stream-Next-Offset", "7_2")
            .header("Stream-Up-To-Date", "true")
            .header("Stream-Cursor", "5");
        if (m_ttl) {
            reply.header("Stream-TTL", "3600");
        }
        if (request.method == "HEAD" || request.query.contains("offset=-1")) {
            e.reply(reply);
        } // else: it waits for news
    });
}

void SessionTest::start(const CommandLine &line)
{
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s));
    m_app->start(line);
    QVERIFY(QTest::qWaitForWindowExposed(m_app->window()));
}

void SessionTest::answerRegistry(const Exchange &e) const
{
    if (m_registryStatus != 200) {
        e.reply(Reply(m_registryStatus));
        return;
    }
    QByteArrayList entries;
    for (const char *name : { "a", "b", "c", "d" }) {
        entries.append(R"({"type":"stream","key":")" + QByteArray(name)
                       + R"(","value":{},"headers":{"operation":"insert"}})");
    }
    const bool reads = e.request().query.contains("offset=-1");
    if (e.request().method == "HEAD" || reads) {
        e.reply(Reply(200, reads ? '[' + entries.join(',') + ']' : QByteArray())
                    .header("Content-Type", "application/json")
                    .header("Stream-Next-Offset", "1")
                    .header("Stream-Up-To-Date", "true")
                    .header("Stream-Cursor", "1"));
    } // else: it waits for news
}

Server *SessionTest::connectWindow(const QByteArray &token)
{
    Connection connection = Connection::to(m_server->url("/v1/stream"));
    connection.name = u"Tests"_s;
    connection.liveMode = DurableStreams::LiveMode::LongPoll;
    if (!token.isEmpty()) {
        connection.authentication = { .kind = Authentication::Kind::Bearer, .secret = token };
    }
    return m_app->window()->addServer(
        m_app->connections()->save(connection, SecretStore::Place::PlainFile));
}

TailPage *SessionTest::openAndRead(Server *server, const QByteArray &path)
{
    TailPage *page = m_app->window()->openStream(server, path);
    const bool read = QTest::qWaitFor(
        [page] { return page->session()->status().totalRows == 2; }, Patience);
    return read ? page : nullptr;
}

QByteArrayList SessionTest::reads(const QByteArray &path) const
{
    QByteArrayList queries;
    for (const TestSupport::Request &request : m_server->requests()) {
        if (request.method == "GET" && request.path == "/v1/stream/" + path) {
            queries.append(request.query);
        }
    }
    return queries;
}

bool SessionTest::saysSomewhere(const QWidget *page, QStringView word)
{
    return std::ranges::any_of(page->findChildren<QLabel *>(), [word](const QLabel *label) {
        return label->isVisible() && label->text().contains(word);
    });
}

QPushButton *SessionTest::buttonOf(const QWidget *page, QStringView text)
{
    for (QPushButton *button : page->findChildren<QPushButton *>()) {
        if (button->isVisible() && button->text() == text) {
            return button;
        }
    }
    return nullptr;
}

#include "moc_sessiontest.cpp"
