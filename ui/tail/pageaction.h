// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QKeySequence>
#include <QLatin1StringView>

QT_BEGIN_NAMESPACE
class QAction;
class QWidget;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief An action of \a owner, whose shortcut holds where \a owner has the focus. \a iconName may
//! be empty.
QAction *makePageAction(QWidget *owner, const QString &text, QLatin1StringView iconName,
                        const QKeySequence &shortcut, const QString &toolTip);

} // namespace Tailwater
