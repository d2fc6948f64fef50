// What the rule knew at a second: fixes that had come by then, findings that had been made of them and not taken back, zones that bound. A fix
// that came late is not there until it came; a finding that was withdrawn is there for as long as it was believed.
import type { Position } from '../map/shapes.ts'

export interface Fix {
  readonly digest: string
  readonly at: string
  readonly receivedAt: string
  readonly place: Position
  readonly errorM: number | null
  readonly source: string
  readonly marks: readonly string[]
}
export interface Finding {
  readonly transitionId: string
  readonly since: string
  readonly foundAt: string
  readonly withdrawnAt: string | null
  readonly evidence: readonly string[]
}
export interface Bound { readonly from: string; readonly retiredAt: string | null }

const ms = (at: string): number => Date.parse(at)
const byTime = (a: Fix, b: Fix): number => ms(a.at) - ms(b.at) || ms(a.receivedAt) - ms(b.receivedAt)

export interface Known<F extends Finding, Z extends Bound> {
  /** In the order in which they were taken. */
  readonly fixes: readonly Fix[]
  /** The latest that was taken, of those without a mark; null: none had come. */
  readonly last: Fix | null
  readonly findings: readonly F[]
  readonly zones: readonly Z[]
}
export const knownAt = <F extends Finding, Z extends Bound>(atMs: number, fixes: readonly Fix[], findings: readonly F[], zones: readonly Z[]): Known<F, Z> => {
  const come = fixes.filter(({ receivedAt }) => ms(receivedAt) <= atMs).toSorted(byTime)
  return {
    fixes: come, last: come.findLast(({ marks }) => marks.length === 0) ?? null,
    findings: findings.filter(({ foundAt, withdrawnAt }) => ms(foundAt) <= atMs && (withdrawnAt === null || ms(withdrawnAt) > atMs)).toSorted((a, b) => ms(a.since) - ms(b.since)),
    zones: zones.filter(({ from, retiredAt }) => ms(from) <= atMs && (retiredAt === null || ms(retiredAt) > atMs)),
  }
}

/** Seconds at which something became known, each once, in order. */
export const momentsOf = (fixes: readonly Fix[], findings: readonly Finding[]): readonly number[] =>
  [...new Set([...fixes.map(({ receivedAt }) => ms(receivedAt)), ...findings.flatMap(({ foundAt, withdrawnAt }) => (withdrawnAt === null ? [ms(foundAt)] : [ms(foundAt), ms(withdrawnAt)]))]
    .map((each) => Math.ceil(each / 1000) * 1000))].toSorted((a, b) => a - b)
