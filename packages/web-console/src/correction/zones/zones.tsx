// Where somebody has to be and may not go: drawn on the map by the pointer, or in numbers beside it; both are one and the same draft.
import { useQuery } from '@tanstack/react-query'
import { api, ApiProblem, ProblemNotice, reading, Refusal, useCommand } from '@zhijian/web-kit'
import { Button } from 'antd'
import { useMemo, useState, type ChangeEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Act, valuesOf } from '../../parts/act.tsx'
import { Because, Choice, Long, Text } from '../../parts/fields.tsx'
import { Mark } from '../../parts/mark.tsx'
import { say } from '../../parts/said.tsx'
import { when } from '../../parts/when.ts'
import { useMayAct, type File, type FileActs } from '../data.ts'
import { MapView, type Handle } from '../map/map-view.tsx'
import { boxOf, featuresOf, shapeOfText, shapesOf, type Feature, type Shape } from '../map/shapes.ts'
import { cornersOf, draftOf, EMPTY, FORMS, geometryOf, moved, picked, shapeOf, withoutLast, type Draft } from './draft.ts'
import { HoursFields, hoursOf, scheduleOf, scheduleWords, type Hours } from './schedule.tsx'

export type Zone = File['zones'][number]
const KINDS = ['allowed', 'stay', 'forbidden'] as const
const TONES = { allowed: 'good', stay: 'plain', forbidden: 'bad', leave: 'warn' } as const
const DATUMS = ['wgs-84', 'gcj-02', 'bd-09'] as const
export const kindOf = ({ kind }: Pick<Zone, 'kind'>): keyof typeof TONES => kind ?? 'leave'

/** Where the county ends; undefined: it is being read; null: nobody has said so. */
export const useBoundary = (county: string): Shape | null | undefined => {
  const { data, error } = useQuery({
    queryKey: ['boundary', county], enabled: county !== '', staleTime: 600_000, retry: (failures, failed) => failures < 3 && !(failed instanceof ApiProblem && failed.code === 'no-boundary'),
    queryFn: () => reading(api.GET('/api/v1/counties/{county}/boundary', { params: { path: { county } } })),
  })
  return useMemo(() => (data === undefined ? (error === null ? undefined : null) : shapeOfText(data.geojson)), [data, error])
}
export const outlineOf = (county: Shape | null | undefined): readonly Feature[] => (county === null || county === undefined ? [] : featuresOf(county, {}))

interface Drawing { readonly zone: Zone | null; readonly draft: Draft; readonly hours: readonly Hours[]; readonly kind: (typeof KINDS)[number]; readonly count: number }

const GeoJson = ({ text, onText }: { readonly text: string; readonly onText: (next: string) => void }): ReactNode => {
  const { t } = useTranslation('correction')
  const pick = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => onText(await target.files?.[0]?.text() ?? '')
  return (
    <>
      <Text label={t('geojson.file')} type="file" accept=".json,.geojson,application/geo+json" onChange={(event) => void pick(event)} />
      <Long label={t('geojson')} hint={t('geojson.hint')} required rows={4} value={text} onChange={({ target }) => onText(target.value)} />
    </>
  )
}

