// What the screens of asking read of the platform.
import { api, reading, useLanguage } from '@zhijian/web-kit'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { operations } from '@zhijian/client'

type Json<Id extends keyof operations> = operations[Id] extends { responses: { 200: { content: { 'application/json': infer Body } } } } ? Body : never

const HOUR_MS = 3_600_000
const slowly = { staleTime: HOUR_MS, gcTime: HOUR_MS } as const

export const useCounties = (): UseQueryResult<Json<'list-counties'>> =>
  useQuery({ queryKey: ['counties'], queryFn: () => reading(api.GET('/api/v1/counties')), ...slowly })
export const useTowns = (county: string): UseQueryResult<Json<'show-county'>> => useQuery({
  queryKey: ['county', county], queryFn: () => reading(api.GET('/api/v1/counties/{county}', { params: { path: { county } } })), enabled: county !== '', ...slowly,
})
export const useVillages = (county: string, town: string): UseQueryResult<Json<'list-villages'>> => useQuery({
  queryKey: ['villages', county, town], enabled: town !== '', ...slowly,
  queryFn: () => reading(api.GET('/api/v1/counties/{county}/villages', { params: { path: { county }, query: { town } } })),
})
export const useTopics = (): UseQueryResult<Json<'list-topics'>> =>
  useQuery({ queryKey: ['topics'], queryFn: () => reading(api.GET('/api/v1/topics')), ...slowly })
/** A topic as the language of the screen calls it. */
export const useTopicName = (): ((topic: { readonly name: string; readonly nameEn: string }) => string) => {
  const [language] = useLanguage()
  return ({ name, nameEn }) => (language === 'en' ? nameEn : name)
}
type Topic = Omit<Json<'show-question'>['topic'], 'text'>
/** How it was taken and to whom it goes, for screens in another language than that of the platform's own sentence. */
export const useRouted = (): ((topic: Topic) => string) => {
  const { t } = useTranslation('frame')
  const { data } = useTopics()
  const nameOf = useTopicName()
  const name = (code: string | undefined, second: string | undefined): string | null => {
    const first = data?.items.find((each) => each.code === code)
    const under = first?.seconds.find((each) => each.code === second)
    return first === undefined ? null : under === undefined ? nameOf(first) : t('topic.both', { first: nameOf(first), second: nameOf(under) })
  }
  return ({ code, second, asked, askedSecond, alternative, alternativeSecond }) => {
    const [taken, other, chosen] = [name(code, second), name(alternative, alternativeSecond), name(asked, askedSecond)]
    if (taken === null) return ''
    return [chosen === null || asked === code ? '' : t('routed.chosen', { chosen }), t('routed.taken', { taken }), other === null || alternative === asked ? '' : t('routed.other', { other }), t('routed.then')]
      .filter((part) => part !== '').join('')
  }
}
/** Of this hour: asked anew whenever it is looked at. */
export const usePromise = (county: string): UseQueryResult<Json<'show-promise'>> => useQuery({
  queryKey: ['promise', county], enabled: county !== '', staleTime: 0, refetchInterval: 60_000,
  queryFn: () => reading(api.GET('/api/v1/counties/{county}/promise', { params: { path: { county } } })),
})
export const useNotice = (version: string): UseQueryResult<Json<'show-privacy-notice'>> => useQuery({
  queryKey: ['notice', version], queryFn: () => reading(api.GET('/api/v1/privacy-notices/{version}', { params: { path: { version } } })),
})
export const useWakeChannels = (): UseQueryResult<Json<'list-wake-channels'>> =>
  useQuery({ queryKey: ['wake-channels'], queryFn: () => reading(api.GET('/api/v1/wake-channels')) })

export type Preview = Json<'preview-question'>
/** What a text is about, and what would leave the county; nothing is kept of it. */
export const usePreview = (basis: { readonly text: string; readonly names: string[] }, enabled: boolean): UseQueryResult<Preview> => useQuery({
  queryKey: ['preview', basis], queryFn: () => reading(api.POST('/api/v1/consultations/preview', { body: basis })), enabled: enabled && basis.text.trim() !== '',
  staleTime: HOUR_MS, gcTime: 0,
})
