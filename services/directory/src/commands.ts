// What may be sent to the directory.
import {
  divisionCommands, ERASERS, erasureCommands, erasureEvents, Instant, mandateCommands, organisationCommands, personCommands, Retention, type Actor, type Office, type PersonId, type Within,
} from '@zhijian/contracts'
import { Fault, plus, type Instant as At, type JsonObject } from '@zhijian/kernel'
import { erasure, type Erasure, type ErasureCommand, type KeyRing } from '@zhijian/privacy'
import { command, type Aggregate, type CommandContext, type CommandDefinition, type ServicePorts } from '@zhijian/runtime'
import { z } from 'zod'
import { divisionAggregate, mandateAggregate, organisationAggregate, personAggregate } from './aggregates.ts'
import type { ForgettingRules } from './adapters/forgetting-rules.ts'
import type { Mandate, MandateCommand } from './mandate.ts'
import { whyNowhere, type MapOf } from './places.ts'
import { basisOf, isDeskOf } from './reach.ts'

export const erasureAggregate: Aggregate<Erasure> = { decider: erasure, events: erasureEvents as never, belongs: ({ place }) => ({ place, consultationId: null }) }

type Roles = readonly Actor['role'][]
/** Who keeps the county's map and its institutions. */
export const KEEPERS: Roles = ['bureau-head', 'system-admin', 'system']
/** Whoever opens accounts gives no powers: offices are given by the bureau's head, or by the administrator of rights. */
export const APPOINTERS: Roles = ['bureau-head', 'security-admin', 'system']
const REGISTRARS: Roles = ['system-admin', ...APPOINTERS]
/** The day's roster is the duty desk's own. */
const WATCH_KEEPERS: Roles = ['desk', 'duty-officer', ...KEEPERS]

const ORGANISATION = {
  'found-organisation': ['FoundOrganisation', KEEPERS], 'rename-organisation': ['Rename', KEEPERS], 'move-organisation': ['Move', KEEPERS],
  'reassign-organisation': ['Reassign', KEEPERS], 'change-service-area': ['ChangeServiceArea', KEEPERS],
  'set-standing-watch': ['SetStandingWatch', WATCH_KEEPERS], 'plan-watch': ['PlanWatch', WATCH_KEEPERS], 'remove-watch': ['RemoveWatch', WATCH_KEEPERS],
  'close-organisation': ['Close', KEEPERS],
} as const satisfies Record<keyof typeof organisationCommands, readonly [string, Roles]>

const PERSON = {
  'add-staff': ['AddStaff', REGISTRARS], 'change-staff-details': ['ChangeDetails', REGISTRARS],
  'take-office': ['TakeOffice', APPOINTERS], 'end-office': ['EndOffice', APPOINTERS], 'leave-staff': ['Leave', APPOINTERS],
} as const satisfies Record<keyof typeof personCommands, readonly [string, Roles]>

/** Which codes of a command must name a place, and where. A map is of any county there is: it is what makes a county served. */
const PLACES: Readonly<Record<string, readonly [codes: (data: never) => readonly string[], within: Within]>> = {
  FoundOrganisation: [({ county, serves }: { county: string; serves: readonly string[] }) => [county, ...serves], 'served'],
  ChangeServiceArea: [({ serves }: { serves: readonly string[] }) => serves, 'served'],
  TakeOffice: [({ office }: { office: Office }) => [office.region], 'served'],
  ImportDivisions: [({ county }: { county: string }) => [county], 'anywhere'],
}

