import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instant } from '@zhijian/kernel'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { setAside } from '../src/set-aside.ts'

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'zj-aside-')) })
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('a damaged database keeps all its parts under a new name, and never takes the place of an earlier one', () => {
  const now = instant('2026-03-02T01:02:03.000Z')
  const file = join(folder, 'views.sqlite')
  const damaged = (text: string): string => {
    for (const part of ['', '-wal']) writeFileSync(file + part, text)
    return setAside(file, now)
  }
  expect([damaged('first'), damaged('second')]).toEqual([`${file}.damaged-20260302T010203`, `${file}.damaged-20260302T010203-2`])
  expect(readdirSync(folder).sort()).toEqual([
    'views.sqlite.damaged-20260302T010203', 'views.sqlite.damaged-20260302T010203-2',
    'views.sqlite.damaged-20260302T010203-2-wal', 'views.sqlite.damaged-20260302T010203-wal',
  ])
  expect(readFileSync(`${file}.damaged-20260302T010203`, 'utf8')).toBe('first')
})
