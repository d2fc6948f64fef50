import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { operationEvents, type OperationEvent, type OperationId, type Sealed } from '@zhijian/contracts'
import { fold, instant, type JsonObject } from '@zhijian/kernel'
import { scenario } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { operation, type OperationCommand } from '../src/operation.ts'

const operationId = 'op-1' as OperationId
const at = (second: number) => instant(`2026-11-22T09:00:0${second}.000Z`)
const about = {
  operationId, operation: 'admin-link', by: 'li', staffId: null, target: 'security-admin-1',
  reason: { person: 'platform', box: 'Ym94', commitment: 'c'.repeat(43) } as Sealed,
}
const record: OperationCommand = { type: 'RecordOperation', ...about, at: at(0) }
const end = (outcome: 'done' | 'failed', code: string | null, second = 1): OperationCommand => ({ type: 'EndOperation', operationId, outcome, code, at: at(second) })
const recorded: OperationEvent = { type: 'OperationRecorded', data: { ...about, at: at(0) } }
const ended = (outcome: 'done' | 'failed', code: string | null): OperationEvent => ({ type: 'OperationEnded', data: { operationId, outcome, code, at: at(1) } })
const given = scenario(operation)

describe('an operator’s act', () => {
  it('is written down before it is done, and how it ended', () => {
    given().when(record).then(recorded)
    given(recorded).when(end('done', null)).then(ended('done', null))
    given(recorded).when(end('failed', 'no-such-account')).then(ended('failed', 'no-such-account'))
  })
  it('O1: that was not written down has no end', () => void given().when(end('done', null)).thenRefused('no-such-operation'))
  it('O2: ends once', () => void given(recorded, ended('failed', 'x')).when(end('done', null, 2)).thenNothing())
  it('repeats harmlessly', () => {
    given(recorded).when(record).thenNothing()
    given(recorded, ended('done', null)).when(record).thenNothing()
  })
  it('without an end shows as begun', () => expect(fold(operation, [recorded]).phase).toBe('begun'))
})

it('folds every stored sample of its events', () => {
  const folder = join(import.meta.dirname, '../../../packages/contracts/golden/operation')
  for (const file of readdirSync(folder)) {
    const { type, data } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { type: string; data: JsonObject }
    expect(operation.evolve(operation.initial(), operationEvents.read(type, data) as OperationEvent)).not.toEqual(operation.initial())
  }
})
