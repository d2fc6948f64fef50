// A policy line by line: what each number is called and counted in, for the form and for saying in words how two differ.
import type { operations } from '@zhijian/client'

export type Policy = NonNullable<operations['propose-policy']['requestBody']>['content']['application/json']['policy']
export type Terms = Policy['terms']
export type HourRule = Policy['hours'][number]

export type Unit = 's' | 'min' | 'h' | 'd' | 'n' | 'chars'
export const FACTOR: Readonly<Record<Unit, number>> = { s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000, n: 1, chars: 1 }

export interface Line {
  readonly path: string
  readonly unit: Unit
}
const line = (path: string, unit: Unit): Line => ({ path, unit })
export const TERMS: readonly Line[] = [line('quorum', 'n'), line('promiseMs', 'min'), line('quorumMs', 'min')]
export const GROUPS: readonly (readonly [group: 'claim' | 'substance' | 'follow' | 'desk', lines: readonly Line[]])[] = [
  ['claim', [line('audienceMs', 's'), line('claimLeaseMs', 's'), line('claimMaximumMs', 's'), line('claimsPerMissing', 'n'), line('claimsElsewhere', 'n'), line('claimLapses', 'n')]],
  ['substance', [line('substance.textChars', 'chars'), line('substance.clipMs', 's'), line('substance.callMs', 's'), line('substance.callSummaryChars', 'chars')]],
  ['follow', [line('followUpReminderMs', 'min'), line('followUpOfferMs', 'min'), line('restMs', 'd')]],
  ['desk', [line('callback.takeMs', 'min'), line('callback.tries', 'n'), line('callback.withinMs', 'h'), line('reviewMs', 'h'), line('dangerAcknowledgeMs', 'min')]],
]

export const read = (of: object, path: string): number => path.split('.').reduce((inner: unknown, part) => (inner as Record<string, unknown>)[part], of) as number
/** The same with another number at a path. */
export const write = <T extends object>(of: T, path: string, value: number): T => {
  const [first, ...rest] = path.split('.')
  const inner = (of as Record<string, unknown>)[first!]
  return { ...of, [first!]: rest.length === 0 ? value : write(inner as object, rest.join('.'), value) }
}

type Say = (key: string, values?: Record<string, unknown>) => string
const amount = (value: number, unit: Unit, t: Say): string => `${Number((value / FACTOR[unit]).toFixed(2))}${unit === 'n' ? '' : ` ${t(`unit.${unit}`)}`}`
export const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
export const minuteOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))

/** What a policy says: an item and its value, in the words of the screen. */
export type Said = ReadonlyMap<string, string>

const termsSaid = (terms: Terms, prefix: string, t: Say): (readonly [string, string])[] => [
  ...TERMS.map(({ path, unit }) => [`${prefix}${t(`terms.${path}`)}`, amount(read(terms, path), unit, t)] as const),
  [`${prefix}${t('terms.tiers')}`, terms.tiers.map(({ scope, windowMs }) => `${t(`tier.${scope}`)} ${windowMs === null ? t('tier.open') : amount(windowMs, 'min', t)}`).join(' → ')],
]

export const said = (policy: Policy, t: Say): Said => new Map([
  ...termsSaid(policy.terms, '', t),
  ...GROUPS.flatMap(([, lines]) => lines.map(({ path, unit }) => [t(path), amount(read(policy, path), unit, t)] as const)),
  ...policy.hours.flatMap((rule) => {
    const name = t('hours.say', { name: rule.name, days: rule.isoWeekdays.toSorted().map((each) => t('days')[each - 1]).join(''), from: clock(rule.fromMinute), to: clock(rule.toMinute) })
    return termsSaid(rule.terms, `${name} · `, t)
  }),
])

export interface Difference {
  readonly item: string
  readonly before: string | null
  readonly after: string | null
}
export const differences = (before: Policy, after: Policy, t: Say): readonly Difference[] => {
  const [one, other] = [said(before, t), said(after, t)]
  return [...new Set([...one.keys(), ...other.keys()])]
    .map((item) => ({ item, before: one.get(item) ?? null, after: other.get(item) ?? null })).filter((each) => each.before !== each.after)
}
