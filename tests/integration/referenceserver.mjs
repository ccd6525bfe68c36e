// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The reference server on a free port; its address is the first line of output, the end of its
// input is its own.
import { DurableStreamTestServer } from '@durable-streams/server'

const server = new DurableStreamTestServer({ port: 0, host: '127.0.0.1' })
console.log(await server.start())
process.stdin.on('end', () => process.exit(0)).resume()
