// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The reference server: node npmserver.mjs PORT [--registry] [DATADIR]. Its address is the first line
// of output; it ends when its input does.
import { createRegistryHooks, DurableStreamTestServer } from '@durable-streams/server'

const [port, ...rest] = process.argv.slice(2)
const registry = rest[0] === '--registry' && rest.shift()
const [dataDir] = rest
const server = new DurableStreamTestServer({
  port: Number(port),
  host: '127.0.0.1',
  longPollTimeout: 2000,
  ...(dataDir ? { dataDir } : {}),
})
const url = await server.start()
if (registry) Object.assign(server.options, createRegistryHooks(server.store, url))
console.log(url)
process.stdin.on('end', () => process.exit(0)).resume()
