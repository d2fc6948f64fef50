// My questions, newest first: how each stands, and whether something new was said.
import { api, ProblemNotice, reading, SignedIn, useFresh } from '@zhijian/web-kit'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { operations } from '@zhijian/client'
import PullToRefresh from 'antd-mobile/es/components/pull-to-refresh'
import Skeleton from 'antd-mobile/es/components/skeleton'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useSeen } from '../seen.ts'
import { useWhen } from '../when.ts'
import { questionsWords } from './words.ts'
import './questions.css'

export const words = { name: 'questions', words: questionsWords }

type Row = operations['list-my-questions']['responses'][200]['content']['application/json']['items'][number]

const Item = ({ row, isNew }: { readonly row: Row; readonly isNew: boolean }): ReactNode => {
  const { t } = useTranslation('questions')
  const when = useWhen()
  const { consultationId, opening, openedAt, phase, promise, answerCount, target, waitingThreads } = row
  return (
    <li>
      <Link className="mine-row" to={`/questions/${consultationId}`}>
        <span className="mine-says">{opening ?? t('erased')}</span>
        <span className="zj-hint">{when(openedAt)} · {t(`phase.${phase}`)} · {t('answers', { count: answerCount, target })}</span>
        {phase === 'open' && promise === 'pending' && <span className="zj-hint">{t('pending')}</span>}
        {promise === 'broken' && answerCount === 0 && <span className="mine-bad">{t('broken')}</span>}
        {waitingThreads > 0 && <span className="zj-hint">{t('waiting', { count: waitingThreads })}</span>}
        {isNew && <strong className="mine-new">{t('new')}</strong>}
      </Link>
    </li>
  )
}

const List = ({ owner }: { readonly owner: string }): ReactNode => {
  const { t } = useTranslation('questions')
  const seen = useSeen(owner)
  const list = useInfiniteQuery({
    queryKey: ['my-questions'], staleTime: 0, initialPageParam: '',
    queryFn: ({ pageParam }) => reading(api.GET('/api/v1/consultations', { params: { query: { limit: '20', ...(pageParam === '' ? {} : { cursor: pageParam }) } } })),
    getNextPageParam: ({ next }) => next,
  })
  useFresh('my-questions')
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <main className="zj-page mine">
      <h1>{t('title')}</h1>
      <PullToRefresh onRefresh={async () => void await list.refetch()} pullingText={t('pull')} canReleaseText={t('release')} refreshingText={t('loading')} completeText={t('fresh')}>
      {list.isPending && <div role="status" aria-label={t('loading')}><Skeleton.Paragraph animated lineCount={6} /></div>}
      <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />
      {list.data !== undefined && rows.length === 0 && <p>{t('empty')}</p>}
      {rows.length > 0 && <ul>{rows.map((row) => <Item key={row.consultationId} row={row} isNew={seen.data !== undefined && row.said > (seen.data[row.consultationId] ?? 0)} />)}</ul>}
      {list.hasNextPage && <button type="button" className="zj-button zj-quiet" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>{t('more')}</button>}
      </PullToRefresh>
      <Link className="zj-button mine-go" to="/ask">{t('ask')}</Link>
      <Link className="zj-button zj-quiet mine-go" to="/legal-aid">{t('legal-aid')}</Link>
    </main>
  )
}

const QuestionsPage = (): ReactNode => (
  <SignedIn by="phone" roles={({ roles }) => roles.filter((role) => role === 'citizen' || role === 'enterprise')}>
    {({ accountId }) => <List key={accountId} owner={accountId} />}
  </SignedIn>
)
export default QuestionsPage
