// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/tailfind.h"

#include "detail/findbar.h"
#include "models/filter/filterrun.h"
#include "models/filter/filtertext.h"
#include "models/tailmodel.h"
#include "tail/taildelegate.h"
#include "tail/tailview.h"

#include <QLocale>
#include <QRegularExpression>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// What is typed is looked for as it stands; between slashes it is a regular expression.
QString testOf(const QString &text)
{
    static const QRegularExpression pattern(u"^/.+/i?$"_s);
    return pattern.match(text).hasMatch() ? text : filterQuoted(text);
}

} // namespace

TailFind::TailFind(TailModel *model, TailView *view, FindBar *bar, QObject *parent)
    : QObject(parent)
    , m_model(model)
    , m_view(view)
    , m_bar(bar)
{
    connect(m_bar, &FindBar::findRequested, this, &TailFind::find);
    connect(m_bar, &FindBar::textChanged, this, &TailFind::showPlaces);
    connect(m_bar, &FindBar::closed, this, [this] {
        showPlaces({});
        m_run.reset();
        m_found.reset();
        m_pending = false;
        if (m_beyond) {
            m_beyond({}, 0, false);
        }
        m_view->setFocus(Qt::OtherFocusReason);
    });
}

TailFind::~TailFind() = default;

void TailFind::open()
{
    m_bar->open();
    showPlaces(m_bar->text());
}

// In the rows in view, as it is typed.
void TailFind::showPlaces(const QString &text)
{
    const auto expression = FilterExpression::parse(text.isEmpty() ? QString() : testOf(text));
    const FilterNode *root = expression ? expression->root() : nullptr;
    const auto *test = root ? std::get_if<FilterTextTest>(&root->what) : nullptr;
    m_sought = test ? std::optional(*test) : std::nullopt;
    m_view->tailDelegate()->setSought(m_sought);
    m_view->viewport()->update();
    Q_EMIT soughtTextChanged();
}

// What is typed now, among what is shown now. Nothing: it cannot be looked for.
std::optional<FilterExpression> TailFind::sought()
{
    const QString test = testOf(m_bar->text());
    // By itself: columns are those of what was typed here.
    if (const auto alone = FilterExpression::parse(test); !alone) {
        m_bar->setError(alone.error().text());
        return std::nullopt;
    }
    const FilterRun *filter = m_model->hidesRows() ? m_model->filterRun() : nullptr;
    const auto expression
        = FilterExpression::parse(filter ? filterWith(filter->expression().text(), test) : test);
    if (!expression) {
        m_bar->setError(expression.error().text());
        return std::nullopt;
    }
    return *expression;
}

void TailFind::prepare(const FilterExpression &expression)
{
    if (!m_run || m_run->expression().text() != expression.text()) {
        m_run = std::make_unique<FilterRun>(expression);
        m_found.reset();
        connect(m_run.get(), &FilterRun::progressed, this, &TailFind::search);
    }
    m_run->setSnapshot(m_model->snapshot());
}

void TailFind::say(const QString &text, bool found)
{
    m_bar->setResult(text, found);
}

void TailFind::find(bool backwards)
{
    if (m_bar->text().isEmpty()) {
        open();
        return;
    }
    // How it went is said there.
    if (m_bar->isHidden()) {
        m_bar->show();
        showPlaces(m_bar->text());
    }
    const auto expression = sought();
    if (!expression) {
        return;
    }
    const QModelIndex current = m_view->currentIndex();
    if (current.isValid()) {
        m_from = m_model->idAt(current.row());
    } else {
        // From where the reader looks: the first row in view counts forwards.
        m_from = backwards ? m_model->snapshot().endId()
                           : m_view->topRowId() - std::min<quint64>(1, m_view->topRowId());
    }
    m_backwards = backwards;
    if (m_beyond && m_beyond(*expression, m_from, backwards)) {
        m_run.reset();
        m_found.reset();
        m_pending = false;
        return;
    }
    prepare(*expression);
    m_pending = true;
    search();
}

// So that it neither misses rows nor keeps those that have left.
void TailFind::feed()
{
    if (m_run) {
        m_run->setSnapshot(m_model->snapshot());
    }
}

// Nothing while it is not known yet which one is the nearest.
std::optional<quint64> TailFind::target(bool *around) const
{
    const MatchList &matches = m_run->matches();
    const auto shown = [this](std::optional<quint64> id, auto further) {
        while (id && m_model->rowOf(*id) < 0) {
            id = further(*id);
        }
        return id;
    };
    const auto next = [&](quint64 id) { return matches.next(id); };
    const auto previous = [&](quint64 id) { return matches.previous(id); };
    const bool done = !m_run->isBusy();
    std::optional<quint64> id;
    if (m_backwards) {
        id = shown(previous(m_from), previous);
        if (!id && done) {
            *around = true;
            id = shown(previous(m_model->snapshot().endId() + 1), previous);
        }
    } else if (done || m_from + 1 >= matches.first()) {
        id = shown(next(m_from), next);
        if (!id && done) {
            *around = true;
            id = shown(next(0), next);
        }
    }
    return id;
}

void TailFind::search()
{
    if (!std::exchange(m_pending, false)) {
        sayWhich();
        return;
    }
    m_found.reset();
    if (!m_run->failure().isEmpty()) {
        m_bar->setError(m_run->failure());
        return;
    }
    m_around = false;
    m_found = target(&m_around);
    if (m_found) {
        m_text = m_bar->text();
        m_view->showRow(*m_found);
        m_bar->setResult({}, true);
        sayWhich();
    } else if (m_run->isBusy()) {
        m_pending = true;
        m_bar->setResult(tr("Searching…"), true);
    } else {
        m_bar->setResult(m_model->hidesRows() ? tr("Not found in the rows that pass the filter") : tr("Not found"),
                         false);
    }
}

// Known when all rows were looked at; others come and go.
void TailFind::sayWhich()
{
    if (!m_found || m_run->isBusy() || m_text != m_bar->text()) {
        return;
    }
    const QLocale locale;
    const MatchList &matches = m_run->matches();
    QString text = tr("%1 of %2", "the row that was found, of how many")
                       .arg(locale.toString(matches.indexFrom(*m_found) + 1),
                            locale.toString(matches.count()));
    if (m_around) {
        text = m_backwards ? tr("%1, on from the end").arg(text)
                           : tr("%1, on from the beginning").arg(text);
    }
    m_bar->setResult(text, true);
}

} // namespace Tailwater

#include "moc_tailfind.cpp"
