// Requests to be forgotten, and the two people who answer them.
import { useQuery } from '@tanstack/react-query'
import { api, ProblemNotice, reading } from '@zhijian/web-kit'
import { Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { Act } from '../parts/act.tsx'
import { Because, Choice, Long, Remark, Text } from '../parts/fields.tsx'
import { Beside, Facts, Page } from '../parts/page.tsx'
import { usePages, type Answer, type Item } from '../parts/read.ts'
import { Table } from '../parts/table.tsx'
import { day, endOfDay, lastDay, when } from '../parts/when.ts'
import { erasureWords } from './words.ts'

export const words = { name: 'erasure', words: erasureWords }

type Request = Item<'list-erasures'>
const CHANGES = ['erasures', 'erasure']
/** What was confirmed is done a moment later, by the platform itself: looked at until it is. */
const UNTIL_DONE_MS = 1000
const GROUNDS = ['consent-withdrawn', 'purpose-over', 'period-over', 'unlawful', 'law'] as const
const REASONS = ['identity-not-shown', 'matter-open', 'not-about-her'] as const

const Acts = ({ of }: { readonly of: Request }): ReactNode => {
  const { t } = useTranslation('erasure')
  const { session } = useActing()
  const path = { person: of.personId }
  const isWaiting = of.phase === 'wanted' || of.phase === 'requested'
  return (
    <div className="buttons">
      {of.phase !== 'wanted' ? null : (
        <Act word={t('request')} primary changes={CHANGES} explain={t('request.explain')}
          send={({ ground, because }, header) => api.POST('/api/v1/erasures/{person}/request', { params: { path, header }, body: { ground: ground as 'law', ...(because === undefined ? {} : { because }) } })}>
          <Choice label={t('ground')} name="ground" required options={GROUNDS.map((each) => [each, t(`ground.${each}`)])} />
          <Remark />
        </Act>
      )}
      {of.phase !== 'requested' || of.requestedBy === session.accountId ? null : (
        <Act word={t('confirm')} danger changes={CHANGES} explain={t('confirm.explain')}
          send={({ code = '', because = '' }, header) => api.POST('/api/v1/erasures/{person}/confirmation', { params: { path, header }, body: { code, because } })}>
          <Text label={t('code')} name="code" required inputMode="numeric" autoComplete="one-time-code" pattern="[0-9]{6}" maxLength={6} />
          <Because />
        </Act>
      )}
      {!isWaiting ? null : (
        <>
          <Act word={t('keep')} changes={CHANGES} explain={t('keep.explain')}
            send={({ rule = '', until = '', because }, header) => api.POST('/api/v1/erasures/{person}/retention', { params: { path, header }, body: { rule, until: endOfDay(until), ...(because === undefined ? {} : { because }) } })}>
            <Text label={t('rule')} hint={t('rule.hint')} name="rule" required maxLength={200} />
            <Text label={t('until')} name="until" type="date" required />
            <Remark />
          </Act>
          <Act word={t('decline')} changes={CHANGES} explain={t('decline.explain')}
            send={({ reason, explanation }, header) => api.POST('/api/v1/erasures/{person}/refusal', { params: { path, header }, body: { reason: reason as 'matter-open', ...(explanation === undefined ? {} : { explanation }) } })}>
            <Choice label={t('reason')} name="reason" required options={REASONS.map((each) => [each, t(`reason.${each}`)])} />
            <Long label={t('explanation')} name="explanation" maxLength={500} />
          </Act>
        </>
      )}
    </div>
  )
}

const One = ({ person }: { readonly person: string }): ReactNode => {
  const { t } = useTranslation('erasure')
  const { role } = useActing()
  const { data, error } = useQuery({
    queryKey: ['erasure', person], refetchInterval: ({ state }) => (state.data?.request.phase === 'confirmed' ? UNTIL_DONE_MS : false),
    queryFn: () => reading(api.GET('/api/v1/erasures/{person}', { params: { path: { person } } })),
  })
  if (data === undefined) return <ProblemNotice error={error} />
  const { request: of, matters, hasMore, names } = data
  const nameOf = (id: string): string => names[id] ?? id
  const facts: readonly (readonly [string, ReactNode] | null)[] = [
    [t('person'), of.personId], [t('phase'), t(`phase.${of.phase}`)], [t('wanted'), when(of.wantedAt)],
    [t('identity'), t(`identity.${(of.identity ?? 'none') as 'none'}`)],
    of.answerBy === null ? null : [t('due'), when(of.answerBy)],
    of.ground === null ? null : [t('ground'), t(`ground.${of.ground as 'law'}`)],
    of.requestedBy === null ? null : [t('requested-by'), `${nameOf(of.requestedBy)} · ${when(of.requestedAt)}`],
    of.confirmedBy === null ? null : [t('confirmed-by'), `${nameOf(of.confirmedBy)} · ${when(of.confirmedAt)}`],
    of.rule === null ? null : [t('rule'), of.rule], of.until === null ? null : [t('until'), lastDay(of.until)],
    of.declined === null ? null : [t('declined'), t(`reason.${of.declined.reason as 'matter-open'}`)],
    of.certificate === null ? null : [t('erased'), when(of.certificate.erasedAt)],
    of.certificate === null ? null : [t('digest'), of.certificate.keyDigest],
    of.certificate?.copiesGoneAt === undefined ? null : [t('copies'), when(of.certificate.copiesGoneAt)],
  ]
  return (
    <>
      <h2>{t(`phase.${of.phase}`)}</h2>
      <Facts of={facts.filter((each) => each !== null)} />
      {role === 'auditor' ? null : <Acts of={of} />}
      <h3>{t('matters')}</h3>
      <p className="soft">{t('matters.intro')}</p>
      {matters.length === 0 ? <p>{t('matters.none')}</p> : (
        <ul>{matters.map(({ consultationId, openedAt, closedAt }) => <li key={consultationId}>{`${t('opened')} ${day(openedAt)} · ${closedAt === null ? t('open') : `${t('closed')} ${day(closedAt)}`}`}</li>)}</ul>
      )}
      {hasMore ? <p className="soft">{t('matters.more')}</p> : null}
    </>
  )
}

const Erasures = (): ReactNode => {
  const { t } = useTranslation('erasure')
  const [at, setAt] = useState<'work' | 'end'>('work')
  const [chosen, setChosen] = useState<string | null>(null)
  const list = usePages<Request, Answer<'list-erasures'>>(['erasures', at],
    (cursor) => api.GET('/api/v1/erasures', { params: { query: { at, limit: '50', ...(cursor === undefined ? {} : { cursor }) } } }), { again: ({ phase }) => (phase === 'confirmed' ? UNTIL_DONE_MS : false) })
  const dueOf = ({ answerBy, isOverdue, phase }: Request): string =>
    (answerBy === null || (phase !== 'wanted' && phase !== 'requested') ? '—' : isOverdue ? `${day(answerBy)} ${t('late')}` : day(answerBy))
  return (
    <Page title={t('title')} intro={t('intro')} actions={<Segmented aria-label={t('show')} value={at} onChange={setAt} options={[{ value: 'work' as const, label: t('work') }, { value: 'end' as const, label: t('end') }]} />}>
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <Beside list={(
        <Table label={t('title')} rows={list.rows} isLoading={list.isLoading} isUnread={list.isUnread} empty={t(`none.${at}`)} onEnd={list.onEnd} keyOf={({ personId }) => personId} chosen={chosen} onOpen={({ personId }) => setChosen(personId)} columns={[
          { key: 'person', title: t('person'), width: '1.4fr', cell: ({ personId }) => personId },
          { key: 'phase', title: t('phase'), width: '1fr', cell: ({ phase }) => t(`phase.${phase}`) },
          { key: 'due', title: t('due'), width: '9rem', cell: dueOf },
          { key: 'changed', title: t('changed'), width: '10rem', cell: ({ changedAt }) => when(changedAt) },
        ]} />
      )}>
        {chosen === null ? <p>{t('choose')}</p> : <One person={chosen} />}
      </Beside>
    </Page>
  )
}
export default Erasures
