// Reading lists page by page.
import { useInfiniteQuery, type InfiniteData, type UseInfiniteQueryResult } from '@tanstack/react-query'
import { reading } from '@zhijian/web-kit'
import type { operations } from '@zhijian/client'
import { useCallback, useMemo } from 'react'

/** What a route answers. */
export type Answer<Id extends keyof operations> = operations[Id] extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never
export type Item<Id extends keyof operations> = Answer<Id> extends { items: (infer Row)[] } ? Row : never

interface Paged<Row> { readonly items: Row[]; readonly next: string | null; readonly total?: number }
type Asked<P> = Promise<{ readonly data?: P; readonly error?: unknown; readonly response: Response }>

export interface Listed<Row, P> {
  readonly rows: readonly Row[]
  readonly first: P | undefined
  readonly total: number | undefined
  readonly isLoading: boolean
  /** It could not be read, and nothing of it is here: that it is empty nobody knows. */
  readonly isUnread: boolean
  readonly error: Error | null
  readonly onEnd: () => void
  readonly refetch: () => void
}

/**
 * @param ask one page, from a cursor
 * @param how.again of a row that will change by itself: after how long it is looked at again
 */
export const usePages = <Row, P extends Paged<Row>>(key: readonly unknown[], ask: (cursor: string | undefined) => Asked<P>, { enabled = true, again }: {
  readonly enabled?: boolean
  readonly again?: (row: Row) => number | false
} = {}): Listed<Row, P> => {
  const query: UseInfiniteQueryResult<InfiniteData<P>> = useInfiniteQuery<P, Error, InfiniteData<P>, readonly unknown[], string | undefined>({
    queryKey: key, enabled, initialPageParam: undefined,
    refetchInterval: again === undefined ? false : ({ state }) => {
      const waits = (state.data?.pages ?? []).flatMap(({ items }) => items.map(again)).filter((ms) => ms !== false)
      return waits.length === 0 ? false : Math.min(...waits)
    },
    queryFn: ({ pageParam }) => reading(ask(pageParam)), getNextPageParam: ({ next }) => next ?? undefined, placeholderData: (before) => before,
  })
  const { data, hasNextPage, isFetching, fetchNextPage, refetch, error } = query
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data])
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  return { rows, first: data?.pages[0], total: data?.pages[0]?.total, isLoading: isFetching, isUnread: data === undefined && error !== null, error, onEnd, refetch: () => void refetch() }
}
