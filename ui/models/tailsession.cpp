// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/tailsession.h"

#include "moc_tailsession.cpp"
