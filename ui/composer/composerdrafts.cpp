// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The drafts of a ComposerPanel: one for each stream, kept over a restart.

#include "burstbar.h"
#include "composerpanel.h"
#include "connection/server.h"
#include "draftstore.h"
#include "filesource.h"
#include "librarypanel.h"
#include "payloadeditor.h"
#include "sendresult.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLocale>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Tailwater {

using DurableStreams::AppendSafety;

void ComposerPanel::keepDesk()
{
    if (ComposerDesk *now = desk()) {
        now->text = text();
        now->mode = mode();
        now->lineEnd = m_lineEnd->isChecked();
        now->variables = m_variables->isChecked();
        now->settings = m_options->settings();
        now->file = m_file->path();
        now->fileByLine = m_file->isByLine();
    }
}

void ComposerPanel::showDesk()
{
    ComposerDesk *now = desk();
    const ComposerDesk shown = now ? *now : ComposerDesk {};
    m_historyPosition = -1;
    m_libraryPanel->setStream(m_server ? deskKey(m_server, m_path) : QString());
    m_burst->setStream(m_server ? m_server->urlOf(m_path) : QUrl());
    // Not a change by the user: the text is not to be turned into another notation.
    m_shownMode = shown.mode;
    m_mode->setCurrentIndex(m_mode->findData(int(shown.mode)));
    m_lineEnd->setChecked(shown.lineEnd);
    m_variables->setChecked(shown.variables);
    m_options->setSettings(shown.settings);
    m_file->showFor(shown.file, shown.fileByLine, shown.contentType);
    m_editor->setText(shown.text);
}

bool ComposerPanel::holdsUnsent() const
{
    const ComposerDesk *now = desk();
    const bool file = mode() == ComposeMode::File && !m_file->path().isEmpty();
    return now && (now->run || file || !text().trimmed().isEmpty()
                   || (m_burst->isRunning() && m_burst->isOfStreamShown()));
}

QHash<QString, KeptDraft> ComposerPanel::drafts()
{
    keepDesk();
    QHash<QString, KeptDraft> drafts;
    for (const auto &[key, desk] : m_desks.asKeyValueRange()) {
        KeptDraft draft = desk;
        desk.sentIsKept = desk.run && desk.sent == draft.text;
        // After a crash now, it would not be known what became of the message that is on its way.
        if (desk.sentIsKept) {
            AppendRun::Outcome outcome { .stored = desk.run->stored(),
                                         .total = desk.run->pieces().size(),
                                         .fate = AppendRun::Fate::Unknown,
                                         .sentAs = desk.run->sentAs(),
                                         .stopped = true };
            draft.text = restOf(desk.sent, desk.run->pieces(), outcome, draft.mode);
            if (auto sent = unsettledOf(draft, desk, *desk.run, outcome)) {
                draft.unsettled = std::move(sent);
            }
        }
        if (!draft.isEmpty()) {
            drafts.insert(key, draft);
        }
    }
    return drafts;
}

void ComposerPanel::restoreDrafts(const QHash<QString, KeptDraft> &drafts)
{
    for (const auto &[key, draft] : drafts.asKeyValueRange()) {
        static_cast<KeptDraft &>(m_desks[key]) = draft;
    }
}

//! The piece that \a outcome leaves in the dark, as part of what is left of the draft.
std::optional<UnsettledSend> ComposerPanel::unsettledOf(const KeptDraft &draft, const ComposerDesk &desk,
                                                        const AppendRun &run,
                                                        const AppendRun::Outcome &outcome)
{
    const bool plain = !run.isNumbered() && outcome.fate == AppendRun::Fate::Unknown;
    if ((!outcome.sentAs && !plain) || outcome.stored >= run.pieces().size()) {
        return std::nullopt;
    }
    return UnsettledSend { .tuple = outcome.sentAs.value_or(DurableStreams::ProducerTuple {}),
                           .body = desk.sentDigest.isEmpty() ? run.pieces().at(outcome.stored).body
                                                             : QByteArray(),
                           .digest = desk.sentDigest,
                           .text = draft.text,
                           .mode = draft.mode,
                           .lineEnd = draft.lineEnd,
                           .variables = draft.variables };
}

//! What the draft begins with, as it is now, may be stored already; null: nothing of it.
const UnsettledSend *ComposerPanel::sentBefore() const
{
    const ComposerDesk *now = desk();
    if (!now || !now->unsettled || now->run || isBurst() || m_payload.pieces.isEmpty()) {
        return nullptr;
    }
    const UnsettledSend &sent = *now->unsettled;
    if (mode() == ComposeMode::File || sent.mode == ComposeMode::File) {
        return sent.mode == mode() && sent.digest == m_file->digest() ? &sent : nullptr;
    }
    const bool unchanged = sent.isBeginningOf({ .text = text(),
                                                .mode = mode(),
                                                .lineEnd = m_lineEnd->isChecked(),
                                                .variables = m_variables->isChecked() })
        && (sent.variables || sent.isOf(m_payload.pieces.first().body));
    return unchanged ? &sent : nullptr;
}

