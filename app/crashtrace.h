// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace Tailwater {

//! \brief A crash leaves a trace file in \a folder and says on standard error where it is.
//!
//! Returns the trace of the last crash if there was one since the last start, under the name that it
//! keeps; empty otherwise. At most five traces are kept. Call it once, early.
QString installCrashTrace(const QString &folder);

} // namespace Tailwater
