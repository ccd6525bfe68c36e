// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

namespace Tailwater {

struct Connection;

//! \brief \a kept, with what the user has changed of it: all that is another in \a now than in \a shown.
Connection withProfile(const Connection &now, const Connection &shown, const Connection &kept);

//! \brief \a now can write where \a kept was guarded: as production, or read-only.
bool losesGuard(const Connection &kept, const Connection &now);

//! \brief Another server than that of \a kept would get secrets that were kept for it.
bool movesSecrets(const Connection &kept, const Connection &now);

} // namespace Tailwater
