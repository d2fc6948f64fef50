// Who was told what, and who was not and why: read from the notifier through the gateway. Newest first, page by page.
import { api, reading } from '@zhijian/web-kit'
import { useInfiniteQuery, useQuery, type InfiniteData, type UseInfiniteQueryResult, type UseQueryResult } from '@tanstack/react-query'
import type { operations } from '@zhijian/client'

export type DeliveryPage = operations['list-notifications']['responses'][200]['content']['application/json']
export type Delivery = DeliveryPage['items'][number]
export type NoticePage = operations['list-recipients']['responses'][200]['content']['application/json']
export type Notice = NoticePage['items'][number]

const EVERY_MS = 5000
const paging = { initialPageParam: '', getNextPageParam: ({ next }: { readonly next: string | null }) => next ?? undefined } as const
const page = (cursor: string) => ({ limit: '100', ...(cursor === '' ? {} : { cursor }) })

export const useCounty = (county: string): UseInfiniteQueryResult<InfiniteData<DeliveryPage>> => useInfiniteQuery({
  ...paging, queryKey: ['notifications', 'county', county], enabled: county !== '', refetchInterval: EVERY_MS,
  queryFn: ({ pageParam }) => reading(api.GET('/api/v1/counties/{county}/notifications', { params: { path: { county }, query: page(pageParam) } })),
})

export const useQuestion = (consultation: string): UseQueryResult<{ readonly items: readonly Delivery[] }> => useQuery({
  queryKey: ['notifications', 'question', consultation], enabled: consultation !== '', refetchInterval: EVERY_MS,
  queryFn: () => reading(api.GET('/api/v1/consultations/{consultation}/notifications', { params: { path: { consultation } } })),
})

export const useRecipients = ({ consultationId, deliveryId }: Pick<Delivery, 'consultationId' | 'deliveryId'>): UseInfiniteQueryResult<InfiniteData<NoticePage>> => useInfiniteQuery({
  ...paging, queryKey: ['notifications', 'recipients', deliveryId], enabled: consultationId !== null, refetchInterval: EVERY_MS,
  queryFn: ({ pageParam }) => reading(api.GET('/api/v1/consultations/{consultation}/notifications/{delivery}/recipients', { params: { path: { consultation: consultationId!, delivery: deliveryId }, query: page(pageParam) } })),
})

export const useLawyer = (lawyer: string): UseInfiniteQueryResult<InfiniteData<NoticePage>> => useInfiniteQuery({
  ...paging, queryKey: ['notifications', 'lawyer', lawyer], enabled: lawyer !== '', refetchInterval: EVERY_MS,
  queryFn: ({ pageParam }) => reading(api.GET('/api/v1/lawyers/{lawyer}/notifications', { params: { path: { lawyer }, query: page(pageParam) } })),
})
