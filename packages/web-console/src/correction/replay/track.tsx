// A track, second by second: where the fixes that had come by then lie, and what the rule said of them. It is opened for a purpose of its own.
import type { operations } from '@zhijian/client'
import { api, platformNowMs, ProblemNotice, useCommand } from '@zhijian/web-kit'
import { Button } from 'antd'
import { useEffect, useMemo, useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { valuesOf } from '../../parts/act.tsx'
import { Long, Text } from '../../parts/fields.tsx'
import { Mark } from '../../parts/mark.tsx'
import { instantOf, localOf, when } from '../../parts/when.ts'
import type { File } from '../data.ts'
import { MapView } from '../map/map-view.tsx'
import { featuresOfOutlines, useOutlines } from '../map/outlines.ts'
import { boxOf, circleOf, featureOf, featuresOf, shapesOf } from '../map/shapes.ts'
import { kindOf } from '../zones/zones.tsx'
import { knownAt, momentsOf, type Fix } from './known.ts'

type Looked = operations['look-at-track']['responses'][200]['content']['application/json']
const DAY_MS = 86_400_000
/** How long each step stays while it plays. */
const STEP_MS = 600
const TONES = { Kept: 'good', OutOfArea: 'bad', InForbiddenZone: 'bad', LeaveOverrun: 'bad' } as const
const second = (ms: number): string => new Date(ms).toLocaleString('zh-CN', { timeZone: 'Asia/Shanghai', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' })

const Replay = ({ file, fixes }: { readonly file: File; readonly fixes: readonly Fix[] }): ReactNode => {
  const { t } = useTranslation('correction')
  const outlines = useOutlines(file.region.slice(0, 6))
  const { transitions, zones, superviseeId } = file
  const moments = useMemo(() => momentsOf(fixes, transitions), [fixes, transitions])
  const [first, last] = [moments[0] ?? 0, moments.at(-1) ?? 0]
  const [atMs, setAt] = useState(last)
  const [isPlaying, setPlaying] = useState(false)
  const next = moments.find((each) => each > atMs)
  useEffect(() => {
    if (!isPlaying) return undefined
    const timer = setTimeout(() => {
      if (next === undefined) setPlaying(false)
      else setAt(next)
    }, STEP_MS)
    return () => clearTimeout(timer)
  }, [isPlaying, next])
  const known = useMemo(() => knownAt(atMs, fixes, transitions, zones), [atMs, fixes, transitions, zones])
  const evidence = useMemo(() => new Set(known.findings.flatMap((each) => each.evidence)), [known])
  const drawn = useMemo(() => {
    const sound = known.fixes.filter(({ marks }) => marks.length === 0)
    return {
      outline: featuresOfOutlines(outlines), areas: known.zones.flatMap((zone) => shapesOf(zone).flatMap((shape) => featuresOf(shape, { kind: kindOf(zone) }))),
      track: sound.length < 2 ? [] : [featureOf({ type: 'LineString', coordinates: sound.map(({ place }) => place) })],
      circles: known.last === null || known.last.errorM === null ? [] : [featureOf(circleOf(known.last.place, known.last.errorM))],
      points: known.fixes.map((each) => featureOf({ type: 'Point', coordinates: each.place }, { isMarked: each.marks.length > 0, isNow: each === known.last || evidence.has(each.digest) })),
    }
  }, [known, outlines, evidence])
  const box = useMemo(() => boxOf(fixes.map(({ place }) => featureOf({ type: 'Point', coordinates: place }))), [fixes])
  const previous = moments.findLast((each) => each < atMs)
  const spoken = second(atMs)
  return (
    <>
      <div className="replay-bar">
        <output className="moment">{spoken}</output>
        <div className="buttons">
          <Button htmlType="button" disabled={previous === undefined} onClick={() => previous !== undefined && setAt(previous)}>{t('replay.previous')}</Button>
          <Button htmlType="button" onClick={() => { if (next === undefined) setAt(first); setPlaying(!isPlaying) }}>{t(isPlaying ? 'replay.pause' : 'replay.play')}</Button>
          <Button htmlType="button" disabled={next === undefined} onClick={() => next !== undefined && setAt(next)}>{t('replay.next')}</Button>
        </div>
        <input type="range" aria-label={t('replay.at')} aria-valuetext={spoken} min={first} max={Math.max(last, first + 1000)} step={1000} value={atMs} onChange={({ target }) => { setPlaying(false); setAt(Number(target.value)) }} />
      </div>
      <div className="drawing">
        <MapView label={t('part.track')} drawn={drawn} fit={{ key: superviseeId, box }} />
        <div aria-live="polite" data-at={new Date(atMs).toISOString()}>
          <h3>{t('replay.knew')}</h3>
          {known.findings.length === 0 ? <p>{t('replay.nothing')}</p> : <ul className="replay-said">{known.findings.toReversed().map((each) => (
            <li key={each.transitionId}>
              <Mark tone={TONES[each.kind]}>{t(`said.${each.kind}`)}</Mark> {t('replay.since', { at: when(each.since) })}
              <br /><span className="soft">{t('replay.cites', { zones: each.zones.join(' · ') || '—', basis: each.basis, rules: each.rules, fixes: each.evidence.length })}</span>
              {each.withdrawnAt === null ? null : <><br /><Mark tone="warn">{t('replay.later', { at: when(each.withdrawnAt) })}</Mark></>}
            </li>
          ))}</ul>}
          <h3>{t('replay.last')}</h3>
          {known.last === null ? <p>{t('replay.none')}</p> : <p>{t('replay.fix', { at: when(known.last.at), source: t(`source.${known.last.source as 'cell'}`), error: known.last.errorM === null ? '—' : Math.round(known.last.errorM) })}</p>}
          <p className="soft">{t('replay.count', { come: known.fixes.length, all: fixes.length, marked: known.fixes.filter(({ marks }) => marks.length > 0).length })}</p>
        </div>
      </div>
    </>
  )
}

export const Track = ({ file, path }: { readonly file: File; readonly path: { readonly supervisee: string } }): ReactNode => {
  const { t } = useTranslation('correction')
  const look = useCommand((body: { purpose: string; from: string; until: string }, headers) => api.POST('/api/v1/supervisees/{supervisee}/track-views', { params: { path }, body, headers }), [])
  const send = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const { purpose = '', from = '', until = '' } = valuesOf(event.currentTarget)
    look.mutate({ purpose, from: instantOf(from), until: instantOf(until) })
  }
  const [opening] = useState(() => platformNowMs())
  const fixes = (look.data as Looked | undefined)?.fixes as unknown as readonly Fix[] | undefined
  return (
    <section className="card" aria-labelledby="track">
      <h2 id="track">{t('part.track')}</h2>
      <p className="intro">{t('track.intro')}</p>
      <form className="track-look" onSubmit={send}>
        <div className="columns">
          <Text label={t('from')} name="from" type="datetime-local" required defaultValue={localOf(opening - DAY_MS)} />
          <Text label={t('track.until')} name="until" type="datetime-local" required defaultValue={localOf(opening + 60_000)} />
        </div>
        <Long label={t('purpose')} name="purpose" required minLength={2} maxLength={500} rows={2} />
        <ProblemNotice error={look.error} />
        <div className="buttons"><Button type="primary" htmlType="submit" loading={look.isPending} disabled={look.isPending}>{t('track.look')}</Button></div>
      </form>
      {fixes === undefined ? null : fixes.length === 0 ? <p role="status">{t('track.none')}</p> : <Replay key={look.submittedAt} file={file} fixes={fixes} />}
    </section>
  )
}
