// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// A library needs a source; those made from this one are there for their precompiled headers.
