// SPDX-FileCopyrightText: 2026 The Tailwater authors
// SPDX-License-Identifier: MIT

// node client.mjs <tailwater-sandbox>
// The official JavaScript client creates, appends, reads live and produces against the sandbox.
import { deepEqual, equal } from "node:assert/strict"
import { DurableStream, IdempotentProducer, stream } from "@durable-streams/client"
import { startSandbox } from "./sandbox.mjs"

const sandbox = await startSandbox(process.argv[2], "memory", "--long-poll-timeout", "2000")

async function live(mode) {
    const url = `${sandbox.url}/client/${mode}`
    const handle = await DurableStream.create({ url, contentType: "application/json" })
    await handle.append(JSON.stringify({ n: 1 }))

    const seen = []
    const response = await stream({ url, offset: "-1", live: mode })
    const complete = new Promise((resolve, reject) => {
        response.subscribeJson(async ({ items }) => {
            seen.push(...items)
            if (seen.length === 3) resolve()
        })
        response.closed.catch(reject)
    })
    await handle.append(JSON.stringify({ n: 2 }))
    await handle.append(JSON.stringify([{ n: "an array stays one message" }]))
    await complete
    response.cancel()
    deepEqual(seen, [{ n: 1 }, { n: 2 }, [{ n: "an array stays one message" }]])
    console.log(`${mode}: ${seen.length} messages live`)
}

async function catchUpAndClose() {
    const url = `${sandbox.url}/client/text`
    const handle = await DurableStream.create({ url, contentType: "text/plain" })
    await handle.append("one ")
    await handle.append("two")
    const text = await (await stream({ url, offset: "-1", live: false })).text()
    equal(text, "one two")
    await handle.close()
    equal((await handle.head()).streamClosed, true)
    await handle.delete()
    console.log("text: read, closed, deleted")
}

async function produce() {
    const url = `${sandbox.url}/client/produced`
    const handle = await DurableStream.create({ url, contentType: "application/json" })
    const producer = new IdempotentProducer(handle, "a-producer", { autoClaim: true, lingerMs: 1 })
    for (let n = 0; n < 500; ++n) producer.append(JSON.stringify({ n }))
    await producer.flush()
    const items = await (await stream({ url, offset: "-1", live: false })).json()
    deepEqual(items.map((item) => item.n), Array.from({ length: 500 }, (_, n) => n))
    await producer.close()
    equal((await handle.head()).streamClosed, true)
    console.log(`producer: ${items.length} messages, once and in order`)
}

await live("sse")
await live("long-poll")
await catchUpAndClose()
await produce()
await sandbox.stop()
