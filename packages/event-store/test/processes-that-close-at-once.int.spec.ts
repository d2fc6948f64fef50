// Services of one host share the log and are stopped together: each leaves its mark outside, and none another's half.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readEnd, writeEnd } from '../src/outside.ts'
import { openFile, readLogRow } from '../src/sqlite-file.ts'
import { createReader } from '../src/sqlite-read.ts'
import { checkStart } from '../src/sqlite-start.ts'
import { openSqliteStore } from '../src/sqlite.ts'
import type { Position } from '../src/envelope.ts'
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
})

it('a mark that another process leaves while the log is opened is not taken for a log that lost its end', async () => {
  const file = join(folder, 'log.db')
  const sealsDir = join(folder, 'outside', 'seals')
  const { storeId, epoch, close } = await openSqliteStore({ file, sealsDir })
  await close()
  const db = openFile({ file })
  await checkStart(createReader(db), storeId, () => {
    const log = readLogRow(db)
    writeEnd(sealsDir, storeId, { position: '0000000000000001' as Position, stream: 'note-a', version: 0, hash: 'a'.repeat(64), epoch })
    return log
  }, { sealsDir })
  await expect(checkStart(createReader(db), storeId, () => readLogRow(db), { sealsDir })).rejects.toMatchObject({ code: 'log-behind' })
  db.close()
})
