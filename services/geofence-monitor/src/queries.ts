// What may be asked of this service. A citizen gets nothing here that is not hers.
import { SuperviseeId } from '@zhijian/contracts'
import type { Json } from '@zhijian/kernel'
import { query, type QueryDefinition, type ServicePorts } from '@zhijian/runtime'
import { z } from 'zod'
import { supervisees, type SuperviseeDocument } from './views/supervisees.ts'

export const createQueries = (ports: ServicePorts): Readonly<Record<string, QueryDefinition>> => ({
  'get-supervisee': query({
    schema: z.strictObject({ superviseeId: SuperviseeId }), roles: ['citizen', 'desk', 'auditor', 'system'],
    async run({ superviseeId }, { actor }) {
      const found = await ports.view<SuperviseeDocument>(supervisees.collection.name).get(superviseeId)
      return (actor.role === 'citizen' && found?.openedBy !== actor.id ? null : found) as Json
    },
  }),
})
