// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#pragma once

#include "models/tailstatus.h"

#include <QIcon>
#include <QString>

QT_BEGIN_NAMESPACE
class QPalette;
QT_END_NAMESPACE

namespace Tailwater {

//! \brief How a state of a tail looks: never by colour alone.
struct StateLook
{
    QIcon icon;
    QString word;
};

StateLook lookOf(TailState state, const QPalette &palette);

} // namespace Tailwater
