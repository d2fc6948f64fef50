// What the screens of a question read and do.
import { api, reading, useCommand, type Command } from '@zhijian/web-kit'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { operations } from '@zhijian/client'

type Ok<Id extends keyof operations> = operations[Id] extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never
export type Question = Ok<'show-question'>
export type Answer = Question['answers'][number]
export type Thread = Question['threads'][number]
export type Turn = Thread['turns'][number]
export type Callback = NonNullable<Ok<'show-callback'>['callback']>

const pathOf = (consultation: string) => ({ params: { path: { consultation } } })

/** What happened while another page was open was told to that page: it is read anew whenever it is opened. */
export const useQuestion = (id: string): UseQueryResult<Question> =>
  useQuery({ queryKey: ['question', id], staleTime: 0, queryFn: () => reading(api.GET('/api/v1/consultations/{consultation}', pathOf(id))) })
export const useCallback12348 = (id: string): UseQueryResult<Ok<'show-callback'>> =>
  useQuery({ queryKey: ['callback', id], staleTime: 0, queryFn: () => reading(api.GET('/api/v1/consultations/{consultation}/callback', pathOf(id))) })

const CHANGED = ['question', 'callback', 'my-questions'] as const

export interface FollowUp {
  readonly text: string
  readonly files: string[]
}
export const useFollowUp = (id: string, lawyerId: string): Command<FollowUp, { readonly dangerNumbers: readonly string[] }> =>
  useCommand((said, headers) => api.POST('/api/v1/consultations/{consultation}/follow-ups', { ...pathOf(id), headers, body: { lawyerId, ...said } }), CHANGED, { kept: `follow-up ${id} ${lawyerId}` })
export const useAnotherLawyer = (id: string, lawyerId: string): Command<void, unknown> =>
  useCommand((_, headers) => api.POST('/api/v1/consultations/{consultation}/another-lawyer', { ...pathOf(id), headers, body: { lawyerId } }), CHANGED)
export const useResumeSearch = (id: string): Command<void, unknown> =>
  useCommand((_, headers) => api.POST('/api/v1/consultations/{consultation}/search', { ...pathOf(id), headers, body: {} }), CHANGED)
export const useRate = (id: string, lawyer: string): Command<number, unknown> =>
  useCommand((stars, headers) => api.PUT('/api/v1/consultations/{consultation}/ratings/{lawyer}', { params: { path: { consultation: id, lawyer } }, headers, body: { stars } }), CHANGED, { line: `rate ${id} ${lawyer}` })
export const useClose = (id: string): Command<void, unknown> =>
  useCommand((_, headers) => api.POST('/api/v1/consultations/{consultation}/closing', { ...pathOf(id), headers, body: {} }), CHANGED)
export const useComplain = (id: string, answer: string): Command<{ readonly about: 'answer' | 'lawyer'; readonly text: string | null }, unknown> =>
  useCommand((body, headers) => api.POST('/api/v1/consultations/{consultation}/answers/{answer}/complaints', { params: { path: { consultation: id, answer } }, headers, body }), CHANGED, { kept: `complaint ${answer}` })
export const useRequestCallback = (id: string): Command<void, unknown> =>
  useCommand((_, headers) => api.POST('/api/v1/consultations/{consultation}/callback', { ...pathOf(id), headers }), CHANGED)
export const useCancelCallback = (): Command<string, unknown> =>
  useCommand((callback, headers) => api.DELETE('/api/v1/callbacks/{callback}', { params: { path: { callback } }, headers }), CHANGED)

/** As `said` of the list counts: answers, follow-ups, replies. */
export const saidIn = ({ answers, threads }: Question): number =>
  answers.filter(({ status }) => status === 'given').length + threads.reduce((sum, { turns }) => sum + turns.length, 0)
