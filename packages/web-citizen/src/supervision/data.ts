import type { operations } from '@zhijian/client'
import { useQuery } from '@tanstack/react-query'
import { api, reading } from '@zhijian/web-kit'

export type Mine = operations['show-my-supervision']['responses'][200]['content']['application/json']['items'][number]
export type Basis = Mine['bases'][number]

/** A check is open for minutes. */
const LOOK_EVERY_MS = 15_000

export const useMine = (enabled = true) => useQuery({
  queryKey: ['my-supervision'], enabled, refetchInterval: LOOK_EVERY_MS, queryFn: () => reading(api.GET('/api/v1/my-supervision')),
})
