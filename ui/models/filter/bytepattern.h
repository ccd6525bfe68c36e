// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <expected>
#include <memory>

namespace Tailwater {

//! \brief A regular expression (PCRE2) over bytes that should be UTF-8 but need not be.
//!
//! Compiled once and shared; copies are cheap and may be used in any thread. Bytes that are not UTF-8
//! match nothing, and what is around them is searched all the same. But `\\x80` to `\\xff`, which are characters of Latin-1
//! in a text, are bytes where the whole is not UTF-8.
class BytePattern
{
public:
    //! \brief How many steps one search may take; a search that needs more is given up.
    static constexpr quint32 stepLimit = 1'000'000;

    struct Error
    {
        qsizetype position = 0; //!< in UTF-16 units of the pattern
        QString message;

        bool operator==(const Error &) const = default;
    };
    enum class Result { No, Yes, LimitExceeded };

    static std::expected<BytePattern, Error> compile(const QString &pattern, Qt::CaseSensitivity sensitivity);

    const QString &pattern() const { return m_pattern; }
    bool operator==(const BytePattern &other) const { return m_code == other.m_code; }

    //! \brief What a search needs besides the pattern: one a thread.
    class Matcher
    {
    public:
        explicit Matcher(const BytePattern &pattern, quint32 steps = stepLimit);
        ~Matcher();
        Matcher(Matcher &&) noexcept;
        Matcher &operator=(Matcher &&) noexcept;

        //! \brief At or after \a from; what is before it counts as text all the same.
        Result search(QByteArrayView text, qsizetype from = 0);
        //! \brief After Yes: where it matched.
        qsizetype matchStart() const;
        qsizetype matchEnd() const;

    private:
        struct State;
        std::unique_ptr<State> m_state;
    };

private:
    struct Code;
    BytePattern() = default;

    QString m_pattern;
    std::shared_ptr<const Code> m_code;
};

} // namespace Tailwater
