// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "window/commandpalette.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPointer>
#include <QTimer>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tailwater {

namespace {

QString nameOf(const QAction *action)
{
    QString text = action->text();
    // “Dark” alone says nothing; “Appearance: Dark” does.
    for (const QObject *owner : action->associatedObjects()) {
        const auto *menu = qobject_cast<const QMenu *>(owner);
        if (menu && qobject_cast<const QMenu *>(menu->parent()) && !menu->title().isEmpty()) {
            text = CommandPalette::tr("%1: %2", "menu and command").arg(menu->title(), text);
            break;
        }
    }
    return text.remove(u'&');
}

//! Commands without an icon line up with those that have one.
QIcon noIcon()
{
    QPixmap pixmap(16, 16);
    pixmap.fill(Qt::transparent);
    return pixmap;
}

} // namespace

CommandPalette::CommandPalette(const QList<QAction *> &commands, Show show, QWidget *parent)
    : QDialog(parent)
    , m_commands(commands)
    , m_show(show)
    , m_filter(new QLineEdit(this))
    , m_list(new QTreeWidget(this))
{
    setObjectName("commandPalette"_L1);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(show == Show::Enabled ? tr("Find a Command") : tr("Keyboard Shortcuts"));
    m_commands.removeIf([show](const QAction *action) {
        return action->isSeparator() || nameOf(action).isEmpty()
            || (show == Show::WithShortcut && action->shortcut().isEmpty());
    });
    std::ranges::sort(m_commands, [](const QAction *a, const QAction *b) {
        return nameOf(a).localeAwareCompare(nameOf(b)) < 0;
    });
    m_filter->setPlaceholderText(tr("What do you want to do?"));
    m_filter->setAccessibleName(tr("Command"));
    m_filter->installEventFilter(this);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    resize(520, 420);
    connect(m_filter, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_filter, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QTreeWidget::itemActivated, this, &CommandPalette::runCurrent);
    fill({});
    m_filter->setFocus();
}

CommandPalette::~CommandPalette() = default;

QStringList CommandPalette::shown() const
{
    QStringList names;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        names.append(m_list->topLevelItem(i)->text(0));
    }
    return names;
}

void CommandPalette::fill(const QString &filter)
{
    m_list->clear();
    const QStringList words = filter.split(u' ', Qt::SkipEmptyParts);
    addItems(words, true);
    // Who looks for a command that is there but cannot be given now is told so.
    if (m_list->topLevelItemCount() == 0) {
        addItems(words, false);
    }
    m_list->setCurrentItem(m_list->topLevelItem(0));
}

void CommandPalette::addItems(const QStringList &words, bool enabled)
{
    for (QAction *action : std::as_const(m_commands)) {
        if (m_show == Show::Enabled && action->isEnabled() != enabled) {
            continue;
        }
        const QString name = nameOf(action);
        if (!std::ranges::all_of(words, [&](const QString &word) {
                return name.contains(word, Qt::CaseInsensitive);
            })) {
            continue;
        }
        auto *item = new QTreeWidgetItem(
            m_list, { name, action->shortcut().toString(QKeySequence::NativeText) });
        item->setIcon(0, action->icon().isNull() ? noIcon() : action->icon());
        item->setData(0, Qt::UserRole, QVariant::fromValue<QObject *>(action));
        if (!enabled) {
            const QString why = m_why ? m_why(action) : QString();
            item->setText(1, why.isEmpty() ? tr("disabled", "a command")
                                           : tr("disabled: %1", "a command").arg(why));
            item->setDisabled(true);
        }
    }
}

void CommandPalette::runCurrent()
{
    const QTreeWidgetItem *item = m_list->currentItem();
    if (!item || item->isDisabled()) {
        return;
    }
    const QPointer<QAction> action
        = qobject_cast<QAction *>(item->data(0, Qt::UserRole).value<QObject *>());
    accept();
    // After the focus has gone back to where it was: commands go by it.
    QTimer::singleShot(0ms, qApp, [action] {
        if (action && action->isEnabled()) {
            action->trigger();
        }
    });
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_filter && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up || key->key() == Qt::Key_PageDown
            || key->key() == Qt::Key_PageUp) {
            QApplication::sendEvent(m_list, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace Tailwater

#include "moc_commandpalette.cpp"
