// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Finding and marking rows of a TailPage, and the overview of all of them.

#include "detail/findbar.h"
#include "models/filter/filtermatcher.h"
#include "models/filter/filterrun.h"
#include "tail/overviewstrip.h"
#include "tail/pageaction.h"
#include "tail/placeholder.h"
#include "tail/rowmarks.h"
#include "tail/taildelegate.h"
#include "tail/tailfind.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

// What is marked as such where it is shown: told by a worker, for all rows.
FilterVerdict isMalformed(const MessagePage &page, qsizetype row)
{
    Message message;
    message.id = 1;
    message.kind = page.kind(row);
    message.flags = page.flags(row);
    message.bytes = page.payload(row);
    const RowFlags bad = TailModel::marksOf(message) & (RowFlag::Malformed | RowFlag::NotUtf8);
    return bad ? FilterVerdict::Yes : FilterVerdict::No;
}

} // namespace

QLayout *TailPage::makeRowsLayout()
{
    m_marks = new RowMarks(this);
    m_overview = new OverviewStrip(m_model, m_view, m_marks, this);
    m_errors = new FilterRun([] { return RowTest(isMalformed); }, this);
    m_overview->setErrors(m_errors);
    m_findBar = new FindBar(this);
    m_findBar->setPrompt(tr("Find in rows, or /regex/"));
    m_find = new TailFind(m_model, m_view, m_findBar, this);
    m_view->tailDelegate()->setMarks(m_marks);
    auto *layout = new QHBoxLayout;
    layout->setSpacing(0);
    layout->addLayout(m_stack, 1);
    layout->addWidget(m_overview);
    // Where there are no rows there is nothing to look over.
    m_overview->hide();
    connect(m_stack, &QStackedLayout::currentChanged, this,
            [this] { m_overview->setVisible(m_stack->currentWidget() == m_view); });
    return layout;
}

void TailPage::createRows()
{
    const auto add = [this](const QString &text, const char *iconName, const QKeySequence &keys,
                            const QString &toolTip) {
        QAction *action = makePageAction(this, text, QLatin1StringView(iconName), keys, toolTip);
        m_rowActions.append(action);
        return action;
    };
    connect(add(tr("Fi&nd"), "search", QKeySequence::Find,
                tr("Look for a text in the rows; hides none")),
            &QAction::triggered, m_find, &TailFind::open);
    connect(add(tr("Find Next"), "", Qt::Key_F3, tr("Go to the next row that holds the text")),
            &QAction::triggered, m_find, [this] { m_find->find(false); });
    connect(add(tr("Find Previous"), "", Qt::SHIFT | Qt::Key_F3,
                tr("Go to the previous row that holds the text")),
            &QAction::triggered, m_find, [this] { m_find->find(true); });
    connect(add(tr("&Mark"), "", Qt::Key_M, tr("Mark the current row, or take its mark away")),
            &QAction::triggered, this, &TailPage::toggleMark);
    connect(add(tr("Next Mark"), "", Qt::CTRL | Qt::Key_Down, tr("Go to the next marked row")),
            &QAction::triggered, this, [this] { goToMark(true); });
    connect(
        add(tr("Previous Mark"), "", Qt::CTRL | Qt::Key_Up, tr("Go to the previous marked row")),
        &QAction::triggered, this, [this] { goToMark(false); });
    connect(m_marks, &RowMarks::changed, m_view->viewport(), qOverload<>(&QWidget::update));
}

void TailPage::focusRows()
{
    const bool rows = m_stack->currentWidget() == m_view;
    (rows ? static_cast<QWidget *>(m_view) : m_placeholder->button())
        ->setFocus(Qt::OtherFocusReason);
}

// Errors are looked for where nobody looks as well: they are found when somebody does.
void TailPage::feedRows()
{
    m_errors->setSnapshot(m_session->snapshot());
    m_marks->trim(m_model->snapshot().firstId());
    m_find->feed();
}

void TailPage::toggleMark()
{
    if (const Message message = currentMessage(); message.isData()) {
        m_marks->toggle(message.id);
    }
}

// To the nearest one that is shown; from the last on to the first, as finding does.
void TailPage::goToMark(bool forwards)
{
    const QModelIndex current = m_view->currentIndex();
    const quint64 from = current.isValid() ? m_model->idAt(current.row())
        : forwards                         ? m_view->topRowId()
                                           : m_model->snapshot().endId() + 1;
    const auto further
        = [&](quint64 id) { return forwards ? m_marks->next(id) : m_marks->previous(id); };
    const auto shown = [&](std::optional<quint64> id) {
        while (id && m_model->rowOf(*id) < 0) {
            id = further(*id);
        }
        return id;
    };
    std::optional<quint64> id = shown(further(from));
    if (!id) {
        id = shown(further(forwards ? 0 : m_model->snapshot().endId() + 1));
    }
    if (id) {
        m_view->showRow(*id);
    }
}

} // namespace Tailwater
