// What may be sent to the pool: the edge of its two deciders. Here the licence is reserved and the lawyer attested; nothing
// is decided.
import { dutyCommands, lawyerCommands, type Actor, type LawyerId, type PlaceRefusal, type Within } from '@zhijian/contracts'
import type { Lookup } from '@zhijian/privacy'
import { command, type CommandContext, type CommandDefinition, type ServicePorts } from '@zhijian/runtime'
import type { Instant } from '@zhijian/kernel'
import type { z } from 'zod'
import { dutyAggregate, lawyerAggregate } from './aggregates.ts'
import type { DutyCommand, GrabAttested } from './duty.ts'
import { whyInactive } from './eligibility.ts'
import type { LawyerCommand } from './lawyer.ts'
import { misplacedOver, placesOf } from './places.ts'

type Roles = readonly Actor['role'][]
/** Who keeps the register: the bureau's staff. */
export const REGISTRARS: Roles = ['desk', 'bureau-head', 'system']
/** The lawyer himself, or the desk for him. Which lawyer an account is, is the gateway's to check. */
const HIMSELF: Roles = ['lawyer', ...REGISTRARS]

const PLAIN = {
  'change-lawyer-phone': ['ChangePhone', HIMSELF],
  'link-lawyer-account': ['LinkAccount', ['system']],
  'end-counsel': ['EndCounsel', REGISTRARS],
  'pass-annual-check': ['PassAnnualCheck', REGISTRARS],
  'fail-annual-check': ['FailAnnualCheck', REGISTRARS],
  'suspend-lawyer': ['Suspend', ['bureau-head', 'desk', 'system']],
  'reinstate-lawyer': ['Reinstate', ['bureau-head', 'desk', 'system']],
  'set-availability': ['SetAvailability', HIMSELF],
  'set-quiet-hours': ['SetQuietHours', HIMSELF],
  'declare-conflict': ['DeclareConflict', HIMSELF],
  'withdraw-conflict': ['WithdrawConflict', HIMSELF],
  'bar-from-duty': ['BarFromDuty', REGISTRARS],
  'deregister-lawyer': ['Deregister', REGISTRARS],
} as const satisfies Partial<Record<keyof typeof lawyerCommands, readonly [LawyerCommand['type'], Roles]>>

export interface CommandPorts {
  readonly lookup: Lookup
  /** A live store never takes simulated lawyers. */
  readonly storeIsLive: boolean
}

export const poolCommands = (ports: ServicePorts, own: CommandPorts): Readonly<Record<string, CommandDefinition>> => {
  const licenceIsTaken = async (licence: string, lawyerId: LawyerId): Promise<boolean> =>
    await own.lookup.reserve('licence', own.lookup.hmac('licence', licence), lawyerId) === 'taken'

  const ofLawyer = <S extends z.ZodType<{ lawyerId: LawyerId }>>(
    schema: S, roles: Roles, prepare: (data: z.infer<S>, context: CommandContext) => Promise<object> | object,
  ): CommandDefinition => command({
    schema, aggregate: lawyerAggregate, roles, streamId: (data) => data.lawyerId, prepare: prepare as (data: z.infer<S>, context: CommandContext) => Omit<LawyerCommand, 'at'>,
  })
  const ofRoster = <S extends z.ZodType<{ rosterId: string }>>(
    schema: S, roles: Roles, prepare: (data: z.infer<S>, context: CommandContext) => Promise<object> | object,
  ): CommandDefinition => command({
    schema, aggregate: dutyAggregate, roles, streamId: (data) => data.rosterId, prepare: prepare as (data: z.infer<S>) => Omit<DutyCommand, 'at'>,
  })

  /** What the platform founds by itself comes before its county's map. */
  const placed = async ({ actor }: CommandContext, codes: readonly string[], within: Within): Promise<{ readonly misplaced?: PlaceRefusal }> => {
    const misplaced = actor.role === 'system' ? null : await misplacedOver(ports)(codes, within)
    return misplaced === null ? {} : { misplaced }
  }

  /** The state is settled up to now, so what has ended is over in it. */
  const attest = async (lawyerId: LawyerId, now: Instant): Promise<GrabAttested> => {
    const found = await ports.state(lawyerAggregate, lawyerId)
    if (!found) return { isActive: false, languages: [], barredUntil: null }
    const { state } = found
    return { isActive: whyInactive(state, now) === null, languages: state.profile?.languages ?? [], barredUntil: state.barredUntil }
  }

  return {
    'register-lawyer': ofLawyer(lawyerCommands['register-lawyer'], REGISTRARS, async (data, context) => ({
      type: 'RegisterLawyer', ...data, licenceIsTaken: await licenceIsTaken(data.licence, data.lawyerId), storeIsLive: own.storeIsLive,
      ...await placed(context, placesOf(data.profile), 'anywhere'),
    })),
    'change-lawyer-profile': ofLawyer(lawyerCommands['change-lawyer-profile'], REGISTRARS, async (data, context) =>
      ({ type: 'ChangeProfile', ...data, ...await placed(context, placesOf(data.profile), 'anywhere') })),
    'appoint-counsel': ofLawyer(lawyerCommands['appoint-counsel'], REGISTRARS, async (data, context) =>
      ({ type: 'AppointCounsel', ...data, ...await placed(context, [data.counsel.county, ...data.counsel.villages], 'served') })),
    'replace-licence': ofLawyer(lawyerCommands['replace-licence'], REGISTRARS, async (data) => ({
      type: 'ReplaceLicence', ...data, licenceIsTaken: await licenceIsTaken(data.licence, data.lawyerId),
    })),
    ...Object.fromEntries(Object.entries(PLAIN).map(([name, [type, roles]]) =>
      [name, ofLawyer(lawyerCommands[name as keyof typeof PLAIN] as z.ZodType<{ lawyerId: LawyerId }>, roles, (data) => ({ type, ...data }))])),
    'open-roster': ofRoster(dutyCommands['open-roster'], REGISTRARS, async (data, context) =>
      ({ type: 'OpenRoster', ...data, ...await placed(context, [data.rosterId.slice(0, 6)], 'served') })),
    'open-shift': ofRoster(dutyCommands['open-shift'], REGISTRARS, (data) => ({ type: 'OpenShift', ...data })),
    'take-shift': ofRoster(dutyCommands['take-shift'], HIMSELF, async (data, { now }) =>
      ({ type: 'TakeShift', ...data, attested: await attest(data.lawyerId, now) })),
    'release-shift': ofRoster(dutyCommands['release-shift'], HIMSELF, (data) => ({ type: 'ReleaseShift', ...data })),
    'cancel-shift': ofRoster(dutyCommands['cancel-shift'], REGISTRARS, (data) => ({ type: 'CancelShift', ...data })),
    'record-no-show': ofRoster(dutyCommands['record-no-show'], REGISTRARS, (data) => ({ type: 'RecordNoShow', ...data })),
  }
}