export const directoryCommands = (storeIsLive: boolean, mapOf: MapOf): Readonly<Record<string, CommandDefinition>> => {
  /** What the platform founds by itself is its own word. */
  const placed = async (type: string, data: JsonObject, { actor }: CommandContext): Promise<JsonObject> => {
    const [codes, within] = PLACES[type] ?? []
    if (codes === undefined || within === undefined || actor.role === 'system') return {}
    const misplaced = await whyNowhere(codes(data as never), within, mapOf)
    return misplaced === null ? {} : { misplaced }
  }
  const define = (
    aggregate: Aggregate, schema: z.ZodType, roles: Roles, key: string, type: string, more: JsonObject = {},
  ): CommandDefinition => command({
    schema, aggregate, roles, streamId: (data) => (data as Record<string, string>)[key]!,
    prepare: async (data, context) => ({
      type, ...(data as JsonObject), ...more, ...(type === 'TakeOffice' ? { by: context.actor.id } : {}), ...await placed(type, data as JsonObject, context),
    }),
  })
  return {
    ...Object.fromEntries(Object.entries(ORGANISATION).map(([name, [type, roles]]) =>
      [name, define(organisationAggregate, organisationCommands[name as keyof typeof ORGANISATION], roles, 'organisationId', type)])),
    ...Object.fromEntries(Object.entries(PERSON).map(([name, [type, roles]]) =>
      [name, define(personAggregate, personCommands[name as keyof typeof PERSON], roles, 'personId', type, type === 'AddStaff' ? { storeIsLive } : {})])),
    'import-divisions': define(divisionAggregate, divisionCommands['import-divisions'], KEEPERS, 'county', 'ImportDivisions'),
  }
}

/**
 * Who sends `record-mandate` is the agent; whom he reaches, the directory says and no client.
 * @throws Fault `sealed-for-another` (never)
 */
export const mandateCommandsOver = (ports: Pick<ServicePorts, 'state' | 'view'>, mapOf: MapOf): Readonly<Record<keyof typeof mandateCommands, CommandDefinition>> => ({
  'record-mandate': command({
    schema: mandateCommands['record-mandate'], aggregate: mandateAggregate, roles: ['desk', 'lawyer'], streamId: ({ mandateId }) => mandateId,
    async prepare(said, { actor, now }): Promise<Omit<Extract<MandateCommand, { type: 'RecordMandate' }>, 'at'>> {
      if (said.relation !== null && said.relation.person !== said.principalId) {
        throw new Fault('sealed-for-another', 'what is said of her is sealed with another person’s key', { retry: 'never' })
      }
      const { countyCode, villageCode } = said
      const misplaced = await whyNowhere(villageCode === null ? [countyCode] : [countyCode, villageCode], 'served', mapOf)
      return {
        type: 'RecordMandate', ...said, agentId: actor.id, basis: await basisOf(ports, actor.id, said.via, said, now), ...(misplaced === null ? {} : { misplaced }),
      }
    },
  }),
  'revoke-mandate': command({
    schema: mandateCommands['revoke-mandate'], aggregate: mandateAggregate, roles: ['citizen', 'enterprise', 'desk', 'bureau-head', 'lawyer'],
    streamId: ({ mandateId }) => mandateId,
    async prepare({ mandateId, ...why }, { actor, now }): Promise<Omit<Extract<MandateCommand, { type: 'RevokeMandate' }>, 'at'>> {
      const found = (await ports.state<Mandate>(mandateAggregate, mandateId))?.state
      const isDesk = found !== undefined && found.phase !== 'absent' && await isDeskOf(ports, actor.id, found, now)
      return { type: 'RevokeMandate', mandateId, by: actor.id, isDesk, ...why }
    },
  }),
})

/** Of her questions, as consult-router's view has them. */
const Files = z.object({ items: z.array(z.object({ closedAt: Instant.nullable() })), next: z.string().nullable() })

/** What keeps somebody's data by the rule for every consultation; one that is not closed yet keeps as if it were closed now. */
export const retentionOver = (ports: Pick<ServicePorts, 'ask'>, keptFile: ForgettingRules['keptFile']) => async (askerId: PersonId, now: At): Promise<readonly Retention[]> => {
  // Of somebody in correction, while it runs, and as long as its file is kept.
  const kept = z.array(Retention).parse(await ports.ask('geofence-monitor', 'kept', { personId: askerId }))
  if (keptFile === null) return kept
  const ends: At[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = Files.parse(await ports.ask('consult-router', 'list-mine', { askerId, limit: 200, ...(cursor === undefined ? {} : { cursor }) }))
    ends.push(...page.items.map(({ closedAt }) => plus(closedAt ?? now, keptFile.forMs)))
    cursor = page.next
  }
  return [...kept, ...ends.map((until) => ({ rule: keptFile.rule, until }))]
}

