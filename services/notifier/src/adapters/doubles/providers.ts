// All providers on one loopback port, with a hand on the other side: POST and GET /control/… say what goes wrong next, what
// was received, and what reached people. No timers: what is held is held until it is released, and whoever wants a provider that
// takes its time brings the pace. With a diary it can be killed: what it took over it still knows when it is started again.
//
// POST /control/next      {provider, troubles}   the next requests to this provider, in order
// POST /control/release   {}                     answers everything that is held → {released}
// POST /control/wechat    {token?: 'expire' | 'revoke', expiresIn?, unsubscribe?}
// POST /control/minute    {}                     a minute passes for the robot
// POST /control/report    {provider, url, ref, status, at, forged?, chat?}   the provider says it now → {status, body} of the answer;
//                         late, twice, out of order: as often and in whichever order it is asked to
// POST /control/greet     {url, at, forged?}     WeChat asks whether this address is ours → the same
// GET  /control/received                         every request, by provider
// GET  /control/handed                           every message that reached people
// GET  /readyz                                   it is there
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { aliyunDouble } from './aliyun.ts'
import type { Diary } from './diary.ts'
import { jsonOf, PROVIDERS, type Answered, type Arrived, type Handed, type ProviderDouble, type ProviderName } from './double.ts'
import { greetAsWeChat, pushAsAliyun, pushAsWeChat, type Forgery } from './reports.ts'
import { robotDouble } from './robot.ts'
import { weChatDouble } from './wechat.ts'

/**
 * `hold`: taken over, the answer waits. `drop-before`: the connection breaks, nothing was taken over. `drop-after`: taken
 * over, then the connection breaks. `malformed`: taken over, the answer is a page. `bad-gateway`: 502, nothing was taken over.
 */
export type Trouble = 'hold' | 'drop-before' | 'drop-after' | 'malformed' | 'bad-gateway' | { readonly error: string }

const WORDS = new Set<unknown>(['hold', 'drop-before', 'drop-after', 'malformed', 'bad-gateway'])
const isTrouble = (value: unknown): value is Trouble =>
  WORDS.has(value) || (typeof value === 'object' && value !== null && typeof (value as { error?: unknown }).error === 'string')

const MAX_BYTES = 1024 * 1024
const read = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size <= MAX_BYTES) parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

export interface ProviderDoubles {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  /** A minute passes for the robot. */
  nextMinute(): void
  close(): Promise<void>
}

/** How one request fares. */
export interface Fare {
  readonly trouble?: Trouble
  /** Resolve when it is taken over, and when it is answered. */
  takeOver(): Promise<void>
  answer(): Promise<void>
}

export interface DoublesOptions {
  /** Default: any free one. */
  readonly port?: number
  readonly nowMs?: () => number
  readonly diary?: Diary
  /** Of messages that have an id of the sender's. @param attempt from 1 */
  readonly fare?: (provider: ProviderName, dedupe: string, attempt: number) => Fare
}

const AT_ONCE: Fare = { takeOver: async () => {}, answer: async () => {} }

