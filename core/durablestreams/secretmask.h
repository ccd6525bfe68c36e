// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

namespace DurableStreams {

//! \brief Finds secrets that are known by their values, wherever they are repeated: in an answer that
//! quotes the token it refuses, or in the address of a redirect.
//!
//! A value is found as it is, percent-encoded (also in part), with the escapes of a JSON text, and,
//! if it is that of an Authorization header, by its parts: the token without its scheme, the password
//! in the Base64 of Basic. Values of fewer than MinimumSize bytes are not looked for: they are a part
//! of too much else. What errors quote is masked with it. A RequestTrace has bodies, and headers that
//! are not secret by their names, as they came: who shows one masks it. Value type.
class SecretMask
{
public:
    //! \brief Shorter values are not looked for, in bytes.
    static constexpr qsizetype MinimumSize = 4;

    //! \brief A place in a text.
    struct Span
    {
        qsizetype from = 0; //!< of its first byte
        qsizetype size = 0; //!< in bytes
        bool operator==(const Span &) const = default;
    };

    //! \brief Whether a text is all there is, or goes on behind its end.
    enum class Extent {
        Whole,     //!< it is all there is
        Beginning, //!< it goes on, so that a secret may be cut off by its end
    };

    //! \brief Finds nothing.
    SecretMask() = default;
    //! \brief Finds \a values.
    explicit SecretMask(const QList<QByteArray> &values);

    //! \brief What is secret in the \a value of the header \a name: a cookie without its name, a token
    //! without its scheme.
    static QList<QByteArray> partsOf(QByteArrayView name, QByteArrayView value);

    //! \brief Whether nothing is looked for.
    bool isEmpty() const { return m_values.isEmpty(); }
    //! \brief Where secrets are in \a text, in order, without overlaps. One that is cut off by the end
    //! of a Beginning counts.
    QList<Span> find(QByteArrayView text, Extent extent = Extent::Whole) const;
    //! \brief Whether a secret is in \a text, all of it.
    bool isIn(QByteArrayView text) const { return !find(text).isEmpty(); }
    //! \brief \a text with `•••` in their places.
    QByteArray masked(const QByteArray &text, Extent extent = Extent::Whole) const;
    //! \brief As above, of a text for people.
    QString masked(const QString &text) const;

    bool operator==(const SecretMask &) const = default;

private:
    QList<QByteArray> m_values; // the longest first
};

} // namespace DurableStreams
