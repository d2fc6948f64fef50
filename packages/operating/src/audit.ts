// The audit log as a view: who did what, who looked at what, who came in. A projection of the log like any other, so it can be
// made anew and holds nothing that the log does not prove. Citizens and lawyers are not watched at what is their own: of them it
// has their ways in alone.
// A1 Ids and codes of ours, and sealed reasons: no document holds a personal value in clear.
// A2 One row for one act: the first decided event of a command; an operation's end changes its own row.
import { lookEvents, operationEvents, Sealed, type Role } from '@zhijian/contracts'
import { categoryOf, idOf, nameOfType, type StoredEvent } from '@zhijian/event-store'
import { families } from '@zhijian/host/families'
import type { JsonObject } from '@zhijian/kernel'
import type { View } from '@zhijian/runtime'

export const AUDIT_KINDS = ['operation', 'look', 'security', 'business'] as const
export type AuditKind = (typeof AUDIT_KINDS)[number]

export interface AuditRow extends JsonObject {
  readonly id: string
  readonly kind: AuditKind
  /** Of the command, of the operation, or `look`. */
  readonly action: string
  readonly at: string
  /** An account; of an operator at the machine the name that the system knows; `system`: the platform by itself. */
  readonly actorId: string
  readonly role: string | null
  readonly onBehalfOf: string | null
  readonly category: string
  /** What it was done to: the stream's id, an operation's target, the thing looked at. */
  readonly aboutId: string | null
  /** What for: the route that showed it. */
  readonly purpose: string | null
  /** A code of ours. */
  readonly reason: string | null
  /** In the words of who did it, sealed. */
  readonly because: JsonObject | null
  /** Of operations. `begun` without more: the platform died during it. */
  readonly outcome: string | null
  readonly code: string | null
  readonly figures: JsonObject | null
}

const STAFF: readonly Role[] = ['desk', 'reviewer', 'duty-officer', 'bureau-head', 'policy-admin', 'correction-officer', 'system-admin', 'security-admin', 'auditor', 'procurator']
/** Of accounts, what its own holder does while the edge speaks for him, who is only just proving who he is. */
const OWN_ACTS = new Set(['RecordSignIn', 'RecordSignOut', 'RecordSignInBlocked', 'ChangePassword', 'EnrolSecondFactor', 'BindWeChat', 'UnbindWeChat'])
/** Operations that show something, with what it is for. */
const LOOKING = new Set(['look-into-case', 'look-at-supervisee', 'look-at-track', 'look-at-positions'])
/** What the platform turned away by itself. */
const TURNED_AWAY = 'refuse-infected-file'
const SECURITY = new Set(['account', 'erasure', 'person', 'mandate', 'retention'])

const typeOf = ({ meta }: StoredEvent): string => meta.cause.slice(meta.cause.indexOf(':') + 1)
const isFirstOfACommand = ({ meta }: StoredEvent): boolean => meta.command !== undefined && meta.cause.startsWith('command:')

const concerns = (event: StoredEvent): boolean => {
  const category = categoryOf(event.stream)
  if (category === 'operation' || category === 'look') return true
  if (!isFirstOfACommand(event)) return false
  return STAFF.includes(event.meta.actorrole as Role) || (category === 'account' && OWN_ACTS.has(typeOf(event)))
}

/** The code is the fact's, the words are the command's (ADR 0078). */
const reasonOf = ({ data, meta }: StoredEvent): Pick<AuditRow, 'reason' | 'because'> => {
  const { reason } = data as { readonly reason?: unknown }
  const sealed = [meta.command?.['because'], reason].find((each) => Sealed.safeParse(each).success)
  return { reason: typeof reason === 'string' && /^[a-z][a-z0-9-]{0,59}$/.test(reason) ? reason : null, because: (sealed ?? null) as JsonObject | null }
}

const none = { onBehalfOf: null, purpose: null, reason: null, because: null, outcome: null, code: null, figures: null } as const

const operationRow = (before: AuditRow | null, event: StoredEvent, id: string): AuditRow | null => {
  const fact = operationEvents.read(event.type, event.data)
  if (fact?.type === 'OperationRecorded') {
    const { operation, by, staffId, reason, target, at } = fact.data
    return {
      ...none, id, kind: LOOKING.has(operation) ? 'look' : operation === TURNED_AWAY ? 'security' : 'operation', action: operation, at, actorId: staffId ?? by, role: null, category: 'operation', aboutId: target, because: reason as unknown as JsonObject,
      outcome: 'begun',
    }
  }
  if (fact?.type !== 'OperationEnded' || before === null) return before
  return { ...before, outcome: fact.data.outcome, code: fact.data.code, figures: (fact.data.figures ?? null) as JsonObject | null }
}

const lookRow = (event: StoredEvent, id: string): AuditRow | null => {
  const fact = lookEvents.read(event.type, event.data)
  if (fact === null) return null
  const { accountId, role, route, about, at } = fact.data
  return { ...none, id, kind: 'look', action: 'look', at, actorId: accountId, role, category: 'look', aboutId: about, purpose: route }
}

export const auditView: View<AuditRow> = {
  collection: {
    name: 'operator-audit', version: 1,
    indexes: [
      ['at'], ['kind', 'at'], ['action', 'at'], ['actorId', 'at'], ['actorId', 'kind', 'at'], ['actorId', 'action', 'at'],
      ['aboutId', 'at'], ['aboutId', 'kind', 'at'], ['aboutId', 'action', 'at'], ['outcome', 'action', 'at'],
    ],
  },
  // Deliveries are the platform's alone, and the most of a log.
  on: { categories: families.map(({ category }) => category).filter((category) => category !== 'delivery') },
  keys: (event) => (concerns(event) ? [categoryOf(event.stream) === 'operation' ? event.stream : event.id] : []),
  evolve(before, event, id) {
    const category = categoryOf(event.stream)
    if (category === 'operation') return operationRow(before, event, id)
    if (category === 'look') return lookRow(event, id)
    const { meta, stream } = event
    const aboutId = idOf(stream)
    const isOwn = category === 'account' && OWN_ACTS.has(typeOf(event)) && meta.actorrole === 'system'
    return {
      ...none, id, kind: SECURITY.has(category) ? 'security' : 'business', action: typeOf(event), at: meta.time, actorId: isOwn ? aboutId : meta.actorid,
      role: isOwn ? null : meta.actorrole, onBehalfOf: meta.onbehalfof ?? null, category, aboutId, ...reasonOf(event), code: nameOfType(event.type),
    }
  },
}
