// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "models/tailmodel.h"

#include "moc_tailmodel.cpp"
