// Where those are who are tracked, or whose check is open: on the map with the circle in which each may be, and in a list below. Whose alarm is open stands out,
// and is in a list beside the map as soon as it is raised.
import type { operations } from '@zhijian/client'
import { useQuery } from '@tanstack/react-query'
import { api, ProblemNotice, reading, useLive, usePlatformTime } from '@zhijian/web-kit'
import { Button } from 'antd'
import { useMemo, useState, type ChangeEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useActing } from '../acting.ts'
import { Act } from '../parts/act.tsx'
import { useAnew } from '../parts/anew.ts'
import { Due } from '../parts/due.tsx'
import { Because, Choice, Long, Text } from '../parts/fields.tsx'
import { Mark } from '../parts/mark.tsx'
import { Page } from '../parts/page.tsx'
import { usePages, type Answer, type Item } from '../parts/read.ts'
import { when } from '../parts/when.ts'
import { isOfAlarm, LEVELS, LEVEL_TONES, shortNumber, useReach } from './data.ts'
import { MapView, type Handle } from './map/map-view.tsx'
import { featuresOfOutlines, ownOutline, useOutline, useOutlines } from './map/outlines.ts'
import { boxOf, circleOf, featureOf, type Position } from './map/shapes.ts'
import { correctionWords } from './words.ts'
import './correction.css'

export const words = { name: 'correction', words: correctionWords }

type Seen = operations['look-at-positions']['responses'][200]['content']['application/json']['items'][number]
/** Each is another look, and in the log. */
const LOOK_EVERY_MS = 60_000

const Boundary = ({ county }: { readonly county: string }): ReactNode => {
  const { t } = useTranslation('correction')
  const [text, setText] = useState('')
  const [division, setDivision] = useState(county)
  const now = useOutline(division)
  const { data } = useQuery({ queryKey: ['county', county], staleTime: 3_600_000, queryFn: () => reading(api.GET('/api/v1/counties/{county}', { params: { path: { county } } })) })
  const pick = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => setText(await target.files?.[0]?.text() ?? '')
  return (
    <Act word={t('boundary.set')} explain={t('boundary.explain')} changes={['boundary']}
      send={({ geojson, datum, source, because }, header) => api.PUT('/api/v1/divisions/{region}/boundary', { params: { path: { region: division }, header }, body: { geojson: geojson!, datum: datum as 'wgs-84', source: source!, because: because! } })}>
      <Choice label={t('boundary.of')} hint={now === undefined ? t('boundary.of.hint') : now === null ? t('boundary.of.none') : t('boundary.of.now', { source: now.source })} name="division" required value={division}
        onChange={({ target }) => setDivision(target.value)} options={[[county, t('boundary.of.county', { county: data?.name ?? county })], ...(data?.towns ?? []).map(({ code, name }) => [code, name] as const)]} />
      <Text label={t('geojson.file')} type="file" accept=".json,.geojson,application/geo+json" onChange={(event) => void pick(event)} />
      <Long label={t('geojson')} hint={t('geojson.hint')} name="geojson" required rows={4} value={text} onChange={({ target }) => setText(target.value)} />
      <div className="columns">
        <Choice label={t('datum')} hint={t('boundary.datum')} name="datum" required options={(['wgs-84', 'gcj-02', 'bd-09'] as const).map((each) => [each, t(`datum.${each}`)])} />
        <Text label={t('boundary.source')} hint={t('boundary.source.hint')} name="source" required minLength={2} maxLength={200} />
      </div>
      <Because />
    </Act>
  )
}

type Alarm = Item<'list-alarms'>
/** What calls for somebody else to be on it. */
const WORSENS = new Set(['alarm-raised', 'alarm-escalated'])

/** The worst of somebody's open alarms stands on the map. */
const worstOf = (alarms: readonly Alarm[]): ReadonlyMap<string, Alarm> => {
  const worst = new Map<string, Alarm>()
  for (const alarm of alarms) {
    const before = worst.get(alarm.superviseeId)
    if (before === undefined || LEVELS.indexOf(alarm.level) > LEVELS.indexOf(before.level)) worst.set(alarm.superviseeId, alarm)
  }
  return worst
}

