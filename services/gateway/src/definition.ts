// The gateway as a service on the bus: it owns the `account` streams. Commands come from its own edge (which acts as
// `system` while somebody is only just proving who they are) and from administrators.
import {
  accountCommands, accountEvents, PlaceAnswer, type AccountCommandName, type AccountId, type AccountEvent, type Role, type RoleGrant,
} from '@zhijian/contracts'
import { POSITION_DOOR } from '@zhijian/bus'
import type { StoredEvent } from '@zhijian/event-store'
import { idOf, nameOfType } from '@zhijian/event-store'
import type { JsonObject } from '@zhijian/kernel'
import type { KeyRing } from '@zhijian/privacy'
import { query, type CommandContext, type CommandDefinition, type ServiceDefinition, type ServicePorts,
  type View } from '@zhijian/runtime'
import { z } from 'zod'
import type { Account } from './account.ts'
import { accountAggregate } from './aggregate.ts'
import { SIGNALS } from './call-signals.ts'
import { forgetLists } from './import-lists.ts'
import { numberReactions, type Numbers } from './numbers.ts'
import type { EdgeState, SecretStore } from './ports.ts'
import { addressQuery, addressView } from './views/addresses.ts'
import { caseStreams, caseStreamsQuery } from './views/case-streams.ts'

/** Command, its type in the decider, and who may send it. */
const COMMANDS: Readonly<Record<AccountCommandName, readonly [type: string, roles: readonly Role[]]>> = {
  'open-account': ['OpenAccount', ['system', 'system-admin']],
  'grant-role': ['GrantRole', ['system', 'security-admin']],
  'revoke-role': ['RevokeRole', ['system', 'security-admin']],
  'link-lawyer': ['LinkLawyer', ['system', 'system-admin']],
  'change-password': ['ChangePassword', ['system']],
  'enrol-second-factor': ['EnrolSecondFactor', ['system']],
  'remove-second-factor': ['RemoveSecondFactor', ['security-admin']],
  'bind-wechat': ['BindWeChat', ['system']],
  'unbind-wechat': ['UnbindWeChat', ['system']],
  'issue-link': ['IssueLink', ['system', 'system-admin']],
  'record-sign-in': ['RecordSignIn', ['system']],
  'record-sign-out': ['RecordSignOut', ['system']],
  'record-sign-in-blocked': ['RecordSignInBlocked', ['system']],
  'suspend-account': ['SuspendAccount', ['system', 'security-admin']],
  'reinstate-account': ['ReinstateAccount', ['security-admin']],
  'acknowledge-notice': ['AcknowledgeNotice', ['citizen', 'enterprise', 'desk', 'lawyer', 'probe']],
}

/** A role reaches over places of ours. What the platform grants by itself comes before its county's map. */
const placed = async (data: { readonly grant?: RoleGrant }, { actor }: CommandContext, ports: Pick<ServicePorts, 'ask'>): Promise<JsonObject> => {
  const region = data.grant?.region ?? null
  const misplaced = region === null || actor.role === 'system' ? null
    : PlaceAnswer.parse(await ports.ask('directory', 'misplaced', { codes: [region], within: 'served' }))
  return misplaced === null ? {} : { misplaced }
}

/** Whoever left office and was taken on anew. Asked where it is decided: what comes in between is in the account's own stream, and it is asked again. */
const isBack = async ({ accountId, reason }: { readonly accountId?: string; readonly reason?: string }, store: WaysIn['store'] | undefined): Promise<boolean> =>
  reason === 'left-office' && store !== undefined
  && (await store.read(`person-${accountId}`)).map(({ type }) => nameOfType(type)).findLast((type) => type === 'StaffAdded' || type === 'StaffLeft') === 'StaffAdded'

const commandOf = (name: AccountCommandName, ports: Pick<ServicePorts, 'ask'>, store?: WaysIn['store']): CommandDefinition => {
  const [type, roles] = COMMANDS[name]
  return {
    schema: accountCommands[name],
    aggregate: accountAggregate,
    streamId: (data: { accountId: string }) => data.accountId,
    prepare: async (data: JsonObject, context: CommandContext) => ({
      ...data, ...await placed(data, context, ports), ...(await isBack(data, store) ? { isBack: true } : {}), type, by: context.actor.id,
    }),
    roles,
  } as CommandDefinition
}

const ADMINISTRATORS: readonly Role[] = ['system-admin', 'security-admin', 'auditor']

/** For administrators: who has an account. Citizens are not listed; they are found by exact phone only. */
export interface AccountRow extends JsonObject {
  readonly id: string
  readonly kind: string
  readonly phase: string
  readonly grants: readonly { readonly role: string; readonly region: string | null; readonly organisation: string | null }[]
  readonly lawyerId: string | null
  readonly hasPassword: boolean
  readonly hasSecondFactor: boolean
  readonly openedAt: string
}

