// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace Tailwater {

//! \brief Finds one text in many, as bytes; ignoring the case of ASCII letters if wanted. Thread-safe.
//!
//! Looks for the two rarest bytes of the text first, sixteen places at a time.
class LiteralSearch
{
public:
    //! \brief The empty text, which is everywhere.
    LiteralSearch() = default;
    LiteralSearch(QByteArrayView needle, Qt::CaseSensitivity sensitivity);

    const QByteArray &needle() const { return m_needle; }

    bool isIn(QByteArrayView text) const { return indexIn(text) >= 0; }
    //! \brief Where it stands first at or after \a from, or -1.
    qsizetype indexIn(QByteArrayView text, qsizetype from = 0) const;

    bool operator==(const LiteralSearch &other) const
    {
        return m_needle == other.m_needle && m_sensitivity == other.m_sensitivity;
    }

private:
    struct Probe
    {
        qsizetype at = 0; //!< in the needle
        char byte = 0;
        char fold = 0; //!< set in both before they are compared
    };
    Probe probe(qsizetype at) const { return { at, m_needle.at(at), m_folds.at(at) }; }
    bool standsAt(const char *text) const;
    qsizetype searchEach(QByteArrayView text, qsizetype from, qsizetype end) const;

    QByteArray m_needle; // in lower case if that does not matter
    QByteArray m_folds;  // of each of its bytes: set in a text's before they are compared
    Qt::CaseSensitivity m_sensitivity = Qt::CaseSensitive;
    Probe m_first;
    Probe m_second;
};

} // namespace Tailwater
