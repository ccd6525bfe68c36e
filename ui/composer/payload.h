// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QCoreApplication>
#include <QList>
#include <QString>

#include <optional>

namespace Tailwater {

//! \brief How the text of the composer becomes messages.
enum class ComposeMode {
    One, //!< the whole text is one message
    Lines, //!< each line that is not blank is an append of its own
    Array, //!< JSON: the elements of an array, in one append
    File, //!< the bytes of a file
    Hex, //!< hexadecimal digits that stand for bytes
    Burst, //!< the text again and again, at full speed or at a rate
};

//! \brief One append, as it goes to the stream.
struct PayloadPiece
{
    QByteArray body;
    //! The body is one JSON value to be stored as one message, also if it is an array.
    bool jsonValue = false;
    //! Where it begins in the text of the composer, in characters.
    qsizetype origin = 0;

    bool operator==(const PayloadPiece &) const = default;
};

//! \brief What would be sent, or why it cannot be.
struct Payload
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::Payload)

public:
    //! Where the text breaks, as people count: from 1; and in characters of the text, from 0.
    struct Fault
    {
        QString reason;
        qsizetype line = 1;
        qsizetype column = 1;
        qsizetype position = 0;

        bool operator==(const Fault &) const = default;
    };

    QList<PayloadPiece> pieces = {};
    qsizetype messages = 0;
    qsizetype bytes = 0;
    std::optional<Fault> fault = {};

    bool isEmpty() const { return pieces.isEmpty() && !fault; }
    bool isSendable() const { return !pieces.isEmpty() && !fault; }
    //! \brief One line for people: "will store 3 messages, 120 bytes", or the fault.
    QString summary() const;
};

bool isJsonType(const QByteArray &contentType);
bool isTextType(const QByteArray &contentType);

//! \brief What turns the text of the composer into appends.
struct PayloadSettings
{
    QByteArray contentType = {}; //!< of the stream
    ComposeMode mode = ComposeMode::One;
    //! Each piece of a stream of text ends with a line feed.
    bool lineEnd = false;
    //! Fill in `{{now}}` and its like; see MessageTemplate.
    bool variables = false;
};

//! \brief Turns \a text into what is appended. The bytes are those of the text in UTF-8, unchanged
//! but for variables; in the mode Hex those that the digits stand for.
Payload makePayload(const QString &text, const PayloadSettings &settings);
//! \brief The same for the whole content of a file, which may be checked in any thread.
Payload makeFilePayload(const QByteArray &bytes, const QByteArray &contentType);
//! \brief The lines of a file that are not blank: their number, the first as a piece, and the first
//! fault.
Payload makeFileLines(const QByteArray &bytes, const QByteArray &contentType);

//! \brief Whether \a text has variables that would be sent as they are written.
bool hasVariables(const QString &text);

} // namespace Tailwater
