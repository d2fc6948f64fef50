// Which facts the audit log has a row for, and what the row says. The view is a function of the log alone.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lookEvents, type LookEvent, type PersonId, type Role, type Sealed } from '@zhijian/contracts'
import type { StoredEvent } from '@zhijian/event-store'
import { instant, type JsonObject } from '@zhijian/kernel'
import { scenario } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { auditView, type AuditRow } from '../src/audit.ts'
import { look, type LookCommand } from '../src/look.ts'

const at = instant('2026-11-22T09:00:00.000Z')
const sealed = { person: 'platform', box: 'Ym94', commitment: 'c'.repeat(43) } as Sealed
const event = (stream: string, type: string, data: object, meta: object = {}): StoredEvent => ({
  id: `${stream}/${type}`, stream, type: `${type}.v1`, version: 0, position: '0000000000000001', hash: '', data,
  meta: { source: '/x', time: at, recordedat: at, cause: `command:${type}`, actorid: 'someone', actorrole: 'system', correlationid: 'c', hashalg: 'sha256', ...meta },
}) as never
const fold = (...events: readonly StoredEvent[]): readonly AuditRow[] => {
  const rows = new Map<string, AuditRow>()
  for (const each of events) for (const id of auditView.keys(each)) rows.set(id, auditView.evolve(rows.get(id) ?? null, each, id)!)
  return [...rows.values()]
}
const by = (role: Role, type: string, command: object = {}): object => ({ actorid: `the-${role}`, actorrole: role, cause: `command:${type}`, command: { type, ...command } as JsonObject })

describe('a row of the audit log', () => {
  it('is one act of staff, with its code and the words that its command brought', () => {
    expect(fold(event('lawyer-l1', 'LawyerSuspended', { reason: 'complaint' }, by('bureau-head', 'SuspendLawyer', { because: sealed })))).toEqual([expect.objectContaining({
      kind: 'business', action: 'SuspendLawyer', actorId: 'the-bureau-head', role: 'bureau-head', category: 'lawyer', aboutId: 'l1', reason: 'complaint', because: sealed, at, outcome: null,
    })])
  })
  it('is the first fact of several that follow from one command', () => {
    expect(fold(event('account-a1', 'AccountOpened', {}, by('system-admin', 'OpenAccount')), event('account-a1', 'RoleGranted', {}, { ...by('system-admin', 'OpenAccount'), command: undefined }))).toHaveLength(1)
  })
  it.each<Role>(['citizen', 'enterprise', 'lawyer', 'probe', 'system'])('is not what a %s does in matters of his own', (role) => {
    expect(fold(event('consultation-q1', 'AnswerGiven', {}, by(role, 'GiveAnswer')))).toEqual([])
  })
  it('is a way in, of whoever came in, though the edge spoke for him', () => {
    expect(fold(event('account-a1', 'SignedIn', {}, { ...by('system', 'RecordSignIn'), actorid: 'gateway' }))).toMatchObject([{ kind: 'security', action: 'RecordSignIn', actorId: 'a1', role: null, aboutId: 'a1' }])
  })
  it('is an operation, from when it was asked for to how it ended', () => {
    const about = { operationId: 'op1', operation: 'view-rebuild', by: 'li', staffId: 'the-system-admin', target: 'notifier/notices', reason: sealed, at }
    const begun = event('operation-op1', 'OperationRecorded', about)
    expect(fold(begun)).toMatchObject([{ kind: 'operation', action: 'view-rebuild', actorId: 'the-system-admin', aboutId: 'notifier/notices', outcome: 'begun', because: sealed }])
    const figures = { instances: 2, differing: 0 }
    expect(fold(begun, event('operation-op1', 'OperationEnded', { operationId: 'op1', outcome: 'done', code: null, figures, at }))).toMatchObject([{ outcome: 'done', code: null, figures }])
  })
  it('is an operation at the machine in the name that the system knows', () => {
    expect(fold(event('operation-op1', 'OperationRecorded', { operationId: 'op1', operation: 'seal', by: 'li/zhijian', staffId: null, target: 'log', reason: sealed, at }))).toMatchObject([{ actorId: 'li/zhijian' }])
  })
  it('is a look, with what it was for; a whole case that was looked into is one too', () => {
    const seen = { lookId: 'a'.repeat(20), accountId: 'the-desk', role: 'desk', route: 'show-question', about: 'q1', at }
    expect(fold(event('look-x', 'LookRecorded', seen))).toMatchObject([{ kind: 'look', action: 'look', actorId: 'the-desk', purpose: 'show-question', aboutId: 'q1' }])
    const into = { operationId: 'op2', operation: 'look-into-case', by: 'the-desk', staffId: 'the-desk', target: 'q1', reason: sealed, at }
    expect(fold(event('operation-op2', 'OperationRecorded', into))).toMatchObject([{ kind: 'look', action: 'look-into-case', because: sealed }])
  })
  it('never holds words that somebody typed in the clear', () => {
    expect(fold(event('lawyer-l1', 'LawyerSuspended', { reason: '王翠花说他骂人' }, by('bureau-head', 'SuspendLawyer', { because: '王翠花说他骂人' })))).toMatchObject([{ reason: null, because: null }])
  })
})

describe('a look', () => {
  const given = scenario(look)
  const record: LookCommand = { type: 'RecordLook', lookId: 'a'.repeat(20), accountId: 'the-desk' as PersonId, role: 'desk', route: 'show-question', about: 'q1', at }
  const { type: _type, ...data } = record
  const recorded: LookEvent = { type: 'LookRecorded', data: data as never }
  it('is written down', () => void given().when(record).then(recorded))
  it('L1: is one fact, however often it is told', () => void given(recorded).when(record).thenNothing())
  it('folds every stored sample', () => {
    const folder = join(import.meta.dirname, '../../../packages/contracts/golden/look')
    for (const file of readdirSync(folder)) {
      const stored = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { type: string; data: JsonObject }
      expect(look.evolve(look.initial(), lookEvents.read(stored.type, stored.data) as LookEvent)).toEqual({ isRecorded: true })
    }
  })
})
