// Keeps the list as the platform has it, without asking again and again: loaded page by page, then the live stream names each stream
// whose clock was set, moved or stopped, of whatever service, and it is looked at again, in bundles. What comes within reach because
// time passes is asked for as it does.
import { api, platformNowMs, reading, useLive } from '@zhijian/web-kit'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import type { Ahead } from './passing.ts'
import { deadlineRows, type DeadlineRows, type Rows } from './rows.ts'

const PAGE = 500
/** More than this is not held; the soonest are: ten thousand questions, and what else runs beside them. */
const MOST = 12_000
/** Ten minutes are shown. What is looked at reaches farther, so that a row is there before it comes into sight. */
export const SHOWN_MS = 600_000
const LOOK_MINUTES = 15
const BUNDLE_EVERY_MS = 500
const BUNDLE = 100
/** How often what time has brought within reach is asked for. */
const GROW_EVERY_MS = 60_000

interface Page { readonly items: Ahead[]; readonly next: string | null; readonly total: number; readonly until: string }

const listed = async (of: { readonly cursor?: string; readonly after?: string }): Promise<Page> =>
  await reading(api.GET('/api/v1/deadlines', { params: { query: { minutes: String(LOOK_MINUTES), limit: String(PAGE), ...of } } }))

export interface DeadlineList extends Rows {
  readonly error: unknown
  readonly isLoading: boolean
  /** There are more than are held. */
  readonly isPartial: boolean
  readonly retry: () => void
}

export const useDeadlines = (): DeadlineList => {
  const rows = useMemo((): DeadlineRows => deadlineRows(), [])
  const waiting = useRef(new Set<string>())

  /** Up to when each list that was read goes; what is due later is read as its time comes near. */
  const reached = useRef<string | null>(null)

  const first = useQuery({
    queryKey: ['deadlines'], staleTime: Infinity, gcTime: 0,
    queryFn: async () => {
      const page = await listed({})
      rows.head(page.items, page.next === null, page.total, page.until)
      reached.current = page.until
      return { next: page.next }
    },
  })
  // The rest, once for every look at the first of it.
  const looked = first.data
  const [filled, setFilled] = useState<typeof looked>()
  const isPartial = looked !== undefined && looked.next !== null && filled !== looked
  useEffect(() => {
    if (looked === undefined) return undefined
    const stop = new AbortController()
    const fill = async (): Promise<void> => {
      let next = looked.next
      for (let loaded = PAGE; next !== null && loaded < MOST && !stop.signal.aborted; loaded += PAGE) {
        const page = await listed({ cursor: next })
        rows.put(page.items, page.total, page.until)
        next = page.next
        if (next === null) setFilled(looked)
      }
    }
    // What could not be loaded comes with the next look.
    fill().catch(() => undefined)
    const grow = async (): Promise<void> => {
      const after = reached.current
      if (after === null) return
      let page = await listed({ after })
      const { until } = page
      for (;;) {
        rows.put(page.items, page.total, page.until)
        if (page.next === null || stop.signal.aborted) break
        page = await listed({ cursor: page.next })
      }
      reached.current = until
    }
    // What could not be read is read with the next minute's.
    const timer = setInterval(() => void grow().catch(() => undefined), GROW_EVERY_MS)
    return () => {
      stop.abort()
      clearInterval(timer)
    }
  }, [looked, rows])

  const { refetch } = first
  useLive(({ event, data }) => {
    if (event === 'reset') void refetch()
    const { clock } = data
    if (typeof clock === 'string') waiting.current.add(clock)
  }, { clocks: true })
  useEffect(() => {
    let isAsking = false
    const timer = setInterval(() => {
      const now = platformNowMs()
      if (isAsking) return
      if (waiting.current.size < BUNDLE && now !== null) for (const stream of rows.lookedAtUpTo(now + SHOWN_MS, BUNDLE - waiting.current.size)) waiting.current.add(stream)
      if (waiting.current.size === 0) return
      const streams = [...waiting.current].slice(0, BUNDLE)
      for (const stream of streams) waiting.current.delete(stream)
      isAsking = true
      reading(api.GET('/api/v1/deadlines/of', { params: { query: { minutes: String(LOOK_MINUTES), streams: streams.join(',') } } }))
        .then(({ items, until }) => rows.replace(streams, items, until), () => { for (const stream of streams) waiting.current.add(stream) })
        .finally(() => { isAsking = false })
    }, BUNDLE_EVERY_MS)
    return () => clearInterval(timer)
  }, [rows])

  const held = useSyncExternalStore(rows.subscribe, rows.get)
  return { ...held, error: first.error, isLoading: first.isPending, isPartial, retry: () => void first.refetch() }
}