const OpenAlarms = ({ alarms, isRead, isPlaced, onShow }: { readonly alarms: readonly Alarm[]; readonly isRead: boolean; readonly isPlaced: (supervisee: string) => boolean; readonly onShow: (supervisee: string) => void }): ReactNode => {
  const { t } = useTranslation('correction')
  return (
    <section className="card map-alarms" aria-labelledby="map-alarms" aria-live="polite" tabIndex={0}>
      <h2 id="map-alarms">{t('map.alarms', { count: alarms.length })}</h2>
      {isRead && alarms.length === 0 ? <p>{t('map.alarms.none')}</p> : (
        <ul>{alarms.map(({ alarmId, superviseeId, kind, level, acknowledgeDue, phase, since }) => (
          <li key={alarmId}>
            <strong>{t(`alarm.${kind}`)}</strong> <Mark tone={LEVEL_TONES[level]}>{t(`level.${level}`)}</Mark>
            <p>{acknowledgeDue === null ? t(`alarm.phase.${phase}`) : <>{t('acknowledge.due')} <Due at={acknowledgeDue} /></>}</p>
            <p className="zj-hint">{`${shortNumber(superviseeId)} · ${when(since)}`}</p>
            {isPlaced(superviseeId) ? <Button htmlType="button" size="small" onClick={() => onShow(superviseeId)}>{t('map.alarm.show')}</Button> : <p className="zj-hint">{t('map.alarm.no-place')}</p>}
          </li>
        ))}</ul>
      )}
      <p><Link to="/correction/alarms">{t('map.alarm.open')}</Link></p>
    </section>
  )
}

