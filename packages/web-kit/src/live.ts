// Live updates of one tab: one stream, resumed where it broke off. A phone that slept comes back with the last id it saw and
// is told what it missed. Messages name what happened; screens read anew what it concerns.
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { createEventSource, type EventSourceClient } from 'eventsource-client'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { actingRole, atLeast } from './api.ts'

export interface LiveEvent {
  /** `answer-given`; `reset`: load everything anew. */
  readonly event: string
  readonly data: Readonly<Record<string, string | null>>
}
type Listener = (event: LiveEvent) => void

/** The server is heard every 15 s; a stream silent for longer is dead, whatever the device says. */
const SILENT_MS = 40_000

let stream: EventSourceClient | null = null
let heardAt = 0
/** How many listen for clocks: the stream names them only while somebody does. */
let ofClocks = 0
let watching: ReturnType<typeof setInterval> | null = null
const listeners = new Set<Listener>()

/** Beginnings since the stream was last there. One that breaks off comes back unseen; two say that the server is away. */
let failures = 0
const watchers = new Set<() => void>()
const failed = (count: number): void => {
  failures = count
  for (const watcher of watchers) watcher()
}
/** Live updates do not come at present: what is on the screen may be old. */
export const useLiveLost = (): boolean => useSyncExternalStore((watcher) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}, () => failures > 1)

/** An id is the log's mark, a dot and the position that it was told up to; whispers have none. */
const positionOf = (id: string | undefined): string | undefined => id?.split('.')[1] || undefined

const tell = (event: LiveEvent): void => {
  for (const listener of listeners) listener(event)
}

const open = (lastEventId?: string): void => {
  const role = actingRole()
  const query = new URLSearchParams({ ...(role === undefined ? {} : { role }), ...(ofClocks > 0 ? { clocks: 'true' } : {}) }).toString()
  heardAt = performance.now()
  stream = createEventSource({
    url: new URL(`/api/v1/live${query === '' ? '' : `?${query}`}`, location.href),
    ...(lastEventId === undefined ? {} : { initialLastEventId: lastEventId }),
    async fetch(url, init) {
      const response = await fetch(url, init as RequestInit)
      heardAt = performance.now()
      if (response.status === 401) {
        close()
        tell({ event: 'signed-out', data: {} })
      }
      if (response.status !== 200) throw new Error(`live: ${response.status}`)
      return response
    },
    onConnect: () => failed(0),
    onScheduleReconnect: () => failed(failures + 1),
    onComment: () => { heardAt = performance.now() },
    onMessage({ event = 'message', data, id }) {
      heardAt = performance.now()
      const position = positionOf(id)
      if (position !== undefined) atLeast.heard(position)
      if (event === 'signed-out') close()
      tell({ event, data: data === '' ? {} : JSON.parse(data) as LiveEvent['data'] })
    },
  })
}

const close = (): void => {
  stream?.close()
  stream = null
  failed(0)
}

const reopen = (): void => {
  if (stream === null) return
  const { lastEventId } = stream
  close()
  open(lastEventId)
}

const look = (): void => {
  if (document.visibilityState === 'visible' && performance.now() - heardAt > SILENT_MS) reopen()
}

const start = (): void => {
  if (watching !== null) return
  open()
  watching = setInterval(look, 5000)
  document.addEventListener('visibilitychange', look)
  window.addEventListener('online', reopen)
}

const stop = (): void => {
  if (watching === null) return
  clearInterval(watching)
  watching = null
  document.removeEventListener('visibilitychange', look)
  window.removeEventListener('online', reopen)
  close()
}

/** After signing in or out, or in another role: whoever listens goes on with a stream of the new one. */
export const restartLive = (): void => {
  if (watching === null) return
  close()
  open()
}

/**
 * While mounted, told of every event that concerns who is signed in. The stream is opened by the first and closed by the last.
 * @param onEvent default: what is on the screen is read anew
 * @param clocks also told, in `data.clock`, of every stream whose next deadline was set, moved or stopped; for those who may list deadlines
 */
export const useLive = (onEvent?: (event: LiveEvent, queries: QueryClient) => void, { clocks = false }: { readonly clocks?: boolean } = {}): void => {
  const queries = useQueryClient()
  const latest = useRef(onEvent)
  useEffect(() => {
    latest.current = onEvent
  })
  useEffect(() => {
    const listener: Listener = (event) => {
      if (event.event === 'signed-out') void queries.invalidateQueries({ queryKey: ['session'] })
      // What two browsers tell each other changes nothing on a screen.
      if (latest.current === undefined ? event.event !== 'call-signal' : event.event === 'reset') void queries.invalidateQueries()
      else latest.current?.(event, queries)
    }
    listeners.add(listener)
    if (clocks) ofClocks += 1
    // One that is open already goes on from its last id, under the other address.
    if (clocks && ofClocks === 1) reopen()
    start()
    return () => {
      listeners.delete(listener)
      if (clocks) ofClocks -= 1
      if (listeners.size === 0) stop()
      else if (clocks && ofClocks === 0) reopen()
    }
  }, [queries, clocks])
}
