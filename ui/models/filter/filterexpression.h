// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filter/bytepattern.h"
#include "models/filter/decimal.h"
#include "models/filter/literalsearch.h"
#include "models/jsonpath.h"

#include <QDateTime>
#include <QString>

#include <expected>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

namespace Tailwater {

//! \brief What a test of a filter looks at.
struct FilterField
{
    enum class Kind : quint8 {
        Json, //!< the value at path
        Size, //!< bytes of the row
        Operation, //!< of a State Protocol message, as in `headers.operation`
        Type, //!< of a State Protocol message
        Key, //!< of a State Protocol message
        Time, //!< when it was received
        Index, //!< the number of the row
        Offset, //!< the offset before the response that held it
    };

    Kind kind = Kind::Json;
    JsonPath path = {}; //!< for all kinds that look into the message
    QString name = {}; //!< as it was written

    bool isJson() const
    {
        return kind == Kind::Json || kind == Kind::Operation || kind == Kind::Type || kind == Kind::Key;
    }
    bool operator==(const FilterField &) const = default;
};

enum class FilterComparison : quint8 {
    Equal,
    NotEqual, //!< it is there, and is something else
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Matches, //!< a regular expression
    StartsWith,
    EndsWith,
    Glob, //!< `*` any text, `?` one character
    Between, //!< both ends included
};

struct FilterNode;
//! \brief A shared part of an expression; never null, never changed.
using FilterNodePointer = std::shared_ptr<const FilterNode>;

struct FilterGroup
{
    enum class Operator : quint8 { And, Or, Not };
    Operator op = Operator::And;
    std::vector<FilterNodePointer> operands;
};

//! \brief A word or phrase, or a regular expression, anywhere in the bytes of the row.
struct FilterTextTest
{
    std::variant<LiteralSearch, BytePattern> what;
    //! Of a word or phrase: as it is looked for. Null for a regular expression.
    QString literal = {};
};

struct FilterFieldTest
{
    //! What a field is compared with: a number; text, for strings; a word as JSON writes it; a time
    //! in milliseconds since the epoch; a pattern.
    struct Word
    {
        QByteArray word;
    };
    struct Time
    {
        qint64 milliseconds = 0;
    };
    using Value = std::variant<Decimal, QByteArray, Word, Time, BytePattern>;

    FilterField field = {};
    FilterComparison comparison = FilterComparison::Equal;
    Value value = {};
    Value upper = {}; //!< of Between
    QString written = {}; //!< the value, as it was written
};

//! \brief `has:field`.
struct FilterPresenceTest
{
    FilterField field;
};

struct FilterNode
{
    std::variant<FilterGroup, FilterTextTest, FilterFieldTest, FilterPresenceTest> what;
    //! Where it stands in the text of the filter; of a group in parentheses, with these. Of others
    //! nothing.
    qsizetype begin = 0;
    qsizetype end = 0;
};

//! \brief Why a filter cannot be understood, and where.
struct FilterError
{
    qsizetype position = 0; //!< of the first wrong character
    qsizetype length = 0;
    QString message; //!< names the cause and the remedy, without the position
    //! What was begun at position has no end: it may be what is typed next.
    bool open = false;
    //! The whole filter as it may have been meant; empty if nobody can tell.
    QString suggestion = {};

    //! \brief The whole sentence, with the column counted from 1.
    QString text() const;
    //! \brief “Did you mean …?”; empty if there is no suggestion.
    QString question() const;
    bool operator==(const FilterError &) const = default;
};

//! \brief A filter that was understood. Immutable, cheap to copy, for any thread.
//!
//! The grammar, loosest first: `a OR b`, `a b` or `a AND b`, `-a` or `NOT a`, parentheses, tests:
//! \li a word, or "a phrase": in the bytes of the row, in any case of the letters
//! \li /a regular expression/ or /one/i
//! \li field = != > >= < <= ~ ^= $= value, field:glob, field=low..high, has:field
//!
//! A field is size, op, type, key, time, index or offset, else a member of the message: `value.total`,
//! `items[0].sku`, `items[*].sku` for any element, or as a JSON pointer `/value/total`. Around a comparison there may be blanks. What looks like a test
//! and is none is an error, so that nobody takes it for one; in quotes it is looked for as it stands.
class FilterExpression
{
public:
    //! \brief The empty filter, which every row passes.
    FilterExpression() = default;

    //! \brief Understands \a text; times such as `-5m` count from \a now.
    static std::expected<FilterExpression, FilterError>
    parse(const QString &text, const QDateTime &now = QDateTime::currentDateTime());

    const QString &text() const { return m_text; }
    bool isEmpty() const { return !m_root; }
    //! \brief Null if isEmpty().
    const FilterNode *root() const { return m_root.get(); }

private:
    QString m_text;
    FilterNodePointer m_root;
};

} // namespace Tailwater
