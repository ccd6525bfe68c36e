// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The public conformance suite for servers, against the sandbox whose address is in SANDBOX_URL.
import { runConformanceTests } from "@durable-streams/server-conformance-tests"

runConformanceTests({
    baseUrl: new URL(process.env.SANDBOX_URL).origin,
    longPollTimeoutMs: Number(process.env.SANDBOX_LONG_POLL_MS),
    subscriptions: process.env.SANDBOX_SUBSCRIPTIONS === "1",
})
