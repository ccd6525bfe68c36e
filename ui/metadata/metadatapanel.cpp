// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "metadatapanel.h"

#include "connection/connectiontrouble.h"
#include "connection/server.h"
#include "explorer/streamentry.h"
#include "explorer/streamshelf.h"
#include "models/connectionsecrets.h"
#include "models/marker.h"
#include "models/statustext.h"
#include "models/tailstatus.h"
#include "models/visibletext.h"
#include "theme/icons.h"
#include "theme/inlinemessage.h"
#include "wrappedtext.h"

#include <durablestreams/headqueue.h>

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

constexpr auto WatchInterval = 5s;

QString liveModeName(DurableStreams::LiveMode mode)
{
    switch (mode) {
    case DurableStreams::LiveMode::Sse:
        return u"SSE"_s;
    case DurableStreams::LiveMode::LongPoll:
        return MetadataPanel::tr("long-poll");
    case DurableStreams::LiveMode::Auto:
        return MetadataPanel::tr("not live yet");
    case DurableStreams::LiveMode::Off:
        return MetadataPanel::tr("off");
    }
    return {};
}

} // namespace

MetadataPanel::MetadataPanel(QWidget *parent)
    : QWidget(parent)
    , m_title(new WrappedText(this))
    , m_message(new QLabel(this))
    , m_placeholder(new QLabel(tr("Select a stream to see what it is."), this))
    , m_body(new QWidget)
    , m_note(new QLineEdit(m_body))
    , m_buttons(new QWidget(this))
    , m_countdown(new QTimer(this))
    , m_refresh(new QAction(icon("refresh"_L1), tr("&Refresh Metadata"), this))
    , m_copy(new QAction(icon("copy"_L1), tr("Copy &All"), this))
    , m_watch(new QAction(icon("play"_L1), tr("&Watch for Changes"), this))
    , m_watchTimer(new QTimer(this))
{
    m_refresh->setObjectName("metadata.refresh"_L1);
    m_refresh->setShortcut(Qt::Key_F5);
    m_copy->setObjectName("metadata.copyAll"_L1);
    m_watch->setObjectName("metadata.watch"_L1);
    m_watch->setCheckable(true);
    m_watch->setToolTip(tr("Ask every five seconds, by HEAD, and list what changes"));
    m_watchTimer->setInterval(WatchInterval);
    connect(m_watchTimer, &QTimer::timeout, this, &MetadataPanel::refresh);
    connect(m_watch, &QAction::toggled, this, [this](bool on) {
        if (on) {
            m_watchTimer->start();
        } else {
            m_watchTimer->stop();
        }
    });
    layOut();
    connect(m_refresh, &QAction::triggered, this, &MetadataPanel::refresh);
    connect(m_copy, &QAction::triggered, this, &MetadataPanel::copyAll);
    m_countdown->setInterval(1s);
    connect(m_countdown, &QTimer::timeout, this, [this] {
        if (m_info) {
            showLifetime(*m_info);
        }
    });
    clear();
}

MetadataPanel::~MetadataPanel() = default;

void MetadataPanel::setWatchInterval(std::chrono::milliseconds interval)
{
    m_watchTimer->setInterval(interval);
}

void MetadataPanel::keepNote()
{
    if (m_server && m_note->isModified()) {
        m_note->setModified(false);
        m_server->shelf()->setNote(m_path, m_note->text());
    }
}

void MetadataPanel::setValue(const QString &name, const QString &value, const QString &copy,
                             const QString &toolTip)
{
    WrappedText *text = m_values.value(name);
    text->setText(value.isEmpty() ? u"–"_s : value);
    text->setProperty("copy", copy.isEmpty() ? value : copy);
    text->setToolTip(toolTip);
}

QString MetadataPanel::value(const QString &name) const
{
    const WrappedText *text = m_values.value(name);
    return text ? text->property("copy").toString() : QString();
}

