import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hardshipIn, readHardshipStandards } from './hardship.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'hardship-')) })
afterEach(() => rmSync(folder, { recursive: true }))
const read = (content: unknown) => {
  const file = join(folder, 'hardship.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return readHardshipStandards(file)
}
const one = { timesSubsistenceLine: 2, source: '某省法律援助条例 第八条', since: '2022-01-01' }

describe('figures of hardship', () => {
  it('are those of the county, else of its prefecture, else of its province, else none (H1)', () => {
    const standards = read({ '15': one, '1509': { ...one, timesSubsistenceLine: 1.5 }, '150921': { incomeFenPerMonth: 120_000, source: '某县文件', since: '2025-07-01', verified: { by: '某县法律援助中心', on: '2026-01-05' } } })
    expect(['150921', '150922', '150102', '370102'].map((county) => hardshipIn(standards, county)?.timesSubsistenceLine ?? hardshipIn(standards, county)?.incomeFenPerMonth ?? null)).toEqual([120_000, 1.5, 2, null])
  })
  it('are none where no file is named', () => expect(hardshipIn(readHardshipStandards(undefined), '150921')).toBeNull())
  it.each([
    ['no JSON', '{', '(not a readable JSON file)'], ['no such field', { '15': { ...one, more: 1 } }, '15'], ['no source', { '15': { timesSubsistenceLine: 2, since: '2022-01-01' } }, '15.source'],
    ['no day', { '15': { ...one, since: '2022' } }, '15.since'], ['both figures', { '15': { ...one, incomeFenPerMonth: 1 } }, '15'], ['no figure', { '15': { source: 'x', since: '2022-01-01' } }, '15'],
    ['half a verification', { '15': { ...one, verified: { by: '某人' } } }, '15.verified.on'], ['no region', { 'neimenggu': one }, 'neimenggu'],
  ])('are refused with the place that is wrong: %s', (_, content, place) => {
    expect(() => read(content)).toThrow(expect.objectContaining({ code: 'config-invalid', message: `figures of hardship: ${place}` }))
  })
})
