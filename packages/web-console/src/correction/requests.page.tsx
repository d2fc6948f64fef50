// What waits for a decision in the district, whoever waits longest first: leave, and zones that reach out of the county. The list names nobody; what is asked
// for is read, and decided on, beside it, once the file has been opened for that.
import { api, ProblemNotice } from '@zhijian/web-kit'
import { useQueryClient } from '@tanstack/react-query'
import { Segmented } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useAnew } from '../parts/anew.ts'
import { Mark } from '../parts/mark.tsx'
import { Beside, Facts, Page } from '../parts/page.tsx'
import { usePlaces } from '../parts/place.ts'
import { usePages, type Answer, type Item } from '../parts/read.ts'
import { Table } from '../parts/table.tsx'
import { day, when } from '../parts/when.ts'
import { shortNumber, useFile, useMayAct, useReach, type File } from './data.ts'
import { LeaveActs } from './file/leaves.tsx'
import { Purpose } from './file/purpose.tsx'
import { MapView } from './map/map-view.tsx'
import { featuresOfOutlines, useOutlines } from './map/outlines.ts'
import { boxOf, featuresOf, shapesOf } from './map/shapes.ts'
import { correctionWords } from './words.ts'
import { Decide } from './zones/proposals.tsx'
import { scheduleWords } from './zones/schedule.tsx'
import { kindOf } from './zones/zones.tsx'
import './correction.css'

export const words = { name: 'correction', words: correctionWords }

type OfPerson = Item<'list-supervision-requests'>
type Request = OfPerson['requests'][number] & Pick<OfPerson, 'superviseeId' | 'region'>
const KEY = 'supervision-requests'
const TONES = { waiting: 'warn', approved: 'good', refused: 'plain', withdrawn: 'plain' } as const
const keyOf = ({ superviseeId, id }: Request): string => `${superviseeId} ${id}`

interface OpenedProps { readonly file: File; readonly id: string; readonly onDone: () => void }
const OpenedLeave = ({ file, id, onDone }: OpenedProps): ReactNode => {
  const { t } = useTranslation('correction')
  const mayAct = useMayAct()
  const leave = file.leaves.find(({ leaveId }) => leaveId === id)
  if (leave === undefined) return <p>{t('requests.beyond')}</p>
  return (
    <>
      <Facts of={[
        [t('name'), file.name ?? t('erased')], [t('leave.when'), `${when(leave.from)} – ${when(leave.until)}`], [t('leave.destination'), leave.destination ?? t('gone')],
        [t('leave.reason'), leave.reason ?? t('gone')], [t('requests.count'), t('leave.days', { days: leave.days, cumulated: leave.cumulatedDays })],
      ]} />
      {mayAct && leave.phase === 'requested' ? <LeaveActs of={leave} path={{ supervisee: file.superviseeId }} onDone={onDone} /> : null}
    </>
  )
}
const OpenedZone = ({ file, id, onDone }: OpenedProps): ReactNode => {
  const { t } = useTranslation('correction')
  const mayAct = useMayAct()
  const outlines = useOutlines(file.region.slice(0, 6))
  const proposal = file.zoneProposals.find(({ proposalId }) => proposalId === id)
  const drawn = useMemo(() => ({
    outline: featuresOfOutlines(outlines),
    areas: [
      ...file.zones.filter(({ retiredAt }) => retiredAt === null).flatMap((zone) => shapesOf(zone).flatMap((each) => featuresOf(each, { kind: kindOf(zone) }))),
      ...(proposal === undefined ? [] : shapesOf(proposal).flatMap((each) => featuresOf(each, { kind: 'proposed' }))),
    ],
  }), [outlines, file.zones, proposal])
  if (proposal === undefined) return <p>{t('requests.beyond')}</p>
  return (
    <>
      <Facts of={[[t('name'), file.name ?? t('erased')], [t('zone.label'), proposal.label ?? t('gone')], [t('zone.kind'), t(`zone.${proposal.kind}`)], [t('schedule'), scheduleWords(proposal.schedule, t)]]} />
      <MapView label={t('zone.proposals')} drawn={drawn} fit={{ key: id, box: boxOf(shapesOf(proposal).flatMap((each) => featuresOf(each, {}))) }} />
      {mayAct && proposal.phase === 'proposed' ? <div className="buttons"><Decide of={proposal} path={{ supervisee: file.superviseeId }} onDone={onDone} /></div> : null}
    </>
  )
}