void MetadataPanel::setStream(Server *server, const QByteArray &path)
{
    if (m_server == server && m_path == path) {
        return;
    }
    if (m_server) {
        m_server->heads()->disconnect(this);
        m_server->shelf()->disconnect(this);
        keepNote();
    }
    m_server = path.isEmpty() ? nullptr : server;
    m_path = m_server ? path : QByteArray();
    clear();
    if (!m_server) {
        return;
    }
    connect(m_server->heads(), &DurableStreams::HeadQueue::answered, this,
            [this](const QByteArray &answered,
                   const DurableStreams::Result<DurableStreams::StreamInfo> &result) {
                if (answered != m_path) {
                    return;
                }
                if (result) {
                    show(*result);
                } else {
                    showFailure(result.error());
                }
            });
    connect(m_server->shelf(), &StreamShelf::factsChanged, this, [this](const QByteArray &changed) {
        if (changed == m_path) {
            showFacts();
        }
    });
    if (const auto known = m_server->heads()->last(path); known && known->result) {
        show(*known->result);
    }
    m_server->heads()->ask(path);
}

void MetadataPanel::refresh()
{
    if (m_server) {
        m_server->heads()->refresh(m_path);
    }
}

void MetadataPanel::clear()
{
    m_info.reset();
    m_countdown->stop();
    const bool any = m_server != nullptr;
    m_placeholder->setVisible(!any);
    m_body->parentWidget()->parentWidget()->setVisible(any);
    m_buttons->setVisible(any);
    m_refresh->setEnabled(any);
    m_copy->setEnabled(any);
    m_watch->setEnabled(any);
    m_watch->setChecked(m_watch->isChecked() && any);
    setInlineMessage(m_message, MessageKind::Neutral, QString());
    for (const QString &name : std::as_const(m_order)) {
        setValue(name, QString());
    }
    if (!any) {
        return;
    }
    m_title->setText(displayPath(m_path));
    setValue(u"url"_s, m_server->urlOf(m_path).toString(QUrl::FullyEncoded));
    const auto entry = m_server->catalog()->entry(m_path);
    setValue(u"source"_s, m_server->shelf()->sourcesInWords(
                             m_path, entry ? entry->sources : StreamSources()));
    m_note->setModified(false);
    showFacts();
    showChanges();
    setTail(nullptr);
}

void MetadataPanel::showFacts()
{
    const StreamFacts facts = m_server->shelf()->facts(m_path);
    QString lineage = tr("not known: servers do not say");
    if (!facts.forkedFrom.isEmpty()) {
        lineage = facts.forkOffset.isEmpty()
            ? tr("%1, at its end of that time").arg(displayPath(facts.forkedFrom))
            : tr("%1, at %2").arg(displayPath(facts.forkedFrom),
                                  QString::fromLatin1(facts.forkOffset));
        if (facts.forkSubOffset > 0) {
            lineage += u" + %1"_s.arg(facts.forkSubOffset);
        }
    }
    setValue(u"lineage"_s, lineage, {}, tr("Known of forks that were made here."));
    QStringList forks;
    for (const QByteArray &fork : m_server->shelf()->forksOf(m_path)) {
        forks.append(displayPath(fork));
    }
    setValue(u"forks"_s, forks.join(u'\n'));
    setValue(u"opened"_s, facts.firstOpened.isValid()
                 ? facts.firstOpened.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s)
                 : tr("never opened here"));
    QStringList captures;
    for (const QString &file : facts.captures) {
        captures.append(QDir::toNativeSeparators(file));
    }
    setValue(u"captures"_s, captures.join(u'\n'), {},
             tr("The files it was captured to from here, the latest first."));
    if (!m_note->isModified()) {
        m_note->setText(facts.note);
    }
}

void MetadataPanel::setLeftOff(const QString &offset)
{
    setValue(u"leftOff"_s, offset.isEmpty() ? tr("never read here") : offset, offset);
}

void MetadataPanel::showChanges()
{
    const QStringList lines = m_seen.linesOf(m_server->urlOf(m_path));
    setValue(u"changes"_s, lines.isEmpty() ? tr("none seen") : lines.join(u'\n'));
}

