// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// node peer.mjs TASK URL [ARGUMENT…]: does a task with the official TypeScript client, and prints what
// it took as JSON: cpu and wall in seconds, without Node's start, and what the task has besides.
import { DurableStream, IdempotentProducer, stream } from "@durable-streams/client"

const [task, url, ...more] = process.argv.slice(2)

const percentile = (times, part) => times.sort((a, b) => a - b)[Math.floor(times.length * part)]

// Reads with a subscriber until the stream is up to date, or closed.
async function read(live, subscribe, count) {
    const start = performance.now()
    const result = { count: 0, firstMs: 0 }
    const response = await stream({ url, offset: "-1", live, json: subscribe === "subscribeJson", warnOnHttp: false })
    await new Promise((resolve, reject) => {
        response[subscribe](async (batch) => {
            const got = count(batch)
            if (got > 0 && result.count === 0) result.firstMs = performance.now() - start
            result.count += got
            if ((live === "sse" ? response.streamClosed : batch.upToDate) && got > 0) resolve()
        })
        response.closed.then(resolve, reject)
    })
    response.cancel()
    return result
}

const tasks = {
    bytes: () => read("long-poll", "subscribeBytes", (batch) => batch.data.length),
    json: () => read("long-poll", "subscribeJson", (batch) => batch.items.length),
    sse: () => read("sse", "subscribeJson", (batch) => batch.items.length),

    // ARGUMENT: how many appends of 100 bytes, one after the other.
    async append() {
        const handle = new DurableStream({ url, contentType: "application/json", batching: false, warnOnHttp: false })
        const body = JSON.stringify({ text: "x".repeat(89) })
        await handle.append(body)
        measureFromHere()
        for (let i = 0; i < Number(more[0]); ++i) await handle.append(body)
        return { count: Number(more[0]) }
    },

    // ARGUMENTS: long-poll or sse, and how many rounds of append and delivery.
    async delivery() {
        const handle = new DurableStream({ url, contentType: "application/json", batching: false, warnOnHttp: false })
        const times = []
        let delivered = () => {}
        const response = await stream({ url, offset: "-1", live: more[0], json: true, warnOnHttp: false })
        response.subscribeJson(async ({ items }) => items.forEach(() => delivered()))
        // The reader's first request has to be there before the first append.
        await new Promise((resolve) => setTimeout(resolve, 300))
        for (let i = 0; i < Number(more[1]); ++i) {
            const arrival = new Promise((resolve) => (delivered = resolve))
            const start = performance.now()
            await Promise.all([arrival, handle.append(JSON.stringify({ i }))])
            times.push((performance.now() - start) * 1000)
        }
        response.cancel()
        return { p50: percentile(times, 0.5), p99: percentile(times, 0.99) }
    },

    // ARGUMENT: how many messages of 100 bytes go through the idempotent producer.
    async producer() {
        const handle = new DurableStream({ url, contentType: "application/json", warnOnHttp: false })
        const producer = new IdempotentProducer(handle, "benchmark", {
            lingerMs: 5, maxInFlight: 5, maxBatchBytes: 1 << 20,
        })
        const message = JSON.stringify({ text: "x".repeat(89) })
        for (let i = 0; i < Number(more[0]); ++i) producer.append(message)
        await producer.flush()
        return { count: Number(more[0]) }
    },
}

let startCpu, startWall
function measureFromHere() {
    startCpu = process.cpuUsage()
    startWall = performance.now()
}
measureFromHere()
const result = await tasks[task]()
const cpu = process.cpuUsage(startCpu)
console.log(JSON.stringify({
    ...result,
    cpu: (cpu.user + cpu.system) / 1e6,
    wall: (performance.now() - startWall) / 1000,
    rss: process.resourceUsage().maxRSS * 1024,
}))
process.exit(0)