const Chosen = ({ of, names }: { readonly of: Request; readonly names: Readonly<Record<string, string>> }): ReactNode => {
  const { t } = useTranslation('correction')
  const queries = useQueryClient()
  const placeOf = usePlaces()
  const { opened, error, isOpening, open } = useFile(of.superviseeId)
  const nameOf = (id: string | null): string => (id === null ? t('requests.herself') : names[id] ?? id)
  const onDone = (): void => void queries.invalidateQueries({ queryKey: [KEY] })
  const Opened = of.what === 'leave' ? OpenedLeave : OpenedZone
  return (
    <div className="correction" aria-busy={isOpening}>
      <h2>{t(`request.${of.what}`)} <Mark tone={TONES[of.phase]}>{t(`request.phase.${of.phase}`)}</Mark></h2>
      <Facts of={[
        [t('number'), <Link key="file" to={`/correction/people/${of.superviseeId}`}>{shortNumber(of.superviseeId)}</Link>], [t('place'), placeOf(of.region)],
        [t('requests.asked'), `${nameOf(of.askedBy)} ${when(of.askedAt)}`], ...(of.decidedAt === null ? [] : [[t('requests.decided'), `${nameOf(of.decidedBy)} ${when(of.decidedAt)}`] as const]),
      ]} />
      {opened !== null ? <Opened file={opened.file} id={of.id} onDone={onDone} />
        : <Purpose initial={of.phase === 'waiting' ? t(`request.purpose.${of.what}`) : ''} error={error} isOpening={isOpening} onOpen={open} />}
    </div>
  )
}

const Requests = (): ReactNode => {
  const { t } = useTranslation('correction')
  const reach = useReach()
  const placeOf = usePlaces()
  const [show, setShow] = useState<'waiting' | 'decided'>('waiting')
  const [chosen, setChosen] = useState<string | null>(null)
  const list = usePages<OfPerson, Answer<'list-supervision-requests'>>([KEY, reach, show], (cursor) => api.GET('/api/v1/regions/{region}/supervision-requests', {
    params: { path: { region: reach }, query: { open: show === 'waiting' ? 'true' : 'false', limit: '100', ...(cursor === undefined ? {} : { cursor }) } },
  }), { enabled: reach !== '' })
  useAnew(KEY, ({ event, data }) => event === 'reset' || (typeof data['superviseeId'] === 'string' && data['alarmId'] === undefined))
  const names = list.first?.names ?? {}
  const rows = useMemo(() => list.rows.flatMap(({ requests, superviseeId, region }) => requests.map((each): Request => ({ ...each, superviseeId, region }))), [list.rows])
  const one = rows.find((each) => keyOf(each) === chosen)
  const term = ({ what, from, until, days }: Request): string => (what === 'zone' || from === null || until === null ? '—' : t('requests.term', { from: day(from), until: day(until), days: days ?? 0 }))
  return (
    <Page title={t('requests.title')} intro={t('requests.intro')}
      actions={<Segmented aria-label={t('show')} value={show} onChange={setShow} options={(['waiting', 'decided'] as const).map((value) => ({ value, label: t(`requests.${value}`) }))} />}>
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <Beside list={(
        <Table label={t('requests.title')} rows={rows} isLoading={list.isLoading} isUnread={list.isUnread} empty={t(`requests.none.${show}`)} onEnd={list.onEnd} keyOf={keyOf} chosen={chosen} onOpen={(each) => setChosen(keyOf(each))} columns={[
          { key: 'asked', title: t('requests.asked'), width: '9.5rem', cell: ({ askedAt }) => when(askedAt) },
          { key: 'what', title: t('requests.what'), width: '1.2fr', cell: ({ what, kind }) => `${t(`request.${what}`)} · ${what === 'leave' ? t(`leave.cause.${kind as 'medical'}`) : t(`zone.${kind as 'allowed'}`)}` },
          { key: 'number', title: t('number'), width: '6rem', cell: ({ superviseeId }) => shortNumber(superviseeId) },
          { key: 'place', title: t('place'), width: '1fr', cell: ({ region }) => placeOf(region) },
          { key: 'term', title: t('leave.when'), width: '1.2fr', cell: term },
          { key: 'level', title: t('leave.level'), width: '5rem', cell: ({ level }) => t(`leave.level.${level ?? 'county'}`) },
          { key: 'state', title: t('state'), width: '5.5rem', cell: ({ phase }) => <Mark tone={TONES[phase]}>{t(`request.phase.${phase}`)}</Mark> },
        ]} />
      )}>{one === undefined ? <p>{t('requests.choose')}</p> : <Chosen key={keyOf(one)} of={one} names={names} />}</Beside>
    </Page>
  )
}
export default Requests
