// Where somebody has to be and may not go: drawn on the map by the pointer, or in numbers beside it; both are one and the same draft.
import { api, ApiProblem, ProblemNotice, Refusal, useCommand } from '@zhijian/web-kit'
import { Button, Segmented } from 'antd'
import { useMemo, useState, type ChangeEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Act, valuesOf } from '../../parts/act.tsx'
import { Because, Choice, Long, Text } from '../../parts/fields.tsx'
import { Mark } from '../../parts/mark.tsx'
import { say } from '../../parts/said.tsx'
import { when } from '../../parts/when.ts'
import { useMayAct, type File, type FileActs } from '../data.ts'
import { MapView, type Handle } from '../map/map-view.tsx'
import { featuresOfOutlines, ownOutline, useOutlines, type Outlines } from '../map/outlines.ts'
import { boxOf, featuresOf, shapesOf } from '../map/shapes.ts'
import { cornersOf, EMPTY, FORMS, geometryOf, moved, picked, piecesOf, shapeOf, withNewHole, withoutLast, type Draft } from './draft.ts'
import { Proposals, type Proposal } from './proposals.tsx'
import { HoursFields, hoursOf, scheduleOf, scheduleWords, type Hours } from './schedule.tsx'

export type Zone = File['zones'][number]
const KINDS = ['allowed', 'stay', 'forbidden'] as const
const TONES = { allowed: 'good', stay: 'plain', forbidden: 'bad', leave: 'warn' } as const
const DATUMS = ['wgs-84', 'gcj-02', 'bd-09'] as const
export const kindOf = ({ kind }: Pick<Zone, 'kind'>): keyof typeof TONES => kind ?? 'leave'

/** Refusals of what reaches farther than one may set alone: it can be proposed. */
const BEYOND_REACH: readonly string[] = ['zone-beyond-county', 'zone-county-unknown', 'zone-beyond-town', 'zone-town-unknown']
/** Said before anybody draws: how far he may go alone. */
const reachOf = (outlines: Outlines): 'county' | 'county-unknown' | 'town' | 'town-unknown' => {
  if (outlines.county === null) return 'county-unknown'
  return 'own' in outlines ? (outlines.own === null ? 'town-unknown' : 'town') : 'county'
}

/** As many pieces as a zone may have. */
const MOST_PIECES = 20
interface Drawing {
  readonly zone: Zone | null
  readonly pieces: readonly Draft[]
  /** Which of them is being changed. */
  readonly at: number
  /** Where a tap on the map adds a corner. */
  readonly inHole: boolean
  readonly hours: readonly Hours[]
  readonly kind: (typeof KINDS)[number]
  readonly count: number
}

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

interface ShapesProps { readonly draft: Draft; readonly inHole: boolean; readonly onDraft: (next: Draft) => void; readonly onInHole: (next: boolean) => void }
const Shapes = ({ draft, inHole, onDraft, onInHole }: ShapesProps): ReactNode => {
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
        {draft.form === 'corridor' ? null : (
          <div className="buttons"><Segmented aria-label={t('tap')} value={inHole ? 'hole' : 'outer'} onChange={(value) => onInHole(value === 'hole')} options={(['outer', 'hole'] as const).map((value) => ({ value, label: t(`tap.${value}`) }))} />
            {inHole ? <Button htmlType="button" size="small" disabled={draft.holes.trim() === ''} onClick={() => onDraft(withNewHole(draft))}>{t('hole.next')}</Button> : null}</div>
        )}
        <div className="buttons"><Button htmlType="button" size="small" disabled={(inHole ? draft.holes : draft.points).trim() === ''} onClick={() => onDraft(withoutLast(draft, inHole))}>{t('points.undo')}</Button></div>
        {draft.form === 'corridor' ? <Text label={t('half-width')} name="width" type="number" min={5} max={50_000} required {...put('halfWidthM')} />
          : <Long label={t('holes')} hint={t('holes.hint')} name="holes" rows={3} {...put('holes')} />}
      </>
    )
    case 'geojson': return <GeoJson text={draft.text} onText={(text) => onDraft({ ...draft, text })} />
    case 'county': return <p className="zj-hint">{t('form.county.says')}</p>
  }
}

const Pieces = ({ drawing: { pieces, at }, onDrawing }: { readonly drawing: Drawing; readonly onDrawing: (next: Partial<Drawing>) => void }): ReactNode => {
  const { t } = useTranslation('correction')
  return (
    <fieldset className="field pieces"><legend>{t('zone.pieces')}</legend>
      <div className="buttons">
        {pieces.map((_, n) => <Button key={n} htmlType="button" size="small" type={n === at ? 'primary' : 'default'} aria-pressed={n === at} onClick={() => onDrawing({ at: n, inHole: false })}>{t('zone.piece', { n: n + 1 })}</Button>)}
        <Button htmlType="button" size="small" disabled={pieces.length >= MOST_PIECES} onClick={() => onDrawing({ pieces: [...pieces, EMPTY], at: pieces.length, inHole: false })}>{t('zone.piece.add')}</Button>
        {pieces.length < 2 ? null : <Button htmlType="button" size="small" danger onClick={() => onDrawing({ pieces: pieces.filter((__, n) => n !== at), at: Math.max(0, at - 1), inHole: false })}>{t('zone.piece.remove')}</Button>}
      </div>
      {pieces.length < 2 ? null : <p className="zj-hint">{t('zone.pieces.hint')}</p>}
    </fieldset>
  )
}

