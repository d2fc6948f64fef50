// What may be sent to this service, by whom, and to which stream.
import { superviseeCommands, superviseeEvents, type SuperviseeCommand } from '@zhijian/contracts'
import { command, type Aggregate, type CommandDefinition } from '@zhijian/runtime'
import { supervisee } from './supervisee.ts'

export const superviseeAggregate: Aggregate = { decider: supervisee, events: superviseeEvents as never }

export const superviseeCommandDefinitions: Readonly<Record<keyof typeof superviseeCommands, CommandDefinition>> = {
  'open-supervisee': command({
    schema: superviseeCommands['open-supervisee'], aggregate: superviseeAggregate, roles: ['citizen', 'desk'], streamId: (data) => data.superviseeId,
    prepare: ({ superviseeId }, { actor }): Omit<SuperviseeCommand, 'at'> => ({ type: 'OpenSupervisee', superviseeId, openedBy: actor.id }),
  }),
}
