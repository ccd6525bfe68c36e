// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "detail/diffview.h"

namespace Tailwater {

class TailModel;

//! \brief Finds what a message is compared with among the rows of the model that \a rows names,
//! which may be null. Ends with \a owner.
DiffView::Finder diffFinder(std::function<const TailModel *()> rows, QObject *owner);

} // namespace Tailwater
