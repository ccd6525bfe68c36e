// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace Tailwater {

class FilterExpression;

//! \brief How \a filter was understood, for people: “total ≥ 100 (field) and word “refund””. Empty for
//! the empty filter.
QString filterMeaning(const FilterExpression &filter);
//! \brief True if rows pass only with a member, which text does not have.
bool needsMembers(const FilterExpression &filter);

} // namespace Tailwater
