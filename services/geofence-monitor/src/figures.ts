// The figures of a bureau over some months, put together from sums. Pure; nobody is named in them.
import type { FixSource } from '@zhijian/contracts'
import type { FiguresSum } from './views/figures.ts'

type Counts = Readonly<Record<string, number>>
const added = (all: readonly Counts[]): Counts => {
  const total: Record<string, number> = {}
  for (const each of all) for (const [name, value] of Object.entries(each)) total[name] = (total[name] ?? 0) + value
  return total
}
/** Those that begin with a word, without it. */
const under = (counts: Counts, word: string): Counts =>
  Object.fromEntries(Object.entries(counts).filter(([name]) => name.startsWith(`${word}.`)).map(([name, value]) => [name.slice(word.length + 1), value]))

/** The least so many minutes that a share of all waited no longer; null: nobody waited. @param waited how many waited how many minutes */
export const percentile = (waited: Counts, share: number): number | null => {
  const rows = Object.entries(waited).map(([name, count]) => [Number(name), count] as const).toSorted(([a], [b]) => a - b)
  const wanted = Math.ceil(rows.reduce((sum, [, count]) => sum + count, 0) * share)
  let passed = 0
  for (const [minutes, count] of rows) {
    passed += count
    if (passed >= wanted) return minutes
  }
  return null
}

const SOURCES: readonly FixSource[] = ['satellite', 'wifi', 'cell', 'unknown']
const peopleOf = (sum: Counts) => ({ total: sum['people'] ?? 0, positioning: sum['positioning'] ?? 0, checks: sum['checks'] ?? 0, none: sum['none'] ?? 0, tracked: sum['tracked'] ?? 0 })

export const figuresOf = ({ people, alarms, positions }: { readonly people: readonly FiguresSum[]; readonly alarms: readonly Counts[]; readonly positions: readonly Counts[] }) => {
  const now = added(people.filter(({ statOf }) => statOf === 'now').map(({ sum }) => sum))
  const months = added(people.filter(({ statOf }) => statOf === 'month').map(({ sum }) => sum))
  const alarm = added(alarms)
  const fixes = added(positions)
  const findings = under(alarm, 'finding')
  const waited = under(alarm, 'waited')
  const kinds = Map.groupBy(Object.entries(under(alarm, 'of')), ([name]) => name.slice(0, name.lastIndexOf('.')))
  const withdrawn = Object.entries(under(alarm, 'of')).filter(([name]) => name.endsWith('.withdrawn')).reduce((sum, [, count]) => sum + count, 0)
  const of = (name: string): number => months[name] ?? 0
  return {
    people: { ...peopleOf(now), begun: of('begun'), ended: of('ended'), sentences: under(now, 'sentence') },
    offices: [...Map.groupBy(people, ({ office }) => office)].map(([office, rows]) => {
      const its = (statOf: FiguresSum['statOf']): Counts => added(rows.filter((row) => row.statOf === statOf).map(({ sum }) => sum))
      const month = its('month')
      return { office, ...peopleOf(its('now')), alarms: month['alarms'] ?? 0, missed: month['check-ins.missed'] ?? 0, overrun: month['leaves.overrun'] ?? 0 }
    }).toSorted((a, b) => b.total - a.total || (a.office < b.office ? -1 : 1)),
    alarms: {
      raised: alarm['raised'] ?? 0, unheard: alarm['unheard'] ?? 0, levels: under(alarm, 'level'), findings,
      kinds: [...kinds].map(([kind, rows]) => {
        const states = Object.fromEntries(rows.map(([name, count]) => [name.slice(kind.length + 1), count]))
        return { kind, raised: rows.reduce((sum, [, count]) => sum + count, 0), states }
      }).toSorted((a, b) => b.raised - a.raised || (a.kind < b.kind ? -1 : 1)),
      acknowledged: Object.values(waited).reduce((sum, count) => sum + count, 0), p50Minutes: percentile(waited, 0.5), p95Minutes: percentile(waited, 0.95),
      withdrawn: { met: withdrawn, of: alarm['raised'] ?? 0 },
      noBreach: { met: findings['no-breach'] ?? 0, of: Object.values(findings).reduce((sum, count) => sum + count, 0) },
    },
    checks: { opened: of('checks.opened'), answered: of('checks.answered'), unanswered: of('checks.unanswered') },
    checkIns: { due: of('check-ins.due'), answered: of('check-ins.answered'), missed: of('check-ins.missed'), accepted: of('check-ins.accepted'), rejected: of('check-ins.rejected') },
    leaves: { requested: of('leaves.requested'), approved: of('leaves.approved'), refused: of('leaves.refused'), reported: of('leaves.reported'), overrun: of('leaves.overrun') },
    positions: SOURCES.map((source) => ({ source, kept: fixes[`${source}.kept`] ?? 0, dropped: fixes[`${source}.dropped`] ?? 0 })),
  }
}
