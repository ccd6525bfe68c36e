// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The tools of a DetailPane: where one stands, copying, decoding, finding, saving.

#include "detail/bytesview.h"
#include "detail/decodepanel.h"
#include "detail/detailpane.h"
#include "detail/diffview.h"
#include "detail/findbar.h"
#include "detail/jsontreemodel.h"
#include "detail/textview.h"
#include "models/jsonfind.h"
#include "models/jsontokens.h"
#include "models/valuedecoder.h"
#include "models/visibletext.h"
#include "tail/messagebar.h"
#include "theme/fittinglabel.h"
#include "theme/icons.h"

#include <durablestreams/wire/jsonvalidator_p.h>

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QMetaMethod>
#include <QMimeData>
#include <QSaveFile>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>

using namespace Qt::StringLiterals;

namespace Tailwater {

namespace {

constexpr qsizetype longestCopy = 64 * 1024 * 1024;
constexpr qsizetype mostMatches = 10'000;

} // namespace

void DetailPane::addCopy(QMenu *menu, const QString &text, void (DetailPane::*copy)())
{
    connect(menu->addAction(text), &QAction::triggered, this, copy);
}

QMenu *DetailPane::makeCopyMenu()
{
    auto *menu = new QMenu(this);
    addCopy(menu, tr("&Value"), &DetailPane::copyValue);
    addCopy(menu, tr("&Text of the Value"), &DetailPane::copyValueText);
    addCopy(menu, tr("JSON &Pointer"), &DetailPane::copyPointer);
    addCopy(menu, tr("&jq Path"), &DetailPane::copyJqPath);
    menu->addSeparator();
    addCopy(menu, tr("Whole &Message"), &DetailPane::copyMessage);
    // What is about a value needs one.
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        const bool value = m_tabs->currentIndex() == TreeTab && m_tree->currentIndex().isValid();
        const QList<QAction *> actions = menu->actions();
        for (qsizetype i = 0; i < 4; ++i) {
            actions.at(i)->setEnabled(value);
        }
    });
    return menu;
}

QWidget *DetailPane::makeHeader()
{
    auto *header = new QWidget(this);
    // Narrow panes say less in the title; they never cut the tools.
    m_title->setObjectName(u"detailTitle"_s);
    const auto addButton = [&](const QString &text) {
        auto *button = new QToolButton(header);
        button->setText(text);
        button->setAutoRaise(true);
        return button;
    };
    m_wrap = addButton(tr("Wrap"));
    m_wrap->setCheckable(true);
    m_wrap->setChecked(true);
    m_wrap->setToolTip(tr("Break long lines at the edge"));
    connect(m_wrap, &QToolButton::toggled, this, [this](bool on) {
        m_text->setLineWrapMode(on ? QPlainTextEdit::WidgetWidth : QPlainTextEdit::NoWrap);
    });
    m_decode = addButton(tr("Decode"));
    m_decode->setObjectName(u"detailDecode"_s);
    m_decode->setCheckable(true);
    m_decode->setToolTip(tr("Show what the value can also be read as: JSON, base64, JWT, a time"));
    connect(m_decode, &QToolButton::toggled, this, &DetailPane::updateDecoded);
    m_copy = addButton(tr("Copy"));
    m_copy->setIcon(icon("copy"_L1));
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setPopupMode(QToolButton::InstantPopup);
    m_copy->setMenu(makeCopyMenu());
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(8, 3, 4, 3);
    layout->setSpacing(2);
    layout->addWidget(m_title, 1);
    layout->addWidget(m_wrap);
    layout->addWidget(m_decode);
    layout->addWidget(m_copy);
    return header;
}

QWidget *DetailPane::makePathBar()
{
    m_pathBar = new QWidget(this);
    m_path = new QLabel(m_pathBar);
    m_path->setObjectName(u"currentPath"_s);
    m_path->setTextFormat(Qt::PlainText);
    m_path->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_path->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_path->setAccessibleDescription(tr("Pointer of the current value"));
    auto *copy = new QToolButton(m_pathBar);
    copy->setIcon(icon("copy"_L1));
    copy->setAutoRaise(true);
    copy->setToolTip(tr("Copy the JSON pointer"));
    copy->setAccessibleName(copy->toolTip());
    connect(copy, &QToolButton::clicked, this, &DetailPane::copyPointer);
    auto *layout = new QHBoxLayout(m_pathBar);
    layout->setContentsMargins(8, 2, 4, 2);
    layout->addWidget(m_path, 1);
    layout->addWidget(copy);
    return m_pathBar;
}

