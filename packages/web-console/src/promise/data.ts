// The figures, read again whenever something happened to a question of the county, at most every two seconds.
import { api, reading, useLive, usePlatformTime } from '@zhijian/web-kit'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { usePlaces } from '../parts/place.ts'

export type By = 'township' | 'channel' | 'topic'
export interface Range { readonly from: string; readonly until: string }

const GATHER_MS = 2000
/** Minutes run out without an event. */
const ANYWAY_MS = 15_000
const DAY_MS = 86_400_000

/** A day by the clock of China. */
export const dayOf = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10)
export const daysBack = (nowMs: number, back: number): string => dayOf(nowMs - back * DAY_MS)

/** By the platform's clock; null until it is known. It changes at midnight. */
export const useToday = (): string | null => {
  const nowMs = usePlatformTime(30_000)
  return nowMs === null ? null : dayOf(nowMs)
}

/** What happens to questions, told at most every two seconds. */
const useChanged = (key: string): void => {
  const queries = useQueryClient()
  const waits = useRef<ReturnType<typeof setTimeout> | null>(null)
  useLive(({ data }) => {
    if (!('consultationId' in data) || waits.current !== null) return
    waits.current = setTimeout(() => {
      waits.current = null
      void queries.invalidateQueries({ queryKey: [key] })
    }, GATHER_MS)
  })
  useEffect(() => () => { if (waits.current !== null) clearTimeout(waits.current) }, [])
}

export const useBoard = (county: string, range: Range, by: By) => {
  useChanged('promise-board')
  return useQuery({
    queryKey: ['promise-board', county, range, by], placeholderData: keepPreviousData, refetchInterval: ANYWAY_MS,
    enabled: county !== '' && range.from !== '' && range.from <= range.until,
    queryFn: () => reading(api.GET('/api/v1/counties/{county}/promise-board', { params: { path: { county }, query: { ...range, by } } })),
  })
}
export const useCounties = (region: string | null, range: Range) => useQuery({
  queryKey: ['promise-board', 'counties', region, range], placeholderData: keepPreviousData, refetchInterval: ANYWAY_MS,
  enabled: region !== null && region.length < 6 && range.from !== '' && range.from <= range.until,
  queryFn: () => reading(api.GET('/api/v1/divisions/{region}/promise-board', { params: { path: { region: region! }, query: range } })),
})

/** What the keys of a grouping are called; a code nobody knows stays a code. */
export const useNames = (county: string): ((by: By | 'county', key: string) => string | undefined) => {
  const map = useQuery({ queryKey: ['county', county], staleTime: 3_600_000, enabled: county !== '', queryFn: () => reading(api.GET('/api/v1/counties/{county}', { params: { path: { county } } })) })
  const topics = useQuery({ queryKey: ['topics'], staleTime: 3_600_000, queryFn: () => reading(api.GET('/api/v1/topics')) })
  const placeOf = usePlaces()
  return (by, key) => (by === 'county' ? placeOf(key) : by === 'township' ? map.data?.towns.find(({ code }) => code === key)?.name : by === 'topic' ? topics.data?.items.find(({ code }) => code === key)?.name : undefined)
}
