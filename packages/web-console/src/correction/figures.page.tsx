// What a bureau counts: people by how they are supervised, alarms and how they went, check-ins, leave, positions. Sums of a district, and nobody in them.
import { useQuery } from '@tanstack/react-query'
import { api, colon, ProblemNotice, reading, usePlatformTime } from '@zhijian/web-kit'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { keepCsv } from '../parts/csv.ts'
import { Text } from '../parts/fields.tsx'
import { Page } from '../parts/page.tsx'
import { usePlaces } from '../parts/place.ts'
import type { Answer } from '../parts/read.ts'
import { localOf } from '../parts/when.ts'
import { LEVELS, SENTENCES, useOffices, useReach } from './data.ts'
import { correctionWords } from './words.ts'
import './correction.css'

export const words = { name: 'correction', words: correctionWords }

type Figures = Answer<'show-supervision-figures'>
type Say = ReturnType<typeof useTranslation<'correction'>>['t']
const STATES = ['raised', 'unheard', 'acknowledged', 'closed', 'withdrawn'] as const
const FINDINGS = ['breach', 'no-breach', 'device-fault', 'position-wrong', 'with-leave', 'searched-for'] as const
const LONGEST_MONTHS = 24

interface Section {
  readonly key: string
  readonly title: string
  /** Of each column; the first names the row. */
  readonly heads: readonly string[]
  readonly rows: readonly (readonly (string | number)[])[]
  /** Where there is no row. */
  readonly none?: string
}
const percent = ({ met, of }: { readonly met: number; readonly of: number }, t: Say): string => (of === 0 ? t('figures.share.none') : `${Math.round((met * 1000) / of) / 10}%`)

/** The page and the file say the same. */
const sectionsOf = ({ people, offices, alarms, checks, checkIns, leaves, positions }: Figures, t: Say, nameOf: (office: string) => string): readonly Section[] => {
  const counts = (key: string, title: string, rows: Section['rows'], none?: string): Section => ({ key, title, heads: [t('figures.item'), t('figures.count')], rows, ...(none === undefined ? {} : { none }) })
  return [
    counts('mode', t('figures.mode'), [
      [t('figures.positioning'), people.positioning], [t('figures.checks'), people.checks], [t('figures.none'), people.none], [t('figures.tracked'), people.tracked], [t('figures.begun'), people.begun], [t('figures.ended'), people.ended],
    ]),
    counts('sentences', t('figures.sentences'), SENTENCES.map((each) => [t(`sentence.${each}`), people.sentences[each] ?? 0])),
    { key: 'offices', title: t('figures.offices'), heads: [t('office'), t('figures.people'), t('figures.positioning'), t('figures.checks'), t('figures.none'), t('figures.alarms'), t('figures.check-ins.missed'), t('figures.leaves.overrun')],
      rows: offices.map((each) => [nameOf(each.office), each.total, each.positioning, each.checks, each.none, each.alarms, each.missed, each.overrun]) },
    { key: 'kinds', title: t('figures.kinds'), heads: [t('alarm'), t('figures.raised'), ...STATES.map((each) => t(`alarm.phase.${each}`))], none: t('figures.kinds.none'),
      rows: alarms.kinds.map(({ kind, raised, states }) => [t(`alarm.${kind as 'silent'}`), raised, ...STATES.map((each) => states[each] ?? 0)]) },
    counts('levels', t('figures.levels'), LEVELS.map((each) => [t(`level.${each}`), alarms.levels[each] ?? 0])),
    counts('wait', t('figures.wait'), [
      [t('figures.acknowledged'), alarms.acknowledged], [t('figures.p50'), alarms.p50Minutes ?? t('figures.share.none')], [t('figures.p95'), alarms.p95Minutes ?? t('figures.share.none')], [t('figures.unheard'), alarms.unheard],
    ]),
    counts('findings', t('figures.findings'), alarms.noBreach.of === 0 ? [] : FINDINGS.map((each) => [t(`finding.${each}`), alarms.findings[each] ?? 0]), t('figures.findings.none')),
    counts('duties', t('figures.duties'), [
      ...(['opened', 'answered', 'unanswered'] as const).map((each) => [t(`figures.checks.${each}`), checks[each]]), ...(['due', 'answered', 'missed', 'accepted', 'rejected'] as const).map((each) => [t(`figures.check-ins.${each}`), checkIns[each]]),
      ...(['requested', 'approved', 'refused', 'reported', 'overrun'] as const).map((each) => [t(`figures.leaves.${each}`), leaves[each]]),
    ]),
    { key: 'positions', title: t('figures.positions'), heads: [t('map.source'), t('figures.kept'), t('figures.dropped')], rows: positions.map(({ source, kept, dropped }) => [t(`source.${source}`), kept, dropped]) },
  ]
}

const Card = ({ name, value, note }: { readonly name: string; readonly value: string; readonly note?: string }): ReactNode => (
  <div className="card"><dt>{name}</dt><dd><strong>{value}</strong>{note === undefined ? null : <span className="zj-hint">{note}</span>}</dd></div>
)

