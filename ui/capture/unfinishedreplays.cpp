// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "capture/unfinishedreplays.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

UnfinishedReplays::UnfinishedReplays(const QString &folder, QWidget *parent)
    : QDialog(parent)
    , m_kept(folder)
    , m_text(new QLabel(this))
    , m_list(new QTreeWidget(this))
{
    setObjectName("unfinishedReplays"_L1);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Unfinished Copies"));
    layOut();
    fill();
}

UnfinishedReplays::~UnfinishedReplays() = default;

void UnfinishedReplays::layOut()
{
    m_text->setObjectName("unfinishedText"_L1);
    m_text->setWordWrap(true);
    m_list->setObjectName("unfinishedList"_L1);
    m_list->setAccessibleName(tr("Unfinished copies"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setAllColumnsShowFocus(true);
    m_list->setHeaderLabels({ tr("From"), tr("To"), tr("Stored"), tr("Begun"), tr("Size") });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &UnfinishedReplays::refresh);
    connect(m_list, &QTreeWidget::itemActivated, this, &UnfinishedReplays::goOn);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_goOn = buttons->addButton(tr("&Go On…"), QDialogButtonBox::ActionRole);
    m_goOn->setObjectName("unfinishedGoOn"_L1);
    m_discard = buttons->addButton(tr("&Discard…"), QDialogButtonBox::ActionRole);
    m_discard->setObjectName("unfinishedDiscard"_L1);
    m_discard->setAutoDefault(false);
    connect(m_goOn, &QPushButton::clicked, this, &UnfinishedReplays::goOn);
    connect(m_discard, &QPushButton::clicked, this, &UnfinishedReplays::askToDiscard);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    layout->addWidget(m_text);
    layout->addWidget(m_list, 1);
    layout->addWidget(buttons);
    resize(820, 320);
}

void UnfinishedReplays::fill()
{
    m_all = m_kept.all();
    m_list->clear();
    const QLocale locale;
    for (const KeptReplay &kept : std::as_const(m_all)) {
        const QDateTime begun = QDateTime::fromMSecsSinceEpoch(kept.origin.begunMs);
        auto *item = new QTreeWidgetItem(
            m_list,
            { kept.origin.stream.toDisplayString(), kept.state.target.toDisplayString(),
              tr("%1 of %2 rows").arg(locale.toString(kept.state.sent), locale.toString(kept.origin.rows)),
              locale.toString(begun, QLocale::ShortFormat), locale.formattedDataSize(kept.bytes, 1) });
        item->setToolTip(0, item->text(0));
        item->setToolTip(1, item->text(1));
    }
    for (int column = 0; column < m_list->columnCount(); ++column) {
        m_list->resizeColumnToContents(column);
        m_list->setColumnWidth(column, qMin(m_list->columnWidth(column), 230));
    }
    m_list->setCurrentItem(m_list->topLevelItem(0));
    m_text->setText(
        m_all.isEmpty()
            ? tr("There are none: every copy has come to its end.")
            : tr("These stopped before all rows were stored. The copies lie on this computer, where only you can read "
                 "them, until all is stored or they are discarded: the latest %1, and none longer than %2 days.")
                  .arg(locale.toString(qint64(KeptReplays::most)), locale.toString(KeptReplays::mostDays)));
    m_list->setVisible(!m_all.isEmpty());
    refresh();
}

const KeptReplay *UnfinishedReplays::current() const
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row < 0 || row >= m_all.size() ? nullptr : &m_all.at(row);
}

void UnfinishedReplays::refresh()
{
    m_goOn->setEnabled(current());
    m_discard->setEnabled(current());
}

void UnfinishedReplays::goOn()
{
    if (const KeptReplay *kept = current()) {
        const KeptReplay chosen = *kept;
        accept();
        Q_EMIT goOnRequested(chosen);
    }
}

void UnfinishedReplays::askToDiscard()
{
    const KeptReplay *kept = current();
    if (!kept) {
        return;
    }
    auto *box = new QMessageBox(QMessageBox::Question, tr("Discard"),
                                tr("Discard what is left of this copy? The rows that %1 has already stay there.")
                                    .arg(kept->state.target.toDisplayString()),
                                QMessageBox::Cancel, this);
    box->setObjectName("unfinishedQuestion"_L1);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    QPushButton *button = box->addButton(tr("&Discard"), QMessageBox::AcceptRole);
    button->setObjectName("unfinishedYes"_L1);
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::accepted, this, [this, capture = kept->capture] {
        const bool gone = KeptReplays::discard(capture);
        fill();
        if (!gone) {
            m_text->setText(tr("This one is being gone on with right now. Stop it first."));
        }
    });
    box->open();
}

} // namespace Tailwater

#include "moc_unfinishedreplays.cpp"
