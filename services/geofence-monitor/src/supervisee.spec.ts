import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { superviseeEvents, type SuperviseeCommand, type SuperviseeEvent, type SuperviseeId, type PersonId } from '@zhijian/contracts'
import { instant, type JsonObject } from '@zhijian/kernel'
import { scenario } from '@zhijian/testkit'
import { describe, expect, it } from 'vitest'
import { supervisee } from './supervisee.ts'

const given = scenario(supervisee)
const at = instant('2026-03-01T09:00:00.000Z')
const superviseeId = 'supervisee-1' as SuperviseeId
const open = (openedBy: string): SuperviseeCommand => ({ type: 'OpenSupervisee', at, superviseeId, openedBy: openedBy as PersonId })
const opened = (openedBy: string): SuperviseeEvent => ({ type: 'SuperviseeOpened', data: { superviseeId, openedBy: openedBy as PersonId, at } })

describe('supervisee', () => {
  it('is opened once, by whoever asks first', () => {
    given().when(open('wang')).then(opened('wang'))
    given(opened('wang')).when(open('wang')).thenNothing()
    given(opened('wang')).when(open('li')).thenRefused('supervisee-exists')
  })

  const golden = join(import.meta.dirname, '../../../packages/contracts/golden/supervisee')
  it.each(readdirSync(golden))('folds what was stored: %s', (file) => {
    const { type, data } = JSON.parse(readFileSync(join(golden, file), 'utf8')) as { type: string; data: JsonObject }
    expect(supervisee.evolve(supervisee.initial(), superviseeEvents.read(type, data)!)).not.toEqual(supervisee.initial())
  })
})