void DetailPane::createActions()
{
    const auto add = [](QWidget *owner, const QString &text, const QKeySequence &keys) {
        auto *action = new QAction(text, owner);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        owner->addAction(action);
        return action;
    };
    connect(add(this, tr("Find in Message"), QKeySequence::Find), &QAction::triggered, this,
            &DetailPane::find);
    connect(add(this, tr("Next Match"), Qt::Key_F3), &QAction::triggered, this,
            [this] { findNext(false); });
    connect(add(this, tr("Previous Match"), Qt::SHIFT | Qt::Key_F3), &QAction::triggered, this,
            [this] { findNext(true); });
    // The view's own copying would take what it displays, which may be the beginning only.
    connect(add(m_tree, tr("Copy Value"), QKeySequence::Copy), &QAction::triggered, this,
            &DetailPane::copyValue);
    connect(m_findBar, &FindBar::findRequested, this, &DetailPane::findNext);
    connect(m_findBar, &FindBar::closed, this,
            [this] { m_tabs->currentWidget()->setFocus(Qt::OtherFocusReason); });
}

void DetailPane::updatePointer()
{
    const QModelIndex index = m_tree->currentIndex();
    if (index.isValid()) {
        m_currentPointer = index.data(JsonTreeModel::PointerRole).toString();
    }
    const QString pointer = index.isValid() ? m_currentPointer : QString();
    m_pathBar->setVisible(!pointer.isEmpty());
    m_path->setText(visibleText(pointer.toUtf8(), 400));
    m_path->setToolTip(m_path->text());
    updateDecoded();
}

// On stays on: the next message's value at this place is decoded as well.
void DetailPane::updateDecoded()
{
    const QModelIndex index = m_tree->currentIndex();
    const bool value = m_tabs->currentIndex() == TreeTab && index.isValid();
    const QByteArrayView token = value ? m_treeModel->valueAt(index) : QByteArrayView();
    m_decode->setVisible(m_tabs->currentIndex() == TreeTab);
    m_decode->setEnabled(m_decode->isChecked() || !decodeValue(token).isEmpty());
    if (!m_decode->isChecked()) {
        m_decoded->hide();
    } else {
        m_decoded->showReadings(token);
    }
}

void DetailPane::copyBytes(QByteArrayView bytes)
{
    if (bytes.size() > longestCopy) {
        m_bar->showMessage(u"copy"_s, MessageBar::Kind::Warning,
                           tr("Not copied: it is larger than %1.").arg(sizeText(longestCopy)),
                           { { tr("Save…"), [this] { save(); } } });
        return;
    }
    m_bar->dismiss(u"copy"_s);
    auto *mime = new QMimeData;
    mime->setText(QString::fromUtf8(bytes));
    mime->setData(u"application/octet-stream"_s, bytes.toByteArray());
    QGuiApplication::clipboard()->setMimeData(mime);
}

void DetailPane::copyValue()
{
    if (m_tree->currentIndex().isValid()) {
        copyBytes(m_treeModel->valueAt(m_tree->currentIndex()));
    }
}

void DetailPane::copyValueText()
{
    const QByteArrayView value = m_treeModel->valueAt(m_tree->currentIndex());
    if (value.startsWith('"') && value.size() <= longestCopy) {
        copyBytes(jsonStringText(value).toUtf8());
    } else {
        copyBytes(value);
    }
}

void DetailPane::copyPointer()
{
    QGuiApplication::clipboard()->setText(m_currentPointer);
}

void DetailPane::copyJqPath()
{
    QGuiApplication::clipboard()->setText(jqPath(m_treeModel->document(), m_currentPointer));
}

void DetailPane::copyMessage()
{
    copyBytes(m_message.bytes);
}

