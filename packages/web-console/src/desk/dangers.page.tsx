// Words of danger, with two minutes each. The officer sees the question at once; what came of it is written down.
import { api, comma, ProblemNotice } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { Act, ActNow } from '../parts/act.tsx'
import { useAnew } from '../parts/anew.ts'
import { Due } from '../parts/due.tsx'
import { Choice, Remark } from '../parts/fields.tsx'
import { Beside, Facts, Page } from '../parts/page.tsx'
import { usePages, type Answer, type Item } from '../parts/read.ts'
import { Table } from '../parts/table.tsx'
import { when } from '../parts/when.ts'
import { OpenOnly } from './open-only.tsx'
import { QuestionCard } from './question.tsx'
import { deskWords } from './words.ts'

export const words = { name: 'desk', words: deskWords }

type Danger = Item<'list-dangers'>
const OUTCOMES = ['safe', 'police-informed', 'medical-help', 'handed-over', 'unreachable', 'false-alarm'] as const
const CHANGES = ['dangers', 'callbacks']

const One = ({ of, names }: { readonly of: Danger; readonly names: Readonly<Record<string, string>> }): ReactNode => {
  const { t } = useTranslation('desk')
  const path = { danger: of.dangerId }
  const question = { consultation: of.consultationId }
  return (
    <>
      <h2>{of.codes.map((code) => t(`code.${code}` as 'code.suicide')).join(comma())}</h2>
      <p className="note is-bad"><strong>{t('danger.numbers')}</strong></p>
      <Facts of={[
        [t('phase'), t(`dphase.${of.phase}` as 'dphase.calling')], [t('due'), <Due key="due" at={of.acknowledgeDue} />], [t('rank'), t(`rank.${of.rank}` as 'rank.head')], [t('raised'), when(of.raisedAt)],
        [t('by'), of.acknowledgedBy === null ? '—' : names[of.acknowledgedBy] ?? of.acknowledgedBy], [t('outcome'), of.outcome === null ? '—' : t(`outcome.${of.outcome}` as 'outcome.safe')],
      ]} />
      {!of.isOpen ? null : (
        <div className="buttons">
          {of.phase === 'acknowledged' ? (
            <Act word={t('resolve')} primary changes={CHANGES} send={({ outcome, because }, header) => api.POST('/api/v1/dangers/{danger}/resolution', { params: { path, header }, body: { outcome: outcome as 'safe', ...(because === undefined ? {} : { because }) } })}>
              <Choice label={t('outcome')} name="outcome" required options={OUTCOMES.map((each) => [each, t(`outcome.${each}`)])} />
              <Remark />
            </Act>
          ) : <ActNow word={t('acknowledge')} primary danger changes={CHANGES} send={(_, header) => api.POST('/api/v1/dangers/{danger}/acknowledgement', { params: { path, header } })} />}
          <Act word={t('call-back')} explain={t('callbacks.intro')} changes={CHANGES} send={(_, header) => api.POST('/api/v1/consultations/{consultation}/callback', { params: { path: question, header } })} />
        </div>
      )}
      <QuestionCard consultation={of.consultationId} />
    </>
  )
}

const Dangers = (): ReactNode => {
  const { t } = useTranslation('desk')
  const { county } = useActing()
  const [open, setOpen] = useState(true)
  const [chosen, setChosen] = useState<string | null>(null)
  const list = usePages<Danger, Answer<'list-dangers'>>(['dangers', county, open],
    (cursor) => api.GET('/api/v1/counties/{county}/dangers', { params: { path: { county }, query: { open: open ? 'true' : 'false', limit: '50', ...(cursor === undefined ? {} : { cursor }) } } }), { enabled: county !== '' })
  useAnew('dangers', ({ data }) => data['dangerId'] !== undefined)
  const one = list.rows.find(({ dangerId }) => dangerId === chosen)
  return (
    <Page title={t('dangers.title')} intro={t('dangers.intro')} actions={<OpenOnly open={open} onChange={setOpen} />}>
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <Beside list={(
        <Table label={t('dangers.title')} rows={list.rows} total={list.total} isLoading={list.isLoading} isUnread={list.isUnread} onEnd={list.onEnd} keyOf={({ dangerId }) => dangerId} chosen={chosen} empty={t('dangers.none')}
          onOpen={({ dangerId }) => setChosen(dangerId)} columns={[
            { key: 'codes', title: t('codes'), width: 'minmax(7.5em, 2fr)', cell: ({ codes }) => codes.map((code) => t(`code.${code}` as 'code.suicide')).join(comma()) },
            { key: 'due', title: t('due'), width: 'minmax(9em, 1fr)', cell: ({ acknowledgeDue }) => <Due at={acknowledgeDue} /> },
            { key: 'phase', title: t('phase'), width: 'minmax(5em, 1fr)', cell: ({ phase }) => t(`dphase.${phase}` as 'dphase.calling') },
            { key: 'rank', title: t('rank'), width: 'minmax(5em, 1fr)', cell: ({ rank }) => t(`rank.${rank}` as 'rank.head') },
            { key: 'raised', title: t('raised'), width: '10em', cell: ({ raisedAt }) => when(raisedAt) },
          ]} />
      )}>{one === undefined ? <p>{t('choose')}</p> : <One key={one.dangerId} of={one} names={list.first?.names ?? {}} />}</Beside>
    </Page>
  )
}
export default Dangers
