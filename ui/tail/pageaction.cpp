// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/pageaction.h"

#include "theme/icons.h"

#include <QAction>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace Tailwater {

QAction *makePageAction(QWidget *owner, const QString &text, QLatin1StringView iconName,
                        const QKeySequence &shortcut, const QString &toolTip)
{
    auto *action = new QAction(text, owner);
    if (!iconName.isEmpty()) {
        action->setIcon(icon(iconName));
    }
    action->setShortcut(shortcut);
    action->setToolTip(u"%1 (%2)"_s.arg(toolTip, shortcut.toString(QKeySequence::NativeText)));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    owner->addAction(action);
    return action;
}

} // namespace Tailwater
