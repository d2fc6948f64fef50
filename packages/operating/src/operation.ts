// One operator's act. O1 It is recorded before it is done. O2 It ends once; what it ended with does not change.
import { Instant, operationCommands, operationEvents, type OperationEvent, type OperationId, type PersonId, type Sealed } from '@zhijian/contracts'
import { idOf } from '@zhijian/event-store'
import { accept, nothing, refuse, unreachable, type Decider, type Decision, type Instant as At } from '@zhijian/kernel'
import { command, query, type Aggregate, type ServiceDefinition, type ServicePorts } from '@zhijian/runtime'
import { z } from 'zod'
import { AUDIT_KINDS, auditView, type AuditRow } from './audit.ts'
import { lookAggregate, recordLook } from './look.ts'

interface Timed { readonly at: At; readonly operationId: OperationId }
export type OperationCommand =
  | Timed & {
    readonly type: 'RecordOperation'; readonly operation: string; readonly by: string; readonly staffId: PersonId | null; readonly reason: Sealed
    readonly target: string
  }
  | Timed & { readonly type: 'EndOperation'; readonly outcome: 'done' | 'failed'; readonly code: string | null; readonly figures?: Figures | undefined }

/** Counts of what was done. */
export type Figures = Readonly<Record<string, number>>

export interface Operation {
  readonly phase: 'absent' | 'begun' | 'done' | 'failed'
  readonly operation: string
  readonly by: string
  readonly staffId: PersonId | null
  readonly reason: Sealed | null
  readonly target: string
  readonly begunAt: At | null
  readonly endedAt: At | null
  readonly code: string | null
}

const absent: Operation = { phase: 'absent', operation: '', by: '', staffId: null, reason: null, target: '', begunAt: null, endedAt: null, code: null }

const evolve = (state: Operation, { type, data }: OperationEvent): Operation => {
  switch (type) {
    case 'OperationRecorded': {
      const { operation, by, staffId, reason, target, at } = data
      return { ...absent, phase: 'begun', operation, by, staffId, reason, target, begunAt: at }
    }
    case 'OperationEnded': return { ...state, phase: data.outcome, code: data.code, endedAt: data.at }
    default: return unreachable(type)
  }
}

const decide = (order: OperationCommand, state: Operation): Decision<OperationEvent> => {
  switch (order.type) {
    case 'RecordOperation': {
      if (state.phase !== 'absent') return nothing
      const { type: _type, ...data } = order
      return accept({ type: 'OperationRecorded', data })
    }
    case 'EndOperation': {
      if (state.phase === 'absent') return refuse('no-such-operation')
      if (state.phase !== 'begun') return nothing
      const { type: _type, figures, ...data } = order
      return accept({ type: 'OperationEnded', data: { ...data, ...(figures === undefined ? {} : { figures }) } })
    }
    default: return unreachable(order)
  }
}

export const operation: Decider<Operation, OperationCommand, OperationEvent> = {
  category: 'operation', initial: () => absent, evolve, decide, nextDeadline: () => null, elapse: () => [],
}

export const operationAggregate: Aggregate<Operation> = { decider: operation as Decider<Operation, never, never>, events: operationEvents as never }

const AuditQuestion = z.strictObject({
  kinds: z.array(z.enum(AUDIT_KINDS)).min(1).max(AUDIT_KINDS.length).optional(),
  actions: z.array(z.string().max(60)).min(1).max(100).optional(),
  who: z.strictObject({ id: z.string().max(300), as: z.enum(['actor', 'about']) }).optional(),
  /** Inclusive. */
  from: Instant.optional(),
  /** Exclusive. */
  until: Instant.optional(),
  limit: z.int().min(1).max(200),
  cursor: z.string().max(500).optional(),
})

/** Only the platform's own doors write operations, and looks; the auditor alone reads both. */
export const operatorService = (ports: Pick<ServicePorts, 'view'>): ServiceDefinition => ({
  name: 'operator',
  aggregates: [operationAggregate, lookAggregate],
  commands: {
    'record-operation': command({
      schema: operationCommands['record-operation'], aggregate: operationAggregate, roles: ['system'], streamId: ({ operationId }) => operationId,
      prepare: (data): Omit<Extract<OperationCommand, { type: 'RecordOperation' }>, 'at'> => ({ type: 'RecordOperation', ...data }),
    }),
    'record-look': recordLook,
    'end-operation': command({
      schema: operationCommands['end-operation'], aggregate: operationAggregate, roles: ['system'], streamId: ({ operationId }) => operationId,
      prepare: (data): Omit<Extract<OperationCommand, { type: 'EndOperation' }>, 'at'> => ({ type: 'EndOperation', ...data }),
    }),
  },
  queries: {
    /** Newest first. */
    audit: query({
      schema: AuditQuestion, roles: ['auditor'],
      async run({ kinds, actions, who, from, until, limit, cursor }) {
        const range = { ...(from === undefined ? {} : { gte: from }), ...(until === undefined ? {} : { lt: until }) }
        const page = await ports.view<AuditRow>(auditView.collection.name).find({
          where: {
            ...(who === undefined ? {} : { [who.as === 'actor' ? 'actorId' : 'aboutId']: who.id }),
            // An action is of one kind.
            ...(actions !== undefined ? { action: { in: actions } } : kinds === undefined ? {} : { kind: { in: kinds } }),
            ...(from === undefined && until === undefined ? {} : { at: range }),
          },
          sort: [['at', 'desc']], limit, ...(cursor === undefined ? {} : { cursor }),
        })
        return { items: page.items, next: page.next }
      },
    }),
    /** Who looked at one thing, newest first: for whoever it is about. */
    'looks-at': query({
      schema: z.strictObject({ aboutId: z.string().max(120), limit: z.int().min(1).max(200), cursor: z.string().max(500).optional() }), roles: ['system'],
      async run({ aboutId, limit, cursor }) {
        const page = await ports.view<AuditRow>(auditView.collection.name).find({ where: { aboutId, kind: 'look' }, sort: [['at', 'desc']], limit, ...(cursor === undefined ? {} : { cursor }) })
        return { items: page.items, next: page.next }
      },
    }),
    /** Looks of some kinds at whatever it is, newest first: for whoever oversees them, within a reach that the asker bounds. */
    'looks-of': query({
      schema: z.strictObject({ actions: z.array(z.string().max(60)).min(1).max(20), limit: z.int().min(1).max(200), cursor: z.string().max(500).optional() }), roles: ['system'],
      async run({ actions, limit, cursor }) {
        const page = await ports.view<AuditRow>(auditView.collection.name).find({ where: { action: { in: actions } }, sort: [['at', 'desc']], limit, ...(cursor === undefined ? {} : { cursor }) })
        return { items: page.items, next: page.next }
      },
    }),
    /** Operations of one name that nobody has seen the end of, oldest first. */
    'without-end': query({
      schema: z.strictObject({ operation: z.string().max(40) }), roles: ['system'],
      async run({ operation: action }) {
        const page = await ports.view<AuditRow>(auditView.collection.name).find({ where: { outcome: 'begun', action }, sort: [['at', 'asc']], limit: 1000 })
        return page.items.map(({ id, aboutId, at }) => ({ operationId: idOf(id), target: aboutId, at }))
      },
    }),
  },
  reactions: [], views: [auditView], sends: [],
})
