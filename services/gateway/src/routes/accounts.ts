// Accounts of lawyers and staff. Opening one and giving it powers are two people's work: the system administrator opens,
// the security administrator grants what is the platform's own, offices of the directory give the rest (directory.ts), the
// auditor looks on.
import { AccountId, AccountKind, GrantedRole, LawyerId, line, PlatformRole, RoleGrant, SuspensionReason } from '@zhijian/contracts'
import type { JsonObject } from '@zhijian/kernel'
import { z } from 'zod'
import { Cursor, Limit, Phone, reasoned, Receipt, WithReason, withReason, withRemark } from '../fields.ts'
import { digest, personOf } from '../ids.ts'
import { namesOf } from '../names.ts'
import { ProblemError } from '../problems.ts'
import { done, refused, route, type AnyRoute } from '../route.ts'
import { issueLink } from '../sign-in.ts'
import { outcome } from './outcome.ts'

const tag = 'accounts'
const Path = z.strictObject({ account: AccountId })
const Done = z.object({ receipt: Receipt })
const Row = z.object({
  id: AccountId, kind: AccountKind, phase: z.enum(['active', 'suspended']), grants: z.array(RoleGrant),
  lawyerId: LawyerId.nullable(),
  hasPassword: z.boolean(), hasSecondFactor: z.boolean(), openedAt: z.string(),
})
const common = { tag, idempotency: 'key', rate: 'write', status: 200 } as const

