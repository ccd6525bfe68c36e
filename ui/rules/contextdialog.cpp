// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "rules/contextdialog.h"

#include "detail/detailpane.h"
#include "detail/difffinder.h"
#include "models/matchcontext.h"
#include "models/tailmodel.h"
#include "tail/taildelegate.h"
#include "tail/tailview.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

ContextDialog::ContextDialog(std::shared_ptr<MatchContext> context, const QString &rule,
                             const QByteArray &contentType, QWidget *parent)
    : QDialog(parent)
    , m_context(std::move(context))
    , m_model(new TailModel(this))
    , m_view(new TailView(m_model, this))
    , m_detail(new DetailPane(this))
    , m_title(new QLabel(this))
    , m_rule(rule)
{
    setObjectName(u"contextDialog"_s);
    setWindowTitle(tr("Rows Around a Match"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1000, 600);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_view->setAccessibleName(tr("Messages"));
    m_view->tailDelegate()->setContentType(contentType);
    m_view->horizontalHeader()->setSectionResizeMode(TailModel::PreviewColumn,
                                                     QHeaderView::Stretch);
    for (const int column : { TailModel::OperationColumn, TailModel::KeyColumn,
                              TailModel::OffsetColumn, TailModel::EventTimeColumn }) {
        m_view->setColumnHidden(column, true);
    }
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->addWidget(m_view);
    split->addWidget(m_detail);
    split->setStretchFactor(0, 3);
    split->setStretchFactor(1, 2);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_title);
    layout->addWidget(split, 1);
    layout->addWidget(buttons);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this, contentType](const QModelIndex &current) {
                m_detail->setMessage(m_model->messageAt(current.row()), contentType);
            });
    connect(m_detail, &DetailPane::leaveRequested, m_view, qOverload<>(&QWidget::setFocus));
    m_detail->diff()->setFinder(diffFinder([this] { return m_model; }, this));
    connect(m_context.get(), &MatchContext::changed, this, &ContextDialog::refresh);
    refresh();
    m_view->setFocus();
}

ContextDialog::~ContextDialog() = default;

// Where the middle is, is known when it is laid out.
void ContextDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    if (!event->spontaneous()) {
        m_view->showRowInTheMiddle(m_context->matchId());
    }
}

void ContextDialog::refresh()
{
    m_view->keepPlace([this] { m_model->setSnapshot(m_context->snapshot()); });
    const QString number
        = QLocale().toString(m_context->snapshot().message(m_context->matchId()).number);
    const QString text = tr("Row %1 passes the rule “%2”. It is kept here with its neighbours, "
                            "also when they leave the tail.")
                             .arg(number, m_rule);
    m_title->setText(m_context->isComplete() ? text
                                             : text + u' ' + tr("Rows after it are still coming."));
}

} // namespace Tailwater

#include "moc_contextdialog.cpp"
