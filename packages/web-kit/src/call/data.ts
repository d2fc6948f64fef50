// What the gateway says of calls, and what is done to them.
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { operations } from '@zhijian/client'
import { api, reading, useCommand, type Command } from '../api.ts'
import { useLive } from '../live.ts'
import { thisTab } from './device.ts'

export type Call = operations['show-call']['responses'][200]['content']['application/json']
export type CallRow = operations['list-calls']['responses'][200]['content']['application/json']['items'][number]
export type Media = Call['media']
type CallsOn = operations['list-calls-on']['responses'][200]['content']['application/json']

/** An event may have been missed; the screen of a call is asked for this often all the same. */
const LOOK_EVERY_MS = 5000

/** Which ring for this person, or are talked in. */
export const useCallsOn = (): UseQueryResult<CallsOn> =>
  useQuery({ queryKey: ['calls-on'], queryFn: () => reading(api.GET('/api/v1/calls')) })

export const useCall = (callId: string): UseQueryResult<Call> => useQuery({
  queryKey: ['call', callId], queryFn: () => reading(api.GET('/api/v1/calls/{call}', { params: { path: { call: callId } } })),
  refetchInterval: ({ state }) => (state.data?.phase === 'ended' ? false : LOOK_EVERY_MS),
})

export const useCallsOf = (consultation: string): UseQueryResult<{ readonly items: readonly CallRow[] }> => useQuery({
  queryKey: ['calls-of', consultation],
  queryFn: () => reading(api.GET('/api/v1/consultations/{consultation}/calls', { params: { path: { consultation } } })),
})

/** Reads anew what an event of a call concerns. */
export const useCallEvents = (): void => {
  useLive(({ event, data }, queries) => {
    if (event !== 'ready' && (!event.startsWith('call-') || event === 'call-signal')) return
    void queries.invalidateQueries({ queryKey: ['calls-on'] })
    void queries.invalidateQueries({ queryKey: event === 'ready' ? ['call'] : ['call', data['callId']] })
    void queries.invalidateQueries({ queryKey: ['calls-of'] })
  })
}

type Keyed = { readonly 'Idempotency-Key': string }
export const keyed = (headers: { readonly 'idempotency-key': string }): Keyed => ({ 'Idempotency-Key': headers['idempotency-key'] })
/** Of what may be said again and again. */
export const newKey = (): Keyed => ({ 'Idempotency-Key': crypto.randomUUID() })

const CHANGED = ['calls-on', 'call', 'calls-of'] as const

/** @param lawyerId whom the asker rings; a lawyer rings the asker */
export const useRing = (consultation: string, lawyerId: string | undefined): Command<Media, { readonly callId: string }> =>
  useCommand((media, headers) => api.POST('/api/v1/consultations/{consultation}/calls', {
    params: { path: { consultation }, header: keyed(headers) }, body: { device: thisTab(), media, ...(lawyerId === undefined ? {} : { lawyerId }) },
  }), CHANGED)

export const useTake = (callId: string): Command<void, unknown> =>
  useCommand((_, headers) => api.PUT('/api/v1/calls/{call}/acceptance', { params: { path: { call: callId }, header: keyed(headers) }, body: { device: thisTab() } }), CHANGED)

/** Hang up, decline, cancel: what it is depends on when. */
export const useEnd = (callId: string): Command<void, unknown> =>
  useCommand((_, headers) => api.DELETE('/api/v1/calls/{call}', { params: { path: { call: callId }, header: keyed(headers) } }), CHANGED)
