// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArrayView>
#include <QStringList>

namespace Tailwater {

//! \brief The JSON pointers of the scalars of \a document that hold \a text, in their keys or values,
//! in any case; at most \a limit of them.
QStringList jsonPointersOf(QByteArrayView document, const QString &text, qsizetype limit);

//! \brief The JSON pointer of what stands at the byte \a position of \a document: of a key that of its
//! value. Empty if there is nothing with a pointer.
QString jsonPointerAt(QByteArrayView document, qsizetype position);

//! \brief The JSON pointers of the scalars of \a document, each once and in order; at most \a limit.
QStringList jsonScalarPointers(QByteArrayView document, qsizetype limit);

} // namespace Tailwater
