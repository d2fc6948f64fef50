// What came of a world, in figures that add up over many.
import { consultationEvents } from '@zhijian/contracts'
import { categoryOf, type StoredEvent } from '@zhijian/event-store'
import { elapsedMs } from '@zhijian/kernel'

/** How often each value was seen, to two digits: so it stays small however many worlds are added up. */
export type Samples = Record<string, number>

/** Sums and samples of one world or of many; synthetic questions are not counted. */
export interface Figures {
  worlds: number
  hours: number
  events: number
  commands: number
  questions: number
  promises: { kept: number; broken: number; voided: number; waived: number; pending: number }
  firstAnswerMs: Samples
  quorumMs: Samples
  pushes: number
  answers: number
  /** Answers of each lawyer. */
  load: Record<string, number>
  lawyers: number
  /** How late each deadline was settled. */
  latenessMs: Samples
  faults: Record<string, number>
  checks: Record<string, number>
}

export const noFigures = (): Figures => ({
  worlds: 0, hours: 0, events: 0, commands: 0, questions: 0, promises: { kept: 0, broken: 0, voided: 0, waived: 0, pending: 0 }, firstAnswerMs: {}, quorumMs: {},
  pushes: 0, answers: 0, load: {}, lawyers: 0, latenessMs: {}, faults: {}, checks: {},
})

const PROMISE: Readonly<Record<string, keyof Figures['promises']>> = {
  PromiseKept: 'kept', PromiseRestored: 'kept', PromiseBroken: 'broken', PromiseVoided: 'voided', PromiseReopened: 'pending',
}

export const sample = (of: Samples, value: number): void => {
  const rounded = String(Number(value.toPrecision(2)))
  of[rounded] = (of[rounded] ?? 0) + 1
}

/** @param from events before this were there when the world began */
export const figuresOf = (log: readonly StoredEvent[], from: number, hours: number): Figures => {
  const figures = { ...noFigures(), worlds: 1, hours }
  const openings = new Map<string, { readonly openedAt: string; promise: keyof Figures['promises']; hasAnswer: boolean; hasQuorum: boolean }>()
  for (const event of log.slice(from)) {
    figures.events += 1
    if (event.meta.command !== undefined) figures.commands += 1
    if (event.meta.cause.startsWith('elapse:')) sample(figures.latenessMs, Math.max(0, elapsedMs(event.meta.time, event.meta.recordedat)))
    const category = categoryOf(event.stream)
    if (category === 'delivery' && event.type.startsWith('PushesPlanned') && /-[0-2]$/.test(event.stream)) {
      figures.pushes += new Set((event.data.pushes as readonly { recipient: string }[]).map((push) => push.recipient)).size
    }
    if (category !== 'consultation') continue
    const fact = consultationEvents.read(event.type, event.data)
    if (!fact) continue
    if (fact.type === 'ConsultationOpened') {
      if (fact.data.isProbe) continue
      figures.questions += 1
      openings.set(fact.data.consultationId, { openedAt: fact.data.openedAt, promise: 'pending', hasAnswer: false, hasQuorum: false })
      continue
    }
    const opening = openings.get(fact.data.consultationId)
    if (!opening) continue
    opening.promise = PROMISE[fact.type] ?? opening.promise
    if (fact.type === 'ConsultationClosed' && fact.data.promiseWaived) opening.promise = 'waived'
    if (fact.type === 'AnswerGiven') {
      if (!opening.hasAnswer) sample(figures.firstAnswerMs, elapsedMs(opening.openedAt as never, fact.data.givenAt))
      opening.hasAnswer = true
      figures.answers += 1
      figures.load[fact.data.lawyerId] = (figures.load[fact.data.lawyerId] ?? 0) + 1
    }
    if (fact.type === 'QuorumMet' && !opening.hasQuorum) {
      opening.hasQuorum = true
      sample(figures.quorumMs, elapsedMs(opening.openedAt as never, fact.data.at))
    }
  }
  for (const { promise } of openings.values()) figures.promises[promise] += 1
  return figures
}

const addCounts = (to: Record<string, number>, from: Readonly<Record<string, number>>): void => {
  for (const [key, n] of Object.entries(from)) to[key] = (to[key] ?? 0) + n
}

/** Adds one world's figures to those of others. */
export const addFigures = (to: Figures, from: Figures): void => {
  for (const key of ['worlds', 'hours', 'events', 'commands', 'questions', 'pushes', 'answers'] as const) to[key] += from[key]
  to.lawyers = Math.max(to.lawyers, from.lawyers)
  for (const key of ['firstAnswerMs', 'quorumMs', 'latenessMs', 'load', 'faults', 'checks'] as const) addCounts(to[key], from[key])
  addCounts(to.promises, from.promises)
}

/** Nearest rank; null of nothing. */
export const percentile = (samples: Readonly<Samples>, p: number): number | null => {
  const seen = Object.entries(samples).map(([value, times]) => [Number(value), times] as const).sort(([a], [b]) => a - b)
  let left = Math.ceil((seen.reduce((sum, [, times]) => sum + times, 0) * p) / 100)
  return seen.find(([, times]) => (left -= times) <= 0)?.[0] ?? null
}

/** 0: all carry the same; towards 1: one carries everything. @param people those with nothing included */
export const gini = (loads: readonly number[], people: number): number => {
  const all = [...loads, ...new Array<number>(Math.max(0, people - loads.length)).fill(0)].sort((a, b) => a - b)
  const sum = all.reduce((total, each) => total + each, 0)
  return sum === 0 ? 0 : all.reduce((total, each, place) => total + (2 * (place + 1) - all.length - 1) * each, 0) / (all.length * sum)
}

export interface Report {
  readonly worlds: number
  readonly hours: number
  readonly events: number
  readonly commands: number
  readonly questions: number
  /** Of those that were kept or not, 0–100, one decimal; null when none was. */
  readonly promiseKeptPercent: number | null
  readonly promises: Figures['promises']
  readonly firstAnswerMs: { readonly p50: number | null; readonly p95: number | null }
  readonly quorumMs: { readonly p50: number | null; readonly p95: number | null }
  readonly pushesPerQuestion: number | null
  /** Two decimals. */
  readonly loadGini: number
  readonly latenessMs: { readonly p50: number | null; readonly p95: number | null; readonly max: number | null }
  readonly faults: Readonly<Record<string, number>>
  readonly checks: Readonly<Record<string, number>>
  readonly checked: number
}

export const reportOf = (figures: Figures): Report => {
  const { worlds, hours, events, commands, questions, promises, faults, checks } = figures
  const decided = promises.kept + promises.broken + promises.voided
  return {
    worlds, hours, events, commands, questions, promises, faults, checks,
    promiseKeptPercent: decided === 0 ? null : Math.round((promises.kept * 1000) / decided) / 10,
    firstAnswerMs: { p50: percentile(figures.firstAnswerMs, 50), p95: percentile(figures.firstAnswerMs, 95) },
    quorumMs: { p50: percentile(figures.quorumMs, 50), p95: percentile(figures.quorumMs, 95) },
    pushesPerQuestion: questions === 0 ? null : Math.round((figures.pushes * 10) / questions) / 10,
    loadGini: Math.round(gini(Object.values(figures.load), figures.lawyers) * 100) / 100,
    latenessMs: { p50: percentile(figures.latenessMs, 50), p95: percentile(figures.latenessMs, 95), max: percentile(figures.latenessMs, 100) },
    checked: Object.values(checks).reduce((sum, n) => sum + n, 0),
  }
}
