import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { PersonId } from '@zhijian/contracts'
import { describe, expect, it } from 'vitest'
import { keyRingContract } from './contract-keyring.ts'
import { codeOf, freshFolder, seededRandom } from './fixtures.ts'
import { openSqliteKeyRing } from './keyring-sqlite.ts'
import { rotateMasterKey } from './master-key.ts'
import type { KeyRing } from './port.ts'
import { isExposed } from './secret-file.ts'

const filesIn = (folder: string) =>
  ({ file: join(folder, 'keys.db'), masterKeyFile: join(folder, 'master.key'), tombstoneFile: join(folder, 'tombstones') })
const certificate = { reason: 'asked for', by: ['zhao', 'qian'] as const, at: '2026-11-22T02:40:23.000Z' }
const person = (n: number | string): PersonId => `p${n}` as PersonId

keyRingContract('sqlite', async () => {
  const folder = freshFolder()
  const files = filesIn(folder)
  const handles: KeyRing[] = []
  const again = async (): Promise<KeyRing> => {
    const handle = await openSqliteKeyRing(files)
    handles.push(handle)
    return handle
  }
  const dispose = async (): Promise<void> => {
    for (const handle of handles) await handle.close()
  }
  return {
    ring: await again(), again, dispose,
    async backup() {
      copyFileSync(files.file, `${files.file}.backup`)
      return {
        async restore() {
          await dispose()
          copyFileSync(`${files.file}.backup`, files.file)
          return again()
        },
      }
    },
  }
})

const everything = (folder: string): Buffer => Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))))
/** Every file of the folder, looked through byte for byte. */
const holds = (folder: string, bytes: Uint8Array): string[] =>
  readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(bytes))

