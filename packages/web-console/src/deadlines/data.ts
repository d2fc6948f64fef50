// Keeps the list as the platform has it: loaded page by page, then what the live stream names is looked at again, in bundles; the
// soonest are compared every few seconds, because some clocks (of lawyers, of mandates) nobody is told of.
import { api, reading, useLive } from '@zhijian/web-kit'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { Ahead } from './passing.ts'
import { deadlineRows, type DeadlineRows, type Rows } from './rows.ts'

const PAGE = 500
/** More than this is not held; the soonest are. */
const MOST = 10_000
const COMPARE_EVERY_MS = 5000
const BUNDLE_EVERY_MS = 500
const BUNDLE = 100

/** Streams whose clocks an event may have moved; a tier that opens has a delivery of its own. */
const touched = (event: string, data: Readonly<Record<string, string | null>>): readonly string[] => {
  const named = (['callback', 'review', 'danger', 'call'] as const).flatMap((kind) => {
    const id = data[`${kind}Id`]
    return typeof id === 'string' ? [`${kind}-${id}`] : []
  })
  const question = data['consultationId']
  if (named.length > 0 || typeof question !== 'string') return named
  const deliveries = event === 'audience-recorded' || event === 'quorum-met' || event === 'consultation-closed' ? [0, 1, 2].map((tier) => `delivery-${question}-${tier}`) : []
  return [`consultation-${question}`, ...deliveries]
}

export interface DeadlineList extends Rows {
  readonly error: unknown
  readonly isLoading: boolean
  readonly retry: () => void
}

export const useDeadlines = (): DeadlineList => {
  const rows = useMemo((): DeadlineRows => deadlineRows(), [])
  const waiting = useRef(new Set<string>())

  const first = useQuery({
    queryKey: ['deadlines'], refetchInterval: COMPARE_EVERY_MS, staleTime: 0,
    queryFn: async () => {
      const page = await reading(api.GET('/api/v1/deadlines', { params: { query: { minutes: '10', limit: String(PAGE) } } }))
      rows.head(page.items, page.next === null, page.total)
      return { next: page.next }
    },
  })
  // The rest, once: from then on it is kept by what happens.
  const cursor = first.data?.next ?? null
  const isFilled = useRef(false)
  useEffect(() => {
    if (cursor === null || isFilled.current) return
    isFilled.current = true
    const stop = new AbortController()
    const fill = async (): Promise<void> => {
      for (let next: string | null = cursor, loaded = PAGE; next !== null && loaded < MOST && !stop.signal.aborted; loaded += PAGE) {
        const page: { items: readonly Ahead[]; next: string | null; total: number } = await reading(api.GET('/api/v1/deadlines', { params: { query: { minutes: '10', limit: String(PAGE), cursor: next } } }))
        rows.put(page.items, page.total)
        next = page.next
      }
    }
    // What could not be loaded comes when the list has moved up to it.
    fill().catch(() => { isFilled.current = false })
    return () => stop.abort()
  }, [cursor, rows])

  useLive(({ event, data }) => {
    for (const stream of touched(event, data)) waiting.current.add(stream)
  })
  useEffect(() => {
    let isAsking = false
    const timer = setInterval(() => {
      if (isAsking || waiting.current.size === 0) return
      const streams = [...waiting.current].slice(0, BUNDLE)
      for (const stream of streams) waiting.current.delete(stream)
      isAsking = true
      reading(api.GET('/api/v1/deadlines/of', { params: { query: { minutes: '10', streams: streams.join(',') } } }))
        .then(({ items }) => rows.replace(streams, items), () => { for (const stream of streams) waiting.current.add(stream) })
        .finally(() => { isAsking = false })
    }, BUNDLE_EVERY_MS)
    return () => clearInterval(timer)
  }, [rows])

  const held = useSyncExternalStore(rows.subscribe, rows.get)
  return { ...held, error: first.error, isLoading: first.isPending, retry: () => void first.refetch() }
}
