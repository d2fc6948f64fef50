// Where an installation keeps what it keeps. Keys, tombstones and outside seals lie apart from the log, so that a copy of
// the log alone opens nothing and a rewritten log alone does not fit.
//
//   <data>/store.json            born demo or live, for which county; never changed
//   <data>/log/events.sqlite     the truth            <data>/views/  read models, can be made again
//   <data>/bus/                  checkpoints, dead letters            <data>/blobs/  <data>/uploads/  files, sealed
//   <data>/edge/                 sessions, codes, password hashes     <data>/clock.json  the demonstration's clock
//   <data>-keys/                 key ring, master key, tombstones, signing key of the log
//   <data>-seals/                the outside copy of the log's seals: put it on another disk
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CountyCode } from '@zhijian/contracts'
import { Fault } from '@zhijian/kernel'
import { z } from 'zod'

const Birth = z.strictObject({ format: z.literal(1), kind: z.enum(['demo', 'live']), county: CountyCode, bornAt: z.string() })
export type Birth = z.infer<typeof Birth>

export interface DataFolder {
  readonly root: string
  readonly birth: Birth
  readonly isNew: boolean
  readonly files: {
    readonly log: string
    readonly views: string
    readonly bus: string
    readonly edge: string
    readonly secrets: string
    readonly journal: string
    readonly clock: string
    readonly keyring: string
    readonly masterKey: string
    readonly tombstones: string
    readonly lookup: string
    readonly lookupKey: string
    readonly secretsKey: string
    readonly sealKey: string
  }
  readonly folders: { readonly blobs: string; readonly uploads: string; readonly seals: string; readonly keys: string; readonly backups: string }
  /** Lets another process open the folder. */
  release(): void
}

export interface DataFolderOptions {
  /** `ZHIJIAN_DATA`, default `./var`. */
  readonly root: string
  readonly kind: 'demo' | 'live'
  readonly county: string
  /** `ZHIJIAN_SEALS`; default beside the data. */
  readonly seals?: string
  readonly keys?: string
  readonly backups?: string
  readonly now: string
}

const fault = (code: string, message: string, cause?: unknown): Fault => new Fault(code, message, { retry: 'never', cause })

const layout = (options: DataFolderOptions) => {
  const root = resolve(options.root)
  const keys = resolve(options.keys ?? `${root}-keys`)
  const seals = resolve(options.seals ?? `${root}-seals`)
  const backups = resolve(options.backups ?? `${root}-backups`)
  return {
    root,
    files: {
      log: join(root, 'log', 'events.sqlite'), views: join(root, 'views', 'views.sqlite'), bus: join(root, 'bus', 'bus.sqlite'),
      edge: join(root, 'edge', 'edge.sqlite'), secrets: join(root, 'edge', 'secrets.sqlite'), journal: join(root, 'bus', 'sent.sqlite'),
      clock: join(root, 'clock.json'),
      keyring: join(keys, 'keyring.sqlite'), masterKey: join(keys, 'master.key'), tombstones: join(keys, 'tombstones.jsonl'),
      lookup: join(keys, 'lookup.sqlite'), lookupKey: join(keys, 'lookup.key'), secretsKey: join(keys, 'secrets.key'), sealKey: join(keys, 'seal.key'),
    },
    folders: { blobs: join(root, 'blobs'), uploads: join(root, 'uploads'), seals, keys, backups },
  }
}

/** The folder's paths, without opening it: for tools that read beside a running platform. */
export const dataPaths = (root: string, more: Pick<DataFolderOptions, 'seals' | 'keys' | 'backups'> = {}) =>
  layout({ root, kind: 'demo', county: '000000', now: '', ...more })

/** What the folder was born as, or null when there is none yet. @throws Fault `store-format` */
export const birthOf = (root: string): Birth | null => {
  const file = join(resolve(root), 'store.json')
  if (!existsSync(file)) return null
  const parsed = Birth.safeParse(JSON.parse(readFileSync(file, 'utf8')))
  if (!parsed.success) throw fault('store-format', `${file} is not of this release; open the folder with the release that made it`)
  return parsed.data
}

/**
 * @throws Fault `data-folder-in-use` · `store-born-demo` · `store-born-live` · `store-of-another-county` · `data-folder-not-writable` · `store-format`
 */
export const openDataFolder = (options: DataFolderOptions): DataFolder => {
  const { root, files, folders } = layout(options)
  try {
    for (const folder of [root, ...['log', 'views', 'bus', 'edge'].map((name) => join(root, name)), ...Object.values(folders)]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
    }
    for (const folder of [root, folders.keys]) chmodSync(folder, 0o700)
  } catch (error) {
    throw fault('data-folder-not-writable', `${root} cannot be written; name another folder with ZHIJIAN_DATA, or give this user the right to write there`, error)
  }
  const release = lock(join(root, 'lock.sqlite'), root)
  try {
    const existing = birthOf(root)
    if (existing && existing.kind !== options.kind) {
      throw existing.kind === 'demo'
        ? fault('store-born-demo', `${root} was born as a demonstration and stays one; name an empty folder with ZHIJIAN_DATA`)
        : fault('store-born-live', `${root} is a live store: no demonstration, no simulated lawyers; start it with --live`)
    }
    if (existing && existing.county !== options.county) {
      throw fault('store-of-another-county', `${root} belongs to county ${existing.county}, not to ${options.county}`)
    }
    const birth = existing ?? { format: 1 as const, kind: options.kind, county: options.county, bornAt: options.now }
    if (!existing) {
      const file = join(root, 'store.json')
      writeFileSync(`${file}.new`, `${JSON.stringify(birth, null, 2)}\n`, { mode: 0o600, flush: true })
      renameSync(`${file}.new`, file)
    }
    return { root, birth, isNew: !existing, files, folders, release }
  } catch (error) {
    release()
    throw error
  }
}

/** Held by the operating system for as long as this process lives: a killed one leaves nothing behind. */
const lock = (file: string, root: string): (() => void) => {
  const db = new DatabaseSync(file)
  try {
    db.exec('pragma locking_mode = exclusive; pragma busy_timeout = 0; begin exclusive; create table if not exists held (one integer); commit;')
  } catch (error) {
    db.close()
    throw fault('data-folder-in-use', `${root} is open in another process; stop that one first, or name another folder with ZHIJIAN_DATA`, error)
  }
  let held = true
  return () => {
    if (held) db.close()
    held = false
  }
}
