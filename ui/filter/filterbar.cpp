// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "filter/filterbar.h"

#include "filter/filterinput.h"
#include "filter/filtershelf.h"
#include "models/filter/filterrun.h"
#include "models/filter/filtertext.h"
#include "theme/icons.h"
#include "theme/inlinemessage.h"
#include "theme/theme.h"

#include <QAccessible>
#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

// A menu is no place for more than this of a filter.
constexpr int menuCharacters = 60;

} // namespace

FilterBar::FilterBar(TailModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_input(new FilterInput(this))
    , m_verdict(new QAction(this))
    , m_count(new QLabel(this))
    , m_message(new QLabel(this))
    , m_cancel(new QToolButton(this))
    , m_star(new QToolButton(this))
    , m_mode(new QToolButton(this))
    , m_history(new QToolButton(this))
    , m_applyTimer(new QTimer(this))
    , m_busyTimer(new QTimer(this))
{
    layOut();
    makeModes();
    makeHistory();
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
    connect(m_input, &QLineEdit::textChanged, this, [this](const QString &text) {
        refreshStar();
        if (text.trimmed().isEmpty()) {
            apply();
        } else {
            m_applyTimer->start();
        }
    });
    connect(m_input, &QLineEdit::returnPressed, this, &FilterBar::onReturn);
    connect(m_input, &QLineEdit::editingFinished, this, [this] {
        if (!m_error && m_applied == filter()) {
            FilterShelf::instance()->noteUsed(m_applied);
        }
    });
    connect(m_input, &FilterInput::leaveRequested, this, &FilterBar::leaveRequested);
    connect(m_cancel, &QToolButton::clicked, m_model, &TailModel::cancelFilter);
    connect(m_model, &TailModel::filterProgressed, this, &FilterBar::refresh);
    connect(FilterShelf::instance(), &FilterShelf::changed, this, &FilterBar::refreshStar);
    refreshStar();
    refresh();
}

FilterBar::~FilterBar() = default;

void FilterBar::layOut()
{
    m_input->setObjectName(u"filterInput"_s);
    m_input->setAccessibleName(tr("Filter"));
    m_input->setPlaceholderText(tr("Filter: word, value.total>=100, op:delete, /regex/i"));
    m_input->setToolTip(tr("Shows the rows that hold all of these (Ctrl+K): words, \"phrases\", /regular "
                           "expressions/i, fields such as value.total>=100, key:order:*, size>64k, has:error; "
                           "OR between them, - before one for the opposite"));
    m_input->setClearButtonEnabled(true);
    m_input->addAction(m_verdict, QLineEdit::LeadingPosition);
    m_verdict->setEnabled(false);
    m_count->setObjectName(u"filterCount"_s);
    m_message->setObjectName(u"filterMessage"_s);
    m_message->setWordWrap(true);
    const auto prepare = [](QToolButton *button, const char *name, QLatin1StringView picture,
                            const QString &text) {
        button->setObjectName(QLatin1StringView(name));
        button->setAutoRaise(true);
        button->setIcon(icon(picture));
        button->setToolTip(text);
        button->setAccessibleName(text);
    };
    prepare(m_cancel, "filterCancel", "stop"_L1, tr("Stop filtering"));
    prepare(m_star, "filterStar", "star"_L1, tr("Keep this filter"));
    m_star->setCheckable(true);
    prepare(m_history, "filterHistory", "history"_L1, tr("Filters used before, and those kept"));
    m_history->setPopupMode(QToolButton::InstantPopup);
    prepare(m_mode, "filterMode", "filter"_L1, tr("What becomes of rows that do not pass"));
    m_mode->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_mode->setPopupMode(QToolButton::InstantPopup);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(6, 4, 6, 4);
    row->setSpacing(4);
    row->addWidget(m_input, 1);
    row->addWidget(m_count);
    row->addWidget(m_cancel);
    row->addWidget(m_star);
    row->addWidget(m_history);
    row->addWidget(m_mode);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_message);
    m_message->hide();
    setFocusProxy(m_input);
}

