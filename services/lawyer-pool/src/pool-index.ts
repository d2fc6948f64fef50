// The pool in columns: what an audience needs of every lawyer, a few bytes each, changed one lawyer at a time as the log
// goes on and made again from the read model at start. It holds no name, phone or party in the clear.
// I1 It agrees with eligibility.ts for every lawyer, question, tier and instant.
// I2 The order in which lawyers were put in never shows in what comes out.
import { LANGUAGES, NOT_ASKED, type Language, type NotAsked } from '@zhijian/contracts'
import { assert, epochMs } from '@zhijian/kernel'
import type { Lawyer } from './lawyer.ts'
import type { Load } from './load.ts'
import { spread } from './spread.ts'

/** Rows are numbered in 21 bits beside a 32-bit lot. */
export const MAX_LAWYERS = 2 ** 21
export const BIT = { enterprise: 1, available: 2, nationwide: 4, probe: 8 } as const

export interface DutyShift {
  readonly key: string
  /** Epoch milliseconds; inclusive, exclusive. */
  readonly from: number
  readonly to: number
  readonly lawyers: readonly string[]
}

/** Rows by column; read by audience.ts. Grown by doubling, so hold no column over a put. */
export interface Columns {
  readonly ids: readonly string[]
  readonly lots: Uint32Array
  /** 0, or the number in NOT_ASKED plus one of what no time alone changes: not registered, deregistered, check missing … */
  readonly standing: Uint8Array
  /** Epoch milliseconds; -Infinity: not suspended, Infinity: without end. */
  readonly suspendedTo: Float64Array
  /** Epoch milliseconds, exclusive. */
  readonly checkedTo: Float64Array
  readonly bits: Uint8Array
  readonly province: Uint8Array
  readonly specialties: Uint32Array
  readonly languages: Uint16Array
  readonly quietFrom: Int16Array
  readonly quietTo: Int16Array
  readonly loadPoints: Uint32Array
  readonly loadDay: Int32Array
}

export interface PoolIndex {
  readonly size: number
  readonly columns: Columns
  put(lawyer: Lawyer): void
  putLoad(lawyerId: string, load: Load): void
  /** A shift nobody holds any more is put with no lawyers. */
  putShift(shift: DutyShift): void
  rowsOfProvince(province: number): readonly number[]
  counselOf(county: string, atMs: number): readonly number[]
  onDuty(atMs: number): ReadonlySet<number>
  /** The asker's own rows. */
  ownOf(person: string): ReadonlySet<number>
  /** Rows that act for an opponent, or against the asker. */
  conflicted(opponents: readonly string[], askerParties: readonly string[]): ReadonlySet<number>
  clear(): void
}

/** 1 for the first of NOT_ASKED; 0 is left for "may be asked". */
export const reasonNumber = (reason: NotAsked): number => NOT_ASKED.indexOf(reason) + 1

const STANDING = {
  absent: reasonNumber('not-registered'), deregistered: reasonNumber('deregistered'), missing: reasonNumber('check-missing'),
  failed: reasonNumber('check-failed'), expired: reasonNumber('check-expired'), valid: 0,
} as const
const standingOf = (lawyer: Lawyer): number => STANDING[lawyer.phase === 'registered' ? lawyer.check.kind : lawyer.phase]

/** Level-1 codes 01–21 are bits 0–20, 99 is bit 21. */
export const topicBit = (code: string): number => 1 << (code === '99' ? 21 : Number(code) - 1)
export const languageBit = (language: Language): number => 1 << LANGUAGES.indexOf(language)
const all = <T>(items: readonly T[], bit: (item: T) => number): number => items.reduce((mask, item) => mask | bit(item), 0)

const columnsOf = (capacity: number, ids: string[], old?: Columns): Columns => {
  const grown = <A extends { set(from: A): void }>(fresh: A, previous: A | undefined): A => {
    if (previous) fresh.set(previous)
    return fresh
  }
  return {
    ids,
    lots: grown(new Uint32Array(capacity), old?.lots),
    standing: grown(new Uint8Array(capacity).fill(reasonNumber('not-registered')), old?.standing),
    suspendedTo: grown(new Float64Array(capacity).fill(-Infinity), old?.suspendedTo),
    checkedTo: grown(new Float64Array(capacity).fill(-Infinity), old?.checkedTo),
    bits: grown(new Uint8Array(capacity), old?.bits),
    province: grown(new Uint8Array(capacity), old?.province),
    specialties: grown(new Uint32Array(capacity), old?.specialties),
    languages: grown(new Uint16Array(capacity), old?.languages),
    quietFrom: grown(new Int16Array(capacity).fill(-1), old?.quietFrom),
    quietTo: grown(new Int16Array(capacity).fill(-1), old?.quietTo),
    loadPoints: grown(new Uint32Array(capacity), old?.loadPoints),
    loadDay: grown(new Int32Array(capacity), old?.loadDay),
  }
}

