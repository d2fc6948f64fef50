// What is about to happen by itself, over all services: each answers for its own streams, and here they are put in one order.
// D1 Nothing between two pages is lost: a page ends where the first service that has more stopped telling.
import { Instant, TierScope } from '@zhijian/contracts'
import type { Actor } from '@zhijian/contracts'
import type { Instant as At } from '@zhijian/kernel'
import { z } from 'zod'
import type { Gateway } from './gateway.ts'
import { covers } from './policy.ts'
import type { Scope } from './standing.ts'
import { placeOf } from './views/conversation.ts'

/** Those whose streams have clocks, and of which categories. Not supervisees': what is known of them is for correction alone. */
export const TIMED: Readonly<Record<string, readonly string[]>> = {
  'consult-router': ['consultation', 'call', 'callback', 'review', 'danger'], notifier: ['delivery'], directory: ['mandate', 'person', 'erasure', 'retention'], 'lawyer-pool': ['lawyer', 'duty'],
}

const Says = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
const Passing = z.object({ due: Instant, passing: z.array(z.object({ type: z.string(), says: Says })) })
const Ahead = Passing.extend({ stream: z.string(), place: z.string().nullable(), consultationId: z.string().nullable(), then: z.array(Passing) })
type Ahead = z.infer<typeof Ahead>
const Place = z.object({ due: Instant, stream: z.string() })
type Place = z.infer<typeof Place>
const Page = z.object({ items: z.array(Ahead), next: Place.nullable(), total: z.int() })

const Reach = { reach: z.int().nullable().describe('about how many lawyers the tier that opens would reach; null: no tier opens') }
export const Deadline = Ahead.extend({ ...Reach, then: z.array(Passing.extend(Reach)).describe('those that follow within the time asked for, if nothing else happens') })
export type Deadline = z.infer<typeof Deadline>

const isBefore = (a: Place, b: Place): boolean => a.due < b.due || (a.due === b.due && a.stream < b.stream)
const inOrder = (a: Place, b: Place): number => (isBefore(a, b) ? -1 : 1)

/** How many a tier reaches changes slowly; it is asked again after this. */
const REACH_MS = 30_000

export interface Deadlines {
  until(until: At, page: { readonly limit: number; readonly after?: Place }, by: Asking): Promise<{ items: Deadline[]; next: Place | null; total: number }>
  of(streams: readonly string[], until: At, by: Asking): Promise<Deadline[]>
}
export interface Asking {
  readonly actor: Actor
  readonly scopes: readonly Scope[]
}

export const createDeadlines = (gateway: Pick<Gateway, 'ask' | 'facts' | 'nowMs'>): Deadlines => {
  const reaches = new Map<string, { readonly count: number; readonly untilMs: number }>()
  const reachOf = async (countyCode: string, enterprise: boolean, scope: string, actor: Actor): Promise<number> => {
    const key = `${countyCode} ${scope} ${enterprise}`
    const known = reaches.get(key)
    if (known && known.untilMs > gateway.nowMs()) return known.count
    const count = z.int().parse(await gateway.ask('lawyer-pool', 'reach', { countyCode, enterprise, scope }, actor))
    reaches.set(key, { count, untilMs: gateway.nowMs() + REACH_MS })
    return count
  }
  const reachIn = async ({ passing }: z.infer<typeof Passing>, consultationId: string | null, actor: Actor): Promise<number | null> => {
    const scope = TierScope.safeParse(passing.find(({ type }) => type === 'TierOpened')?.says['scope'])
    const asked = !scope.success || consultationId === null ? null : (await gateway.facts.conversations.load(consultationId))?.state ?? null
    return asked === null || !scope.success ? null : reachOf(asked.question.countyCode, asked.question.channel === 'enterprise', scope.data, actor)
  }
  const withReach = async (ahead: Ahead, actor: Actor): Promise<Deadline> => {
    const then = []
    for (const each of ahead.then) then.push({ ...each, reach: await reachIn(each, ahead.consultationId, actor) })
    return { ...ahead, reach: await reachIn(ahead, ahead.consultationId, actor), then }
  }
  /** What does not say where it lies, lies where its question does. */
  const placeOfAhead = async ({ place, consultationId }: Ahead): Promise<string | undefined> => {
    if (place !== null || consultationId === null) return place ?? undefined
    const found = (await gateway.facts.conversations.load(consultationId))?.state ?? null
    return found === null ? undefined : placeOf(found)
  }
  const shown = async (all: readonly Ahead[], { actor, scopes }: Asking): Promise<Deadline[]> => {
    const told: Deadline[] = []
    // One after the other: what a tier reaches is asked once for all that follow.
    for (const each of all) if (covers(scopes, await placeOfAhead(each))) told.push(await withReach(each, actor))
    return told
  }

  return {
    async until(until, page, by) {
      const pages = await Promise.all(Object.keys(TIMED).map(async (service) =>
        Page.parse(await gateway.ask(service, 'ahead', { until, limit: page.limit, ...(page.after === undefined ? {} : { after: page.after }) }, by.actor))))
      const next = pages.flatMap((each) => each.next ?? []).sort(inOrder)[0] ?? null
      const items = pages.flatMap((each) => each.items).filter((item) => next === null || !isBefore(next, item)).sort(inOrder)
      return { items: await shown(items, by), next, total: pages.reduce((sum, { total }) => sum + total, 0) }
    },
    async of(streams, until, by) {
      const found = await Promise.all(Object.entries(TIMED).map(async ([service, categories]) => {
        const own = streams.filter((stream) => categories.includes(stream.slice(0, stream.indexOf('-'))))
        return own.length === 0 ? [] : z.array(Ahead).parse(await gateway.ask(service, 'ahead-of', { streams: own, until }, by.actor))
      }))
      return shown(found.flat().sort(inOrder), by)
    },
  }
}