/**
 * Archive rules differ by province and kind of file: one that holds for every consultation is the installation's (`keptFile`); what else
 * keeps the data is named by whoever looks into the file (`refuse-erasure`).
 */
export const erasureCommandsOver = (
  ports: Pick<ServicePorts, 'ask'>, keyring: Pick<KeyRing, 'status'> | null, { answerWithinMs, keptFile }: Pick<ForgettingRules, 'answerWithinMs' | 'keptFile'>,
): Readonly<Record<string, CommandDefinition>> => {
  const isKnown = async (personId: PersonId): Promise<boolean> => keyring !== null && await keyring.status(personId) !== 'unknown'
  const retentionOf = retentionOver(ports, keptFile)
  const comesUpAgain = { comesUpAgain: true } as const
  const own = ['citizen', 'enterprise'] as const
  const herself = (personId: PersonId, actor: Actor): void => {
    if (personId !== actor.id) throw new Fault('not-permitted', 'each asks for herself', { retry: 'never' })
  }
  type Asked<Type extends ErasureCommand['type']> = Omit<Extract<ErasureCommand, { type: Type }>, 'at'>
  return {
    'want-erasure': command({
      schema: erasureCommands['want-erasure'], aggregate: erasureAggregate, roles: own, streamId: ({ personId }) => personId,
      async prepare(said, { actor, now }): Promise<Asked<'WantErasure'>> {
        const { personId } = said
        herself(personId, actor)
        return { type: 'WantErasure', ...said, ...comesUpAgain, answerWithinMs, retention: await retentionOf(personId, now), isKnown: await isKnown(personId) }
      },
    }),
    'take-back-erasure': command({
      schema: erasureCommands['take-back-erasure'], aggregate: erasureAggregate, roles: own, streamId: ({ personId }) => personId,
      prepare({ personId }, { actor }): Asked<'TakeBackErasure'> {
        herself(personId, actor)
        return { type: 'TakeBackErasure', personId }
      },
    }),
    'request-erasure': command({
      schema: erasureCommands['request-erasure'], aggregate: erasureAggregate, roles: ERASERS, streamId: ({ personId }) => personId,
      prepare: async ({ personId, ...said }, { actor, now }): Promise<Asked<'RequestErasure'>> => ({
        type: 'RequestErasure', personId, ...said, ...comesUpAgain, actorId: actor.id, retention: await retentionOf(personId, now), isKnown: await isKnown(personId),
      }),
    }),
    'confirm-erasure': command({
      schema: erasureCommands['confirm-erasure'], aggregate: erasureAggregate, roles: ERASERS, streamId: ({ personId }) => personId,
      prepare: async ({ personId, ...said }, { actor, now }): Promise<Asked<'ConfirmErasure'>> =>
        ({ type: 'ConfirmErasure', personId, ...said, ...comesUpAgain, actorId: actor.id, retention: await retentionOf(personId, now) }),
    }),
    'refuse-erasure': command({
      schema: erasureCommands['refuse-erasure'], aggregate: erasureAggregate, roles: ERASERS, streamId: ({ personId }) => personId,
      prepare: (data): Asked<'RefuseErasure'> => ({ type: 'RefuseErasure', ...data, ...comesUpAgain }),
    }),
    'decline-erasure': command({
      schema: erasureCommands['decline-erasure'], aggregate: erasureAggregate, roles: ERASERS, streamId: ({ personId }) => personId,
      prepare(data, { actor }): Asked<'DeclineErasure'> {
        if (data.explanation !== null && data.explanation.person !== data.personId) {
          throw new Fault('sealed-for-another', 'what is explained to her is sealed with another person’s key', { retry: 'never' })
        }
        return { type: 'DeclineErasure', ...data, actorId: actor.id }
      },
    }),
    'certify-erasure': command({
      schema: erasureCommands['certify-erasure'], aggregate: erasureAggregate, roles: ['system'], streamId: ({ certificate }) => certificate.personId,
      prepare: ({ certificate }): Asked<'CertifyErasure'> => ({ type: 'CertifyErasure', personId: certificate.personId, certificate }),
    }),
  }
}
