import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readSupervision, USUAL } from './supervision-terms.ts'

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'zj-'))))
afterAll(() => rmSync(folder, { recursive: true }))
const read = (content: string) => {
  writeFileSync(join(folder, 'terms.json'), content)
  return readSupervision(join(folder, 'terms.json'))
}

it('are the usual where nothing is said, and what is said where it is', () => {
  expect(readSupervision(undefined)).toEqual(USUAL)
  const said = read('{"checksPerDay":2,"checkMinutes":10,"phoneMayServe":true,"leave":{"officeDays":3,"reportHours":12},"assessment":{"number":3,"dwellMinutes":10,"floorM":{"cell":1500}},"silence":{"warnMinutes":60},"alarms":{"alarmMinutes":5},"separation":{"stillHours":12},"tracks":{"days":30},"archive":{"rule":"社区矫正档案","years":5}}')
  expect(said).toEqual({
    terms: { ...USUAL.terms, checksPerDay: 2, checkMs: 600_000, phoneMayServe: true, leave: { ...USUAL.terms.leave, officeDays: 3, reportMs: 43_200_000 } },
    assessment: { ...USUAL.assessment, number: 3, dwellMs: 600_000, floorM: { ...USUAL.assessment.floorM, cell: 1500 } }, silence: { ...USUAL.silence, warnAfterMs: 3_600_000 }, alarms: { ...USUAL.alarms, alarmMs: 300_000 }, separation: { ...USUAL.separation, stillMs: 43_200_000 }, tracksMs: 30 * 86_400_000, archive: { rule: '社区矫正档案', years: 5 },
  })
})

it('names what is wrong, and never lets an approval run longer than the law', () => {
  const wrong = (content: string): string => { try { read(content); return 'read' } catch (error) { return (error as Error).message } }
  expect(wrong('{"positioningMonths":4}')).toBe('terms of supervision: positioningMonths')
  expect(wrong('{"checkMinutes":0}')).toBe('terms of supervision: checkMinutes')
  expect(wrong('{"leave":{"officeDays":31}}')).toBe('terms of supervision: leave.officeDays')
  expect(wrong('{"assessment":{"exitM":20}}')).toBe('terms of supervision: assessment.number')
  expect(wrong('{"assessment":{"number":3,"floorM":{"cell":-1}}}')).toBe('terms of supervision: assessment.floorM.cell')
  expect(wrong('{"tracks":{"days":13}}')).toBe('terms of supervision: tracks.days')
  expect(wrong('{"separation":{"stillHours":0}}')).toBe('terms of supervision: separation.stillHours')
  expect(wrong('{"perDay":3}')).toBe('terms of supervision: (unknown field)')
  expect(wrong('nonsense')).toBe('terms of supervision: (not a readable JSON file)')
})
