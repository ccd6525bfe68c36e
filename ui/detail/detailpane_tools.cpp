// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The tools of a DetailPane: breadcrumb, copying, decoding, finding, saving.

#include "detail/bytesview.h"
#include "detail/detailpane.h"
#include "detail/jsontreemodel.h"
#include "detail/textview.h"
#include "highlight/highlighting.h"
#include "models/jsonfind.h"
#include "models/jsontokens.h"
#include "models/valuedecoder.h"
#include "models/visibletext.h"

#include <KSyntaxHighlighting/Definition>

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QSaveFile>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr qsizetype longestCopy = 64 * 1024 * 1024;

void copyText(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

} // namespace

QWidget *DetailPane::makeHeader()
{
    auto *header = new QWidget(this);
    m_breadcrumb = new QLabel(header);
    m_breadcrumb->setTextFormat(Qt::PlainText);
    m_breadcrumb->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_breadcrumb->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_breadcrumb->setAccessibleName(tr("Pointer of the current value"));
    m_copy = new QToolButton(header);
    m_copy->setText(tr("Copy"));
    m_copy->setPopupMode(QToolButton::InstantPopup);
    m_copy->setAutoRaise(true);
    auto *menu = new QMenu(m_copy);
    connect(menu->addAction(tr("&Value")), &QAction::triggered, this, [this] {
        const QByteArrayView value = m_treeModel->valueAt(m_tree->currentIndex());
        copyText(QString::fromUtf8(value.first(std::min(value.size(), longestCopy))));
    });
    connect(menu->addAction(tr("&Text of the Value")), &QAction::triggered, this, [this] {
        const QByteArrayView value = m_treeModel->valueAt(m_tree->currentIndex());
        copyText(value.startsWith('"') ? jsonStringText(value) : QString::fromUtf8(value));
    });
    connect(menu->addAction(tr("JSON &Pointer")), &QAction::triggered, this,
            [this] { copyText(m_currentPointer); });
    connect(menu->addAction(tr("&jq Path")), &QAction::triggered, this,
            [this] { copyText(jqPath(m_treeModel->document(), m_currentPointer)); });
    menu->addSeparator();
    connect(menu->addAction(tr("Whole &Message")), &QAction::triggered, this, [this] {
        copyText(QString::fromUtf8(m_message.bytes.first(std::min(m_message.bytes.size(), longestCopy))));
    });
    m_copy->setMenu(menu);
    m_decode = new QToolButton(header);
    m_decode->setText(tr("Decode"));
    m_decode->setCheckable(true);
    m_decode->setAutoRaise(true);
    m_decode->setToolTip(tr("Show what the value can also be read as: JSON, base64, JWT, a time"));
    connect(m_decode, &QToolButton::toggled, this, &DetailPane::decode);

    m_decodedPanel = new QWidget(this);
    m_decodedTitle = new QLabel(m_decodedPanel);
    m_decodedTitle->setContentsMargins(8, 4, 8, 2);
    m_decoded = new TextView(m_decodedPanel);
    m_decoded->setAccessibleName(tr("Decoded value"));
    m_decoded->setMaximumHeight(180);
    auto *decodedLayout = new QVBoxLayout(m_decodedPanel);
    decodedLayout->setContentsMargins(0, 0, 0, 0);
    decodedLayout->setSpacing(0);
    decodedLayout->addWidget(m_decodedTitle);
    decodedLayout->addWidget(m_decoded);
    m_decodedPanel->hide();

    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_breadcrumb, 1);
    row->addWidget(m_copy);
    row->addWidget(m_decode);
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins(8, 4, 4, 2);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addLayout(row);
    return header;
}

QWidget *DetailPane::makeFindBar()
{
    m_findBar = new QWidget(this);
    m_findText = new QLineEdit(m_findBar);
    m_findText->setPlaceholderText(tr("Find in message"));
    m_findText->setAccessibleName(tr("Find in message"));
    m_findText->setClearButtonEnabled(true);
    m_findResult = new QLabel(m_findBar);
    auto *previous = new QToolButton(m_findBar);
    previous->setText(u"↑"_s);
    previous->setAccessibleName(tr("Previous match"));
    previous->setToolTip(tr("Previous match"));
    auto *next = new QToolButton(m_findBar);
    next->setText(u"↓"_s);
    next->setAccessibleName(tr("Next match"));
    next->setToolTip(tr("Next match"));
    auto *close = new QToolButton(m_findBar);
    close->setText(u"✕"_s);
    close->setAccessibleName(tr("Close find bar"));
    connect(m_findText, &QLineEdit::returnPressed, this, [this] { findNext(false); });
    connect(m_findText, &QLineEdit::textChanged, m_findResult, &QLabel::clear);
    connect(previous, &QToolButton::clicked, this, [this] { findNext(true); });
    connect(next, &QToolButton::clicked, this, [this] { findNext(false); });
    connect(close, &QToolButton::clicked, m_findBar, &QWidget::hide);
    auto *layout = new QHBoxLayout(m_findBar);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->addWidget(m_findText, 1);
    layout->addWidget(m_findResult);
    layout->addWidget(previous);
    layout->addWidget(next);
    layout->addWidget(close);
    m_findBar->hide();
    return m_findBar;
}

