// Every stored sample of this service's events folds.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { superviseeEvents } from '@zhijian/contracts'
import { expect, it } from 'vitest'
import { supervisee } from './supervisee.ts'

const GOLDEN = join(import.meta.dirname, '../../../packages/contracts/golden/supervisee')
const read = (file: string) => {
  const { type, data } = JSON.parse(readFileSync(join(GOLDEN, file), 'utf8'))
  return superviseeEvents.read(type, data)!
}
const begun = supervisee.evolve(supervisee.initial(), read('SupervisionBegan.v1.json'))

it.each(readdirSync(GOLDEN))('%s', (file) => {
  const event = read(file)
  const state = supervisee.evolve(event.type === 'SupervisionBegan' ? supervisee.initial() : begun, event)
  expect(supervisee.nextDeadline(state)).toSatisfy((due) => due === null || typeof due === 'string')
})