describe('the sqlite key ring', () => {
  it('K1: leaves no byte of a destroyed key behind, raw or wrapped, though SQLite had left copies of it', async () => {
    const folder = freshFolder()
    const files = filesIn(folder)
    const random = seededRandom('K1')
    const ring = await openSqliteKeyRing({ ...files, random })
    const db = new DatabaseSync(files.file)
    db.exec('PRAGMA secure_delete = ON; PRAGMA synchronous = OFF')
    const insert = db.prepare('INSERT INTO keys (person, wrapped) VALUES (?, ?)')
    const ours: { readonly who: PersonId; readonly key: Buffer; readonly wrapped: Buffer }[] = []
    // Every fifth is ours; the others leave again, pages merge, and SQLite moves what stays (and forgets a copy, rarely).
    const order = Array.from({ length: 600 }, (_, i) => person((i * 7919) % 600))
    for (const [i, who] of order.entries()) {
      if (i % 5 !== 0) insert.run(who, random(61))
      else {
        const key = Buffer.from(await ring.keyFor(who))
        const row = db.prepare('SELECT wrapped FROM keys WHERE person = ?').get(who)!
        ours.push({ who, key, wrapped: Buffer.from(row['wrapped'] as Uint8Array) })
      }
    }
    for (const [i, who] of order.entries()) if (i % 5 !== 0) db.prepare('DELETE FROM keys WHERE person = ?').run(who)
    db.close()
    // A copy may lack its first or last bytes: look for the key, and for four parts of what it was wrapped in.
    const found = ({ key, wrapped }: (typeof ours)[number], bytes = everything(folder)): number =>
      Math.max(...[key, wrapped.subarray(1, 13), wrapped.subarray(13, 29), wrapped.subarray(29, 45), wrapped.subarray(45)]
        .map((part) => bytes.toString('latin1').split(part.toString('latin1')).length - 1))
    const copied = ours.filter((each) => found(each) > 1)
    expect(copied.length).toBeGreaterThan(0)
    for (const each of [...copied, ours[0]!]) {
      expect(found(each)).toBeGreaterThan(0)
      await ring.destroy(each.who, certificate)
      expect(found(each)).toBe(0)
    }
    await ring.close()
    for (const each of copied) expect(found(each)).toBe(0)
  })

  it('K1: a destruction that was cut off after its tombstone is finished at the next start', async () => {
    const folder = freshFolder()
    const files = filesIn(folder)
    const first = await openSqliteKeyRing(files)
    const key = await first.keyFor(person(1))
    await first.close()
    const db = new DatabaseSync(files.file, { readOnly: true })
    const wrapped = db.prepare('SELECT wrapped FROM keys').get()!['wrapped'] as Uint8Array
    db.close()
    writeFileSync(files.tombstoneFile, `${JSON.stringify({ person: 'p1', ...certificate, keyDigest: 'ab'.repeat(32) })}\n`)
    const second = await openSqliteKeyRing(files)
    expect(await codeOf(second.existingKey(person(1)))).toBe('person-erased')
    for (const part of [key, wrapped.subarray(13, 29)]) expect(holds(folder, part)).toEqual([])
    expect((await second.destroy(person(1), certificate)).keyDigest).toBe('ab'.repeat(32))
    await second.close()
  })

  it('takes half a last tombstone for a destruction that never began', async () => {
    const files = filesIn(freshFolder())
    const ring = await openSqliteKeyRing(files)
    await ring.keyFor(person(1))
    await ring.destroy(person(2), certificate)
    await ring.close()
    const size = statSync(files.tombstoneFile).size
    const half = `{"person":"p1","at":"2026","reason":"${'a long one '.repeat(50)}`
    writeFileSync(files.tombstoneFile, readFileSync(files.tombstoneFile, 'utf8') + half)
    const next = await openSqliteKeyRing(files)
    expect(await next.status(person(1))).toBe('active')
    await next.destroy(person(3), certificate)
    expect((await next.tombstones()).map((each) => each.person)).toEqual(['p2', 'p3'])
    expect(statSync(files.tombstoneFile).size).toBe(size * 2)
    await next.close()
  })

  it('refuses to start on damaged or missing tombstones', async () => {
    const files = filesIn(freshFolder())
    const ring = await openSqliteKeyRing(files)
    await ring.destroy(person(1), certificate)
    await ring.destroy(person(2), certificate)
    await ring.close()
    const text = readFileSync(files.tombstoneFile, 'utf8')
    writeFileSync(files.tombstoneFile, text.replace('{', 'x'))
    expect(await codeOf(openSqliteKeyRing(files))).toBe('tombstones-damaged')
    writeFileSync(files.tombstoneFile, text.slice(0, text.indexOf('\n') + 1))
    expect(await codeOf(openSqliteKeyRing(files))).toBe('tombstones-missing')
    rmSync(files.tombstoneFile)
    expect(await codeOf(openSqliteKeyRing(files))).toBe('tombstones-missing')
  })

  it('makes its master key once, for its owner alone, and never a second one for the same keys', async () => {
    const files = filesIn(freshFolder())
    const ring = await openSqliteKeyRing(files)
    await ring.keyFor(person(1))
    await ring.close()
    expect(statSync(files.masterKeyFile).mode & 0o777).toBe(0o600)
    const master = readFileSync(files.masterKeyFile)
    expect(master).toHaveLength(32)
    chmodSync(files.masterKeyFile, 0o640)
    expect(await codeOf(openSqliteKeyRing(files))).toBe('secret-exposed')
    chmodSync(files.masterKeyFile, 0o600)
    truncateSync(files.masterKeyFile, 31)
    expect(await codeOf(openSqliteKeyRing(files))).toBe('secret-damaged')
    writeFileSync(files.masterKeyFile, Buffer.alloc(32, 7))
    expect(await codeOf(openSqliteKeyRing(files))).toBe('master-key-mismatch')
    rmSync(files.masterKeyFile)
    expect(await codeOf(openSqliteKeyRing(files))).toBe('secret-missing')
    writeFileSync(files.masterKeyFile, master, { mode: 0o600 })
    const again = await openSqliteKeyRing(files)
    expect(await again.existingKey(person(1))).toHaveLength(32)
    await again.close()
  })

  const STEPS = ['new-key-written', 'wrapped', 'committed', 'wiped', 'old-key-gone'] as const
  it.each(STEPS)('has its master key replaced, and opens everything when that was killed after: %s', async (step) => {
    const files = filesIn(freshFolder())
    const ring = await openSqliteKeyRing(files)
    const keys = new Map<PersonId, Uint8Array>()
    for (let n = 0; n < 12; n += 1) keys.set(person(n), Uint8Array.from(await ring.keyFor(person(n))))
    await ring.destroy(person(7), certificate)
    keys.delete(person(7))
    await ring.close()
    const old = readFileSync(files.masterKeyFile)
    const died = spawnSync(process.execPath, ['--conditions=source', '--input-type=module', '-e', `
      import { rotateMasterKey } from ${JSON.stringify(new URL('./master-key.ts', import.meta.url).href)}
      rotateMasterKey({ ...${JSON.stringify(files)}, onStep: (step) => step === '${step}' && process.kill(process.pid, 'SIGKILL') })`], { encoding: 'utf8' })
    expect([died.signal, died.stderr]).toEqual(['SIGKILL', ''])
    const opensAll = async (): Promise<void> => {
      const again = await openSqliteKeyRing(files)
      for (const [who, key] of keys) expect(await again.existingKey(who)).toEqual(key)
      expect(await again.status(person(7))).toBe('erased')
      await again.close()
    }
    await opensAll()
    expect(readFileSync(files.masterKeyFile).equals(old)).toBe(step === 'new-key-written' || step === 'wrapped')
    // And it is replaced again, whatever was left of the last time.
    expect(rotateMasterKey(files)).toBe(11)
    expect(readdirSync(dirname(files.masterKeyFile)).filter((name) => name.startsWith('master'))).toEqual(['master.key'])
    expect(readFileSync(files.masterKeyFile).equals(old)).toBe(false)
    await opensAll()
    writeFileSync(files.masterKeyFile, old)
    expect(await codeOf(openSqliteKeyRing(files))).toBe('master-key-mismatch')
  })
  it('makes no key while its master key was replaced behind it, and leaves nothing that the old one opens', async () => {
    const files = filesIn(freshFolder())
    const ring = await openSqliteKeyRing(files)
    for (let n = 0; n < 60; n += 1) await ring.keyFor(person(n))
    const db = new DatabaseSync(files.file, { readOnly: true })
    const wrapped = db.prepare('SELECT wrapped FROM keys').all().map((row) => Buffer.from(row['wrapped'] as Uint8Array))
    db.close()
    rotateMasterKey(files)
    expect(await codeOf(ring.keyFor(person('new')))).toBe('master-key-mismatch')
    await ring.close()
    const left = readFileSync(files.file)
    expect(wrapped.filter((each) => left.includes(each))).toEqual([])
  })

  it.each([[0o600, 'mine', false], [0o640, 'mine', true], [0o604, 'mine', true], [0o440, 'root’s', false], [0o444, 'root’s', true], [0o460, 'root’s', true]] as const)(
    'a secret of mode %o that is %s: exposed %s', (mode, whose, exposed) => {
      expect(isExposed({ mode: 0o100_000 | mode, uid: whose === 'mine' ? 1000 : 0 }, 1000)).toBe(exposed)
    })

  it('notices a wrapped key that was changed, or given to somebody else', async () => {
    const files = filesIn(freshFolder())
    const ring = await openSqliteKeyRing({ ...files, cached: 0 })
    await ring.keyFor(person(1))
    await ring.keyFor(person(2))
    const db = new DatabaseSync(files.file)
    db.exec("UPDATE keys SET wrapped = (SELECT wrapped FROM keys WHERE person = 'p2') WHERE person = 'p1'")
    expect(await codeOf(ring.existingKey(person(1)))).toBe('store-damaged')
    expect(await ring.existingKey(person(2))).toHaveLength(32)
    db.close()
    await ring.close()
  })

  it('is busy, later, while another process writes; closed, it says so', async () => {
    const files = filesIn(freshFolder())
    const ring = await openSqliteKeyRing({ ...files, busyMs: 0 })
    const other = new DatabaseSync(files.file)
    other.exec('BEGIN IMMEDIATE')
    expect(await codeOf(ring.keyFor(person(1)))).toBe('store-busy')
    other.exec('ROLLBACK')
    other.close()
    expect(await ring.keyFor(person(1))).toHaveLength(32)
    await ring.close()
    expect(await codeOf(ring.keyFor(person(1)))).toBe('store-closed')
    expect(await codeOf(openSqliteKeyRing({ ...files, file: files.masterKeyFile }))).toBe('store-damaged')
  })

  it('comes out the same from the same randomness', async () => {
    const made = async (): Promise<string> => {
      const ring = await openSqliteKeyRing({ ...filesIn(freshFolder()), random: seededRandom('again') })
      const key = Buffer.from(await ring.keyFor(person(1))).toString('hex')
      await ring.close()
      return key
    }
    expect(await made()).toBe(await made())
  })
})
