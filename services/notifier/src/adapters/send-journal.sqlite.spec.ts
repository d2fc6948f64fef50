import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instant, minutes, plus } from '@zhijian/kernel'
import { afterEach, describe, expect, it } from 'vitest'
import { sendJournal } from './send-journal.sqlite.ts'

let now = instant('2026-03-01T01:00:00.000Z')
const folders: string[] = []
const file = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'))
  folders.push(folder)
  return join(folder, 'sent.sqlite')
}
const open = (path: string) => sendJournal(path, () => now)
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

describe('what was noted before the process died', () => {
  it('is unclear afterwards', async () => {
    const path = file()
    const before = open(path)
    expect(await before.note(['a', 'b'], 0)).toEqual(['send', 'send'])
    before.close()
    const after = open(path)
    expect(await after.note(['a', 'c'], 0)).toEqual(['unclear', 'send'])
    after.close()
  })
  it('may go again so long as the provider knows it, and not on the instant it forgets it', async () => {
    const journal = open(file())
    await journal.note(['a'], minutes(9))
    now = plus(now, minutes(9) - 1)
    expect(await journal.note(['a'], minutes(9))).toEqual(['again'])
    now = plus(now, 1)
    expect(await journal.note(['a'], minutes(9))).toEqual(['unclear'])
    journal.close()
  })
  it('and has an outcome, keeps it', async () => {
    const path = file()
    const before = open(path)
    await before.note(['a', 'b'], 0)
    await before.settle([['a', { outcome: 'delivered', providerRef: '17' }], ['b', { outcome: 'failed' }]])
    before.close()
    const after = open(path)
    expect(await after.note(['a', 'b'], 0)).toEqual([{ outcome: 'delivered', providerRef: '17' }, { outcome: 'failed' }])
    after.close()
  })
  it('and never left, is as if never noted', async () => {
    const journal = open(file())
    await journal.note(['a'], 0)
    await journal.forget(['a'])
    expect(await journal.note(['a'], 0)).toEqual(['send'])
    journal.close()
  })
})

it('a damaged journal is set aside at the start', async () => {
  const path = file()
  writeFileSync(path, 'no database at all '.repeat(1000))
  expect(() => open(path)).toThrow(expect.objectContaining({ code: 'journal-unavailable' }))
  const journal = sendJournal(path, () => now, (damaged) => renameSync(damaged, `${damaged}.aside`))
  expect(await journal.note(['a'], 0)).toEqual(['send'])
  journal.close()
})
