// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace Tailwater {

enum class MessageKind { Neutral, Good, Warning, Bad };

//! \brief Shows \a text in \a label as a message of \a kind: a tinted box with an icon, in the colours
//! of the label's palette, and follows that palette. The text is plain, never markup. Empty hides it.
void setInlineMessage(QLabel *label, MessageKind kind, const QString &text);

} // namespace Tailwater
