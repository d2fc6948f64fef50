// How the promise is kept: the sums of promise-sums.ts put together for whoever looks. Pure; the caller reads the documents.
// B1 What is not decided yet is in no share: a question that was asked a minute ago has not failed to be answered in three.
// B2 A group of fewer than LEAST questions is shown by no name: such groups stand together, and if they are still fewer, the next
//    smallest stands with them, so that nothing taken from the total gives one of them away.
import { elapsedMs, type Instant } from '@zhijian/kernel'
import { WITHIN_MS, type PromiseSum } from './views/promise-sums.ts'
import type { Figures } from './views/figures.ts'

export const LEAST = 5

const LOOKS = ['3', '6', '10'] as const
const NAMES = ['asked', 'answered', 'quorum', 'quorumIn10', 'overdue', 'pending', 'kept', 'broken', 'voided', 'waived'] as const

/** Of `of` questions whose minutes are over, or that were answered, `met` were answered in time. */
export interface Share { readonly met: number; readonly of: number }
export type BoardFigures = Readonly<Record<(typeof NAMES)[number], number>> & {
  /** As many answers as the policy wants: of those that have them, or whose time for them is over. */
  readonly enough: Share
  readonly within: Readonly<Record<(typeof LOOKS)[number], Share>>
}
export interface BoardGroups {
  readonly rows: readonly { readonly key: string; readonly figures: BoardFigures }[]
  /** Groups that are too small to be named. */
  readonly merged: { readonly groups: number; readonly figures: BoardFigures } | null
}

export type Counts = Readonly<Record<string, number>>

export const added = (all: readonly Counts[]): Counts => {
  const total: Record<string, number> = {}
  for (const each of all) for (const [name, value] of Object.entries(each)) total[name] = (total[name] ?? 0) + value
  return total
}

/** What an unanswered question that is still young says of the shares: it is in none of those whose minutes run. */
export const youngOf = (question: Pick<Figures, 'openedAt' | 'firstAnswerMs' | 'isClosed'>, now: Instant): Counts => {
  if (question.firstAnswerMs !== null || question.isClosed) return {}
  const age = elapsedMs(question.openedAt, now)
  return Object.fromEntries(LOOKS.map((look) => [`young${look}`, Number(age < WITHIN_MS[`within${look}`])]))
}

/** @param sums of promise-sums.ts, with what `youngOf` says of the young */
export const figuresOf = (sums: readonly Counts[]): BoardFigures => {
  const total = added(sums)
  const at = (name: string): number => total[name] ?? 0
  return {
    ...Object.fromEntries(NAMES.map((name) => [name, at(name)])) as Record<(typeof NAMES)[number], number>,
    enough: { met: at('quorum'), of: at('quorumOver') },
    within: Object.fromEntries(LOOKS.map((look) => [look, {
      met: at(`within${look}`), of: at('asked') - at(`dropped${look}`) - at(`young${look}`),
    }])) as BoardFigures['within'],
  }
}

/** @param cells the sums of one dimension over the range, the young of each key among them */
export const groupsOf = (cells: readonly { readonly key: string; readonly sum: Counts }[]): BoardGroups => {
  const groups = [...Map.groupBy(cells, ({ key }) => key)].map(([key, of]) => ({ key, figures: figuresOf(of.map(({ sum }) => sum)), sums: of.map(({ sum }) => sum) }))
    .sort((a, b) => b.figures.asked - a.figures.asked || (a.key < b.key ? -1 : 1))
  const isSmall = ({ figures }: { readonly figures: BoardFigures }): boolean => figures.asked < LEAST
  const small = groups.filter(isSmall)
  const rows = groups.filter((group) => !isSmall(group))
  const together = (): number => small.reduce((sum, { figures }) => sum + figures.asked, 0)
  while (small.length > 0 && together() < LEAST && rows.length > 0) small.push(rows.pop()!)
  return {
    rows: rows.map(({ key, figures }) => ({ key, figures })),
    merged: small.length === 0 ? null : { groups: small.length, figures: figuresOf(small.flatMap(({ sums }) => sums)) },
  }
}

export const promiseBoard = (ask: {
  readonly now: Instant
  /** Of `all`, by hour or by day. */
  readonly series: readonly PromiseSum[]
  /** Of the dimension asked for, over the same days. */
  readonly cells: readonly PromiseSum[]
  /** Asked in the last ten minutes, within the range. */
  readonly recent: readonly Figures[]
  readonly grain: 'hour' | 'day'
  readonly keyOf: (question: Figures) => string
}) => {
  const { now, series, cells, recent, grain, keyOf } = ask
  const startOf = ({ hour }: Figures): string => (grain === 'hour' ? hour : hour.slice(0, 10))
  const young = recent.map((question) => ({ question, sum: youngOf(question, now) }))
  return {
    total: figuresOf([...series.map(({ sum }) => sum), ...young.map(({ sum }) => sum)]),
    series: series.toSorted((a, b) => (a.start < b.start ? -1 : 1)).map(({ start, sum }) => ({
      start, figures: figuresOf([sum, ...young.flatMap((each) => (startOf(each.question) === start ? [each.sum] : []))]),
    })),
    groups: groupsOf([...cells, ...young.map(({ question, sum }) => ({ key: keyOf(question), sum }))]),
  }
}
