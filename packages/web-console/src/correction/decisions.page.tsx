// For those who oversee correction: what was decided, on which ground, by whom; what was refused stands among it.
import { api, ProblemNotice } from '@zhijian/web-kit'
import { Segmented } from 'antd'
import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { Mark } from '../parts/mark.tsx'
import { Page } from '../parts/page.tsx'
import { usePlaces } from '../parts/place.ts'
import { usePages, type Answer, type Item } from '../parts/read.ts'
import { Table } from '../parts/table.tsx'
import { day, when } from '../parts/when.ts'
import { shortNumber, useOffices, useReach } from './data.ts'
import { correctionWords } from './words.ts'
import './correction.css'

export const words = { name: 'correction', words: correctionWords }

type Decided = Item<'list-supervision-decisions'>
type Row = Decided['decisions'][number] & Pick<Decided, 'superviseeId' | 'region'>
const SHOWS = ['all', 'refused'] as const
const REFUSED: ReadonlySet<string> = new Set(['leave-refused', 'zone-rejected', 'check-in-rejected', 'finding-declined'])

const Decisions = (): ReactNode => {
  const { t } = useTranslation('correction')
  const reach = useReach()
  const placeOf = usePlaces()
  const go = useNavigate()
  const { nameOf } = useOffices()
  const [show, setShow] = useState<(typeof SHOWS)[number]>('all')
  const list = usePages<Decided, Answer<'list-supervision-decisions'>>(['decisions', reach], (cursor) => api.GET('/api/v1/regions/{region}/supervision-decisions', {
    params: { path: { region: reach }, query: { limit: '100', ...(cursor === undefined ? {} : { cursor }) } },
  }), { enabled: reach !== '' })
  const names = list.first?.names ?? {}
  const rows = useMemo(() => list.rows.flatMap(({ decisions, superviseeId, region }) => decisions.map((each): Row => ({ ...each, superviseeId, region })))
    .filter(({ what }) => show === 'all' || REFUSED.has(what)), [list.rows, show])
  const kindOf = ({ what, kind }: Row): string | null => {
    if (kind === null) return null
    switch (what) {
      case 'positioning-approved': return t(`device.${kind as 'dedicated'}`)
      case 'zone-set': case 'zone-proposed': return t(`zone.${kind as 'allowed'}`)
      case 'check-ins-planned': return t(`way.${kind as 'photo'}`)
      case 'finding-proposed': case 'finding-declined': case 'alarm-closed': return t(`alarm.${kind as 'silent'}`)
      default: return t(`leave.level.${kind as 'office'}`)
    }
  }
  const why = ({ what, ground: of }: Row): string | null => {
    if (of === null) return null
    switch (what) {
      case 'positioning-approved': return t(`ground.${of as 'left-without-leave'}`)
      case 'ended': return t(`end.${of as 'served'}`)
      case 'finding-proposed': case 'alarm-closed': return t(`finding.${of as 'breach'}`)
      default: return t(`ended.${of as 'replaced'}`)
    }
  }
  const ground = (row: Row): string => [why(row), row.decision, kindOf(row), row.what === 'office-assigned' && row.about !== null ? nameOf(row.about) : null].filter((each) => each !== null).join(' · ') || '—'
  return (
    <Page title={t('decisions.title')} intro={t('decisions.intro')} actions={<Segmented aria-label={t('show')} value={show} onChange={setShow} options={SHOWS.map((value) => ({ value, label: t(`decisions.${value}`) }))} />}>
      <ProblemNotice error={list.error} onRetry={list.refetch} />
      <Table label={t('decisions.title')} rows={rows} isLoading={list.isLoading} isUnread={list.isUnread} empty={t('decisions.none')} onEnd={list.onEnd}
        keyOf={({ superviseeId, what, about, at }) => `${superviseeId} ${what} ${about} ${at}`} onOpen={({ superviseeId }) => void go(`/correction/people/${superviseeId}`)} columns={[
          { key: 'at', title: t('decisions.at'), width: '10rem', cell: ({ at }) => when(at) },
          { key: 'number', title: t('number'), width: '6.5rem', cell: ({ superviseeId }) => shortNumber(superviseeId) },
          { key: 'place', title: t('place'), width: '1fr', cell: ({ region }) => placeOf(region) },
          { key: 'what', title: t('decisions.what'), width: '1.1fr', cell: ({ what, toldProcuratorate }) => <>{REFUSED.has(what) ? <Mark tone="warn">{t(`decided.${what}`)}</Mark> : t(`decided.${what}`)}{toldProcuratorate ? ` · ${t('leave.told')}` : ''}</> },
          { key: 'ground', title: t('ground'), width: '2fr', cell: ground },
          { key: 'term', title: t('in-force'), width: '1.2fr', cell: ({ from, until }) => (from === null || until === null ? '—' : `${day(from)} – ${day(until)}`) },
          { key: 'by', title: t('by'), width: '1fr', cell: ({ by }) => (by === null ? t('platform') : names[by] ?? by) },
        ]} />
    </Page>
  )
}
export default Decisions