//! The same, if it is sent again under its number.
const UnsettledSend *ComposerPanel::unsettled() const
{
    const UnsettledSend *sent = sentBefore();
    return sent && sent->isNumbered() && m_options->settings().safety == AppendSafety::ExactlyOnce
        ? sent
        : nullptr;
}

//! Why the draft should not be sent without a look at the stream, in words; empty: it may.
QString ComposerPanel::whatMayBeStored() const
{
    const ComposerDesk *now = desk();
    if (now && now->burst && isBurst() && !m_burst->isRunning()
        && (mode() == ComposeMode::File || now->burst->text == text())) {
        return tr("A burst of this was cut off: %1 of %2 are stored, maybe more. Look at the end of the stream "
                  "before you send it again.")
            .arg(QLocale().toString(now->burst->stored), QLocale().toString(now->burst->total));
    }
    const UnsettledSend *sent = sentBefore();
    if (!sent) {
        return {};
    }
    const QString what = m_payload.pieces.size() > 1 ? tr("The first line may be stored already.")
                                                     : tr("This may be stored already.");
    return what + u' '
        + (unsettled() ? SendResult::sendAgain()
                       : tr("It went without a number: look at the end of the stream before you send it "
                            "again."));
}

//! What was filled in goes as it went.
void ComposerPanel::takeUnsettledBody()
{
    const UnsettledSend *sent = mode() == ComposeMode::File ? nullptr : sentBefore();
    if (sent && !sent->digest.isEmpty()) {
        // Known to be the same now: it need not be looked at again with each key.
        desk()->unsettled->body = m_payload.pieces.first().body;
        desk()->unsettled->digest.clear();
    } else if (sent && sent == unsettled()) {
        PayloadPiece &first = m_payload.pieces.first();
        m_payload.bytes += sent->body.size() - first.body.size();
        first.body = sent->body;
    }
}

//! After a crash at any moment from now on, what is on disk says what may be stored.
void ComposerPanel::keepWhatIsSent(const QString &stream)
{
    if (!m_draftStore) {
        return;
    }
    keepDesk();
    ComposerDesk &sent = m_desks[stream];
    const bool kept = m_draftStore->keep(stream, sent);
    sent.sentIsKept = kept;
    connect(sent.run, &AppendRun::aboutToSend, this,
            [this, stream, kept](const DurableStreams::ProducerTuple &tuple) {
                const ComposerDesk &desk = m_desks[stream];
                const bool noted = kept && (!desk.sentIsKept || noteSent(stream, tuple));
                if (!noted && &desk == this->desk()) {
                    m_result->showNotKept();
                }
            });
}

bool ComposerPanel::noteSent(const QString &stream, const DurableStreams::ProducerTuple &tuple)
{
    const ComposerDesk &desk = m_desks[stream];
    if (!desk.run) {
        return true;
    }
    const qsizetype stored = desk.run->stored();
    const PayloadPiece &piece = desk.run->pieces().at(stored);
    const qsizetype begin = stored > 0 && desk.mode == ComposeMode::Lines ? piece.origin : 0;
    const UnsettledSend sent { .tuple = tuple,
                               .body = desk.sentDigest.isEmpty() ? piece.body : QByteArray(),
                               .digest = desk.sentDigest,
                               .variables = desk.variables };
    return m_draftStore->noteSent(stream, sent, desk.sent.size() - begin);
}

void ComposerPanel::carryDraft(Server *server, const QByteArray &from, const QByteArray &to)
{
    if (from == to || !m_desks.contains(deskKey(server, from))) {
        return;
    }
    if (server == m_server && from == m_path) {
        keepDesk();
    }
    KeptDraft draft = m_desks[deskKey(server, from)];
    ComposerDesk &left = m_desks[deskKey(server, from)];
    static_cast<KeptDraft &>(left) = KeptDraft { .contentType = draft.contentType };
    if (server == m_server && from == m_path) {
        showDesk();
        check();
    }
    // The fork knows no producers of its source, and Stream-Seq begins anew as well.
    draft.unsettled.reset();
    draft.burst.reset();
    if (ComposerDesk &there = m_desks[deskKey(server, to)]; there.isEmpty()) {
        static_cast<KeptDraft &>(there) = draft;
    }
}

} // namespace Tailwater
