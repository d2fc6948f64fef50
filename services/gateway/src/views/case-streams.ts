// Which streams of all services belong to a question.
import { CASE_BEGINNINGS, CASE_CATEGORIES, questionOf } from '@zhijian/audit'
import type { JsonObject } from '@zhijian/kernel'
import { query, type QueryDefinition, type ServicePorts, type View } from '@zhijian/runtime'
import { ConsultationId } from '@zhijian/contracts'
import { z } from 'zod'

export interface CaseStreams extends JsonObject {
  /** In the order in which they began. */
  readonly streams: readonly string[]
}

export const caseStreams: View<CaseStreams> = {
  collection: { name: 'gateway-case-streams', version: 1, indexes: [] },
  on: {
    categories: [...CASE_CATEGORIES],
    types: [...CASE_BEGINNINGS],
  },
  keys: (event) => {
    const id = questionOf(event)
    return id === null ? [] : [id]
  },
  evolve: (before, { stream }) => (before?.streams.includes(stream) ? before : { streams: [...before?.streams ?? [], stream] }),
}

/** Empty: no such question, or the view has not come to it yet. */
export const caseStreamsQuery = (ports: Pick<ServicePorts, 'view'>): QueryDefinition => query({
  schema: z.strictObject({ consultationId: ConsultationId }), roles: ['desk', 'reviewer', 'duty-officer', 'bureau-head', 'auditor', 'system'],
  run: async ({ consultationId }) => [...(await ports.view<CaseStreams>(caseStreams.collection.name).get(consultationId))?.streams ?? []],
})
