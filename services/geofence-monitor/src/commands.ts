// What may be sent to this service, by whom, and to which stream.
import { alarmCommands as a, boundaryCommands as b, superviseeCommands as c, tallyCommands as t } from '@zhijian/contracts'
import { command, type CommandContext, type CommandDefinition } from '@zhijian/runtime'
import type { z } from 'zod'
import type { Supervision } from './adapters/supervision-terms.ts'
import { alarmAggregate, boundaryAggregate, superviseeAggregate, tallyAggregate } from './aggregates.ts'
import type { AlarmCommand } from './alarm.ts'
import type { BoundaryCommand } from './boundary.ts'
import type { SuperviseeCommand } from './supervisee.ts'
import type { TallyCommand } from './tally.ts'

/** The bureau's head decides also what officers do; what Art. 29 reserves for him, nobody else does. */
const OFFICERS: CommandDefinition['roles'] = ['correction-officer', 'bureau-head']
const HEAD: CommandDefinition['roles'] = ['bureau-head']
const PERSON: CommandDefinition['roles'] = ['citizen']
const ITSELF: CommandDefinition['roles'] = ['system']

type More = (context: CommandContext) => object
const nothingMore: More = () => ({})
const define = <Name extends keyof typeof c>(name: Name, roles: CommandDefinition['roles'], type: SuperviseeCommand['type'], more: More = nothingMore): CommandDefinition => command({
  schema: c[name] as z.ZodType<{ superviseeId: string; because?: unknown }>, aggregate: superviseeAggregate, roles, streamId: ({ superviseeId }) => superviseeId,
  prepare: ({ because: _, ...data }, context) => ({ type, ...data, ...more(context), by: context.actor.id } as unknown as Omit<SuperviseeCommand, 'at'>),
})
const defineAlarm = <Name extends keyof typeof a>(name: Name, roles: CommandDefinition['roles'], type: AlarmCommand['type'], more: More = nothingMore): CommandDefinition => command({
  schema: a[name] as z.ZodType<{ alarmId: string; because?: unknown }>, aggregate: alarmAggregate, roles, streamId: ({ alarmId }) => alarmId,
  prepare: ({ because: _, ...data }, context) => ({ type, ...data, ...more(context), by: context.actor.id } as unknown as Omit<AlarmCommand, 'at'>),
})
const byHead: More = ({ actor }) => ({ byHead: actor.role === 'bureau-head' })

export const commandDefinitions = ({ terms, assessment, silence, alarms }: Supervision): Readonly<Record<keyof typeof c | keyof typeof a | keyof typeof b | keyof typeof t, CommandDefinition>> => ({
  'begin-supervision': define('begin-supervision', OFFICERS, 'BeginSupervision', () => ({ terms })),
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
  'set-zone': define('set-zone', OFFICERS, 'SetZone'),
  'retire-zone': define('retire-zone', OFFICERS, 'RetireZone'),
  'propose-zone': define('propose-zone', OFFICERS, 'ProposeZone', byHead),
  'approve-zone': define('approve-zone', OFFICERS, 'ApproveZone', byHead),
  'reject-zone': define('reject-zone', OFFICERS, 'RejectZone', byHead),
  'assess-positions': define('assess-positions', ITSELF, 'AssessPositions', () => ({ numbers: assessment })),
  'note-silence': define('note-silence', ITSELF, 'NoteSilence', () => ({ numbers: silence })),
  'note-track-destroyed': define('note-track-destroyed', ITSELF, 'NoteTrackDestroyed'),
  'note-hint': define('note-hint', ITSELF, 'NoteHint'),
  'request-leave': define('request-leave', [...PERSON, ...OFFICERS], 'RequestLeave', ({ actor }) => ({ isOfficer: actor.role !== 'citizen' })),
  'approve-leave': define('approve-leave', OFFICERS, 'ApproveLeave', byHead),
  'refuse-leave': define('refuse-leave', OFFICERS, 'RefuseLeave'),
  'withdraw-leave': define('withdraw-leave', PERSON, 'WithdrawLeave'),
  'report-back': define('report-back', OFFICERS, 'ReportBack'),
  'plan-check-ins': define('plan-check-ins', OFFICERS, 'PlanCheckIns'),
  'stop-check-ins': define('stop-check-ins', OFFICERS, 'StopCheckIns'),
  'answer-check-in': define('answer-check-in', PERSON, 'AnswerCheckIn'),
  'judge-check-in': define('judge-check-in', OFFICERS, 'JudgeCheckIn'),
  'raise-alarm': defineAlarm('raise-alarm', ITSELF, 'RaiseAlarm', () => ({ clocks: alarms })),
  'withdraw-alarm': defineAlarm('withdraw-alarm', ITSELF, 'WithdrawAlarm'),
  'ease-alarm': defineAlarm('ease-alarm', ITSELF, 'EaseAlarm'),
  'acknowledge-alarm': defineAlarm('acknowledge-alarm', OFFICERS, 'AcknowledgeAlarm'),
  'propose-finding': defineAlarm('propose-finding', OFFICERS, 'ProposeFinding'),
  'decline-finding': defineAlarm('decline-finding', OFFICERS, 'DeclineFinding'),
  'set-boundary': command({
    schema: b['set-boundary'], aggregate: boundaryAggregate, roles: HEAD, streamId: ({ county, town }) => town ?? county,
    prepare: ({ because: _, ...data }, { actor }) => ({ type: 'SetBoundary', ...data, by: actor.id } as Omit<BoundaryCommand, 'at'>),
  }),
  'close-alarm': defineAlarm('close-alarm', OFFICERS, 'CloseAlarm'),
  'count-positions': command({
    schema: t['count-positions'], aggregate: tallyAggregate, roles: ITSELF, streamId: ({ region }) => region,
    prepare: (data) => ({ type: 'CountPositions', ...data } as Omit<TallyCommand, 'at'>),
  }),
})
