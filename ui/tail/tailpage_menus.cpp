// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The menus of a TailPage, and what they copy.

#include "models/jsontokens.h"
#include "models/tailmodel.h"
#include "tail/messagebar.h"
#include "tail/tailpage.h"
#include "tail/tailview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QInputDialog>
#include <QMenu>
#include <QMimeData>

#include <algorithm>

namespace Tailwater {

namespace {

constexpr qsizetype longestCopy = 64 * 1024 * 1024;

} // namespace

void TailPage::copySelection()
{
    // By ranges: all of a million rows may be selected.
    QList<std::pair<int, int>> ranges;
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection()) {
        ranges.append({ range.top(), range.bottom() });
    }
    std::ranges::sort(ranges);
    QByteArray bytes;
    for (const auto &[top, bottom] : std::as_const(ranges)) {
        for (int row = top; row <= bottom && bytes.size() < longestCopy; ++row) {
            const Message message = m_model->messageAt(row);
            if (!message.isData()) {
                continue;
            }
            if (!bytes.isEmpty() && message.kind == RowKind::Message) {
                bytes += '\n';
            }
            bytes += message.bytes;
        }
    }
    if (bytes.size() >= longestCopy) {
        m_bar->showMessage(QStringLiteral("copy"), MessageBar::Kind::Warning,
                           tr("Not copied: the selection is larger than 64 MiB."));
        return;
    }
    if (bytes.isEmpty()) {
        return;
    }
    auto *mime = new QMimeData;
    mime->setText(QString::fromUtf8(bytes));
    mime->setData(QStringLiteral("application/octet-stream"), bytes);
    QGuiApplication::clipboard()->setMimeData(mime);
}

void TailPage::addCopyActions(QMenu *menu, const Message &message)
{
    menu->addAction(m_copy);
    QMenu *copyAs = menu->addMenu(tr("Copy &As"));
    QAction *formatted = copyAs->addAction(tr("&Formatted"));
    formatted->setEnabled(message.isJson());
    connect(formatted, &QAction::triggered, this, [message] {
        QGuiApplication::clipboard()->setText(
            QString::fromUtf8(indentJson(message.bytes, longestCopy).text));
    });
    QAction *hex = copyAs->addAction(tr("&Hexadecimal"));
    connect(hex, &QAction::triggered, this, [message] {
        QGuiApplication::clipboard()->setText(
            QString::fromLatin1(message.bytes.toByteArray().left(longestCopy).toHex(' ')));
    });
    QAction *offset = copyAs->addAction(tr("&Offset"));
    connect(offset, &QAction::triggered, this, [message] {
        QGuiApplication::clipboard()->setText(QString::fromLatin1(message.startOffset.token()));
    });
}

void TailPage::showContextMenu(const QPoint &position)
{
    const QModelIndex index = m_view->indexAt(position);
    const Message message = index.isValid() ? m_model->messageAt(index.row()) : Message {};
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (message.isData()) {
        addCopyActions(menu, message);
        menu->addSeparator();
        QAction *fork = menu->addAction(tr("&Fork From Here…"));
        connect(fork, &QAction::triggered, this, [this, message] { Q_EMIT forkRequested(message); });
        QAction *resend = menu->addAction(tr("Edit and &Resend…"));
        connect(resend, &QAction::triggered, this,
                [this, message] { Q_EMIT resendRequested(message); });
        menu->addSeparator();
    }
    QMenu *as = menu->addMenu(tr("Sho&w As"));
    const std::pair<QString, Framing> framings[] = {
        { tr("By Content &Type"), Framing::ByContentType },
        { tr("&Messages"), Framing::Messages },
        { tr("&Lines"), Framing::Lines },
        { tr("&Chunks"), Framing::Chunks },
    };
    for (const auto &[text, framing] : framings) {
        QAction *action = as->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_session->startPoint().framing == framing);
        connect(action, &QAction::triggered, this, [this, chosen = framing] { showAs(chosen); });
    }
    menu->addAction(m_follow);
    menu->addAction(m_freeze);
    menu->addAction(m_clear);
    Q_EMIT contextMenuAboutToShow(menu, message);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

void TailPage::showHeaderMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < m_model->columnCount(); ++column) {
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
    QAction *add = menu->addAction(tr("&Add Column…"));
    connect(add, &QAction::triggered, this, [this] {
        auto *dialog = new QInputDialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setWindowTitle(tr("Add Column"));
        dialog->setLabelText(tr("JSON pointer, such as /value/total:"));
        dialog->setTextValue(QStringLiteral("/"));
        connect(dialog, &QInputDialog::textValueSelected, this, &TailPage::addColumn);
        dialog->open();
    });
    QMenu *time = menu->addMenu(tr("&Received"));
    using Format = TailModel::TimeFormat;
    const std::pair<QString, Format> formats[] = { { tr("&Local Time"), Format::Local },
                                                   { tr("&UTC"), Format::Utc },
                                                   { tr("&Relative"), Format::Relative },
                                                   { tr("Since &Previous"), Format::SincePrevious } };
    for (const auto &[text, format] : formats) {
        QAction *action = time->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_model->timeFormat() == format);
        connect(action, &QAction::triggered, this,
                [this, chosen = format] { m_model->setTimeFormat(chosen); });
    }
    menu->popup(m_view->horizontalHeader()->viewport()->mapToGlobal(position));
}

} // namespace Tailwater
