// What whoever stands at a door asks and hands over, and what follows from the stream for those who take positions. What goes over the bus is sealed
// with the person's key.
import { DeviceId, RegionCode, Sealed, SuperviseeId, superviseeEvents, type Role } from '@zhijian/contracts'
import { Fault, type Json } from '@zhijian/kernel'
import { query, type QueryDefinition, type Reaction, type ServicePorts } from '@zhijian/runtime'
import { z } from 'zod'
import { superviseeAggregate } from '../aggregates.ts'
import type { Supervisee } from '../supervisee.ts'
import { devices, type DeviceDocument } from '../views/devices.ts'
import { supervisees, type SuperviseeDocument } from '../views/supervisees.ts'
import type { PositionIntake } from './position-intake.ts'

const LOOKERS: readonly Role[] = ['correction-officer', 'bureau-head', 'auditor']
const json = (value: unknown): Json => value as Json
const Ms = z.int().min(0)
const Life = z.strictObject({ at: Ms, battery: z.number().min(0).max(1).nullable(), isCharging: z.boolean().nullable() })
const within = (region: string): string => (region.length === 6 ? 'county' : region.length === 9 ? 'town' : 'region')

export const positionQueries = (ports: ServicePorts, intake: PositionIntake | null): Readonly<Record<string, QueryDefinition>> => {
  const taking = (): PositionIntake => {
    if (intake === null) throw new Fault('positions-not-taken', 'this process takes no positions', { retry: 'later' })
    return intake
  }
  return {
    /** Who holds a device that may send; null: nobody, whatever it calls itself. */
    'position-door': query({
      schema: z.strictObject({ deviceId: DeviceId }), roles: ['system'],
      async run({ deviceId }) {
        const held = await ports.view<DeviceDocument>(devices.collection.name).get(deviceId)
        const loaded = held?.isBound === true ? await ports.state<Supervisee>(superviseeAggregate, held.superviseeId) : null
        return loaded === null ? null : { superviseeId: held!.superviseeId, person: loaded.state.person }
      },
    }),
    /** On the disk when it is answered. It leaves no event by itself. */
    'take-positions': query({
      schema: z.strictObject({ superviseeId: SuperviseeId, deviceId: DeviceId.nullable(), boxes: z.array(Sealed).max(200), life: Life.nullable(), unreadable: z.int().min(0).default(0) }), roles: ['system'],
      run: async (arrived) => json(await taking().take(arrived)),
    }),
    'track': query({
      schema: z.strictObject({ superviseeId: SuperviseeId, from: Ms, until: Ms }), roles: LOOKERS, run: async ({ superviseeId, from, until }) => json(await taking().track(superviseeId, from, until)),
    }),
    /** Of those in a county, a town or a village of whom it may be known now. */
    'latest-positions': query({
      schema: z.strictObject({ region: RegionCode, limit: z.int().min(1).max(200), cursor: z.string().max(500).optional() }), roles: LOOKERS,
      async run({ region, limit, cursor }) {
        const page = await ports.view<SuperviseeDocument>(supervisees.collection.name).find({
          where: { [within(region)]: region, phase: 'under-correction' }, sort: [['begunAt', 'desc']], limit, ...(cursor === undefined ? {} : { cursor }),
        })
        const items: Json[] = []
        for (const { superviseeId, tracking, check } of page.items) {
          if (tracking === null && check === null) continue
          items.push({ superviseeId, deviceId: tracking?.deviceId ?? null, box: json(await taking().latest(superviseeId as SuperviseeId)) })
        }
        return { ...page, items }
      },
    }),
  }
}

export const positionReactions = (intake: PositionIntake | null): readonly Reaction[] => [
  {
    name: 'expect-positions', otherwise: () => ({ code: 'alarm-not-raised' }), on: { categories: ['supervisee'], types: ['TrackingStarted'] },
    async run({ data }) {
      await intake?.expect(data.superviseeId as string)
      return []
    },
  },
  {
    name: 'destroy-tracks', otherwise: () => ({ code: 'forgetting-stands' }), on: { categories: ['supervisee'], types: ['CorrectionEnded'] },
    async run(stored) {
      const event = superviseeEvents.read(stored.type, stored.data)
      if (intake === null || event === null) return []
      const destroyed = await intake.forget(event.data.superviseeId)
      return [{ service: 'geofence-monitor', command: 'note-track-destroyed', data: { superviseeId: event.data.superviseeId, ...destroyed } }]
    },
  },
]
