// What the audit log reads. Reading it is in it: each look is asked for once, and not again by itself.
import { api, reading } from '@zhijian/web-kit'
import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query'
import type { operations } from '@zhijian/client'

type Answer = operations['list-audit']
export type AuditPage = Answer['responses'][200]['content']['application/json']
export type Entry = AuditPage['items'][number]
type Query = NonNullable<Answer['parameters']['query']>

export interface Filter {
  readonly kind: Entry['kind'] | ''
  readonly action: string
  readonly person: string
  readonly as: 'actor' | 'about'
  /** As an input of date and time has it, in the bureau's time; empty: open. */
  readonly from: string
  readonly until: string
}
export const EVERYTHING: Filter = { kind: '', action: '', person: '', as: 'actor', from: '', until: '' }

/** The bureau's time has no other offset. */
const instantOf = (local: string): string => new Date(`${local}:00+08:00`).toISOString()

const queryOf = ({ kind, action, person, as, from, until }: Filter): Query => ({
  ...(kind === '' ? {} : { kind }), ...(action === '' ? {} : { action }), ...(person === '' ? {} : { person, as }),
  ...(from === '' ? {} : { from: instantOf(from) }), ...(until === '' ? {} : { until: instantOf(until) }),
})

export const useAudit = (filter: Filter): UseInfiniteQueryResult<InfiniteData<AuditPage>> => useInfiniteQuery({
  queryKey: ['audit', filter],
  queryFn: ({ pageParam }) => reading(api.GET('/api/v1/audit', { params: { query: { ...queryOf(filter), limit: '100', ...(pageParam === '' ? {} : { cursor: pageParam }) } } })),
  initialPageParam: '',
  getNextPageParam: ({ next }) => next ?? undefined,
  refetchOnWindowFocus: false,
})
