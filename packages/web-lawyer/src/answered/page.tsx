import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query'
import { api, ProblemNotice, reading, useFresh } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { County } from '../county.tsx'
import { useTopics, type Answered as Row } from '../data.ts'
import { useWhen } from '../when.ts'
import { answeredWords } from './words.ts'

export const words = { name: 'answered', words: answeredWords }

const Item = ({ row: { consultationId, topic, countyCode, givenAt, form, status, stars, turns, phase } }: { readonly row: Row }): ReactNode => {
  const { t } = useTranslation('answered')
  const { t: frame } = useTranslation('frame')
  const topicName = useTopics()
  const when = useWhen()
  return (
    <li>
      <Link className="card" to={`/q/${consultationId}`}>
        <h2>{topicName(topic.code)} · <County code={countyCode} /></h2>
        <span className="badges">
          <span className={status === 'given' ? 'badge' : 'badge bad'}>{t(`status.${status}`)}</span>
          <span className="badge">{t(`form.${form}`)}</span>
          {phase !== 'open' && <span className="badge">{frame(`phase.${phase}`)}</span>}
        </span>
        <p>{stars === null ? <span className="soft">{t('no-stars')}</span> : <><span aria-hidden="true" className="stars">{'★'.repeat(stars)}{'☆'.repeat(5 - stars)}</span> {t('stars', { n: stars })}</>}</p>
        <p className="soft">{t('given', { at: when.moment(givenAt) })}{turns > 0 && ` · ${t('turns', { n: turns })}`}</p>
      </Link>
    </li>
  )
}

const Answered = (): ReactNode => {
  const { t } = useTranslation('answered')
  const { t: frame } = useTranslation('frame')
  type Page = { readonly items: readonly Row[]; readonly next: string | null }
  const list = useInfiniteQuery<Page, Error, InfiniteData<Page>, readonly string[], string | undefined>({
    queryKey: ['answered'], initialPageParam: undefined, getNextPageParam: ({ next }) => next ?? undefined,
    queryFn: ({ pageParam }) => reading(api.GET('/api/v1/lawyer/answered', { params: { query: { limit: '20', ...(pageParam === undefined ? {} : { cursor: pageParam }) } } })),
  })
  useFresh('answered')
  const rows = list.data?.pages.flatMap(({ items }) => items)
  return (
    <main className="zj-page">
      <h1>{t('title')}</h1>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {rows?.length === 0 && <p className="empty" role="status">{t('none')}</p>}
      <ul className="list">{rows?.map((row) => <Item key={row.consultationId} row={row} />)}</ul>
      {list.hasNextPage && <button type="button" className="zj-button zj-quiet" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{frame('more')}</button>}
    </main>
  )
}
export default Answered
