import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PersonId } from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { codeOf, freshFolder } from './fixtures.ts'
import { backUpKeys, checkKeys, restoreKeys } from './key-backup.ts'
import { openSqliteKeyRing } from './keyring-sqlite.ts'
import { joinTombstones } from './tombstones.ts'

const wang = 'wang' as PersonId
const li = 'li' as PersonId
const certificate = { reason: '个人信息保护法 第四十七条', by: ['zhao', 'qian'] as const, at: '2026-11-22T02:40:23.000Z' }
const AT = '2026-11-22T02:00:00.000Z'

const world = () => {
  const root = freshFolder()
  const place = (name: string): string => join(root, name)
  const files = { file: place('keys.db'), masterKeyFile: place('master.key'), tombstoneFile: place('tombstones') }
  const kept = { databases: { 'keyring.sqlite': files.file, 'none.sqlite': place('none') }, files: { 'master.key': files.masterKeyFile } }
  return { root, place, files, kept, open: (more = {}) => openSqliteKeyRing({ ...files, ...more }) }
}
const loseKeys = (files: ReturnType<typeof world>['files'], all = false): void => {
  for (const path of [files.file, `${files.file}-wal`, `${files.file}-shm`, files.masterKeyFile, ...(all ? [files.tombstoneFile] : [])]) rmSync(path, { force: true })
}

describe('a copy of the keys', () => {
  it('is taken while they are in use, is for its owner alone, and brings them back', async () => {
    const { place, files, kept, open } = world()
    const ring = await open()
    const key = Buffer.from(await ring.keyFor(wang))
    const manifest = backUpKeys(kept, place('copy'), AT)
    expect(Object.keys(manifest.files)).toEqual(['keyring.sqlite', 'master.key'])
    for (const name of readdirSync(place('copy'))) expect(statSync(join(place('copy'), name)).mode & 0o077).toBe(0)
    await ring.close()
    loseKeys(files)
    restoreKeys(place('copy'), kept)
    const again = await open()
    expect(Buffer.from(await again.existingKey(wang)).equals(key)).toBe(true)
    await again.close()
  })

  it('made before somebody was forgotten does not bring her back, though it holds her key', async () => {
    const { place, files, kept, open } = world()
    const ring = await open()
    for (const person of [wang, li]) await ring.keyFor(person)
    backUpKeys(kept, place('copy'), AT)
    await ring.destroy(wang, certificate)
    await ring.close()
    loseKeys(files)
    restoreKeys(place('copy'), kept)
    const again = await open()
    expect([await again.status(wang), await again.status(li)]).toEqual(['erased', 'active'])
    expect(await codeOf(again.keyFor(wang))).toBe('person-erased')
    await again.close()
  })

  it('nor does an old copy of the whole folder, tombstones and all, where a copy of those is on another disk', async () => {
    const { place, files, kept, open } = world()
    const more = { tombstoneCopy: place('outside') }
    const ring = await open(more)
    for (const person of [wang, li]) await ring.keyFor(person)
    await ring.destroy(li, certificate)
    const old = readFileSync(files.tombstoneFile)
    backUpKeys(kept, place('copy'), AT)
    await ring.destroy(wang, certificate)
    await ring.close()
    loseKeys(files, true)
    restoreKeys(place('copy'), kept)
    writeFileSync(files.tombstoneFile, old, { mode: 0o600 })
    const again = await open(more)
    expect([await again.status(wang), await again.status(li)]).toEqual(['erased', 'erased'])
    expect(readFileSync(files.tombstoneFile)).toEqual(readFileSync(place('outside')))
    await again.close()
  })

  it('is written to the other disk first: cut off between the two, the next start finishes', async () => {
    const { place, files, open } = world()
    const more = { tombstoneCopy: place('outside') }
    const ring = await open(more)
    await ring.keyFor(wang)
    await ring.destroy(li, certificate)
    await ring.close()
    const line = readFileSync(place('outside'), 'utf8').replace('"li"', '"wang"')
    writeFileSync(place('outside'), readFileSync(place('outside'), 'utf8') + line)
    const again = await open(more)
    expect(await again.status(wang)).toBe('erased')
    await again.close()
    expect(existsSync(files.tombstoneFile)).toBe(true)
  })

  it('is refused when a byte of it changed, when it was never finished, and where keys are', async () => {
    const { place, files, kept, open } = world()
    const ring = await open()
    await ring.keyFor(wang)
    backUpKeys(kept, place('copy'), AT)
    await ring.close()
    expect(await codeOf((async () => restoreKeys(place('copy'), kept))())).toBe('keys-in-place')
    expect(await codeOf((async () => backUpKeys(kept, place('copy'), AT))())).toBe('key-backup-exists')
    loseKeys(files)
    const whole = readFileSync(place('copy/keyring.sqlite'))
    writeFileSync(place('copy/keyring.sqlite'), Buffer.concat([whole.subarray(0, 5000), Buffer.from([whole[5000]! ^ 1]), whole.subarray(5001)]))
    expect(await codeOf((async () => restoreKeys(place('copy'), kept))())).toBe('key-backup-damaged')
    rmSync(place('copy/manifest.json'))
    expect(await codeOf((async () => checkKeys(place('copy')))())).toBe('key-backup-damaged')
    expect(existsSync(files.file)).toBe(false)
  })
})

it('two files of tombstones have all of both afterwards, each once', async () => {
  const { place } = world()
  const line = (person: string): string => `${JSON.stringify({ person, ...certificate, keyDigest: 'ab'.repeat(32) })}\n`
  writeFileSync(place('one'), line('a') + line('b'))
  writeFileSync(place('other'), line('b') + line('c'))
  joinTombstones(place('one'), place('other'))
  joinTombstones(place('one'), place('other'))
  expect([place('one'), place('other')].map((path) => readFileSync(path, 'utf8'))).toEqual([line('a') + line('b') + line('c'), line('b') + line('c') + line('a')])
})
