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
};

//! \brief One append, as it goes to the stream.
struct PayloadPiece
{
    QByteArray body;
    //! The body is one JSON value to be stored as one message, also if it is an array.
    bool jsonValue = false;

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

//! \brief Turns \a text into what is appended to a stream of \a contentType. The bytes are those of
//! the text in UTF-8, unchanged; with \a lineEnd each piece of a text stream ends with a line feed.
Payload makePayload(const QString &text, const QByteArray &contentType, ComposeMode mode,
                    bool lineEnd);

//! \brief Lays out JSON anew, one value a line; numbers, order and strings stay as they are.
//! \a json must be valid.
QByteArray formatJson(QByteArrayView json);
//! \brief The same without white space between tokens.
QByteArray minifyJson(QByteArrayView json);

} // namespace Tailwater