export const accountRoutes: readonly AnyRoute[] = [
  route({
    ...common, id: 'open-account', method: 'POST', path: '/accounts', status: 201,
    summary: { zh: '开立律师或工作人员账号', en: 'Open an account for a lawyer or a member of staff; its id is the login' },
    body: z.strictObject({
      id: AccountId.refine((id) => /[a-z]/i.test(id), 'not digits alone: those are phones')
        .refine((id) => !id.startsWith('probe-'), 'reserved for the probe'), kind: z.enum(['lawyer', 'staff']),
      phone: Phone.optional(), name: line(60).optional(), lawyerId: LawyerId.optional(), ...withReason,
    }),
    response: z.object({ id: AccountId, receipt: Receipt }), refusals: ['phone-taken'],
    example: { body: { id: 'desk-01', kind: 'staff', name: '其木格', because: '窗口新到岗' } },
    async handle({ gateway, body, send }) {
      const { lookup, sealer } = gateway
      const { id, phone, name } = body
      // Sealed first: for somebody who was forgotten nothing is reserved.
      const sealed = {
        phone: phone === undefined ? null : await sealer.seal(personOf(id), phone),
        name: name === undefined ? null : await sealer.seal(personOf(id), name),
      }
      const key = phone === undefined ? null : lookup.hmac('phone', phone)
      const reserved = key === null ? null : await lookup.reserve('phone', key, id)
      if (reserved === 'taken') throw new ProblemError('phone-taken')
      const reply = await send('gateway', 'open-account', { accountId: id, kind: body.kind, grants: [], lawyerId: body.lawyerId ?? null, ...sealed as JsonObject,
        ...await reasoned(gateway, { because: body.because }) })
      if (key !== null && reserved === 'reserved' && reply.outcome !== 'accepted') await lookup.release('phone', key, id)
      return outcome(reply, { id }, { location: `/api/v1/accounts/${id}` })
    },
  }),
  route({
    ...common, id: 'issue-link', method: 'POST', path: '/accounts/:account/links', status: 201,
    summary: { zh: '生成一次性登录链接', en: 'Make a one-time link, 15 minutes; to set a password and a second factor' },
    params: Path, body: WithReason, response: z.object({ token: z.string(), livesMs: z.int() }), refusals: ['no-such-account', 'account-suspended'],
    // A repeated request gets a new link: the first one's token was never kept.
    idempotency: 'none',
    async handle({ gateway, params, body, actor, correlationId }) {
      const why = await reasoned(gateway, body)
      const token = await issueLink(gateway, params.account,
        (link) => gateway.send('gateway', 'issue-link', { accountId: params.account, link, ...why }, {
        actor, correlationId, commandId: digest('link', link),
      }))
      return done({ token, livesMs: 15 * 60_000 })
    },
  }),
  route({
    ...common, id: 'list-accounts', method: 'GET', path: '/accounts', idempotency: 'none', rate: 'read',
    summary: { zh: '律师和工作人员账号', en: 'Accounts of lawyers or staff' },
    query: z.strictObject({ kind: z.enum(['lawyer', 'staff']).default('staff'), cursor: Cursor.optional(),
      limit: Limit.optional(),
      id: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/).optional().describe('how the login begins'), phase: z.enum(['active', 'suspended']).optional() }),
    response: z.object({ items: z.array(Row.extend({ name: z.string().nullable() })), next: z.string().nullable(), total: z.int() }), refusals: ['bad-cursor'], looks: () => null,
    async handle(call) {
      const { ask, query: { kind, cursor, limit, ...by } } = call
      const page = z.object({ items: z.array(Row), next: z.string().nullable(), total: z.int() })
        .parse(await ask('gateway', 'staff', { kind, cursor: cursor ?? null, limit: limit ?? 50, ...by }))
      const names = await namesOf(call, page.items.map(({ id }) => id))
      return done({ ...page, items: page.items.map((row) => ({ ...row, name: names[row.id] ?? null })) })
    },
  }),
  route({
    ...common, id: 'show-account', method: 'GET', path: '/accounts/:account', idempotency: 'none', rate: 'read', params: Path,
    summary: { zh: '账号详情', en: 'An account, with what it may act as now: granted, or by an office' },
    response: Row.extend({ name: z.string().nullable(),
      scopes: z.array(z.object({ role: z.string(), region: z.string().nullable(), organisation: z.string().nullable(), by: z.enum(['grant', 'office']) })) }),
    refusals: ['no-such-account'], looks: ({ params }) => params.account,
    async handle(call) {
      const { gateway, ask, params } = call
      const found = Row.nullable().parse(await ask('gateway', 'account', { id: params.account }))
      const state = (await gateway.accounts.load(params.account))?.state
      if (found === null || state === undefined) return refused('no-such-account')
      const granted = ({ role }: { role: string }): boolean => state.grants.some((grant) => grant.role === role)
      const scopes = await gateway.scopesOf(state)
      return done({ ...found, name: (await namesOf(call, [found.id]))[found.id] ?? null,
        scopes: scopes.map(({ role, region, organisation }) => ({ role, region, organisation, by: granted({ role }) ? 'grant' as const : 'office' as const })) })
    },
  }),
  route({
    ...common, id: 'grant-role', method: 'PUT', path: '/accounts/:account/roles/:role',
    summary: { zh: '授予平台角色（岗位角色由任职给予）',
      en: 'Grant a role of the platform itself, or of a lawyer; replaces the role\'s earlier reach. Roles of staff come with offices' },
    params: Path.extend({ role: GrantedRole }), body: RoleGrant.omit({ role: true }).extend(WithReason.shape), response: Done,
    refusals: ['no-such-account', 'own-account', 'lawyer-not-linked', 'roles-exclude-each-other', 'region-needed', 'role-by-office', 'county-not-served', 'no-such-division'],
    example: { body: { region: '150921', organisation: null, because: '接替李明负责系统运行' } },
    async handle({ gateway, params, body: { because, ...reach }, send }) {
      if (!PlatformRole.safeParse(params.role).success) return refused('role-by-office')
      return outcome(await send('gateway', 'grant-role', 
        { accountId: params.account, grant: { role: params.role, ...reach }, ...await reasoned(gateway, { because }) }), {})
    },
  }),
  route({
    ...common, id: 'revoke-role', method: 'DELETE', path: '/accounts/:account/roles/:role',
    summary: { zh: '收回角色', en: 'Take a role back' },
    params: Path.extend({ role: GrantedRole }), body: WithReason, response: Done, refusals: ['no-such-account', 'own-account'],
    async handle({ gateway, params, body, send }) {
      return outcome(await send('gateway', 'revoke-role', { accountId: params.account, role: params.role, ...await reasoned(gateway, body) }), {})
    },
  }),
  route({
    ...common, id: 'remove-second-factor', method: 'DELETE', path: '/accounts/:account/second-factor',
    summary: { zh: '解除动态口令（设备遗失）', en: 'Remove a lost second factor; a new link is needed to sign in' },
    params: Path, body: WithReason, response: Done, refusals: ['no-such-account', 'own-account', 'no-second-factor', 'account-suspended'],
    async handle({ gateway, params, body, send }) {
      const before = await gateway.accounts.load(params.account)
      const reply = await send('gateway', 'remove-second-factor', { accountId: params.account, ...await reasoned(gateway, body) })
      if (reply.outcome === 'accepted') {
        await gateway.edgeState.sessions.removeOf(params.account)
        if (before?.state.secondFactor) await gateway.secrets.remove(before.state.secondFactor)
      }
      return outcome(reply, {})
    },
  }),
  route({
    ...common, id: 'suspend-account', method: 'POST', path: '/accounts/:account/suspension',
    summary: { zh: '停用账号', en: 'Suspend an account; its sessions end at once' },
    params: Path, body: z.strictObject({ reason: SuspensionReason, ...withRemark }), response: Done,
    refusals: ['no-such-account', 'own-account'],
    async handle({ gateway, params, body, send }) {
      const reply = await send('gateway', 'suspend-account', { accountId: params.account, ...await reasoned(gateway, body) })
      if (reply.outcome !== 'refused') await gateway.edgeState.sessions.removeOf(params.account)
      return outcome(reply, {})
    },
  }),
  route({
    ...common, id: 'reinstate-account', method: 'DELETE', path: '/accounts/:account/suspension',
    summary: { zh: '恢复账号', en: 'Reinstate a suspended account' },
    params: Path, body: WithReason, response: Done, refusals: ['no-such-account', 'own-account'],
    async handle({ gateway, params, body, send }) {
      return outcome(await send('gateway', 'reinstate-account', { accountId: params.account, ...await reasoned(gateway, body) }), {})
    },
  }),
]