const rowEvolve = (row: AccountRow | null, stored: StoredEvent): AccountRow | null => {
  const event = accountEvents.read(stored.type, stored.data) as AccountEvent | null
  if (event === null) return row
  if (event.type === 'AccountOpened') {
    if (event.data.kind === 'citizen') return null
    return {
      id: event.data.accountId, kind: event.data.kind, phase: 'active', grants: [], lawyerId: null, hasPassword: false,
      hasSecondFactor: false, openedAt: event.data.at,
    }
  }
  if (row === null) return null
  switch (event.type) {
    case 'RoleGranted': return { ...row, grants: [...row.grants.filter((grant) => grant.role !== event.data.grant.role),
      event.data.grant] }
    case 'RoleRevoked': return { ...row, grants: row.grants.filter((grant) => grant.role !== event.data.role) }
    case 'LawyerLinked': return { ...row, lawyerId: event.data.lawyerId }
    case 'PasswordChanged': return { ...row, hasPassword: true }
    case 'SecondFactorEnrolled': return { ...row, hasSecondFactor: true }
    case 'SecondFactorRemoved': return { ...row, hasSecondFactor: false }
    case 'AccountSuspended': return { ...row, phase: 'suspended' }
    case 'AccountReinstated': return { ...row, phase: 'active' }
    default: return row
  }
}

export const staffView: View<AccountRow> = {
  collection: { name: 'gateway-staff', version: 1, indexes: [['kind', 'id'], ['phase', 'kind', 'id']] },
  on: { categories: ['account'] },
  keys: (event) => [idOf(event.stream)],
  evolve: rowEvolve,
}

/** What of the ways in lies outside the log: open sessions, password hashes, keys of second factors, numbers that lead to accounts. */
export interface WaysIn extends Numbers {
  /** Of registers that were sent in. */
  readonly keyring: Pick<KeyRing, 'status' | 'destroy' | 'keyFor'>
  readonly edgeState: { readonly sessions: Pick<EdgeState['sessions'], 'removeOf'> }
  readonly secrets: Pick<SecretStore, 'remove'>
}

/** @returns what the runtime runs; the HTTP edge is `createGateway`. @param waysIn of this installation; without them only the account is shut */
export const gatewayService = (ports: Pick<ServicePorts, 'ask' | 'view' | 'state'>, waysIn?: WaysIn): ServiceDefinition => ({
  name: 'gateway',
  aggregates: [accountAggregate],
  commands: Object.fromEntries(Object.keys(accountCommands).map((name) =>
    [name, commandOf(name as AccountCommandName, ports, waysIn?.store)])),
  queries: {
    addresses: addressQuery(ports),
    'case-streams': caseStreamsQuery(ports),
    staff: query({
      schema: z.strictObject({ kind: z.enum(['lawyer', 'staff']), cursor: z.string().max(500).nullable(),
        limit: z.int().min(1).max(200), id: z.string().max(64).optional(), phase: z.enum(['active', 'suspended']).optional() }),
      roles: ADMINISTRATORS,
      run: async ({ kind, cursor, limit, id, phase }) => {
        const where = { kind, ...(phase === undefined ? {} : { phase }), ...(id === undefined ? {} : { id: { gte: id, lt: `${id}\uffff` } }) }
        const rows = ports.view<AccountRow>('gateway-staff')
        const [page, total] = await Promise.all([
          rows.find({ where, sort: [['id', 'asc']], limit, ...(cursor === null ? {} : { cursor }) }), rows.count(where),
        ])
        return { items: page.items, next: page.next, total }
      },
    }),
    account: query({
      schema: z.strictObject({ id: z.string().max(64) }), roles: ADMINISTRATORS,
      run: ({ id }) => ports.view<AccountRow>('gateway-staff').get(id),
    }),
  },
  speaksForPeople: true,
  sends: [
    // What nobody may send but the platform: signing in and out, and what providers report.
    ...['change-password', 'enrol-second-factor', 'bind-wechat', 'unbind-wechat', 'record-sign-in', 'record-sign-out', 'record-sign-in-blocked', 'suspend-account']
      .map((name) => `cmd.gateway.${name}`),
    'cmd.notifier.record-reports', 'qry.notifier.taken-over',
    'qry.directory.misplaced', 'qry.lawyer-pool.attest', SIGNALS,
    // Before it is known who asks, or for a device that is nobody.
    ...['supervisee-place', 'alarm-place', 'position-door', 'take-positions'].map((name) => `qry.geofence-monitor.${name}`),
  ],
  hears: [SIGNALS, POSITION_DOOR],
  reactions: [
    {
      // Whoever left office loses every way in, before anybody thinks of the account.
      name: 'staff-left',
      otherwise: () => ({ code: 'account-stays-open' }),
      on: { categories: ['person'], types: ['StaffLeft'] },
      run: ({ data }) => [{ service: 'gateway', command: 'suspend-account',
        data: { accountId: String(data['personId']), reason: 'left-office' } }],
    },
    {
      // Whoever is forgotten is signed out everywhere and cannot come back as who they were.
      name: 'person-erased',
      otherwise: () => ({ code: 'account-stays-open' }),
      on: { categories: ['erasure'], types: ['ErasureConfirmed'] },
      async run({ data, meta }) {
        if (waysIn) await forgetLists(waysIn.keyring, meta.time)
        const accountId = String(data['personId'])
        const found = await ports.state<Account>(accountAggregate, accountId)
        if (found === null) return []
        await waysIn?.edgeState.sessions.removeOf(accountId as AccountId)
        for (const credential of [found.state.password, found.state.secondFactor]) if (credential !== null) await waysIn?.secrets.remove(credential)
        return [{ service: 'gateway', command: 'suspend-account', data: { accountId, reason: 'erased' } }]
      },
    },
    ...(waysIn ? numberReactions(ports, waysIn) : []),
  ],
  views: [staffView, addressView, caseStreams],
})
