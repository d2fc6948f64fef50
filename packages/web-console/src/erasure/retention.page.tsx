// Looks at whose data nobody needs any more: one looks, another confirms, and what became of each look is told.
import { api, colon, comma, ProblemNotice } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { Act } from '../parts/act.tsx'
import { Because, Text } from '../parts/fields.tsx'
import { Beside, Facts, Page } from '../parts/page.tsx'
import { usePages, type Answer, type Item } from '../parts/read.ts'
import { Table } from '../parts/table.tsx'
import { day, when } from '../parts/when.ts'
import { erasureWords } from './words.ts'

export const words = { name: 'erasure', words: erasureWords }

type Look = Item<'show-retention'>
const CHANGES = ['retention']
/** Who is confirmed is forgotten one after another, by the platform itself: looked at until all are. */
const UNTIL_DONE_MS = 1000

const One = ({ of, names }: { readonly of: Look; readonly names: Readonly<Record<string, string>> }): ReactNode => {
  const { t } = useTranslation('erasure')
  const { county, role, session } = useActing()
  const path = { county, review: of.reviewId }
  const mayDecide = role !== 'auditor' && of.phase === 'proposed'
  return (
    <>
      <h2>{t(`retention.${of.phase}`)}</h2>
      <Facts of={[
        [t('retention.before'), day(of.endedBefore)], [t('retention.people'), String(of.total)], [t('retention.by'), `${names[of.proposedBy] ?? of.proposedBy} · ${when(of.proposedAt)}`],
        [t('retention.decided'), of.decidedBy === null ? '—' : `${names[of.decidedBy] ?? of.decidedBy} · ${when(of.decidedAt)}`],
        [t('retention.erased'), String(of.erased)], [t('retention.kept'), String(of.kept)], [t('retention.at-work'), String(of.atWork)], [t('retention.spared'), String(of.spared)],
      ]} />
      {of.hasMore ? <p>{t('retention.more')}</p> : null}
      {!mayDecide ? null : (
        <div className="buttons">
          {of.proposedBy === session.accountId ? null : (
            <Act word={t('retention.confirm')} danger changes={CHANGES} explain={t('retention.confirm.explain', { count: of.total })}
              send={({ code = '', because = '' }, header) => api.POST('/api/v1/counties/{county}/retention/reviews/{review}/confirmation', { params: { path, header }, body: { code, because } })}>
              <Text label={t('code')} name="code" required inputMode="numeric" autoComplete="one-time-code" pattern="[0-9]{6}" maxLength={6} />
              <Because />
            </Act>
          )}
          <Act word={t('retention.drop')} changes={CHANGES} explain={t('retention.drop.explain')}
            send={({ because = '' }, header) => api.DELETE('/api/v1/counties/{county}/retention/reviews/{review}', { params: { path, header }, body: { because } })}><Because /></Act>
        </div>
      )}
      {of.persons.length === 0 ? null : <ul>{of.persons.map((person) => <li key={person}>{person}</li>)}</ul>}
      {of.certificates.length === 0 ? null : (
        <>
          <h3>{t('retention.certificates')}</h3>
          <ul>{of.certificates.map(({ personId, keyDigest }) => <li key={personId}>{`${personId}${colon()}${keyDigest}`}</li>)}</ul>
        </>
      )}
    </>
  )
}

const Retention = (): ReactNode => {
  const { t } = useTranslation('erasure')
  const { county, role } = useActing()
  const [chosen, setChosen] = useState<string | null>(null)
  const list = usePages<Look, Answer<'show-retention'>>(['retention', county],
    (cursor) => api.GET('/api/v1/counties/{county}/retention', { params: { path: { county }, query: cursor === undefined ? {} : { cursor } } }), { enabled: county !== '', again: ({ atWork }) => (atWork > 0 ? UNTIL_DONE_MS : false) })
  const one = list.rows.find(({ reviewId }) => reviewId === chosen)
  const duty = list.first
  const look = role === 'auditor' || county === '' ? null : (
    <Act word={t('retention.look')} primary changes={CHANGES} explain={t('retention.look.explain')} onDone={({ reviewId }: { reviewId: string }) => setChosen(reviewId)}
      send={({ because = '' }, header) => api.POST('/api/v1/counties/{county}/retention/reviews', { params: { path: { county }, header }, body: { because } })}><Because /></Act>
  )
  return (
    <Page title={t('retention.title')} intro={t('retention.intro')} actions={look}>
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      {duty === undefined ? null : <p>{`${t('retention.next')}${colon()}${duty.nextAt === null ? t('retention.never') : day(duty.nextAt)}${duty.unlooked > 0 ? `${comma('sentences')}${t('retention.unlooked', { count: duty.unlooked })}` : ''}`}</p>}
      <Beside list={(
        <Table label={t('retention.list')} rows={list.rows} isLoading={list.isLoading} isUnread={list.isUnread} empty={t('retention.none')} onEnd={list.onEnd} keyOf={({ reviewId }) => reviewId} chosen={chosen} onOpen={({ reviewId }) => setChosen(reviewId)} columns={[
          { key: 'at', title: t('retention.at'), width: '10rem', cell: ({ proposedAt }) => when(proposedAt) },
          { key: 'state', title: t('retention.state'), width: '1fr', cell: ({ phase }) => t(`retention.${phase}`) },
          { key: 'people', title: t('retention.people'), width: '6rem', cell: ({ total }) => String(total) },
        ]} />
      )}>
        {one === undefined ? <p>{t('retention.choose')}</p> : <One of={one} names={list.first?.names ?? {}} />}
      </Beside>
    </Page>
  )
}
export default Retention