export const openProviderDoubles = async ({ port = 0, nowMs, diary, fare = () => AT_ONCE }: DoublesOptions = {}): Promise<ProviderDoubles> => {
  const wechat = weChatDouble(nowMs)
  const robot = robotDouble()
  const doubles: readonly ProviderDouble[] = [wechat, robot, aliyunDouble()]
  const attempts = new Map<string, number>()
  for (const { provider, dedupe, what, to = '', ref = '', atMs } of diary?.before ?? []) {
    if (what === 'asked') attempts.set(`${provider} ${dedupe}`, (attempts.get(`${provider} ${dedupe}`) ?? 0) + 1)
    if (what === 'taken') for (const double of doubles) double.remember?.(provider, { dedupe, to, ref, atMs })
  }
  const troubles = new Map<ProviderName, Trouble[]>()
  const received: { readonly provider: ProviderName; readonly request: Arrived }[] = []
  const handed: Handed[] = []
  let held: (() => void)[] = []

  const send = (response: ServerResponse, { status, body }: Answered): void =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

  const report = async ({ provider, url, ref, status, at, forged, chat }: Record<string, unknown>): Promise<Answered> => {
    if (typeof url !== 'string' || typeof ref !== 'string' || typeof at !== 'string' || (provider !== 'wechat' && provider !== 'sms')) {
      return { status: 400, body: { error: 'provider, url, ref, status, at' } }
    }
    // Of what nobody sent somebody may report all the same.
    const of = doubles.map((double) => double.taken?.(provider, ref)).find((each) => each) ?? { to: '13800001111', outId: 'f'.repeat(32) }
    const pushing = { url, ref, of, status: String(status ?? 'success'), atMs: Date.parse(at), ...(forged === undefined ? {} : { forged: forged as Forgery }), isChat: chat === true }
    return { status: 200, body: await (provider === 'wechat' ? pushAsWeChat(pushing) : pushAsAliyun(pushing)) }
  }

  const control = async (path: string, asked: Record<string, unknown>): Promise<Answered> => {
    const done = (body: unknown = {}): Answered => ({ status: 200, body })
    switch (path) {
      case '/control/next': {
        const { provider, troubles: next } = asked
        if (!PROVIDERS.includes(provider as never) || !Array.isArray(next) || !next.every(isTrouble)) {
          return { status: 400, body: { error: 'provider, troubles' } }
        }
        troubles.set(provider as ProviderName, [...troubles.get(provider as ProviderName) ?? [], ...next])
        return done()
      }
      case '/control/release': {
        const waiting = held
        held = []
        for (const go of waiting) go()
        return done({ released: waiting.length })
      }
      case '/control/wechat':
        if (asked['token'] === 'expire') wechat.expire()
        if (asked['token'] === 'revoke') wechat.revoke()
        if (typeof asked['expiresIn'] === 'number') wechat.expiresIn(asked['expiresIn'])
        if (typeof asked['unsubscribe'] === 'string') wechat.unsubscribe(asked['unsubscribe'])
        return done()
      case '/control/minute':
        robot.nextMinute()
        return done()
      case '/control/report': return report(asked)
      case '/control/greet':
        return done(await greetAsWeChat(String(asked['url']), Date.parse(String(asked['at'])), asked['forged'] as Forgery | undefined))
      case '/control/received': return done(received)
      case '/control/handed': return done(handed)
      default: return { status: 404, body: { error: 'no such control' } }
    }
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, search, searchParams } = new URL(request.url!, 'http://double')
    const body = await read(request)
    // For whoever starts it as one process among others.
    if (pathname === '/readyz') return send(response, { status: 200, body: { ready: true, reasons: [] } })
    if (pathname.startsWith('/control/')) return send(response, await control(pathname, jsonOf(body) ?? {}))

    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    const place = pathname === '/' ? `${headers['x-acs-action']} ${headers['x-acs-version']}` : pathname
    const double = doubles.find((each) => place in each.paths)
    if (!double || request.method !== 'POST') return void response.writeHead(404).end()
    const provider = double.paths[place]!
    const arrived: Arrived = { path: pathname, rawQuery: search.slice(1), query: Object.fromEntries(searchParams), headers, body }
    const dedupe = double.dedupeOf?.(provider, arrived) ?? null
    const mentions = double.mentionsOf?.(provider, arrived)
    const attempt = (attempts.get(`${provider} ${dedupe}`) ?? 0) + 1
    if (dedupe !== null) attempts.set(`${provider} ${dedupe}`, attempt)
    const note = (what: 'asked' | 'refused' | 'taken', more: object = {}): void => {
      if (dedupe !== null) diary?.note({ provider, dedupe, what, ...(mentions === undefined ? {} : { mentions }), ...more })
    }
    note('asked')
    received.push({ provider, request: arrived })

    const faring = dedupe === null ? AT_ONCE : fare(provider, dedupe, attempt)
    const trouble = troubles.get(provider)?.shift() ?? faring.trouble
    await faring.takeOver()
    if (trouble === 'drop-before') return void request.socket.destroy()
    if (trouble === 'bad-gateway') return void response.writeHead(502, { 'content-type': 'text/html' }).end('<html>502</html>')
    if (typeof trouble === 'object') {
      note('refused')
      return send(response, double.refuse(trouble.error))
    }
    const answer = double.answer(provider, arrived)
    if (answer.handed) {
      handed.push({ provider, ...answer.handed })
      note('taken', { to: answer.handed.to[0], ref: answer.ref })
    } else if (mentions !== undefined) note('refused')
    await faring.answer()
    if (trouble === 'drop-after') return void request.socket.destroy()
    if (trouble === 'malformed') return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>系统维护</html>')
    if (trouble === 'hold') await new Promise<void>((go) => void held.push(go))
    send(response, answer)
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy())
  })
  await new Promise<void>((ready) => void server.listen(port, '127.0.0.1', ready))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    nextMinute: () => robot.nextMinute(),
    close: () => {
      server.closeAllConnections()
      return new Promise<void>((closed) => void server.close(() => closed()))
    },
  }
}
