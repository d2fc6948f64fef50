// How many wait, beside the word in the menu, wherever one is. A danger is not found by looking at the right page.
import { useQuery } from '@tanstack/react-query'
import { api, reading } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { useAnew } from '../parts/anew.ts'

const ASK = {
  'desk/callbacks': (county: string) => api.GET('/api/v1/counties/{county}/callbacks', { params: { path: { county }, query: { limit: '1' } } }),
  'desk/dangers': (county: string) => api.GET('/api/v1/counties/{county}/dangers', { params: { path: { county }, query: { limit: '1' } } }),
  'desk/reviews': (county: string) => api.GET('/api/v1/counties/{county}/reviews', { params: { path: { county }, query: { limit: '1' } } }),
} as const
type Queue = keyof typeof ASK
/** Of the keys of what is read, so that a list that is read anew counts anew; and which id its live messages carry. */
const OF: Readonly<Record<Queue, readonly [key: string, id: string]>> = {
  'desk/callbacks': ['callbacks', 'callbackId'], 'desk/dangers': ['dangers', 'dangerId'], 'desk/reviews': ['reviews', 'reviewId'],
}
export const isQueue = (path: string): path is Queue => Object.hasOwn(ASK, path)

export const Waiting = ({ queue }: { readonly queue: Queue }): ReactNode => {
  const { t } = useTranslation('frame')
  const { county } = useActing()
  const [key, id] = OF[queue]
  const { data } = useQuery({ queryKey: [key, county, 'waiting'], enabled: county !== '', queryFn: () => reading<{ total: number }>(ASK[queue](county) as never) })
  useAnew(key, ({ data: about }) => about[id] !== undefined)
  return data === undefined || data.total === 0 ? null : <span className={`waiting is-${key}`}>{data.total}<span className="unseen"> {t('waiting')}</span></span>
}
