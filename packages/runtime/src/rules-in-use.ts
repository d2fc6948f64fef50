// Which rule sets cases were opened under, as the log has it: a release that lacks one of a live case does not start, because it
// could neither let that case's deadlines pass nor answer for it.
import { Fault, type Timers } from '@zhijian/kernel'
import type { EventStore } from '@zhijian/event-store'
import type { ReadStore } from '@zhijian/read-store'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Aggregate, View } from './service.ts'
import { foldStored, unwritten } from './stream.ts'
import { followView, type Families, type Follower } from './views.ts'

type Ruled = Aggregate & Required<Pick<Aggregate, 'rules'>>
interface Used { readonly category: string; readonly rules: number; readonly [name: string]: string | number }

export interface RulesInUse {
  readonly follower: Follower
  /** Looks at all the log holds. @throws Fault `rules-not-shipped` (never), with the first such case */
  assertShipped(): Promise<void>
}

const viewOf = (name: string, ruled: readonly Ruled[]): View<Used> => {
  const rulesOf = (category: string): Ruled['rules'] => ruled.find(({ decider }) => decider.category === category)!.rules
  const categoryIn = (stream: string): string => stream.slice(0, stream.indexOf('-'))
  return {
    collection: { name: `rules-${name}`, version: 1, indexes: [] },
    on: { categories: ruled.map(({ decider }) => decider.category), types: ruled.map(({ rules }) => rules.opening) },
    keys: ({ stream, data }) => [`${categoryIn(stream)}-${rulesOf(categoryIn(stream)).of(data)}`],
    evolve: (_before, { stream, data }) => ({ category: categoryIn(stream), rules: rulesOf(categoryIn(stream)).of(data) }),
  }
}

const PAGE = 1000

/** The first case under these rules that is not over. */
const liveUnder = async (store: EventStore, aggregate: Ruled, rules: number): Promise<string | null> => {
  for (let after: string | undefined; ;) {
    const page: readonly string[] = await store.streams(aggregate.decider.category, after, PAGE)
    for (const stream of page) {
      const events = await store.read(stream)
      if (aggregate.rules.of(events[0]!.data) !== rules) continue
      const { state } = events.reduce((folded, event) => foldStored(aggregate, folded, event), unwritten(aggregate))
      if (aggregate.isOver?.(state) !== true) return stream
    }
    if (page.length < PAGE) return null
    after = page.at(-1)!
  }
}

/** @returns null for a service whose deciders have no numbered rules */
export const followRulesInUse = async (options: {
  readonly name: string
  readonly aggregates: readonly Aggregate[]
  readonly store: EventStore
  readonly readStore: ReadStore
  readonly families: Families
  readonly timers: Timers
  readonly log: Log
  readonly metrics: Metrics
}): Promise<RulesInUse | null> => {
  const { name, aggregates, store, readStore } = options
  const ruled = aggregates.filter((aggregate): aggregate is Ruled => aggregate.rules !== undefined)
  if (ruled.length === 0) return null
  const view = viewOf(name, ruled)
  let collection = await readStore.collection<Used>(view.collection)
  const follower = await followView({ ...options, view, collection, onLive: async (live) => { collection = live } })
  return {
    follower,
    async assertShipped() {
      await follower.caughtUp()
      for (const aggregate of ruled) {
        const { category } = aggregate.decider
        const used = await collection.find({ limit: 1000 })
        for (const { rules } of used.items.filter((each) => each.category === category && !aggregate.rules.shipped.includes(each.rules))) {
          const stream = await liveUnder(store, aggregate, rules)
          if (stream === null) continue
          throw new Fault('rules-not-shipped', `${stream} was opened under rule set ${rules} of ${category}, which this release does not have; start the release that has it`, {
            retry: 'never', about: { stream, rules, category },
          })
        }
      }
    },
  }
}
