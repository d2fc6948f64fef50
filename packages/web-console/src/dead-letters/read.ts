// What the page of dead letters reads and does. Letters are not in the log, so nothing tells of them: they are looked at again.
import { api, reading, useCommand, type Command } from '@zhijian/web-kit'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { operations } from '@zhijian/client'

export type DeadLetters = operations['list-dead-letters']['responses'][200]['content']['application/json']
export type Letter = DeadLetters['letters'][number]
export type Parked = DeadLetters['parked'][number]

const EVERY_MS = 3000

export const useDeadLetters = (): UseQueryResult<DeadLetters> =>
  useQuery({ queryKey: ['dead-letters'], queryFn: () => reading(api.GET('/api/v1/dead-letters')), refetchInterval: EVERY_MS, staleTime: 0 })

/** What is done to one of them. */
export type Act =
  | { readonly kind: 'replay' | 'discard'; readonly letter: Letter }
  | { readonly kind: 'settle'; readonly parked: Parked }
export interface ActInput { readonly act: Act; readonly reason: string }

export const useAct = (): Command<ActInput, unknown> => useCommand<ActInput, unknown>(({ act, reason }, headers) => {
  const [body, header] = [{ reason }, { 'Idempotency-Key': headers['idempotency-key'] }]
  if (act.kind === 'settle') return api.POST('/api/v1/parked-streams/{stream}/retries', { params: { path: { stream: act.parked.stream }, header }, body })
  const path = { consumer: act.letter.consumer, event: act.letter.eventId }
  return act.kind === 'replay' ? api.POST('/api/v1/dead-letters/{consumer}/{event}/replays', { params: { path, header }, body })
    : api.POST('/api/v1/dead-letters/{consumer}/{event}/discards', { params: { path, header }, body })
}, ['dead-letters', 'services'])
