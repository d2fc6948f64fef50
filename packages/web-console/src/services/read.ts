// What the services page reads, anew every two seconds: how they are is not in the log, so nothing tells it.
import { api, reading, useCommand, type Command } from '@zhijian/web-kit'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { operations } from '@zhijian/client'

type Services = operations['list-services']['responses'][200]['content']['application/json']
export type Instance = Services['items'][number]
export type Report = NonNullable<Instance['report']>
export type View = Report['views'][number]

const EVERY_MS = 2000

export const useServices = (): UseQueryResult<Services> =>
  useQuery({ queryKey: ['services'], queryFn: () => reading(api.GET('/api/v1/services')), refetchInterval: EVERY_MS, staleTime: 0 })

export interface RebuildInput { readonly service: Instance['service']; readonly view: string; readonly reason: string }
export const useRebuild = (): Command<RebuildInput, unknown> => useCommand(({ service, view, reason }, headers) =>
  api.POST('/api/v1/services/{service}/views/{name}/rebuilds', { params: { path: { service, name: view } }, headers, body: { reason } }), ['services'])

export const keyOf = ({ service, ordinal }: Instance): string => `${service}-${ordinal}`

export const isWell = ({ report }: Instance): boolean => report !== null && report.ready && report.deadlines.parked.length === 0
  && report.views.every(({ failures }) => failures === 0) && report.consumers.every(({ parkedStreams }) => parkedStreams === 0)
