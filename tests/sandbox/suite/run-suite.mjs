// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// node run-suite.mjs <tailwater-sandbox> memory|folder
// Runs the public suite and counts: 332 passed and none failed, and its pull-wake case.
import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { startSandbox } from "./sandbox.mjs"

const longPollMs = 500
const [executable, storage] = process.argv.slice(2)
const here = dirname(fileURLToPath(import.meta.url))
// The suite registers its tests with the vitest that it has of its own.
const suite = join(here, "node_modules/@durable-streams/server-conformance-tests")
const vitest = join(suite, "node_modules/vitest/vitest.mjs")

function run(url, report, environment, ...filter) {
    const output = join(here, `${report}-${storage}.json`)
    spawnSync(process.execPath, [vitest, "run", "server.test.mjs", "--root", here,
        "--testTimeout=60000", "--reporter=dot", "--reporter=json", `--outputFile=${output}`, ...filter], {
        stdio: "inherit",
        env: { ...process.env, SANDBOX_URL: url, SANDBOX_LONG_POLL_MS: `${longPollMs}`, ...environment },
    })
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(output))
    return { passed: numPassedTests, failed: numFailedTests }
}

const sandbox = await startSandbox(executable, storage, "--long-poll-timeout", `${longPollMs}`)
const all = run(sandbox.url, "all", {})
const pullWake = run(sandbox.url, "pull-wake", { SANDBOX_SUBSCRIPTIONS: "1" }, "-t", "pull-wake")
await sandbox.stop()

console.log(`${storage}: ${all.passed} passed, ${all.failed} failed; `
    + `pull-wake: ${pullWake.passed} passed, ${pullWake.failed} failed`)
const good = all.passed === 332 && all.failed === 0 && pullWake.passed === 1 && pullWake.failed === 0
process.exit(good ? 0 : 1)
