// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/wholefile.h"

#include "capture/positionbar.h"
#include "models/capture/capturesession.h"
#include "models/filter/filterrun.h"
#include "models/tailmodel.h"
#include "tail/tailfind.h"
#include "tail/tailpage.h"
#include "theme/inlinemessage.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTimer>

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

QString countText(quint64 count)
{
    return QLocale().toString(count);
}

int percentOf(const CaptureSearchState &state)
{
    return state.total == 0 ? 0 : int(state.looked * 100 / state.total);
}

} // namespace

WholeFile::WholeFile(CaptureSession *session, TailPage *page, PositionBar *position, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_page(page)
    , m_position(position)
    , m_text(new QLabel(this))
    , m_look(new QPushButton(tr("&Look Through the Whole File"), this))
    , m_previous(new QPushButton(tr("Previous Match"), this))
    , m_next(new QPushButton(tr("Next Match"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_soon(new QTimer(this))
{
    setObjectName("wholeFile"_L1);
    m_text->setObjectName("wholeFileText"_L1);
    m_text->setWordWrap(true);
    m_look->setObjectName("wholeFileLook"_L1);
    m_previous->setObjectName("wholeFilePrevious"_L1);
    m_next->setObjectName("wholeFileNext"_L1);
    m_cancel->setObjectName("wholeFileCancel"_L1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 4, 4, 4);
    layout->setSpacing(8);
    layout->addWidget(m_text, 1);
    for (QPushButton *button : { m_look, m_previous, m_next, m_cancel }) {
        button->setAutoDefault(false);
        layout->addWidget(button);
    }
    connect(m_look, &QPushButton::clicked, this, &WholeFile::lookThrough);
    connect(m_previous, &QPushButton::clicked, this, [this] { go(true); });
    connect(m_next, &QPushButton::clicked, this, [this] { go(false); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_count->cancel(); });
    m_soon->setSingleShot(true);
    m_soon->setInterval(0);
    connect(m_soon, &QTimer::timeout, this, &WholeFile::refresh);
    const auto soon = [this] { m_soon->start(); };
    connect(session, &CaptureSession::extentChanged, this, soon);
    connect(session, &TailSession::published, this, soon);
    connect(page->model(), &TailModel::filterProgressed, this, soon);
    connect(page->model(), &QAbstractItemModel::modelReset, this, soon);
    connect(page->view()->selectionModel(), &QItemSelectionModel::selectionChanged, this, soon);
    page->finder()->setBeyond([this](const FilterExpression &expression, quint64 from, bool backwards) {
        return find(expression, from, backwards);
    });
    refresh();
}

WholeFile::~WholeFile() = default;

QString WholeFile::text() const
{
    return m_text->text();
}

// By their numbers, as they stand beside the rows.
QString WholeFile::loadedRows() const
{
    const StoreSnapshot &rows = m_page->model()->snapshot();
    if (rows.rowCount() == 0) {
        return {};
    }
    const Message first = rows.message(rows.firstId());
    const Message last = rows.message(rows.endId() - 1);
    const CaptureExtent &extent = m_session->extent();
    const quint64 begin = m_session->header().firstNumber;
    const quint64 end = begin + extent.dataRows - 1;
    const QString all = extent.indexed < extent.size ? tr("more than %1", "a number of rows").arg(countText(extent.dataRows))
                                                     : countText(extent.dataRows);
    const quint64 lastNumber = last.isData() ? last.number : last.number - 1; // that of the data after it
    return begin == 1
        ? tr("%1–%2 of %3", "rows").arg(countText(first.number), countText(lastNumber), all)
        : tr("%1–%2, of %3–%4", "rows")
              .arg(countText(first.number), countText(lastNumber), countText(begin), countText(end));
}

QString WholeFile::coverage() const
{
    const QString rows = loadedRows();
    if (!m_session->extent().windowed || rows.isEmpty()) {
        return {};
    }
    return isWhole() ? tr("Shown here are those of rows %1; the whole file was looked through, see below.").arg(rows)
                     : tr("Rows %1 looked at.").arg(rows);
}

// Every row of the file was decided on.
bool WholeFile::isWhole() const
{
    return m_count && m_count->state().complete && m_count->state().undecided == 0;
}

QString WholeFile::filterText() const
{
    if (!m_count) {
        return tr("The file is too large to be held as a whole: the filter looks at the rows that are loaded.");
    }
    const CaptureSearchState &state = m_count->state();
    const QString looked = tr("%1 of %2 rows of the file looked at").arg(countText(state.looked), countText(state.total));
    const QString pass = tr("%Ln pass(es) the filter", nullptr, int(std::min<quint64>(state.matches, INT_MAX)));
    QString text = state.complete ? tr("Of all %1 rows of the file, %2.").arg(countText(state.total), pass)
                                  : u"%1: %2."_s.arg(looked, pass);
    if (!state.first.isEmpty()) {
        QStringList numbers;
        for (const quint64 number : state.first) {
            numbers.append(countText(number));
        }
        const bool more = state.matches > quint64(numbers.size());
        text += u' ' + tr("Rows %1.").arg(numbers.join(u"; "_s) + (more ? u"; …"_s : QString()));
    }
    if (state.undecided > 0) {
        text += u' ' + tr("%n of them without a decision.", nullptr, int(state.undecided));
    }
    return state.error.isEmpty() ? text : text + u' ' + state.error;
}

// Whoever selects all means all.
QString WholeFile::selectionText() const
{
    const auto ranges = m_page->selectedRanges();
    const int rows = m_page->model()->rowCount();
    const bool all = ranges.size() == 1 && ranges.first().first == 0 && ranges.first().second == rows - 1 && rows > 1;
    return all ? tr("Selected are the rows that are loaded: %1. “File ▸ Export…” writes the whole capture.").arg(loadedRows())
               : QString();
}

void WholeFile::refresh()
{
    const bool windowed = m_session->extent().windowed;
    const FilterRun *filter = windowed ? m_page->model()->filterRun() : nullptr;
    if (m_count && (!filter || filter->expression().text() != m_count->expression().text())) {
        m_count.reset();
    }
    m_page->setCoverage(coverage(), isWhole());
    QStringList parts;
    if (filter) {
        parts << filterText();
    }
    if (windowed) {
        parts << selectionText();
    }
    parts.removeAll(QString());
    setInlineMessage(m_text, isWhole() && parts.size() == 1 ? MessageKind::Good : MessageKind::Warning, parts.join(u' '));
    const bool running = m_count && !m_count->state().ended;
    m_look->setVisible(filter && (!m_count || (m_count->state().ended && !m_count->state().complete)));
    m_cancel->setVisible(running);
    m_previous->setVisible(m_count && m_count->state().matches > 0);
    m_next->setVisible(m_count && m_count->state().matches > 0);
    setVisible(!parts.isEmpty());
}

void WholeFile::lookThrough()
{
    if (const FilterRun *filter = m_page->model()->filterRun()) {
        m_count = std::make_unique<CaptureSearch>(m_session->path(), filter->expression(), m_session->identity());
        connect(m_count.get(), &CaptureSearch::progressed, this, [this] { m_soon->start(); });
        connect(m_count.get(), &CaptureSearch::found, this, [this](const CaptureHit &hit) {
            if (hit.row != 0) {
                m_position->select(hit.row);
            }
        });
        refresh();
    }
}

void WholeFile::go(bool backwards)
{
    if (m_count) {
        m_count->find(m_page->currentMessage().id, backwards);
    }
}

// What the find bar looks for, wherever in the file.
bool WholeFile::find(const FilterExpression &expression, quint64 from, bool backwards)
{
    if (expression.isEmpty() || !m_session->extent().windowed) {
        m_find.reset();
        m_finding = false;
        return false;
    }
    if (!m_find || m_find->expression().text() != expression.text()) {
        m_find = std::make_unique<CaptureSearch>(m_session->path(), expression, m_session->identity());
        connect(m_find.get(), &CaptureSearch::progressed, this, &WholeFile::sayFound);
        connect(m_find.get(), &CaptureSearch::found, this, &WholeFile::onFound);
    }
    m_finding = true;
    m_backwards = backwards;
    m_find->find(from, backwards);
    sayFound();
    return true;
}

void WholeFile::onFound(const CaptureHit &hit)
{
    m_finding = false;
    m_hit = hit;
    if (hit.row != 0) {
        m_position->select(hit.row);
    }
    sayFound();
}

void WholeFile::sayFound()
{
    const CaptureSearchState &state = m_find->state();
    TailFind *bar = m_page->finder();
    if (!state.error.isEmpty()) {
        bar->say(state.error, false);
        return;
    }
    if (m_finding) {
        bar->say(tr("Searching the file… %1 %").arg(percentOf(state)), true);
        return;
    }
    if (m_hit.row == 0) {
        bar->say(tr("Not found in all %1 rows").arg(countText(state.total)), false);
        return;
    }
    QString text = !state.complete ? tr("Row %1; counting… %2 %").arg(countText(m_hit.number)).arg(percentOf(state))
        : m_hit.place == 0
        ? tr("Row %1, of %2", "the row that was found, of how many").arg(countText(m_hit.number), countText(state.matches))
        : tr("%1 of %2", "the row that was found, of how many").arg(countText(m_hit.place), countText(state.matches));
    if (m_hit.around) {
        text = m_backwards ? tr("%1, on from the end").arg(text) : tr("%1, on from the beginning").arg(text);
    }
    bar->say(text, true);
}

} // namespace Tailwater

#include "moc_wholefile.cpp"