bool DetailPane::read()
{
    if (m_message.isNull()) {
        return false;
    }
    if (m_tabs->currentIndex() == TreeTab && !m_tree->currentIndex().isValid()) {
        m_tree->setCurrentIndex(m_treeModel->index(0, JsonTreeModel::NameColumn));
    }
    m_tabs->currentWidget()->setFocus(Qt::OtherFocusReason);
    return true;
}

void DetailPane::find()
{
    if (!m_message.isNull()) {
        m_findBar->open();
    }
}

void DetailPane::findNext(bool backwards)
{
    const QString text = m_findBar->text();
    if (text.isEmpty()) {
        find();
        return;
    }
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
    case DiffTab:
        found = m_diff->find(text, backwards);
        break;
    default:
        found = m_hex->findNext(text.toUtf8(), backwards);
    }
    if (!found) {
        // Where only a part is shown, only that was looked through.
        m_findBar->setResult(m_shown.size() < m_message.bytes.size() ? tr("Not in the part shown")
                                                                     : tr("Not found"),
                             false);
    } else if (m_tabs->currentIndex() != TreeTab) {
        m_findBar->setResult({}, true);
    }
}

// By the bytes: wherever it is in the tree, opened or not.
bool DetailPane::findInTree(const QString &text, bool backwards)
{
    const QStringList matches = jsonPointersOf(m_treeModel->document(), text, mostMatches);
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
    const QLocale locale;
    m_findBar->setResult(matches.size() < mostMatches
                             ? tr("%1 of %2").arg(locale.toString(next + 1),
                                                  locale.toString(matches.size()))
                             : tr("%1 of more than %2").arg(locale.toString(next + 1),
                                                            locale.toString(mostMatches)),
                         true);
    return index.isValid();
}

// A body that could not be taken apart has no fields at all.
QString DetailPane::malformedText() const
{
    const auto fault = DurableStreams::validateJson(m_message.bytes);
    const QString what = fault
        ? tr("Malformed: the server sent this as JSON, but from byte %1 on it is not.")
              .arg(QLocale().toString(fault->position + 1))
        : tr("Malformed: the server sent this as JSON, but it is not.");
    const QString fields = m_message.isJson()
        ? tr("Columns and filters read it as far as it goes; Raw and Hex show its bytes as received.")
        : tr("It has no fields; Raw and Hex show its bytes as received.");
    return what + u' ' + fields;
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

// What is about the list of rows, where there is one that listens.
void DetailPane::addRowActions(QMenu *menu, const QByteArray &value)
{
    if (isSignalConnected(QMetaMethod::fromSignal(&DetailPane::addColumnRequested))) {
        connect(menu->addAction(tr("&Add as Column")), &QAction::triggered, this,
                [this] { Q_EMIT addColumnRequested(m_currentPointer); });
    }
    if (isSignalConnected(QMetaMethod::fromSignal(&DetailPane::filterRequested))) {
        const auto addFilter = [&](const QString &text, bool without) {
            connect(menu->addAction(text), &QAction::triggered, this, [this, without, value] {
                Q_EMIT filterRequested(m_currentPointer, value, without);
            });
        };
        addFilter(tr("&Filter by This Value"), false);
        addFilter(tr("Filter &Out This Value"), true);
    }
    menu->addSeparator();
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
    addCopy(menu, tr("Copy &Value"), &DetailPane::copyValue);
    addCopy(menu, tr("Copy &Text of the Value"), &DetailPane::copyValueText);
    addCopy(menu, tr("Copy JSON &Pointer"), &DetailPane::copyPointer);
    addCopy(menu, tr("Copy &jq Path"), &DetailPane::copyJqPath);
    menu->addSeparator();
    addRowActions(menu, m_treeModel->valueAt(index).toByteArray());
    const bool opens = m_treeModel->hasChildren(index);
    QAction *expand = menu->addAction(tr("&Expand All Below"));
    expand->setEnabled(opens);
    connect(expand, &QAction::triggered, this,
            [this, index = QPersistentModelIndex(index)] { m_tree->expandRecursively(index, 8); });
    QAction *collapse = menu->addAction(tr("&Collapse"));
    collapse->setEnabled(opens);
    connect(collapse, &QAction::triggered, this,
            [this, index = QPersistentModelIndex(index)] { m_tree->collapse(index); });
    menu->popup(m_tree->viewport()->mapToGlobal(position));
}

} // namespace Tailwater
