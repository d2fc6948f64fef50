// Where an installation keeps what it keeps. Keys, tombstones and outside seals lie apart from the log, so that a copy of
// the log alone opens nothing and a rewritten log alone does not fit.
//
//   <data>/store.json            born demo or live, for which county; never changed
//   <data>/opened.json           which log the folder belongs to; never changed
//   <data>/log/events.sqlite     the truth            <data>/views/  read models, can be made again
//   <data>/bus/                  checkpoints, dead letters            <data>/blobs/  <data>/uploads/  files, sealed
//   <data>/edge/                 sessions, codes, password hashes     <data>/clock.json  the demonstration's clock
//   <data>/tree/                 the tree over the log, for proofs; can be made again
//   <data>/positions/            tracks, sealed; in no backup, since a copy would outlive their term
//   <data>/hosts/                one lock per process that hosts a service alone, one for who relays the log
//   <data>-keys/                 key ring, master key, tombstones, signing keys of the log and of who vouches for actors
//   <data>-seals/                the outside copy of the log's seals: put it on another disk
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CountyCode } from '@zhijian/contracts'
import { Fault } from '@zhijian/kernel'
import { z } from 'zod'
import { holdAlone, holdTogether } from './lock.ts'
import { writeOnce } from './write-once.ts'

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
  readonly folders: {
    readonly blobs: string; readonly uploads: string; readonly seals: string; readonly keys: string; readonly backups: string
    readonly hosts: string; readonly issuers: string; readonly tree: string; readonly positions: string
  }
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

const fault = (code: string, message: string, about: Fault['about'], cause?: unknown): Fault => new Fault(code, message, { retry: 'never', about, cause })

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
    folders: {
      blobs: join(root, 'blobs'), uploads: join(root, 'uploads'), seals, keys, backups, hosts: join(root, 'hosts'), issuers: join(keys, 'issuers'), tree: join(root, 'tree'), positions: join(root, 'positions'),
    },
  }
}

/** The folder's paths, without opening it: for tools that read beside a running platform. */
export const dataPaths = (root: string, more: Pick<DataFolderOptions, 'seals' | 'keys' | 'backups'> = {}) =>
  layout({ root, kind: 'demo', county: '000000', now: '', ...more })

/** What the folder was born as, or null when there is none yet. @throws Fault `store-format` */
export const birthOf = (root: string): Birth | null => {
  const file = join(resolve(root), 'store.json')
  if (!existsSync(file)) return null
  const parsed = Birth.safeParse(parsedOrNull(readFileSync(file, 'utf8')))
  if (!parsed.success) throw fault('store-format', `${file} is damaged, or not of this release; open the folder with the release that made it`, { file })
  return parsed.data
}

const parsedOrNull = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** @throws Fault `data-folder-not-writable` (later): a disk comes back */
const makeFolders = ({ root, folders }: ReturnType<typeof layout>): void => {
  try {
    for (const folder of [root, ...['log', 'views', 'bus', 'edge'].map((name) => join(root, name)), ...Object.values(folders)]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
    }
    for (const folder of [root, folders.keys]) chmodSync(folder, 0o700)
  } catch (error) {
    throw new Fault('data-folder-not-writable', `${root} cannot be written; name another folder with ZHIJIAN_DATA, or give this user the right to write there`, {
      retry: 'later', cause: error, about: { folder: root },
    })
  }
}

const bear = (root: string, birth: Birth): Birth => {
  writeOnce(join(root, 'store.json'), `${JSON.stringify(birth, null, 2)}\n`)
  return birthOf(root)!
}

/** @throws Fault `store-born-demo` · `store-born-live` · `store-of-another-county` (never) */
const assertBornAs = (root: string, born: Birth, wanted: Partial<Pick<DataFolderOptions, 'kind' | 'county'>>): void => {
  if (wanted.kind !== undefined && born.kind !== wanted.kind) {
    throw born.kind === 'demo'
      ? fault('store-born-demo', `${root} was born as a demonstration and stays one; name an empty folder with ZHIJIAN_DATA`, { folder: root })
      : fault('store-born-live', `${root} is a live store: no demonstration, no simulated lawyers; start it with --live`, { folder: root })
  }
  if (wanted.county !== undefined && born.county !== wanted.county) {
    throw fault('store-of-another-county', `${root} belongs to county ${born.county}, not to ${wanted.county}`, { folder: root, county: born.county, wanted: wanted.county })
  }
}

const opened = (options: DataFolderOptions, whose: 'mine' | 'shared', born: (existing: Birth | null) => Birth): DataFolder => {
  const laid = layout(options)
  const { root } = laid
  makeFolders(laid)
  const release = (whose === 'mine' ? holdAlone : holdTogether)(join(root, 'lock.sqlite'), () =>
    fault('data-folder-in-use', whose === 'mine'
      ? `${root} is open in another process; stop that one first, or name another folder with ZHIJIAN_DATA`
      : `${root} is open in a process that hosts the whole platform; stop that one first, or name another folder with ZHIJIAN_DATA`, { folder: root }))
  try {
    const existing = birthOf(root)
    if (!existing && existsSync(laid.files.log)) {
      throw fault('birth-missing', `${root} holds a log but not store.json, which says what it was born as; restore that file from its backup`, { file: join(root, 'store.json') })
    }
    const birth = born(existing)
    assertBornAs(root, birth, options)
    return { ...laid, birth, isNew: !existing, release }
  } catch (error) {
    release()
    throw error
  }
}

/**
 * For the process that hosts everything: nobody else may have the folder open.
 * @throws Fault `data-folder-in-use` · `store-born-demo` · `store-born-live` · `store-of-another-county` · `data-folder-not-writable` · `store-format`
 */
export const openDataFolder = (options: DataFolderOptions): DataFolder => opened(options, 'mine', (existing) =>
  existing ?? bear(resolve(options.root), { format: 1, kind: options.kind, county: CountyCode.parse(options.county), bornAt: options.now }))

export type SharedFolderOptions = Omit<DataFolderOptions, 'kind' | 'county'> & Partial<Pick<DataFolderOptions, 'kind' | 'county'>>

/**
 * For processes that host a service each: they have the folder open together, a process that hosts everything apart.
 * @throws Fault as openDataFolder · `store-not-born` (never): a new folder, and nobody said for which county
 */
export const joinDataFolder = (options: SharedFolderOptions): DataFolder => opened(options as DataFolderOptions, 'shared', (existing) => {
  if (existing) return existing
  const { root, kind = 'live', county, now } = options
  if (county === undefined) {
    throw fault('store-not-born', `${resolve(root)} holds no store yet; say for which county it is (ZHIJIAN_COUNTY), or begin it with: npm start -- --live --county FILE`, { folder: resolve(root) })
  }
  return bear(resolve(root), { format: 1, kind, county: CountyCode.parse(county), bornAt: now })
})
