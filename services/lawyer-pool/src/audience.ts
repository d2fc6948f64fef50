// Who is asked in a tier, best first, from the columns of the pool: one pass that gates and counts, one that picks the
// first `limit` without sorting the rest.
import { NOT_ASKED, type NotAsked, type QuestionFacts, type TierScope } from '@zhijian/contracts'
import { epochMs, type Instant } from '@zhijian/kernel'
import { dayOf, loadStep, minuteOf } from './load.ts'
import { BIT, languageBit, MAX_LAWYERS, reasonNumber, topicBit, type PoolIndex } from './pool-index.ts'
import { lot, spread } from './spread.ts'

/** Waves reach some 1,250 lawyers; the record holds enough of the ranking to answer for it. */
export const RANKED_LIMIT = 20_000
const CLASSES = 8192
/** A class that is cut is cut by the first 12 bits of the lot. */
const CUTS = 4096

const NOT_REGISTERED = reasonNumber('not-registered')
const DEREGISTERED = reasonNumber('deregistered')
const SUSPENDED = reasonNumber('suspended')
const EXPIRED = reasonNumber('check-expired')
const PROBE_LAWYER = reasonNumber('probe-lawyer')
const PROBE_QUESTION = reasonNumber('probe-question')
const OWN = reasonNumber('own-question')
const CONFLICT = reasonNumber('conflict')
const NOT_ENTERPRISE = reasonNumber('no-enterprise-experience')
const SWITCHED_OFF = reasonNumber('switched-off')

export interface Audience {
  /** Everyone who may be asked. */
  readonly count: number
  /** Whom the tier covers and who is left out: how many by reason. */
  readonly notAskedCounts: Readonly<Partial<Record<NotAsked, number>>>
  /** Who they are, ids in order; null when there are more than `limit` of them. */
  readonly notAsked: Readonly<Partial<Record<NotAsked, readonly string[]>>> | null
  /** The first `limit` of them with their packed rank (packRank), best first. */
  readonly ranked: readonly (readonly [lawyerId: string, rank: number])[]
  /** For each of them which of the question's topics are his specialties: bits of TOPIC_MATCHES. */
  readonly matches: readonly number[]
}

interface Rank { readonly classOf: (row: number) => number; readonly matchesOf: (row: number) => number }

/** packRank, over columns. */
const ranking = (pool: PoolIndex, question: QuestionFacts, atMs: number): Rank => {
  const { specialties, languages, quietFrom, quietTo, loadPoints, loadDay } = pool.columns
  const predicted = question.topics.length > 0 ? topicBit(question.topics[0]!) : 0
  const asked = question.asked === undefined ? 0 : topicBit(question.asked)
  const main = predicted | asked
  const alternative = question.topics.slice(1).reduce((mask, topic) => mask | topicBit(topic), 0)
  const language = languageBit(question.language)
  const onDuty = pool.onDuty(atMs)
  const minute = minuteOf(atMs)
  const day = dayOf(atMs)
  return {
    classOf(row) {
      const knows = specialties[row]!
      const topic = knows & main ? 2 : knows & alternative ? 1 : 0
      const from = quietFrom[row]!
      const to = quietTo[row]!
      const quiet = from >= 0 && (from < to ? minute >= from && minute < to : minute >= from || minute < to)
      const age = day - loadDay[row]!
      const points = age <= 0 ? loadPoints[row]! : age > 30 ? 0 : loadPoints[row]! >>> age
      return (languages[row]! & language ? 4096 : 0) | (topic << 10) | (onDuty.size > 0 && onDuty.has(row) ? 512 : 0)
        | (quiet ? 0 : 256) | (255 - loadStep(points))
    },
    matchesOf(row) {
      const knows = specialties[row]!
      return (knows & asked ? 1 : 0) | (knows & predicted ? 2 : 0) | (knows & alternative ? 4 : 0)
    },
  }
}

/** whyNotAsked, over columns: 0, or the reason's number. What the tier covers has been looked at already. */
const gate = (pool: PoolIndex, question: QuestionFacts, atMs: number): ((row: number) => number) => {
  const { standing, suspendedTo, checkedTo, bits } = pool.columns
  const own = pool.ownOf(question.askerId)
  const conflicted = pool.conflicted(question.opponents, question.askerParties)
  const wantsProbe = question.isProbe ? BIT.probe : 0
  const needsEnterprise = question.enterprise ? BIT.enterprise : 0
  return (row) => {
    const is = bits[row]!
    const stands = standing[row]!
    if (stands === NOT_REGISTERED || stands === DEREGISTERED) return stands
    if (suspendedTo[row]! > atMs) return SUSPENDED
    if (stands !== 0) return stands
    if (checkedTo[row]! <= atMs) return EXPIRED
    if ((is & BIT.probe) !== wantsProbe) return wantsProbe ? PROBE_QUESTION : PROBE_LAWYER
    if (own.size > 0 && own.has(row)) return OWN
    if (conflicted.size > 0 && conflicted.has(row)) return CONFLICT
    if ((is & needsEnterprise) !== needsEnterprise) return NOT_ENTERPRISE
    return is & BIT.available ? 0 : SWITCHED_OFF
  }
}

