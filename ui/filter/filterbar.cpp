// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "filter/filterbar.h"

#include "filter/filterinput.h"
#include "filter/filtershelf.h"
#include "models/filter/filtermeaning.h"
#include "models/filter/filterrun.h"
#include "models/filter/filtertext.h"
#include "theme/icons.h"
#include "theme/inlinemessage.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QActionGroup>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

// A sentence is no place for more than this of a filter.
constexpr qsizetype quotedCharacters = 60;

} // namespace

FilterBar::FilterBar(TailModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_input(new FilterInput(this))
    , m_verdict(new QAction(this))
    , m_count(new QLabel(this))
    , m_message(new QLabel(this))
    , m_repair(new QPushButton(this))
    , m_cancel(new QToolButton(this))
    , m_star(new QToolButton(this))
    , m_mode(new QToolButton(this))
    , m_history(new QToolButton(this))
    , m_applyTimer(new QTimer(this))
    , m_busyTimer(new QTimer(this))
    , m_pauseTimer(new QTimer(this))
{
    layOut();
    makeModes();
    makeHistory();
    m_applyTimer->setObjectName(u"filterApply"_s);
    m_applyTimer->setSingleShot(true);
    m_applyTimer->setInterval(150ms);
    connect(m_applyTimer, &QTimer::timeout, this, &FilterBar::apply);
    // What is done at once needs no button to end it.
    m_busyTimer->setSingleShot(true);
    m_busyTimer->setInterval(300ms);
    connect(m_busyTimer, &QTimer::timeout, this, [this] {
        m_slow = true;
        refresh();
    });
    m_pauseTimer->setObjectName(u"filterPause"_s);
    m_pauseTimer->setSingleShot(true);
    m_pauseTimer->setInterval(1s);
    connect(m_pauseTimer, &QTimer::timeout, this, [this] {
        // Who chooses among what is offered has not paused.
        if (m_error && m_input->isOffering()) {
            m_pauseTimer->start();
        } else {
            settle();
        }
    });
    connect(m_input, &FilterInput::left, this, [this] {
        settle();
        noteUsed();
    });
    connect(m_input, &QLineEdit::textChanged, this, [this](const QString &text) {
        refreshStar();
        m_pauseTimer->stop();
        if (text.trimmed().isEmpty()) {
            apply();
        } else {
            m_applyTimer->start();
        }
    });
    connect(m_input, &QLineEdit::returnPressed, this, &FilterBar::onReturn);
    connect(m_repair, &QPushButton::clicked, this, [this] {
        m_input->setFocus(Qt::OtherFocusReason);
        setFilter(m_error ? m_error->suggestion : m_advice ? m_advice->suggestion : filter());
    });
    connect(m_input, &FilterInput::leaveRequested, this, &FilterBar::leaveRequested);
    connect(m_cancel, &QToolButton::clicked, this, &FilterBar::settle);
    connect(m_cancel, &QToolButton::clicked, m_model, &TailModel::cancelFilter);
    connect(m_model, &TailModel::filterProgressed, this, &FilterBar::refresh);
    connect(FilterShelf::instance(), &FilterShelf::changed, this, &FilterBar::refreshStar);
    refreshStar();
    refresh();
}

FilterBar::~FilterBar()
{
    m_seeking.cancel();
    // The focus leaves it while it is taken apart: nothing is to be said about that any more.
    m_input->disconnect(this);
}

QString FilterBar::filter() const
{
    return m_input->text().trimmed();
}

void FilterBar::setFilter(const QString &filter)
{
    m_input->setText(filter);
    apply();
    settle();
    if (!m_error) {
        FilterShelf::instance()->noteUsed(filter);
    }
}

void FilterBar::addTest(const QString &test)
{
    setFilter(filterWith(filter(), test));
}

void FilterBar::setMode(TailModel::FilterMode mode)
{
    for (QAction *action : m_modes->actions()) {
        if (action->data().toInt() == int(mode)) {
            action->setChecked(true);
            m_mode->setText(action->text().remove(u'&'));
        }
    }
    if (mode != m_model->filterMode()) {
        m_model->setFilterMode(mode);
        Q_EMIT changed();
    }
}

void FilterBar::setSamples(std::function<std::function<QList<Message>()>()> samples)
{
    m_samples = samples;
    m_input->setSamples(std::move(samples));
}

void FilterBar::setCoverage(const QString &coverage, bool whole)
{
    const bool other = std::exchange(m_coverage, coverage) != coverage;
    if (std::exchange(m_whole, whole) != whole || other) {
        refresh();
    }
}

void FilterBar::edit()
{
    m_input->setFocus(Qt::ShortcutFocusReason);
    m_input->selectAll();
}

// At once; and once more, if it was given up.
void FilterBar::onReturn()
{
    if (const FilterRun *run = m_model->filterRun(); run && !run->failure().isEmpty()) {
        m_applied.clear();
    }
    apply();
    noteUsed();
    settle();
    if (m_error) {
        m_input->setSelection(int(m_error->position), int(m_error->length));
    }
}

// What is left half typed is no filter that anybody would use again.
void FilterBar::noteUsed()
{
    if (!m_error && m_applied == filter()) {
        FilterShelf::instance()->noteUsed(m_applied);
    }
}

void FilterBar::apply()
{
    m_applyTimer->stop();
    const auto expression = FilterExpression::parse(m_input->text());
    const auto wrongBefore
        = std::exchange(m_error, expression ? std::nullopt : std::optional(expression.error()));
    // Once it is told it stays until it is right, or something else is wrong.
    const bool same = wrongBefore && m_error && wrongBefore->position == m_error->position
        && wrongBefore->message == m_error->message;
    m_errorTold = m_error && ((same && m_errorTold) || !isUnfinished(*m_error));
    if (m_error && !m_errorTold) {
        m_pauseTimer->start();
    }
    if (expression && m_applied != filter()) {
        m_applied = filter();
        m_meaning = filterMeaning(*expression);
        m_resultPending = !m_applied.isEmpty();
        if (isBeingWritten()) {
            m_model->tryFilter(*expression);
            m_pauseTimer->start();
        } else {
            m_model->setFilter(*expression);
        }
        Q_EMIT changed();
    } else if (expression && !isBeingWritten()) {
        m_model->settleFilter();
    } else if (!expression && m_model->isFilterTried()) {
        // It was on the way to what is written now: the one before is still in force.
        const FilterRun *shown = m_model->shownRun();
        const FilterExpression before = shown ? shown->expression() : FilterExpression();
        m_applied = before.text().trimmed();
        m_meaning = filterMeaning(before);
        m_model->setFilter(before);
    }
    refresh();
}

// Somebody is typing: what is wrong with the end may be right with the next letter.
bool FilterBar::isUnfinished(const FilterError &error) const
{
    const QString text = m_input->text();
    const auto last = std::ranges::find_last_if_not(text, [](QChar c) { return c.isSpace(); });
    const bool missing = error.position > last.begin() - text.begin();
    const bool isLast = !text.back().isSpace() && error.position + error.length >= text.size();
    return m_input->hasFocus() && (error.open || missing || isLast);
}

// A blank ends a term: it is what it is meant to be.
bool FilterBar::isBeingWritten() const
{
    const QString text = m_input->text();
    return m_input->hasFocus() && !text.isEmpty() && !text.back().isSpace();
}

// What stands there is meant.
void FilterBar::settle()
{
    m_pauseTimer->stop();
    m_model->settleFilter();
    tellError();
    refresh();
}

void FilterBar::tellError()
{
    m_pauseTimer->stop();
    if (m_error && !std::exchange(m_errorTold, true)) {
        refresh();
    }
}

// The rows are not those of what stands in the field: of which filter they are is said.
QString FilterBar::errorText() const
{
    const FilterRun *run = m_model->filterRun();
    const bool isLong = m_applied.size() > quotedCharacters;
    const QString before = isLong ? m_applied.first(quotedCharacters) + u'…' : m_applied;
    return m_error->text() + u". "_s
        + (before.isEmpty() || (run && !run->failure().isEmpty())
               ? tr("No filter is in force until it is right.")
               : tr("The filter before is still in force: %1").arg(before));
}

QString FilterBar::countText() const
{
    const FilterRun *run = m_model->filterRun();
    const QLocale locale;
    const QString count = tr("%1 of %2", "rows that pass, rows looked at")
                              .arg(locale.toString(run->matches().count()),
                                   locale.toString(m_model->filteredRows()));
    return m_slow ? tr("%1 · %2 %").arg(count).arg(percentDone()) : count;
}

int FilterBar::percentDone() const
{
    const FilterRun *run = m_model->filterRun();
    const auto rows = quint64(m_model->snapshot().rowCount());
    const quint64 done = run ? run->matches().end() - run->matches().first() : 0;
    return rows == 0 ? 100 : int(std::min(done * 100 / rows, quint64(100)));
}

void FilterBar::refresh()
{
    seekAdvice();
    const FilterRun *run = m_model->filterRun();
    // What is shown is not what stands in the field.
    const bool held = m_model->isFilterTried() && !run->isBusy();
    Look look = run && !held ? Look::Good : Look::Plain;
    QString message;
    if (m_error) {
        look = m_errorTold ? Look::Bad : Look::Plain;
        message = m_errorTold ? errorText() : QString();
    } else if (run && !run->failure().isEmpty()) {
        look = Look::Bad;
        message = run->failure() + u' ' + tr("No filter is in force: all rows are shown.");
    } else if (run && run->matches().undecided() > 0) {
        look = Look::Doubtful;
        message = tr("%n message(s) shown without a decision: the regular expression takes more than %L1 steps on them.",
                     nullptr, int(run->matches().undecided()))
                      .arg(BytePattern::stepLimit);
    } else if (m_advice) {
        look = Look::Doubtful;
        message = QString(m_advice->text + u' ' + m_coverage).trimmed();
    } else if (run && !m_coverage.isEmpty()) {
        look = m_whole ? look : Look::Doubtful;
        message = m_coverage;
    }
    if (std::exchange(m_look, look) != look || m_verdict->icon().isNull()) {
        refreshColours();
    }
    refreshMessage(look, message);
    // Rows that come in keep it busy a little; that is no work to wait for.
    const bool busy = run && run->isBusy() && percentDone() < 95;
    if (!busy) {
        m_busyTimer->stop();
        m_slow = false;
    } else if (!m_slow && !m_busyTimer->isActive()) {
        m_busyTimer->start();
    }
    refreshCount();
    sayResult();
}

void FilterBar::refreshMessage(Look look, const QString &message)
{
    if (message != m_message->text()) {
        const auto kind = look == Look::Bad  ? MessageKind::Bad
            : look == Look::Doubtful         ? MessageKind::Warning
                                             : MessageKind::Neutral;
        setInlineMessage(m_message, kind, message);
    }
    const QString meaning = meaningText();
    m_input->setAccessibleDescription(message.isEmpty() ? meaning : message);
    const QString toolTip = meaning.isEmpty() ? m_input->whatsThis() : meaning;
    if (toolTip != m_input->toolTip()) {
        m_input->setToolTip(toolTip);
    }
    const QString question = m_error ? (m_errorTold ? m_error->question() : QString())
        : m_advice                   ? m_advice->question()
                                     : QString();
    m_repair->setText(question.left(quotedCharacters * 2).replace(u'&', "&&"_L1));
    m_repair->setToolTip(question);
    m_repair->setVisible(!question.isEmpty());
}

// What is in force, in words: what was taken for a field, and what for words to look for.
QString FilterBar::meaningText() const
{
    const bool understood = !m_error && !m_meaning.isEmpty() && m_applied == filter();
    return understood ? tr("Understood as: %1").arg(m_meaning) : QString();
}

// A number beside a filter that it is not of would be taken for its own.
void FilterBar::refreshCount()
{
    const FilterRun *run = m_model->filterRun();
    const bool counts = run && run->failure().isEmpty() && !m_error && !(m_model->isFilterTried() && !run->isBusy());
    m_count->setText(counts ? countText() : QString());
    m_count->setVisible(counts);
    m_cancel->setVisible(m_slow);
    m_input->fitTrailer();
}

// Once for each filter, to who does not see the number.
void FilterBar::sayResult()
{
    const FilterRun *run = m_model->filterRun();
    if (!m_resultPending || !run || run->isBusy() || m_model->isFilterTried()) {
        return;
    }
    m_resultPending = false;
    QAccessibleAnnouncementEvent event(this, m_message->text().isEmpty() ? tr("%1 pass the filter").arg(countText())
                                                                        : m_message->text());
    QAccessible::updateAccessibility(&event);
}

void FilterBar::refreshStar()
{
    m_star->setEnabled(!filter().isEmpty());
    m_star->setChecked(FilterShelf::instance()->isSaved(filter()));
    const QColor accent = Theme::colours(palette()).accent;
    m_star->setIcon(m_star->isChecked() ? icon("star"_L1, accent) : icon("star"_L1));
}

void FilterBar::refreshColours()
{
    const Colours &colours = Theme::colours(palette());
    QPalette field = palette();
    switch (m_look) {
    case Look::Plain:
        m_verdict->setIcon(icon("filter"_L1));
        break;
    case Look::Good:
        m_verdict->setIcon(icon("done"_L1, colours.good));
        field.setColor(QPalette::Base, colours.goodTint);
        break;
    case Look::Doubtful:
        m_verdict->setIcon(icon("warning"_L1, colours.warning));
        field.setColor(QPalette::Base, colours.warningTint);
        break;
    case Look::Bad:
        m_verdict->setIcon(icon("error"_L1, colours.bad));
        field.setColor(QPalette::Base, colours.badTint);
        break;
    }
    m_input->setPalette(field);
}

void FilterBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        refreshColours();
        refreshStar();
    }
}

} // namespace Tailwater

#include "moc_filterbar.cpp"
