// A look at what is somebody else's, written down before it is shown. L1 One look is one fact, however often it is told.
import { lookCommands, lookEvents, type LookEvent, type PersonId, type Role } from '@zhijian/contracts'
import { accept, nothing, type Decider, type Instant } from '@zhijian/kernel'
import { command, type Aggregate } from '@zhijian/runtime'

export type LookCommand = {
  readonly type: 'RecordLook'; readonly lookId: string; readonly accountId: PersonId; readonly role: Role; readonly route: string; readonly about: string | null
  readonly at: Instant
}
type Look = { readonly isRecorded: boolean }

export const look: Decider<Look, LookCommand, LookEvent> = {
  category: 'look', initial: () => ({ isRecorded: false }), evolve: () => ({ isRecorded: true }),
  decide({ type: _type, ...data }, { isRecorded }) {
    return isRecorded ? nothing : accept({ type: 'LookRecorded', data })
  },
  nextDeadline: () => null, elapse: () => [],
}
export const lookAggregate: Aggregate<Look> = { decider: look as Decider<Look, never, never>, events: lookEvents as never }

export const recordLook = command({
  schema: lookCommands['record-look'], aggregate: lookAggregate, roles: ['system'], streamId: ({ lookId }) => lookId,
  prepare: (data): Omit<LookCommand, 'at'> => ({ type: 'RecordLook', ...data }),
})
