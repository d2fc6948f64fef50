// What binds a person, made ready to be asked for many fixes, and kept as long as nothing of it has changed.
import { epochMs, type Clock } from '@zhijian/kernel'
import { PositionOrder, ZoneContent, type AssessmentNumbers, type Sealed } from '@zhijian/contracts'
import { areaOf, type Area } from '@zhijian/geometry'
import { MARK_RULES, preparedOrder, type FollowedOrder, type PreparedOrder } from '@zhijian/positions'
import type { Sealer } from '@zhijian/privacy'
import type { ServicePorts } from '@zhijian/runtime'
import { superviseeAggregate } from '../aggregates.ts'
import { rulesOf } from '../evidence.ts'
import { orderOf, zonesIn } from '../order.ts'
import { supervisee, type Supervisee } from '../supervisee.ts'
import { zones as zonesView, type ZoneDocument } from '../views/zones.ts'
import type { Supervision } from './supervision-terms.ts'

export interface KnownOrder {
  readonly order: PositionOrder
  /** Null: a shape is not there yet, or cannot be opened. */
  readonly prepared: PreparedOrder | null
  /** Another one means that what was found before may be found otherwise now. */
  readonly key: string
}
interface Kept extends KnownOrder {
  readonly version: number
  /** Its state passes a deadline then. */
  readonly until: number
}

/** Orders that are kept ready. */
const MOST = 20_000

/** Several shapes are one. */
const union = (areas: readonly Area[]): Area => (areas.length === 1 ? areas[0]! : {
  box: {
    west: Math.min(...areas.map(({ box }) => box.west)), south: Math.min(...areas.map(({ box }) => box.south)),
    east: Math.max(...areas.map(({ box }) => box.east)), north: Math.max(...areas.map(({ box }) => box.north)),
  },
  signedDistanceM: (point) => areas.reduce((least, area) => Math.min(least, area.signedDistanceM(point)), Infinity),
})

/** By name with version; one that cannot be opened any more is not among them. @throws Fault `box-damaged` (never) */
export const openedAreas = async (sealer: Pick<Sealer, 'openOrNull'>, sealed: Readonly<Record<string, Sealed>>): Promise<ReadonlyMap<string, Area>> => {
  const areas = new Map<string, Area>()
  for (const [name, content] of Object.entries(sealed)) {
    const text = await sealer.openOrNull(content)
    if (text !== null) areas.set(name, union(ZoneContent.parse(JSON.parse(text)).shapes.map(areaOf)))
  }
  return areas
}
/** As packages/positions has it. */
export const followedUnder = (numbers: AssessmentNumbers): Pick<FollowedOrder, 'rules' | 'markRules'> => ({ rules: rulesOf(numbers), markRules: { ...MARK_RULES, floorM: numbers.floorM } })

export const createPositionOrders = ({ ports, sealer, clock, supervision }: { readonly ports: ServicePorts; readonly sealer: Sealer; readonly clock: Clock; readonly supervision: Supervision }) => {
  const known = new Map<string, Kept>()
  const contentOf = async (superviseeId: string, names: readonly string[]): Promise<Record<string, Sealed>> => {
    if (names.length === 0) return {}
    const found = await ports.view<ZoneDocument>(zonesView.collection.name).getMany(names.map((name) => `${superviseeId}.${name.replace(/@(\d+)$/, '.$1')}`))
    return Object.fromEntries([...found.values()].map(({ name, content }) => [name, content as Sealed]))
  }
  return {
    /** By her stream as the log has it now. Null: there is no such person. */
    async of(superviseeId: string): Promise<KnownOrder | null> {
      const loaded = await ports.state<Supervisee>(superviseeAggregate, superviseeId)
      if (loaded === null) return null
      const before = known.get(superviseeId)
      if (before !== undefined) {
        known.delete(superviseeId)
        if (before.version === loaded.version && epochMs(clock.now()) < before.until && before.prepared !== null) {
          known.set(superviseeId, before)
          return before
        }
      }
      const sealed = await contentOf(superviseeId, zonesIn(loaded.state))
      const order = orderOf(loaded.state, sealed, supervision)
      const areas = await openedAreas(sealer, sealed)
      const isWhole = [...order.conditions, ...order.leaves].every(({ zones }) => zones.every((name) => areas.has(name)))
      const followed = { bases: order.windows, conditions: order.conditions, leaves: order.leaves, ...followedUnder(order.rules) }
      const due = supervisee.nextDeadline(loaded.state)
      const fresh: Kept = {
        order, prepared: isWhole ? preparedOrder(followed, areas) : null, key: JSON.stringify([order.rules, order.leaves]), version: loaded.version, until: due === null ? Infinity : epochMs(due),
      }
      known.set(superviseeId, fresh)
      if (known.size > MOST) known.delete(known.keys().next().value!)
      return fresh
    },
  }
}
export type PositionOrders = ReturnType<typeof createPositionOrders>
