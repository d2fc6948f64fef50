// How the processes are doing, asked of their operator's pages: ready or why not, and how each service's consumers are doing.
import { whyNotReady } from '@zhijian/host'
import type { Timers } from '@zhijian/kernel'
import type { Supervised } from './process.ts'

/** A process that does not answer for so long is not ready. */
const PATIENCE_MS = 2000

const asked = async (url: string, timers: Timers): Promise<{ readonly status: number; readonly text: string } | null> => {
  const away = new AbortController()
  const cancel = timers.after(PATIENCE_MS, () => away.abort())
  try {
    const response = await fetch(url, { signal: away.signal })
    return { status: response.status, text: await response.text() }
  } catch {
    return null
  } finally {
    cancel()
  }
}

/** Asks one process how it is. A server that has no such pages is ready when it listens. */
const look = async (process: Supervised, timers: Timers): Promise<void> => {
  const url = process.url()
  if (url === null) return process.found(false, process.state().reasons)
  if (!url.startsWith('http')) return process.found(true, [])
  const answer = await asked(`${url}/readyz`, timers)
  // It may have died meanwhile, and says so itself.
  if (process.url() !== url) return
  const { reasons = [], codes = [] } = answer?.text.startsWith('{') ? JSON.parse(answer.text) as { readonly reasons?: readonly string[]; readonly codes?: readonly string[] } : {}
  process.found(answer?.status === 200, codes.length > 0 ? [whyNotReady(codes)] : reasons)
}

export const lookAt = async (processes: readonly Supervised[], timers: Timers): Promise<void> => {
  await Promise.all(processes.map((each) => look(each, timers)))
}

/** What a process measures of the consumers of each service: how far they are behind, what waits behind a dead letter, what for somebody who is away. */
const MEASURES = /^zhijian_consumer_(lag_events|parked_streams|held_streams)\{consumer="([^".]+)\.[^"]*"\} (\d+)$/gm

export interface Consuming {
  readonly lag: number
  readonly parked: number
  readonly held: number
}
const KEYS = { lag_events: 'lag', parked_streams: 'parked', held_streams: 'held' } as const

export interface Measured {
  /** Of the consumers of each service, by service; the process that relays tells it for all. */
  readonly consuming: ReadonlyMap<string, Consuming>
  /** Something of the log waits for the broker: a consumer may not know yet how much is ahead of it. */
  readonly isRelayBehind: boolean
}
const RELAY_LAG = /^zhijian_relay_lag_seconds (\S+)$/m

export const measuredOf = async (processes: readonly Supervised[], timers: Timers): Promise<Measured> => {
  let isRelayBehind = false
  const found = new Map<string, Consuming>()
  await Promise.all(processes.map(async (each) => {
    const url = each.url()
    const answer = url?.startsWith('http') ? await asked(`${url}/metrics`, timers) : null
    if (Number(RELAY_LAG.exec(answer?.text ?? '')?.[1] ?? 0) > 0) isRelayBehind = true
    for (const [, measure, service, count] of answer?.text.matchAll(MEASURES) ?? []) {
      const before = found.get(service!) ?? { lag: 0, parked: 0, held: 0 }
      const key = KEYS[measure as keyof typeof KEYS]
      found.set(service!, { ...before, [key]: before[key] + Number(count) })
    }
  }))
  return { consuming: found, isRelayBehind }
}

export const consumingOf = async (processes: readonly Supervised[], timers: Timers): Promise<Measured['consuming']> => (await measuredOf(processes, timers)).consuming