void MetadataPanel::show(const DurableStreams::StreamInfo &info)
{
    m_info = info;
    m_seen.take(m_server->urlOf(m_path), info);
    showChanges();
    QStringList headers;
    const DurableStreams::SecretMask mask = secretMaskOf(m_server->connection());
    for (qsizetype i = 0; i < info.headers.size(); ++i) {
        const QString value = QString::fromUtf8(info.headers.valueAt(i));
        headers.append(u"%1: %2"_s.arg(info.headers.nameAt(i), mask.masked(value)));
    }
    setValue(u"headers"_s, headers.join(u'\n'));
    setInlineMessage(m_message, MessageKind::Neutral, QString());
    setValue(u"state"_s, info.closed ? tr("Closed: no more data can arrive") : tr("Open"));
    setValue(u"tail"_s, QString::fromLatin1(info.nextOffset.token()), {},
             tr("An opaque token of the server; it names the end of the stream."));
    setValue(u"type"_s, QString::fromLatin1(info.contentType));
    setValue(u"etag"_s, QString::fromLatin1(info.etag));
    setValue(u"cache"_s, QString::fromLatin1(info.headers.value("cache-control"_L1)));
    setValue(u"server"_s, QString::fromLatin1(info.headers.value("server"_L1)));
    setValue(u"asked"_s,
             tr("%1, answered in %2 ms")
                 .arg(locale().toString(QTime::currentTime(), u"HH:mm:ss"_s))
                 .arg(std::chrono::duration_cast<std::chrono::milliseconds>(info.latency).count()));
    showLifetime(info);
}

// Nobody else's clock is meant.
static QString localTime(const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    return local.toString(u"yyyy-MM-dd HH:mm:ss"_s) + u' ' + local.timeZoneAbbreviation();
}

void MetadataPanel::showLifetime(const DurableStreams::StreamInfo &info)
{
    QString text;
    if (info.ttl) {
        text = tr("%1, sliding: reading and writing renew it, this panel does not")
                   .arg(durationInWords(*info.ttl));
    }
    if (info.expiresAt) {
        const auto left = std::chrono::seconds(
            QDateTime::currentDateTimeUtc().secsTo(*info.expiresAt));
        text = left.count() > 0
            ? tr("Ends in %1, at %2")
                  .arg(durationInWords(left), localTime(*info.expiresAt))
            : tr("Ended at %1").arg(localTime(*info.expiresAt));
    }
    setValue(u"lifetime"_s, text.isEmpty() ? tr("Kept until it is deleted") : text);
    if (info.expiresAt && !m_countdown->isActive()) {
        m_countdown->start();
    }
}

void MetadataPanel::showFailure(const DurableStreams::Error &error)
{
    // What was said of it before is not so any more.
    if (error.httpStatus == 404 || error.httpStatus == 410) {
        m_info.reset();
        m_countdown->stop();
        m_seen.take(m_server->urlOf(m_path), std::nullopt);
        showChanges();
        setValue(u"state"_s, tr("Not there"));
        for (const QString &name : { u"tail"_s, u"lifetime"_s, u"etag"_s, u"cache"_s, u"headers"_s }) {
            setValue(name, QString());
        }
    }
    setInlineMessage(m_message, MessageKind::Bad,
                     QStringList { causeOf(error, m_server->connection()),
                                   remedyOf(error, m_server->connection()) }
                         .join(u' ')
                         .trimmed());
}

void MetadataPanel::setTail(const TailStatus *status)
{
    if (!status) {
        setValue(u"mode"_s, tr("not open"));
        setValue(u"read"_s, QString());
        setValue(u"cursor"_s, QString());
        return;
    }
    const bool stands = isFailure(status->state) || status->state == TailState::Stopped;
    setValue(u"mode"_s, stands ? stateWord(status->state) : liveModeName(status->liveMode));
    setValue(u"read"_s, tr("%n row(s)", nullptr, int(qMin<quint64>(status->totalRows, INT_MAX)))
                 + u", "_s
                 + sizeText(qint64(status->totalBytes)));
    setValue(u"cursor"_s, QString::fromLatin1(status->cursor));
    // A live tail knows more than the last HEAD does; one that was lost knows what was.
    const bool closed = status->state == TailState::Closed;
    const bool knows = closed || status->state == TailState::Live;
    if (knows && status->upToDate && !status->nextOffset.isNull()) {
        setValue(u"tail"_s, QString::fromLatin1(status->nextOffset.token()));
        if (closed) {
            setValue(u"state"_s, tr("Closed: no more data can arrive"));
        }
    }
}

void MetadataPanel::copyAll()
{
    QStringList lines { displayPath(m_path) };
    for (const QString &name : std::as_const(m_order)) {
        if (const QString text = value(name); !text.isEmpty()) {
            lines.append(u"%1: %2"_s.arg(m_names.value(name)->text(), text));
        }
    }
    if (!m_note->text().isEmpty()) {
        lines.append(tr("Note: %1").arg(m_note->text()));
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace Tailwater

#include "moc_metadatapanel.cpp"