void FilterBar::makeModes()
{
    using Mode = TailModel::FilterMode;
    const std::pair<QString, Mode> modes[] = { { tr("&Hide Others"), Mode::Hide },
                                               { tr("&Dim Others"), Mode::Dim },
                                               { tr("Only &Mark"), Mode::Mark } };
    auto *menu = new QMenu(this);
    m_modes = new QActionGroup(this);
    for (const auto &[text, mode] : modes) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setData(int(mode));
        m_modes->addAction(action);
        connect(action, &QAction::triggered, this, [this, chosen = mode] { setMode(chosen); });
    }
    m_mode->setMenu(menu);
    setMode(m_model->filterMode());
}

void FilterBar::makeHistory()
{
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] { fillHistory(menu); });
    m_history->setMenu(menu);
    connect(m_star, &QToolButton::clicked, this,
            [this](bool on) { FilterShelf::instance()->setSaved(filter(), on); });
}

void FilterBar::fillHistory(QMenu *menu)
{
    menu->clear();
    const auto add = [&](const QString &title, const QStringList &filters) {
        if (!filters.isEmpty()) {
            menu->addSection(title);
        }
        for (const QString &text : filters) {
            QString label = text.size() > menuCharacters ? text.first(menuCharacters) + u'…' : text;
            QAction *action = menu->addAction(label.replace(u'&', "&&"_L1));
            action->setToolTip(text);
            connect(action, &QAction::triggered, this, [this, text] { setFilter(text); });
        }
    };
    FilterShelf *shelf = FilterShelf::instance();
    add(tr("Kept"), shelf->saved());
    add(tr("Recent"), shelf->recent());
    if (menu->isEmpty()) {
        menu->addAction(tr("No filters yet: the star keeps one"))->setEnabled(false);
    } else if (!shelf->recent().isEmpty()) {
        menu->addSeparator();
        connect(menu->addAction(tr("&Forget Recent Ones")), &QAction::triggered, shelf, &FilterShelf::clearRecent);
    }
}

QString FilterBar::filter() const
{
    return m_input->text().trimmed();
}

void FilterBar::setFilter(const QString &filter)
{
    m_input->setText(filter);
    apply();
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

void FilterBar::setSamples(std::function<QList<Message>()> samples)
{
    m_input->setSamples(std::move(samples));
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
    if (m_error) {
        m_input->setSelection(int(m_error->position), int(m_error->length));
    }
}

void FilterBar::apply()
{
    m_applyTimer->stop();
    const auto expression = FilterExpression::parse(m_input->text());
    m_error = expression ? std::nullopt : std::optional(expression.error());
    if (expression && m_applied != filter()) {
        m_applied = filter();
        m_resultPending = !m_applied.isEmpty();
        m_model->setFilter(*expression);
        Q_EMIT changed();
    }
    refresh();
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
    const FilterRun *run = m_model->filterRun();
    Look look = run ? Look::Good : Look::Plain;
    QString message;
    if (m_error) {
        look = Look::Bad;
        message = m_error->text();
    } else if (run && !run->failure().isEmpty()) {
        look = Look::Bad;
        message = run->failure();
    } else if (run && run->matches().undecided() > 0) {
        look = Look::Doubtful;
        message = tr("%n message(s) shown without a decision: the regular expression takes more than %L1 steps on them.",
                     nullptr, int(run->matches().undecided()))
                      .arg(BytePattern::stepLimit);
    }
    if (std::exchange(m_look, look) != look || m_verdict->icon().isNull()) {
        refreshColours();
    }
    if (message != m_message->text()) {
        setInlineMessage(m_message, look == Look::Bad ? MessageKind::Bad : MessageKind::Warning, message);
        m_input->setAccessibleDescription(message);
    }
    // Rows that come in keep it busy a little; that is no work to wait for.
    const bool busy = run && run->isBusy() && percentDone() < 95;
    if (!busy) {
        m_busyTimer->stop();
        m_slow = false;
    } else if (!m_slow && !m_busyTimer->isActive()) {
        m_busyTimer->start();
    }
    m_cancel->setVisible(m_slow);
    const bool counts = run && run->failure().isEmpty();
    m_count->setVisible(counts);
    if (counts) {
        m_count->setText(countText());
    }
    sayResult();
}

// Once for each filter, to who does not see the number.
void FilterBar::sayResult()
{
    const FilterRun *run = m_model->filterRun();
    if (!m_resultPending || !run || run->isBusy()) {
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
