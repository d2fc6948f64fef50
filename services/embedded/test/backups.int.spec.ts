import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { readManifest } from '@zhijian/event-store'
import { openSqliteStore, type SqliteStore } from '@zhijian/event-store/sqlite'
import { openDataFolder, type DataFolder } from '@zhijian/host'
import { days, hours, instant, plus } from '@zhijian/kernel'
import { checkKeys } from '@zhijian/privacy'
import { silentLog } from '@zhijian/runtime'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp, expireCopies, isBackupDue, keyBackupsOf } from '../src/backups.ts'

let root: string
let folder: DataFolder
let store: SqliteStore
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'zj-backups-'))
  folder = openDataFolder({ root: join(root, 'var'), kind: 'live', county: '150921', now: instant('2026-03-02T01:00:00.000Z') })
  store = await openSqliteStore({ file: folder.files.log })
  writeFileSync(folder.files.masterKey, Buffer.alloc(32, 7), { mode: 0o600 })
})
afterEach(async () => {
  await store.close()
  folder.release()
  rmSync(root, { recursive: true, force: true })
})
const copies = (): string[] => readdirSync(folder.folders.backups).filter((name) => name !== 'blobs').sort()
const old = (day: number): string => `202601${String(day).padStart(2, '0')}T010000`

describe('backups', () => {
  it('are thirty: the oldest goes when one more is there, and what was never finished is none of them', async () => {
    for (let day = 1; day <= 31; day += 1) {
      mkdirSync(join(folder.folders.backups, old(day)))
      if (day !== 31) writeFileSync(join(folder.folders.backups, old(day), 'manifest.json'), '{"format":1}')
    }
    mkdirSync(join(folder.folders.backups, `${old(31)}.unchecked`))
    mkdirSync(join(folder.folders.backups, 'a folder of somebody else'))
    const target = await backUp({ store }, folder, silentLog)
    expect(copies()).toEqual([...Array.from({ length: 29 }, (_, n) => old(n + 2)), basename(target), 'a folder of somebody else'])
  })

  it('hold the log, say what they are of, have every sealed file once, and the keys apart, two copies of them', async () => {
    const digest = 'ab'.repeat(32)
    mkdirSync(join(folder.folders.blobs, 'ab'), { recursive: true })
    writeFileSync(join(folder.folders.blobs, 'ab', digest), 'sealed')
    writeFileSync(join(folder.folders.blobs, 'ab', `${digest}.1.new`), 'half')
    for (const day of [1, 2, 3]) {
      mkdirSync(join(keyBackupsOf(folder), old(day)), { recursive: true })
      writeFileSync(join(keyBackupsOf(folder), old(day), 'manifest.json'), '{"format":1,"files":{}}')
    }
    const target = await backUp({ store }, folder, silentLog)
    expect(readManifest(target)).toMatchObject({ format: 1, storeId: store.storeId })
    expect(readdirSync(target).sort()).toEqual(['log.db', 'manifest.json', 'store.json'])
    expect(readdirSync(join(folder.folders.backups, 'blobs', 'ab'))).toEqual([digest])
    const keys = readdirSync(keyBackupsOf(folder)).sort()
    expect([keys.length, keys[0]]).toEqual([2, old(3)])
    expect(Object.keys(checkKeys(join(keyBackupsOf(folder), keys[1]!)).files)).toEqual(['master.key'])
    expect(readdirSync(join(keyBackupsOf(folder), keys[1]!)).some((name) => name.includes('tombstone'))).toBe(false)
  })

  it('go on after the machine’s clock was set back: one is due at once, and it is the newest though its time is earlier', async () => {
    const now = instant('2026-03-02T01:00:00.000Z')
    expect([-1, 0, 1].map((hour) => isBackupDue(plus(now, -hours(24) + hours(hour)), now, hours(24)))).toEqual([true, true, false])
    expect([isBackupDue(null, now, hours(24)), isBackupDue(plus(now, 1), now, hours(24))]).toEqual([true, true])
    mkdirSync(join(folder.folders.backups, '20990101T000000'))
    writeFileSync(join(folder.folders.backups, '20990101T000000', 'manifest.json'), '{"format":1}')
    const target = await backUp({ store }, folder, silentLog)
    expect(basename(target)).toBe('20990101T000001')
    expect(readManifest(target).at < '2099').toBe(true)
  })

  it('that cannot be made leave nothing behind that looks like one', async () => {
    rmSync(join(folder.root, 'store.json'))
    await expect(backUp({ store }, folder, silentLog)).rejects.toThrow()
    expect(copies()).toEqual([])
    await expect(backUp({ store }, folder, silentLog, folder.root)).rejects.toMatchObject({ code: 'backup-exists' })
  })

  it('that are being made are left alone by whoever looks for old ones meanwhile', async () => {
    const inHand = [join(folder.folders.backups, `${old(20)}.unchecked`), join(keyBackupsOf(folder), old(20))]
    for (const place of inHand) mkdirSync(place, { recursive: true })
    await expireCopies(folder, instant('2026-06-01T01:00:00.000Z'), days(30), () => Promise.resolve())
    expect(inHand.map((place) => existsSync(place))).toEqual([true, true])
  })

  it('older than is promised go, whatever their number; the last there is goes when another is there', async () => {
    const now = instant('2026-02-09T01:00:00.000Z')
    const made: string[] = []
    for (const day of [1, 9, 10, 20]) {
      for (const place of [folder.folders.backups, keyBackupsOf(folder)]) {
        mkdirSync(join(place, old(day)), { recursive: true })
        writeFileSync(join(place, old(day), 'manifest.json'), '{"format":1,"files":{}}')
      }
    }
    await expireCopies(folder, now, days(30), async () => void made.push('one'))
    expect([copies(), readdirSync(keyBackupsOf(folder)).sort(), made]).toEqual([[old(20)], [old(20)], []])
    // Ten days later that is all there is, and too old.
    await expireCopies(folder, plus(now, days(10)), days(30), async () => void made.push('another'))
    expect([readdirSync(keyBackupsOf(folder)), made]).toEqual([[old(20)], ['another']])
    await expireCopies(folder, plus(now, days(10)), days(30), () => backUp({ store }, folder, silentLog))
    expect([copies().length, readdirSync(keyBackupsOf(folder)).length]).toEqual([1, 1])
    expect([...copies(), ...readdirSync(keyBackupsOf(folder))]).not.toContain(old(20))
  })
})
