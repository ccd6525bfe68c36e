// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/messagestore.h"

#include <QByteArrayView>
#include <QStringList>

namespace Tailwater {

//! \brief How a filter names the member at \a pointer (RFC 6901): `value.total` where that is enough, else
//! the pointer, in quotes if it has to be. Empty for the whole document, which has no name.
QString filterFieldName(const QString &pointer);

//! \brief The filter that rows pass whose value at \a pointer is \a value, given as its JSON. For an array
//! or an object: those that have the member.
QString filterForValue(const QString &pointer, QByteArrayView value);

//! \brief \a filter and \a test both.
QString filterWith(const QString &filter, const QString &test);

//! \brief \a text as a filter looks for it, whatever it holds.
QString filterQuoted(const QString &text);

//! \brief What may go on where a filter is being typed.
struct FilterCompletion
{
    qsizetype begin = 0; //!< the choices replace the text from here to the cursor
    QStringList choices = {};

    bool operator==(const FilterCompletion &) const = default;
};

//! \brief Completes the filter \a text at \a cursor: fields, and after a comparison values, as they are
//! found in \a samples, the most frequent ones of many. With \a all fields are offered also where
//! nothing was typed yet. Thread-safe; takes a while for many samples.
FilterCompletion completeFilter(const QString &text, qsizetype cursor, const QList<Message> &samples,
                                bool all = false);

//! \brief The fields with a value in \a samples, as a filter names them, the most frequent first: each element
//! of an array, and any of them.
QStringList filterFields(const QList<Message> &samples);

//! \brief Messages to complete filters from: the newest ones, and some of all the others. Bounded.
QList<Message> filterSamples(const StoreSnapshot &snapshot);

} // namespace Tailwater
