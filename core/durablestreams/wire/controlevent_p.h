// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QByteArrayView>

#include <expected>

namespace DurableStreams {

//! \brief What a `control` event says (PROTOCOL section 5.8).
//!
//! The views lie in the event's JSON, or in the storage where that has escapes.
struct ControlEvent
{
    //! Never empty.
    QByteArrayView nextOffset = {};
    //! Empty if there is none.
    QByteArrayView cursor = {};
    //! True as well when closed, which implies it.
    bool upToDate = false;
    bool closed = false;
    QByteArray offsetStorage = {};
    QByteArray cursorStorage = {};
};

//! \brief Reads the JSON of a control event in one pass, without building a document.
//!
//! It has to be one JSON object with a `streamNextOffset`; members that the protocol does not know
//! are passed over, of two of the same name the last one counts, null counts as absent. The error
//! is a text for developers.
std::expected<ControlEvent, const char *> parseControlEvent(QByteArrayView json);

} // namespace DurableStreams
