// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The columns of a TailPage, and what is kept of how it is looked at.

#include "filter/filterbar.h"
#include "models/jsonfind.h"
#include "models/jsontokens.h"
#include "models/tailmodel.h"
#include "tail/taildelegate.h"
#include "tail/tailpage.h"

#include <QActionGroup>
#include <QDataStream>
#include <QHeaderView>
#include <QInputDialog>
#include <QLocale>
#include <QMenu>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr quint32 stateMagic = 0x54575032; // "TWP2"
constexpr double smallestText = 5;
constexpr double largestText = 40;
// A look at so much of a row decides what it is, and offers names for columns.
constexpr qsizetype headSize = 64 * 1024;

//! What people write (`value.total`) as the pointer that it means.
QString pointerOf(const QString &text)
{
    const QString trimmed = text.trimmed();
    if (trimmed.isEmpty() || trimmed.startsWith(u'/')) {
        return trimmed;
    }
    QString pointer;
    for (const QString &step : trimmed.split(u'.', Qt::SkipEmptyParts)) {
        pointer += u'/' + pointerToken(step);
    }
    return pointer;
}

} // namespace

void TailPage::setDefaultColumns()
{
    QHeaderView *header = m_view->horizontalHeader();
    const auto width = [this](int characters) { return columnWidth(characters); };
    m_view->setColumnWidth(TailModel::NumberColumn, width(7));
    m_view->setColumnWidth(TailModel::ReceivedColumn, width(13));
    m_view->setColumnWidth(TailModel::OperationColumn, width(3));
    m_view->setColumnWidth(TailModel::KeyColumn, width(16));
    m_view->setColumnWidth(TailModel::SizeColumn, width(7));
    m_view->setColumnWidth(TailModel::OffsetColumn, width(14));
    m_view->setColumnWidth(TailModel::EventTimeColumn, width(24));
    header->setSectionResizeMode(TailModel::PreviewColumn, QHeaderView::Fixed);
    header->setMinimumSectionSize(24);
    for (const int column : { TailModel::OperationColumn, TailModel::KeyColumn,
                              TailModel::OffsetColumn, TailModel::EventTimeColumn }) {
        m_view->setColumnHidden(column, true);
    }
}

int TailPage::columnWidth(qsizetype characters) const
{
    return int(m_view->tailDelegate()->painter().columnWidth() * double(characters)) + 14;
}

// The preview takes what is left; where that is next to nothing, the table scrolls instead. A header that
// stretches a column by itself misses changes of its width while it is hidden.
void TailPage::fitPreview()
{
    QHeaderView *header = m_view->horizontalHeader();
    const int others = header->length() - header->sectionSize(TailModel::PreviewColumn);
    const int width = qMax(columnWidth(16), m_view->viewport()->width() - others);
    if (header->sectionResizeMode(TailModel::PreviewColumn) != QHeaderView::Fixed) {
        header->setSectionResizeMode(TailModel::PreviewColumn, QHeaderView::Fixed);
    }
    if (header->sectionSize(TailModel::PreviewColumn) != width) {
        header->resizeSection(TailModel::PreviewColumn, width);
    }
}

// A number that is cut is another number: the column grows with them.
void TailPage::fitNumbers()
{
    const QString last = QLocale().toString(m_model->messageAt(m_model->rowCount() - 1).number);
    // The signs of filters and rules stand before it.
    constexpr int signs = 4;
    const int needed = columnWidth(last.size()) + signs;
    if (m_view->columnWidth(TailModel::NumberColumn) < needed) {
        m_view->setColumnWidth(TailModel::NumberColumn, needed);
    }
}

void TailPage::addColumn(const QString &text)
{
    const QString pointer = pointerOf(text);
    QStringList pointers = m_model->userColumns();
    if (pointer.isEmpty() || pointers.contains(pointer)) {
        return;
    }
    pointers.append(pointer);
    m_model->setUserColumns(pointers);
    const int column = TailModel::FirstUserColumn + int(pointers.size()) - 1;
    QHeaderView *header = m_view->horizontalHeader();
    m_view->setColumnHidden(column, false);
    m_view->setColumnWidth(column, columnWidth(16));
    // Before the preview, which takes what is left.
    header->moveSection(header->visualIndex(column),
                        header->visualIndex(TailModel::PreviewColumn));
    Q_EMIT viewStateChanged();
}

void TailPage::removeColumn(const QString &pointer)
{
    QStringList pointers = m_model->userColumns();
    if (pointers.removeAll(pointer) == 0) {
        return;
    }
    m_view->keepPlace([&] { m_model->setUserColumns(pointers); });
    Q_EMIT viewStateChanged();
}