void DetailPane::updatePointer()
{
    const QModelIndex index = m_tree->currentIndex();
    if (index.isValid()) {
        m_currentPointer = index.data(JsonTreeModel::PointerRole).toString();
    }
    const QString pointer = index.isValid() ? m_currentPointer : QString();
    m_breadcrumb->setText(pointer.isEmpty() ? tr("whole message")
                                            : visibleText(pointer.toUtf8(), 400));
    m_breadcrumb->setToolTip(m_breadcrumb->text());
    const QByteArrayView value = index.isValid() ? m_treeModel->valueAt(index) : QByteArrayView();
    m_decode->setEnabled(!decodeValue(value).isEmpty());
    if (!m_decode->isEnabled()) {
        m_decode->setChecked(false);
    }
    decode();
}

void DetailPane::decode()
{
    const QModelIndex index = m_tree->currentIndex();
    const QList<Decoded> readings = m_decode->isChecked() && index.isValid()
        ? decodeValue(m_treeModel->valueAt(index))
        : QList<Decoded> {};
    m_decodedPanel->setVisible(!readings.isEmpty());
    if (readings.isEmpty()) {
        return;
    }
    QStringList titles;
    QString text;
    bool json = true;
    for (const Decoded &reading : readings) {
        titles.append(reading.title);
        const QByteArray shown = reading.json ? indentJson(reading.bytes, longestText).text
                                              : reading.bytes;
        for (const QByteArray &line : shown.split('\n')) {
            text += visibleText(line, 16 * 1024) + u'\n';
        }
        json = json && reading.json;
    }
    m_decodedTitle->setText(titles.join(u", "_s));
    m_decoded->setContent(text.trimmed(),
                          json ? Highlighting::instance()->definitionFor("application/json"_ba)
                               : KSyntaxHighlighting::Definition {});
}

void DetailPane::find()
{
    if (m_message.isNull()) {
        return;
    }
    m_findBar->show();
    m_findText->setFocus();
    m_findText->selectAll();
}

void DetailPane::findNext(bool backwards)
{
    const QString text = m_findText->text();
    bool found = false;
    switch (m_tabs->currentIndex()) {
    case TreeTab:
        found = findInTree(text, backwards);
        break;
    case TextTab: {
        const auto flags = backwards ? QTextDocument::FindBackward : QTextDocument::FindFlags {};
        found = m_text->find(text, flags);
        if (!found) {
            m_text->moveCursor(backwards ? QTextCursor::End : QTextCursor::Start);
            found = m_text->find(text, flags);
        }
        break;
    }
    case RawTab:
        found = m_raw->findNext(text.toUtf8(), backwards);
        break;
    default:
        found = m_hex->findNext(text.toUtf8(), backwards);
    }
    m_findResult->setText(found || text.isEmpty() ? QString() : tr("Not found"));
}

// By the bytes: wherever it is in the tree, opened or not.
bool DetailPane::findInTree(const QString &text, bool backwards)
{
    const QStringList matches = jsonPointersOf(m_treeModel->document(), text, 10'000);
    if (matches.isEmpty()) {
        return false;
    }
    const qsizetype at = matches.indexOf(m_tree->currentIndex().isValid() ? m_currentPointer
                                                                         : QString(u'\0'));
    const qsizetype next = at < 0 ? 0
                                  : (at + (backwards ? matches.size() - 1 : 1)) % matches.size();
    const QModelIndex index = m_treeModel->indexOf(matches.at(next));
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
    return index.isValid();
}

void DetailPane::save()
{
    auto *dialog = new QFileDialog(this, tr("Save Message"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    connect(dialog, &QFileDialog::fileSelected, this, [this, message = m_message](const QString &name) {
        QSaveFile file(name);
        const bool saved = file.open(QIODevice::WriteOnly)
            && file.write(message.bytes.data(), message.bytes.size()) == message.bytes.size()
            && file.commit();
        if (!saved) {
            auto *box = new QMessageBox(QMessageBox::Warning, tr("Save Message"),
                                        tr("The message was not saved: %1").arg(file.errorString()),
                                        QMessageBox::Ok, this);
            box->setAttribute(Qt::WA_DeleteOnClose);
            box->open();
        }
    });
    dialog->open();
}

void DetailPane::showTreeMenu(const QPoint &position)
{
    const QModelIndex index = m_tree->indexAt(position);
    if (!index.isValid()) {
        return;
    }
    m_tree->setCurrentIndex(index);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (QAction *action : m_copy->menu()->actions()) {
        menu->addAction(action);
    }
    menu->addSeparator();
    QAction *column = menu->addAction(tr("&Add as Column"));
    connect(column, &QAction::triggered, this,
            [this] { Q_EMIT addColumnRequested(m_currentPointer); });
    QAction *filter = menu->addAction(tr("&Filter by This Value"));
    connect(filter, &QAction::triggered, this, [this, index] {
        Q_EMIT filterRequested(m_currentPointer, m_treeModel->valueAt(index).toByteArray());
    });
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

} // namespace Tailwater
