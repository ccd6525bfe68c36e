// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The menus of a TailPage, and what they copy.

#include "connection/curl.h"
#include "filter/filterbar.h"
#include "models/tailmodel.h"
#include "tail/messagebar.h"
#include "tail/tailpage.h"

#include <QActionGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QInputDialog>
#include <QLocale>
#include <QMenu>
#include <QMetaMethod>
#include <QMimeData>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr qsizetype longestCopy = 64 * 1024 * 1024;

} // namespace

// By ranges: all of a million rows may be selected.
QList<std::pair<int, int>> TailPage::selectedRanges() const
{
    QList<std::pair<int, int>> ranges;
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection()) {
        ranges.append({ range.top(), range.bottom() });
    }
    std::ranges::sort(ranges);
    return ranges;
}

void TailPage::copySelection()
{
    copyRowsAs(RowFormat::Raw);
}

void TailPage::copyRowsAs(RowFormat format)
{
    const CopiedRows copied = copyRows(*m_model, selectedRanges(), format, longestCopy);
    if (copied.tooLarge) {
        m_bar->showMessage(u"copy"_s, MessageBar::Kind::Warning,
                           tr("Not copied: the selection is larger than 64 MiB."));
        return;
    }
    if (copied.leftOut > 0) {
        m_bar->showMessage(u"copy"_s, MessageBar::Kind::Warning,
                           tr("%n row(s) were left out: they are not JSON.", nullptr,
                              int(copied.leftOut)));
    } else {
        m_bar->dismiss(u"copy"_s);
    }
    if (copied.rows == 0) {
        return;
    }
    auto *mime = new QMimeData;
    mime->setText(QString::fromUtf8(copied.bytes));
    mime->setData(u"application/octet-stream"_s, copied.bytes);
    QGuiApplication::clipboard()->setMimeData(mime);
}

void TailPage::addCopyActions(QMenu *menu, const Message &message)
{
    menu->addAction(m_copy);
    QMenu *copyAs = menu->addMenu(tr("Copy &As"));
    const auto addFormat = [&](const QString &text, RowFormat format, bool enabled) {
        QAction *action = copyAs->addAction(text);
        action->setEnabled(enabled);
        connect(action, &QAction::triggered, this, [this, format] { copyRowsAs(format); });
    };
    addFormat(tr("&Formatted"), RowFormat::Indented, message.isJson());
    addFormat(tr("&NDJSON"), RowFormat::Ndjson, message.isJson());
    addFormat(tr("JSON A&rray"), RowFormat::JsonArray, message.isJson());
    const auto addText = [&](const QString &text, auto make) {
        connect(copyAs->addAction(text), &QAction::triggered, this,
                [make] { QGuiApplication::clipboard()->setText(make()); });
    };
    addText(tr("&Hexadecimal"), [message] {
        return QString::fromLatin1(message.bytes.toByteArray().left(longestCopy).toHex(' '));
    });
    copyAs->addSeparator();
    addText(tr("&Offset Before It"),
            [message] { return QString::fromLatin1(message.startOffset.token()); });
    addText(tr("&curl That Reads From Here"), [this, message] {
        QUrl url = m_session->url();
        QUrlQuery query(url);
        query.addQueryItem(u"offset"_s, QString::fromLatin1(QUrl::toPercentEncoding(
                                            QString::fromLatin1(message.startOffset.token()))));
        url.setQuery(query);
        return curlCommand("GET", url, m_session->connection());
    });
}

void TailPage::addFramingActions(QMenu *menu)
{
    const std::pair<QString, Framing> framings[] = {
        { tr("By Content &Type"), Framing::ByContentType },
        { tr("&Messages"), Framing::Messages },
        { tr("&Lines"), Framing::Lines },
        { tr("&Chunks"), Framing::Chunks },
    };
    auto *group = new QActionGroup(menu);
    for (const auto &[text, framing] : framings) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_session->startPoint().framing == framing);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, chosen = framing] { showAs(chosen); });
    }
}

void TailPage::addRowActions(QMenu *menu)
{
    fillRowMenu(menu, currentMessage());
}

void TailPage::fillRowMenu(QMenu *menu, const Message &message)
{
    if (message.isData()) {
        addCopyActions(menu, message);
        menu->addSeparator();
        if (isSignalConnected(QMetaMethod::fromSignal(&TailPage::forkRequested))) {
            QAction *fork = menu->addAction(tr("For&k From Here…"));
            fork->setObjectName("tail.fork"_L1);
            connect(fork, &QAction::triggered, this,
                    [this, message] { Q_EMIT forkRequested(message); });
        }
        if (m_session->status().state != TailState::File) {
            QAction *resend = menu->addAction(tr("Edit and &Resend…"));
            resend->setObjectName("tail.editAndResend"_L1);
            connect(resend, &QAction::triggered, this,
                    [this, message] { Q_EMIT resendRequested(message); });
        }
        menu->addSeparator();
    }
    menu->addAction(m_goToRow);
    menu->addActions(m_rowActions.mid(3, 1));
    if (isSignalConnected(QMetaMethod::fromSignal(&TailPage::ruleRequested))) {
        connect(menu->addAction(tr("Make a R&ule…")), &QAction::triggered, this,
                [this] { Q_EMIT ruleRequested(m_filterBar->filter()); });
    }
    Q_EMIT rowMenuAboutToShow(menu, message);
}

void TailPage::showContextMenu(const QPoint &position)
{
    const QModelIndex index = m_view->indexAt(position);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    fillRowMenu(menu, index.isValid() ? m_model->messageAt(index.row()) : Message {});
    menu->addSeparator();
    if (m_session->status().state != TailState::File) {
        addFramingActions(menu->addMenu(tr("Sho&w As")));
    }
    menu->addAction(m_follow);
    menu->addAction(m_freeze);
    menu->addAction(m_clear);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

void TailPage::askForRow()
{
    int last = m_model->rowCount() - 1;
    // A note between rows has the number of the row to come.
    while (last > 0 && !m_model->messageAt(last).isData()) {
        --last;
    }
    const quint64 newest = last < 0 ? 0 : m_model->messageAt(last).number;
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(u"goToRowDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setInputMode(QInputDialog::TextInput);
    dialog->setWindowTitle(tr("Go to Row"));
    dialog->setLabelText(tr("Number of the row, up to %1:").arg(QLocale().toString(newest)));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &text) {
        bool ok = false;
        const quint64 number = QLocale().toULongLong(text.trimmed(), &ok);
        const quint64 plain = ok ? number : text.trimmed().toULongLong(&ok);
        if (ok) {
            goToRow(plain);
        }
    });
    dialog->open();
}

void TailPage::goToRow(quint64 number)
{
    const int row = m_model->rowOfNumber(number);
    if (row >= 0) {
        m_bar->dismiss(u"row"_s);
        m_view->showRow(m_model->idAt(row));
        return;
    }
    if (m_session->status().state == TailState::File) {
        Q_EMIT rowSought(number);
        return;
    }
    sayRowIsMissing(number);
}

void TailPage::sayRowIsMissing(quint64 number)
{
    m_bar->showMessage(u"row"_s, MessageBar::Kind::Information,
                       tr("Row %1 is not in the view.").arg(QLocale().toString(number)));
    raiseRule();
}

} // namespace Tailwater
