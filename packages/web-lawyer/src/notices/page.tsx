import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query'
import { api, ProblemNotice, reading, useFresh } from '@zhijian/web-kit'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { BackToMe } from '../below.tsx'
import { useTopics, type Notice } from '../data.ts'
import { useWhen } from '../when.ts'
import { noticesWords } from './words.ts'

export const words = { name: 'notices', words: noticesWords }

const Row = ({ notice: { at, notice, topic, reason, consultationId, channels, outcomes, reports, held } }: { readonly notice: Notice }): ReactNode => {
  const { t, i18n } = useTranslation('notices')
  const topicName = useTopics()
  const when = useWhen()
  const what = notice !== null && i18n.exists(`notices:notice.${notice}`) ? t(`notice.${notice}` as 'notice.other') : t('notice.other')
  return (
    <li className="card">
      <h2>{what}{topic !== null && ` · ${topicName(topic)}`}</h2>
      <p><span className={channels.length === 0 ? 'badge bad' : held.length > 0 ? 'badge warm' : 'badge'}>{t(channels.length === 0 ? 'not-told' : held.length > 0 ? 'partly' : 'told')}</span> <span className="soft">{when.moment(at)}</span></p>
      {reason !== null && <p>{t(`reason.${reason}`)}</p>}
      {channels.map((channel) => {
        const came = reports[channel] ?? outcomes[channel]
        return <p key={channel} className="soft">{came === undefined ? t(`channel.${channel}`) : t('line', { channel: t(`channel.${channel}`), what: t(`outcome.${came}`) })}</p>
      })}
      {held.map((each) => <p key={`${each.channel}${each.reason}`}>{each.channel === null ? t(`held.${each.reason}`) : t('line', { channel: t(`channel.${each.channel}`), what: t(`held.${each.reason}`) })}</p>)}
      {consultationId !== null && <p><Link to={`/q/${consultationId}`} className="touch">{t('open')}</Link></p>}
    </li>
  )
}

const Notices = (): ReactNode => {
  const { t } = useTranslation('notices')
  const { t: frame } = useTranslation('frame')
  type Page = { readonly items: readonly Notice[]; readonly next: string | null }
  const list = useInfiniteQuery<Page, Error, InfiniteData<Page>, readonly string[], string | undefined>({
    queryKey: ['notices'], initialPageParam: undefined, getNextPageParam: ({ next }) => next ?? undefined,
    queryFn: ({ pageParam }) => reading(api.GET('/api/v1/lawyer/notices', { params: { query: { limit: '20', ...(pageParam === undefined ? {} : { cursor: pageParam }) } } })),
  })
  useFresh('notices')
  const rows = list.data?.pages.flatMap(({ items }) => items)
  return (
    <main className="zj-page">
      <h1>{t('title')}</h1>
      <p className="soft">{t('say')}</p>
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {rows?.length === 0 && <p className="empty" role="status">{t('none')}</p>}
      <ul className="list">{rows?.map((notice) => <Row key={notice.deliveryId} notice={notice} />)}</ul>
      {list.hasNextPage && <button type="button" className="zj-button zj-quiet" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{frame('more')}</button>}
      <BackToMe />
    </main>
  )
}
export default Notices
