// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

QT_BEGIN_NAMESPACE
class QAbstractButton;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief Enter and Return press \a button while it has the focus, as Space does. Qt does so in dialogs only, and
//! makes it the default button there.
void pressWithEnter(QAbstractButton *button);

} // namespace Tailwater