void TailPage::addColumnActions(QMenu *menu)
{
    for (int column = 0; column < TailModel::FirstUserColumn; ++column) {
        QAction *action = menu->addAction(
            m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!m_view->isColumnHidden(column));
        // The preview stays: a table without columns has no header to bring them back.
        action->setEnabled(column != TailModel::PreviewColumn);
        connect(action, &QAction::triggered, this, [this, column](bool shown) {
            m_columnsChosen = true;
            m_view->setColumnHidden(column, !shown);
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("&Add Column…")), &QAction::triggered, this,
            &TailPage::askForColumn);
    if (const QStringList pointers = m_model->userColumns(); !pointers.isEmpty()) {
        QMenu *remove = menu->addMenu(tr("Re&move Column"));
        for (const QString &pointer : pointers) {
            connect(remove->addAction(QString(pointer).replace(u'&', "&&"_L1)), &QAction::triggered,
                    this, [this, pointer] { removeColumn(pointer); });
        }
    }
}

void TailPage::askForColumn()
{
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"addColumnDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Add Column"));
    dialog->setLabelText(tr("Show the value at this JSON pointer, such as /value/total:"));
    // What the message at hand has to offer.
    const Message message = currentMessage();
    QStringList known;
    if (message.isJson()) {
        known = jsonScalarPointers(message.bytes.first(std::min(message.bytes.size(), headSize)), 200);
    }
    dialog->setComboBoxEditable(true);
    dialog->setComboBoxItems(known);
    dialog->setTextValue(known.isEmpty() ? u"/"_s : known.first());
    connect(dialog, &QInputDialog::textValueSelected, this, &TailPage::addColumn);
    dialog->open();
}

void TailPage::addTimeActions(QMenu *menu)
{
    using Format = TailModel::TimeFormat;
    const std::pair<QString, Format> formats[] = { { tr("&Local Time"), Format::Local },
                                                   { tr("&UTC"), Format::Utc },
                                                   { tr("&Age"), Format::Relative },
                                                   { tr("Since &Previous"), Format::SincePrevious } };
    auto *group = new QActionGroup(menu);
    for (const auto &[text, format] : formats) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_model->timeFormat() == format);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, chosen = format] { setTimeFormat(chosen); });
    }
}

void TailPage::setTimeFormat(TailModel::TimeFormat format)
{
    m_model->setTimeFormat(format);
    // Ages grow while nothing else happens.
    if (format == TailModel::TimeFormat::Relative) {
        m_ageTimer->start();
    } else {
        m_ageTimer->stop();
    }
    Q_EMIT viewStateChanged();
}

void TailPage::showHeaderMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addColumnActions(menu);
    addTimeActions(menu->addMenu(tr("&Received")));
    menu->popup(m_view->horizontalHeader()->viewport()->mapToGlobal(position));
}

// State Protocol messages have columns of their own; chosen once, by the first rows.
void TailPage::detectStateStream()
{
    const int rows = std::min(m_model->rowCount(), 8);
    for (int row = 0; row < rows; ++row) {
        const Message message = m_model->messageAt(row);
        if (!message.isData()) {
            continue;
        }
        m_columnsChosen = true;
        const QByteArrayView head = message.bytes.first(std::min(message.bytes.size(), headSize));
        if (message.isJson()
            && (!jsonValueAt(head, u"/headers/operation").isEmpty()
                || !jsonValueAt(head, u"/headers/control").isEmpty())) {
            m_view->setColumnHidden(TailModel::OperationColumn, false);
            m_view->setColumnHidden(TailModel::KeyColumn, false);
        }
        return;
    }
}

void TailPage::zoom(int steps)
{
    const double usual = font().pointSizeF();
    const double now = m_textSize > 0 ? m_textSize : usual;
    setTextSize(steps == 0 ? 0 : std::clamp(now + steps, smallestText, largestText));
    Q_EMIT viewStateChanged();
}

void TailPage::setTextSize(double points)
{
    m_textSize = points;
    QFont font = this->font();
    if (points > 0) {
        font.setPointSizeF(points);
    }
    m_view->keepPlace([&] { m_view->setFont(font); });
    // The header is no text of the stream.
    m_view->horizontalHeader()->setFont(this->font());
}

QByteArray TailPage::saveState() const
{
    QByteArray state;
    QDataStream out(&state, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_8);
    out << stateMagic << m_model->userColumns() << qint32(m_model->timeFormat()) << isFollowing()
        << m_textSize << m_view->horizontalHeader()->saveState() << m_filterBar->filter()
        << qint32(m_model->filterMode());
    return state;
}

bool TailPage::restoreState(const QByteArray &state)
{
    QDataStream in(state);
    in.setVersion(QDataStream::Qt_6_8);
    quint32 magic = 0;
    QStringList pointers;
    qint32 format = 0;
    bool following = true;
    double textSize = 0;
    QByteArray header;
    QString filter;
    qint32 mode = 0;
    in >> magic >> pointers >> format >> following >> textSize >> header;
    const bool sane = textSize == 0 || (textSize >= smallestText && textSize <= largestText);
    if (in.status() != QDataStream::Ok || magic != stateMagic || !sane || format < 0
        || format > int(TailModel::TimeFormat::SincePrevious)) {
        return false;
    }
    // Kept by those who know filters.
    if (!in.atEnd()) {
        in >> filter >> mode;
    }
    if (in.status() == QDataStream::Ok && mode >= 0 && mode <= int(TailModel::FilterMode::Mark)) {
        m_filterBar->setMode(TailModel::FilterMode(mode));
        m_filterBar->setFilter(filter);
    }
    m_model->setUserColumns(pointers);
    setTimeFormat(TailModel::TimeFormat(format));
    setTextSize(textSize);
    m_view->horizontalHeader()->restoreState(header);
    fitPreview();
    m_columnsChosen = true;
    setFollowing(following);
    return true;
}

} // namespace Tailwater
