// Services of one host share the log and are stopped together: each leaves its mark outside, and none another's half.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readEnd } from '../src/outside.ts'
import { openSqliteStore } from '../src/sqlite.ts'
import { newFolder } from './sqlite-log.ts'

const CHILD = fileURLToPath(new URL('close-child.ts', import.meta.url))
let folder: string
beforeEach(() => {
  folder = newFolder()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('processes that close the log at once leave one whole mark of its end outside, and none of them fails', async () => {
  const file = join(folder, 'log.db')
  const sealsDir = join(folder, 'outside', 'seals')
  await (await openSqliteStore({ file, sealsDir })).close()
  const complaints = await Promise.all(['a', 'b', 'c', 'd'].map((name) => new Promise<string>((resolve) => {
    const child = spawn(process.execPath, ['--conditions=source', CHILD, file, sealsDir, name], { stdio: ['ignore', 'ignore', 'pipe'] })
    let complaint = ''
    child.stderr.on('data', (text: Buffer) => (complaint += text.toString()))
    child.on('close', (code) => resolve(code === 0 ? '' : complaint))
  })))
  expect(complaints).toEqual(['', '', '', ''])
  const store = await openSqliteStore({ file, sealsDir })
  expect(await store.streams('note')).toHaveLength(100)
  const head = await store.head()
  await store.close()
  expect(readEnd(sealsDir, store.storeId)?.position).toBe(head)
}, 60_000)
