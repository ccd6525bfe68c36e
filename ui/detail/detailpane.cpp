// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

#include "detail/detailpane.h"

#include "moc_detailpane.cpp"
