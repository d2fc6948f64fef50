// How the promise is kept, now and over time. Every chart has its table; figures of few name nobody.
import { ProblemNotice } from '@zhijian/web-kit'
import { Segmented, Table } from 'antd'
import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useActing } from '../acting.ts'
import { daysBack, useBoard, useCounties, useNames, useToday, type By, type Range } from './data.ts'
import { promiseWords } from './words.ts'
import './promise.css'

export const words = { name: 'promise', words: promiseWords }

type Say = ReturnType<typeof useTranslation>['t']
type Option = Record<string, unknown>

const Chart = lazy(() => import('./chart.tsx'))

interface Share { readonly met: number; readonly of: number }
interface Figures {
  readonly asked: number; readonly answered: number; readonly overdue: number; readonly enough: Share
  readonly pending: number; readonly kept: number; readonly broken: number; readonly voided: number; readonly waived: number
  readonly within: { readonly 3: Share; readonly 6: Share; readonly 10: Share }
}
interface Line { readonly key: string; readonly name: string; readonly figures: Figures }

/** One decimal; null of nothing. */
const percent = ({ met, of }: Share): number | null => (of === 0 ? null : Math.round((met * 1000) / of) / 10)
const shareWords = (share: Share, t: Say): string => {
  const value = percent(share)
  return value === null ? t('none') : `${value}%`
}
const LOOKS = [3, 6, 10] as const

const Card = ({ name, value, note, tone = '' }: { readonly name: string; readonly value: string; readonly note?: string; readonly tone?: string }): ReactNode => (
  <div className={`card ${tone}`}><dt>{name}</dt><dd><strong>{value}</strong>{note === undefined ? null : <span>{note}</span>}</dd></div>
)

const Totals = ({ figures }: { readonly figures: Figures }): ReactNode => {
  const { t } = useTranslation('promise')
  return (
    <dl className="cards">
      <Card name={t('asked')} value={String(figures.asked)} />
      {LOOKS.map((look) => <Card key={look} name={t(`within.${look}`)} value={shareWords(figures.within[look], t)} note={t('of', { met: figures.within[look].met, all: figures.within[look].of })} />)}
      <Card name={t('quorum')} value={shareWords(figures.enough, t)} note={t('of', { met: figures.enough.met, all: figures.enough.of })} />
      <Card name={t('pending')} value={String(figures.pending)} />
      <Card name={t('broken')} value={String(figures.broken + figures.voided)} tone={figures.broken + figures.voided > 0 ? 'bad' : ''} />
    </dl>
  )
}

const FigureTable = ({ first, lines, label }: { readonly first: string; readonly lines: readonly Line[]; readonly label: string }): ReactNode => {
  const { t } = useTranslation('promise')
  const share = (of: (figures: Figures) => Share) => ({
    render: (_: unknown, { figures }: Line): ReactNode => <span title={t('of', { met: of(figures).met, all: of(figures).of })}>{shareWords(of(figures), t)}</span>, align: 'right' as const,
  })
  const count = (name: keyof Figures & ('asked' | 'overdue' | 'kept' | 'broken' | 'pending')) => ({ title: t(name), align: 'right' as const, render: (_: unknown, { figures }: Line): ReactNode => figures[name] })
  return (
    <Table<Line> size="small" rowKey="key" scroll={{ x: 'max-content' }} dataSource={[...lines]} pagination={lines.length > 31 ? { pageSize: 31 } : false} aria-label={label} columns={[
      { title: first, dataIndex: 'name' }, count('asked'),
      ...LOOKS.map((look) => ({ title: t(`within.${look}`), ...share(({ within }) => within[look]) })),
      { title: t('quorum'), ...share(({ enough }) => enough) }, count('overdue'), count('kept'), count('broken'), count('pending'),
    ]} />
  )
}

/** Every question stands in one part of its bar: how soon somebody answered it, or that nobody did, or that its minutes still run. */
const PARTS = [
  { name: 'part.3', colour: '#14532d', of: ({ within }: Figures) => within[3].met },
  { name: 'part.6', colour: '#4d9a6a', of: ({ within }: Figures) => within[6].met - within[3].met },
  { name: 'part.10', colour: '#a7d7b8', of: ({ within }: Figures) => within[10].met - within[6].met },
  { name: 'part.later', colour: '#b45309', of: ({ answered, within }: Figures) => answered - within[10].met },
  { name: 'part.none', colour: '#b91c1c', of: ({ within, answered }: Figures) => Math.max(0, within[10].of - answered) },
  { name: 'part.open', colour: '#d4d4d4', of: ({ asked, within, answered }: Figures) => asked - Math.max(within[10].of, answered) },
] as const
const partsOption = (lines: readonly Line[], t: Say): Option => ({
  legend: { bottom: 0 }, grid: { left: 8, right: 16, top: 24, bottom: 48, containLabel: true },
  xAxis: { type: 'category', data: lines.map(({ name }) => name), axisLabel: { interval: lines.length > 16 ? 'auto' : 0, rotate: lines.length > 8 && lines.some(({ name }) => name.length > 5) ? 30 : 0 } },
  yAxis: { type: 'value', minInterval: 1 },
  series: PARTS.map(({ name, colour, of }) => ({ type: 'bar', stack: 'all', name: t(name), data: lines.map(({ figures }) => of(figures)), itemStyle: { color: colour }, barMaxWidth: 36 })),
})

