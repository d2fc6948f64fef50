// What may be sent to this service, by whom, and to which stream.
import { superviseeCommands as c, superviseeEvents, type SupervisionTerms } from '@zhijian/contracts'
import { command, type Aggregate, type CommandDefinition } from '@zhijian/runtime'
import type { z } from 'zod'
import { supervisee, type Supervisee, type SuperviseeCommand } from './supervisee.ts'

export const superviseeAggregate: Aggregate<Supervisee> = {
  decider: supervisee, events: superviseeEvents as never, isOver: ({ phase }) => phase === 'over', belongs: ({ region }) => ({ place: region, consultationId: null }),
}

/** The bureau's head decides also what officers do; what Art. 29 reserves for him, nobody else does. */
const OFFICERS: CommandDefinition['roles'] = ['correction-officer', 'bureau-head']
const HEAD: CommandDefinition['roles'] = ['bureau-head']
const PERSON: CommandDefinition['roles'] = ['citizen']

const define = <Name extends keyof typeof c>(name: Name, roles: CommandDefinition['roles'], type: SuperviseeCommand['type'], more: object = {}): CommandDefinition => command({
  schema: c[name] as z.ZodType<{ superviseeId: string; because?: unknown }>, aggregate: superviseeAggregate, roles, streamId: ({ superviseeId }) => superviseeId,
  prepare: ({ because: _, ...data }, { actor }) => ({ type, ...data, ...more, by: actor.id } as unknown as Omit<SuperviseeCommand, 'at'>),
})

/** @param terms of whoever is enrolled from now on */
export const superviseeCommandDefinitions = (terms: SupervisionTerms): Readonly<Partial<Record<keyof typeof c, CommandDefinition>>> => ({
  'begin-supervision': define('begin-supervision', OFFICERS, 'BeginSupervision', { terms }),
  'assign-office': define('assign-office', OFFICERS, 'AssignOffice'),
  'sign-letter': define('sign-letter', PERSON, 'SignLetter'),
  'permit-checks': define('permit-checks', OFFICERS, 'PermitChecks'),
  'approve-positioning': define('approve-positioning', HEAD, 'ApprovePositioning'),
  'end-basis': define('end-basis', OFFICERS, 'EndBasis'),
  'bind-device': define('bind-device', OFFICERS, 'BindDevice'),
  'unbind-device': define('unbind-device', OFFICERS, 'UnbindDevice'),
  'start-tracking': define('start-tracking', OFFICERS, 'StartTracking'),
  'stop-tracking': define('stop-tracking', OFFICERS, 'StopTracking'),
  'open-check': define('open-check', OFFICERS, 'OpenCheck'),
  'answer-check': define('answer-check', PERSON, 'AnswerCheck'),
  'end-correction': define('end-correction', OFFICERS, 'EndCorrection'),
})
