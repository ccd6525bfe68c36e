// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/filter/filterexpression.h"

#include <QCoreApplication>

namespace Tailwater {

//! \brief Reads the text of a filter from left to right.
class FilterParser
{
    Q_DECLARE_TR_FUNCTIONS(Tailwater::FilterParser)

public:
    template<typename T>
    using Result = std::expected<T, FilterError>;

    FilterParser(const QString &text, const QDateTime &now)
        : m_text(text)
        , m_now(now)
    {
    }

    //! \brief The whole text; a null pointer if it is blank.
    Result<FilterNodePointer> parse();

private:
    struct Quoted
    {
        QString text;
        qsizetype begin = 0;
    };
    struct FieldName
    {
        FilterField field;
        QString name;
        bool found = false; //!< false: there is none here
    };
    using Value = FilterFieldTest::Value;

    Result<FilterNodePointer> parseOr();
    Result<FilterNodePointer> parseAnd();
    Result<FilterNodePointer> parseNot();
    Result<FilterNodePointer> parseTest();
    Result<FilterNodePointer> parseAnyTest();
    Result<FilterNodePointer> parseParentheses();
    Result<FilterNodePointer> parsePhrase();
    Result<FilterNodePointer> parsePattern();
    Result<FilterNodePointer> parsePresence();
    Result<FilterNodePointer> parseFieldTest(const FieldName &name, qsizetype begin);
    Result<FilterNodePointer> parseWord();

    Result<FieldName> parseField();
    FilterField fieldOf(const QString &name) const;
    bool atGlob(const QString &name) const;
    bool atComparison() const;
    bool atDenial() const;
    bool skipToComparison();
    std::optional<FilterComparison> takeComparison();
    Result<FilterFieldTest> parseComparison(const FieldName &name, FilterComparison comparison);
    Result<FilterFieldTest> parseComparedValue(const FieldName &name, FilterComparison comparison);
    Result<Value> parseValue(const FieldName &name, FilterComparison comparison, QStringView word,
                             qsizetype position);
    Result<Value> parseTime(QStringView word, qsizetype position) const;
    Result<Value> parsePatternValue();
    Result<Value> parseMatchValue(const FieldName &name, qsizetype position);
    Result<FilterFieldTest> parseRange(FilterFieldTest test, const FieldName &name, QStringView word,
                                       qsizetype position);
    static FilterNodePointer literal(const QString &text);
    Result<BytePattern> compile(const QString &pattern, bool ignoreCase, qsizetype position) const;

    Result<QString> takeQuoted();
    std::optional<qsizetype> patternEnd() const;
    QStringView takeWord();
    QStringView takePatternWord();
    QStringView peekWord(qsizetype at) const;
    qsizetype pastSpace(qsizetype at) const;

    //! \name What looks like something else: nothing if it does not.
    //! \{
    using Slip = std::optional<FilterError>;
    Slip slipOfConnective() const;
    Slip slipOfNegation() const;
    Slip slipOfComparison() const;
    Slip slipOfGlob(const FieldName &name, qsizetype begin) const;
    Slip slipOfCall() const;
    Slip slipOfList(qsizetype at) const;
    qsizetype nameBefore(qsizetype at) const;
    Slip slipOfDenial(qsizetype begin) const;
    Slip slipOfIndex(const FieldName &name, qsizetype begin) const;
    Slip slipOfSteps(qsizetype begin, bool compares);
    Slip slipOfWord(QStringView word, qsizetype begin) const;
    Slip slipOfQuotes() const;
    Slip slipOfRange(const FieldName &name, QStringView word, qsizetype position) const;
    Slip slipOfOrder(const Value &lower, const Value &upper, QStringView word,
                     qsizetype position) const;
    FilterError repaired(qsizetype begin, qsizetype end, const QString &by,
                         const QString &message) const;
    //! \}
    QStringView takeFieldName();
    void skipSpace();
    bool atEnd() const { return m_at == m_text.size(); }
    QChar peek(qsizetype ahead = 0) const;
    bool takeKeyword(QStringView keyword);
    bool atTermEnd(qsizetype at) const;
    std::unexpected<FilterError> fail(qsizetype position, qsizetype length, const QString &message) const;
    std::unexpected<FilterError> failOpen(const QString &message, qsizetype position) const;

    const QString &m_text;
    const QDateTime m_now;
    qsizetype m_at = 0;
    qsizetype m_call = -1; //!< where a word begins that has a “(” in it, and a “)” behind it
    int m_depth = 0;
};

//! \brief A number with a unit of size, such as 10k, 2MB or 1.5MiB: k, M, G, T for powers of 1000, with
//! an i for powers of 1024, with a B or without.
std::optional<Decimal> parseQuantity(QStringView word);
//! \brief A time, in milliseconds since the epoch: `-5m` before \a now, `12:00` or `12:00:05.250` on
//! the day of \a now, or a date, with a time or without, as in ISO 8601.
std::optional<qint64> parseFilterTime(QStringView word, const QDateTime &now);

} // namespace Tailwater
