// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "statusstrip.h"

#include "models/marker.h"
#include "theme/icons.h"
#include "theme/statelook.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

StatusStrip::StatusStrip(QWidget *parent)
    : QStatusBar(parent)
    , m_icon(new QLabel(this))
    , m_state(addField(u"state"_s, tr("Connection state")))
    , m_mode(addField(u"mode"_s, tr("Mode")))
    , m_rate(addField(u"rate"_s, tr("Events per second")))
    , m_throughput(addField(u"throughput"_s, tr("Bytes per second")))
    , m_lastEvent(addField(u"lastEvent"_s, tr("Last event")))
    , m_rows(addField(u"rows"_s, tr("Rows held")))
    , m_offset(addField(u"offset"_s, tr("Next offset")))
    , m_copyOffset(new QToolButton(this))
    , m_problems(new QToolButton(this))
    , m_clock(new QTimer(this))
{
    setSizeGripEnabled(false);
    m_icon->setContentsMargins(8, 0, 0, 0);
    insertWidget(0, m_icon);
    m_copyOffset->setIcon(icon("copy"_L1));
    m_copyOffset->setAutoRaise(true);
    m_copyOffset->setToolTip(tr("Copy the next offset"));
    m_copyOffset->setAccessibleName(m_copyOffset->toolTip());
    connect(m_copyOffset, &QToolButton::clicked, this, [this] {
        if (m_status) {
            QGuiApplication::clipboard()->setText(
                QString::fromLatin1(m_status->nextOffset.token()));
        }
    });
    addWidget(m_copyOffset);
    m_problems->setAutoRaise(true);
    m_problems->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_problems->setIcon(icon("problems"_L1));
    connect(m_problems, &QToolButton::clicked, this, &StatusStrip::problemsRequested);
    addPermanentWidget(m_problems);
    m_clock->setInterval(1s);
    connect(m_clock, &QTimer::timeout, this, &StatusStrip::refreshLastEvent);
    setProblemCount(0);
    refresh();
}

StatusStrip::~StatusStrip() = default;

QLabel *StatusStrip::addField(const QString &name, const QString &accessibleName)
{
    auto *label = new QLabel(this);
    label->setObjectName("status."_L1 + name);
    label->setAccessibleName(accessibleName);
    label->setContentsMargins(2, 0, 10, 0);
    label->setTextFormat(Qt::PlainText);
    addWidget(label);
    return label;
}

void StatusStrip::setTail(const std::optional<TailStatus> &status)
{
    m_status = status;
    refresh();
}

void StatusStrip::setProblemCount(int count)
{
    m_problems->setText(tr("%n problem(s)", nullptr, count));
    m_problems->setVisible(count > 0);
}

QString StatusStrip::modeName(const TailStatus &status)
{
    if (status.state != TailState::Live) {
        return {};
    }
    switch (status.liveMode) {
    case DurableStreams::LiveMode::Sse:
        return u"SSE"_s;
    case DurableStreams::LiveMode::LongPoll:
        return tr("long-poll");
    case DurableStreams::LiveMode::Auto:
    case DurableStreams::LiveMode::Off:
        return {};
    }
    return {};
}

void StatusStrip::refresh()
{
    const bool any = m_status.has_value();
    for (QLabel *label : { m_icon, m_state, m_mode, m_rate, m_throughput, m_lastEvent, m_rows,
                           m_offset }) {
        label->setVisible(any);
    }
    m_copyOffset->setVisible(any && !m_status->nextOffset.isNull());
    if (!any) {
        m_clock->stop();
        return;
    }
    const StateLook look = lookOf(m_status->state, palette());
    m_icon->setPixmap(look.icon.pixmap(QSize(16, 16), devicePixelRatioF()));
    m_state->setText(look.word);
    m_mode->setText(modeName(*m_status));
    const double rate = m_status->eventsPerSecond;
    m_rate->setText(tr("%1 ev/s").arg(locale().toString(rate, 'f', rate < 10 ? 1 : 0)));
    m_throughput->setText(tr("%1/s").arg(locale().formattedDataSize(
        qint64(m_status->bytesPerSecond), 1, QLocale::DataSizeIecFormat)));
    m_rows->setText(tr("%n row(s)", nullptr, int(qMin<quint64>(m_status->rows, INT_MAX))) + u", "_s
                    + locale().formattedDataSize(m_status->memory, 1, QLocale::DataSizeIecFormat));
    m_rows->setToolTip(m_status->memoryLimit > 0
                           ? tr("At most %1 are held; older rows leave the view, not the stream.")
                                 .arg(locale().formattedDataSize(m_status->memoryLimit, 0,
                                                                 QLocale::DataSizeIecFormat))
                           : QString());
    m_offset->setText(m_status->nextOffset.isNull()
                          ? QString()
                          : tr("next %1").arg(shortOffset(m_status->nextOffset)));
    m_offset->setToolTip(QString::fromLatin1(m_status->nextOffset.token()));
    refreshLastEvent();
    if (!m_clock->isActive()) {
        m_clock->start();
    }
}

void StatusStrip::refreshLastEvent()
{
    if (!m_status || !m_status->lastEvent.isValid()) {
        m_lastEvent->setText(m_status ? tr("no event yet") : QString());
        return;
    }
    const qint64 seconds = m_status->lastEvent.secsTo(QDateTime::currentDateTimeUtc());
    m_lastEvent->setText(seconds < 2 ? tr("last event just now")
                             : seconds < 120
                             ? tr("last event %1 s ago").arg(seconds)
                             : tr("last event %1 min ago").arg(seconds / 60));
}

QStringList StatusStrip::texts() const
{
    QStringList texts;
    if (m_status) {
        for (const QLabel *label : { m_state, m_mode, m_rate, m_throughput, m_rows, m_offset }) {
            if (!label->text().isEmpty()) {
                texts.append(label->text());
            }
        }
    }
    return texts;
}

void StatusStrip::changeEvent(QEvent *event)
{
    QStatusBar::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_clock) {
        refresh();
    }
}

} // namespace Tailwater

#include "moc_statusstrip.cpp"
