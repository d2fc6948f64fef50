// One operator's act. O1 It is recorded before it is done. O2 It ends once; what it ended with does not change.
import { operationCommands, operationEvents, type OperationEvent, type OperationId, type PersonId, type Sealed } from '@zhijian/contracts'
import { accept, nothing, refuse, unreachable, type Decider, type Decision, type Instant } from '@zhijian/kernel'
import { command, type Aggregate, type ServiceDefinition } from '@zhijian/runtime'

interface Timed { readonly at: Instant; readonly operationId: OperationId }
export type OperationCommand =
  | Timed & {
    readonly type: 'RecordOperation'; readonly operation: string; readonly by: string; readonly staffId: PersonId | null; readonly reason: Sealed
    readonly target: string
  }
  | Timed & { readonly type: 'EndOperation'; readonly outcome: 'done' | 'failed'; readonly code: string | null }

export interface Operation {
  readonly phase: 'absent' | 'begun' | 'done' | 'failed'
  readonly operation: string
  readonly by: string
  readonly staffId: PersonId | null
  readonly reason: Sealed | null
  readonly target: string
  readonly begunAt: Instant | null
  readonly endedAt: Instant | null
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
      const { type: _type, ...data } = order
      return accept({ type: 'OperationEnded', data })
    }
    default: return unreachable(order)
  }
}

export const operation: Decider<Operation, OperationCommand, OperationEvent> = {
  category: 'operation', initial: () => absent, evolve, decide, nextDeadline: () => null, elapse: () => [],
}

export const operationAggregate: Aggregate<Operation> = { decider: operation as Decider<Operation, never, never>, events: operationEvents as never }

/** Only the platform's own door writes operations. */
export const operatorService = (): ServiceDefinition => ({
  name: 'operator',
  aggregates: [operationAggregate],
  commands: {
    'record-operation': command({
      schema: operationCommands['record-operation'], aggregate: operationAggregate, roles: ['system'], streamId: ({ operationId }) => operationId,
      prepare: (data): Omit<Extract<OperationCommand, { type: 'RecordOperation' }>, 'at'> => ({ type: 'RecordOperation', ...data }),
    }),
    'end-operation': command({
      schema: operationCommands['end-operation'], aggregate: operationAggregate, roles: ['system'], streamId: ({ operationId }) => operationId,
      prepare: (data): Omit<Extract<OperationCommand, { type: 'EndOperation' }>, 'at'> => ({ type: 'EndOperation', ...data }),
    }),
  },
  queries: {}, reactions: [], views: [], sends: [],
})
