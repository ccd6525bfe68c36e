// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "tail/tailpage.h"

#include "models/tailmodel.h"

#include "moc_tailpage.cpp"
