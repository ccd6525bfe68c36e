// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "writingwindow.h"

#include <support/npmserver.h>

#include "application.h"
#include "composer/composerpanel.h"
#include "composer/payloadeditor.h"
#include "connection/server.h"
#include "tail/tailpage.h"
#include "window/mainwindow.h"

#include <durablestreams/batch.h>
#include <durablestreams/call.h>
#include <durablestreams/client.h>
#include <durablestreams/streamreader.h>
#include <sandbox/sandbox.h>

#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>

using namespace Qt::StringLiterals;

namespace Tailwater {

struct WritingWindow::Servers
{
    std::unique_ptr<TestSupport::NpmServer> reference;
    std::unique_ptr<DurableStreams::Sandbox> sandbox;
    DurableStreams::SandboxOptions options;
};

WritingWindow::WritingWindow()
    : m_folder(std::make_unique<QTemporaryDir>())
    , m_servers(std::make_unique<Servers>())
    , m_other(std::make_unique<DurableStreams::Client>())
{ }

WritingWindow::~WritingWindow()
{
    m_app.reset();
}

QString WritingWindow::start(Backend backend, bool readOnly)
{
    using TestSupport::NpmServer;
    if (backend == Backend::Reference) {
        m_servers->reference = std::make_unique<NpmServer>(
            QStringLiteral(NODE_EXECUTABLE), QStringLiteral(NPM_SERVER), NpmServer::Store::File);
        if (const QString problem = m_servers->reference->start(); !problem.isEmpty()) {
            return problem;
        }
        m_root = m_servers->reference->url("/v1/stream");
    } else {
        m_servers->sandbox = std::make_unique<DurableStreams::Sandbox>();
        m_servers->options.folder = m_folder->filePath(u"streams"_s);
        const auto url = m_servers->sandbox->start(m_servers->options);
        if (!url) {
            return url.error().message;
        }
        m_root = *url;
        m_servers->options.port = quint16(url->port());
    }
    return showWindow(readOnly);
}

QString WritingWindow::start(const QUrl &root, bool readOnly)
{
    m_root = root;
    return showWindow(readOnly);
}

QString WritingWindow::startAgain()
{
    m_app.reset();
    return showWindow(false);
}

namespace {

bool copyAll(const QString &from, const QString &to)
{
    std::error_code error;
    std::filesystem::copy(from.toStdString(), to.toStdString(),
                          std::filesystem::copy_options::recursive
                              | std::filesystem::copy_options::overwrite_existing,
                          error);
    return !error;
}

} // namespace

bool WritingWindow::noteDisk()
{
    m_note = std::make_unique<QTemporaryDir>();
    return copyAll(m_folder->path(), m_note->path());
}

QString WritingWindow::startAgainFromNote()
{
    m_app.reset();
    QDir(draftsFolder()).removeRecursively();
    QFile::remove(settingsFile());
    return copyAll(m_note->path(), m_folder->path()) ? showWindow(false) : u"not copied"_s;
}

QString WritingWindow::draftsFolder() const
{
    return m_folder->filePath(u"drafts"_s);
}

QString WritingWindow::settingsFile() const
{
    return m_folder->filePath(u"settings.ini"_s);
}

QString WritingWindow::showWindow(bool readOnly)
{
    m_app = std::make_unique<Application>(m_folder->filePath(u"settings.ini"_s));
    MainWindow *main = m_app->window();
    main->show();
    main->activateWindow();
    if (!QTest::qWaitForWindowActive(main, int(std::chrono::milliseconds(Patience).count()))) {
        return u"the window does not become active"_s;
    }
    Connection connection;
    connection.baseUrl = m_root;
    connection.readOnly = readOnly;
    m_server = main->addServer(connection);
    return m_server ? QString() : u"not connected"_s;
}

void WritingWindow::killServer()
{
    if (m_servers->reference) {
        m_servers->reference->kill();
    } else {
        m_servers->sandbox->stop();
    }
}

QByteArrayList WritingWindow::messagesAfterKill(const QByteArray &stream, const QByteArrayList &wanted)
{
    QByteArrayList held = messages(stream);
    const qsizetype extra = held.size() - wanted.size();
    if (!m_servers->reference || extra <= 0) {
        return held;
    }
    const auto at = std::ranges::mismatch(held, wanted).in1 - held.begin();
    if (at >= extra && held.sliced(at, extra) == held.sliced(at - extra, extra)) {
        held.remove(at, extra);
    }
    return held;
}

bool WritingWindow::startServerAgain()
{
    return m_servers->reference ? m_servers->reference->start().isEmpty()
                                : m_servers->sandbox->start(m_servers->options).has_value();
}

MainWindow *WritingWindow::window() const
{
    return m_app->window();
}

QUrl WritingWindow::url(const QByteArray &path) const
{
    return QUrl::fromEncoded(QByteArray(m_root.toEncoded() + '/' + path));
}

bool WritingWindow::waitFor(const std::function<bool()> &condition)
{
    return QTest::qWaitFor(condition, Patience);
}

bool WritingWindow::carriedOut(DurableStreams::Call *call, DurableStreams::StreamInfo *info)
{
    std::optional<bool> good;
    QObject::connect(call, &DurableStreams::Call::finished, window(),
                     [&good, info](const DurableStreams::Result<DurableStreams::StreamInfo> &result) {
                         good = result.has_value();
                         if (info && result) {
                             *info = *result;
                         }
                     });
    return waitFor([&good] { return good.has_value(); }) && *good;
}

bool WritingWindow::create(const QByteArray &path, const QByteArray &type, const QByteArray &body)
{
    return carriedOut(m_other->stream(url(path)).create({ .contentType = type, .body = body }));
}

bool WritingWindow::exists(const QByteArray &path)
{
    return carriedOut(m_other->stream(url(path)).head());
}

bool WritingWindow::isClosed(const QByteArray &path)
{
    DurableStreams::StreamInfo info;
    return carriedOut(m_other->stream(url(path)).head(), &info) && info.closed;
}

QByteArrayList WritingWindow::messages(const QByteArray &path)
{
    using namespace DurableStreams;
    QByteArrayList list;
    const std::unique_ptr<StreamReader> reader(
        m_other->stream(url(path)).read({ .live = LiveMode::Off }));
    QObject::connect(reader.get(), &StreamReader::batchReady, window(),
                     [&list](const Batch &batch) {
                         if (batch.kind != Batch::Kind::Json) {
                             list.append(batch.bytes);
                         }
                         for (qsizetype i = 0; i < batch.slices.size(); ++i) {
                             list.append(batch.message(i).toByteArray());
                         }
                     });
    reader->start();
    const bool all = waitFor([&reader] { return reader->state() == StreamReader::State::Ended; });
    return all ? list : QByteArrayList { "not read to its end"_ba };
}

QByteArray WritingWindow::content(const QByteArray &path)
{
    return messages(path).join();
}

TailPage *WritingWindow::open(const QByteArray &path)
{
    TailPage *page = window()->openStream(m_server, path);
    const bool live = waitFor([page] {
        const TailState state = page->session()->status().state;
        return state == TailState::Live || state == TailState::Closed;
    });
    return live ? page : nullptr;
}

bool WritingWindow::activate()
{
    window()->activateWindow();
    return QTest::qWaitForWindowActive(window(), int(std::chrono::milliseconds(Patience).count()));
}

bool WritingWindow::compose()
{
    if (!activate()) {
        return false;
    }
    QTest::keyClick(window(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
    const PayloadEditor *editor = window()->composer()->editor();
    return waitFor([editor] { return editor->hasFocus(); });
}

void WritingWindow::paste(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
    PayloadEditor *editor = window()->composer()->editor();
    QTest::keyClick(editor, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(editor, Qt::Key_V, Qt::ControlModifier);
}

void WritingWindow::send()
{
    QTest::keyClick(window()->composer()->editor(), Qt::Key_Return, Qt::ControlModifier);
}

QString WritingWindow::resultText() const
{
    return window()->findChild<QLabel *>("composerResult"_L1)->text();
}

QString WritingWindow::checkText() const
{
    return window()->findChild<QLabel *>("composerCheck"_L1)->text();
}

bool WritingWindow::waitForResult(const QString &words) const
{
    const bool came = waitFor([this, words] { return resultText().contains(words); });
    if (!came) {
        qWarning("expected “%s” in “%s”", qUtf8Printable(words), qUtf8Printable(resultText()));
    }
    return came;
}

} // namespace Tailwater
