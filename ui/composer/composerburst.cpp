// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// How a ComposerPanel sends many messages.

#include "burstbar.h"
#include "composerpanel.h"
#include "connection/server.h"
#include "draftstore.h"
#include "filesource.h"
#include "messagetemplate.h"
#include "payloadeditor.h"
#include "sendresult.h"

#include <QCheckBox>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

//! More than this goes to a server that is not for development only after a question.
constexpr quint64 AskAbove = 1'000;

//! The lines of a file that are not blank, one after the other.
class LineSource
{
public:
    explicit LineSource(const QByteArray &bytes, bool json)
        : m_bytes(bytes)
        , m_json(json)
    { }

    QByteArray next()
    {
        QByteArray line;
        while (m_at < m_bytes.size() && line.trimmed().isEmpty()) {
            qsizetype end = m_bytes.indexOf('\n', m_at);
            end = end < 0 ? m_bytes.size() : end + 1;
            line = m_bytes.sliced(m_at, end - m_at);
            m_at = end;
        }
        return m_json ? line.trimmed() : line;
    }

private:
    QByteArray m_bytes;
    bool m_json;
    qsizetype m_at = 0;
};

BurstRun::Source sourceOf(const QString &text, const PayloadSettings &settings, bool json)
{
    const QByteArray utf8 = text.toUtf8();
    const bool lineEnd = settings.lineEnd;
    const auto finish = [json, lineEnd](QByteArray body) {
        if (json) {
            return body.trimmed();
        }
        return lineEnd && !body.endsWith('\n') ? body + '\n' : body;
    };
    if (!settings.variables) {
        return [body = finish(utf8)](quint64) { return body; };
    }
    return [filled = std::make_shared<MessageTemplate>(utf8), finish](quint64 index) {
        return finish(filled->fill(index));
    };
}

} // namespace

bool ComposerPanel::isBurst() const
{
    return mode() == ComposeMode::Burst || (mode() == ComposeMode::File && m_file->isByLine());
}

void ComposerPanel::refreshBurst()
{
    m_burst->setVisible(isBurst() || m_burst->isRunning());
    m_options->setBurst(isBurst());
    m_burst->setFixedCount(mode() == ComposeMode::File ? quint64(m_payload.messages) : 0);
}

QString ComposerPanel::burstCheck() const
{
    const int number = int(m_burst->count());
    const QString count = QLocale().toString(m_burst->count());
    if (mode() == ComposeMode::File) {
        return tr("Will store %Ln message(s), one for each line", nullptr, number);
    }
    return m_variables->isChecked() && hasVariables(text())
        ? tr("Will store %Ln message(s), each filled in anew", nullptr, number)
        : number == 1 ? tr("Will store the message once")
                      : tr("Will store the same message %1 times").arg(count);
}

void ComposerPanel::askForBurst()
{
    const bool harmless
        = m_server->connection().environment == Connection::Environment::Development;
    if (harmless || m_burst->count() <= AskAbove) {
        startBurst();
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, tr("Burst"),
                                tr("Send %1 messages to %2?")
                                    .arg(QLocale().toString(m_burst->count()),
                                         m_server->displayName()),
                                QMessageBox::Cancel, this);
    box->setObjectName("burstQuestion"_L1);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("This server is not for development. What is appended cannot be taken "
                               "back."));
    box->addButton(tr("&Send Them"), QMessageBox::AcceptRole);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::accepted, this, &ComposerPanel::startBurst);
    box->open();
}

void ComposerPanel::startBurst()
{
    const ComposerDesk *now = desk();
    if (!now || m_burst->isRunning() || !m_payload.isSendable()) {
        return;
    }
    const bool json = isJsonType(now->contentType);
    BurstRun::Source source;
    if (mode() == ComposeMode::File) {
        source = [lines = std::make_shared<LineSource>(m_file->bytes(), json)](quint64) {
            return lines->next();
        };
    } else {
        source = sourceOf(text(), payloadSettings(), json);
        remember(deskKey(m_server, m_path), text(), mode());
    }
    const DurableStreams::AppendOptions options = m_options->options(now->contentType);
    m_result->clear();
    keepBurst(deskKey(m_server, m_path));
    m_burst->start(now->stream, m_server->urlOf(m_path), options.contentType, json,
                   options.request.headers, std::move(source));
    connect(m_burst, &BurstBar::finished, this,
            [this, server = m_server, path = m_path,
             key = deskKey(m_server, m_path)](const BurstRun::Outcome &outcome) {
                settleBurst(key);
                if (server && outcome.error) {
                    Q_EMIT failed(server, path, *outcome.error);
                }
                if (server) {
                    Q_EMIT burstFinished(server, path);
                }
            },
            Qt::SingleShotConnection);
    check();
}

//! After a crash at any moment from now on, what is on disk says that it was cut off.
void ComposerPanel::keepBurst(const QString &stream)
{
    keepDesk();
    ComposerDesk &sent = m_desks[stream];
    sent.burst = CutBurst { .text = mode() == ComposeMode::File ? QString() : sent.text,
                            .total = qint64(m_burst->count()) };
    if (!m_draftStore) {
        return;
    }
    m_draftStore->keep(stream, sent);
    connect(m_burst, &BurstBar::progressed, this, [this, stream](quint64 stored) {
        std::optional<CutBurst> &burst = m_desks[stream].burst;
        if (burst && std::exchange(burst->stored, qint64(stored)) != qint64(stored)) {
            m_draftStore->noteBurst(stream, qint64(stored));
        }
    });
}

//! It has ended, and its outcome is shown.
void ComposerPanel::settleBurst(const QString &stream)
{
    m_sinceBurst.start();
    disconnect(m_burst, &BurstBar::progressed, this, nullptr);
    keepDesk();
    ComposerDesk &sent = m_desks[stream];
    sent.burst.reset();
    if (m_draftStore) {
        m_draftStore->keep(stream, sent);
    }
    check();
}

} // namespace Tailwater
