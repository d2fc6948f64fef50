// Two gateways over one log, as the applications meet them: what is done is done at one, the next read comes to the other, whose view is behind.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, type ZhijianClient } from '@zhijian/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { HEADER, readAtLeast, type AtLeast } from '../src/at-least.ts'

const at = (n: number): string => String(n).padStart(8, '0')

/** How far its log and its view are, and what it was asked. */
interface Behind {
  readonly asked: (string | null)[]
  /** Positions of acts to come; default: 7. */
  readonly acts: number[]
  log: number
  view: number
  /** Called for each reader who is kept waiting: the view may come on meanwhile. */
  onWait: () => void
}
let server: Server
let other: Behind
let client: ZhijianClient
let atLeast: AtLeast

beforeEach(async () => {
  sessionStorage.clear()
  other = { asked: [], acts: [], log: 7, view: 6, onWait: () => undefined }
  server = createServer((request, response) => {
    const says = (status: number, body: object): void => void response.writeHead(status, { 'content-type': `application/${status < 400 ? '' : 'problem+'}json` }).end(JSON.stringify(body))
    if (request.method === 'POST') return says(201, { receipt: { effect: 'recorded', position: at(other.acts.shift() ?? 7) } })
    const position = request.headers[HEADER] as string | undefined
    other.asked.push(position ?? null)
    if (position !== undefined && position > at(other.log)) return says(400, { code: 'no-such-position', title: '', status: 400, type: '' })
    if (position !== undefined && position > at(other.view)) {
      other.onWait()
      if (position > at(other.view)) return says(503, { code: 'not-yet', title: '', status: 503, type: '' })
    }
    return says(200, { items: Array.from({ length: other.view }, (_, i) => ({ consultationId: `q${i + 1}` })) })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  client = createClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  atLeast = readAtLeast(client)
})
afterEach(() => new Promise((resolve) => { server.close(resolve) }))

const acts = (): Promise<unknown> => client.POST('/api/v1/consultations/{consultation}/closing', { params: { path: { consultation: 'q7' } }, body: {} } as never)
const seen = async (): Promise<number> => ((await client.GET('/api/v1/consultations')).data as unknown as { items: unknown[] }).items.length

it('names no position before anything was done', async () => {
  expect(await seen()).toBe(6)
  expect(other.asked).toEqual([null])
})

it('sees its own act where the view is behind: the answer is waited for', async () => {
  await acts()
  other.onWait = () => { other.view = 7 }
  expect(await seen()).toBe(7)
  expect(other.asked).toEqual([at(7)])
})

it('asks again a view that needs longer than the server waits', async () => {
  await acts()
  let waits = 0
  other.onWait = () => {
    waits += 1
    if (waits === 3) other.view = 7
  }
  expect(await seen()).toBe(7)
  expect(other.asked).toEqual([at(7), at(7), at(7)])
})

it('reads a view that stands still as it stands, says so, and goes on naming the position (W1)', async () => {
  let behind = 0
  atLeast.whenBehind(() => { behind += 1 })
  await acts()
  expect(await seen()).toBe(6)
  expect(behind).toBe(1)
  expect(other.asked).toEqual([at(7), at(7), at(7), null])
  other.view = 7
  expect(await seen()).toBe(7)
  expect(other.asked.at(-1)).toBe(at(7))
  expect(behind).toBe(1)
})

it('forgets a position that the log never came to (W2)', async () => {
  await acts()
  other.log = 6
  expect(await seen()).toBe(6)
  expect(await seen()).toBe(6)
  expect(other.asked).toEqual([at(7), null, null])
})

it('names the last of its acts, also where an older one was answered later, and after a reload of the page', async () => {
  other.acts.push(8, 7)
  await acts()
  await acts()
  Object.assign(other, { log: 8, view: 8 })
  await seen()
  const reloaded = createClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
  readAtLeast(reloaded)
  await reloaded.GET('/api/v1/consultations')
  expect(other.asked).toEqual([at(8), at(8)])
})

it('shows what the live stream told of, also what came after its own act, where the view is behind', async () => {
  await acts()
  Object.assign(other, { log: 8, view: 7 })
  atLeast.heard(at(8))
  atLeast.heard(at(6))
  other.onWait = () => { other.view = 8 }
  expect(await seen()).toBe(8)
  expect(other.asked).toEqual([at(8)])
})

it('goes on naming its own act where what it heard of is of another log', async () => {
  await acts()
  other.view = 7
  atLeast.heard(at(9))
  expect(await seen()).toBe(7)
  expect(await seen()).toBe(7)
  expect(other.asked).toEqual([at(9), null, at(7)])
})
