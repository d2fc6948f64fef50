// What may be asked of this service. A citizen gets nothing here that is not hers; how far an officer reaches is the edge's table.
import { RegionCode, SuperviseeId, type Role } from '@zhijian/contracts'
import type { Json } from '@zhijian/kernel'
import { query, type QueryDefinition, type ServicePorts } from '@zhijian/runtime'
import { z } from 'zod'
import { superviseeAggregate } from './commands.ts'
import type { Supervisee } from './supervisee.ts'
import { supervisees, type SuperviseeDocument } from './views/supervisees.ts'

const LOOKERS: readonly Role[] = ['correction-officer', 'bureau-head', 'auditor']
const json = (value: unknown): Json => value as Json

export const createQueries = (ports: ServicePorts): Readonly<Record<string, QueryDefinition>> => {
  const documents = () => ports.view<SuperviseeDocument>(supervisees.collection.name)
  return {
    /** Where somebody is supervised, and who that is: from the log itself, for whoever asks before he lets in. Null: nobody. */
    'supervisee-place': query({
      schema: z.strictObject({ superviseeId: SuperviseeId }), roles: ['system'],
      async run({ superviseeId }) {
        const loaded = await ports.state<Supervisee>(superviseeAggregate, superviseeId)
        return loaded === null ? null : { person: loaded.state.person, region: loaded.state.region }
      },
    }),
    'supervisee': query({
      schema: z.strictObject({ superviseeId: SuperviseeId }), roles: LOOKERS, run: async ({ superviseeId }) => json(await documents().get(superviseeId)),
    }),
    /** Of a county, a town or a village, the latest first. */
    'supervisees': query({
      schema: z.strictObject({ region: RegionCode, phase: z.enum(['under-correction', 'over']), limit: z.int().min(1).max(200), cursor: z.string().max(500).optional() }), roles: LOOKERS,
      async run({ region, phase, limit, cursor }) {
        const field = region.length === 6 ? 'county' : region.length === 9 ? 'town' : 'region'
        const where = { [field]: region, phase }
        const page = await documents().find({ where, sort: [['begunAt', 'desc']], limit, ...(cursor === undefined ? {} : { cursor }) })
        return json({ ...page, total: await documents().count(where) })
      },
    }),
    /** One's own, the latest first. */
    'my-supervision': query({
      schema: z.strictObject({}), roles: ['citizen'],
      run: async (_, { actor }) => json((await documents().find({ where: { person: actor.id }, sort: [['begunAt', 'desc']], limit: 20 })).items),
    }),
  }
}
