// Every stored sample of this service's events folds.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { alarmEvents, boundaryEvents, superviseeEvents, tallyEvents } from '@zhijian/contracts'
import type { Decider } from '@zhijian/kernel'
import { describe, expect, it } from 'vitest'
import { alarm } from './alarm.ts'
import { boundary } from './boundary.ts'
import { supervisee } from './supervisee.ts'
import { tally } from './tally.ts'

const GOLDEN = join(import.meta.dirname, '../../../packages/contracts/golden')

describe.each([['supervisee', superviseeEvents, supervisee, 'SupervisionBegan'], ['alarm', alarmEvents, alarm, 'AlarmRaised'], ['boundary', boundaryEvents, boundary, 'BoundarySet'],
  ['tally', tallyEvents, tally, 'PositionsCounted']] as const)('%s', (category, family, decider, first) => {
  const { initial, evolve, nextDeadline } = decider as unknown as Decider<unknown, never, { type: string; data: object }>
  const read = (file: string) => {
    const { type, data } = JSON.parse(readFileSync(join(GOLDEN, category, file), 'utf8'))
    return family.read(type, data)!
  }
  const begun = evolve(initial(), read(`${first}.v1.json`))
  it.each(readdirSync(join(GOLDEN, category)))('%s', (file) => {
    const event = read(file)
    const state = evolve(event.type === first ? initial() : begun, event)
    expect(nextDeadline(state)).toSatisfy((due) => due === null || typeof due === 'string')
  })
})
