// Nobody has all there is: what one person, one address, or everybody together may hold is bounded, and the others are served meanwhile.
// That it is so is counted here, not timed; what it costs the others is measured (benchmarks/denial.ts).
import { once } from 'node:events'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { gatewayConfig, LIMITS } from '../src/config.ts'
import { MOST_WAITING, passwordFits } from '../src/passwords.ts'
import { openWorld, type World } from './world.ts'

let world: World
const closing: (() => void)[] = []
const opened = async (config: Partial<Parameters<typeof gatewayConfig>[0]>): Promise<void> => {
  world = await openWorld({ config: gatewayConfig({ port: 0, ...config }) })
}
afterEach(async () => {
  for (const close of closing.splice(0)) close()
  await world.close()
})

/** A connection that asks for nothing. @param from which of this machine's addresses; all but 127.0.0.1 are others to the gateway */
const idle = async (from: string): Promise<{ readonly socket: Socket; readonly isOpen: () => boolean }> => {
  const { hostname, port } = new URL(world.url)
  const socket = connect({ host: hostname, port: Number(port), localAddress: from })
  closing.push(() => socket.destroy())
  let open = true
  socket.on('error', () => {}).on('close', () => { open = false })
  await once(socket, 'connect')
  return { socket, isOpen: () => open }
}
/** Served over a connection of its own, or turned away. */
const served = (from: string): Promise<boolean> => new Promise((resolve) => {
  request(`${world.url}/healthz`, { localAddress: from, agent: false, headers: { connection: 'close' } }, (response) => {
    response.resume().on('end', () => resolve(response.statusCode === 200))
  }).on('error', () => resolve(false)).end()
})
const refused = async (why: string): Promise<number> =>
  Number(new RegExp(`^zhijian_http_connections_refused_total\\{why="${why}"\\} (\\d+)$`, 'm').exec((await world.ask({ path: '/metrics' })).text)?.[1] ?? 0)

describe('connections', () => {
  it('a few requests may be sent ahead of their answers; who sends hundreds is cut off, and the others have their turn', async () => {
    await opened({})
    const ask = 'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n'
    const answersTo = async (many: number): Promise<{ readonly answers: number; readonly isOpen: () => boolean }> => {
      const { socket, isOpen } = await idle('127.0.0.2')
      let text = ''
      socket.on('data', (chunk: Buffer) => { text += chunk.toString() }).write(ask.repeat(many))
      const answers = (): number => text.match(/HTTP\/1\.1 200/g)?.length ?? 0
      await vi.waitFor(() => expect(!isOpen() || answers() === many).toBe(true), { timeout: 300_000 })
      return { answers: answers(), isOpen }
    }
    const few = await answersTo(LIMITS.http.pipelined)
    expect([few.answers, few.isOpen()]).toEqual([LIMITS.http.pipelined, true])
    const hundreds = await answersTo(300)
    expect(hundreds.isOpen()).toBe(false)
    expect(hundreds.answers).toBeLessThan(300)
    expect(await served('127.0.0.2')).toBe(true)
  })
  it('one address has so many at once, and the next is turned away; others are served, and so is it when it lets one go', async () => {
    await opened({ connectionsPerAddress: 3 })
    const held = [await idle('127.0.0.2'), await idle('127.0.0.2'), await idle('127.0.0.2')]
    expect(await served('127.0.0.2')).toBe(false)
    expect(await served('127.0.0.3')).toBe(true)
    expect(held.map(({ isOpen }) => isOpen())).toEqual([true, true, true])
    expect(await refused('address')).toBe(1)
    held[0]!.socket.destroy()
    await vi.waitFor(async () => expect(await served('127.0.0.2')).toBe(true), { timeout: 300_000 })
  })
  it('a proxy that was named speaks for many, and so does this machine', async () => {
    await opened({ connectionsPerAddress: 1, trustedProxies: ['127.0.0.2'] })
    for (const from of ['127.0.0.1', '127.0.0.2']) {
      await idle(from)
      await idle(from)
      expect(await served(from)).toBe(true)
    }
    expect(await refused('address')).toBe(0)
  })
  it('everybody together has so many, too', async () => {
    await opened({ connections: 10 })
    const held = await Promise.all(Array.from({ length: 10 }, (_, n) => idle(`127.0.0.${n + 2}`)))
    await vi.waitFor(async () => expect(await served('127.0.0.20')).toBe(false), { timeout: 300_000 })
    for (const { socket } of held) socket.destroy()
    await vi.waitFor(async () => expect(await served('127.0.0.20')).toBe(true), { timeout: 300_000 })
    expect(await refused('all')).toBeGreaterThan(0)
  })
})

