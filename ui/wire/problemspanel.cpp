// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "problemspanel.h"

#include "problemsmodel.h"
#include "theme/icons.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QStackedLayout>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace Tailwater {

ProblemsPanel::ProblemsPanel(ProblemsModel *model, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_view(new QTableView(this))
    , m_placeholder(new QLabel(tr("Nothing has gone wrong so far."), this))
    , m_stack(new QStackedLayout(this))
{
    layOut();
    makeActions();
    connect(m_model, &ProblemsModel::countChanged, this, &ProblemsPanel::refresh);
    refresh();
}

ProblemsPanel::~ProblemsPanel() = default;

void ProblemsPanel::layOut()
{
    m_placeholder->setObjectName("problemsPlaceholder"_L1);
    m_placeholder->setAlignment(Qt::AlignCenter);
    m_placeholder->setForegroundRole(QPalette::PlaceholderText);
    m_view->setObjectName("problemsView"_L1);
    m_view->setAccessibleName(tr("Problems"));
    m_view->setModel(m_model);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setWordWrap(true);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    // Sentences are read whole; only the rows in view are measured.
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    QHeaderView *header = m_view->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    const int em = fontMetrics().averageCharWidth();
    header->resizeSection(
        ProblemsModel::Time,
        fontMetrics().horizontalAdvance(tr("over %1", "when a problem was over").arg(u"00:00:00"_s))
            + 14);
    header->resizeSection(ProblemsModel::Where, 24 * em);
    header->setSectionResizeMode(ProblemsModel::Cause, QHeaderView::Stretch);
    header->setSectionResizeMode(ProblemsModel::Remedy, QHeaderView::Stretch);
    m_stack->addWidget(m_placeholder);
    m_stack->addWidget(m_view);
}

void ProblemsPanel::makeActions()
{
    auto *copy = new QAction(icon("copy"_L1), tr("&Copy Problem"), this);
    copy->setObjectName("problems.copy"_L1);
    connect(copy, &QAction::triggered, this, &ProblemsPanel::copyCurrent);
    auto *clear = new QAction(icon("clear"_L1), tr("C&lear List"), this);
    clear->setObjectName("problems.clear"_L1);
    connect(clear, &QAction::triggered, m_model, &ProblemsModel::clear);
    m_view->addActions({ copy, clear });
    m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void ProblemsPanel::copyCurrent() const
{
    const QModelIndex current = m_view->currentIndex();
    if (!current.isValid()) {
        return;
    }
    QStringList parts;
    for (int column = 0; column < ProblemsModel::ColumnCount; ++column) {
        parts.append(current.siblingAtColumn(column).data().toString());
    }
    parts.append(current.data(Qt::ToolTipRole).toString());
    parts.removeAll(QString());
    QGuiApplication::clipboard()->setText(parts.join(u'\n'));
}

void ProblemsPanel::refresh()
{
    m_stack->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget *>(m_view)
                                                      : static_cast<QWidget *>(m_placeholder));
}

} // namespace Tailwater

#include "moc_problemspanel.cpp"
