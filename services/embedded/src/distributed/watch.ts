// How the processes are doing, asked of their operator's pages: ready or why not, and how far each service's consumers are behind.
import type { Timers } from '@zhijian/kernel'
import type { Supervised } from './process.ts'

/** A process that does not answer for so long is not ready. */
const PATIENCE_MS = 2000
const LAG = /^zhijian_consumer_lag_events\{consumer="([^".]+)\.[^"]*"\} (\d+)$/gm

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
  const reasons = answer?.text.startsWith('{') ? (JSON.parse(answer.text) as { readonly reasons?: readonly string[] }).reasons ?? [] : []
  process.found(answer?.status === 200, reasons)
}

export const lookAt = async (processes: readonly Supervised[], timers: Timers): Promise<void> => {
  await Promise.all(processes.map((each) => look(each, timers)))
}

/** Events that the consumers of each service have still to take, by service; the process that relays tells it for all. */
export const lagOf = async (processes: readonly Supervised[], timers: Timers): Promise<ReadonlyMap<string, number>> => {
  const lag = new Map<string, number>()
  await Promise.all(processes.map(async (each) => {
    const url = each.url()
    const answer = url?.startsWith('http') ? await asked(`${url}/metrics`, timers) : null
    for (const [, service, count] of answer?.text.matchAll(LAG) ?? []) lag.set(service!, (lag.get(service!) ?? 0) + Number(count))
  }))
  return lag
}