const Seeing = ({ reach, purpose }: { readonly reach: string; readonly purpose: string }): ReactNode => {
  const { t } = useTranslation('correction')
  const go = useNavigate()
  usePlatformTime()
  const outlines = useOutlines(reach.slice(0, 6))
  const [shown, setShown] = useState<{ readonly supervisee: string; readonly times: number } | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['positions', reach, purpose], refetchInterval: LOOK_EVERY_MS, staleTime: LOOK_EVERY_MS, gcTime: 0, refetchOnWindowFocus: false,
    queryFn: () => reading(api.POST('/api/v1/regions/{region}/position-views', { params: { path: { region: reach }, query: { limit: '200' } }, body: { purpose } })),
  })
  const list = usePages<Alarm, Answer<'list-alarms'>>(['alarms', reach, 'open'], (cursor) => api.GET('/api/v1/regions/{region}/alarms', {
    params: { path: { region: reach }, query: { open: 'true', limit: '100', ...(cursor === undefined ? {} : { cursor }) } },
  }))
  useAnew('alarms', isOfAlarm)
  useLive((told, queries) => {
    // Where she is now, for whoever has to go: another look, in the log as every one.
    if (told.event === 'reset' || (isOfAlarm(told) && WORSENS.has(told.event))) void queries.invalidateQueries({ queryKey: ['positions'] })
  })
  const items = data?.items as readonly (Seen & { readonly place: unknown })[] | undefined
  const placeOf = (seen: Seen): Position => seen.place as unknown as Position
  const drawn = useMemo(() => ({
    outline: featuresOfOutlines(outlines),
    circles: (items ?? []).flatMap((seen) => (seen.errorM === null ? [] : [featureOf(circleOf(placeOf(seen), seen.errorM))])),
  }), [items, outlines])
  const handles = useMemo((): readonly Handle[] => {
    const worst = worstOf(list.rows)
    return (items ?? []).map((seen) => {
      const alarm = worst.get(seen.superviseeId)
      const person = t('map.person', { number: shortNumber(seen.superviseeId), at: when(seen.at) })
      const place = { key: seen.superviseeId, at: placeOf(seen), isMovable: false }
      if (alarm === undefined) return { ...place, label: person, tone: 'person' }
      const level = t(`level.${alarm.level}`)
      return { ...place, label: t('map.alarm', { alarm: t(`alarm.${alarm.kind}`), level, number: person }), tone: `alarm-${alarm.level}`, letter: level.slice(0, 1).toUpperCase() }
    })
  }, [items, list.rows, t])
  const box = useMemo(() => {
    const one = items?.find(({ superviseeId }) => superviseeId === shown?.supervisee)
    if (one !== undefined) return boxOf([featureOf(circleOf(placeOf(one), Math.max(1000, one.errorM ?? 0)))])
    const own = ownOutline(outlines)
    return boxOf(own.length > 0 ? own : (items ?? []).map((seen) => featureOf({ type: 'Point', coordinates: placeOf(seen) })))
  }, [outlines, items, shown])
  return (
    <>
      <ProblemNotice error={error ?? list.error} onRetry={() => { void refetch(); list.refetch() }} />
      {outlines.county === null ? <p className="note">{t('boundary.none')}</p> : outlines.own === null ? <p className="note">{t('boundary.none.town')}</p> : null}
      <div className="map-beside">
        <MapView label={t('map.title')} drawn={drawn} handles={handles} fit={{ key: `${reach} ${shown?.supervisee ?? ''} ${shown?.times ?? 0}`, box }} onHandle={(id) => void go(`/correction/people/${id}`)} />
        <OpenAlarms alarms={list.rows} isRead={list.first !== undefined} isPlaced={(supervisee) => items?.some(({ superviseeId }) => superviseeId === supervisee) ?? false}
          onShow={(supervisee) => setShown((before) => ({ supervisee, times: (before?.times ?? 0) + 1 }))} />
      </div>
      {items === undefined ? null : items.length === 0 ? <p role="status">{t('map.nobody')}</p> : (
        <div className="card"><table className="plain">
          <caption>{t('map.list', { count: items.length })}</caption>
          <thead><tr>{(['number', 'map.at', 'map.place', 'map.error', 'map.source', 'state'] as const).map((each) => <th key={each}>{t(each)}</th>)}</tr></thead>
          <tbody>{items.map((seen) => (
            <tr key={seen.superviseeId}>
              <td><Link to={`/correction/people/${seen.superviseeId}`}>{shortNumber(seen.superviseeId)}</Link></td><td>{when(seen.at)}</td><td>{placeOf(seen).map((each) => each.toFixed(5)).join(', ')}</td>
              <td>{seen.errorM === null ? '—' : t('metres', { metres: Math.round(seen.errorM) })}</td><td>{t(`source.${seen.source}`)}</td><td><Mark tone={seen.isTracked ? 'warn' : 'good'}>{t(seen.isTracked ? 'tracked' : 'checking')}</Mark></td>
            </tr>
          ))}</tbody>
        </table></div>
      )}
    </>
  )
}

const MapPage = (): ReactNode => {
  const { t } = useTranslation('correction')
  const { role, county } = useActing()
  const reach = useReach()
  const [purpose, setPurpose] = useState<string | null>(null)
  return (
    <Page title={t('map.title')} intro={t('map.intro')} actions={role === 'bureau-head' && county !== '' && reach === county ? <Boundary county={county} /> : null}>
      {reach === '' ? null : purpose !== null ? <div className="correction"><Seeing reach={reach} purpose={purpose} /></div> : (
        <form className="card" onSubmit={(event) => {
          event.preventDefault()
          setPurpose(String(new FormData(event.currentTarget).get('purpose')).trim())
        }}>
          <Long label={t('purpose')} hint={t('map.purpose.hint')} name="purpose" required minLength={2} maxLength={500} rows={2} />
          <div className="buttons"><Button type="primary" htmlType="submit">{t('map.look')}</Button></div>
        </form>
      )}
    </Page>
  )
}
export default MapPage
