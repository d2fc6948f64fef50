// What several screens read.
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { operations } from '@zhijian/client'
import { api, reading, useLanguage } from '@zhijian/web-kit'

type Ok<Id extends keyof operations> = operations[Id] extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never
export type Standing = Ok<'show-my-standing'>
export type OpenQuestion = Ok<'list-open-questions'>['items'][number]
export type Holding = Ok<'list-holdings'>['items'][number]
export type Answered = Ok<'list-answered'>['items'][number]
export type Question = Ok<'show-question'>
export type Shift = Ok<'list-my-shifts'>['held'][number]
export type Notice = Ok<'list-my-notices'>['items'][number]
export type Month = Ok<'show-my-service'>['months'][number]

export const A_DAY = 86_400_000

export const useStanding = (): UseQueryResult<Standing> => useQuery({
  queryKey: ['standing'], queryFn: () => reading(api.GET('/api/v1/lawyer/me')),
})

export const useHoldings = (): UseQueryResult<Ok<'list-holdings'>> => useQuery({
  queryKey: ['holdings'], queryFn: () => reading(api.GET('/api/v1/lawyer/holdings')),
})

/** A topic's name in the language of the screen, by its code. */
export const useTopics = (): ((code: string) => string) => {
  const [language] = useLanguage()
  const { data } = useQuery({ queryKey: ['topics'], staleTime: A_DAY, queryFn: () => reading(api.GET('/api/v1/topics')) })
  return (code) => data?.items.find((topic) => topic.code === code)?.[language === 'en' ? 'nameEn' : 'name'] ?? code
}
