// Where those are who are tracked, or whose check is open: on the map with the circle in which each may be, and in a list beside it.
import type { operations } from '@zhijian/client'
import { useQuery } from '@tanstack/react-query'
import { api, ProblemNotice, reading } from '@zhijian/web-kit'
import { Button } from 'antd'
import { useMemo, useState, type ChangeEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { useActing } from '../acting.ts'
import { Act } from '../parts/act.tsx'
import { Because, Choice, Long, Text } from '../parts/fields.tsx'
import { Mark } from '../parts/mark.tsx'
import { Page } from '../parts/page.tsx'
import { when } from '../parts/when.ts'
import { shortNumber, useReach } from './data.ts'
import { MapView, type Handle } from './map/map-view.tsx'
import { boxOf, circleOf, featureOf, type Position } from './map/shapes.ts'
import { outlineOf, useBoundary } from './zones/zones.tsx'
import { correctionWords } from './words.ts'
import './correction.css'

export const words = { name: 'correction', words: correctionWords }

type Seen = operations['look-at-positions']['responses'][200]['content']['application/json']['items'][number]
/** Each is another look, and in the log. */
const LOOK_EVERY_MS = 60_000

const Boundary = ({ county, isSet }: { readonly county: string; readonly isSet: boolean }): ReactNode => {
  const { t } = useTranslation('correction')
  const [text, setText] = useState('')
  const pick = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => setText(await target.files?.[0]?.text() ?? '')
  return (
    <Act word={t(isSet ? 'boundary.replace' : 'boundary.set')} explain={t('boundary.explain')} changes={['boundary']}
      send={({ geojson, datum, source, because }, header) => api.PUT('/api/v1/counties/{county}/boundary', { params: { path: { county }, header }, body: { geojson: geojson!, datum: datum as 'wgs-84', source: source!, because: because! } })}>
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

const Seeing = ({ reach, purpose }: { readonly reach: string; readonly purpose: string }): ReactNode => {
  const { t } = useTranslation('correction')
  const go = useNavigate()
  const county = useBoundary(reach.slice(0, 6))
  const { data, error, refetch } = useQuery({
    queryKey: ['positions', reach, purpose], refetchInterval: LOOK_EVERY_MS, staleTime: LOOK_EVERY_MS, gcTime: 0, refetchOnWindowFocus: false,
    queryFn: () => reading(api.POST('/api/v1/regions/{region}/position-views', { params: { path: { region: reach }, query: { limit: '200' } }, body: { purpose } })),
  })
  const items = data?.items as readonly (Seen & { readonly place: unknown })[] | undefined
  const placeOf = (seen: Seen): Position => seen.place as unknown as Position
  const drawn = useMemo(() => ({
    outline: outlineOf(county),
    circles: (items ?? []).flatMap((seen) => (seen.errorM === null ? [] : [featureOf(circleOf(placeOf(seen), seen.errorM))])),
  }), [items, county])
  const handles = useMemo((): readonly Handle[] => (items ?? []).map((seen) => ({ key: seen.superviseeId, at: placeOf(seen), label: t('map.person', { number: shortNumber(seen.superviseeId), at: when(seen.at) }), tone: 'person', isMovable: false })), [items, t])
  const box = useMemo(() => boxOf(drawn.outline.length > 0 ? drawn.outline : (items ?? []).map((seen) => featureOf({ type: 'Point', coordinates: placeOf(seen) }))), [drawn, items])
  return (
    <>
      <ProblemNotice error={error} onRetry={() => void refetch()} />
      {county === null ? <p className="note">{t('boundary.none')}</p> : null}
      <MapView label={t('map.title')} drawn={drawn} handles={handles} tiles={null} fit={{ key: reach, box }} onHandle={(id) => void go(`/correction/people/${id}`)} />
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
  const outline = useBoundary(county)
  const [purpose, setPurpose] = useState<string | null>(null)
  return (
    <Page title={t('map.title')} intro={t('map.intro')} actions={role === 'bureau-head' && county !== '' ? <Boundary county={county} isSet={outline !== null && outline !== undefined} /> : null}>
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
