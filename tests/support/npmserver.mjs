// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// The reference server: node npmserver.mjs PORT DATADIR. Its address is the first line of output; it
// ends when its input does.
import { DurableStreamTestServer } from '@durable-streams/server'

const [port, dataDir] = process.argv.slice(2)
const server = new DurableStreamTestServer({
  port: Number(port),
  host: '127.0.0.1',
  longPollTimeout: 2000,
  ...(dataDir ? { dataDir } : {}),
})
console.log(await server.start())
process.stdin.on('end', () => process.exit(0)).resume()
