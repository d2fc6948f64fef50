import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readSupervisionTerms, USUAL_TERMS } from './supervision-terms.ts'

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'zj-'))))
afterAll(() => rmSync(folder, { recursive: true }))
const read = (content: string) => {
  writeFileSync(join(folder, 'terms.json'), content)
  return readSupervisionTerms(join(folder, 'terms.json'))
}

it('are the usual where nothing is said, and what is said where it is', () => {
  expect(readSupervisionTerms(undefined)).toEqual(USUAL_TERMS)
  expect(read('{"checksPerDay":2,"checkMinutes":10,"phoneMayServe":true}')).toEqual({ ...USUAL_TERMS, checksPerDay: 2, checkMs: 600_000, phoneMayServe: true })
})

it('names what is wrong, and never lets an approval run longer than the law', () => {
  const wrong = (content: string): string => { try { read(content); return 'read' } catch (error) { return (error as Error).message } }
  expect(wrong('{"positioningMonths":4}')).toBe('terms of supervision: positioningMonths')
  expect(wrong('{"checkMinutes":0}')).toBe('terms of supervision: checkMinutes')
  expect(wrong('{"perDay":3}')).toBe('terms of supervision: (unknown field)')
  expect(wrong('nonsense')).toBe('terms of supervision: (not a readable JSON file)')
})
