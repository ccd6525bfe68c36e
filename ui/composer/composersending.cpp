// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// How a ComposerPanel sends, and what becomes of the draft.

#include "appendcurl.h"
#include "burstbar.h"
#include "composerpanel.h"
#include "connection/server.h"
#include "draftstore.h"
#include "filesource.h"
#include "jsonformat.h"
#include "librarypanel.h"
#include "payloadeditor.h"
#include "sendresult.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

//! A server may take minutes to come back; the user can stop it.
DurableStreams::RetryPolicy patientPolicy()
{
    return { .maxRetries = 1'000, .initialDelay = 100ms, .maxDelay = 3s };
}

} // namespace

//! A file goes as it is now, not as it was when it was chosen.
void ComposerPanel::send()
{
    if (mode() == ComposeMode::File && m_send->isEnabled()) {
        m_file->readAgain();
    } else {
        sendAsItIs();
    }
}

void ComposerPanel::sendFile()
{
    if (mode() != ComposeMode::File) {
        return;
    }
    if (m_send->isEnabled()) {
        sendAsItIs();
    } else {
        m_result->showNotSent(m_check->text());
    }
}

void ComposerPanel::sendAsItIs()
{
    ComposerDesk *now = desk();
    if (!now || now->run || !m_send->isEnabled()) {
        return;
    }
    m_payload = currentPayload(); // variables are filled in anew
    takeUnsettledBody();
    if (!m_payload.isSendable() && !m_options->settings().close) {
        return;
    }
    if (!now->stream.isValid()) {
        now->stream = m_server->stream(m_path);
    }
    if (isBurst()) {
        askForBurst();
        return;
    }
    DurableStreams::AppendOptions options = m_options->options(now->contentType);
    m_sentCurl = curlForAppends(*m_server, m_path, m_payload.pieces, options);
    options.request.retry = patientPolicy();
    if (const UnsettledSend *before = unsettled()) {
        before->tuple.setSentBefore(options);
    } else {
        now->unsettled.reset(); // another message
    }
    auto *run = new AppendRun(now->stream, m_payload.pieces, options, this);
    now->run = run;
    now->sent = text();
    now->sentDigest = mode() == ComposeMode::File ? m_file->digest() : QByteArray();
    keepWhatIsSent(deskKey(m_server, m_path));
    connect(run, &AppendRun::retrying, this,
            [this, run](int attempt, std::chrono::milliseconds delay,
                        const DurableStreams::Error &error) {
                if (const ComposerDesk *shown = desk(); shown && shown->run == run) {
                    m_result->showRetry(attempt, delay, error);
                }
            });
    connect(run, &AppendRun::progressed, this,
            [this, run, total = m_payload.pieces.size()](qsizetype stored) {
                if (const ComposerDesk *shown = desk(); shown && shown->run == run && stored < total) {
                    m_result->showProgress(stored, total);
                }
            });
    connect(run, &AppendRun::finished, this,
            [this, run, server = QPointer(m_server), path = m_path,
             sent = text()](const AppendRun::Outcome &outcome) {
                onFinished(run, outcome, server, path, sent);
            });
    m_result->begin();
    check();
    run->start();
    Q_EMIT draftChanged();
}

void ComposerPanel::onFinished(AppendRun *run, const AppendRun::Outcome &outcome,
                               const QPointer<Server> &server, const QByteArray &path,
                               const QString &text)
{
    run->deleteLater();
    if (!server) {
        check();
        return;
    }
    ComposerDesk &done = m_desks[deskKey(server, path)];
    done.run.clear();
    const bool shown = server == m_server && path == m_path;
    const bool complete = !outcome.error && !outcome.stopped;
    const ComposeMode mode = shown ? this->mode() : done.mode;
    if (outcome.stored > 0 && mode != ComposeMode::File) {
        remember(deskKey(server, path), text, mode);
    }
    if (shown) {
        keepDesk();
    }
    const QString draft = done.text;
    KeptDraft left = done;
    left.text = restOf(text, run->pieces(), outcome, mode);
    // What was changed meanwhile is another message, and stays.
    if (draft == text && mode != ComposeMode::File) {
        done.text = left.text;
        if (shown && left.text != text) {
            m_editor->replaceText(left.text);
        }
    }
    if (outcome.stored > 0 || outcome.forgotten || complete) {
        done.unsettled.reset();
    }
    if (auto sent = unsettledOf(left, done, *run, outcome)) {
        done.unsettled = std::move(sent);
    }
    if (shown) {
        m_historyPosition = -1;
        if (complete) {
            m_options->forgetOnce();
        }
        m_result->show(outcome, run->pieces(), server->urlOf(path));
    } else if (complete) {
        done.settings.close = false;
        done.settings.sequence.clear();
    }
    if (shown) {
        keepDesk();
    }
    if (m_draftStore) {
        m_draftStore->keep(deskKey(server, path), done);
    }
    check();
    Q_EMIT draftChanged();
    if (outcome.last) {
        Q_EMIT appended(server, path, *outcome.last);
    }
    if (outcome.error) {
        Q_EMIT failed(server, path, *outcome.error);
    }
}

