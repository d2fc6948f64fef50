// Live updates that come back by themselves: after every break with the last mark they saw.
import { pause } from './patient-timers.ts'

export interface LiveUpdate {
  readonly event: string
  readonly data: { readonly consultationId?: string; readonly at?: string }
}

export interface LiveOptions {
  readonly url: string
  readonly token: string
  readonly role: string
  readonly onUpdate: (update: LiveUpdate) => void
  /** Marks were lost: whoever waits looks for himself. */
  readonly onReset: () => void
}

const AGAIN_MS = 250

const field = (block: string, name: string): string | undefined =>
  block.split('\n').find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2)

/** @returns when the first connection stands; `close` ends it and waits for its end */
export const liveUpdates = async (options: LiveOptions): Promise<{ close(): Promise<void> }> => {
  const away = new AbortController()
  let lastId: string | null = null
  let started: () => void = () => undefined
  const ready = new Promise<void>((resolve) => { started = resolve })

  const take = (block: string): void => {
    lastId = field(block, 'id') ?? lastId
    const event = field(block, 'event')
    if (event === 'ready') started()
    else if (event === 'reset') options.onReset()
    else if (event !== undefined) options.onUpdate({ event, data: JSON.parse(field(block, 'data') ?? '{}') as LiveUpdate['data'] })
  }
  const listen = async (): Promise<void> => {
    const response = await fetch(`${options.url}/api/v1/live?role=${options.role}`, {
      headers: { authorization: `Bearer ${options.token}`, ...(lastId === null ? {} : { 'last-event-id': lastId }) }, signal: away.signal,
    })
    if (!response.ok || response.body === null) return
    const decoder = new TextDecoder()
    let rest = ''
    for await (const piece of response.body) {
      const blocks = (rest + decoder.decode(piece as Uint8Array, { stream: true })).split('\n\n')
      rest = blocks.pop()!
      for (const block of blocks) take(block)
    }
  }
  const following = (async () => {
    while (!away.signal.aborted) {
      await listen().catch(() => undefined)
      if (!away.signal.aborted) await pause(AGAIN_MS)
    }
  })()
  await ready
  return {
    async close() {
      away.abort()
      await following
    },
  }
}
