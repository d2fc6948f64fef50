// A client that knows nothing but HTTP: requests with their keys, and live updates with their marks. Looks that came too often
// are made again when the platform says so; a write that is refused stays refused.
import { pause, until } from './bounded-timers.ts'

export interface Reply {
  readonly status: number
  readonly headers: Headers
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any
  readonly text: string
}

export interface Ask {
  readonly method?: string
  readonly body?: unknown
  readonly raw?: Uint8Array<ArrayBuffer> | string
  readonly headers?: Readonly<Record<string, string>>
  readonly token?: string
  readonly role?: string
  readonly key?: string
}
export type Api = (path: string, ask?: Ask) => Promise<Reply>

let serial = 0

const once = (url: string): Api => async (path, { method = 'GET', body, raw, headers = {}, token, role, key } = {}) => {
  const writes = method !== 'GET' && method !== 'HEAD'
  serial += 1
  const response = await fetch(path.startsWith('/') ? url + path : `${url}/api/v1/${path}`, {
    method,
    headers: {
      // A spec may think for longer than an idle connection lives, and would then ask on one that the other side has closed.
      connection: 'close',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(role === undefined ? {} : { 'zhijian-role': role }),
      ...(writes ? { 'idempotency-key': key ?? `e2e-key-${String(serial).padStart(6, '0')}` } : {}),
      ...headers,
    },
    ...(raw !== undefined ? { body: raw } : body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: /json/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : null }
}

export const api = (url: string): Api => {
  const send = once(url)
  return async (path, ask = {}) => {
    for (;;) {
      const reply = await send(path, ask)
      if (reply.status !== 429 || (ask.method ?? 'GET') !== 'GET') return reply
      await pause(reply.body.params.retryAfterMs)
    }
  }
}

export interface LiveEvent {
  readonly id: string
  readonly event: string
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any
}

export interface Live {
  readonly events: readonly LiveEvent[]
  /** The mark to come back with. */
  readonly lastId: string
  /** Waits for an event, among those that came already too. */
  next(event: string, fits?: (data: LiveEvent['data']) => boolean): Promise<LiveEvent>
  readonly ended: boolean
  close(): void
}

/** A live stream, resumed after `lastId` when it is given. */
export const live = async (url: string, { token, role, lastId }: { readonly token: string; readonly role?: string; readonly lastId?: string }): Promise<Live> => {
  const away = new AbortController()
  const response = await fetch(`${url}/api/v1/live${role === undefined ? '' : `?role=${role}`}`, {
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream', ...(lastId === undefined ? {} : { 'last-event-id': lastId }) }, signal: away.signal,
  })
  if (response.status !== 200) throw new Error(`live: ${response.status} ${await response.text()}`)
  const events: LiveEvent[] = []
  let mark = lastId ?? ''
  let ended = false
  const take = (block: string): void => {
    const field = (name: string): string | undefined => block.split('\n').find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)
    mark = field('id') ?? mark
    const event = field('event')
    if (event !== undefined) events.push({ id: mark, event, data: JSON.parse(field('data') ?? '{}') })
  }
  void (async () => {
    let rest = ''
    const decoder = new TextDecoder()
    for await (const piece of response.body!) {
      const blocks = (rest + decoder.decode(piece as Uint8Array, { stream: true })).split('\n\n')
      rest = blocks.pop()!
      blocks.forEach(take)
    }
  })().catch(() => undefined).finally(() => { ended = true })
  return {
    events,
    get lastId() { return mark },
    get ended() { return ended },
    next: (event, fits = () => true) => until(`live: ${event}`, () => events.find((each) => each.event === event && fits(each.data))),
    close: () => away.abort(),
  }
}
