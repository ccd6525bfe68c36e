// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <functional>

QT_BEGIN_NAMESPACE
class QDialogButtonBox;
class QPushButton;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief A button “Copy as curl” that puts what \a command returns on the clipboard.
QPushButton *addCopyCurlButton(QDialogButtonBox *box, std::function<QString()> command);

} // namespace Tailwater
