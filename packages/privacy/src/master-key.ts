// The key that wraps the keys of a ring in a file, and its replacement while nobody has the ring open:
// M1 The new key is on the disk beside the old one (`.next`) before anything is wrapped with it.
// M2 All keys are wrapped anew in one transaction, which says too whose they are now: before it the old key opens all of them, after it
//    the new one does. A rotation that ended early is finished, or was never begun, at the next opening.
// M3 The old key goes last, when the ring's file holds nothing any more that it would open.
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { asDiskFault } from './disk-fault.ts'
import { never } from './never.ts'
import { readSecretFile, syncFolder } from './secret-file.ts'
import { openSecretDatabase } from './sqlite-file.ts'
import { box, IV_BYTES, SUITES, unbox, type SuiteName } from './suite.ts'

export const RING_SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS keys (
    person TEXT PRIMARY KEY, wrapped BLOB NOT NULL, restricted_until TEXT, restricted_rule TEXT);`

export const boundTo = (person: string): string => `zhijian/key\0${person}`
const nextOf = (masterKeyFile: string): string => `${masterKeyFile}.next`

type Random = (bytes: number) => Uint8Array
interface Master { readonly secret: Buffer; readonly fingerprint: string }

const read = (file: string, mayMake: boolean, random: Random): Master => {
  const secret = readSecretFile(file, mayMake, random)
  return { secret, fingerprint: createHash('sha256').update('zhijian/master\0').update(secret).digest('hex') }
}

/** @param known whose the wrapped keys are; undefined: there are none yet @throws Fault `master-key-mismatch` (never), and as readSecretFile */
export const masterOf = (file: string, known: unknown, random: Random): Master => {
  const found = read(file, known === undefined, random)
  if (known !== undefined && known !== found.fingerprint) throw never('master-key-mismatch', 'these keys were wrapped by another master key')
  return found
}

/** Ends a rotation that ended early, once everything is wrapped by the new key. */
export const settle = (known: unknown, masterKeyFile: string): void => {
  const next = nextOf(masterKeyFile)
  if (known === undefined || !existsSync(next) || read(next, false, randomBytes).fingerprint !== known) return
  renameSync(next, masterKeyFile)
  syncFolder(dirname(masterKeyFile))
}

export interface RotateMasterKeyOptions {
  readonly file: string
  readonly masterKeyFile: string
  /** What the keys are wrapped with from now on. Default `aes`. */
  readonly suite?: SuiteName
  /** Default: node:crypto. */
  readonly random?: Random
  /** Told what was just done. */
  readonly onStep?: (step: 'new-key-written' | 'wrapped' | 'committed' | 'wiped' | 'old-key-gone') => void
}

/**
 * Nobody may have the ring open: who holds the data folder knows.
 * @returns how many keys were wrapped anew
 * @throws Fault `secret-missing` · `secret-exposed` · `master-key-mismatch` · `store-damaged` (never) · `store-full` (later)
 */
export const rotateMasterKey = ({ file, masterKeyFile, suite = 'aes', random = randomBytes, onStep = () => undefined }: RotateMasterKeyOptions): number => {
  const { db, use, transaction, close } = openSecretDatabase(file, RING_SCHEMA)
  try {
    const known = (): unknown => db.prepare("SELECT value FROM meta WHERE key = 'master-key'").get()?.['value']
    const set = (key: string, value: string | number): void => void db.prepare('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value)
    const count = transaction(() => {
      settle(known(), masterKeyFile)
      const old = masterOf(masterKeyFile, known(), random)
      // One that was never used: nothing was wrapped with it.
      rmSync(nextOf(masterKeyFile), { force: true })
      const { secret, fingerprint } = read(nextOf(masterKeyFile), true, random)
      onStep('new-key-written')
      const rows = db.prepare('SELECT person, wrapped FROM keys').all()
      const update = db.prepare('UPDATE keys SET wrapped = ? WHERE person = ?')
      for (const row of rows) {
        const person = row['person'] as string
        let key: Buffer
        try {
          key = unbox(old.secret, boundTo(person), row['wrapped'] as Uint8Array).plain
        } catch (cause) {
          throw never('store-damaged', 'a wrapped key is damaged; put the key file back from its backup', cause)
        }
        update.run(box(SUITES[suite], secret, random(IV_BYTES), boundTo(person), key), person)
        key.fill(0)
      }
      set('master-key', fingerprint)
      set('unwiped', 1)
      onStep('wrapped')
      return rows.length
    })
    onStep('committed')
    // SQLite leaves copies of cells that it moved: a rewritten file has none that the old key opens.
    use(() => db.exec('VACUUM'))
    transaction(() => set('unwiped', 0))
    onStep('wiped')
    settle(known(), masterKeyFile)
    onStep('old-key-gone')
    return count
  } catch (error) {
    throw asDiskFault(error)
  } finally {
    close()
  }
}
