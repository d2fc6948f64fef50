// The board of alarms: what is open, how serious, who has to have heard until when. An alarm is something to look into, never a finding; two
// people close it.
import { api, comma, ProblemNotice, usePlatformTime } from '@zhijian/web-kit'
import { Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useActing } from '../acting.ts'
import { Act, ActNow } from '../parts/act.tsx'
import { useAnew } from '../parts/anew.ts'
import { Due } from '../parts/due.tsx'
import { Because, Choice, Long } from '../parts/fields.tsx'
import { Mark } from '../parts/mark.tsx'
import { Beside, Facts, Page } from '../parts/page.tsx'
import { usePlaces } from '../parts/place.ts'
import { usePages, type Answer, type Item } from '../parts/read.ts'
import { Table } from '../parts/table.tsx'
import { when } from '../parts/when.ts'
import { isOfAlarm, LEVEL_TONES, shortNumber, useMayAct, useReach } from './data.ts'
import { Hints } from './file/hints.tsx'
import { correctionWords } from './words.ts'
import './correction.css'

export const words = { name: 'correction', words: correctionWords }

export type Alarm = Item<'list-alarms'>
const FINDINGS = ['breach', 'no-breach', 'device-fault', 'position-wrong', 'with-leave', 'searched-for'] as const
const CHANGES = ['alarms']

const Acts = ({ of }: { readonly of: Alarm }): ReactNode => {
  const { t } = useTranslation('correction')
  const { session } = useActing()
  const path = { alarm: of.alarmId }
  return (
    <div className="buttons">
      {of.acknowledgedBy !== null ? null : (
        <ActNow word={t('acknowledge')} primary changes={CHANGES} send={(_, header) => api.POST('/api/v1/alarms/{alarm}/acknowledgement', { params: { path, header }, body: {} })} />
      )}
      {of.acknowledgedBy === null || of.proposed !== null ? null : (
        <Act word={t('propose')} primary explain={t('propose.explain')} changes={CHANGES} send={({ finding, note }, header) => api.POST('/api/v1/alarms/{alarm}/finding', { params: { path, header }, body: { finding: finding as 'breach', note: note! } })}>
          <Choice label={t('finding')} name="finding" required empty={t('finding')} options={FINDINGS.map((each) => [each, t(`finding.${each}`)])} />
          <Long label={t('finding.note')} hint={t('finding.note.hint')} name="note" required minLength={2} maxLength={1000} rows={4} />
        </Act>
      )}
      {of.proposed === null ? null : of.proposed.by === session.accountId ? <span className="zj-hint">{t('close.other')}</span> : (
        <>
          <Act word={t('close-alarm')} primary explain={t('close-alarm.explain')} changes={CHANGES} send={({ because }, header) => api.POST('/api/v1/alarms/{alarm}/closure', { params: { path, header }, body: { because: because! } })}><Because /></Act>
          <Act word={t('decline')} changes={CHANGES} explain={t('decline.explain')} send={({ note }, header) => api.DELETE('/api/v1/alarms/{alarm}/finding', { params: { path, header }, body: { note: note! } })}>
            <Long label={t('decline.note')} name="note" required minLength={2} maxLength={1000} />
          </Act>
        </>
      )}
    </div>
  )
}

