// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/message.h"

#include <QList>
#include <QString>

#include <optional>

namespace Tailwater {

class FilterExpression;

//! \brief Why a filter that can be understood may not be what was meant.
struct FilterAdvice
{
    QString text = {}; //!< a sentence
    //! The whole filter as it may have been meant; empty if nobody can tell.
    QString suggestion = {};

    //! \brief “Did you mean …?”; empty if there is no suggestion.
    QString question() const;
    bool operator==(const FilterAdvice &) const = default;
};

//! \brief Why nothing passes \a filter, as far as it can be told from \a samples of the rows: a field that
//! none of them has, a value as another language writes it. And, also where something passes, \a none being false:
//! words that are an operator elsewhere, a text that numbers are told from. Nothing if it says what it seems to
//! say. Thread-safe; takes a while for many samples.
std::optional<FilterAdvice> filterAdvice(const FilterExpression &filter, const QList<Message> &samples,
                                         bool none = true);

//! \brief False if there is no advice on \a filter where something passes, whatever the rows are. Cheap.
bool mayMislead(const FilterExpression &filter);

} // namespace Tailwater
