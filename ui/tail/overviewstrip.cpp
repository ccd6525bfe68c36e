// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/overviewstrip.h"

#include "models/filter/filterrun.h"
#include "models/tailmodel.h"
#include "tail/rowmarks.h"
#include "tail/tailview.h"
#include "theme/theme.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>
#include <QToolTip>

#include <algorithm>

using namespace std::chrono_literals;

namespace Tailwater {

namespace {

constexpr int lane = 4;
constexpr int stretchHeight = 2;
// A mark of one row among a million is still to be seen.
constexpr int tickHeight = 3;

qsizetype countIn(const FilterRun &run, quint64 first, quint64 end)
{
    return run.matches().indexFrom(end) - run.matches().indexFrom(first);
}

} // namespace

OverviewStrip::OverviewStrip(TailModel *model, TailView *view, const RowMarks *marks,
                             QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_view(view)
    , m_marks(marks)
    , m_timer(new QTimer(this))
{
    setObjectName(QStringLiteral("overviewStrip"));
    setAccessibleName(tr("Overview: matches, errors and marks"));
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    m_timer->setSingleShot(true);
    m_timer->setInterval(200ms);
    connect(m_timer, &QTimer::timeout, this, &OverviewStrip::refresh);
    connect(m_model, &TailModel::rowsInserted, this, &OverviewStrip::refreshSoon);
    connect(m_model, &TailModel::rowsRemoved, this, &OverviewStrip::refreshSoon);
    connect(m_model, &TailModel::modelReset, this, &OverviewStrip::refreshSoon);
    connect(m_model, &TailModel::filterProgressed, this, &OverviewStrip::refreshSoon);
    connect(m_marks, &RowMarks::changed, this, &OverviewStrip::refresh);
}

OverviewStrip::~OverviewStrip() = default;

void OverviewStrip::setErrors(const FilterRun *errors)
{
    m_errors = errors;
    connect(m_errors, &FilterRun::progressed, this, &OverviewStrip::refreshSoon);
}

QSize OverviewStrip::sizeHint() const
{
    return { 3 * lane + 2, 100 };
}

void OverviewStrip::refreshSoon()
{
    if (isVisible() && !m_timer->isActive()) {
        m_timer->start();
    }
}

// As high as the rows: beside the header there are none.
QRect OverviewStrip::area() const
{
    const QRect rows = m_view->viewport()->geometry();
    return { 0, rows.top(), width(), rows.height() };
}

// Notes between rows have pages of their own: looked for by page, the latest of them.
std::vector<quint64> OverviewStrip::notes() const
{
    constexpr size_t most = 10'000;
    std::vector<quint64> ids;
    const StoreSnapshot &snapshot = m_model->snapshot();
    snapshot.forEachPage(snapshot.firstId(), snapshot.endId(),
                         [&](const auto &page, qsizetype begin, qsizetype) {
                             if (page->kind(begin) == RowKind::Marker) {
                                 ids.push_back(page->firstId() + quint64(begin));
                             }
                             return ids.size() < most;
                         });
    return ids;
}

void OverviewStrip::refresh()
{
    m_stretches.clear();
    const int rows = m_model->rowCount();
    const int count = std::min(rows, area().height() / stretchHeight);
    const FilterRun *filter = m_model->hidesRows() ? nullptr : m_model->filterRun();
    const std::vector<quint64> notes = this->notes();
    for (int i = 0; i < count; ++i) {
        Stretch stretch { int(qint64(rows) * i / count), int(qint64(rows) * (i + 1) / count) };
        const quint64 first = m_model->idAt(stretch.firstRow);
        const quint64 end = m_model->idAt(stretch.endRow - 1) + 1;
        if (filter && filter->failure().isEmpty()) {
            stretch.matches = countIn(*filter, first, end);
        }
        if (m_errors) {
            stretch.errors = countIn(*m_errors, first, end);
        }
        stretch.marks = m_marks->anyIn(first, end);
        const auto note = std::ranges::lower_bound(notes, first);
        stretch.notes = !m_model->hidesRows() && note != notes.end() && *note < end;
        m_stretches.push_back(stretch);
    }
    update();
}

void OverviewStrip::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    const Colours &colours = Theme::colours(palette());
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.fillRect(QRect(0, 0, 1, height()), colours.border);
    const QRect rows = area();
    const auto count = qint64(m_stretches.size());
    for (qint64 i = 0; i < count; ++i) {
        const Stretch &stretch = m_stretches[size_t(i)];
        if (stretch.isEmpty()) {
            continue;
        }
        const int top = rows.top() + int(rows.height() * i / count);
        const int bottom = rows.top() + int(rows.height() * (i + 1) / count);
        const int height = std::clamp(bottom - top, tickHeight, 8);
        const auto tick = [&](int at, const QColor &colour) {
            painter.fillRect(QRect(1 + at * lane, top, lane, height), colour);
        };
        if (stretch.notes) {
            painter.fillRect(QRect(1, top, width() - 1, 1), colours.muted);
        }
        if (stretch.marks) {
            tick(0, colours.warning);
        }
        if (stretch.matches > 0) {
            tick(1, colours.accent);
        }
        if (stretch.errors > 0) {
            tick(2, colours.bad);
        }
    }
}

const OverviewStrip::Stretch *OverviewStrip::stretchAt(int y) const
{
    const QRect rows = area();
    const auto count = qint64(m_stretches.size());
    if (count == 0 || rows.height() <= 0) {
        return nullptr;
    }
    const auto at = std::clamp<qint64>(count * (y - rows.top()) / rows.height(), 0, count - 1);
    // A tick is higher than its stretch: who points at it means it.
    for (const qint64 near : { at, at - 1, at + 1, at - 2, at + 2 }) {
        if (near >= 0 && near < count && !m_stretches[size_t(near)].isEmpty()) {
            return &m_stretches[size_t(near)];
        }
    }
    return &m_stretches[size_t(at)];
}

// The first of what is there; else the middle of the stretch.
void OverviewStrip::mousePressEvent(QMouseEvent *event)
{
    const Stretch *found = stretchAt(int(event->position().y()));
    if (!found || event->button() != Qt::LeftButton) {
        return;
    }
    const Stretch stretch = *found;
    const quint64 first = m_model->idAt(stretch.firstRow);
    const quint64 end = m_model->idAt(stretch.endRow - 1) + 1;
    quint64 id = m_model->idAt((stretch.firstRow + stretch.endRow - 1) / 2);
    const auto take = [&](std::optional<quint64> next) {
        if (next && *next < end) {
            id = *next;
        }
    };
    const quint64 before = first - std::min<quint64>(first, 1);
    if (stretch.errors > 0) {
        std::optional<quint64> error = m_errors->matches().next(before);
        while (error && *error < end && m_model->rowOf(*error) < 0) {
            error = m_errors->matches().next(*error);
        }
        take(error);
    } else if (stretch.marks) {
        take(m_marks->next(before));
    } else if (stretch.matches > 0) {
        take(m_model->filterRun()->matches().next(before));
    }
    m_view->showRow(id);
}

QString OverviewStrip::textAt(int y) const
{
    const Stretch *stretch = stretchAt(y);
    if (!stretch) {
        return {};
    }
    const auto number
        = [this](int row) { return QLocale().toString(m_model->messageAt(row).number); };
    QStringList texts {
        tr("Rows %1 to %2").arg(number(stretch->firstRow), number(stretch->endRow - 1))
    };
    if (stretch->matches > 0) {
        texts.append(tr("%n match(es) of the filter", nullptr, int(stretch->matches)));
    }
    if (stretch->errors > 0) {
        texts.append(tr("%n malformed row(s)", nullptr, int(stretch->errors)));
    }
    if (stretch->marks) {
        texts.append(tr("marked"));
    }
    if (stretch->notes) {
        texts.append(tr("a note about the connection"));
    }
    return texts.join(QStringLiteral("\n"));
}

void OverviewStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    refreshSoon();
}

bool OverviewStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), textAt(help->pos().y()), this);
        return true;
    }
    if (event->type() == QEvent::Show) {
        m_timer->start();
    }
    return QWidget::event(event);
}

} // namespace Tailwater

#include "moc_overviewstrip.cpp"