/** The rows that a tier covers; a probe has no county, so everyone's. Plain loops: this is walked for every lawyer there is. */
const covered = (pool: PoolIndex, question: QuestionFacts, scope: TierScope, atMs: number): Int32Array => {
  const { bits, province } = pool.columns
  const { size } = pool
  const counsel = pool.counselOf(question.countyCode, atMs)
  if (scope === 'county' && !question.isProbe) return Int32Array.from(counsel)
  const home = Number(question.countyCode.slice(0, 2))
  const isCounsel = new Uint8Array(size)
  for (const row of counsel) isCounsel[row] = 1
  const rows = new Int32Array(size)
  let count = 0
  if (question.isProbe) {
    for (let row = 0; row < size; row += 1) rows[count++] = row
  } else if (scope === 'region') {
    for (const row of pool.rowsOfProvince(home)) if (province[row] === home && isCounsel[row] === 0) rows[count++] = row
  } else {
    for (let row = 0; row < size; row += 1) {
      if (province[row] !== home && (bits[row]! & BIT.nationwide) !== 0 && isCounsel[row] === 0) rows[count++] = row
    }
  }
  return rows.subarray(0, count)
}

/** Rows of one class in the order of their lots; equal lots in the order of their ids. */
const byLot = (rows: readonly number[] | Int32Array, pool: PoolIndex, question: number): number[] => {
  const { lots, ids } = pool.columns
  const keys = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i += 1) keys[i] = lot(lots[rows[i]!]!, question) * MAX_LAWYERS + rows[i]!
  keys.sort()
  const sorted = Array.from(keys, (key) => key % MAX_LAWYERS)
  for (let start = 0; start < sorted.length;) {
    let end = start + 1
    while (end < sorted.length && Math.floor(keys[end]! / MAX_LAWYERS) === Math.floor(keys[start]! / MAX_LAWYERS)) end += 1
    if (end - start > 1) {
      sorted.splice(start, end - start, ...sorted.slice(start, end).sort((a, b) => (ids[a]! < ids[b]! ? -1 : 1)))
    }
    start = end
  }
  return sorted
}

/** The first `room` of a class by lot, found without sorting the others. */
const firstByLot = (rows: Int32Array, room: number, pool: PoolIndex, question: number): number[] => {
  if (rows.length <= room) return byLot(rows, pool, question)
  const { lots } = pool.columns
  const counts = new Uint32Array(CUTS)
  for (const row of rows) counts[lot(lots[row]!, question) >>> 20]! += 1
  let cut = 0
  for (let held = 0; cut < CUTS && (held += counts[cut]!) < room; cut += 1);
  return byLot(rows.filter((row) => lot(lots[row]!, question) >>> 20 <= cut), pool, question).slice(0, room)
}

export const resolveAudience = (
  pool: PoolIndex, question: QuestionFacts, scope: TierScope, at: Instant, limit = RANKED_LIMIT,
): Audience => {
  const atMs = epochMs(at)
  const { classOf, matchesOf } = ranking(pool, question, atMs)
  const why = gate(pool, question, atMs)
  // Those who may be asked move to the front of the rows; `count` never overtakes the row that is read.
  const rows = covered(pool, question, scope, atMs)
  const classes = new Uint16Array(rows.length)
  const counts = new Uint32Array(CLASSES)
  const reasons = new Uint32Array(NOT_ASKED.length + 1)
  const leftOut: number[] = []
  let count = 0
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!
    const reason = why(row)
    if (reason !== 0) {
      reasons[reason]! += 1
      if (leftOut.length <= limit) leftOut.push(row * 32 + reason)
      continue
    }
    const rank = classOf(row)
    rows[count] = row
    classes[count] = rank
    counts[rank]! += 1
    count += 1
  }

  // Best class first: where each begins, up to the class in which the limit falls.
  const starts = new Int32Array(CLASSES).fill(-1)
  let held = 0
  let lowest = CLASSES
  while (lowest > 0 && held < limit) {
    lowest -= 1
    starts[lowest] = held
    held += counts[lowest]!
  }
  const picked = new Int32Array(held)
  const next = starts.slice()
  for (let i = 0; i < count; i += 1) {
    const rank = classes[i]!
    if (rank >= lowest) picked[next[rank]!++] = rows[i]!
  }

  const { ids } = pool.columns
  const question32 = spread(question.consultationId)
  const ranked: (readonly [string, number])[] = []
  const matches: number[] = []
  for (let rank = CLASSES - 1; rank >= lowest; rank -= 1) {
    if (counts[rank] === 0) continue
    const start = starts[rank]!
    for (const row of firstByLot(picked.subarray(start, start + counts[rank]!), limit - start, pool, question32)) {
      ranked.push([ids[row]!, rank])
      matches.push(matchesOf(row))
    }
  }
  return { count, ranked, matches, ...reasonsGiven(reasons, leftOut.length > limit ? null : leftOut, ids) }
}

const reasonsGiven = (counts: Uint32Array, leftOut: readonly number[] | null, ids: readonly string[]): Pick<Audience, 'notAsked' | 'notAskedCounts'> => {
  const given = NOT_ASKED.filter((reason) => counts[reasonNumber(reason)]! > 0)
  const whoFor = (reason: NotAsked): string[] =>
    leftOut!.filter((each) => each % 32 === reasonNumber(reason)).map((each) => ids[Math.floor(each / 32)]!).sort()
  return {
    notAskedCounts: Object.fromEntries(given.map((reason) => [reason, counts[reasonNumber(reason)]!])),
    notAsked: leftOut && Object.fromEntries(given.map((reason) => [reason, whoFor(reason)])),
  }
}
