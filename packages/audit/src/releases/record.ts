// What is kept of every release: its record, the store it left (store.br), and of the last one the build itself (build.br). The
// folder is part of the repository; a release is looked for there and nowhere else.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault } from '@zhijian/kernel'
import { z } from 'zod'
import { unpack, type Files } from './pack.ts'

const Packed = z.strictObject({ sha256: z.string(), bytes: z.int(), unpackedBytes: z.int() })

export const ReleaseRecord = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  /** Of the sources, for who has the history. */
  commit: z.string(),
  /** That it ran on. */
  node: z.string(),
  dataFolder: z.strictObject({ format: z.int() }),
  /** By category: rule sets that its deciders have, in the order of their numbers. */
  rules: z.record(z.string(), z.array(z.int())),
  /** By category: events with the newest version that it writes. */
  events: z.record(z.string(), z.record(z.string(), z.int())),
  store: Packed.extend({ events: z.int(), streams: z.int() }),
  /** Null once another release followed. */
  build: Packed.extend({ programs: z.array(z.string()), without: z.array(z.string()) }).nullable(),
})
export type ReleaseRecord = z.infer<typeof ReleaseRecord>

export interface Release extends ReleaseRecord {
  readonly folder: string
}

/** From src/releases, or from dist/src/releases. */
const FOLDERS = ['../../../../releases', '../../../../../releases'].map((path) => fileURLToPath(new URL(path, import.meta.url)))

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const numbers = (version: string): readonly number[] => version.split('.').map(Number)
/** Negative: a lies before b. */
export const compareVersions = (a: string, b: string): number => {
  const [one, other] = [numbers(a), numbers(b)]
  return one.map((number, place) => number - other[place]!).find((difference) => difference !== 0) ?? 0
}

/** Oldest first; none where a build was installed without them. @throws Fault `release-unreadable` (never) */
export const releases = (folder: string | undefined = FOLDERS.find((each) => existsSync(each))): readonly Release[] => {
  if (folder === undefined || !existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => {
    try {
      return { ...ReleaseRecord.parse(JSON.parse(readFileSync(join(folder, name, 'release.json'), 'utf8'))), folder: join(folder, name) }
    } catch (error) {
      throw new Fault('release-unreadable', `${join(folder, name)} is not a release; take it from the repository again`, { retry: 'never', cause: error, about: { folder: join(folder, name) } })
    }
  }).sort((a, b) => compareVersions(a.version, b.version))
}

/** @throws Fault `release-unreadable` (never): it is not there, or not what the record says */
export const packedIn = (release: Release, what: 'store' | 'build'): Files => {
  const file = join(release.folder, `${what}.br`)
  const bytes = existsSync(file) ? readFileSync(file) : null
  if (bytes === null || sha256Of(bytes) !== release[what]?.sha256) {
    throw new Fault('release-unreadable', `${file} is not what the record of the release says; take it from the repository again`, { retry: 'never', about: { folder: file } })
  }
  return unpack(bytes)
}