void ComposerPanel::stopSending()
{
    m_burst->stop();
    QList<QPointer<AppendRun>> runs;
    for (const ComposerDesk &desk : std::as_const(m_desks)) {
        runs.append(desk.run);
    }
    for (const QPointer<AppendRun> &run : std::as_const(runs)) {
        if (run) {
            run->stop();
        }
    }
}

//! What was stored must not be sent a second time: only the rest stays.
QString ComposerPanel::restOf(const QString &text, const QList<PayloadPiece> &pieces,
                              const AppendRun::Outcome &outcome, ComposeMode mode)
{
    if (outcome.stored == outcome.total) {
        return outcome.error || outcome.stopped ? text : QString();
    }
    return outcome.stored > 0 && mode == ComposeMode::Lines
        ? text.sliced(pieces.at(outcome.stored).origin)
        : text;
}

void ComposerPanel::remember(const QString &stream, const QString &text, ComposeMode mode)
{
    if (m_library) {
        m_library->noteSent(stream, { .text = text,
                                      .mode = mode,
                                      .variables = m_variables->isChecked(),
                                      .when = QDateTime::currentDateTimeUtc() });
    }
}

//! Alt+Up and Alt+Down: from the draft to what was sent before, and back.
void ComposerPanel::recall(int step)
{
    if (!desk() || !m_library) {
        return;
    }
    const QList<KeptText> history = m_library->history(deskKey(m_server, m_path));
    const bool edited = m_historyPosition >= 0 && m_historyPosition < history.size()
        && text() != history.at(history.size() - 1 - m_historyPosition).text;
    if (m_historyPosition < 0 || edited) {
        m_historyPosition = -1; // it is the draft now
        m_beforeHistory = shownText();
    }
    // Counted from the latest; -1 is the draft.
    const int position = qBound(-1, m_historyPosition - step, int(history.size()) - 1);
    if (std::exchange(m_historyPosition, position) != position) {
        showText(position < 0 ? m_beforeHistory : history.at(history.size() - 1 - position));
    }
}

void ComposerPanel::use(const KeptText &kept)
{
    if (!desk()) {
        return;
    }
    showText(kept);
    focusEditor();
}

void ComposerPanel::showText(const KeptText &kept)
{
    // Not turned into another notation: it was kept in its own.
    m_shownMode = kept.mode;
    setMode(kept.mode);
    m_variables->setChecked(kept.variables);
    m_editor->replaceText(kept.text);
}

KeptText ComposerPanel::shownText() const
{
    return { .text = text(), .mode = mode(), .variables = m_variables->isChecked() };
}

void ComposerPanel::setLibrary(ComposeLibrary *library)
{
    m_library = library;
    m_libraryPanel->setLibrary(library);
    m_libraryPanel->setDraft([this] { return shownText(); });
}

void ComposerPanel::format(bool minify)
{
    if (mode() == ComposeMode::Lines) {
        return; // a value over several lines would be several messages
    }
    m_jsonFormat->apply(minify);
}

void ComposerPanel::copyCurl()
{
    const ComposerDesk *now = desk();
    if (!now) {
        return;
    }
    QGuiApplication::clipboard()->setText(curlForAppends(
        *m_server, m_path, m_payload.pieces, m_options->options(now->contentType)));
}

} // namespace Tailwater
