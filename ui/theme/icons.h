// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QIcon>
#include <QLatin1StringView>

QT_BEGIN_NAMESPACE
class QColor;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief One of our line icons, `resources/icons/<name>.svg`.
//!
//! Drawn in the text colour of the application's palette at the time of painting, so it follows
//! light and dark without being made again. GUI thread only.
QIcon icon(QLatin1StringView name);

//! \brief The same in a colour of its own, for states.
QIcon icon(QLatin1StringView name, const QColor &colour);

} // namespace Tailwater
