// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "window/commandkeys.h"

#include <QAbstractSpinBox>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTextEdit>

#include <algorithm>

namespace Tailwater {

namespace {

bool isTextField(const QObject *object)
{
    return qobject_cast<const QLineEdit *>(object) || qobject_cast<const QPlainTextEdit *>(object)
        || qobject_cast<const QTextEdit *>(object) || qobject_cast<const QAbstractSpinBox *>(object);
}

bool matchesAny(const QKeyEvent *key, std::initializer_list<QKeySequence::StandardKey> keys)
{
    return std::ranges::any_of(keys, [key](QKeySequence::StandardKey one) { return key->matches(one); });
}

//! Ctrl and a letter, apart from what every text field has.
bool isForCommands(const QKeyEvent *key)
{
    const Qt::KeyboardModifiers modifiers = key->modifiers() & ~Qt::ShiftModifier;
    return modifiers == Qt::ControlModifier && key->key() >= Qt::Key_A && key->key() <= Qt::Key_Z
        && !matchesAny(key, { QKeySequence::Copy, QKeySequence::Cut, QKeySequence::Paste,
                              QKeySequence::Undo, QKeySequence::Redo, QKeySequence::SelectAll,
                              QKeySequence::DeleteCompleteLine });
}

//! What chooses an entry of an open menu.
bool isForMenus(const QKeyEvent *key)
{
    return !(key->modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) && !key->text().isEmpty();
}

} // namespace

CommandKeys::CommandKeys(QObject *parent)
    : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

CommandKeys::~CommandKeys() = default;

bool CommandKeys::eventFilter(QObject *watched, QEvent *event)
{
    const bool asks = event->type() == QEvent::ShortcutOverride;
    if (asks && qobject_cast<const QMenu *>(watched) && isForMenus(static_cast<QKeyEvent *>(event))) {
        event->accept();
        return true;
    }
    if ((asks || event->type() == QEvent::KeyPress) && isTextField(watched)) {
        auto *key = static_cast<QKeyEvent *>(event);
        if (asks && isForCommands(key)) {
            key->ignore();
            return true;
        }
        // No command took it: it is no editing key all the same.
        if (!asks && isForCommands(key)
            && matchesAny(key, { QKeySequence::DeleteEndOfLine, QKeySequence::Delete })) {
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace Tailwater

#include "moc_commandkeys.cpp"
