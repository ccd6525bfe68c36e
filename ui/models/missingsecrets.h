// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringList>

namespace Tailwater {

struct Connection;

//! \brief Which secrets of kept connections are not at hand: for the whole application, in every thread.
//!
//! A client of such a connection sends nothing; see ConnectionClient. Places are those of
//! Connection::secrets().
class MissingSecrets
{
public:
    enum class Why { KeptUntilQuit, NotInKeychain, Imported };

    //! \brief Secrets at \a places belong to the connection \a id.
    static void note(const QString &id, const QStringList &places, Why why);
    //! \brief They are there, or the user does without.
    static void forget(const QString &id);

    //! \brief What is missing in \a connection itself.
    static QStringList of(const Connection &connection);
    //! \brief Why, in a sentence, such as “The password was kept only until you quit.”; empty if
    //! nothing is missing.
    static QString why(const Connection &connection);

    //! \brief The places of secrets that a connection of this kind has, and that are empty here.
    static QStringList emptyIn(const Connection &connection);
};

} // namespace Tailwater