const Shown = ({ figures, sections }: { readonly figures: Figures; readonly sections: readonly Section[] }): ReactNode => {
  const { t } = useTranslation('correction')
  const { people, alarms, checkIns, leaves } = figures
  const of = ({ met, of: all }: { readonly met: number; readonly of: number }): string => t('figures.of', { met, all })
  const minutes = (value: number | null): string => (value === null ? t('figures.share.none') : t('figures.minutes', { minutes: value }))
  return (
    <>
      <dl className="figure-cards">
        <Card name={t('figures.people')} value={String(people.total)} />
        <Card name={t('figures.alarms')} value={String(alarms.raised)} />
        <Card name={t('figures.wait')} value={minutes(alarms.p50Minutes)} note={`95%${colon()}${minutes(alarms.p95Minutes)}`} />
        <Card name={t('figures.withdrawn')} value={percent(alarms.withdrawn, t)} note={of(alarms.withdrawn)} />
        <Card name={t('figures.no-breach')} value={percent(alarms.noBreach, t)} note={of(alarms.noBreach)} />
        <Card name={t('figures.check-ins.missed')} value={String(checkIns.missed)} note={of({ met: checkIns.missed, of: checkIns.due })} />
        <Card name={t('figures.leaves.overrun')} value={String(leaves.overrun)} note={of({ met: leaves.overrun, of: leaves.approved })} />
      </dl>
      <div className="figure-tables">
        {sections.map(({ key, title, heads, rows, none }) => (
          <section key={key} className={`card${heads.length > 3 ? ' is-wide' : ''}`} aria-labelledby={`figures-${key}`} data-test={key}>
            <h2 id={`figures-${key}`}>{title}</h2>
            {rows.length === 0 ? <p>{none}</p> : (
              <div className="figure-scroll" {...(heads.length > 3 ? { tabIndex: 0 } : {})}><table className="plain">
                <thead><tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
                <tbody>{rows.map(([name, ...values]) => <tr key={name}><th scope="row">{name}</th>{values.map((value, at) => <td key={heads[at + 1]}>{value}</td>)}</tr>)}</tbody>
              </table></div>
            )}
            {key === 'positions' ? <p className="zj-hint">{t('figures.positions.says')}</p> : null}
          </section>
        ))}
      </div>
    </>
  )
}

const monthsIn = (from: string, until: string): number => 12 * (Number(until.slice(0, 4)) - Number(from.slice(0, 4))) + Number(until.slice(5)) - Number(from.slice(5)) + 1

const FiguresPage = (): ReactNode => {
  const { t } = useTranslation('correction')
  const reach = useReach()
  const placeOf = usePlaces()
  const { nameOf } = useOffices()
  const nowMs = usePlatformTime(60_000)
  const month = nowMs === null ? '' : localOf(nowMs).slice(0, 7)
  const [chosen, setChosen] = useState<{ readonly from: string; readonly until: string } | null>(null)
  const { from, until } = chosen ?? { from: month, until: month }
  const isRange = /^\d{4}-\d\d$/.test(from) && /^\d{4}-\d\d$/.test(until) && from <= until && monthsIn(from, until) <= LONGEST_MONTHS
  const { data, error, refetch } = useQuery({
    queryKey: ['supervision-figures', reach, from, until], enabled: reach !== '' && isRange, placeholderData: (before) => before,
    queryFn: () => reading(api.GET('/api/v1/regions/{region}/supervision-figures', { params: { path: { region: reach }, query: { from, until } } })),
  })
  const sections = data === undefined ? [] : sectionsOf(data, t, nameOf)
  const take = (): void => keepCsv(`${t('figures.file')}-${reach}-${from}-${until}.csv`, [
    [t('place'), placeOf(reach), t('figures.from'), from, t('figures.until'), until], ...sections.flatMap(({ title, heads, rows }) => [[], [t('figures.section'), ...heads], ...rows.map((row) => [title, ...row.map(String)])]),
  ])
  return (
    <Page title={t('figures.title')} intro={t('figures.intro')} actions={<Button htmlType="button" disabled={data === undefined || !isRange} onClick={take}>{t('figures.take')}</Button>}>
      <div className="correction">
        <div className="columns figure-range">
          <Text label={t('figures.from')} name="from" type="month" required value={from} max={month} onChange={({ target }) => setChosen({ from: target.value, until })} />
          <Text label={t('figures.until')} name="until" type="month" required value={until} max={month} onChange={({ target }) => setChosen({ from, until: target.value })} />
        </div>
        {nowMs !== null && !isRange ? <p role="alert" className="zj-problem">{t('figures.range')}</p> : null}
        <ProblemNotice error={error} onRetry={() => void refetch()} />
        {data === undefined ? null : <Shown figures={data} sections={sections} />}
      </div>
    </Page>
  )
}
export default FiguresPage