export const AlarmCard = ({ of, names }: { readonly of: Alarm; readonly names: Readonly<Record<string, string>> }): ReactNode => {
  const { t } = useTranslation('correction')
  const mayAct = useMayAct()
  const placeOf = usePlaces()
  const nameOf = (id: string | null): string => (id === null ? t('platform') : names[id] ?? id)
  return (
    <>
      <h2>{t(`alarm.${of.kind}`)} <Mark tone={LEVEL_TONES[of.level]}>{t(`level.${of.level}`)}</Mark> <Mark>{t(`alarm.phase.${of.phase}`)}</Mark></h2>
      {of.level === 'lost' && of.isOpen ? <p className="note is-bad">{t('lost.says')}</p> : null}
      <Facts of={[
        [t('number'), <Link key="file" to={`/correction/people/${of.superviseeId}`}>{shortNumber(of.superviseeId)}</Link>], [t('place'), placeOf(of.region)], [t('since'), when(of.since)], [t('raised'), when(of.raisedAt)],
        [t('answers-for'), of.officers.length === 0 ? t('nobody') : of.officers.map(nameOf).join(comma())], ...(of.acknowledgeDue === null ? [] : [[t('acknowledge.due'), <Due key="due" at={of.acknowledgeDue} />] as const]),
        ...(of.proposed === null ? [] : [[t('finding'), `${t(`finding.${of.proposed.finding}`)} · ${nameOf(of.proposed.by)} · ${when(of.proposed.at)}`] as const, [t('finding.note'), of.proposed.note ?? t('gone')] as const]),
        ...(of.closed === null ? [] : [[t('closed'), `${t(`finding.${of.closed.finding}`)} · ${nameOf(of.closed.by)} · ${when(of.closed.at)}`] as const]),
      ]} />
      <Hints of={of.hints} />
      {mayAct && of.isOpen ? <Acts of={of} /> : null}
      {of.notes.length === 0 ? null : <><h3>{t('went')}</h3><ul>{of.notes.map(({ what, at, by }) => <li key={`${what} ${at}`}>{`${when(at)} ${t(`note.${what as 'eased'}`)}${by === null ? '' : ` · ${nameOf(by)}`}`}</li>)}</ul></>}
    </>
  )
}

const Alarms = (): ReactNode => {
  const { t } = useTranslation('correction')
  const reach = useReach()
  const [show, setShow] = useState<'open' | 'closed'>('open')
  const [chosen, setChosen] = useState<string | null>(null)
  usePlatformTime()
  const list = usePages<Alarm, Answer<'list-alarms'>>(['alarms', reach, show], (cursor) => api.GET('/api/v1/regions/{region}/alarms', {
    params: { path: { region: reach }, query: { open: show === 'open' ? 'true' : 'false', limit: '100', ...(cursor === undefined ? {} : { cursor }) } },
  }), { enabled: reach !== '' })
  useAnew('alarms', isOfAlarm)
  const one = list.rows.find(({ alarmId }) => alarmId === chosen)
  return (
    <Page title={t('alarms.title')} intro={t('alarms.intro')} actions={<Segmented aria-label={t('show')} value={show} onChange={setShow} options={[{ value: 'open' as const, label: t('alarms.open') }, { value: 'closed' as const, label: t('alarms.closed') }]} />}>
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <Beside list={(
        <Table label={t('alarms.title')} rows={list.rows} total={list.total} isLoading={list.isLoading} isUnread={list.isUnread} empty={t(`alarms.none.${show}`)} onEnd={list.onEnd} keyOf={({ alarmId }) => alarmId} chosen={chosen} onOpen={({ alarmId }) => setChosen(alarmId)} columns={[
          { key: 'level', title: t('level'), width: '4.5rem', cell: ({ level }) => <Mark tone={LEVEL_TONES[level]}>{t(`level.${level}`)}</Mark> },
          { key: 'kind', title: t('alarm'), width: '1.2fr', cell: ({ kind }) => t(`alarm.${kind}`) },
          { key: 'number', title: t('number'), width: '6rem', cell: ({ superviseeId }) => shortNumber(superviseeId) },
          { key: 'state', title: t('state'), width: '1.4fr', cell: ({ phase, acknowledgeDue, closed }) => (closed !== null ? t(`finding.${closed.finding}`) : acknowledgeDue === null ? t(`alarm.phase.${phase}`) : <Due at={acknowledgeDue} />) },
          { key: 'raised', title: t('raised'), width: '9.5rem', cell: ({ raisedAt }) => when(raisedAt) },
        ]} />
      )}>{one === undefined ? <p>{t('alarms.choose')}</p> : <AlarmCard key={one.alarmId} of={one} names={list.first?.names ?? {}} />}</Beside>
    </Page>
  )
}
export default Alarms