const Shapes = ({ draft, onDraft }: { readonly draft: Draft; readonly onDraft: (next: Draft) => void }): ReactNode => {
  const { t } = useTranslation('correction')
  const put = (name: keyof Draft) => ({ value: draft[name], onChange: ({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => onDraft({ ...draft, [name]: target.value }) })
  switch (draft.form) {
    case 'circle': return (
      <div className="columns">
        <Text label={t('centre')} hint={t('centre.hint')} name="centre" required {...put('centre')} />
        <Text label={t('radius')} name="radius" type="number" min={10} max={300_000} required {...put('radiusM')} />
      </div>
    )
    case 'corridor':
    case 'polygon': return (
      <>
        <Long label={t(`points.${draft.form}`)} hint={t('points.hint')} name="points" required rows={5} {...put('points')} />
        <div className="buttons"><Button htmlType="button" size="small" disabled={draft.points.trim() === ''} onClick={() => onDraft(withoutLast(draft))}>{t('points.undo')}</Button></div>
        {draft.form === 'corridor' ? <Text label={t('half-width')} name="width" type="number" min={5} max={50_000} required {...put('halfWidthM')} />
          : <Long label={t('holes')} hint={t('holes.hint')} name="holes" rows={2} {...put('holes')} />}
      </>
    )
    case 'geojson': return <GeoJson text={draft.text} onText={(text) => onDraft({ ...draft, text })} />
    case 'county': return <p className="zj-hint">{t('form.county.says')}</p>
  }
}

const Editor = ({ drawing, onDrawing, onClose, acts: { path, onDone } }: { readonly drawing: Drawing; readonly onDrawing: (next: Drawing) => void; readonly onClose: () => void; readonly acts: FileActs }): ReactNode => {
  const { t } = useTranslation('correction')
  const { t: parts } = useTranslation('parts')
  const { zone, draft, hours, kind, count } = drawing
  const [faults, setFaults] = useState(0)
  type Body = Parameters<typeof api.POST<'/api/v1/supervisees/{supervisee}/zones', never>>[1] extends { body: infer B } ? B : never
  const save = useCommand(async (body: Body, headers) => {
    const header = { 'Idempotency-Key': headers['idempotency-key'] }
    const answer = zone === null ? await api.POST('/api/v1/supervisees/{supervisee}/zones', { params: { path, header }, body })
      : await api.PUT('/api/v1/supervisees/{supervisee}/zones/{zone}', { params: { path: { ...path, zone: zone.zoneId }, header }, body })
    return answer as { data?: { receipt: { position?: string | null } }; error?: unknown; response: Response }
  }, [])
  const put = (next: Partial<Drawing>): void => onDrawing({ ...drawing, ...next })
  return (
    <form className="zone-editor" aria-label={t(zone === null ? 'zone.new' : 'zone.change')} onSubmit={(event) => {
      event.preventDefault()
      const values = valuesOf(event.currentTarget)
      const geometry = geometryOf(draft)
      if (geometry === null) return setFaults(faults + 1)
      setFaults(0)
      return save.mutate({ label: values['label']!, kind, schedule: scheduleOf(hours), datum: values['datum'] as 'wgs-84', geometry, because: values['because']! } as Body, { onSuccess: (done) => {
        say(parts('done', { what: t(zone === null ? 'zone.new' : 'zone.change') }))
        onDone(done)
        onClose()
      } })
    }}>
      <h3>{t(zone === null ? 'zone.new' : 'zone.change')}</h3>
      <div className="columns">
        <Text label={t('zone.label')} hint={t('zone.label.hint')} name="label" required maxLength={60} defaultValue={zone?.label ?? ''} autoComplete="off" />
        <Choice label={t('zone.kind')} name="kind" required value={kind} disabled={zone !== null} onChange={({ target }) => put({ kind: target.value as 'stay' })} options={KINDS.map((each) => [each, t(`zone.${each}`)])} />
        <Choice label={t('zone.form')} name="form" required value={draft.form} onChange={({ target }) => put({ draft: { ...draft, form: target.value as 'circle' } })} options={FORMS.map((each) => [each, t(`form.${each}`)])} />
        <Choice label={t('datum')} hint={t('datum.hint')} name="datum" required options={DATUMS.map((each) => [each, t(`datum.${each}`)])} />
      </div>
      <Shapes key={count} draft={draft} onDraft={(next) => put({ draft: next })} />
      {kind === 'allowed' ? null : <HoursFields hours={hours} onChange={(next) => put({ hours: next })} />}
      <Because />
      {faults > 0 ? <Refusal at={faults}>{t('zone.unfit')}</Refusal> : null}
      <ProblemNotice error={save.error} />
      <div className="buttons">
        <Button htmlType="button" onClick={onClose}>{parts('cancel')}</Button>
        <Button htmlType="submit" type="primary" loading={save.isPending} disabled={save.isPending}>{t('zone.save')}</Button>
      </div>
    </form>
  )
}

export const Zones = (acts: FileActs): ReactNode => {
  const { file: { zones, phase, region, superviseeId }, path, onDone } = acts
  const { t } = useTranslation('correction')
  const mayAct = useMayAct() && phase !== 'over'
  const county = useBoundary(region.slice(0, 6))
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const [shows, setShows] = useState(0)
  const binding = zones.filter(({ retiredAt }) => retiredAt === null)
  const begin = (zone: Zone | null): void => {
    const shape = zone === null ? undefined : shapesOf(zone)[0]
    setDrawing({ zone, draft: shape === undefined ? EMPTY : draftOf(shape), hours: hoursOf(zone?.schedule ?? null), kind: zone?.kind ?? 'allowed', count: (drawing?.count ?? 0) + 1 })
    setShows(shows + 1)
  }
  const draft = drawing?.draft ?? null
  const hidden = drawing?.zone?.zoneId ?? null
  const drawn = useMemo(() => {
    const shape = draft === null ? null : shapeOf(draft, county ?? null)
    return {
      outline: outlineOf(county),
      areas: [
        ...zones.filter(({ retiredAt, zoneId }) => retiredAt === null && zoneId !== hidden).flatMap((zone) => shapesOf(zone).flatMap((each) => featuresOf(each, { kind: kindOf(zone) }))),
        ...(shape === null || drawing === null ? [] : featuresOf(shape, { kind: drawing.kind })),
      ],
    }
  }, [zones, hidden, draft, county, drawing])
  const handles = useMemo((): readonly Handle[] => (draft === null ? [] : cornersOf(draft).map(({ key, at, isBetween }) => ({ key, at, label: t('handle'), tone: isBetween ? 'between' : 'corner', isMovable: true }))), [draft, t])
  const edit = (change: (draft: Draft) => Draft): void => setDrawing((before) => (before === null ? null : { ...before, draft: change(before.draft) }))
  return (
    <section className="card" aria-labelledby="zones">
      <div className="page-head"><h2 id="zones">{t('zones')}</h2>{mayAct && drawing === null ? <div className="buttons"><Button type="primary" htmlType="button" onClick={() => begin(null)}>{t('zone.new')}</Button></div> : null}</div>
      <p className="intro">{t('zones.intro')}</p>
      {county === null ? <p className="note">{t('boundary.none')}</p> : null}
      <div className={drawing === null ? '' : 'drawing'}>
        <MapView label={t('zones')} drawn={drawn} handles={handles} tiles={null} fit={{ key: `${superviseeId} ${shows}`, box: boxOf(drawn.areas.length > 0 ? drawn.areas : drawn.outline) }}
          onPick={(at) => edit((before) => picked(before, at))} onMove={(key, at) => edit((before) => moved(before, key, at))} />
        {drawing === null ? null : <Editor drawing={drawing} onDrawing={setDrawing} onClose={() => setDrawing(null)} acts={acts} />}
      </div>
      {binding.length === 0 ? <p>{t('zones.none')}</p> : (
        <table className="plain">
          <thead><tr>{(['zone.label', 'zone.kind', 'schedule', 'zone.form', 'zone.version', 'action'] as const).map((each) => <th key={each}>{t(each)}</th>)}</tr></thead>
          <tbody>{binding.map((zone) => (
            <tr key={zone.name}>
              <td>{zone.label ?? t('gone')}</td><td><Mark tone={TONES[kindOf(zone)]}>{t(`zone.${kindOf(zone)}`)}</Mark>{zone.isBeyond ? <Mark tone="warn">{t('zone.beyond')}</Mark> : null}</td>
              <td>{scheduleWords(zone.schedule, t)}</td><td>{zone.form === null ? '—' : t(`drawn.${zone.form}`)}</td><td>{t('version', { version: zone.version, at: when(zone.from) })}</td>
              <td>{!mayAct || zone.kind === null ? '—' : (
                <div className="buttons">
                  <Button htmlType="button" onClick={() => begin(zone)}>{t('zone.change')}</Button>
                  <Act word={t('zone.retire')} title={t('zone.retire.of', { zone: zone.label ?? zone.name })} danger explain={t('zone.retire.explain')} changes={[]} onDone={onDone}
                    send={({ because }, header) => api.DELETE('/api/v1/supervisees/{supervisee}/zones/{zone}', { params: { path: { ...path, zone: zone.zoneId }, header }, body: { because: because! } })}><Because /></Act>
                </div>
              )}</td>
            </tr>
          ))}</tbody>
        </table>
      )}
    </section>
  )
}
