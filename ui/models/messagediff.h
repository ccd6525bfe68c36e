// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace Tailwater {

//! \brief One value that differs between two JSON texts.
struct ValueChange
{
    enum class Kind {
        Changed,
        Removed,
        Added,
        Rewritten, //!< the same value, written otherwise: 1.0 and 1, "é" and "\u00e9"
    };
    Kind kind = Kind::Changed;
    QString pointer = {}; //!< RFC 6901; of what was removed in the text before, else in the one after
    QByteArray before = {}; //!< as it stands there; empty if it is not
    QByteArray after = {};
    //! Where a key on the way is there several times: which of them this is below, from 1. Else 0.
    int occurrence = 0;

    bool operator==(const ValueChange &) const = default;
};

struct ValueChanges
{
    QList<ValueChange> changes = {};
    //! False if the texts are too long, or have too many values, to be compared to the end.
    bool complete = true;

    bool operator==(const ValueChanges &) const = default;
};

//! \brief What differs between \a before and \a after, by JSON pointer: first what changed or was removed,
//! then what was added. Values are compared as they stand, so that no number is taken for another one. A
//! key that is there several times is compared each time: the first with the first, the second with the
//! second. Elements of arrays are compared with those that they were before, whatever was inserted or
//! removed between them; of very long arrays by their number. An array or object that was emptied, filled from
//! empty, or replaced by a bare value is one value that changed. Below 1,000 levels of arrays and objects what
//! is there is one value.
ValueChanges compareValues(QByteArrayView before, QByteArrayView after);

//! \brief One line of a comparison of two texts.
struct LineChange
{
    enum class Kind { Same, Removed, Added };
    Kind kind = Kind::Same;
    QByteArray line = {};

    bool operator==(const LineChange &) const = default;
};

//! \brief \a before and \a after line by line. Where they differ in very many lines, these are told
//! as one block.
QList<LineChange> compareLines(const QByteArray &before, const QByteArray &after);

} // namespace Tailwater