/** A live stream over a connection of its own. */
const stream = (token: string, forwardedFor?: string): Promise<{ readonly status: number; readonly close: () => void }> => new Promise((resolve, reject) => {
  const asked = request(`${world.url}/api/v1/live`, {
    agent: false, headers: { authorization: `Bearer ${token}`, ...(forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }) },
  }, (response) => {
    response.resume()
    closing.push(() => asked.destroy())
    resolve({ status: response.statusCode!, close: () => asked.destroy() })
  }).on('error', reject)
  asked.end()
})
const statuses = async (...streams: readonly Promise<{ readonly status: number }>[]): Promise<readonly number[]> => (await Promise.all(streams)).map(({ status }) => status)

describe('live streams', () => {
  it('one account has so many, wherever they are opened; another has its own', async () => {
    await opened({})
    const [hers, his] = [await world.citizen('13947400001'), await world.citizen('13947400002')]
    const held = []
    for (let n = 0; n < LIMITS.live.perAccount; n += 1) {
      if (n > 0) world.systemClock.advance({ ms: LIMITS.rate.live.refillMs })
      held.push(await stream(hers))
    }
    expect(held.map(({ status }) => status)).toEqual(held.map(() => 200))
    world.systemClock.advance({ ms: 2 * LIMITS.rate.live.refillMs })
    const next = await world.ask({ path: 'live', token: hers })
    expect([next.status, next.body.code, next.headers.get('retry-after')]).toEqual([429, 'too-many-streams', '30'])
    expect(await statuses(stream(his))).toEqual([200])
    held[0]!.close()
    await vi.waitFor(async () => {
      world.systemClock.advance({ ms: LIMITS.rate.live.refillMs })
      expect((await stream(hers)).status).toBe(200)
    }, { timeout: 300_000 })
  })
  it('one address has so many, whoever opens them, also behind a proxy', async () => {
    await opened({ connectionsPerAddress: 2, trustedProxies: ['127.0.0.1'] })
    const tokens = []
    for (let n = 1; n <= 3; n += 1) tokens.push(await world.citizen(`1394740000${n}`))
    expect(await statuses(stream(tokens[0]!, '203.0.113.7'), stream(tokens[1]!, '203.0.113.7'))).toEqual([200, 200])
    expect(await statuses(stream(tokens[2]!, '203.0.113.7'))).toEqual([429])
    expect(await statuses(stream(tokens[2]!, '203.0.113.8'))).toEqual([200])
  })
  it('all of them leave connections for those who ask', async () => {
    await opened({ connections: 10 })
    const token = await world.citizen('13947400001')
    expect(new Set(await statuses(...Array.from({ length: 6 }, () => stream(token))))).toEqual(new Set([200]))
    const next = await world.ask({ path: 'live', token })
    expect([next.status, next.body.code]).toEqual([503, 'busy'])
    expect((await world.ask({ path: 'auth/session', token })).status).toBe(200)
  })
})

describe('what may be asked how often', () => {
  it('counts a network of IPv6 as one: who has one address of it has all', async () => {
    await opened({ trustedProxies: ['127.0.0.1'] })
    const ask = (n: number, from: string): Promise<number> =>
      world.ask({ method: 'POST', path: 'auth/phone-codes', body: { phone: `139474010${String(n).padStart(2, '0')}` }, headers: { 'x-forwarded-for': from } }).then(({ status }) => status)
    const from = []
    for (let n = 0; n < LIMITS.rate.code.capacity + 1; n += 1) from.push(await ask(n, `2001:db8:1:2::${(n + 1).toString(16)}`))
    expect([from.slice(0, -1).every((status) => status === 202), from.at(-1)]).toEqual([true, 429])
    expect(await ask(50, '2001:db8:1:3::1')).toBe(202)
  })
})

describe('passwords', () => {
  it('are compared two at a time, with a short line behind; whoever comes then is told at once, and later he is served', async () => {
    await opened({})
    const cheap = `$argon2id$v=19$m=8,t=1,p=1$${Buffer.alloc(16).toString('base64')}$${Buffer.alloc(32).toString('base64')}`
    const many = await Promise.allSettled(Array.from({ length: MOST_WAITING + 10 }, () => passwordFits('不是这个密码也没关系', cheap)))
    expect(many.filter(({ status }) => status === 'fulfilled')).toHaveLength(MOST_WAITING + 2)
    expect(many.filter((each) => each.status === 'rejected').map(({ reason }) => (reason as { code: string }).code)).toEqual(new Array(8).fill('busy'))
    expect(await passwordFits('不是这个密码也没关系', cheap)).toBe(false)
  })
})