type Sent = Parameters<typeof api.POST<'/api/v1/supervisees/{supervisee}/zones', never>>[1] extends { body: infer B } ? B : never
type Done = { data?: { receipt: { position?: string | null } }; error?: unknown; response: Response }

const Editor = ({ drawing, outlines, onDrawing, onClose, acts: { path, onDone } }: {
  readonly drawing: Drawing; readonly outlines: Outlines; readonly onDrawing: (next: Drawing) => void; readonly onClose: () => void; readonly acts: FileActs
}): ReactNode => {
  const { t } = useTranslation('correction')
  const { t: parts } = useTranslation('parts')
  const { zone, pieces, at, inHole, hours, kind, count } = drawing
  const draft = pieces[at]!
  const [faults, setFaults] = useState(0)
  const save = useCommand(async (body: Sent, headers) => {
    const header = { 'Idempotency-Key': headers['idempotency-key'] }
    const answer = zone === null ? await api.POST('/api/v1/supervisees/{supervisee}/zones', { params: { path, header }, body })
      : await api.PUT('/api/v1/supervisees/{supervisee}/zones/{zone}', { params: { path: { ...path, zone: zone.zoneId }, header }, body })
    return answer as Done
  }, [])
  const propose = useCommand(async (body: Sent, headers) => await api.POST('/api/v1/supervisees/{supervisee}/zone-proposals', {
    params: { path, header: { 'Idempotency-Key': headers['idempotency-key'] } }, body: { ...body as object, ...(zone === null ? {} : { zone: zone.zoneId }) } as never,
  }) as Done, [])
  const put = (next: Partial<Drawing>): void => onDrawing({ ...drawing, ...next })
  const putDraft = (next: Draft): void => put({ pieces: pieces.map((each, n) => (n === at ? next : each)) })
  const reach = reachOf(outlines)
  const isFar = reach.endsWith('-unknown') || (save.error instanceof ApiProblem && BEYOND_REACH.includes(save.error.code))
  const told = (what: string) => (done: NonNullable<Done['data']>): void => {
    say(parts('done', { what }))
    onDone(done)
    onClose()
  }
  const send = (form: HTMLFormElement, how: 'save' | 'propose'): void => {
    const values = valuesOf(form)
    const geometry = geometryOf(pieces, outlines.county?.shape ?? null)
    if (geometry === null) return setFaults(faults + 1)
    setFaults(0)
    const body = { label: values['label']!, kind, schedule: scheduleOf(hours), datum: values['datum'] as 'wgs-84', geometry, because: values['because']! } as Sent
    return how === 'save' ? save.mutate(body, { onSuccess: told(t(zone === null ? 'zone.new' : 'zone.change')) }) : propose.mutate(body, { onSuccess: told(t('zone.propose')) })
  }
  return (
    <form className="zone-editor" aria-label={t(zone === null ? 'zone.new' : 'zone.change')} onSubmit={(event) => {
      event.preventDefault()
      const { submitter } = event.nativeEvent as SubmitEvent
      send(event.currentTarget, (submitter as HTMLButtonElement | null)?.value === 'propose' ? 'propose' : 'save')
    }}>
      <h3>{t(zone === null ? 'zone.new' : 'zone.change')}</h3>
      <p className="note">{t(`zone.reach.${reach}`)}</p>
      <div className="columns">
        <Text label={t('zone.label')} hint={t('zone.label.hint')} name="label" required maxLength={60} defaultValue={zone?.label ?? ''} autoComplete="off" />
        <Choice label={t('zone.kind')} name="kind" required value={kind} disabled={zone !== null} onChange={({ target }) => put({ kind: target.value as 'stay' })} options={KINDS.map((each) => [each, t(`zone.${each}`)])} />
        <Choice label={t('datum')} hint={t('datum.hint')} name="datum" required options={DATUMS.map((each) => [each, t(`datum.${each}`)])} />
      </div>
      <Pieces drawing={drawing} onDrawing={put} />
      <Choice label={t('zone.form')} name="form" required value={draft.form} onChange={({ target }) => put({ pieces: pieces.map((each, n) => (n === at ? { ...each, form: target.value as 'circle' } : each)), inHole: false })} options={FORMS.map((each) => [each, t(`form.${each}`)])} />
      <Shapes key={`${count} ${at}`} draft={draft} inHole={inHole} onDraft={putDraft} onInHole={(next) => put({ inHole: next })} />
      {kind === 'allowed' ? null : <HoursFields hours={hours} onChange={(next) => put({ hours: next })} />}
      <Because />
      {faults > 0 ? <Refusal at={faults}>{t('zone.unfit')}</Refusal> : null}
      <ProblemNotice error={propose.error ?? save.error} />
      {isFar ? <p className="note">{t('zone.propose.explain')}</p> : null}
      <div className="buttons">
        <Button htmlType="button" onClick={onClose}>{parts('cancel')}</Button>
        {isFar ? <Button htmlType="submit" value="propose" type="primary" loading={propose.isPending} disabled={propose.isPending}>{t('zone.propose')}</Button> : null}
        <Button htmlType="submit" value="save" type={isFar ? 'default' : 'primary'} loading={save.isPending} disabled={save.isPending}>{t('zone.save')}</Button>
      </div>
    </form>
  )
}

