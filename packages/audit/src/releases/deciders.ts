// The deciders of a release that was, out of its build.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '@zhijian/kernel'
import type { Aggregate } from '@zhijian/runtime'
import type { Bundle } from '../evidence/bundle.ts'
import { redecide } from '../evidence/redecide.ts'
import { writeInto } from './pack.ts'
import { packedIn, type Release } from './record.ts'

/** Whole at once, so that its folder may go; and by Node itself, whatever else may stand between modules. */
const load = createRequire(import.meta.url)

/** @throws Fault `release-unreadable` (never) */
export const decidersOf = (release: Release): readonly Aggregate[] => {
  const folder = mkdtempSync(join(tmpdir(), 'zhijian-release-'))
  try {
    writeInto(folder, packedIn(release, 'build'))
    const module = join(folder, 'build', 'modules', 'deciders.mjs')
    if (!existsSync(module)) throw new Fault('release-unreadable', `${release.folder} has no deciders`, { retry: 'never', about: { folder: release.folder } })
    return (load(module) as { readonly aggregates: readonly Aggregate[] }).aggregates
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Releases whose builds are here and that decide these events again to the byte. */
export const decidedBy = (bundle: Pick<Bundle, 'events' | 'seal'>, all: readonly Release[]): Bundle['deciders'] =>
  all.flatMap((release) => (release.build !== null && redecide(bundle, decidersOf(release)).ok ? [{ release: release.version, sha256: release.build.sha256 }] : []))
