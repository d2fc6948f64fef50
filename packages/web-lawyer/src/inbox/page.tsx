import { useInfiniteQuery, type InfiniteData } from '@tanstack/react-query'
import { api, ProblemNotice, reading, useCommand, useFresh } from '@zhijian/web-kit'
import PullToRefresh from 'antd-mobile/es/components/pull-to-refresh'
import Skeleton from 'antd-mobile/es/components/skeleton'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { Countdown } from '../countdown.tsx'
import { County } from '../county.tsx'
import { useStanding, useTopics, type OpenQuestion } from '../data.ts'
import { useWhen } from '../when.ts'
import { inboxWords } from './words.ts'

export const words = { name: 'inbox', words: inboxWords }

const Row = ({ question: { consultationId, countyCode, topic, channel, text, openedAt, dueAt, isLocal, specialty, missing, claims, mine } }: { readonly question: OpenQuestion }): ReactNode => {
  const { t } = useTranslation('inbox')
  const topicName = useTopics()
  const when = useWhen()
  return (
    <li>
      <Link className="card" to={`/q/${consultationId}`}>
        <h2>{topicName(topic.code)} · <County code={countyCode} /></h2>
        <span className="badges">
          {isLocal && <span className="badge green">{t('local')}</span>}
          {specialty > 0 && <span className="badge warm">{t(`specialty-${specialty === 2 ? 2 : 1}`)}</span>}
          {channel === 'enterprise' && <span className="badge">{t('enterprise')}</span>}
          {mine.claim && <span className="badge warm">{t('my-claim')}</span>}
        </span>
        {text === null ? <p className="soft">{t('only-topic')}</p> : <p className="clip-text">{text}</p>}
        <p>
          {dueAt === null ? <span className="soft">{missing > 0 ? t('over') : t('asked', { at: when.moment(openedAt) })}</span>
            : <Countdown until={dueAt} label={(left) => t('left', { left })} over={t('over')} />}
        </p>
        <p className="soft">{missing > 0 ? t('missing', { n: missing }) : t('enough')}{claims > 0 && ` · ${t('writing', { n: claims })}`}</p>
      </Link>
    </li>
  )
}

/** What stands in the way of being asked, or of answering. */
const Standing = (): ReactNode => {
  const { t } = useTranslation('inbox')
  const standing = useStanding()
  const goOn = useCommand((available: boolean, headers) => api.PUT('/api/v1/lawyer/availability', { headers, body: { available } }))
  if (standing.data === undefined) return <ProblemNotice error={standing.error} />
  if (standing.data.inactive !== null) {
    return <div className="note warm" role="status"><p>{t('inactive')}<Link to="/me">{t('me')}</Link></p></div>
  }
  if (standing.data.isAvailable) return null
  return (
    <div className="note warm" role="status">
      <p>{t('off')}</p>
      <button type="button" className="zj-button" disabled={goOn.isPending} onClick={() => goOn.mutate(true)}>{t('on')}</button>
      <ProblemNotice error={goOn.error} />
    </div>
  )
}

const Inbox = (): ReactNode => {
  const { t } = useTranslation('inbox')
  const { t: kit } = useTranslation('kit')
  const { t: frame } = useTranslation('frame')
  type Page = { readonly items: readonly OpenQuestion[]; readonly next: string | null }
  const open = useInfiniteQuery<Page, Error, InfiniteData<Page>, readonly string[], string | undefined>({
    queryKey: ['inbox'], initialPageParam: undefined, getNextPageParam: ({ next }) => next ?? undefined,
    queryFn: ({ pageParam }) => reading(api.GET('/api/v1/lawyer/questions', { params: { query: { limit: '20', ...(pageParam === undefined ? {} : { cursor: pageParam }) } } })),
  })
  useFresh('inbox')
  // A question that moved while pages were read may stand on two of them.
  const questions = [...new Map(open.data?.pages.flatMap(({ items }) => items).map((item) => [item.consultationId, item])).values()]
  return (
    <main className="zj-page">
      <PullToRefresh onRefresh={async () => void await open.refetch()}>
        <h1>{t('title')}</h1>
        <Standing />
        <ProblemNotice error={open.error} onRetry={() => void open.refetch()} />
        {open.isPending && <div role="status" aria-label={kit('loading')}><Skeleton.Paragraph animated lineCount={6} /></div>}
        {open.data !== undefined && questions.length === 0 && <p className="empty" role="status">{t('none')}</p>}
        <ul className="list">{questions.map((question) => <Row key={question.consultationId} question={question} />)}</ul>
        {open.hasNextPage && <button type="button" className="zj-button zj-quiet" disabled={open.isFetchingNextPage} onClick={() => void open.fetchNextPage()}>{frame('more')}</button>}
        <p className="soft">{t('order')}</p>
      </PullToRefresh>
    </main>
  )
}
export default Inbox
