// Call-backs of the county, each with its clock. The number is shown to who took it, and to nobody else.
import { useQuery } from '@tanstack/react-query'
import { api, comma, ProblemNotice, reading } from '@zhijian/web-kit'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useActing } from '../acting.ts'
import { Act, ActNow } from '../parts/act.tsx'
import { useAnew } from '../parts/anew.ts'
import { Due } from '../parts/due.tsx'
import { Because, Choice, Remark, Text } from '../parts/fields.tsx'
import { Beside, Facts, Page } from '../parts/page.tsx'
import { usePages, type Answer, type Item } from '../parts/read.ts'
import { Table } from '../parts/table.tsx'
import { when } from '../parts/when.ts'
import { OpenOnly } from './open-only.tsx'
import { QuestionCard } from './question.tsx'
import { deskWords } from './words.ts'

export const words = { name: 'desk', words: deskWords }

type Callback = Item<'list-callbacks'>
const FAILURES = ['no-reply', 'busy', 'switched-off', 'wrong-number', 'cut-off'] as const
const CHANGES = ['callbacks']

const Phone = ({ callback }: { readonly callback: string }): ReactNode => {
  const { t } = useTranslation('desk')
  const { data, error } = useQuery({ queryKey: ['callback-phone', callback], gcTime: 0, queryFn: () => reading(api.GET('/api/v1/callbacks/{callback}/phone', { params: { path: { callback } } })) })
  return data === undefined ? <ProblemNotice error={error} /> : <p className="note">{t('call')} <span className="big" data-test="phone">{data.phone}</span></p>
}

const One = ({ of, names }: { readonly of: Callback; readonly names: Readonly<Record<string, string>> }): ReactNode => {
  const { t } = useTranslation('desk')
  const { session, role } = useActing()
  const path = { callback: of.callbackId }
  const isMine = of.agentId === session.accountId
  const mayCall = role !== 'bureau-head' && of.isOpen
  return (
    <>
      <h2>{t(`cause.${of.cause}` as 'cause.asked-for')}</h2>
      <Facts of={[
        [t('phase'), t(`phase.${of.phase}` as 'phase.taken')], [t('due'), <Due key="due" at={of.dueAt} />], [t('requested'), when(of.requestedAt)], [t('agent'), of.agentId === null ? '—' : isMine ? t('mine') : names[of.agentId] ?? of.agentId],
        [t('tries'), of.attempts.length === 0 ? '0' : of.attempts.map(({ attempt, failure, at }) => `${attempt}. ${when(at)} ${failure === null ? t('phase.reached') : t(`failure.${failure}` as 'failure.busy')}`).join(comma('sentences'))],
      ]} />
      {mayCall && of.phase === 'taken' && isMine ? <Phone callback={of.callbackId} /> : null}
      {!mayCall ? null : (
        <div className="buttons">
          {of.phase === 'waiting' ? <ActNow word={t('take')} primary changes={CHANGES} send={(_, header) => api.POST('/api/v1/callbacks/{callback}/taking', { params: { path, header } })} /> : null}
          {of.phase === 'taken' && isMine ? (
            <>
              <Act word={t('reached')} primary changes={CHANGES}
                send={({ minutes, because }, header) => api.POST('/api/v1/callbacks/{callback}/reached', { params: { path, header }, body: { connectedMs: Math.round(Number(minutes) * 60_000), ...(because === undefined ? {} : { because }) } })}>
                <Text label={t('reached.minutes')} name="minutes" type="number" required min={0} max={600} step="0.5" defaultValue="3" />
                <Remark />
              </Act>
              <Act word={t('failed')} changes={CHANGES}
                send={({ failure, because }, header) => api.POST('/api/v1/callbacks/{callback}/failures', { params: { path, header }, body: { attempt: of.attempts.length + 1, failure: failure as 'busy', ...(because === undefined ? {} : { because }) } })}>
                <Choice label={t('failure')} name="failure" required options={FAILURES.map((each) => [each, t(`failure.${each}`)])} />
                <Remark />
              </Act>
              <Act word={t('release')} explain={t('release.explain')} changes={CHANGES} send={({ because }, header) => api.DELETE('/api/v1/callbacks/{callback}/taking', { params: { path, header }, body: { because: because! } })}><Because /></Act>
            </>
          ) : null}
        </div>
      )}
      <p><Link to={`/desk/questions/${of.consultationId}`}>{t('to-question')}</Link></p>
      <QuestionCard consultation={of.consultationId} />
    </>
  )
}

const Callbacks = (): ReactNode => {
  const { t } = useTranslation('desk')
  const { county } = useActing()
  const [open, setOpen] = useState(true)
  const [chosen, setChosen] = useState<string | null>(null)
  const list = usePages<Callback, Answer<'list-callbacks'>>(['callbacks', county, open],
    (cursor) => api.GET('/api/v1/counties/{county}/callbacks', { params: { path: { county }, query: { open: open ? 'true' : 'false', limit: '50', ...(cursor === undefined ? {} : { cursor }) } } }), { enabled: county !== '' })
  useAnew('callbacks', ({ data }) => data['callbackId'] !== undefined)
  const one = list.rows.find(({ callbackId }) => callbackId === chosen)
  return (
    <Page title={t('callbacks.title')} intro={t('callbacks.intro')} actions={<OpenOnly open={open} onChange={setOpen} />}>
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <Beside list={(
        <Table label={t('callbacks.title')} rows={list.rows} total={list.total} isLoading={list.isLoading} isUnread={list.isUnread} onEnd={list.onEnd} keyOf={({ callbackId }) => callbackId} chosen={chosen} empty={t('callbacks.none')}
          onOpen={({ callbackId }) => setChosen(callbackId)} columns={[
            { key: 'cause', title: t('cause'), width: 'minmax(7.5em, 2fr)', cell: ({ cause }) => t(`cause.${cause}` as 'cause.asked-for') },
            { key: 'due', title: t('due'), width: 'minmax(9em, 1fr)', cell: ({ dueAt }) => <Due at={dueAt} /> },
            { key: 'phase', title: t('phase'), width: 'minmax(6em, 1.3fr)', cell: ({ phase, isUntaken }) => `${t(`phase.${phase}` as 'phase.taken')}${isUntaken && phase === 'waiting' ? ` · ${t('untaken')}` : ''}` },
            { key: 'agent', title: t('agent'), width: 'minmax(5em, 1fr)', cell: ({ agentId }) => (agentId === null ? '—' : list.first?.names[agentId] ?? agentId) },
            { key: 'tries', title: t('tries'), width: '3em', cell: ({ attempts }) => attempts.length },
            { key: 'requested', title: t('requested'), width: '10em', cell: ({ requestedAt }) => when(requestedAt) },
          ]} />
      )}>{one === undefined ? <p>{t('choose')}</p> : <One key={one.callbackId} of={one} names={list.first?.names ?? {}} />}</Beside>
    </Page>
  )
}
export default Callbacks
