// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "jsonbrackets_p.h"
#include "jsonscanner_p.h"

#include <durablestreams/batch.h>

#include <QtCore/QByteArrayView>
#include <QtCore/QList>

namespace DurableStreams {

//! \brief Takes a top-level JSON array apart into its elements, the messages, as it arrives.
//!
//! Cut anywhere, without the whole document, padding, recursion or a copy. Checked are the brackets
//! (they balance, in number and kind), the strings (they end), the separators between the elements
//! (exactly one) and that nothing but white space follows the array; an empty body counts as `[]`
//! (PROTOCOL section 9.1.5). What is inside of an element is not: validateJson() does that.
//!
//! Positions count bytes fed, so they are places in the buffer that a caller collects the pieces
//! in; moveOrigin() follows when the front of that buffer is handed on.
class JsonSplitter
{
public:
    enum class Status : quint8 {
        Ok, //!< So far it is an array, or the beginning of one.
        NotAnArray, //!< The body is something else than an array.
        Malformed, //!< The array is broken, or finish() found it cut short.
    };

    explicit JsonSplitter(JsonBracketScan scan = jsonBracketScanners().front().scan)
        : m_scan(scan)
    { }

    //! \brief The next byte starts a new array; positions go on.
    void restart();
    //! \brief Positions from now on are smaller by \a bytes.
    void moveOrigin(qsizetype bytes);

    //! \brief Appends the elements that \a input completes to \a slices. At a fault, those before
    //! it.
    Status feed(QByteArrayView input, QList<Batch::Slice> &slices);
    //! \brief There is no more input: was it a whole array?
    Status finish();

    Status status() const { return m_status; }
    //! \brief Where the next byte goes.
    qsizetype position() const { return m_position; }
    //! \brief Where the element begins of which only a part has come; position() if there is none.
    //! Nothing before it is needed any more.
    qsizetype pendingBegin() const;
    //! \brief Between the arrays: none has begun since restart(), or it is complete.
    bool isBetweenArrays() const;
    //! \brief Counts from the start of the array.
    JsonFault fault() const { return m_fault; }
    //! \brief After a fault: where the element begins that has it, or the fault itself between two
    //! elements. The same place however the input was cut.
    qsizetype faultBegin() const;

private:
    enum class State : quint8 {
        BeforeArray,
        BeforeFirst, // after the opening bracket
        BeforeElement, // after a comma
        InContainer,
        InString,
        InScalar,
        AfterElement,
        AfterArray,
    };
    struct Window;

    bool isInElement() const;
    const char *walk(Window &window, const char *p);
    const char *walkContainers(Window &window, const char *p);
    const char *walkString(const char *p, const char *end);
    const char *walkScalar(const char *p, const char *end);
    const char *walkBetween(Window &window, const char *p);
    const char *startElement(Window &window, const char *p);
    const char *countBracket(char bracket);
    void endElement(Window &window, const char *end);
    const char *fail(Window &window, const char *p, const char *reason,
                     Status status = Status::Malformed);

    JsonBracketScan m_scan;
    JsonStringState m_stringState;
    JsonNesting m_nesting;
    qsizetype m_position = 0;
    qsizetype m_arrayBegin = 0;
    qsizetype m_elementBegin = 0;
    State m_state = State::BeforeArray;
    Status m_status = Status::Ok;
    bool m_escaped = false;
    JsonFault m_fault;
};

} // namespace DurableStreams
