// The table of routes and roles as the gateway has it: the matrix shows it, and other screens take from it what a route is called.
import { api, reading } from '@zhijian/web-kit'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { operations } from '@zhijian/client'

export type Matrix = operations['show-policy-matrix']['responses'][200]['content']['application/json']

export const useMatrix = (): UseQueryResult<Matrix> =>
  useQuery({ queryKey: ['policy-matrix'], queryFn: () => reading(api.GET('/api/v1/policy-matrix')), staleTime: Number.POSITIVE_INFINITY })
