// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

namespace Tailwater {

//! \brief The one of \a fields that \a name may have meant: below another member, in another case, or
//! with a letter or two that differ. Of several that are as near the first; empty if none is.
QString nearestField(const QString &name, const QStringList &fields);

} // namespace Tailwater