export const Zones = (acts: FileActs): ReactNode => {
  const { file: { zones, zoneProposals, names, phase, region, superviseeId }, path, onDone } = acts
  const { t } = useTranslation('correction')
  const mayAct = useMayAct() && phase !== 'over'
  const outlines = useOutlines(region.slice(0, 6))
  const county = outlines.county
  const [drawing, setDrawing] = useState<Drawing | null>(null)
  const [shows, setShows] = useState(0)
  const [seen, setSeen] = useState<Proposal | null>(null)
  const binding = zones.filter(({ retiredAt }) => retiredAt === null)
  const begin = (zone: Zone | null): void => {
    const pieces = zone === null ? [] : piecesOf(shapesOf(zone))
    setDrawing({ zone, pieces: pieces.length === 0 ? [EMPTY] : pieces, at: 0, inHole: false, hours: hoursOf(zone?.schedule ?? null), kind: zone?.kind ?? 'allowed', count: (drawing?.count ?? 0) + 1 })
    setSeen(null)
    setShows(shows + 1)
  }
  /** All pieces are in sight when another is chosen. */
  const draw = (next: Drawing): void => {
    if (next.at !== drawing?.at) setShows(shows + 1)
    setDrawing(next)
  }
  const draft = drawing?.pieces[drawing.at] ?? null
  const hidden = drawing?.zone?.zoneId ?? null
  const look = (proposal: Proposal): void => {
    setSeen(proposal)
    setShows(shows + 1)
  }
  const drawn = useMemo(() => ({
    outline: featuresOfOutlines(outlines),
    areas: [
      ...zones.filter(({ retiredAt, zoneId }) => retiredAt === null && zoneId !== hidden).flatMap((zone) => shapesOf(zone).flatMap((each) => featuresOf(each, { kind: kindOf(zone) }))),
      ...zoneProposals.filter(({ phase: state }) => state === 'proposed').flatMap((each) => shapesOf(each).flatMap((shape) => featuresOf(shape, { kind: 'proposed' }))),
      ...(drawing === null ? [] : drawing.pieces.flatMap((each) => {
        const shape = shapeOf(each, county?.shape ?? null)
        return shape === null ? [] : featuresOf(shape, { kind: drawing.kind })
      })),
    ],
  }), [zones, zoneProposals, hidden, outlines, county, drawing])
  const inSight = seen === null ? [] : shapesOf(seen).flatMap((each) => featuresOf(each, {}))
  const handles = useMemo((): readonly Handle[] => (draft === null ? [] : cornersOf(draft).map(({ key, at, isBetween }) => ({ key, at, label: t('handle'), tone: isBetween ? 'between' : 'corner', isMovable: true }))), [draft, t])
  const edit = (change: (draft: Draft, inHole: boolean) => Draft): void =>
    setDrawing((before) => (before === null ? null : { ...before, pieces: before.pieces.map((each, n) => (n === before.at ? change(each, before.inHole) : each)) }))
  return (
    <section className="card" aria-labelledby="zones">
      <div className="page-head"><h2 id="zones">{t('zones')}</h2>{mayAct && drawing === null ? <div className="buttons"><Button type="primary" htmlType="button" onClick={() => begin(null)}>{t('zone.new')}</Button></div> : null}</div>
      <p className="intro">{t('zones.intro')}</p>
      {county === null ? <p className="note">{t('boundary.none')}</p> : null}
      <div className={drawing === null ? '' : 'drawing'}>
        <MapView label={t('zones')} drawn={drawn} handles={handles} fit={{ key: `${superviseeId} ${shows}`, box: boxOf(inSight.length > 0 ? inSight : drawn.areas.length > 0 ? drawn.areas : ownOutline(outlines)) }}
          onPick={(at) => edit((before, inHole) => picked(before, at, inHole))} onMove={(key, at) => edit((before) => moved(before, key, at))} />
        {drawing === null ? null : <Editor drawing={drawing} outlines={outlines} onDrawing={draw} onClose={() => setDrawing(null)} acts={acts} />}
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
      <Proposals of={zoneProposals} names={names} mayAct={mayAct} path={path} onDone={onDone} onLook={look} />
    </section>
  )
}
