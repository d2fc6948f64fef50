// What the passing of a deadline would mean, in words: the facts that the rules would leave, told as one sentence.
import type { useTranslation } from 'react-i18next'

type Say = ReturnType<typeof useTranslation>['t']

export interface Fact { readonly type: string; readonly says: Readonly<Record<string, string | number | boolean | null>> }
export interface Passing {
  readonly due: string
  readonly passing: readonly Fact[]
  readonly reach: number | null
}
/** The deadlines of one stream, as the gateway tells them. */
export interface Ahead extends Passing {
  readonly stream: string
  readonly consultationId: string | null
  readonly then: readonly Passing[]
}
/** One row. */
export interface Deadline extends Passing {
  readonly stream: string
  readonly kind: string
  readonly consultationId: string | null
}

/** What the screen tells apart; streams of other kinds are shown together. */
export const KINDS = ['consultation', 'delivery', 'callback', 'danger', 'review', 'call', 'other'] as const
export type Kind = (typeof KINDS)[number]
export const kindOf = ({ stream }: Pick<Deadline, 'stream'>): string => stream.slice(0, stream.indexOf('-'))
export const shownAs = (kind: string): Kind => ((KINDS as readonly string[]).includes(kind) ? kind as Kind : 'other')

export const deadlinesOf = ({ stream, consultationId, due, passing, reach, then }: Ahead): readonly Deadline[] => {
  const kind = kindOf({ stream })
  return [{ due, passing, reach }, ...then].map((each) => ({ due: each.due, passing: each.passing, reach: each.reach, stream, kind, consultationId }))
}

/** @param happened words of events: what has no sentence of its own is called by its name */
export const wordsOf = ({ passing, reach }: Pick<Deadline, 'passing' | 'reach'>, t: Say, happened: Say): string => {
  const told: string[] = []
  for (let place = 0; place < passing.length; place += 1) {
    const { type, says } = passing[place]!
    const next = passing[place + 1]
    if (type === 'TierClosed' && next?.type === 'TierOpened') {
      const scope = t(`scope.${String(next.says['scope'])}`)
      told.push(t(reach === null ? 'pass.TierClosed+TierOpened.unknown' : 'pass.TierClosed+TierOpened', { scope, missing: says['missing'], reach }))
      place += 1
    } else if (type === 'TierClosed' && next?.type === 'TiersExhausted') {
      told.push(t('pass.TierClosed+TiersExhausted', { missing: says['missing'] }))
      place += 1
    } else if (type === 'WaveStarted') {
      told.push(t('pass.WaveStarted', { wave: Number(says['wave']) + 1, people: Number(says['upTo']) - Number(says['from']) }))
    } else told.push(t(`pass.${type}`, { ...says, rank: t(`rank.${String(says['rank'])}`, { defaultValue: '' }), defaultValue: happened(type) }))
  }
  return told.join(t('passing.and'))
}