const Section = ({ title, label, first, lines, note }: {
  readonly title: string; readonly label: string; readonly first: string; readonly lines: readonly Line[]; readonly note?: ReactNode
}): ReactNode => {
  const { t } = useTranslation('promise')
  const [chosen, setChosen] = useState<'chart' | 'table' | null>(null)
  // A single bar says less than its figures.
  const view = chosen ?? (lines.length < 2 ? 'table' : 'chart')
  const drawn = useMemo(() => partsOption(lines, t), [lines, t])
  return (
    <section className="panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <Segmented aria-label={`${title} · ${t('view')}`} value={view} onChange={setChosen} options={[{ value: 'chart', label: t('chart') }, { value: 'table', label: t('table') }]} />
      </header>
      {lines.length === 0 ? <p className="zj-hint">{t('empty')}</p>
        : view === 'chart' ? <Suspense fallback={<p role="status">{t('loading')}</p>}><Chart option={drawn} label={label} height={300} /></Suspense>
          : <FigureTable first={first} lines={lines} label={label} />}
      {note}
    </section>
  )
}

type Preset = 'today' | 'yesterday' | 'week' | 'month' | 'own'
const PRESETS: readonly Preset[] = ['today', 'yesterday', 'week', 'month', 'own']
const rangeOf = (preset: Preset, own: Range, today: string | null): Range => {
  if (preset === 'own') return own
  if (today === null) return { from: '', until: '' }
  const noon = Date.parse(`${today}T04:00:00.000Z`)
  if (preset === 'yesterday') return { from: daysBack(noon, 1), until: daysBack(noon, 1) }
  return { from: daysBack(noon, preset === 'today' ? 0 : preset === 'week' ? 6 : 29), until: today }
}

const PromiseBoard = (): ReactNode => {
  const { t } = useTranslation('promise')
  const { county, region } = useActing()
  const today = useToday()
  const [preset, setPreset] = useState<Preset>('today')
  const [chosen, setChosen] = useState<Range>({ from: '', until: '' })
  const [by, setBy] = useState<By>('township')
  const own = chosen.from === '' && today !== null ? { from: today, until: today } : chosen
  const range = rangeOf(preset, own, today)
  const board = useBoard(county, range, by)
  const counties = useCounties(region, range)
  const nameOf = useNames(county)
  const { data } = board

  const series = useMemo((): readonly Line[] => (data?.series ?? []).map(({ start, figures }) =>
    ({ key: start, name: data?.grain === 'hour' ? `${start.slice(11)}:00` : start.slice(5), figures: figures as Figures })), [data])
  const groups = useMemo((): readonly Line[] => (data === undefined ? [] : [
    ...data.groups.rows.map(({ key, figures }) => ({
      key: key === '' ? 'unsaid' : key, figures: figures as Figures,
      name: key === '' ? t('unsaid') : data.by === 'channel' ? t(`channel.${key}`) : nameOf(data.by, key) ?? key,
    })),
    ...data.groups.merged === null ? [] : [{ key: 'merged', name: t('small', { count: data.groups.merged.groups }), figures: data.groups.merged.figures as Figures }],
  ]), [data, nameOf, t])
  const compared = (counties.data?.counties ?? []).map(({ countyCode, figures }): Line => ({ key: countyCode, name: nameOf('county', countyCode) ?? countyCode, figures: figures as Figures }))
  const isWrong = range.from !== '' && (range.from > range.until || Date.parse(range.until) - Date.parse(range.from) >= 92 * 86_400_000)

  return (
    <main className="console-page promise-page">
      <div className="title">
        <h1>{t('title')}</h1>
        {data === undefined ? null : <span className="zj-hint" role="status">{t('updated', { at: new Date(data.now).toLocaleTimeString('zh-CN', { hour12: false, timeZone: 'Asia/Shanghai' }) })}</span>}
      </div>
      <p className="zj-hint">{t('lead')}</p>
      <div className="tools">
        <Segmented aria-label={t('range')} value={preset} onChange={setPreset} options={PRESETS.map((value) => ({ value, label: t(value) }))} />
        {preset !== 'own' ? null : (
          <span className="own">
            <label>{t('from')} <input type="date" value={own.from} max={today ?? undefined} onChange={({ target }) => setChosen({ ...own, from: target.value })} /></label>
            <label>{t('until')} <input type="date" value={own.until} max={today ?? undefined} onChange={({ target }) => setChosen({ ...own, until: target.value })} /></label>
          </span>
        )}
        <Segmented aria-label={t('by')} value={by} onChange={setBy} options={(['township', 'channel', 'topic'] as const).map((value) => ({ value, label: t(`by.${value}`) }))} />
      </div>
      {isWrong ? <p role="alert" className="zj-problem">{t('range.wrong')}</p> : <ProblemNotice error={board.error} onRetry={() => void board.refetch()} />}
      {data === undefined && board.isFetching ? <p role="status" className="zj-hint">{t('loading')}</p> : null}
      {data === undefined ? null : (
        <>
          <Totals figures={data.total as Figures} />
          <Section title={t(`series.${data.grain}`)} label={t('chart.series')} first={t('when')} lines={series} />
          <Section title={t(`by.${data.by}`)} label={t('chart.groups')} first={t('group')} lines={groups}
            note={data.groups.merged === null ? null : <p className="zj-hint">{t('small.why')}</p>} />
        </>
      )}
      {compared.length === 0 ? null : <section className="panel" aria-label={t('counties')}><h2>{t('counties')}</h2><FigureTable first={t('by.county')} lines={compared} label={t('counties')} /></section>}
    </main>
  )
}
export default PromiseBoard
