// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// Starts tailwater-sandbox for a test, and stops it as a user would.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"

export async function startSandbox(executable, storage, ...options) {
    const folder = storage === "folder" ? mkdtempSync(join(tmpdir(), "sandbox-")) : null
    const where = folder ? ["--data", folder] : ["--memory"]
    const child = spawn(executable, ["--port", "0", ...where, ...options], {
        stdio: ["ignore", "pipe", "inherit"],
    })
    const exited = once(child, "exit")
    const [line] = await Promise.race([
        once(createInterface({ input: child.stdout }), "line"),
        exited.then(([code]) => Promise.reject(new Error(`the sandbox ended with ${code}`))),
    ])
    return {
        url: JSON.parse(line).url,
        async stop() {
            child.kill("SIGTERM")
            const [code, signal] = await exited
            if (folder) rmSync(folder, { recursive: true })
            if (code !== 0) throw new Error(`the sandbox ended with ${code ?? signal}`)
        },
    }
}
