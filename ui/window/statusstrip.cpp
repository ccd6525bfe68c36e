// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "window/statusstrip.h"

#include "connection/connectiontrouble.h"
#include "models/marker.h"
#include "models/statustext.h"
#include "models/tailmodel.h"
#include "models/visibletext.h"
#include "tail/sparkline.h"
#include "tail/tailpage.h"
#include "theme/icons.h"
#include "theme/statelook.h"

#include <QAccessible>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <array>
#include <climits>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {
//! Between two fields, as QStatusBar has it.
constexpr int spacing = 6;
} // namespace

StatusStrip::StatusStrip(QWidget *parent)
    : QStatusBar(parent)
    , m_icon(new QLabel(this))
    , m_state(addField(u"state"_s, tr("Connection state")))
    , m_message(addField(u"message"_s, tr("Message")))
    , m_view(addField(u"view"_s, tr("View")))
    , m_behind(addField(u"behind"_s, tr("Delay of the view")))
    , m_sparkline(new Sparkline(this))
    , m_rate(addField(u"rate"_s, tr("Events per second")))
    , m_throughput(addField(u"throughput"_s, tr("Bytes per second")))
    , m_lastEvent(addField(u"lastEvent"_s, tr("Last event")))
    , m_rows(addField(u"rows"_s, tr("Rows held")))
    , m_offset(addField(u"offset"_s, tr("Next offset")))
    , m_copyOffset(new QToolButton(this))
    , m_problems(new QToolButton(this))
    , m_clock(new QTimer(this))
    , m_messageEnd(new QTimer(this))
{
    setSizeGripEnabled(false);
    // The window may be narrower than all of this: see fit().
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_icon->setContentsMargins(8, 0, 0, 0);
    insertWidget(0, m_icon);
    insertWidget(5, m_sparkline);
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
    m_messageEnd->setSingleShot(true);
    connect(m_messageEnd, &QTimer::timeout, this, [this] { say(QString()); });
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

void StatusStrip::setPage(TailPage *page)
{
    if (m_page) {
        m_page->disconnect(this);
        m_page->session()->disconnect(this);
        m_page->model()->disconnect(this);
    }
    m_page = page;
    // Widths that were needed for another stream's figures.
    for (QLabel *label : { m_rate, m_throughput, m_lastEvent, m_rows }) {
        label->setMinimumWidth(0);
    }
    if (page) {
        connect(page->session(), &TailSession::statusChanged, this, &StatusStrip::setTail);
        connect(page->session(), &TailSession::ratesChanged, this, &StatusStrip::refreshRates);
        connect(page, &TailPage::followingChanged, this, &StatusStrip::refreshView);
        connect(page->model(), &TailModel::waitingChanged, this, &StatusStrip::refreshView);
    }
    refreshRates();
    setTail(page ? std::optional(page->session()->status()) : std::nullopt);
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

// Not QStatusBar's own message: that one hides all fields, also those that tell how the tail does.
void StatusStrip::say(const QString &text, std::chrono::milliseconds time)
{
    m_said = text;
    m_message->setToolTip(text);
    fit();
    if (text.isEmpty()) {
        m_messageEnd->stop();
        return;
    }
    m_messageEnd->start(time);
    QAccessibleAnnouncementEvent announcement(this, text);
    QAccessible::updateAccessibility(&announcement);
}

void StatusStrip::refresh()
{
    if (!m_status) {
        m_clock->stop();
        fit();
        return;
    }
    const StateLook look = lookOf(m_status->state, palette());
    m_icon->setPixmap(look.icon.pixmap(QSize(16, 16), devicePixelRatioF()));
    // How much there is to catch up with nobody knows; how much has come is what can be said.
    m_state->setText(m_status->state == TailState::CatchingUp && m_status->totalRows > 0
                         ? stateText(*m_status) + u" · "_s + stateSentence(*m_status)
                         : stateText(*m_status));
    m_state->setToolTip(m_page ? stateSentence(*m_status, m_page->session()->connection())
                               : stateSentence(*m_status));
    refreshFigures();
    refreshView();
    if (!m_clock->isActive()) {
        m_clock->start();
    }
}

// Figures that change many times a second keep the room they once needed: nothing jumps.
void StatusStrip::refreshFigures()
{
    const auto set = [](QLabel *label, const QString &text) {
        label->setText(text);
        label->setMinimumWidth(std::max(label->minimumWidth(), label->sizeHint().width()));
    };
    const double rate = m_status->eventsPerSecond;
    const bool file = m_status->state == TailState::File;
    set(m_rate, file ? QString() : tr("%1 ev/s").arg(locale().toString(rate, 'f', rate > 0 && rate < 10 ? 1 : 0)));
    set(m_throughput, file ? QString() : tr("%1/s").arg(sizeText(qint64(m_status->bytesPerSecond))));
    set(m_rows, rowsText());
    m_rows->setToolTip(
        m_status->memoryLimit > 0
            ? tr("At most %1 rows or %2 are held; older rows leave the view, not the stream.")
                  .arg(locale().toString(m_status->rowLimit), sizeText(m_status->memoryLimit))
            : QString());
    const auto behind = std::chrono::duration_cast<std::chrono::seconds>(m_status->behind);
    m_behind->setText(behind > 0s ? tr("⚠ View is %n s behind; data is safe", nullptr, int(behind.count()))
                                  : QString());
    m_offset->setText(m_status->nextOffset.isNull()
                          ? QString()
                          : tr("next %1").arg(shortOffset(m_status->nextOffset)));
    // The whole of it, and of the text that a narrow window cuts.
    m_offset->setToolTip(m_offset->text() + u'\n' + QString::fromLatin1(m_status->nextOffset.token()));
    refreshLastEvent();
}

QString StatusStrip::rowsText() const
{
    const QString memory = locale().formattedDataSize(m_status->memory, 0, QLocale::DataSizeIecFormat);
    const QString rows = tr("%Ln row(s)", nullptr, int(std::min<quint64>(m_status->rows, INT_MAX)));
    if (m_status->state == TailState::File) {
        return tr("%1, file of %2").arg(rows, sizeText(qint64(m_status->totalBytes)));
    }
    return m_status->memoryLimit > 0
        ? tr("%1, %2 of %3 memory")
              .arg(rows, memory, locale().formattedDataSize(m_status->memoryLimit, 0,
                                                            QLocale::DataSizeIecFormat))
        : u"%1, %2"_s.arg(rows, memory);
}

// What the view does of itself: a tail that stands still must say that it was asked to.
void StatusStrip::refreshView()
{
    QString text;
    if (m_page && m_page->isFrozen()) {
        text = tr("❄ Frozen, %1 waiting").arg(locale().toString(m_page->model()->waiting()));
    } else if (m_page && !m_page->isFollowing() && m_page->session()->status().state != TailState::File) {
        text = tr("↑ Not following");
    }
    m_view->setText(text);
    fit();
}

void StatusStrip::refreshRates()
{
    m_sparkline->setValues(m_page ? m_page->session()->rateHistory() : QList<double> {});
}

void StatusStrip::refreshLastEvent()
{
    QString text;
    if (m_status && m_status->lastEvent.isValid()) {
        const qint64 seconds = m_status->lastEvent.secsTo(QDateTime::currentDateTimeUtc());
        text = seconds < 2  ? tr("last event just now")
            : seconds < 120 ? tr("last event %1 s ago").arg(seconds)
            : seconds < 7200 ? tr("last event %1 min ago").arg(seconds / 60)
                             : tr("last event %1 h ago").arg(seconds / 3600);
    } else if (m_status && m_status->state != TailState::File) {
        text = tr("no event yet");
    }
    m_lastEvent->setText(text);
    m_lastEvent->setMinimumWidth(
        std::max(m_lastEvent->minimumWidth(), m_lastEvent->sizeHint().width()));
}

// From what matters most to what matters least, as far as there is room.
void StatusStrip::fit()
{
    const auto wanted = [](const QWidget *widget) {
        return std::max(widget->minimumWidth(), widget->sizeHint().width());
    };
    const std::array<QList<QWidget *>, 8> groups {
        QList<QWidget *> { m_icon, m_state },
        { m_behind },
        { m_view },
        { m_rate },
        { m_rows },
        { m_lastEvent },
        { m_offset, m_copyOffset },
        { m_sparkline, m_throughput },
    };
    int room = width();
    // What stands at the other end, such as the problems and what others have added.
    for (QWidget *widget : findChildren<QWidget *>(Qt::FindDirectChildrenOnly)) {
        const bool isField = widget == m_message
            || std::ranges::any_of(groups, [widget](const QList<QWidget *> &group) {
                                 return group.contains(widget);
                             });
        room -= isField || widget->isHidden() ? 0 : wanted(widget) + spacing;
    }
    for (const QList<QWidget *> &group : groups) {
        int need = 0;
        bool empty = !m_status;
        for (const QWidget *widget : group) {
            need += wanted(widget) + spacing;
            const auto *label = qobject_cast<const QLabel *>(widget);
            empty = empty || (label && widget != m_icon && label->text().isEmpty());
        }
        const bool shown = !empty && (need <= room || group.contains(m_state));
        for (QWidget *widget : group) {
            widget->setVisible(shown);
        }
        room -= shown ? need : 0;
        room -= group.contains(m_state) ? fitMessage(room) : 0;
    }
}

// The width that what is being said takes of \a room.
int StatusStrip::fitMessage(int room)
{
    const QMargins margins = m_message->contentsMargins();
    const int most = room - spacing - margins.left() - margins.right();
    const bool shown = !m_said.isEmpty() && most > fontMetrics().averageCharWidth() * 8;
    m_message->setText(shown ? fontMetrics().elidedText(m_said, Qt::ElideMiddle, most) : QString());
    m_message->setVisible(shown);
    return shown ? m_message->sizeHint().width() + spacing : 0;
}

QStringList StatusStrip::texts() const
{
    QStringList texts;
    if (m_status) {
        for (const QLabel *label : { m_state, m_view, m_behind, m_rate, m_throughput, m_lastEvent,
                                     m_rows, m_offset }) {
            if (!label->text().isEmpty()) {
                texts.append(label->text());
            }
        }
    }
    return texts;
}

bool StatusStrip::event(QEvent *event)
{
    const bool handled = QStatusBar::event(event);
    if (event->type() == QEvent::LayoutRequest) {
        fit();
    }
    return handled;
}

void StatusStrip::resizeEvent(QResizeEvent *event)
{
    QStatusBar::resizeEvent(event);
    fit();
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
