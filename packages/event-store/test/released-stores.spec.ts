// What a released version wrote is read for ever: every store in fixtures/ still opens, checks, is followed and goes on.
import { copyFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Instant } from '@zhijian/kernel'
import { checkBackup, readManifest } from '../src/backup.ts'
import { checkStore } from '../src/check.ts'
import { eventsOf, readTail, sampleEvent, untilCaughtUp } from '../src/contract.ts'
import { readCopies, readEnd, readPublicKeys } from '../src/outside.ts'
import { createSealer } from '../src/seal.ts'
import { openSqliteStore } from '../src/sqlite.ts'
import { newFolder } from './sqlite-log.ts'

const FIXTURES = join(import.meta.dirname, 'fixtures')
const releases = readdirSync(FIXTURES).filter((name) => name.startsWith('store-'))

it('has the store of every release', () => expect(releases).toEqual(['store-v0.1']))

describe.each(releases)('%s', (release) => {
  const outside = join(FIXTURES, release, 'outside')
  let folder: string
  beforeEach(() => {
    folder = newFolder()
    mkdirSync(join(folder, 'data'))
    copyFileSync(join(FIXTURES, release, 'log.db'), join(folder, 'data', 'log.db'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('opens beside its seals, holds, and tells what it told', async () => {
    const store = await openSqliteStore({ file: join(folder, 'data', 'log.db') })
    const report = await checkStore(store, {
      copies: readCopies(outside, store.storeId), end: readEnd(outside, store.storeId), keys: readPublicKeys(outside),
    })
    expect(report).toMatchObject({ events: 7, streams: 4, seals: 2, findings: [] })
    const events = eventsOf(await readTail(store, null, {}, untilCaughtUp)).filter((event) => !event.stream.startsWith('log-'))
    expect(events.map((event) => `${event.stream}@${event.version} ${event.type}`)).toEqual([
      'note-a@0 NoteTaken.v1', 'note-a@1 NoteTaken.v1', 'note-b@0 NoteTaken.v1', 'note-a@2 NoteTorn.v2', 'noteBook-c@0 NoteTaken.v1',
    ])
    expect(events[2]).toMatchObject({ data: { text: 'ᠮᠣᠩᠭᠣᠯ 👩🏽‍⚖️\u0000' }, meta: { hashalg: 'sm3', due: '2026-11-22T09:30:00.000Z' } })
    await store.close()
  })

  it('is appended to and sealed on', async () => {
    const store = await openSqliteStore({ file: join(folder, 'data', 'log.db') })
    expect(await store.append('note-a', [sampleEvent('a3')], 2)).toMatchObject({ version: 3, written: true })
    const sealer = createSealer({ store, keyFile: join(folder, 'seal.pem'), sealsDir: join(folder, 'outside') })
    expect(await sealer.seal('2026-11-23T09:00:00.000Z' as Instant)).toMatchObject({ size: 8 })
    expect((await checkStore(store, null)).findings).toEqual([])
    await store.close()
  })

  it('is a backup that can be restored', async () => {
    expect(await checkBackup(join(FIXTURES, release), join(folder, 'scratch.db'))).toEqual(readManifest(join(FIXTURES, release)))
  })
})