/** Sets of rows by key; a row's keys are replaced together. */
const postings = () => {
  const rows = new Map<string, Set<number>>()
  const keys = new Map<number, readonly string[]>()
  return {
    replace(row: number, next: readonly string[]): void {
      for (const key of keys.get(row) ?? []) {
        const held = rows.get(key)!
        held.delete(row)
        if (held.size === 0) rows.delete(key)
      }
      if (next.length === 0) keys.delete(row)
      else keys.set(row, next)
      for (const key of next) rows.has(key) ? rows.get(key)!.add(row) : rows.set(key, new Set([row]))
    },
    of: (key: string): Iterable<number> => rows.get(key) ?? [],
  }
}

export const createPoolIndex = (): PoolIndex => {
  let rows = new Map<string, number>()
  let columns = columnsOf(1024, [])
  /** Rows that ever were of a province; the column says whether they still are. */
  let provinces: number[][] = []
  let clients = postings()
  let opponents = postings()
  let persons = postings()
  /** Per county, who is its counsel until when (epoch milliseconds). */
  let counties = new Map<string, Map<number, number>>()
  let countiesOf = new Map<number, readonly string[]>()
  let shifts = new Map<string, DutyShift>()

  const rowOf = (lawyerId: string): number => {
    const known = rows.get(lawyerId)
    if (known !== undefined) return known
    const row = rows.size
    assert(row < MAX_LAWYERS, `more than ${MAX_LAWYERS} lawyers`)
    const ids = columns.ids as string[]
    if (row >= columns.lots.length) columns = columnsOf(columns.lots.length * 2, ids, columns)
    rows.set(lawyerId, row)
    ids.push(lawyerId)
    columns.lots[row] = spread(lawyerId)
    return row
  }

  const put = (lawyer: Lawyer): void => {
    const row = rowOf(lawyer.lawyerId)
    const { profile, check, suspended, quiet } = lawyer
    columns.standing[row] = standingOf(lawyer)
    columns.suspendedTo[row] = !suspended ? -Infinity : suspended.until ? epochMs(suspended.until) : Infinity
    columns.checkedTo[row] = check.kind === 'valid' ? epochMs(check.until) : -Infinity
    columns.bits[row] = (profile?.enterprise ? BIT.enterprise : 0) | (lawyer.isAvailable ? BIT.available : 0)
      | (profile?.nationwide ? BIT.nationwide : 0) | (lawyer.isProbe ? BIT.probe : 0)
    const province = Number(profile?.region.slice(0, 2) ?? 0)
    const before = columns.province[row]!
    if (before !== province) {
      columns.province[row] = province
      const members = (provinces[province] ??= [])
      // Only a lawyer who moves can have been a member before.
      if (before === 0 || !members.includes(row)) members.push(row)
    }
    columns.specialties[row] = all(profile?.specialties ?? [], topicBit)
    columns.languages[row] = all(profile?.languages ?? [], languageBit)
    columns.quietFrom[row] = quiet?.from ?? -1
    columns.quietTo[row] = quiet?.to ?? -1
    clients.replace(row, lawyer.conflicts.filter((each) => each.kind === 'client').map((each) => each.party))
    opponents.replace(row, lawyer.conflicts.filter((each) => each.kind === 'opponent').map((each) => each.party))
    persons.replace(row, lawyer.persons.filter((person) => person !== lawyer.lawyerId))
    for (const county of countiesOf.get(row) ?? []) counties.get(county)!.delete(row)
    if (lawyer.counsel.length === 0) countiesOf.delete(row)
    else countiesOf.set(row, lawyer.counsel.map((each) => each.county))
    for (const { county, until } of lawyer.counsel) {
      if (!counties.has(county)) counties.set(county, new Map())
      counties.get(county)!.set(row, until ? epochMs(until) : Infinity)
    }
  }

  return {
    get size() { return rows.size },
    get columns() { return columns },
    put,
    putLoad(lawyerId, load) {
      const row = rowOf(lawyerId)
      columns.loadPoints[row] = load.points
      columns.loadDay[row] = load.day
    },
    putShift(shift) {
      if (shift.lawyers.length === 0) shifts.delete(shift.key)
      else shifts.set(shift.key, shift)
    },
    rowsOfProvince: (province) => provinces[province] ?? [],
    counselOf(county, atMs) {
      const rowsNow: number[] = []
      for (const [row, until] of counties.get(county) ?? []) if (until > atMs) rowsNow.push(row)
      return rowsNow
    },
    onDuty(atMs) {
      const present = new Set<number>()
      for (const shift of shifts.values()) {
        if (shift.from <= atMs && atMs < shift.to) for (const id of shift.lawyers) present.add(rowOf(id))
      }
      return present
    },
    ownOf(person) {
      const self = rows.get(person)
      return new Set(self === undefined ? persons.of(person) : [self, ...persons.of(person)])
    },
    conflicted(opponentParties, askerParties) {
      const out = new Set<number>()
      for (const party of opponentParties) for (const row of clients.of(party)) out.add(row)
      for (const party of askerParties) for (const row of opponents.of(party)) out.add(row)
      return out
    },
    clear() {
      rows = new Map()
      columns = columnsOf(1024, [])
      provinces = []
      clients = postings()
      opponents = postings()
      persons = postings()
      counties = new Map()
      countiesOf = new Map()
      shifts = new Map()
    },
  }
}
